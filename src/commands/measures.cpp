// measures: how each measure stands against its target.
#include <CLI/CLI.hpp>

#include "commands/enquiry.h"
#include "commands/json_of_portfolio.h"
#include "domain/calendar/period.h"

namespace contractwatch {
namespace {

struct MeasuresOptions {
    std::string contract;
    std::string period;
};

Exit show_measures(Invocation& invocation, const Enquiry& enquiry, const MeasuresOptions& options) {
    const auto contract = contract_given(enquiry.portfolio(), options.contract);
    if (!contract) return invocation.fail(contract.error());
    if (const auto fault = fault_of_period(options.period); fault && !options.period.empty())
        return invocation.fail(invalid("--period: " + *fault));
    const auto period = options.period.empty() ? std::nullopt : std::optional{options.period};
    show(invocation, list_of(enquiry.portfolio().measures(*contract, period)),
         {{"contract", "contract"},
          {"lot", "lot"},
          {"measure", "measure"},
          {"period", "period"},
          {"value", "value"},
          {"target", "target"},
          {"rating", "rating"},
          {"title", "title"},
          {"note", "note"}});
    return Exit::done;
}

}  // namespace

void add_measures(CLI::App& app, Invocation& invocation, Outcome& outcome) {
    auto options = std::make_shared<MeasuresOptions>();
    auto* command = app.add_subcommand("measures", "Show each measure's latest reading against its target");
    command->add_option("--contract", options->contract, "Only of this contract")->type_name("CONTRACT");
    command
        ->add_option("--period", options->period,
                     "The readings of this period, of the measures that have it: 2026-09, 2026/27-Q2, ...")
        ->type_name("PERIOD");
    command->callback([&invocation, &outcome, options] {
        const auto enquiry = Enquiry::open(invocation, outcome);
        if (enquiry) outcome.exit = show_measures(invocation, *enquiry, *options);
    });
}

}  // namespace contractwatch

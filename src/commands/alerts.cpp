// alerts: the life of each alert, as the record has it.
#include <CLI/CLI.hpp>

#include "commands/enquiry.h"
#include "commands/json_of_portfolio.h"

namespace contractwatch {
namespace {

struct AlertsOptions {
    bool open = false;
    std::string contract;
};

Exit show_alerts(Invocation& invocation, const Enquiry& enquiry, const AlertsOptions& options) {
    const auto contract = contract_given(enquiry.portfolio(), options.contract);
    if (!contract) return invocation.fail(contract.error());
    AlertQuery query;
    query.open_only = options.open;
    query.contract = *contract;
    show(invocation, list_of(enquiry.record().alerts(query)),
         {{"alert", "id"},
          {"state", "state"},
          {"severity", "severity"},
          {"raised", "raised_at"},
          {"next step", "next_step_at"},
          {"finding", "key"}});
    return Exit::done;
}

}  // namespace

void add_alerts(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto options = std::make_shared<AlertsOptions>();
    auto* command = app.add_subcommand("alerts", "Show the alerts, and how far each has come");
    command->add_flag("--open", options->open, "Only those that have not ended");
    command->add_option("--contract", options->contract, "Only of this contract")->type_name("CONTRACT");
    command->callback([&invocation, &outcome, options] {
        const auto enquiry = Enquiry::open(invocation, outcome);
        if (enquiry) outcome.exit = show_alerts(invocation, *enquiry, *options);
    });
}

}  // namespace contractwatch

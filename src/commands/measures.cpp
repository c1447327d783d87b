// measures: how each measure stands against its target, and the chart and the history of one of them.
#include <filesystem>
#include <system_error>

#include <CLI/CLI.hpp>

#include "adapters/chart/cairo_chart_maker.h"
#include "adapters/folder/new_file.h"
#include "app/measure_history.h"
#include "base/text.h"
#include "commands/chronicle.h"
#include "commands/enquiry.h"
#include "commands/json_of_portfolio.h"
#include "domain/calendar/period.h"

namespace contractwatch {
namespace {

struct MeasuresOptions {
    std::string contract;
    std::string period;
    std::string measure;
    std::string chart;  ///< the file that it is drawn into
    bool history = false;
    bool social_value = false;
};

/// Whole or not at all, and never in the place of another.
Result<void> write_new(const std::string& path, const std::string& content) {
    const auto place = std::filesystem::absolute(path);
    try {
        const NewFile file{place.parent_path().string(), content};
        if (!file.appear_as(place.filename().string()))
            return refused(path + " exists already, and nothing is overwritten; name another file");
        return {};
    } catch (const std::system_error& error) {
        return unavailable(path + " could not be written: " + error.what());
    }
}

Result<std::string> picture_of(const ChartSheet& sheet, const std::string& path) {
    const auto ending = std::filesystem::path{path}.extension();
    return ending == ".svg" ? CairoChartMaker{}.svg(sheet) : CairoChartMaker{}.png(sheet);
}

Result<void> check_chart(const MeasuresOptions& options) {
    if (options.chart.empty()) return {};
    const auto ending = std::filesystem::path{options.chart}.extension();
    if (ending != ".svg" && ending != ".png")
        return invalid("--chart " + options.chart +
                       ": a chart is drawn as .svg (for pages) or .png (for mails and documents); name such a file");
    if (options.contract.empty() || options.measure.empty())
        return invalid("--chart draws one measure: name it with --contract CONTRACT and --measure MEASURE");
    return {};
}

Result<void> check_history(const MeasuresOptions& options) {
    if (!options.history) return {};
    if (options.contract.empty() || options.measure.empty())
        return invalid("--history is of one measure: name it with --contract CONTRACT and --measure MEASURE");
    if (!options.period.empty() || !options.chart.empty())
        return invalid("--history tells of every period and draws nothing: leave --period and --chart out");
    return {};
}

Exit show_history(Invocation& invocation, const Enquiry& enquiry, const MeasuresOptions& options) {
    const auto contract = contract_given(enquiry.portfolio(), options.contract);
    if (!contract) return invocation.fail(contract.error());
    const auto happenings = measure_history(enquiry.record(), enquiry.history(), *contract, options.measure);
    if (happenings.empty())
        return invocation.fail(
            not_found("contract " + contract->given() + " has no measure " + single_line(options.measure)));
    const auto entries = entries_of(happenings, enquiry.history());
    if (invocation.wants_json()) {
        invocation.print(list_of(happenings, entries));
    } else if (!invocation.quiet()) {
        print_chronicle(invocation.out(), happenings, entries);
    }
    return Exit::done;
}

Exit draw_chart(Invocation& invocation, const Portfolio& portfolio, const MeasuresOptions& options) {
    const auto contract = contract_given(portfolio, options.contract);
    if (!contract) return invocation.fail(contract.error());
    const auto period = options.period.empty() ? std::nullopt : std::optional{options.period};
    const auto sheet = portfolio.chart(*contract, options.measure, period);
    if (!sheet) return invocation.fail(sheet.error());
    const auto picture = picture_of(*sheet, options.chart);
    if (!picture) return invocation.fail(picture.error());
    if (const auto written = write_new(options.chart, *picture); !written) return invocation.fail(written.error());
    if (invocation.wants_json()) {
        invocation.print({{"file", options.chart}, {"sentence", sheet->sentence}, {"alternative", sheet->alternative}});
    } else if (!invocation.quiet()) {
        invocation.out() << options.chart << ": " << sheet->alternative << '\n';
    }
    return Exit::done;
}

/// M-1, and of one lot M-1 (lot 2).
bool named(const MeasureRow& row, const std::string& measure) {
    const auto wanted = key_of(measure);
    return key_of(row.measure) == wanted || key_of(row.measure + " (lot " + row.lot + ")") == wanted;
}

Exit show_measures(Invocation& invocation, const Enquiry& enquiry, const MeasuresOptions& options) {
    const auto contract = contract_given(enquiry.portfolio(), options.contract);
    if (!contract) return invocation.fail(contract.error());
    if (const auto fault = fault_of_period(options.period); fault && !options.period.empty())
        return invocation.fail(invalid("--period: " + *fault));
    const auto period = options.period.empty() ? std::nullopt : std::optional{options.period};
    auto measures = enquiry.portfolio().measures(*contract, period);
    if (!options.measure.empty())
        std::erase_if(measures, [&](const MeasureStanding& each) { return !named(each.row, options.measure); });
    if (options.social_value) std::erase_if(measures, [](const auto& each) { return !each.row.social_value; });
    show(invocation, list_of(measures),
         {{"contract", "contract"},
          {"lot", "lot"},
          {"measure", "measure"},
          {"period", "period"},
          {"value", "value"},
          {"target", "target"},
          {"rating", "rating"},
          {"points", "points"},
          {"title", "title"},
          {"note", "note"}});
    return Exit::done;
}

}  // namespace

void add_measures(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto options = std::make_shared<MeasuresOptions>();
    auto* command = app.add_subcommand("measures", "Show each measure's latest reading against its target");
    command->add_option("--contract", options->contract, "Only of this contract")->type_name("CONTRACT");
    command
        ->add_option("--period", options->period,
                     "The readings of this period, of the measures that have it: 2026-09, 2026/27-Q2, ...")
        ->type_name("PERIOD");
    command->add_option("--measure", options->measure, "Only this measure: M-1, or of one lot M-1 (lot 2)")
        ->type_name("MEASURE");
    command
        ->add_option("--chart", options->chart,
                     "Draw the control chart of the one measure named into this new file, .svg or .png")
        ->type_name("FILE");
    command->add_flag("--social-value", options->social_value,
                      "Only social value commitments: what was committed (target) and what was delivered (value)");
    command->add_flag("--history", options->history,
                      "Everything that was recorded of the one measure named, entry by entry: targets, readings with "
                      "their revisions, ratings given");
    command->callback([&invocation, &outcome, options] {
        for (const auto& checked : {check_chart(*options), check_history(*options)}) {
            if (checked) continue;
            outcome.exit = invocation.fail(checked.error());
            return;
        }
        const auto enquiry = Enquiry::open(invocation, outcome);
        if (!enquiry) return;
        if (options->history) {
            outcome.exit = show_history(invocation, *enquiry, *options);
            return;
        }
        outcome.exit = !options->chart.empty() ? draw_chart(invocation, enquiry->portfolio(), *options)
                                               : show_measures(invocation, *enquiry, *options);
    });
}

}  // namespace contractwatch

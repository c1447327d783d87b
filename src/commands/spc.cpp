// spc: the control charts of a plain file of series; opens no record.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "adapters/csv/series_file.h"
#include "base/text.h"
#include "commands/commands.h"
#include "commands/json_of_chart.h"
#include "commands/table.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

struct SpcOptions {
    std::string file;
    std::optional<std::size_t> fix_after;
    bool no_screen = false;
};

ControlChart chart_of(const GivenSeries& series, const SpcOptions& options) {
    const auto screening = options.no_screen ? Screening::off : Screening::on;
    return control_chart(series.points, {series.improvement, series.target, options.fix_after, screening});
}

json::object json_of(const GivenSeries& series, const ControlChart& chart) {
    json::object object{{"series", series.name}};
    for (auto& member : json_of(chart, series.x))
        object.insert(member);
    return object;
}

std::string number_text(double number) {
    return fmt::format("{:.6g}", number);
}

std::string limits_text(const ControlLimits& limits) {
    if (!limits.lower()) return "no limits: they need two points";
    if (limits.no_variation()) return "no variation: the limits are the mean";
    return fmt::format("limits {} to {}", number_text(*limits.lower()), number_text(*limits.upper()));
}

/// What the chart says, in a few lines above its points.
void tell(std::ostream& out, const GivenSeries& series, const ControlChart& chart) {
    out << fmt::format("{} ({}): mean {}, {}\n", single_line(series.name), name_of(series.improvement),
                       number_text(chart.limits().mean), limits_text(chart.limits()));
    out << fmt::format("  latest point: {}\n", words_of(chart.variation));
    if (series.target && chart.assurance)
        out << fmt::format("  target {}: {}\n", number_text(*series.target), words_of(*chart.assurance));
    if (chart.trial_limits) out << "  trial limits: fewer than 13 points, so they will still move\n";
}

json::value as_shown(const std::optional<double>& number) {
    return number ? json::value(number_text(*number)) : json::value(nullptr);
}

/// The points as a reader wants them: numbers short, causes in words, group numbers only where there are several.
void list_points(std::ostream& out, const GivenSeries& series, const ControlChart& chart) {
    json::array rows;
    for (std::size_t at = 0; at < chart.points.size(); ++at) {
        const auto& point = chart.points[at];
        rows.push_back({{"x", single_line(series.x[at])},
                        {"y", number_text(point.value)},
                        {"group", point.group},
                        {"mean", number_text(point.limits.mean)},
                        {"lower", as_shown(point.limits.lower())},
                        {"upper", as_shown(point.limits.upper())},
                        {"special_cause", words_of(point.cause)}});
    }
    std::vector<TableHead> columns{{"x", "x"},         {"y", "y"},         {"mean", "mean"},
                                   {"lower", "lower"}, {"upper", "upper"}, {"special cause", "special_cause"}};
    if (chart.points.front().group != chart.points.back().group) columns.insert(columns.begin(), {"group", "group"});
    print_table(out, rows, columns);
}

void print_text(std::ostream& out, const GivenSeries& series, const ControlChart& chart) {
    tell(out, series, chart);
    list_points(out, series, chart);
    out << '\n';
}

Exit tell_problems(Invocation& invocation, const std::string& file, const std::vector<RowProblem>& problems) {
    for (const auto& problem : problems) {
        const auto column = problem.column.empty() ? problem.column : problem.column + ": ";
        invocation.err() << fmt::format("{}:{}: {}{}\n", file, problem.line, column, problem.message);
    }
    return Exit::wrong_usage;
}

void tell_unused(Invocation& invocation, const std::string& file, const std::vector<std::string>& columns) {
    if (columns.empty() || invocation.quiet()) return;
    invocation.err() << fmt::format("{}: columns that are not used: {}\n", file, fmt::join(columns, ", "));
}

Exit show_charts(Invocation& invocation, const SpcOptions& options) {
    const auto file = read_series(options.file, {});
    if (!file) return invocation.fail(file.error());
    if (!file->problems.empty()) return tell_problems(invocation, options.file, file->problems);
    tell_unused(invocation, options.file, file->unused_columns);
    json::array document;
    for (const auto& series : file->series) {
        const auto chart = chart_of(series, options);
        if (invocation.wants_json()) {
            document.push_back(json_of(series, chart));
        } else if (!invocation.quiet()) {
            print_text(invocation.out(), series, chart);
        }
    }
    if (invocation.wants_json()) invocation.print(document);
    return Exit::done;
}

}  // namespace

void add_spc(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto options = std::make_shared<SpcOptions>();
    auto* command = app.add_subcommand("spc", "Tell special causes from noise in a file of series (XmR charts)");
    command
        ->add_option("FILE", options->file,
                     "CSV with the columns series, x and y, and optionally target, direction (increase, decrease or "
                     "neutral) and rebase (1 on a new group's first point)")
        ->required();
    command->add_option("--fix-after", options->fix_after, "Take the limits from so many points of each group")
        ->type_name("N")
        ->check(CLI::Range(2, 1'000'000));
    command->add_flag("--no-screen", options->no_screen, "Let outlying moving ranges count for the limits");
    command->callback([&invocation, &outcome, options] { outcome.exit = show_charts(invocation, *options); });
}

}  // namespace contractwatch

// payments return: what the council publishes of its payments by law, with the rows behind it.
#include "commands/payments_return.h"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "adapters/csv/return_csv.h"
#include "adapters/csv/writer.h"
#include "app/interest_due.h"
#include "app/report_return.h"
#include "base/text.h"
#include "commands/enquiry.h"
#include "commands/json_of_portfolio.h"
#include "daemon/digested.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

struct ReturnOptions {
    std::string kind;
    std::string period;
    std::string csv;
    std::string approved_by;
    std::string approver_title;
    bool record = false;
};

Result<void> check_csv(const std::string& part) {
    if (part.empty() || part == "figures" || part == "rows" || part == "left_out") return {};
    return invalid("--csv " + part + " is not known; give figures, rows or left_out");
}

json::value value_of(const ReturnFigure& figure) {
    if (figure.whole) return *figure.whole;
    return figure.fraction ? json::value(*figure.fraction) : json::value(nullptr);
}

json::object json_of(const ReturnRow& row) {
    return {
        {"part", row.part},
        {"contract", row.contract},
        {"payee", row.payee},
        {"invoice", row.invoice},
        {"received_on", json_of(row.received_on)},
        {"last_day", json_of(row.last_day)},
        {"paid_on", json_of(row.paid_on)},
        {"days_to_pay", row.days_to_pay ? json::value(row.days_to_pay->count()) : json::value(nullptr)},
        {"amount_pence", row.amount.pence()},
        {"unpaid_pence", row.unpaid.pence()},
        {"dispute", row.dispute ? json::value(name_of(*row.dispute)) : json::value(nullptr)},
        {"notified_after_days", row.notified_after ? json::value(row.notified_after->count()) : json::value(nullptr)},
        {"last_day_after_resolution", json_of(row.last_day_after_resolution)}};
}

json::object json_of(const LeftOut& row) {
    return {{"contract", row.contract}, {"payee", row.payee}, {"invoice", row.invoice}, {"reason", row.reason}};
}

template <class Row>
json::array array_of(const std::vector<Row>& rows) {
    json::array list;
    for (const auto& row : rows)
        list.push_back(json_of(row));
    return list;
}

/// As it was kept: a whole number or a fraction, or nothing.
json::value number_kept(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::parse(text);
}

json::object figures_kept(const ReportedReturn& reported) {
    json::object figures;
    for (const auto& figure : reported.figures)
        figures.emplace(figure.name, number_kept(figure.value));
    return figures;
}

/// What was reported then, and whether it is still what is known.
json::object json_of(const ReportedReturn& then, const ReportedReturn& now) {
    return {{"entry", then.entry},
            {"at", text_of(then.at)},
            {"as_at", then.as_at.text()},
            {"approved_by", then.approved_by},
            {"approver_title", then.approver_title},
            {"figures", figures_kept(then)},
            {"rows", then.rows},
            {"rows_sha256", then.rows_sha256},
            {"left_out", then.left_out},
            {"left_out_sha256", then.left_out_sha256},
            {"same_figures", then.figures == now.figures},
            {"same_rows", then.rows_sha256 == now.rows_sha256}};
}

/// A return as it is made now, and as it was reported before.
struct Shown {
    const ReturnOptions& options;
    ReturnAsked asked;
    PaymentReturn made;
    std::optional<Date> publish_by;
    ReportedReturn now;  ///< as it would be kept
    std::vector<ReportedReturn> before;
};

json::object document_of(const Shown& shown) {
    json::object figures;
    for (const auto& figure : shown.made.figures())
        figures.emplace(figure.name, value_of(figure));
    json::array before;
    for (const auto& each : shown.before)
        before.push_back(json_of(each, shown.now));
    const auto& period = shown.asked.period;
    return {{"return", name_of(shown.asked.kind)},
            {"period", period.text()},
            {"from", period.first().text()},
            {"to", period.last().text()},
            {"publish_by", json_of(shown.publish_by)},
            {"as_at", shown.now.as_at.text()},
            {"approved_by", text_or_null(shown.options.approved_by)},
            {"approver_title", text_or_null(shown.options.approver_title)},
            {"figures", std::move(figures)},
            {"rows", array_of(shown.made.rows())},
            {"left_out", array_of(shown.made.left_out())},
            {"rows_sha256", shown.now.rows_sha256},
            {"left_out_sha256", shown.now.left_out_sha256},
            {"reported", std::move(before)},
            {"legal_numbers", json_of(shown.made.law())}};
}

std::string csv_cell(const json::value& value) {
    if (value.is_null()) return {};
    if (const auto* text = value.if_string()) return text_cell(*text);
    return number_cell(json::serialize(value));
}

/// A line for each object, under a header of their members; the header alone comes from the columns.
void print_csv(std::ostream& out, const json::array& rows, const std::vector<std::string>& columns) {
    const auto line = [&](const auto& cell) {
        std::string text;
        for (const auto& column : columns)
            text += (&column == &columns.front() ? "" : ",") + cell(column);
        out << text << '\n';
    };
    line([](const std::string& column) { return column; });
    for (const auto& row : rows)
        line([&](const std::string& column) { return csv_cell(row.at(column)); });
}

/// The notice itself: the return, its period, who approved it, and a line for each figure.
json::array figures_as_rows(const json::object& document, const PaymentReturn& made) {
    json::array rows;
    for (const auto* name : {"return", "period", "from", "to", "publish_by", "as_at", "approved_by", "approver_title"})
        rows.push_back({{"figure", name}, {"value", document.at(name)}, {"meaning", nullptr}});
    for (const auto& figure : made.figures())
        rows.push_back({{"figure", figure.name}, {"value", value_of(figure)}, {"meaning", figure.meaning}});
    return rows;
}

void print_part(std::ostream& out, const std::string& part, const json::object& document, const PaymentReturn& made) {
    if (part == "figures") return print_csv(out, figures_as_rows(document, made), {"figure", "value", "meaning"});
    out << (part == "left_out" ? return_left_out_csv(made) : return_rows_csv(made));
}

/// As a person reads it: pence as pounds, shares in per cent, a mean to two decimals.
std::string figure_in_words(const ReturnFigure& figure) {
    if (figure.whole && figure.name.ends_with("_pence")) return Money::pence(*figure.whole).text();
    if (figure.whole) return std::to_string(*figure.whole);
    if (!figure.fraction) return "n/a";
    if (figure.name.find("share") == std::string_view::npos) return fmt::format("{:.2f}", *figure.fraction);
    return fmt::format("{:.1f} %", *figure.fraction * 100);
}

/// Each figure that is otherwise known now than it was reported last.
void print_before(std::ostream& out, const Shown& shown) {
    if (shown.before.empty()) return;
    const auto& then = shown.before.back();
    out << "Reported as at " << then.as_at.text() << ", approved by " << single_line(then.approved_by) << ", "
        << single_line(then.approver_title) << " (entry " << then.entry << ").";
    if (then.figures == shown.now.figures) {
        out << " The figures are the same as known now.\n";
        return;
    }
    out << " As reported then, and as known now:\n";
    json::array lines;
    for (const auto& figure : shown.now.figures) {
        const auto was = std::ranges::find(then.figures, figure.name, &ReportedFigure::name);
        const auto value = was == then.figures.end() ? std::string{} : was->value;
        if (value != figure.value) lines.push_back({{"figure", figure.name}, {"then", value}, {"now", figure.value}});
    }
    print_table(out, lines, {{"figure", "figure"}, {"reported", "then"}, {"known now", "now"}});
}

void print_words(std::ostream& out, const Shown& shown, const json::object& document) {
    const auto text = [&](const char* name) { return std::string{document.at(name).as_string()}; };
    const auto& options = shown.options;
    out << "Return " << text("return") << " for " << text("period") << " (" << text("from") << " to " << text("to")
        << "), as at " << text("as_at") << (text("as_at") > text("to") ? "" : " (to date)") << "; "
        << (shown.publish_by ? "last day to publish " + shown.publish_by->text() : "no day to publish it is in force")
        << ".\n";
    if (!options.approved_by.empty())
        out << "Approved by " << single_line(options.approved_by)
            << (options.approver_title.empty() ? "" : ", " + single_line(options.approver_title)) << ".\n";
    json::array lines;
    for (const auto& figure : shown.made.figures())
        lines.push_back({{"name", figure.name}, {"value", figure_in_words(figure)}, {"meaning", figure.meaning}});
    print_table(out, lines, {{"figure", "name"}, {"value", "value"}, {"what it is", "meaning"}});
    out << counted(static_cast<long long>(document.at("rows").as_array().size()), "row") << " behind it, "
        << counted(static_cast<long long>(document.at("left_out").as_array().size()), "invoice")
        << " left out: --csv rows and --csv left_out list them.\n";
    print_before(out, shown);
}

Exit show_return(Invocation& invocation, const Enquiry& enquiry, const ReturnOptions& options) {
    const auto asked = return_asked(options.kind, options.period, enquiry.today());
    if (!asked) return invocation.fail(asked.error());
    if (const auto known = check_csv(options.csv); !known) return invocation.fail(known.error());
    const auto& record = enquiry.record();
    auto made = make_return(record, asked->kind, asked->period.days(), enquiry.rules().payments, bank_rates_of(record),
                            pay_runs_of(enquiry.rules()), enquiry.today());
    auto now = digested(reported_of(made, *asked, enquiry.today()), made);
    auto before = record.reported(now.name, now.period);
    const auto by = publish_by(asked->kind, asked->period.days(), enquiry.rules().payments.law);
    const Shown shown{options, *asked, std::move(made), by, std::move(now), std::move(before)};
    const auto document = document_of(shown);
    if (!options.csv.empty()) {
        print_part(invocation.out(), options.csv, document, shown.made);
    } else if (invocation.wants_json()) {
        invocation.print(document);
    } else if (!invocation.quiet()) {
        print_words(invocation.out(), shown, document);
    }
    return Exit::done;
}

/// Keeps the return as it is now, before it is shown.
Exit record_return(Invocation& invocation, const ReturnOptions& options) {
    const json::object arguments{{"return", options.kind},
                                 {"period", options.period},
                                 {"approved_by", options.approved_by},
                                 {"approver_title", options.approver_title}};
    return invocation.submit({"payments_return", json::serialize(arguments), {}}).exit;
}

}  // namespace

void add_payments_return(CLI::App& payments, Invocation& invocation, CommandOutcome& outcome) {
    auto options = std::make_shared<ReturnOptions>();
    auto* command = payments.add_subcommand("return", "Make a return of payments, with the rows behind it");
    command->add_option("RETURN", options->kind, "s69, s70 or reg113")->required();
    command
        ->add_option("--period", options->period, "2026/27-H1 for s69 and reg113, 2026/27-Q1 for s70; or its last day")
        ->required()
        ->type_name("PERIOD");
    command->add_option("--csv", options->csv, "Print CSV: figures, rows or left_out")->type_name("PART");
    command->add_option("--approved-by", options->approved_by, "Who approved it, as the notice names them")
        ->type_name("NAME");
    command->add_option("--approver-title", options->approver_title, "Their title")->type_name("TITLE");
    command->add_flag("--record", options->record,
                      "Keep the figures as reported, with who approved them and the digest of the rows behind them");
    command->callback([&invocation, &outcome, options] {
        if (options->record) outcome.exit = record_return(invocation, *options);
        if (options->record && outcome.exit != Exit::done) return;
        const auto enquiry = Enquiry::open(invocation, outcome);
        if (enquiry) outcome.exit = show_return(invocation, *enquiry, *options);
    });
}

}  // namespace contractwatch

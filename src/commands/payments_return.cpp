// payments return: what the council publishes of its payments by law, with the rows behind it.
#include "commands/payments_return.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "adapters/csv/writer.h"
#include "app/interest_due.h"
#include "app/make_return.h"
#include "base/text.h"
#include "commands/enquiry.h"
#include "commands/json_of_portfolio.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

struct ReturnOptions {
    std::string kind;
    std::string period;
    std::string csv;
    std::string approved_by;
    std::string approver_title;
};

Result<PaymentReturnKind> kind_given(const std::string& name) {
    if (const auto kind = find_payment_return(name)) return *kind;
    return invalid("there is no return " + name + "; give s69, s70 or reg113");
}

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

json::object document_of(const PaymentReturn& made, const ReturnOptions& options, const Period& period, Date as_at) {
    json::object figures;
    for (const auto& figure : made.figures())
        figures.emplace(figure.name, value_of(figure));
    return {{"return", options.kind},
            {"period", period.text()},
            {"from", period.first().text()},
            {"to", period.last().text()},
            {"publish_by", (period.last() + publish_within).text()},
            {"as_at", as_at.text()},
            {"approved_by", text_or_null(options.approved_by)},
            {"approver_title", text_or_null(options.approver_title)},
            {"figures", std::move(figures)},
            {"rows", array_of(made.rows())},
            {"left_out", array_of(made.left_out())}};
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
    if (part == "left_out")
        return print_csv(out, document.at("left_out").as_array(), {"contract", "payee", "invoice", "reason"});
    print_csv(out, document.at("rows").as_array(),
              {"part", "contract", "payee", "invoice", "received_on", "last_day", "paid_on", "days_to_pay",
               "amount_pence", "unpaid_pence", "dispute", "notified_after_days", "last_day_after_resolution"});
}

/// As a person reads it: pence as pounds, shares in per cent, a mean to two decimals.
std::string figure_in_words(const ReturnFigure& figure) {
    if (figure.whole && figure.name.ends_with("_pence")) return Money::pence(*figure.whole).text();
    if (figure.whole) return std::to_string(*figure.whole);
    if (!figure.fraction) return "n/a";
    if (figure.name.find("share") == std::string_view::npos) return fmt::format("{:.2f}", *figure.fraction);
    return fmt::format("{:.1f} %", *figure.fraction * 100);
}

void print_words(std::ostream& out, const ReturnOptions& options, const json::object& document,
                 const PaymentReturn& made) {
    const auto text = [&](const char* name) { return std::string{document.at(name).as_string()}; };
    out << "Return " << options.kind << " for " << text("period") << " (" << text("from") << " to " << text("to")
        << "), as at " << text("as_at") << (text("as_at") > text("to") ? "" : " (to date)") << "; last day to publish "
        << text("publish_by") << ".\n";
    if (!options.approved_by.empty())
        out << "Approved by " << single_line(options.approved_by)
            << (options.approver_title.empty() ? "" : ", " + single_line(options.approver_title)) << ".\n";
    json::array lines;
    for (const auto& figure : made.figures())
        lines.push_back({{"name", figure.name}, {"value", figure_in_words(figure)}, {"meaning", figure.meaning}});
    print_table(out, lines, {{"figure", "name"}, {"value", "value"}, {"what it is", "meaning"}});
    out << counted(static_cast<long long>(document.at("rows").as_array().size()), "row") << " behind it, "
        << counted(static_cast<long long>(document.at("left_out").as_array().size()), "invoice")
        << " left out: --csv rows and --csv left_out list them.\n";
}

Exit show_return(Invocation& invocation, const Enquiry& enquiry, const ReturnOptions& options) {
    const auto kind = kind_given(options.kind);
    if (!kind) return invocation.fail(kind.error());
    if (const auto known = check_csv(options.csv); !known) return invocation.fail(known.error());
    const auto period = Period::parse(options.period, frequency_of(*kind), PeriodBasis::financial);
    if (!period) return invocation.fail(period.error());
    if (period->first() > enquiry.today())
        return invocation.fail(invalid(period->text() + " begins on " + period->first().text() + ", after today"));
    const auto made = make_return(enquiry.record(), *kind, period->days(), enquiry.rules().payments,
                                  bank_rates_of(enquiry.record()), pay_runs_of(enquiry.rules()), enquiry.today());
    const auto document = document_of(made, options, *period, enquiry.today());
    if (!options.csv.empty()) {
        print_part(invocation.out(), options.csv, document, made);
    } else if (invocation.wants_json()) {
        invocation.print(document);
    } else if (!invocation.quiet()) {
        print_words(invocation.out(), options, document, made);
    }
    return Exit::done;
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
    command->callback([&invocation, &outcome, options] {
        const auto enquiry = Enquiry::open(invocation, outcome);
        if (enquiry) outcome.exit = show_return(invocation, *enquiry, *options);
    });
}

}  // namespace contractwatch

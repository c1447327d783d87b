// payments interest: what statutory interest on late invoices comes to.
#include "commands/payments_interest.h"

#include <CLI/CLI.hpp>

#include "app/interest_due.h"
#include "base/text.h"
#include "commands/enquiry.h"
#include "commands/json_of_portfolio.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

json::value pence_or_null(const std::optional<Money>& amount) {
    return amount ? json::value(amount->pence()) : json::value(nullptr);
}

json::object document_of(const InterestRow& row) {
    const auto& interest = row.interest;
    return {{"invoice", row.invoice},
            {"payee", row.payee},
            {"relevant_day", json_of(interest.relevant_day)},
            {"interest_from", json_of(interest.interest_from)},
            {"rate", interest.rate ? json::value(interest.rate->percent()) : json::value(nullptr)},
            {"days", interest.days.count()},
            {"interest_pence", pence_or_null(interest.amount)},
            {"fixed_pence", pence_or_null(interest.fixed)},
            {"reason", text_or_null(interest.reason)},
            {"contract", row.contract},
            {"payer", row.payer},
            {"supply_tier", row.supply_tier},
            {"balance_pence", interest.balance.pence()}};
}

std::string text_or_dash(const std::optional<Money>& amount) {
    return amount ? amount->text() : "-";
}

/// As a person reads it: the rate in per cent, money in pounds.
json::array readable(const std::vector<InterestRow>& rows) {
    json::array lines;
    for (const auto& row : rows) {
        auto line = document_of(row);
        line["rate"] = row.interest.rate ? row.interest.rate->text() : "-";
        line["balance_pence"] = row.interest.balance.text();
        line["interest_pence"] = text_or_dash(row.interest.amount);
        line["fixed_pence"] = text_or_dash(row.interest.fixed);
        lines.push_back(std::move(line));
    }
    return lines;
}

void print_total(std::ostream& out, const std::vector<InterestRow>& rows) {
    Money interest;
    Money fixed;
    long long without_figure = 0;
    for (const auto& row : rows) {
        interest += row.interest.amount.value_or(Money{});
        fixed += row.interest.fixed.value_or(Money{});
        if (!row.interest.amount) ++without_figure;
    }
    out << "In all " << interest.text() << " and fixed sums of " << fixed.text();
    if (without_figure > 0) out << "; " << counted(without_figure, "invoice") << " without a figure";
    out << ".\n";
}

Exit show_interest(Invocation& invocation, const Enquiry& enquiry, const std::string& contract) {
    const auto only = contract_given(enquiry.portfolio(), contract);
    if (!only) return invocation.fail(only.error());
    const auto rows =
        interest_due(enquiry.record(), *only, built_in_bank_rates(), pay_runs_of(enquiry.rules()), enquiry.today());
    json::array document;
    for (const auto& row : rows)
        document.push_back(document_of(row));
    if (!invocation.wants_json() && !invocation.quiet())
        invocation.out() << "Indicative interest under the Late Payment of Commercial Debts (Interest) Act 1998, as at "
                         << enquiry.today().text() << ":\n";
    show(invocation, document, readable(rows),
         {{"invoice", "invoice"},
          {"payee", "payee"},
          {"contract", "contract"},
          {"last day", "relevant_day"},
          {"balance", "balance_pence"},
          {"rate", "rate"},
          {"days", "days"},
          {"interest", "interest_pence"},
          {"fixed sum", "fixed_pence"},
          {"reason", "reason"}});
    if (!invocation.wants_json() && !invocation.quiet() && !rows.empty()) print_total(invocation.out(), rows);
    return Exit::done;
}

}  // namespace

void add_payments_interest(CLI::App& payments, Invocation& invocation, Outcome& outcome) {
    auto contract = std::make_shared<std::string>();
    auto* command = payments.add_subcommand(
        "interest", "Show what statutory interest on invoices paid late comes to: indicative, never a claim");
    command->add_option("--contract", *contract, "Of one contract alone")->type_name("REFERENCE");
    command->callback([&invocation, &outcome, contract] {
        const auto enquiry = Enquiry::open(invocation, outcome);
        if (enquiry) outcome.exit = show_interest(invocation, *enquiry, *contract);
    });
}

}  // namespace contractwatch

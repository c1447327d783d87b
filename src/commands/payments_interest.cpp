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

json::array document_of(const std::vector<InterestFact>& facts) {
    json::array list;
    for (const auto& fact : facts) {
        list.push_back({{"kind", name_of(fact.kind)},
                        {"on", fact.on.text()},
                        {"amount_pence", pence_or_null(fact.amount)},
                        {"decided_by", text_or_null(fact.decided_by)},
                        {"reason", text_or_null(fact.reason)}});
    }
    return list;
}

json::object document_of(const InterestRow& row) {
    const auto& interest = row.interest;
    const auto& rests_on = interest.bank_rate;
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
            {"balance_pence", interest.balance.pence()},
            {"bank_rate", rests_on ? json::value(rests_on->rate.percent()) : json::value(nullptr)},
            {"bank_rate_from", rests_on ? json::value(rests_on->from.text()) : json::value(nullptr)},
            {"bank_rate_table", rests_on ? json::value(rests_on->table()) : json::value(nullptr)},
            {"paid_pence", row.balance.paid.pence()},
            {"remitted_pence", row.balance.remitted.pence()},
            {"left_pence", row.balance.left.pence()},
            {"recorded", document_of(row.facts)},
            {"legal_numbers", json_of(interest.law)}};
}

json::object document_of(const InterestTotal& total) {
    return {{"group", total.group},
            {"invoices", total.invoices},
            {"without_figure", total.without_figure},
            {"interest_pence", total.interest.pence()},
            {"fixed_pence", total.fixed.pence()},
            {"paid_pence", total.paid.pence()},
            {"remitted_pence", total.remitted.pence()},
            {"left_pence", total.left.pence()}};
}

/// "remitted on 3 November 2026 by f.oakes@...: wrong bank details"
std::string in_words(const std::vector<InterestFact>& facts) {
    std::string words;
    for (const auto& fact : facts) {
        words += (words.empty() ? "" : "; ") + std::string{name_of(fact.kind)} + " on " + fact.on.short_text();
        if (!fact.decided_by.empty()) words += " by " + fact.decided_by;
        if (!fact.reason.empty()) words += ": " + fact.reason;
    }
    return words;
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
        line["paid_pence"] = row.balance.paid.text();
        line["remitted_pence"] = row.balance.remitted.text();
        line["left_pence"] = row.balance.left.text();
        line["recorded"] = in_words(row.facts);
        lines.push_back(std::move(line));
    }
    return lines;
}

void print_total(std::ostream& out, const std::vector<InterestRow>& rows) {
    InterestTotal all;
    for (const auto& row : rows) {
        all.interest += row.interest.amount.value_or(Money{});
        all.fixed += row.interest.fixed.value_or(Money{});
        all.paid += row.balance.paid;
        all.remitted += row.balance.remitted;
        all.left += row.balance.left;
        if (!row.interest.amount) ++all.without_figure;
    }
    out << "In all " << all.interest.text() << " and fixed sums of " << all.fixed.text() << "; paid " << all.paid.text()
        << ", remitted " << all.remitted.text() << ", left " << all.left.text();
    if (all.without_figure > 0) out << "; " << counted(all.without_figure, "invoice") << " without a figure";
    out << ".\n";
}

json::array readable(const std::vector<InterestTotal>& totals) {
    json::array lines;
    for (const auto& total : totals) {
        auto line = document_of(total);
        if (total.group.empty()) line["group"] = "(no contract)";
        line["interest_pence"] = total.interest.text();
        line["fixed_pence"] = total.fixed.text();
        line["paid_pence"] = total.paid.text();
        line["remitted_pence"] = total.remitted.text();
        line["left_pence"] = total.left.text();
        lines.push_back(std::move(line));
    }
    return lines;
}

void show_totals(Invocation& invocation, const std::vector<InterestRow>& rows, InterestGrouping grouping) {
    const auto totals = totals_of(rows, grouping);
    json::array document;
    for (const auto& total : totals)
        document.push_back(document_of(total));
    show(invocation, document, readable(totals),
         {{"group", "group"},
          {"invoices", "invoices"},
          {"without a figure", "without_figure"},
          {"interest", "interest_pence"},
          {"fixed sums", "fixed_pence"},
          {"paid", "paid_pence"},
          {"remitted", "remitted_pence"},
          {"left", "left_pence"}});
}

struct InterestOptions {
    std::string contract;
    std::string by;
};

Exit show_interest(Invocation& invocation, const Enquiry& enquiry, const InterestOptions& options) {
    const auto only = contract_given(enquiry.portfolio(), options.contract);
    if (!only) return invocation.fail(only.error());
    const auto grouping = find_interest_grouping(options.by);
    if (!options.by.empty() && !grouping)
        return invocation.fail(invalid("--by " + options.by + " is not known; give payee, payer or contract"));
    const auto rows = interest_due(enquiry.record(), *only, bank_rates_of(enquiry.record()),
                                   pay_runs_of(enquiry.rules()), enquiry.today());
    json::array document;
    for (const auto& row : rows)
        document.push_back(document_of(row));
    if (!invocation.wants_json() && !invocation.quiet())
        invocation.out() << "Indicative interest under the Late Payment of Commercial Debts (Interest) Act 1998, as at "
                         << enquiry.today().text() << ":\n";
    if (grouping) {
        show_totals(invocation, rows, *grouping);
        if (!invocation.wants_json() && !invocation.quiet() && !rows.empty()) print_total(invocation.out(), rows);
        return Exit::done;
    }
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
          {"paid", "paid_pence"},
          {"remitted", "remitted_pence"},
          {"left", "left_pence"},
          {"reason", "reason"},
          {"recorded", "recorded"}});
    if (!invocation.wants_json() && !invocation.quiet() && !rows.empty()) print_total(invocation.out(), rows);
    return Exit::done;
}

}  // namespace

void add_payments_interest(CLI::App& payments, Invocation& invocation, CommandOutcome& outcome) {
    auto options = std::make_shared<InterestOptions>();
    auto* command = payments.add_subcommand(
        "interest", "Show what statutory interest on invoices paid late comes to: indicative, never a claim");
    command->add_option("--contract", options->contract, "Of one contract alone")->type_name("REFERENCE");
    command->add_option("--by", options->by, "What it comes to in all by payee, payer or contract")->type_name("WORD");
    command->callback([&invocation, &outcome, options] {
        const auto enquiry = Enquiry::open(invocation, outcome);
        if (enquiry) outcome.exit = show_interest(invocation, *enquiry, *options);
    });
}

}  // namespace contractwatch

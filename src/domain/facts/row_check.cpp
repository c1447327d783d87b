// The checks across cells, kind by kind.
#include "domain/facts/row_check.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "domain/calendar/period.h"
#include "domain/calendar/recurrence.h"
#include "domain/facts/legal_rules.h"
#include "domain/facts/monitoring_checks.h"

namespace contractwatch {
namespace {

constexpr std::int64_t longest_term_days = 3660;

struct NamedOrder {
    std::string_view kind;
    std::string_view earlier;
    std::string_view later;
};

constexpr NamedOrder orders[] = {
    {"people", "active_from", "active_until"},
    {"roles", "from", "until"},
    {"contracts", "StartDate", "EndDate"},
    {"contracts", "StartDate", "ended_on"},
    {"subcontracts", "start", "end"},
    {"invoices", "disputed_from", "dispute_resolved_on"},
    {"disputes", "from", "resolved_on"},
    {"outcomes", "valid_from", "valid_until"},
    {"legal_numbers", "from", "until"},
    {"actions", "notice_given_on", "improve_by"},
    {"actions", "notice_given_on", "decided_on"},
};

struct NamedBounds {
    std::string_view kind;
    std::string_view column;
    std::int64_t least;
    std::int64_t most;
};

constexpr NamedBounds bounds[] = {
    {"contracts", "failure_impact", 1, 5},
    {"contracts", "continuity", 1, 5},
    {"contracts", "switching", 1, 5},
    {"contracts", "value_score", 1, 5},
    {"contracts", "payment_terms_days", 0, longest_term_days},
    {"contracts", "flow_down_days", 0, longest_term_days},
    {"measures", "submit_within_days", 0, longest_term_days},
    {"measures", "fix_after", 2, 1'000},
    {"subcontracts", "supply_tier", 1, 20},
    {"subcontracts", "terms_days", 0, longest_term_days},
    {"invoices", "supply_tier", 1, 20},
    {"returns", "invoices_in_return", 0, 1'000'000'000},
};

struct NamedAmount {
    std::string_view kind;
    std::string_view column;
};

/// Amounts that nobody can owe back. Invoices and payments can be negative: credit notes and refunds are.
constexpr NamedAmount not_negative[] = {
    {"contracts", "ContractValue"},
    {"contracts", "IrrecoverableVAT"},
    {"contracts", "estimated_value_gross"},
    {"contracts", "framework_ceiling"},
    {"contracts", "annual_budget"},
    {"invoices", "deduction"},
    {"disputes", "amount"},
    {"interest", "amount"},
};

void check_review(const Row& row, std::vector<CellProblem>& problems) {
    static const auto occurrence = row.kind->column("occurrence");
    static const auto held_on = row.kind->column("held_on");
    static const auto deferred_to = row.kind->column("deferred_to");
    static const auto reason = row.kind->column("reason");
    const bool held = !blank(row.values[held_on]);
    const bool deferred = !blank(row.values[deferred_to]);
    if (held == deferred) {
        problems.push_back({held_on, held ? "a review is either held or put off; give held_on or deferred_to, not both"
                                          : "say what became of the review: give held_on or deferred_to"});
    }
    if (!deferred || held) return;
    if (blank(row.values[reason])) problems.push_back({reason, "a review that is put off needs its reason"});
    if (blank(row.values[occurrence])) {
        problems.push_back({occurrence, "say which review is put off: its nominal date"});
    } else if (row.text(deferred_to) <= row.text(occurrence)) {
        problems.push_back({deferred_to, fmt::format("{} is not after the review's own date {}; a review is put off to "
                                                     "a later day",
                                                     row.text(deferred_to), row.text(occurrence))});
    }
}

/// Where the anchor is the contract's start, which the row does not know, the rule is tried from a day that neither
/// skips short months nor comes after any end that the rule may state.
void check_rule(const Row& row, std::vector<CellProblem>& problems) {
    constexpr Date neutral_anchor{2000, 1, 1};
    static const auto rule = row.kind->column("rule");
    static const auto anchor = row.kind->column("anchor");
    const auto parsed = Recurrence::parse(row.text(rule), row.date(anchor).value_or(neutral_anchor));
    if (!parsed) problems.push_back({rule, parsed.error().message});
}

void check_lead_days(const Row& row, std::vector<CellProblem>& problems) {
    static const auto leads = row.kind->column("remind_working_days");
    const auto given = row.text(leads);
    for (std::size_t at = given.find_first_not_of(' '); at < given.size(); at = given.find_first_not_of(' ', at)) {
        const auto end = std::min(given.find(' ', at), given.size());
        const auto lead = given.substr(at, end - at);
        const bool fits = lead.size() <= 3 && lead.find_first_not_of("0123456789") == std::string_view::npos;
        if (!fits) {
            problems.push_back({leads, fmt::format("\"{}\" is no number of working days; give up to three digits each, "
                                                   "separated by spaces: 20 10 5 1",
                                                   lead)});
            return;
        }
        at = end;
    }
}

void check_invoice(const Row& row, std::vector<CellProblem>& problems) {
    static const auto from = row.kind->column("disputed_from");
    static const auto notified = row.kind->column("dispute_notified_on");
    static const auto resolved = row.kind->column("dispute_resolved_on");
    static const auto deduction = row.kind->column("deduction");
    static const auto reason = row.kind->column("deduction_reason");
    static const auto subcontract = row.kind->column("subcontract");
    static const auto tier = row.kind->column("supply_tier");
    if (!blank(row.values[subcontract]) && row.whole(tier) == 1) {
        problems.push_back({tier, fmt::format("tier 1 is what the council pays, and this invoice is under sub-contract "
                                              "{}; give 2 or more, or leave it blank",
                                              row.text(subcontract))});
    }
    const bool startless = blank(row.values[from]) && !(blank(row.values[notified]) && blank(row.values[resolved]));
    if (startless) problems.push_back({from, "a dispute needs the day on which it began"});
    if (row.whole(deduction).value_or(0) != 0 && blank(row.values[reason])) {
        problems.push_back({reason, "a deduction needs its reason, such as CIS, retention or service credit"});
    }
}

void check_interest(const Row& row, std::vector<CellProblem>& problems) {
    static const auto what = row.kind->column("kind");
    static const auto amount = row.kind->column("amount");
    static const auto decided_by = row.kind->column("decided_by");
    static const auto reason = row.kind->column("reason");
    if (row.text(what) == "paid") {
        if (row.money(amount).value_or(Money{}) == Money{})
            problems.push_back({amount, "say how much interest was paid"});
        return;
    }
    if (blank(row.values[decided_by])) problems.push_back({decided_by, "say who decided to remit it"});
    if (blank(row.values[reason])) problems.push_back({reason, "interest that is remitted needs its reason"});
}

void check_bank_rate(const Row& row, std::vector<CellProblem>& problems) {
    static const auto rate = row.kind->column("rate");
    constexpr auto units_in_hundredth = Decimal::scale / 100;
    const auto given = row.decimal(rate);
    if (!given) return;
    const bool in_bounds = *given >= Decimal{} && *given <= Decimal{100};
    if (in_bounds && given->units() % units_in_hundredth == 0) return;
    problems.push_back({rate, fmt::format("{} is no Bank Rate; give per cent a year with at most two decimals, such as "
                                          "3.75",
                                          given->text())});
}

void check_obligation(const Row& row, std::vector<CellProblem>& problems) {
    static const auto contract = row.kind->column("contract");
    static const auto supplier = row.kind->column("supplier");
    if (!blank(row.values[contract]) || !blank(row.values[supplier])) return;
    problems.push_back({contract, "say whose obligation it is: give the contract, or the supplier"});
}

void check_return(const Row& row, std::vector<CellProblem>& problems) {
    static const auto period = row.kind->column("period");
    static const auto invoices = row.kind->column("invoices_in_return");
    static const auto nil = row.kind->column("nil_return");
    if (const auto fault = fault_of_period(row.text(period))) problems.push_back({period, *fault});
    const bool is_nil = row.whole(nil).value_or(0) != 0;
    if (!is_nil && row.whole(invoices) == 0)
        problems.push_back({nil, "0 invoices are a nil return, which is said explicitly; give yes here"});
    if (!is_nil || row.whole(invoices).value_or(0) == 0) return;
    problems.push_back({nil, fmt::format("a nil return declares no invoices, and this one declares {}; say no here, or "
                                         "give 0 invoices",
                                         *row.whole(invoices))});
}

}  // namespace

RowCheck::RowCheck(const Kind& of) : kind_(&of) {
    for (const auto& order : orders) {
        if (order.kind == of.name) orders_.push_back({of.column(order.earlier), of.column(order.later)});
    }
    for (const auto& bound : bounds) {
        if (bound.kind == of.name) bounds_.push_back({of.column(bound.column), bound.least, bound.most});
    }
    for (const auto& amount : not_negative) {
        if (amount.kind == of.name) not_negative_.push_back(of.column(amount.column));
    }
    if (of.name == "schedules") checks_ = {check_rule, check_lead_days};
    if (of.name == "reviews") checks_ = {check_review};
    if (of.name == "outcomes") checks_ = {check_outcome};
    if (of.name == "measures") checks_ = {check_measure};
    if (of.name == "readings") checks_ = {check_reading};
    if (of.name == "actions") checks_ = {check_action};
    if (of.name == "invoices") checks_ = {check_invoice};
    if (of.name == "interest") checks_ = {check_interest};
    if (of.name == "bank_rates") checks_ = {check_bank_rate};
    if (of.name == "legal_numbers") checks_ = {check_legal_number};
    if (of.name == "obligations") checks_ = {check_obligation};
    if (of.name == "returns") checks_ = {check_return};
}

std::vector<CellProblem> RowCheck::problems(const Row& row) const {
    std::vector<CellProblem> problems;
    for (const auto& [earlier, later] : orders_) {
        const auto first = row.text(earlier);
        const auto last = row.text(later);
        if (first.empty() || last.empty() || first <= last) continue;  // ISO days sort as they fall
        problems.push_back({later, fmt::format("{} is before {} ({}); one of the two is wrong", last,
                                               kind_->columns[earlier].name, first)});
    }
    for (const auto& [column, least, most] : bounds_) {
        const auto number = row.whole(column);
        if (!number || (*number >= least && *number <= most)) continue;
        problems.push_back({column, fmt::format("{} is out of bounds; give {} to {}", *number, least, most)});
    }
    for (const auto column : not_negative_) {
        const auto amount = row.money(column);
        if (!amount || *amount >= Money{}) continue;
        problems.push_back({column, fmt::format("{} is below zero; give the amount without its sign", amount->text())});
    }
    for (const auto check : checks_)
        check(row, problems);
    return problems;
}

}  // namespace contractwatch

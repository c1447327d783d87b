// The invoices that a finding across contracts rests on.
#include "app/invoices_behind.h"

#include <algorithm>

#include "app/council_facts.h"
#include "app/ledger.h"
#include "base/text.h"
#include "domain/alerts/council_payments.h"
#include "domain/alerts/spend_without_contract.h"

namespace contractwatch {
namespace {

/// What a finding of a period rests on is fixed when it is raised; what has none moves on from month to month, until
/// the alert's latest step.
DateRange days_of(const std::vector<Recorded<AlertStep>>& steps) {
    const auto& alert = steps.back().fact.after;
    const auto kind = alert.kind;
    auto days = days_behind(kind, steps.front().fact.on);
    if (!alert.period.empty()) return days;
    for (const auto& step : steps) {
        const auto more = days_behind(kind, step.fact.on);
        days = {std::min(days.first, more.first), std::max(days.last, more.last)};
    }
    return days;
}

std::set<std::string> counted(const Record& record, const Rules& rules, const std::vector<Recorded<AlertStep>>& steps) {
    std::set<std::string> ids;
    each_counting(record, rules, steps.back().fact.after, days_of(steps), steps.back().fact.on,
                  [&](const Invoice& invoice, const Counting&) { ids.insert(id_of(invoice)); });
    return ids;
}

std::set<std::string> spent(const Record& record, const Rules& rules, const std::vector<Recorded<AlertStep>>& steps) {
    std::set<std::string> ids;
    const auto payee = steps.back().fact.after.subject;
    const auto spend = spend_outside_register(record, payee, steps.front().fact.on);
    for (const auto& step : steps)
        ids.merge(spent_outside(spend, payee, rules, step.fact.on));
    return ids;
}

}  // namespace

void each_counting(const Record& record, const Rules& rules, const Alert& alert, const DateRange& days, Date as_at,
                   const std::function<void(const Invoice&, const Counting&)>& use) {
    const HeadContracts heads{record};
    SupplyChains chains{record};
    const auto counts = [&](const auto& tally) { return days.contains(tally.month) && bears_on(alert, tally); };
    each_invoice_dated(record, pay_runs_of(rules), dates_that_count(days, heads.longest_terms(), rules.payments),
                       [&](const Invoice& invoice) {
                           const auto* head = heads.of(invoice);
                           if (head == nullptr) return;
                           Counting counting{tallied(invoice, *head, rules.payments, as_at),
                                             prime_tally_of(invoice, chains.find(invoice), as_at)};
                           if (counting.month && !counts(counting.month->tally)) counting.month.reset();
                           if (counting.prime && !counts(*counting.prime)) counting.prime.reset();
                           if (counting.month || counting.prime) use(invoice, counting);
                       });
}

std::set<std::string> invoices_behind(const Record& record, const Rules& rules,
                                      const std::vector<Recorded<AlertStep>>& steps) {
    const auto of_payee = steps.back().fact.after.kind == FindingKind::spend_without_contract;
    return of_payee ? spent(record, rules, steps) : counted(record, rules, steps);
}

}  // namespace contractwatch

// The rows behind the figures of an alert: their digests as they were kept with it, and the rows as known now.
#include "app/rows_as_known.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/invoices_behind.h"
#include "app/ledger.h"
#include "base/text.h"
#include "domain/alerts/council_payments.h"
#include "domain/payments/tallying.h"

namespace contractwatch {
namespace {

const FieldValue* field_of(const Alert& alert, std::string_view name) {
    const auto found = std::ranges::find(alert.evidence, name, &Field::name);
    return found == alert.evidence.end() ? nullptr : &found->value;
}

/// The day on which the alert came to say the figures that it says.
Date said_on(const std::vector<Recorded<AlertStep>>& steps) {
    auto said = std::prev(steps.end());
    while (said != steps.begin() && std::prev(said)->fact.after.evidence == said->fact.after.evidence)
        --said;
    return said->fact.on;
}

/// "2026-07..2026-09" or "2026-09".
std::optional<DateRange> months_in(const std::string& period) {
    const auto first = Date::parse(period.substr(0, 7) + "-01");
    const auto last = period.size() < 7 ? first : Date::parse(period.substr(period.size() - 7) + "-01");
    if (!first || !last) return std::nullopt;
    return DateRange{*first, last->last_of_month()};
}

bool is_of_one_contract(FindingKind kind) {
    return kind == FindingKind::payment_share_contract || kind == FindingKind::received_revised_later;
}

bool is_across_contracts(FindingKind kind) {
    return row_of(kind).aspect == Aspect::council && kind != FindingKind::spend_without_contract;
}

/// What has a period is of the day after it.
DateRange days_of(const std::vector<Recorded<AlertStep>>& steps, const Rules& rules) {
    const auto& alert = steps.back().fact.after;
    const auto months = months_in(alert.period);
    if (is_across_contracts(alert.kind))
        return days_behind(alert.kind, months ? months->last + Days{1} : said_on(steps));
    if (months) return *months;
    const auto open_month = said_on(steps).first_of_month();
    return {open_month.plus_months(-rules.payments.share_over_months), open_month - Days{1}};
}

void add_of_contract(RowsAsKnown& known, const Record& record, const Rules& rules, const ContractRef& contract,
                     Date as_at) {
    const HeadContracts heads{record};
    each_invoice_dated(record, pay_runs_of(rules), dates_that_count(known.days, heads.longest_terms(), rules.payments),
                       [&](const Invoice& invoice) {
                           if (!invoice.observed() || key_of(invoice.contract) != contract.key()) return;
                           const auto under =
                               clocked(invoice, heads.of(invoice), PaymentClock::policy, rules.payments, as_at);
                           if (under) known.rows.add_counted(invoice, *under, known.days, as_at);
                       });
    known.lines = known.rows;
}

void add_across_contracts(RowsAsKnown& known, const Record& record, const Rules& rules, const Alert& alert,
                          Date as_at) {
    using Sort = std::pair<std::string, ContractRef>;
    Tallying<Sort, PaymentTally> months{rules.sha256};
    Tallying<Sort, PrimeTally> primes{rules.sha256};
    const auto add = [&](auto& tallying, const Invoice& invoice, const auto& tally, const std::string& line) {
        const ContractRef contract{invoice.contract};
        auto sort = sort_of(contract, tally);
        known.rows.add(tabbed({sort, line}));
        tallying.add({std::move(sort), contract}, tally, [&] { return line; });
    };
    each_counting(record, rules, alert, known.days, as_at, [&](const Invoice& invoice, const Counting& counting) {
        if (counting.month) add(months, invoice, counting.month->tally, counting.month->line_of(invoice));
        if (counting.prime) add(primes, invoice, *counting.prime, line_behind(invoice, *counting.prime, as_at));
    });
    for (const auto& [sort, tally] : months.tallies())
        known.lines.add(line_of(sort.second, tally), tally.invoices.population);
    for (const auto& [sort, tally] : primes.tallies())
        known.lines.add(line_of(sort.second, tally), tally.invoices);
}

}  // namespace

std::vector<RowsKept> rows_kept(const std::vector<Recorded<AlertStep>>& steps) {
    std::vector<RowsKept> kept;
    for (const auto& step : steps) {
        const auto& after = step.fact.after;
        const auto* sha256 = field_of(after, "rows_sha256");
        const auto* invoices = field_of(after, "rows_behind");
        if (sha256 == nullptr || invoices == nullptr) continue;
        const auto& text = std::get<std::string>(*sha256);
        if (!kept.empty() && kept.back().sha256 == text) continue;
        kept.push_back({step.place.entry, step.fact.on, after.summary, std::get<std::int64_t>(*invoices), text});
    }
    return kept;
}

std::optional<RowsAsKnown> rows_as_known(const Record& record, const Rules& rules,
                                         const std::vector<Recorded<AlertStep>>& steps, Date as_at) {
    const auto& alert = steps.back().fact.after;
    RowsAsKnown known;
    known.days = days_of(steps, rules);
    if (is_of_one_contract(alert.kind)) {
        add_of_contract(known, record, rules, alert.contract, as_at);
    } else if (is_across_contracts(alert.kind)) {
        add_across_contracts(known, record, rules, alert, as_at);
    } else {
        return std::nullopt;
    }
    known.invoices = known.rows.invoices();
    known.sha256 = known.lines.sha256(rules.sha256);
    return known;
}

}  // namespace contractwatch

// What is wrong with the payment of a contract's invoices: late now, due soon, and below the pass mark.
#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/alerts/evaluate.h"
#include "domain/alerts/payment_doubts.h"
#include "domain/alerts/spend_findings.h"
#include "domain/alerts/statutory_due_soon.h"
#include "domain/alerts/turns.h"
#include "domain/payments/compliance.h"
#include "domain/payments/days_of_facts.h"
#include "domain/payments/rows_behind.h"

namespace contractwatch {
namespace {

/// Policy: late invoices are critical once one of them is so far past its last day.
constexpr Days critical_from_days_past{30};

/// An invoice that is still to be paid.
struct Unpaid {
    const Invoice* invoice = nullptr;
    ClockedInvoice under;
    Date from;  ///< the first day on which its finding holds
    Date last_day() const { return *under.last_day; }
};

/// An invoice, and how it stands from the day of its last dated fact on: from then only the calendar moves.
struct WatchedInvoice {
    Invoice invoice;
    Date last_fact;
    std::optional<ClockedInvoice> finally;
};

/// How the invoices of a contract stand on a day.
struct PaymentDay {
    std::vector<Unpaid> late;
    std::vector<Unpaid> due_soon;
    std::int64_t not_yet_due = 0;
    Compliance closed_months;
};

/// The invoices that the council itself owes under one contract, by the policy clock, on any day that is asked about.
class CouncilInvoices {
  public:
    CouncilInvoices(const ContractRows& contract, std::vector<Invoice> invoices, const Rules& rules);

    std::vector<Finding> findings(Date day) const;

    /// The invoices in the population of the share on the day.
    RowsBehind behind_share(Date day) const;

    /// The next day on which something may change: a fact begins to exist, an invoice comes near its last day, passes
    /// it or grows old, or a month closes. Nothing where all is over.
    std::optional<Date> next_turn(Date day) const;

  private:
    std::optional<ClockedInvoice> under_policy(const Invoice& invoice, Date day) const {
        return clocked(invoice, &head_, PaymentClock::policy, rules_.payments, day);
    }
    std::optional<ClockedInvoice> on(const WatchedInvoice& watched, Date day) const {
        return day >= watched.last_fact ? watched.finally : under_policy(watched.invoice, day);
    }
    DateRange closed_months(Date day) const;
    bool passed_before(Date day) const;
    Date due_soon_from(const ClockedInvoice& under) const;
    PaymentDay stand(Date day) const;
    void place(PaymentDay& standing, const Invoice& invoice, const ClockedInvoice& under, Date day) const;
    Finding late_finding(std::vector<Unpaid> late, Date day) const;
    Finding due_soon_finding(std::vector<Unpaid> due_soon) const;
    Finding share_finding(const PaymentDay& standing, Date day) const;
    bool below_pass(const Compliance& figures) const;

    const ContractRows& contract_;
    const Rules& rules_;
    HeadContract head_;
    std::vector<WatchedInvoice> invoices_;
};

bool open(const ClockedInvoice& under) {
    return !under.credited && !under.settled_on && !under.disputed();
}

/// "14-day policy", with the exceptions that there are.
std::string policy_in_words(const PaymentPolicy& policy) {
    auto words = fmt::format("{}-day policy", policy.policy_days);
    if (policy.sme_policy_days > 0) words += fmt::format(" ({} for SME payees)", policy.sme_policy_days);
    if (policy.vcse_policy_days > 0) words += fmt::format(" ({} for VCSE payees)", policy.vcse_policy_days);
    return words;
}

std::string month_text(Date day) {
    return fmt::format("{:04}-{:02}", day.year(), day.month());
}

std::string period_text(const DateRange& months) {
    const auto first = month_text(months.first);
    const auto last = month_text(months.last);
    return first == last ? first : first + ".." + last;
}

/// In the order in which they should be paid.
void sort_by_last_day(std::vector<Unpaid>& unpaid) {
    std::ranges::stable_sort(unpaid, {}, [](const Unpaid& each) { return each.last_day(); });
}

std::string line_of(const Unpaid& each) {
    return fmt::format("{} from {}: {} to pay, received {}, last day {}", each.invoice->reference, each.invoice->payee,
                       each.under.outstanding.text(), each.under.received_on.short_text(),
                       each.last_day().short_text());
}

Money total(const std::vector<Unpaid>& unpaid) {
    Money sum;
    for (const auto& each : unpaid)
        sum += each.under.outstanding;
    return sum;
}

Fields evidence_of(const std::vector<Unpaid>& unpaid, const PaymentPolicy& policy) {
    return {
        {"invoices", static_cast<std::int64_t>(unpaid.size())}, {"outstanding_pence", total(unpaid).pence()},
        {"first_last_day", unpaid.front().last_day().text()},   {"clock", std::string{name_of(PaymentClock::policy)}},
        {"policy_days", std::int64_t{policy.policy_days}},      {"source", std::string{"observed"}}};
}

Date last_fact_of(const Invoice& invoice) {
    Date last;
    each_fact(invoice, [&](std::optional<Date> fact) { last = std::max(last, fact.value_or(last)); });
    return last;
}

CouncilInvoices::CouncilInvoices(const ContractRows& contract, std::vector<Invoice> invoices, const Rules& rules)
    : contract_(contract), rules_(rules), head_(head_contract_of(contract.of("contracts").front())) {
    invoices_.reserve(invoices.size());
    for (auto& invoice : invoices) {
        if (!invoice.observed()) continue;
        const auto last_fact = last_fact_of(invoice);
        const auto finally = under_policy(invoice, last_fact);
        invoices_.push_back({std::move(invoice), last_fact, finally});
    }
}

DateRange CouncilInvoices::closed_months(Date day) const {
    const auto open_month = day.first_of_month();
    return {open_month.plus_months(-rules_.payments.share_over_months), open_month - Days{1}};
}

Date CouncilInvoices::due_soon_from(const ClockedInvoice& under) const {
    const auto& policy = rules_.payments;
    const auto ahead = policy.settlement_working_days + policy.due_soon_working_days;
    const auto act_by = act_by_day(*under.last_day, rules_.calendar);
    return std::max(rules_.calendar.plus(act_by, WorkingDays{-ahead}), under.received_on);
}

PaymentDay CouncilInvoices::stand(Date day) const {
    PaymentDay standing{{}, {}, 0, Compliance{closed_months(day), day}};
    for (const auto& watched : invoices_) {
        if (const auto under = on(watched, day)) place(standing, watched.invoice, *under, day);
    }
    sort_by_last_day(standing.late);
    sort_by_last_day(standing.due_soon);
    return standing;
}

void CouncilInvoices::place(PaymentDay& standing, const Invoice& invoice, const ClockedInvoice& under, Date day) const {
    standing.closed_months.add(under);
    if (!open(under)) return;
    if (*under.last_day < day) {
        standing.late.push_back({&invoice, under, *under.last_day + Days{1}});
        return;
    }
    ++standing.not_yet_due;
    const auto from = due_soon_from(under);
    if (from <= day) standing.due_soon.push_back({&invoice, under, from});
}

bool CouncilInvoices::below_pass(const Compliance& figures) const {
    const auto& policy = rules_.payments;
    return figures.late() >= policy.least_late && !figures.share().passes(policy.pass_mark_percent).value_or(true);
}

std::vector<Finding> CouncilInvoices::findings(Date day) const {
    auto standing = stand(day);
    std::vector<Finding> found;
    if (below_pass(standing.closed_months)) found.push_back(share_finding(standing, day));
    if (!standing.late.empty()) found.push_back(late_finding(std::move(standing.late), day));
    if (!standing.due_soon.empty()) found.push_back(due_soon_finding(std::move(standing.due_soon)));
    return found;
}

Finding CouncilInvoices::late_finding(std::vector<Unpaid> late, Date day) const {
    const auto oldest = late.front().last_day();
    Finding finding;
    finding.kind = FindingKind::payment_late;
    finding.contract = contract_.contract;
    finding.severity = day - oldest >= critical_from_days_past ? Severity::critical : Severity::warning;
    finding.since = oldest + Days{1};
    finding.summary = fmt::format(
        "{} past the last day of the council's {}, computed from the dates recorded, and not paid: {} in all. The "
        "first last day was {}.",
        counted(static_cast<long long>(late.size()), "invoice"), policy_in_words(rules_.payments), total(late).text(),
        oldest.short_text());
    for (const auto& each : late)
        finding.members.push_back({id_of(*each.invoice), line_of(each)});
    finding.evidence = evidence_of(late, rules_.payments);
    return finding;
}

Finding CouncilInvoices::due_soon_finding(std::vector<Unpaid> due_soon) const {
    Finding finding;
    finding.kind = FindingKind::payment_due_soon;
    finding.contract = contract_.contract;
    finding.since = std::ranges::min(due_soon, {}, &Unpaid::from).from;
    const auto act_by = act_by_day(due_soon.front().last_day(), rules_.calendar);
    finding.summary = fmt::format(
        "{} near the last day of the council's {} and not paid: {} in all. To reach the payee in time the first must "
        "be released so that the money is there by {}.",
        counted(static_cast<long long>(due_soon.size()), "invoice"), policy_in_words(rules_.payments),
        total(due_soon).text(), act_by.short_text());
    for (const auto& each : due_soon) {
        const auto by = act_by_day(each.last_day(), rules_.calendar).short_text();
        finding.members.push_back({id_of(*each.invoice), fmt::format("{}, act by {}", line_of(each), by)});
    }
    finding.evidence = evidence_of(due_soon, rules_.payments);
    finding.evidence.push_back({"act_by", act_by.text()});
    return finding;
}

/// Over as many months before those that are judged on the day, as known on the day.
bool CouncilInvoices::passed_before(Date day) const {
    const auto first = closed_months(day).first;
    Compliance before{{first.plus_months(-rules_.payments.share_over_months), first - Days{1}}, day};
    for (const auto& watched : invoices_) {
        if (const auto under = on(watched, day)) before.add(*under);
    }
    return before.share().passes(rules_.payments.pass_mark_percent).value_or(false);
}

Finding CouncilInvoices::share_finding(const PaymentDay& standing, Date day) const {
    const auto& policy = rules_.payments;
    const auto months = closed_months(day);
    const auto& share = standing.closed_months.share();
    const bool few = share.population < policy.few_invoices_under;
    Finding finding;
    finding.kind = FindingKind::payment_share_contract;
    finding.contract = contract_.contract;
    finding.period = period_text(months);
    finding.severity = Severity::warning;
    finding.since = months.last + Days{1};
    finding.summary = fmt::format(
        "{} of {} with a last day in {} ({}) paid within {} days of receipt, the council's policy; the pass mark is {} "
        "%.{}",
        share.on_time, counted(share.population, "invoice"), finding.period, share.text(), policy.policy_days,
        policy.pass_mark_percent, few ? " Few invoices: read the share with care." : "");
    finding.evidence = {{"population", share.population},
                        {"on_time", share.on_time},
                        {"share", share.text()},
                        {"pass_mark", fmt::format("{} %", policy.pass_mark_percent)},
                        {"late_now", static_cast<std::int64_t>(standing.late.size())},
                        {"not_yet_due", standing.not_yet_due},
                        {"clock", std::string{name_of(PaymentClock::policy)}},
                        {"source", std::string{"observed"}}};
    if (few) finding.evidence.push_back({"few_invoices", true});
    if (passed_before(day)) {
        finding.summary +=
            fmt::format(" It has slipped: the {} before passed.", counted(policy.share_over_months, "closed month"));
        finding.evidence.push_back({"slipped", true});
    }
    return finding;
}

RowsBehind CouncilInvoices::behind_share(Date day) const {
    const auto months = closed_months(day);
    RowsBehind rows;
    for (const auto& watched : invoices_) {
        if (const auto under = on(watched, day)) rows.add_counted(watched.invoice, *under, months, day);
    }
    return rows;
}

std::optional<Date> CouncilInvoices::next_turn(Date day) const {
    std::optional<Date> found;
    const auto months = closed_months(day);
    const auto next_month = day.first_of_month().plus_months(1);
    for (const auto& watched : invoices_) {
        if (watched.last_fact > day)
            each_fact(watched.invoice, [&](std::optional<Date> fact) { keep_earliest(found, fact, day); });
        const auto under = on(watched, day);
        if (!under) continue;
        if (under->last_day.value_or(under->undisturbed_last_day) >= months.first)
            keep_earliest(found, next_month, day);
        if (!open(*under)) continue;
        const auto last_day = *under->last_day;
        if (last_day >= day) keep_earliest(found, due_soon_from(*under), day);
        keep_earliest(found, last_day + Days{1}, day);
        keep_earliest(found, last_day + critical_from_days_past, day);
    }
    return found;
}

}  // namespace

Evaluation payment_findings(const ContractRows& contract, const Rules& rules, Date as_at) {
    if (contract.of("contracts").empty()) return {};
    if (contract.of("invoices").empty() && contract.of("payments").empty()) return {};
    auto invoices =
        invoices_of(contract.of("invoices"), contract.of("payments"), contract.of("disputes"), {}, pay_runs_of(rules));
    const std::array beside{statutory_due_soon(contract, invoices, rules, as_at),
                            payment_doubts(contract, invoices, rules, as_at),
                            spend_findings(contract, invoices, rules, as_at)};
    const CouncilInvoices council{contract, std::move(invoices), rules};
    auto all = evaluated(council, as_at);
    for (auto& finding : all.findings) {
        if (finding.kind == FindingKind::payment_share_contract)
            council.behind_share(as_at).add_to(finding.evidence, rules.sha256);
    }
    for (const auto& part : beside) {
        std::ranges::copy(part.findings, std::back_inserter(all.findings));
        all.holds_until = std::min(all.holds_until, part.holds_until);
    }
    return all;
}

}  // namespace contractwatch

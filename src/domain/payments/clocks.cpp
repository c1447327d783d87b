// Last days by each clock, and what disputes do to them.
#include "domain/payments/clocks.h"

#include <algorithm>
#include <array>
#include <vector>

#include "domain/contracts/contract.h"

namespace contractwatch {
namespace {

constexpr std::array all_clocks = {PaymentClock::below_threshold, PaymentClock::contract, PaymentClock::pa23,
                                   PaymentClock::pcr15,           PaymentClock::policy,   PaymentClock::reporting};

bool is_concession(const Contract& contract) {
    return contract.concession || contract.type == ContractType::concession;
}

bool is_grant(const Contract& contract) {
    return contract.regime == Regime::grant || contract.type == ContractType::grant;
}

std::optional<PaymentClock> statutory_clock(const Contract& contract) {
    if (is_concession(contract)) return std::nullopt;
    switch (contract.regime) {
        case Regime::pa23:
            return PaymentClock::pa23;
        case Regime::pcr15:
            return PaymentClock::pcr15;
        case Regime::below_threshold:
            return PaymentClock::below_threshold;
        default:
            return std::nullopt;
    }
}

/// Terms below nothing or beyond a decade are a slip of the pen, not terms.
std::optional<Days> days_in(std::optional<int> number) {
    constexpr int decade = 3653;
    if (!number || *number < 0 || *number > decade) return std::nullopt;
    return Days{*number};
}

/// Down the supply chain the head contract says how many. The prime's size is the invoice's word, else the register's.
std::optional<Days> days_allowed(const Invoice& invoice, const HeadContract* contract, const PaymentPolicy& policy) {
    if (!invoice.observed()) return contract != nullptr ? contract->flow_down : std::nullopt;
    const auto sme = invoice.payee_sme || contract == nullptr ? invoice.payee_sme : contract->sme;
    const auto vcse = invoice.payee_vcse || contract == nullptr ? invoice.payee_vcse : contract->vcse;
    return policy_days_for(policy, sme.value_or(false), vcse.value_or(false));
}

const DatedNumber* days_by_law(const PaymentLaw& law, PaymentClock clock, bool observed) {
    switch (clock) {
        case PaymentClock::pa23:
            return observed ? &law.pa23_days : &law.subcontract_days;
        case PaymentClock::below_threshold:
            return &law.below_threshold_days;
        case PaymentClock::pcr15:
            return &law.pcr15_days;
        default:
            return nullptr;
    }
}

/// A dispute of which the payee was told, from the day on which it can count (D).
struct ToldDispute {
    Date counts_from;
    std::optional<Date> resolved_on;
};

/// Those that there are as at the day, by the day from which they can count.
std::vector<ToldDispute> told_disputes(const Invoice& invoice, Date as_at) {
    std::vector<ToldDispute> told;
    for (const auto& dispute : invoice.disputes) {
        if (!dispute.notified_on) continue;
        const auto counts_from = std::max(dispute.from, *dispute.notified_on);
        if (counts_from <= as_at) told.push_back({counts_from, known(dispute.resolved_on, as_at)});
    }
    std::ranges::sort(told, {}, &ToldDispute::counts_from);
    return told;
}

/// Whoever comes later is held against the last day that the earlier ones have moved.
std::optional<Date> disturbed_last_day(const Invoice& invoice, Date last_day, PaymentClock clock, Date as_at) {
    if (invoice.disputes.empty()) return last_day;
    auto counted_until = invoice.received_on.value_or(last_day);
    for (const auto& dispute : told_disputes(invoice, as_at)) {
        if (dispute.counts_from > last_day) break;
        if (!dispute.resolved_on) return std::nullopt;
        if (clock != PaymentClock::policy) continue;
        const auto uncounted_from = std::max(counted_until, dispute.counts_from);
        last_day = last_day + std::max(*dispute.resolved_on - uncounted_from, Days{0});
        counted_until = std::max(counted_until, *dispute.resolved_on);
    }
    return last_day;
}

bool is_statutory(PaymentClock clock) {
    return clock == PaymentClock::pa23 || clock == PaymentClock::below_threshold || clock == PaymentClock::pcr15;
}

/// From receipt until the payee was first told; told before receipt counts as 0.
std::optional<Days> notified_after(const Invoice& invoice, Date as_at) {
    std::optional<Days> least;
    for (const auto& dispute : invoice.disputes) {
        const auto notified = known(dispute.notified_on, as_at);
        if (!notified) continue;
        const auto after = std::max(*notified - *invoice.received_on, Days{0});
        least = std::min(least.value_or(after), after);
    }
    return least;
}

/// Of those disputes of which the payee was told; nothing while one of them is open.
std::optional<Date> all_resolved_on(const Invoice& invoice, Date as_at) {
    std::optional<Date> last;
    for (const auto& dispute : told_disputes(invoice, as_at)) {
        if (!dispute.resolved_on) return std::nullopt;
        last = std::max(last.value_or(*dispute.resolved_on), *dispute.resolved_on);
    }
    return last;
}

std::optional<DisputeKind> last_dispute(const Invoice& invoice, Date as_at) {
    const Dispute* last = nullptr;
    for (const auto& dispute : invoice.disputes) {
        if (dispute.from <= as_at && (last == nullptr || last->from < dispute.from)) last = &dispute;
    }
    return last == nullptr ? std::nullopt : std::optional{last->kind};
}

void show_disputes(ClockedInvoice& found, const Invoice& invoice, PaymentClock clock, const PaymentPolicy& policy,
                   Date as_at) {
    if (invoice.disputes.empty()) return;
    found.dispute = last_dispute(invoice, as_at);
    if (!is_statutory(clock)) return;
    found.notified_after = notified_after(invoice, as_at);
    const auto resolved = all_resolved_on(invoice, as_at);
    const auto* number = statutory_days_of(invoice, clock, policy);
    if (resolved && number != nullptr && clock != PaymentClock::pcr15)
        found.last_day_after_resolution = pa23_last_day(*resolved, std::nullopt, number->days());
}

}  // namespace

std::string_view name_of(PaymentClock clock) {
    switch (clock) {
        case PaymentClock::policy:
            return "policy";
        case PaymentClock::pa23:
            return "pa23";
        case PaymentClock::below_threshold:
            return "below_threshold";
        case PaymentClock::pcr15:
            return "pcr15";
        case PaymentClock::contract:
            return "contract";
        case PaymentClock::reporting:
            return "reporting";
    }
    return {};
}

std::span<const PaymentClock> clocks() {
    return all_clocks;
}

Days policy_days_for(const PaymentPolicy& policy, bool sme, bool vcse) {
    auto days = policy.policy_days;
    if (sme && policy.sme_policy_days > 0) days = std::min(days, policy.sme_policy_days);
    if (vcse && policy.vcse_policy_days > 0) days = std::min(days, policy.vcse_policy_days);
    return Days{days};
}

Date policy_last_day(Date received, Days policy_days) {
    return received + policy_days;
}

Date pa23_last_day(Date received, std::optional<Date> due_stated, Days statutory_days) {
    return std::max(received, due_stated.value_or(received)) + (statutory_days - Days{1});
}

Date pa23_cautious_last_day(Date received, std::optional<Date> due_stated, Days statutory_days) {
    return std::max(pa23_last_day(received, std::nullopt, statutory_days), due_stated.value_or(received));
}

Date pcr15_last_day(Date received, std::optional<Date> verified, Days deemed_verified_after, Days statutory_days) {
    const auto deemed = received + deemed_verified_after;
    return std::min(verified.value_or(deemed), deemed) + statutory_days;
}

Date contract_last_day(Date received, Days terms) {
    return received + terms;
}

Days days_to_pay(Date received, Date paid) {
    return std::max(paid - received, Days{0});
}

Date act_by_day(Date last_day, const WorkingCalendar& calendar) {
    return calendar.on_or_before(last_day);
}

HeadContract head_contract_of(const Row& contract) {
    static const auto reference = kind("contracts").column("ContractReference");
    static const auto regime = kind("contracts").column("regime");
    static const auto commenced_on = kind("contracts").column("procurement_commenced_on");
    static const auto sme = kind("contracts").column("SMESupplier");
    static const auto vcse = kind("contracts").column("VCSESupplier");
    const auto read = contract_of(contract);
    HeadContract head;
    head.reference = contract.text(reference);
    head.regime = contract.text(regime);
    head.in_house = read.in_house();
    head.concession = is_concession(read);
    head.grant = is_grant(read);
    head.verified_first = read.verification_procedure;
    head.states_interest = read.interest_rate.has_value();
    head.commenced_on = contract.date(commenced_on);
    head.statutory = statutory_clock(read);
    head.terms = days_in(read.payment_terms_days);
    head.flow_down = days_in(read.flow_down_days);
    head.sme = contract.yes(sme);
    head.vcse = contract.yes(vcse);
    return head;
}

const LegalNumber* statutory_days_of(const Invoice& invoice, PaymentClock clock, const PaymentPolicy& policy) {
    const auto* number = days_by_law(policy.law, clock, invoice.observed());
    return number == nullptr || !invoice.received_on ? nullptr : number->in_force(*invoice.received_on);
}

std::optional<Date> statutory_last_day(const Invoice& invoice, PaymentClock clock, const PaymentPolicy& policy,
                                       Date as_at) {
    const auto* number = statutory_days_of(invoice, clock, policy);
    if (number == nullptr) return std::nullopt;
    const auto days = number->days();
    if (clock != PaymentClock::pcr15) return pa23_last_day(*invoice.received_on, invoice.due_stated_on, days);
    return pcr15_last_day(*invoice.received_on, known(invoice.verified_on, as_at),
                          Days{policy.deemed_verified_after_days}, days);
}

std::optional<Date> undisturbed_last_day(const Invoice& invoice, const HeadContract* contract, PaymentClock clock,
                                         const PaymentPolicy& policy, Date as_at) {
    if (!invoice.received_on || clock == PaymentClock::reporting) return std::nullopt;
    if (contract != nullptr && contract->in_house) return std::nullopt;
    if (clock == PaymentClock::policy) {
        const auto days = days_allowed(invoice, contract, policy);
        return days ? std::optional{policy_last_day(*invoice.received_on, *days)} : std::nullopt;
    }
    if (contract == nullptr) return std::nullopt;
    if (clock == PaymentClock::contract) {
        const bool states = invoice.observed() && contract->terms;
        return states ? std::optional{contract_last_day(*invoice.received_on, *contract->terms)} : std::nullopt;
    }
    return contract->statutory == clock ? statutory_last_day(invoice, clock, policy, as_at) : std::nullopt;
}

std::optional<ClockedInvoice> clocked(const Invoice& invoice, const HeadContract* contract, PaymentClock clock,
                                      const PaymentPolicy& policy, Date as_at) {
    const auto undisturbed = undisturbed_last_day(invoice, contract, clock, policy, as_at);
    if (!undisturbed || *invoice.received_on > as_at) return std::nullopt;
    ClockedInvoice found;
    found.received_on = *invoice.received_on;
    found.undisturbed_last_day = *undisturbed;
    found.last_day = disturbed_last_day(invoice, *undisturbed, clock, as_at);
    found.settled_on = settled_on(invoice, as_at);
    found.credited = wholly_credited(invoice, as_at);
    found.outstanding = outstanding_of(invoice, as_at);
    found.due = amount_due(invoice, as_at);
    show_disputes(found, invoice, clock, policy, as_at);
    return found;
}

}  // namespace contractwatch

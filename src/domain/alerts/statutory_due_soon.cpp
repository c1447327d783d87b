// Invoices near the last day that the law gives, where the council's own day has passed already.
#include "domain/alerts/statutory_due_soon.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/alerts/turns.h"
#include "domain/payments/clocks.h"
#include "domain/payments/days_of_facts.h"

namespace contractwatch {
namespace {

/// An invoice that is still to be paid, and until when.
struct StillPayable {
    const Invoice* invoice = nullptr;
    Money outstanding;
    Date from;  ///< told
    Date last_day;
    Date act_by;
    const LegalNumber* law = nullptr;  ///< that gave the last day
};

std::string_view law_of(PaymentClock clock) {
    switch (clock) {
        case PaymentClock::pcr15:
            return "regulation 113 of the Public Contracts Regulations 2015";
        case PaymentClock::below_threshold:
            return "s.88 of the Procurement Act 2023";
        default:
            return "s.68 of the Procurement Act 2023";
    }
}

class StatutoryDays {
  public:
    StatutoryDays(const ContractRows& contract, std::span<const Invoice> invoices, const Rules& rules, Date as_at)
        : contract_(contract), rules_(rules), head_(head_contract_of(contract.of("contracts").front())) {
        if (!head_.statutory || head_.in_house) return;
        for (const auto& invoice : invoices) {
            if (invoice.observed() && invoice.received_on && may_be_open(invoice, as_at)) watched_.push_back(&invoice);
        }
    }

    std::vector<Finding> findings(Date day) const {
        std::vector<StillPayable> payable;
        for (const auto* invoice : watched_) {
            const auto each = still_payable(*invoice, day);
            if (each && each->from <= day) payable.push_back(*each);
        }
        if (payable.empty()) return {};
        std::ranges::stable_sort(payable, {}, &StillPayable::last_day);
        return {finding_of(payable)};
    }

    std::optional<Date> next_turn(Date day) const {
        std::optional<Date> found;
        for (const auto* invoice : watched_) {
            each_fact(*invoice, [&](std::optional<Date> fact) { keep_earliest(found, fact, day); });
            keep_earliest(found, invoice->verified_on, day);
            const auto policy = clocked(*invoice, &head_, PaymentClock::policy, rules_.payments, day);
            if (policy && policy->last_day) keep_earliest(found, *policy->last_day + Days{1}, day);
            const auto statutory = under_statute(*invoice, day);
            if (!statutory) continue;
            keep_earliest(found, told_from(statutory->last_day), day);
            keep_earliest(found, statutory->last_day + Days{1}, day);
        }
        return found;
    }

  private:
    /// On the day, or on a later one.
    static bool may_be_open(const Invoice& invoice, Date day) {
        bool changes = false;
        each_fact(invoice, [&](std::optional<Date> fact) { changes = changes || (fact && *fact > day); });
        return changes || !settled_on(invoice, day);
    }

    Date told_from(Date last_day) const {
        const auto ahead = rules_.payments.settlement_working_days + rules_.payments.due_soon_working_days;
        return rules_.calendar.plus(act_by_day(last_day, rules_.calendar), WorkingDays{-ahead});
    }

    /// Neither settled nor disputed nor credited, and not past its last day.
    std::optional<StillPayable> under_statute(const Invoice& invoice, Date day) const {
        const auto under = clocked(invoice, &head_, *head_.statutory, rules_.payments, day);
        if (!under || under->credited || under->settled_on || under->disputed()) return std::nullopt;
        const auto* law = statutory_days_of(invoice, *head_.statutory, rules_.payments);
        const auto last_day = head_.statutory == PaymentClock::pcr15
                                  ? *under->last_day
                                  : pa23_cautious_last_day(*invoice.received_on, invoice.due_stated_on, law->days());
        if (last_day < day) return std::nullopt;
        return StillPayable{
            &invoice, under->outstanding, told_from(last_day), last_day, act_by_day(last_day, rules_.calendar), law};
    }

    /// As long as the council's own day is not past, the warning by that one stands.
    std::optional<StillPayable> still_payable(const Invoice& invoice, Date day) const {
        const auto policy = clocked(invoice, &head_, PaymentClock::policy, rules_.payments, day);
        if (policy && (!policy->last_day || *policy->last_day >= day)) return std::nullopt;
        auto found = under_statute(invoice, day);
        if (found && policy) found->from = std::max(found->from, *policy->last_day + Days{1});
        return found;
    }

    static std::vector<std::string> laws_of(const std::vector<StillPayable>& payable) {
        std::vector<std::string> words;
        for (const auto& each : payable) {
            auto law = each.law->words();
            if (std::ranges::find(words, law) == words.end()) words.push_back(std::move(law));
        }
        return words;
    }

    Finding finding_of(const std::vector<StillPayable>& payable) const {
        Finding finding;
        finding.kind = FindingKind::payment_due_soon;
        finding.contract = contract_.contract;
        finding.subject = std::string{name_of(*head_.statutory)};
        finding.severity = Severity::warning;
        finding.since = std::ranges::min(payable, {}, &StillPayable::from).from;
        Money sum;
        for (const auto& each : payable) {
            sum += each.outstanding;
            finding.members.push_back(
                {id_of(*each.invoice),
                 fmt::format("{} from {}: {} to pay, received {}, last day {}, act by {}", each.invoice->reference,
                             each.invoice->payee, each.outstanding.text(), each.invoice->received_on->short_text(),
                             each.last_day.short_text(), each.act_by.short_text())});
        }
        const auto count = static_cast<long long>(payable.size());
        finding.summary = fmt::format(
            "{} past the council's own day and near the last day computed under {} from the dates recorded, and not "
            "paid: {} in all. To reach the payee in time the first must be released so that the money is there by {}.",
            counted(count, "invoice"), law_of(*head_.statutory), sum.text(), payable.front().act_by.short_text());
        finding.evidence = {{"invoices", std::int64_t{count}},
                            {"outstanding_pence", sum.pence()},
                            {"first_last_day", payable.front().last_day.text()},
                            {"clock", std::string{name_of(*head_.statutory)}},
                            {"source", std::string{"observed"}},
                            {"act_by", payable.front().act_by.text()},
                            {"legal_numbers", laws_of(payable)}};
        return finding;
    }

    const ContractRows& contract_;
    const Rules& rules_;
    HeadContract head_;
    std::vector<const Invoice*> watched_;
};

}  // namespace

Evaluation statutory_due_soon(const ContractRows& contract, std::span<const Invoice> invoices, const Rules& rules,
                              Date as_at) {
    const StatutoryDays days{contract, invoices, rules, as_at};
    return evaluated(days, as_at);
}

}  // namespace contractwatch

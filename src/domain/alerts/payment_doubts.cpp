// What the record leaves in doubt about the payment of a contract's invoices.
#include "domain/alerts/payment_doubts.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/alerts/turns.h"
#include "domain/payments/compliance.h"
#include "domain/payments/days_of_facts.h"
#include "domain/payments/rows_behind.h"

namespace contractwatch {
namespace {

/// Policy: so long after the later day of receipt the auditors are shown that there was an earlier one.
constexpr int months_shown = 12;

/// An invoice whose day of receipt was moved later, and as it would be by the day recorded first.
struct RevisedReceipt {
    const Invoice* invoice = nullptr;
    Invoice by_first_day;

    Date from() const { return *invoice->received_on; }
    Date until() const { return from().plus_months(months_shown); }
};

/// An invoice that its payments contradict, and as it would be by its own words.
struct Contradiction {
    const Invoice* invoice = nullptr;
    Invoice by_own_words;
    Date from;
};

bool revised_later(const Invoice& invoice) {
    return invoice.received_on && invoice.received_revised_from && !invoice.received_assumed &&
           *invoice.received_on > *invoice.received_revised_from;
}

Invoice by_first_day(const Invoice& invoice) {
    auto other = invoice;
    other.received_on = invoice.received_revised_from;
    return other;
}

Invoice by_own_words(const Invoice& invoice) {
    auto other = invoice;
    other.receipts.clear();
    return other;
}

Money paid_in_all(const Invoice& invoice) {
    Money sum;
    for (const auto& receipt : invoice.receipts)
        sum += receipt.amount;
    return sum;
}

Money magnitude_of(Money amount) {
    return amount < Money{} ? -amount : amount;
}

/// Whether the invoice's own day of payment is the one on which its payments settle it or, where they do not, that of
/// the last.
bool days_agree(const Invoice& invoice) {
    if (!invoice.paid_on) return true;
    const auto settled = settled_on(invoice, end_of_time).value_or(invoice.receipts.back().on);
    return std::ranges::any_of(invoice.receipts, [&](const Receipt& receipt) {
        if (receipt.on != settled) return false;
        return receipt.on == *invoice.paid_on || (receipt.made_on && receipt.made_on == invoice.paid_made_on);
    });
}

bool amounts_agree(const Invoice& invoice, Money due) {
    const auto paid = paid_in_all(invoice);
    if (invoice.paid_amount) return magnitude_of(*invoice.paid_amount - paid) <= settlement_tolerance;
    return paid + settlement_tolerance >= due;
}

/// On some day: credit notes only lessen what is due.
bool may_disagree(const Invoice& invoice) {
    if (invoice.receipts.empty() || (!invoice.paid_on && !invoice.paid_amount)) return false;
    return !days_agree(invoice) || !amounts_agree(invoice, invoice.gross - invoice.deducted);
}

/// Past its last day and not settled by then. Nothing while a dispute is open, and of what is wholly credited.
std::optional<bool> is_late(const std::optional<ClockedInvoice>& under, Date day) {
    if (!under || under->credited || under->disputed()) return std::nullopt;
    return under->settled_on.value_or(day) > *under->last_day;
}

std::string named(const Invoice& invoice) {
    auto name = fmt::format("{} from {}", invoice.reference, invoice.payee);
    if (!invoice.observed() && !invoice.payer.empty()) name += fmt::format(" (paid by {})", invoice.payer);
    return name;
}

std::string own_words(const Invoice& invoice) {
    const auto amount = invoice.paid_amount ? invoice.paid_amount->text() : std::string{"in full"};
    if (!invoice.paid_on) return amount;
    return fmt::format("{} on {}", amount, invoice.paid_on->short_text());
}

std::string words_of_payments(const Invoice& invoice) {
    return fmt::format("{} of {} in all, the last on {}",
                       counted(static_cast<long long>(invoice.receipts.size()), "payment"), paid_in_all(invoice).text(),
                       invoice.receipts.back().on.short_text());
}

/// The doubts about the invoices of one contract, on any day that is asked about.
class PaymentDoubts {
  public:
    PaymentDoubts(const ContractRows& contract, std::span<const Invoice> invoices, const Rules& rules)
        : contract_(contract),
          invoices_(invoices),
          policy_(rules.payments),
          head_(head_contract_of(contract.of("contracts").front())) {
        if (head_.in_house) return;
        for (const auto& invoice : invoices) {
            if (revised_later(invoice)) revised_.push_back({&invoice, by_first_day(invoice)});
            if (may_disagree(invoice))
                told_twice_.push_back(
                    {&invoice, by_own_words(invoice), invoice.paid_on.value_or(invoice.receipts.back().on)});
        }
    }

    std::vector<Finding> findings(Date day) const {
        std::vector<Finding> found;
        if (auto finding = revised_finding(day)) found.push_back(std::move(*finding));
        if (auto finding = contradicted_finding(day)) found.push_back(std::move(*finding));
        return found;
    }

    /// The invoices in the population of the share on the day, by the days of receipt that count.
    RowsBehind behind_share(Date day) const {
        RowsBehind rows;
        for (const auto& invoice : invoices_) {
            const auto under = invoice.observed() ? under_policy(invoice, day) : std::nullopt;
            if (under) rows.add_counted(invoice, *under, closed_months(day), day);
        }
        return rows;
    }

    /// The next day on which something may change: a fact begins to exist, a last day passes, a month closes, or the
    /// time of showing begins or ends.
    std::optional<Date> next_turn(Date day) const {
        std::optional<Date> found;
        for (const auto& each : revised_) {
            if (each.until() < day) continue;
            keep_earliest(found, each.from(), day);
            keep_earliest(found, each.until() + Days{1}, day);
            keep_earliest(found, day.first_of_month().plus_months(1), day);
            note_turns(found, *each.invoice, day);
            note_turns(found, each.by_first_day, day);
        }
        for (const auto& each : told_twice_) {
            keep_earliest(found, each.from, day);
            note_turns(found, *each.invoice, day);
            note_turns(found, each.by_own_words, day);
        }
        if (!revised_.empty()) note_facts_of_all(found, day);
        return found;
    }

  private:
    std::optional<ClockedInvoice> under_policy(const Invoice& invoice, Date day) const {
        return clocked(invoice, &head_, PaymentClock::policy, policy_, day);
    }

    void note_turns(std::optional<Date>& found, const Invoice& invoice, Date day) const {
        each_fact(invoice, [&](std::optional<Date> fact) { keep_earliest(found, fact, day); });
        const auto under = under_policy(invoice, day);
        if (under && under->last_day) keep_earliest(found, *under->last_day + Days{1}, day);
    }

    /// They move the share.
    void note_facts_of_all(std::optional<Date>& found, Date day) const {
        for (const auto& invoice : invoices_)
            each_fact(invoice, [&](std::optional<Date> fact) { keep_earliest(found, fact, day); });
    }

    DateRange closed_months(Date day) const {
        const auto open_month = day.first_of_month();
        return {open_month.plus_months(-policy_.share_over_months), open_month - Days{1}};
    }

    /// Of the council's own invoices over the last closed months, by the days of receipt recorded last or first.
    Share share(Date day, bool by_first_days) const {
        Compliance figures{closed_months(day), day};
        for (const auto& invoice : invoices_) {
            if (!invoice.observed()) continue;
            const bool other = by_first_days && revised_later(invoice);
            if (const auto under = under_policy(other ? by_first_day(invoice) : invoice, day)) figures.add(*under);
        }
        return figures.share();
    }

    /// The later day alone keeps it in time.
    bool helped(const RevisedReceipt& each, Date day) const {
        const auto first = is_late(under_policy(each.by_first_day, day), day);
        const auto last = is_late(under_policy(*each.invoice, day), day);
        return first.value_or(false) && !last.value_or(true);
    }

    std::string line_of(const RevisedReceipt& each, Date day) const {
        const auto& invoice = *each.invoice;
        auto line = fmt::format("{}: received {}, first recorded as {}", named(invoice),
                                invoice.received_on->short_text(), invoice.received_revised_from->short_text());
        const auto first = under_policy(each.by_first_day, day);
        const auto last = under_policy(invoice, day);
        if (!first || !last || !first->last_day || !last->last_day) return line;
        line +=
            fmt::format("; last day {}, by the first {}", last->last_day->short_text(), first->last_day->short_text());
        if (last->settled_on) line += fmt::format("; paid {}", last->settled_on->short_text());
        return helped(each, day) ? line + "; late by the first alone" : line;
    }

    std::optional<Finding> revised_finding(Date day) const {
        Finding finding;
        std::int64_t in_time_by_later_day_alone = 0;
        Days moved_most{0};
        for (const auto& each : revised_) {
            if (day < each.from() || each.until() < day) continue;
            finding.since = finding.members.empty() ? each.from() : std::min(finding.since, each.from());
            finding.members.push_back({id_of(*each.invoice), line_of(each, day)});
            in_time_by_later_day_alone += helped(each, day) ? 1 : 0;
            moved_most = std::max(moved_most, each.from() - *each.invoice->received_revised_from);
        }
        if (finding.members.empty()) return std::nullopt;
        const auto count = static_cast<std::int64_t>(finding.members.size());
        finding.kind = FindingKind::received_revised_later;
        finding.contract = contract_.contract;
        finding.severity = in_time_by_later_day_alone > 0 ? Severity::warning : Severity::info;
        finding.summary = fmt::format(
            "The day of receipt of {} was moved to a later one than was recorded first, by up to {}; by the later day "
            "alone {} in time by the council's policy.",
            counted(count, "invoice"), counted(moved_most.count(), "day"),
            in_time_by_later_day_alone == 1 ? "1 is" : fmt::format("{} are", in_time_by_later_day_alone));
        const auto now = share(day, false);
        finding.evidence = {{"invoices", count},
                            {"in_time_by_the_later_day_alone", in_time_by_later_day_alone},
                            {"most_days_moved", std::int64_t{moved_most.count()}},
                            {"share", now.text()},
                            {"share_by_the_first_days", share(day, true).text()},
                            {"clock", std::string{name_of(PaymentClock::policy)}}};
        return finding;
    }

    /// By one of the two in time, and late by the other.
    bool matters(const Contradiction& each, Date day) const {
        if (!each.invoice->paid_on) return false;  // how much alone says nothing of when
        return is_late(under_policy(*each.invoice, day), day) != is_late(under_policy(each.by_own_words, day), day);
    }

    std::optional<Finding> contradicted_finding(Date day) const {
        Finding finding;
        std::int64_t differing = 0;
        for (const auto& each : told_twice_) {
            const auto& invoice = *each.invoice;
            if (day < each.from || (days_agree(invoice) && amounts_agree(invoice, amount_due(invoice, day)))) continue;
            finding.since = finding.members.empty() ? each.from : std::min(finding.since, each.from);
            finding.members.push_back(
                {id_of(invoice), fmt::format("{}: by its own row paid {}; by the payments recorded {}", named(invoice),
                                             own_words(invoice), words_of_payments(invoice))});
            differing += matters(each, day) ? 1 : 0;
        }
        if (finding.members.empty()) return std::nullopt;
        const auto count = static_cast<std::int64_t>(finding.members.size());
        finding.kind = FindingKind::payment_disagrees;
        finding.contract = contract_.contract;
        finding.severity = differing > 0 ? Severity::warning : Severity::info;
        finding.summary = fmt::format(
            "{} told to be paid otherwise by the invoice itself than by the payments recorded. The payments count; {} "
            "in time by one and late by the other.",
            count == 1 ? "1 invoice is" : fmt::format("{} invoices are", count),
            differing == 1 ? "1 is" : fmt::format("{} are", differing));
        finding.evidence = {{"invoices", count},
                            {"in_time_by_one_alone", differing},
                            {"clock", std::string{name_of(PaymentClock::policy)}}};
        return finding;
    }

    const ContractRows& contract_;
    std::span<const Invoice> invoices_;
    const PaymentPolicy& policy_;
    HeadContract head_;
    std::vector<RevisedReceipt> revised_;
    std::vector<Contradiction> told_twice_;
};

}  // namespace

Evaluation payment_doubts(const ContractRows& contract, std::span<const Invoice> invoices, const Rules& rules,
                          Date as_at) {
    const PaymentDoubts doubts{contract, invoices, rules};
    auto all = evaluated(doubts, as_at);
    for (auto& finding : all.findings) {
        if (finding.kind == FindingKind::received_revised_later)
            doubts.behind_share(as_at).add_to(finding.evidence, rules.sha256);
    }
    return all;
}

}  // namespace contractwatch

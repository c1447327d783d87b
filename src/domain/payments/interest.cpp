// The relevant day, the balance day by day, and the interest on it.
#include "domain/payments/interest.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace contractwatch {
namespace {

constexpr std::int64_t days_in_a_year = 365;  // always: a leap year's too
constexpr std::int64_t hundredths_in_whole = 10'000;

/// The last of the days of s.4, or nothing while a verification that must come first has not been recorded.
std::optional<Date> statutory_day(const Invoice& invoice, const HeadContract* contract, Days statutory_days,
                                  Date as_at) {
    auto begins = std::max(*invoice.received_on, invoice.performed_on.value_or(*invoice.received_on));
    if (contract != nullptr && contract->verified_first) {
        const auto verified = known(invoice.verified_on, as_at);
        if (!verified) return std::nullopt;
        begins = std::max(begins, *verified + Days{1});
    }
    return begins + (statutory_days - Days{1});
}

std::string no_number(std::string_view rule, Date day) {
    return fmt::format("no number of the law for {} is in force on {}", rule, day.short_text());
}

struct RelevantDay {
    std::optional<Date> day;
    std::string reason;
    const LegalNumber* law = nullptr;  ///< of the statutory day, where that was reckoned with
};

RelevantDay relevant_day(const Invoice& invoice, const HeadContract* contract, std::optional<Days> terms,
                         const BankRates& rates, Date as_at) {
    const auto* number = rates.payment_days().in_force(*invoice.received_on);
    const auto statutory = number == nullptr ? std::nullopt : statutory_day(invoice, contract, number->days(), as_at);
    const auto agreed = terms ? std::optional{*invoice.received_on + *terms} : std::nullopt;
    if (agreed && statutory && invoice.observed()) return {std::min(*agreed, *statutory), {}, number};
    if (agreed) return {agreed, {}};
    if (number == nullptr) return {{}, no_number(rule_interest_days, *invoice.received_on)};
    if (!statutory) return {{}, "the contract has a verification procedure, and verified_on is not recorded"};
    return {statutory, invoice.observed() ? "" : "no agreed day is recorded: the statutory one is used", number};
}

/// What a ledger clears for less is no longer asked for; money that was taken back is owed again.
Money balance_at_end_of(const Invoice& invoice, Date day) {
    if (state_of(invoice, day) == InvoiceState::settled_short) return {};
    return std::max(amount_due(invoice, day) - received_by(invoice, day), Money{});
}

/// The days after which the balance may be another one.
std::set<Date> changes_of(const Invoice& invoice) {
    std::set<Date> days;
    if (invoice.receipts.empty() && invoice.paid_on) days.insert(*invoice.paid_on);
    for (const auto& receipt : invoice.receipts)
        days.insert(receipt.on);
    for (const auto& credit : invoice.credits) {
        if (credit.on) days.insert(*credit.on);
    }
    return days;
}

/// Pence times days, over each day's opening balance.
struct Accrued {
    std::int64_t pence_days = 0;
    Days days{0};
};

Accrued accrue(const Invoice& invoice, Date from, Date last) {
    Accrued accrued;
    auto changes = changes_of(invoice);
    changes.insert(last);
    auto begin = from;
    for (auto change = changes.lower_bound(from); change != changes.end() && *change <= last; ++change) {
        const auto balance = balance_at_end_of(invoice, begin - Days{1});
        const auto days = *change - begin + Days{1};
        if (balance > settlement_tolerance) {
            accrued.pence_days += balance.pence() * days.count();
            accrued.days += days;
        }
        begin = *change + Days{1};
    }
    return accrued;
}

/// Half up, once an invoice.
Money interest_at(Rate rate, std::int64_t pence_days) {
    constexpr auto divisor = days_in_a_year * hundredths_in_whole;
    const auto whole = pence_days / divisor * rate.hundredths;
    const auto rest = pence_days % divisor * rate.hundredths;
    return Money::pence(whole + (2 * rest + divisor) / (2 * divisor));
}

/// Of a per cent.
std::int64_t hundredths_of(Decimal value) {
    return value.units() / (Decimal::scale / 100);
}

bool nothing_bought(const HeadContract* contract) {
    return contract != nullptr && (contract->grant || contract->in_house);
}

void add_amounts(Interest& found, const HeadContract* contract, const BankRates& rates, std::int64_t pence_days) {
    if (contract != nullptr && contract->states_interest) {
        found.reason = "the contract states its own rate for late payment";
        return;
    }
    const auto reference = reference_day(*found.interest_from);
    const auto* bank_rate = rates.change_on(reference);
    if (bank_rate == nullptr) {
        found.reason = fmt::format("the Bank Rate of {} is not in the table", reference.short_text());
        return;
    }
    found.bank_rate = *bank_rate;
    const auto* over = rates.law().in_force(rule_over_bank_rate, {}, *found.interest_from);
    const auto* fixed = fixed_sum_for(found.balance, rates.law(), *found.interest_from);
    if (over == nullptr || fixed == nullptr) {
        found.reason = no_number(over == nullptr ? rule_over_bank_rate : rule_fixed_sum, *found.interest_from);
        return;
    }
    found.law = {*over, *fixed};
    found.rate = Rate{bank_rate->rate.hundredths + static_cast<int>(hundredths_of(over->value))};
    found.amount = interest_at(*found.rate, pence_days);
    found.fixed = fixed->amount();
}

}  // namespace

const LegalNumber* fixed_sum_for(Money debt, const LegalNumbers& law, Date day) {
    const auto* const size = debt < Money::pounds(1'000)    ? "under 1000"
                             : debt < Money::pounds(10'000) ? "under 10000"
                                                            : "10000 and over";
    return law.in_force(rule_fixed_sum, size, day);
}

InterestBalance balance_of(const Interest& interest, const Invoice& invoice, Date as_at) {
    const auto indicative = interest.amount.value_or(Money{}) + interest.fixed.value_or(Money{});
    InterestBalance balance{{}, {}, indicative};
    for (const auto& fact : invoice.interest) {
        if (fact.on > as_at) break;
        const auto amount = fact.amount.value_or(balance.left);
        (fact.kind == InterestFact::Kind::paid ? balance.paid : balance.remitted) += amount;
        balance.left = std::max(balance.left - amount, Money{});
    }
    return balance;
}

std::optional<Interest> interest_on(const Invoice& invoice, const HeadContract* contract, std::optional<Days> terms,
                                    const BankRates& rates, Date as_at) {
    if (!known(invoice.received_on, as_at) || nothing_bought(contract)) return std::nullopt;
    auto [relevant, reason, law] = relevant_day(invoice, contract, terms, rates, as_at);
    Interest found;
    found.reason = std::move(reason);
    if (!relevant) {
        found.balance = balance_at_end_of(invoice, as_at);
        return found.balance > settlement_tolerance ? std::optional{found} : std::nullopt;
    }
    if (*relevant >= as_at) return std::nullopt;
    found.relevant_day = relevant;
    found.interest_from = *relevant + Days{1};
    found.balance = balance_at_end_of(invoice, *relevant);
    const auto accrued = accrue(invoice, *found.interest_from, as_at);
    if (found.balance <= settlement_tolerance || accrued.days == Days{0}) return std::nullopt;
    found.days = accrued.days;
    add_amounts(found, contract, rates, accrued.pence_days);
    if (law != nullptr) found.law.push_back(*law);
    return found;
}

}  // namespace contractwatch

// Walking through the periods for which a prime declares, and finding what was declared for each.
#include "domain/payments/supply_chain_returns.h"

#include <algorithm>

namespace contractwatch {
namespace {

struct Places {
    const Kind& of = kind("returns");
    std::size_t period = of.column("period");
    std::size_t submitted_on = of.column("submitted_on");
    std::size_t submitted_by = of.column("submitted_by");
    std::size_t invoices = of.column("invoices_in_return");
    std::size_t nil = of.column("nil_return");
};

DeclaredReturn declared_in(const Row& row) {
    static const Places at;
    return {std::string{row.text(at.period)}, row.date(at.submitted_on).value_or(Date{}),
            std::string{row.text(at.submitted_by)}, row.whole(at.invoices), row.yes(at.nil).value_or(false)};
}

/// The period meant, counted by the calendar year whichever year it is written by.
std::optional<Period> period_of(const std::string& text, Frequency frequency) {
    for (const auto basis : {PeriodBasis::calendar, PeriodBasis::financial}) {
        const auto period = Period::parse(text, frequency, basis);
        if (!period) continue;
        const auto same = Period::containing(period->last(), frequency, PeriodBasis::calendar);
        if (same) return *same;
    }
    return std::nullopt;
}

Date last_day_of(const Contract& contract) {
    if (contract.status != ContractStatus::active && !contract.ended_on) return Date{};
    return std::min(contract.end.value_or(end_of_time), contract.ended_on.value_or(end_of_time));
}

}  // namespace

SupplyChainReturns::SupplyChainReturns(const Contract& contract, std::span<const Row> rows, const PaymentPolicy& policy)
    : last_day_(last_day_of(contract)), due_after_(policy.return_due_days) {
    if (contract.supply_chain_return) {
        const auto from = std::max(contract.start.value_or(contract.recorded_on), contract.recorded_on);
        const auto first = Period::containing(from, *contract.supply_chain_return, PeriodBasis::calendar);
        if (first) first_ = *first;
    }
    for (const auto& row : rows) {
        auto declared = declared_in(row);
        submitted_on_.push_back(declared.submitted_on);
        const auto period = first_ ? period_of(declared.period, first_->frequency()) : std::nullopt;
        if (period) {
            declared_.push_back({period->index(), std::move(declared)});
        } else {
            other_.push_back(std::move(declared));
        }
    }
    std::ranges::stable_sort(declared_, {}, [](const Declared& each) { return each.of.submitted_on; });
}

bool SupplyChainReturns::covers(const Period& period) const {
    return period.first() <= last_day_;
}

SupplyChainReturn SupplyChainReturns::expected(const Period& period) const {
    SupplyChainReturn expected{period, period.last() + due_after_, {}};
    const auto found = std::ranges::find(declared_, period.index(), &Declared::index);
    if (found != declared_.end()) expected.declared = found->of;
    return expected;
}

std::vector<SupplyChainReturn> SupplyChainReturns::of_periods_ended_before(Date day) const {
    std::vector<SupplyChainReturn> ended;
    for (auto period = first_; period && period->last() < day && covers(*period); period = period->next())
        ended.push_back(expected(*period));
    return ended;
}

std::optional<SupplyChainReturn> SupplyChainReturns::next_due(Date day) const {
    for (auto period = first_; period && covers(*period); period = period->next()) {
        const auto next = expected(*period);
        if (next.due_on >= day) return next;
    }
    return std::nullopt;
}

}  // namespace contractwatch

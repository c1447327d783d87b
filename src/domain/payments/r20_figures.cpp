// Counting invoices into the shares that the select committee asked for.
#include "domain/payments/r20_figures.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "domain/payments/payment_figures.h"

namespace contractwatch {
namespace {

constexpr int quarters_in_trend = 8;
constexpr int quarters_in_year = 4;
constexpr int months_in_quarter = 3;

/// The day by which the quarters have closed that a period is set against.
Date closed_by(const DateRange& period, Date as_at) {
    return std::min(period.last + Days{1}, as_at);
}

R20Row row_of(const Compliance& figures) {
    return {figures.share(),    figures.late_now(),          figures.late_now_amount(),    figures.not_yet_due(),
            figures.disputed(), figures.days_taken().mean(), figures.days_taken().median()};
}

}  // namespace

std::string_view name_of(R20Headline headline) {
    constexpr std::array<std::string_view, 4> names = {"contracts_at_pass_mark", "contracts_all_on_time", "invoices",
                                                       "value"};
    return names[static_cast<std::size_t>(headline)];
}

std::string_view words_for(R20Headline headline) {
    constexpr std::array<std::string_view, 4> words = {"contracts at the pass mark",
                                                       "contracts with every invoice on time", "invoices by number",
                                                       "invoices by value"};
    return words[static_cast<std::size_t>(headline)];
}

const Share& R20Shares::of(R20Headline headline) const {
    switch (headline) {
        case R20Headline::contracts_at_pass_mark:
            return contracts_at_pass_mark;
        case R20Headline::contracts_all_on_time:
            return contracts_all_on_time;
        case R20Headline::invoices:
            return invoices;
        case R20Headline::value:
            break;
    }
    return value;
}

DateRange closed_quarters(Date day, int before, int count) {
    const auto month = day.first_of_month();
    const auto into_quarter = (static_cast<int>(month.month()) - 1) % months_in_quarter;
    const auto first = month.plus_months(-into_quarter - months_in_quarter * before);
    return {first, first.plus_months(months_in_quarter * count) - Days{1}};
}

void R20Span::add(const std::string& contract_key, const Share& invoices, const Share& value) {
    contracts_[contract_key] += invoices;
    value_ += value;
}

R20Shares R20Span::shares(int pass_mark_percent) const {
    R20Shares shares{days_, {}, {}, {}, value_};
    for (const auto& [contract, share] : contracts_) {
        shares.invoices += share;
        ++shares.contracts_all_on_time.population;
        if (share.on_time == share.population) ++shares.contracts_all_on_time.on_time;
        if (share.passes(pass_mark_percent).value_or(false)) ++shares.contracts_at_pass_mark.on_time;
    }
    shares.contracts_at_pass_mark.population = shares.contracts_all_on_time.population;
    return shares;
}

R20Figures::R20Figures(DateRange period, const PaymentPolicy& policy, Date as_at)
    : period_(period),
      policy_(policy),
      as_at_(as_at),
      in_period_(period),
      last_year_(closed_quarters(closed_by(period, as_at), quarters_in_year, quarters_in_year)),
      year_before_(closed_quarters(closed_by(period, as_at), quarters_in_trend, quarters_in_year)),
      all_(period, as_at),
      sme_(period, as_at),
      vcse_(period, as_at),
      without_contract_(period, as_at) {
    for (int before = quarters_in_trend; before > 0; --before)
        quarters_.emplace_back(closed_quarters(closed_by(period, as_at), before, 1));
}

void R20Figures::add(const Invoice& invoice, const HeadContract* contract) {
    if (!invoice.observed()) return add_declared(invoice, contract);
    const auto under = clocked(invoice, contract, PaymentClock::policy, policy_, as_at_);
    if (!under) return;
    if (contract == nullptr) {
        without_contract_.add(*under);
    } else {
        add_observed(invoice, *contract, *under);
    }
}

void R20Figures::add_observed(const Invoice& invoice, const HeadContract& contract, const ClockedInvoice& under) {
    all_.add(under);
    for (const auto size : sizes_of(invoice, &contract)) {
        if (size == "sme") sme_.add(under);
        if (size == "vcse") vcse_.add(under);
    }
    const auto key = key_of(contract.reference);
    for (auto* span : {&in_period_, &last_year_, &year_before_})
        add_to(*span, key, under);
    for (auto& quarter : quarters_)
        add_to(quarter, key, under);
}

/// As at the end of the period that it was declared for, at which a declaration is complete.
void R20Figures::add_declared(const Invoice& invoice, const HeadContract* contract) {
    const auto under = clocked(invoice, contract, PaymentClock::policy, policy_, std::min(as_at_, period_.last));
    if (!under) return;
    const auto population_as_at = std::min(as_at_, period_.last + Days{1});
    if (standing_of(*under, period_, population_as_at) == InvoiceStanding::outside) return;
    declared_.try_emplace(invoice.supply_tier, period_, population_as_at).first->second.add(*under);
}

void R20Figures::add_to(R20Span& span, const std::string& contract_key, const ClockedInvoice& under) const {
    const auto standing = standing_of(under, span.days(), as_at_);
    if (!in_population(standing)) return;
    const bool on_time = standing == InvoiceStanding::on_time;
    const auto due = under.due.pence();
    span.add(contract_key, {on_time ? 1 : 0, 1}, {on_time ? due : 0, due});
}

R20 R20Figures::figures() const {
    const auto mark = policy_.pass_mark_percent;
    R20 found{as_at_,
              in_period_.shares(mark),
              row_of(all_),
              row_of(sme_),
              row_of(vcse_),
              row_of(without_contract_),
              {},
              {},
              last_year_.shares(mark),
              year_before_.shares(mark),
              policy_.headline,
              policy_.baseline_percent,
              {},
              {}};
    for (const auto& [tier, figures] : declared_)
        found.declared.emplace(tier, row_of(figures));
    for (const auto& quarter : quarters_)
        found.quarters.push_back(quarter.shares(mark));
    found.reaches_baseline = found.period.of(found.headline).passes(found.baseline_percent);
    found.falling = below(found.last_year.of(found.headline), found.year_before.of(found.headline));
    return found;
}

}  // namespace contractwatch

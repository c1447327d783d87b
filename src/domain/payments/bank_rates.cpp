// Bank Rate and its reference days.
#include "domain/payments/bank_rates.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace contractwatch {
namespace {

/// A change as the table below has it: the day, and hundredths of a per cent.
struct Change {
    Date from;
    int hundredths;
};

constexpr Change changes[] = {
    {Date{2001, 11, 8}, 400},  {Date{2003, 2, 6}, 375},  {Date{2003, 7, 10}, 350}, {Date{2003, 11, 6}, 375},
    {Date{2004, 2, 5}, 400},   {Date{2004, 5, 6}, 425},  {Date{2004, 6, 10}, 450}, {Date{2004, 8, 5}, 475},
    {Date{2005, 8, 4}, 450},   {Date{2006, 8, 3}, 475},  {Date{2006, 11, 9}, 500}, {Date{2007, 1, 11}, 525},
    {Date{2007, 5, 10}, 550},  {Date{2007, 7, 5}, 575},  {Date{2007, 12, 6}, 550}, {Date{2008, 2, 7}, 525},
    {Date{2008, 4, 10}, 500},  {Date{2008, 10, 8}, 450}, {Date{2008, 11, 6}, 300}, {Date{2008, 12, 4}, 200},
    {Date{2009, 1, 8}, 150},   {Date{2009, 2, 5}, 100},  {Date{2009, 3, 5}, 50},   {Date{2016, 8, 4}, 25},
    {Date{2017, 11, 2}, 50},   {Date{2018, 8, 2}, 75},   {Date{2020, 3, 11}, 25},  {Date{2020, 3, 19}, 10},
    {Date{2021, 12, 16}, 25},  {Date{2022, 2, 3}, 50},   {Date{2022, 3, 17}, 75},  {Date{2022, 5, 5}, 100},
    {Date{2022, 6, 16}, 125},  {Date{2022, 8, 4}, 175},  {Date{2022, 9, 22}, 225}, {Date{2022, 11, 3}, 300},
    {Date{2022, 12, 15}, 350}, {Date{2023, 2, 2}, 400},  {Date{2023, 3, 23}, 425}, {Date{2023, 5, 11}, 450},
    {Date{2023, 6, 22}, 500},  {Date{2023, 8, 3}, 525},  {Date{2024, 8, 1}, 500},  {Date{2024, 11, 7}, 475},
    {Date{2025, 2, 6}, 450},   {Date{2025, 5, 8}, 425},  {Date{2025, 8, 7}, 400},  {Date{2025, 12, 18}, 375},
};

constexpr Date observed_until{2026, 9, 25};

}  // namespace

std::string RateChange::table() const {
    return entry == 0 ? "the built-in table" : fmt::format("the table taken in by entry {}", entry);
}

std::string Rate::text() const {
    return fmt::format("{}.{:02} %", hundredths / 100, hundredths % 100);
}

BankRates::BankRates(std::vector<RateChange> changes, Date known_until)
    : changes_(std::move(changes)), known_until_(known_until) {
    std::ranges::sort(changes_, {}, &RateChange::from);
}

std::optional<Rate> BankRates::on(Date day) const {
    const auto* change = change_on(day);
    return change == nullptr ? std::nullopt : std::optional{change->rate};
}

const RateChange* BankRates::change_on(Date day) const {
    const auto after = std::ranges::upper_bound(changes_, day, {}, &RateChange::from);
    if (day > known_until_ || after == changes_.begin()) return nullptr;
    return &*std::prev(after);
}

void BankRates::use_law(LegalNumbers law) {
    law_ = std::move(law);
    payment_days_ = law_.of(rule_interest_days);
}

const BankRates& built_in_bank_rates() {
    static const BankRates rates = [] {
        std::vector<RateChange> all;
        for (const auto& [from, hundredths] : changes)
            all.push_back({from, {hundredths}});
        return BankRates{std::move(all), observed_until};
    }();
    return rates;
}

BankRates bank_rates_with(std::span<const Row> taken_in) {
    static const auto from = kind("bank_rates").column("from");
    static const auto rate = kind("bank_rates").column("rate");
    constexpr auto units_in_hundredth = Decimal::scale / 100;
    auto all = built_in_bank_rates().changes();
    auto known_until = observed_until;
    for (const auto& row : taken_in) {
        const auto day = row.date(from);
        const auto given = row.decimal(rate);
        if (!day || !given) continue;
        std::erase_if(all, [&](const RateChange& each) { return each.from == *day; });
        all.push_back({*day, {static_cast<int>(given->units() / units_in_hundredth)}, row.provenance.last_entry});
        if (*day > observed_until) known_until = std::max({known_until, *day, row.provenance.recorded_on});
    }
    return {std::move(all), known_until};
}

Date reference_day(Date interest_from) {
    constexpr unsigned july = 7;
    if (interest_from.month() < july) return Date{interest_from.year() - 1, 12, 31};
    return Date{interest_from.year(), 6, 30};
}

}  // namespace contractwatch

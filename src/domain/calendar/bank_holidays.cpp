// Bank holidays kept in their order.
#include "domain/calendar/bank_holidays.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr std::array<std::string_view, 3> division_names = {"england-and-wales", "scotland", "northern-ireland"};

}  // namespace

std::string_view name_of(Division division) {
    return division_names.at(static_cast<std::size_t>(division));
}

std::optional<Division> find_division(std::string_view name) {
    const auto wanted = header_key(name);
    for (const auto division : {Division::england_and_wales, Division::scotland, Division::northern_ireland}) {
        if (header_key(name_of(division)) == wanted) return division;
    }
    return std::nullopt;
}

BankHolidays::BankHolidays(std::vector<Date> days) : days_(std::move(days)) {
    std::ranges::sort(days_);
    const auto twice = std::ranges::unique(days_);
    days_.erase(twice.begin(), twice.end());
}

bool BankHolidays::contains(Date day) const {
    return std::ranges::binary_search(days_, day);
}

Date BankHolidays::covered_until() const {
    return days_.empty() ? Date{1, 1, 1} : Date{days_.back().year(), 12, 31};
}

}  // namespace contractwatch

// A schedule version as cells of the record, and back.
#include "adapters/sqlite/version_rows.h"

#include <algorithm>
#include <charconv>

#include "ports/store.h"

namespace contractwatch::sqlite {
namespace {

std::string spaced(const std::vector<int>& numbers) {
    std::string text;
    for (const auto number : numbers)
        text += (text.empty() ? "" : " ") + std::to_string(number);
    return text;
}

std::vector<int> numbers_in(std::string_view text) {
    std::vector<int> numbers;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        int number = 0;
        const auto read = std::from_chars(at, end, number);
        if (read.ec != std::errc{})
            throw RecordFailure("the record is damaged: a schedule version's reminders are no numbers");
        numbers.push_back(number);
        at = read.ptr == end ? end : read.ptr + 1;
    }
    return numbers;
}

Roll roll_named(std::string_view name) {
    using enum Roll;
    for (const auto roll : {following, preceding, modified_following, none}) {
        if (name_of(roll) == name) return roll;
    }
    throw RecordFailure("the record is damaged: a schedule version has the unknown roll " + std::string{name});
}

}  // namespace

std::vector<Value> version_cells(const ScheduleVersion& version) {
    return {version.contract.key(),
            version.contract.given(),
            version.lot.empty() ? Value{} : Value{version.lot.given()},
            std::string{name_of(version.type)},
            version.rule,
            version.anchor ? Value{version.anchor->text()} : Value{},
            std::string{name_of(version.roll)},
            version.effective_from.text(),
            spaced(version.reminds),
            version.origin};
}

ScheduleVersion read_version(const Statement& at) {
    ScheduleVersion version;
    version.contract = ContractRef{at.text(0)};
    version.lot = LotRef{at.text(1)};
    version.type = find_review_type(at.text(2)).value_or(ReviewType::performance);
    version.rule = at.string(3);
    version.anchor = Date::parse(at.text(4));
    version.roll = roll_named(at.text(5));
    version.effective_from = Date::parse(at.text(6)).value_or(Date{});
    version.reminds = numbers_in(at.text(7));
    version.origin = at.string(8);
    return version;
}

}  // namespace contractwatch::sqlite

// What a kind and a column say of themselves.
#include "domain/facts/kind.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"

namespace contractwatch {

std::string Column::stored_name() const {
    std::string stored;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const char letter = name[at];
        const bool upper = letter >= 'A' && letter <= 'Z';
        const bool after_lower = at > 0 && name[at - 1] >= 'a' && name[at - 1] <= 'z';
        const bool before_lower =
            at > 0 && at + 1 < name.size() && name[at + 1] >= 'a' && name[at + 1] <= 'z' && name[at - 1] != '_';
        if (upper && (after_lower || before_lower)) stored += '_';
        stored += upper ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    if (type == ColumnType::money) stored += "_pence";
    return stored;
}

std::optional<std::size_t> Kind::find_column(std::string_view wanted) const {
    const auto key = header_key(wanted);
    const auto found = std::ranges::find_if(columns, [&](const Column& each) { return header_key(each.name) == key; });
    if (found == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
}

std::size_t Kind::column(std::string_view wanted) const {
    const auto found = find_column(wanted);
    if (!found) throw std::logic_error("kind " + std::string{name} + " has no column " + std::string{wanted});
    return *found;
}

std::optional<std::size_t> Kind::contract_column() const {
    return find_column(name == "contracts" ? "ContractReference" : "contract");
}

bool Kind::led_by_contract() const {
    const auto contract = contract_column();
    return contract && key_places.front() == *contract;
}

const Kind* find_kind(std::string_view name) {
    const auto wanted = header_key(name);
    const auto all = kinds();
    const auto found = std::ranges::find_if(all, [&](const Kind& each) { return header_key(each.name) == wanted; });
    return found == all.end() ? nullptr : &*found;
}

Result<const Kind*> kind_named(std::string_view name) {
    if (const auto* found = find_kind(name)) return found;
    std::vector<std::string_view> names;
    for (const auto& each : kinds())
        names.push_back(each.name);
    const auto near = nearest(name, names);
    return not_found(
        "there is no kind of file called " + std::string{name} +
        (near.empty() ? "; contractwatch import --help lists them" : "; did you mean " + std::string{near} + "?"));
}

const Kind& kind(std::string_view name) {
    const auto* found = find_kind(name);
    if (found == nullptr) throw std::logic_error("there is no kind " + std::string{name});
    return *found;
}

}  // namespace contractwatch

// Fields, members and audiences as the JSON that stands in the record.
#include "adapters/sqlite/json_text.h"

#include <algorithm>

#include <boost/json.hpp>

#include "ports/store.h"

namespace contractwatch::sqlite {
namespace {

namespace json = boost::json;

json::value value_of(const FieldValue& value) {
    return std::visit(
        [](const auto& held) -> json::value {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::monostate>) {
                return nullptr;
            } else if constexpr (std::is_same_v<Held, std::vector<std::string>>) {
                return json::array(held.begin(), held.end());
            } else {
                return json::value(held);
            }
        },
        value);
}

FieldValue field_value(const json::value& value) {
    if (value.is_bool()) return value.get_bool();
    if (value.is_int64()) return value.get_int64();
    if (value.is_string()) return std::string{value.get_string()};
    if (!value.is_array()) return {};
    std::vector<std::string> texts;
    for (const auto& each : value.get_array())
        texts.emplace_back(each.as_string());
    return texts;
}

/// Damage to what we wrote ourselves is told as damage, not as a fault of the JSON library.
template <class Use>
auto parsed(std::string_view text, Use use) {
    try {
        return use(json::parse({text.data(), text.size()}));
    } catch (const std::exception& fault) {
        throw RecordFailure(std::string{"the record is damaged: a cell is not the JSON that was written there ("} +
                            fault.what() + ")");
    }
}

}  // namespace

std::string json_of(const Fields& fields) {
    json::object object;
    for (const auto& field : fields)
        object.emplace(field.name, value_of(field.value));
    return json::serialize(object);
}

std::string json_of(const std::vector<Member>& members) {
    json::array array;
    for (const auto& member : members)
        array.push_back({{"id", member.id}, {"line", member.line}});
    return json::serialize(array);
}

std::string json_of(const std::vector<Audience>& audience) {
    json::array array;
    for (const auto each : audience)
        array.emplace_back(std::string{name_of(each)});
    return json::serialize(array);
}

Fields fields_of(std::string_view text) {
    return parsed(text, [](const json::value& value) {
        Fields fields;
        for (const auto& [name, each] : value.as_object())
            fields.push_back({std::string{name}, field_value(each)});
        return fields;
    });
}

std::vector<Member> members_of(std::string_view text) {
    return parsed(text, [](const json::value& value) {
        std::vector<Member> members;
        for (const auto& each : value.as_array()) {
            members.push_back(
                {json::value_to<std::string>(each.at("id")), json::value_to<std::string>(each.at("line"))});
        }
        return members;
    });
}

std::vector<Audience> audience_of(std::string_view text) {
    using enum Audience;
    static constexpr Audience all[] = {manager, deputy,           lead_director,    procurement,
                                       finance, accounts_payable, service_operator, auditors};
    return parsed(text, [](const json::value& value) {
        std::vector<Audience> audience;
        for (const auto& each : value.as_array()) {
            const auto found =
                std::ranges::find(all, std::string_view{each.as_string()}, [](Audience one) { return name_of(one); });
            if (found != std::end(all)) audience.push_back(*found);
        }
        return audience;
    });
}

}  // namespace contractwatch::sqlite

// The one place that includes toml++.
#include "settings/document.h"

#include <algorithm>
#include <tuple>

// Its assertions would stop the program on input that is merely wrong; without them it reports an ordinary error.
#define TOML_ASSERT(expression) static_cast<void>(0)
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "base/text.h"
#include "settings/precheck.h"

namespace contractwatch {
namespace {

/// Far beyond what a settings file needs, and few enough for any stack.
constexpr int most_levels = 8;

Given given_of(const toml::node& node, int level);

void place(Given& given, const toml::source_position& position) {
    given.line = static_cast<int>(position.line);
    given.column = static_cast<int>(position.column);
}

void add_entries(Given& given, const toml::table& table, int level) {
    for (const auto& [key, value] : table) {
        auto part = given_of(value, level + 1);
        part.key = std::string{key.str()};
        if (key.source().begin) place(part, key.source().begin);
        given.parts.push_back(std::move(part));
    }
    std::ranges::stable_sort(given.parts, {}, [](const Given& each) { return std::tuple{each.line, each.column}; });
}

void add_items(Given& given, const toml::array& array, int level) {
    for (const auto& item : array)
        given.parts.push_back(given_of(item, level + 1));
}

Given::Form form_of(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::table:
            return Given::Form::table;
        case toml::node_type::array:
            return Given::Form::list;
        case toml::node_type::string:
            return Given::Form::text;
        case toml::node_type::integer:
            return Given::Form::whole;
        case toml::node_type::floating_point:
            return Given::Form::decimal;
        case toml::node_type::boolean:
            return Given::Form::yes_no;
        default:
            return Given::Form::moment;
    }
}

Given given_of(const toml::node& node, int level) {
    Given given;
    place(given, node.source().begin);
    given.form = form_of(node);
    given.text = node.value_exact<std::string>().value_or("");
    given.whole = node.value_exact<std::int64_t>().value_or(0);
    given.yes = node.value_exact<bool>().value_or(false);
    if (level >= most_levels) return given;
    if (const auto* table = node.as_table()) add_entries(given, *table, level);
    if (const auto* array = node.as_array()) add_items(given, *array, level);
    return given;
}

Problem problem_of(const toml::parse_error& error, const std::string& file) {
    const auto& begin = error.source().begin;
    return {file, std::max(1, static_cast<int>(begin.line)), std::max(1, static_cast<int>(begin.column)), "",
            "cannot be read from here on: " + single_line(error.description())};
}

std::string_view without_mark(std::string_view text) {
    return text.starts_with("\uFEFF") ? text.substr(std::string_view{"\uFEFF"}.size()) : text;
}

}  // namespace

Document read_document(std::string_view text, const std::string& file) {
    Document document;
    document.problems = precheck(text, file);
    if (!document.problems.empty()) return document;
    try {
        const auto parsed = toml::parse(without_mark(text));
        document.top = given_of(parsed, 0);
    } catch (const toml::parse_error& error) {
        document.problems.push_back(problem_of(error, file));
    }
    return document;
}

}  // namespace contractwatch

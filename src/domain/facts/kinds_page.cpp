// docs/kinds.md rendered from the table of kinds.
#include "domain/facts/kinds_page.h"

#include <fmt/format.h>

#include "domain/facts/kind.h"
#include "domain/facts/legal_rules.h"

namespace contractwatch {
namespace {

constexpr std::string_view opening = R"(# Kinds of file and their columns

What can be taken in, as `contractwatch import KIND FILE...` and the drop folder know it. This page is written from the
table of kinds; a test refuses a stale copy. A blank file of a kind comes from `contractwatch import --template KIND`.

A file has a header row; its names are matched without regard to case, spaces, `_` and `-`. A council's own names are
mapped to these by a feed in the settings. An absent column or a blank cell never changes what is recorded; a cell of
`-` clears it. Columns of the key tell one record from another: a row with a known key and other values is a revision.

| type | what a cell may hold |
| --- | --- |
| text | words, kept as given without the spaces around them |
| reference | a name or number, compared without regard to case and spacing |
| email | one plain address |
| date | `2026-09-30`, `30/09/2026`, `30/09/26`, `30 Sep 2026`, a date-time with offset, or a spreadsheet's day number |
| money | pounds: `1234.5`, `1,234.50`, `£1,234.50`, `(1,234.50)`, `-1,234.50` |
| decimal | a number |
| integer | a whole number |
| yes or no | yes, no, y, n, true, false, 1, 0 |
| choice | one of the words listed |
)";

std::string_view name_of(ColumnType type) {
    switch (type) {
        case ColumnType::text:
            return "text";
        case ColumnType::reference:
            return "reference";
        case ColumnType::email:
            return "email";
        case ColumnType::date:
            return "date";
        case ColumnType::money:
            return "money";
        case ColumnType::decimal:
            return "decimal";
        case ColumnType::integer:
            return "integer";
        case ColumnType::yes_no:
            return "yes or no";
        case ColumnType::choice:
            return "choice";
    }
    return "text";
}

std::string meaning_of(const Column& column) {
    std::string meaning{column.meaning};
    if (!column.choices.empty()) meaning += fmt::format(": {}", fmt::join(column.choices, ", "));
    if (!column.otherwise.empty() && column.type == ColumnType::choice) {
        meaning += fmt::format("; blank: {}", column.otherwise);
    }
    return meaning;
}

std::string section_of(const Kind& kind) {
    auto section = fmt::format("\n## {}\n\nHolds {}.\n\n", kind.name, kind.meaning);
    section += "| column | type | required | key | meaning |\n| --- | --- | --- | --- | --- |\n";
    for (const auto& column : kind.columns) {
        section += fmt::format("| `{}` | {} | {} | {} | {} |\n", column.name, name_of(column.type),
                               column.required ? "yes" : "", column.key ? "yes" : "", meaning_of(column));
    }
    return section;
}

std::string applies_to_of(const LegalRule& rule) {
    if (rule.applies_to.empty()) return "blank";
    return fmt::format("`{}`", fmt::join(rule.applies_to, "`, `"));
}

/// What the columns of `legal_numbers` may say, rule by rule.
std::string rules_section() {
    std::string section =
        "\nThe rules, whose numbers are built in until a row is taken in for them; another rule is refused:\n\n"
        "| `rule` | `value` | `applies_to` | what it is |\n| --- | --- | --- | --- |\n";
    for (const auto& rule : legal_rules())
        section +=
            fmt::format("| `{}` | {} | {} | {} |\n", rule.name, name_of(rule.unit), applies_to_of(rule), rule.meaning);
    return section;
}

}  // namespace

std::string kinds_page() {
    std::string page{opening};
    for (const auto& kind : kinds())
        page += section_of(kind) + (kind.name == "legal_numbers" ? rules_section() : std::string{});
    return page;
}

}  // namespace contractwatch

// The kinds of record that can be taken in: one table, from which parsing, checking, storing and documentation all
// come.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace contractwatch {

/// What a cell holds, and so how it is read, kept and shown.
enum class ColumnType {
    text,       ///< words; kept as given, trimmed
    reference,  ///< a name compared without case and spacing; kept as given, inner spaces collapsed
    email,      ///< an ASCII address
    date,       ///< a civil day; kept as YYYY-MM-DD
    money,      ///< pounds; kept as whole pence in a column named with _pence
    decimal,    ///< an exact decimal; kept as its shortest text
    integer,    ///< a whole number
    yes_no,     ///< yes, no, y, n, true, false, 1, 0; kept as 1 or 0
    choice,     ///< one of `choices`; kept as spelled there
};

/// One column of a kind.
struct Column {
    std::string_view name;  ///< the field's standard name, as in the blank template
    ColumnType type = ColumnType::text;
    std::string_view meaning;  ///< one clause for the documentation and the `about` table
    bool required = false;
    bool key = false;  ///< part of what tells one record of this kind from another
    std::vector<std::string_view> choices = {};
    std::string_view otherwise =
        {};                  ///< what a blank means where the record is new, as it would be written; empty: unknown
    bool by_intake = false;  ///< counted or noted by intake itself: no file can give it

    /// The name of the column in the record: lower case with underscores, money ending in _pence.
    std::string stored_name() const;
};

/// A kind of record. Its rows in the record stand in the table `name`, their fold in `current_<name>`.
struct Kind {
    std::string_view name;
    std::string_view meaning;
    std::vector<Column> columns;
    std::string_view money_column = {};  ///< whose sum an import reports; empty: none
    /// The order of the fold's primary key, most selective first; empty: the key columns in their order.
    std::vector<std::string_view> key_order = {};
    /// The place of the column of that (template) name, without regard to case, spaces, '_' and '-'.
    std::optional<std::size_t> find_column(std::string_view name) const;
    /// The same, for a name that our own code spells: it must exist.
    std::size_t column(std::string_view name) const;
    /// The kind whose records lead to these, where the first two parts of both keys agree; empty: none.
    std::string_view found_through = {};
    /// The places of the columns of the key, in the order of the fold's primary key. Filled in by kinds().
    std::vector<std::size_t> key_places = {};
    /// The place of the column that names the contract; nothing for kinds that belong to none.
    std::optional<std::size_t> contract_column() const;
    /// Whether the contract leads the fold's primary key, so that one contract's records lie together.
    bool led_by_contract() const;
};

/// Every kind there is, in the order in which a folder of files is best taken in. Adding a kind is a row in this table.
std::span<const Kind> kinds();

/// The kind of that name, without regard to case, '_' and '-'; null where there is none.
const Kind* find_kind(std::string_view name);

/// The same, or a not_found that names the nearest kind.
Result<const Kind*> kind_named(std::string_view name);

/// The kind of a name that our own code spells: it must exist.
const Kind& kind(std::string_view name);

}  // namespace contractwatch

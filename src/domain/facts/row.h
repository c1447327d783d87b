// One record of a kind: a row as it was given, or the fold of all rows with its key.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/money.h"
#include "domain/facts/kind.h"

namespace contractwatch {

/// What a cell keeps: nothing (a blank), a whole number (money in pence, yes and no as 1 and 0), or text (the rest).
using Value = std::variant<std::monostate, std::int64_t, std::string>;

inline bool blank(const Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

/// Where the fold of a record comes from.
struct Provenance {
    std::int64_t first_entry = 0;  ///< the log entry that first recorded it
    std::int64_t last_entry = 0;   ///< the latest that changed it
    std::int64_t fact = 0;         ///< the id of its latest row in the table of its kind
    Date recorded_on;              ///< the civil day of the first entry

    friend bool operator==(const Provenance&, const Provenance&) = default;
};

/// A record's cells, one for each column of its kind, in the kind's order.
struct Row {
    const Kind* kind = nullptr;
    std::vector<Value> values;
    /// In a row as given: the columns that it clears (a cell of "-"). Empty in a fold.
    std::vector<std::size_t> cleared = {};
    Provenance provenance = {};

    explicit Row(const Kind& of) : kind(&of), values(of.columns.size()) {}

    std::string_view text(std::size_t column) const;  ///< empty for a blank
    std::optional<std::int64_t> whole(std::size_t column) const;
    std::optional<Date> date(std::size_t column) const;
    std::optional<Money> money(std::size_t column) const;
    std::optional<Decimal> decimal(std::size_t column) const;
    std::optional<bool> yes(std::size_t column) const;
};

/// The key of the row: its key columns as they are compared, in the order of the fold's primary key.
std::vector<std::string> key_values(const Row& row);

/// What a row given later makes of the fold so far: its cells replace, its blanks leave, its "-" clear.
/// Says whether anything but spelling of the key changed.
bool fold_into(Row& current, const Row& given);

}  // namespace contractwatch

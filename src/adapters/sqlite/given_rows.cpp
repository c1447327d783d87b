// Finds the rows as they were given of which current rows were made.
#include "adapters/sqlite/given_rows.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "adapters/sqlite/kind_tables.h"
#include "base/text.h"

namespace contractwatch::sqlite {

GivenRows::GivenRows(const Connection& connection, const Kind& kind) : connection_(connection), kind_(kind) {
    const auto table = quoted(kind.name);
    const auto leading = quoted(kind.columns[kind.key_places.front()].stored_name());
    select_leading_ = "SELECT id, " + leading + " FROM " + table + " WHERE id >= (SELECT id FROM " + table +
                      " WHERE entry >= ? ORDER BY entry, id LIMIT 1) AND id <= ? ORDER BY id";
    select_one_ = "SELECT id, entry, cleared";
    for (const auto& column : kind.columns)
        select_one_ += ", " + quoted(column.stored_name());
    select_one_ += ", source_line FROM " + table + " WHERE id = ?";
}

std::vector<GivenRows::Stretch> GivenRows::stretches(std::span<const Row> current) {
    std::vector<Provenance> from;
    for (const auto& row : current)
        from.push_back(row.provenance);
    std::ranges::sort(from, {}, &Provenance::first_entry);
    std::vector<Stretch> found;
    std::int64_t until = -1;  // the last entry of the latest stretch
    for (const auto& each : from) {
        if (each.first_entry > until) found.push_back({each.first_entry, each.fact});
        found.back().last_fact = std::max(found.back().last_fact, each.fact);
        until = std::max(until, each.last_entry);
    }
    return found;
}

/// Those whose key begins as one of the current rows' does.
std::vector<std::int64_t> GivenRows::candidates(const Stretch& stretch, std::span<const Row> current) const {
    std::unordered_set<std::string> leading;
    for (const auto& row : current)
        leading.insert(key_values(row).front());
    auto& rows = connection_.cached(select_leading_);
    rows.bind(0, stretch.first_entry).bind(1, stretch.last_fact);
    std::vector<std::int64_t> ids;
    while (rows.step()) {
        if (leading.contains(key_of(rows.text(1)))) ids.push_back(rows.number(0));
    }
    return ids;
}

Recorded<Row> GivenRows::read(std::int64_t id) const {
    auto& row = connection_.cached(select_one_);
    row.bind(0, id);
    row.step();
    Recorded<Row> found{{kind_.name, id, row.number(1), row.number(row.columns() - 1)},
                        tables_of(kind_).read_given(row)};
    row.reset();
    return found;
}

std::vector<Recorded<Row>> GivenRows::of(std::span<const Row> current) const {
    std::set<std::vector<std::string>> keys;
    for (const auto& row : current)
        keys.insert(key_values(row));
    std::vector<Recorded<Row>> found;
    for (const auto& stretch : stretches(current)) {
        for (const auto id : candidates(stretch, current)) {
            auto given = read(id);
            if (keys.contains(key_values(given.fact))) found.push_back(std::move(given));
        }
    }
    return found;
}

}  // namespace contractwatch::sqlite

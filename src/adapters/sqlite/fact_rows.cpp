// How rows of the tables of facts that are no kind's are written, and how an entry is hashed.
#include "adapters/sqlite/fact_rows.h"

#include <algorithm>
#include <map>

#include "adapters/sqlite/schema.h"

namespace contractwatch::sqlite {
namespace {

std::vector<std::string> digested_columns(const std::string& name) {
    auto names = table(name).column_names();
    std::erase_if(names, [](const std::string& each) { return each == "entry" || each == "row_digest"; });
    return names;
}

std::string parameters(std::size_t count) {
    std::string text = "?";
    for (std::size_t at = 1; at < count; ++at)
        text += ", ?";
    return text;
}

}  // namespace

FactRows::FactRows(const std::string& name) : shape_(name, digested_columns(name)) {
    insert_ = "INSERT INTO " + quoted(name) + " VALUES (" + parameters(table(name).columns.size()) + ")";
}

Digest256 FactRows::digest(std::int64_t id, const std::vector<Value>& cells) const {
    const Value number{id};
    Cells digested{&number};
    for (const auto& cell : cells)
        digested.push_back(&cell);
    return shape_.digest(digested);
}

Digest256 FactRows::add(const Connection& connection, std::int64_t id, std::int64_t entry,
                        const std::vector<Value>& cells) const {
    const auto digest = this->digest(id, cells);
    auto& insert = connection.cached(insert_);
    insert.bind(0, id).bind(1, entry);
    int at = 2;
    for (const auto& cell : cells)
        insert.bind(at++, cell);
    insert.bind_blob(at, digest).run();
    return digest;
}

const FactRows& fact_rows(const std::string& name) {
    static const std::map<std::string, FactRows> all = [] {
        std::map<std::string, FactRows> made;
        for (const auto& each : tables()) {
            if (each.use == TableUse::fact) made.emplace(each.name, FactRows{each.name});
        }
        return made;
    }();
    return all.at(name);
}

void fold_whole_row(const Connection& connection, const std::string& name, const std::vector<Value>& cells) {
    auto& put =
        connection.cached("INSERT OR REPLACE INTO " + quoted(name) + " VALUES (" + parameters(cells.size()) + ")");
    int at = 0;
    for (const auto& cell : cells)
        put.bind(at++, cell);
    put.run();
}

Digest256 entry_hash(std::span<const Value> cells, std::span<const unsigned char> rows_digest,
                     std::span<const unsigned char> previous_hash) {
    auto names = table("entries").column_names();
    std::vector<std::size_t> order;
    for (std::size_t place = 0; place + 1 < names.size(); ++place)
        order.push_back(place);
    std::ranges::sort(order, {}, [&](std::size_t place) -> const std::string& { return names[place]; });
    CanonicalBytes bytes;
    bytes.raw("contractwatch entry v1");
    for (const auto place : order) {
        const bool a_blob = place >= cells.size();
        if (!a_blob && blank(cells[place])) continue;
        bytes.prefixed(names[place]);
        if (a_blob) {
            bytes.blob(names[place] == "rows_digest" ? rows_digest : previous_hash);
        } else {
            bytes.value(cells[place]);
        }
    }
    return bytes.digest();
}

}  // namespace contractwatch::sqlite

// What came into the record that returns of payments are made of, and how far it was looked at.
#include "adapters/sqlite/payment_news.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>

#include "adapters/sqlite/given_rows.h"
#include "adapters/sqlite/kind_tables.h"

namespace contractwatch::sqlite {
namespace {

/// Of one invoice each.
constexpr std::array<std::string_view, 4> of_invoices{"invoices", "payments", "disputes", "interest"};
/// Any row of these can bear on every invoice of a contract, or on all there are.
constexpr std::array<std::string_view, 4> of_many{"contracts", "subcontracts", "legal_numbers", "bank_rates"};

/// So many new rows are looked at one by one, however few were known before.
constexpr std::int64_t few_rows = 1'000;

std::int64_t last_fact(const Connection& record, std::string_view kind) {
    return record.number("SELECT coalesce(max(id), 0) FROM " + quoted(kind));
}

std::optional<std::int64_t> seen_to(const Connection& cache, std::string_view kind) {
    auto& seen = cache.cached("SELECT last_fact FROM seen WHERE kind = ?");
    seen.bind(0, kind);
    const auto last = seen.step() ? std::optional{seen.number(0)} : std::nullopt;
    seen.reset();
    return last;
}

/// What the rows' keys have in the record by now, where that was there before them.
std::vector<Row> known_before(const Connection& record, const Kind& kind, const std::vector<Row>& given) {
    std::set<std::vector<std::string>> keys;
    for (const auto& row : given)
        keys.insert(key_values(row));
    const auto& tables = tables_of(kind);
    auto& standing = record.cached(tables.select_by_key(kind.key_places.size()));
    std::vector<Row> before;
    for (const auto& key : keys) {
        standing.bind_all(0, key);
        if (standing.step()) before.push_back(tables.read(standing));
        standing.reset();
    }
    const auto first = given.front().provenance.first_entry;
    std::erase_if(before, [&](const Row& row) { return row.provenance.first_entry >= first; });
    return before;
}

void add_given(const Connection& record, const Kind& kind, std::int64_t after, std::vector<Row>& found) {
    const auto& tables = tables_of(kind);
    std::vector<Row> given;
    auto& rows = record.cached(tables.select_given());
    rows.bind(0, after);
    while (rows.step())
        given.push_back(tables.read_given(rows));
    if (given.empty()) return;
    const auto before = known_before(record, kind, given);
    found.insert(found.end(), given.begin(), given.end());
    if (before.empty()) return;
    for (auto& [place, row] : GivenRows{record, kind}.of(before)) {
        if (row.provenance.fact <= after) found.push_back(std::move(row));
    }
}

}  // namespace

PaymentNews read_payment_news(const Connection& cache, const Connection& record) {
    PaymentNews news;
    for (const auto kind : of_many)
        news.on_all = news.on_all || seen_to(cache, kind) != last_fact(record, kind);
    for (const auto kind : of_invoices) {
        const auto after = seen_to(cache, kind);
        const auto last = last_fact(record, kind);
        if (!after || last < *after || last - *after > std::max(*after, few_rows)) {
            news.on_all = true;
        } else if (last > *after) {
            add_given(record, contractwatch::kind(kind), *after, news.rows);
        }
    }
    return news;
}

void keep_payment_news(const Connection& cache, const Connection& record) {
    cache.execute("BEGIN IMMEDIATE");
    for (const auto& kinds : {of_invoices, of_many}) {
        for (const auto kind : kinds) {
            cache.cached("INSERT INTO seen VALUES (?, ?) ON CONFLICT DO UPDATE SET last_fact = excluded.last_fact")
                .bind(0, kind)
                .bind(1, last_fact(record, kind))
                .run();
        }
    }
    cache.execute("COMMIT");
}

}  // namespace contractwatch::sqlite

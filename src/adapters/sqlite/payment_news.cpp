// What came into the record that returns of payments are made of, and how far it was looked at.
#include "adapters/sqlite/payment_news.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "adapters/sqlite/given_rows.h"
#include "adapters/sqlite/kind_tables.h"

namespace contractwatch::sqlite {
namespace {

/// Of one invoice each.
constexpr std::array<std::string_view, 4> of_invoices{"invoices", "payments", "disputes", "interest"};
/// Of every invoice of one contract.
constexpr std::array<std::string_view, 2> of_contracts{"contracts", "subcontracts"};
/// Any row of these can bear on all invoices there are.
constexpr std::array<std::string_view, 2> of_all{"legal_numbers", "bank_rates"};

/// So many new rows of a kind are looked at one by one, in memory.
constexpr std::int64_t looked_at_one_by_one = 20'000;

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

/// The fact up to which the rows of the kind were looked at; nothing where it is not known, or so much came since that
/// everything is looked at.
std::optional<std::int64_t> few_since(const Connection& cache, const Connection& record, std::string_view kind) {
    const auto after = seen_to(cache, kind);
    const auto last = last_fact(record, kind);
    const bool few = after && last >= *after && last - *after <= looked_at_one_by_one;
    return few ? after : std::nullopt;
}

std::vector<Row> given_since(const Connection& record, const Kind& kind, std::int64_t after) {
    const auto& tables = tables_of(kind);
    std::vector<Row> given;
    auto& rows = record.cached(tables.select_given());
    rows.bind(0, after);
    while (rows.step())
        given.push_back(tables.read_given(rows));
    return given;
}

/// What the rows' keys have in the record by now.
std::vector<Row> standing_of(const Connection& record, const Kind& kind, const std::vector<Row>& given) {
    std::set<std::vector<std::string>> keys;
    for (const auto& row : given)
        keys.insert(key_values(row));
    const auto& tables = tables_of(kind);
    auto& at_key = record.cached(tables.select_by_key(kind.key_places.size()));
    std::vector<Row> standing;
    for (const auto& key : keys) {
        at_key.bind_all(0, key);
        if (at_key.step()) standing.push_back(tables.read(at_key));
        at_key.reset();
    }
    return standing;
}

/// How those were given that were there before the rows.
std::vector<Row> given_before(const Connection& record, const Kind& kind, std::int64_t after,
                              const std::vector<Row>& given, std::vector<Row> standing) {
    const auto first = given.front().provenance.first_entry;
    std::erase_if(standing, [&](const Row& row) { return row.provenance.first_entry >= first; });
    std::vector<Row> before;
    if (standing.empty()) return before;
    for (auto& [place, row] : GivenRows{record, kind}.of(standing)) {
        if (row.provenance.fact <= after) before.push_back(std::move(row));
    }
    return before;
}

void add_given(const Connection& record, const Kind& kind, std::int64_t after, std::vector<Row>& found) {
    const auto given = given_since(record, kind, after);
    if (given.empty()) return;
    auto before = given_before(record, kind, after, given, standing_of(record, kind, given));
    found.insert(found.end(), given.begin(), given.end());
    std::ranges::move(before, std::back_inserter(found));
}

void add_changed(const Connection& record, const Kind& kind, std::int64_t after, std::vector<ChangedRow>& found) {
    const auto given = given_since(record, kind, after);
    if (given.empty()) return;
    auto standing = standing_of(record, kind, given);
    std::map<std::vector<std::string>, Row> before;
    for (const auto& row : given_before(record, kind, after, given, standing)) {
        const auto [folded, is_first] = before.try_emplace(key_values(row), row);
        if (!is_first) fold_into(folded->second, row);
    }
    for (auto& now : standing) {
        const auto was = before.find(key_values(now));
        found.push_back({was == before.end() ? std::nullopt : std::optional{was->second}, std::move(now)});
    }
}

}  // namespace

PaymentNews read_payment_news(const Connection& cache, const Connection& record) {
    PaymentNews news;
    for (const auto kind : of_all)
        news.on_all = news.on_all || seen_to(cache, kind) != last_fact(record, kind);
    const auto look = [&](std::string_view kind, auto add, auto& found) {
        const auto after = few_since(cache, record, kind);
        if (after) add(record, contractwatch::kind(kind), *after, found);
        news.on_all = news.on_all || !after;
    };
    for (const auto kind : of_invoices)
        look(kind, add_given, news.rows);
    for (const auto kind : of_contracts)
        look(kind, add_changed, news.contracts);
    return news;
}

void keep_payment_news(const Connection& cache, const Connection& record) {
    cache.execute("BEGIN IMMEDIATE");
    const auto keep = [&](const auto& kinds) {
        for (const auto kind : kinds) {
            cache.cached("INSERT INTO seen VALUES (?, ?) ON CONFLICT DO UPDATE SET last_fact = excluded.last_fact")
                .bind(0, kind)
                .bind(1, last_fact(record, kind))
                .run();
        }
    };
    keep(of_invoices);
    keep(of_contracts);
    keep(of_all);
    cache.execute("COMMIT");
}

}  // namespace contractwatch::sqlite

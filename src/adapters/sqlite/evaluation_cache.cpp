// `<database>.scratch`: until when each subject's answer stands, and which rows belong to which contract.
#include "adapters/sqlite/evaluation_cache.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "adapters/sqlite/kind_tables.h"
#include "domain/alerts/evaluate.h"

namespace contractwatch::sqlite {
namespace {

constexpr std::array evaluated{Aspect::register_entry, Aspect::reviews, Aspect::measures, Aspect::payments};

constexpr const char* layout = R"(
    PRAGMA journal_mode = TRUNCATE;
    CREATE TABLE IF NOT EXISTS stamp (sequence INTEGER NOT NULL, hash BLOB NOT NULL, rules TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS taken_in (kind TEXT PRIMARY KEY, last_fact INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS subjects (contract_key TEXT NOT NULL, aspect INTEGER NOT NULL, contract TEXT NOT NULL,
                                         holds_until TEXT NOT NULL, PRIMARY KEY (contract_key, aspect)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS subjects_by_day ON subjects (holds_until);
    CREATE TABLE IF NOT EXISTS links (kind TEXT NOT NULL, key TEXT NOT NULL, contract_key TEXT NOT NULL,
                                      PRIMARY KEY (kind, key)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS links_by_contract ON links (contract_key, kind);
)";

constexpr char between_parts = '\x1f';

std::string key_text(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts)
        text += part + between_parts;
    return text;
}

std::vector<std::string> key_parts(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = text.find(between_parts);
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return parts;
}

bool needs(Aspect aspect, const Kind& kind) {
    const auto needed = needs_of(aspect);
    return std::ranges::find(needed, kind.name) != needed.end();
}

std::unique_ptr<Connection> open_cache(const std::string& path) {
    auto opened = Connection::open(path, Access::read_write);
    if (!opened) throw RecordFailure(opened.error().message);
    (*opened)->execute(layout);
    return std::move(*opened);
}

}  // namespace

std::unique_ptr<EvaluationCache> EvaluationCache::open(const Connection& record, const std::string& path) {
    try {
        return std::unique_ptr<EvaluationCache>{new EvaluationCache(record, open_cache(path))};
    } catch (const RecordFailure&) {
        std::filesystem::remove(path);  // it holds nothing that the record does not
        return std::unique_ptr<EvaluationCache>{new EvaluationCache(record, open_cache(path))};
    }
}

std::vector<Subject> EvaluationCache::due(Date today, const std::string& rules_fingerprint) {
    cache_->execute("BEGIN IMMEDIATE");
    auto& rules = cache_->cached("SELECT rules FROM stamp");
    const bool same_rules = rules.step() && rules.text(0) == rules_fingerprint;
    rules.reset();
    if (!same_rules || !stamp_matches()) start_anew();
    for (const auto& kind : kinds())
        take_in(kind);
    stamp();
    cache_->cached("UPDATE stamp SET rules = ?").bind(0, std::string_view{rules_fingerprint}).run();
    cache_->execute("COMMIT");

    auto& rows =
        cache_->cached("SELECT contract, aspect FROM subjects WHERE holds_until < ? ORDER BY contract_key, aspect");
    const auto day = today.text();
    rows.bind(0, std::string_view{day});
    std::vector<Subject> subjects;
    while (rows.step())
        subjects.push_back({ContractRef{rows.text(0)}, static_cast<Aspect>(rows.number(1))});
    return subjects;
}

bool EvaluationCache::stamp_matches() const {
    auto& stamp = cache_->cached("SELECT sequence, hash FROM stamp");
    if (!stamp.step()) return false;
    const auto sequence = stamp.number(0);
    const auto hash = stamp.blob(1);
    stamp.reset();
    auto& entry = record_.cached("SELECT hash FROM entries WHERE sequence = ?");
    entry.bind(0, sequence);
    const bool same = entry.step() && entry.blob(0) == hash;
    entry.reset();
    return same;
}

void EvaluationCache::start_anew() {
    cache_->execute("DELETE FROM stamp; DELETE FROM taken_in; DELETE FROM subjects; DELETE FROM links;");
}

void EvaluationCache::stamp() {
    auto& last = record_.cached("SELECT sequence, hash FROM entries ORDER BY sequence DESC LIMIT 1");
    const bool any = last.step();
    const auto sequence = any ? last.number(0) : 0;
    const auto hash = any ? last.blob(1) : Blob{};
    last.reset();
    cache_->execute("DELETE FROM stamp");
    cache_->cached("INSERT INTO stamp VALUES (?, ?, '')").bind(0, sequence).bind_blob(1, hash).run();
}

void EvaluationCache::take_in(const Kind& kind) {
    auto& known = cache_->cached("SELECT last_fact FROM taken_in WHERE kind = ?");
    known.bind(0, kind.name);
    const auto after = known.step() ? known.number(0) : 0;
    known.reset();
    const auto last = after == 0 ? take_in_folded(kind) : take_in_given(kind, after);
    if (last == after) return;
    cache_->cached("INSERT INTO taken_in VALUES (?, ?) ON CONFLICT DO UPDATE SET last_fact = excluded.last_fact")
        .bind(0, kind.name)
        .bind(1, last)
        .run();
}

std::int64_t EvaluationCache::take_in_folded(const Kind& kind) {
    const auto last = record_.number("SELECT coalesce(max(id), 0) FROM " + quoted(kind.name));
    if (last == 0) return 0;
    if (!kind.contract_column()) {
        touch_all(kind);
        return last;
    }
    if (!kind.found_through.empty()) return last;  // reached through the other kind, which is taken in whole as well
    const auto& tables = tables_of(kind);
    auto rows = record_.prepare(tables.select());
    while (rows.step()) {
        const auto row = tables.read(rows);
        const ContractRef contract{row.text(*kind.contract_column())};
        touch(contract, kind);
        if (!kind.led_by_contract()) link(kind, row, contract);
    }
    return last;
}

std::int64_t EvaluationCache::take_in_given(const Kind& kind, std::int64_t after) {
    const auto& tables = tables_of(kind);
    auto& rows = record_.cached(tables.select_given());
    rows.bind(0, after);
    std::int64_t last = after;
    bool any = false;
    while (rows.step()) {
        const auto row = tables.read_given(rows);
        last = row.provenance.fact;
        any = true;
        if (!kind.contract_column()) continue;
        const auto contract = contract_of(kind, row);
        touch(contract, kind);
        if (!kind.led_by_contract() && kind.found_through.empty()) link(kind, row, contract);
    }
    if (any && !kind.contract_column()) touch_all(kind);
    return last;
}

ContractRef EvaluationCache::contract_of(const Kind& kind, const Row& row) const {
    const ContractRef given{row.text(*kind.contract_column())};
    const bool through = !kind.found_through.empty();
    if (!given.empty() && !through) return given;
    const auto& other = through ? contractwatch::kind(kind.found_through) : kind;
    auto key = key_values(row);
    if (through) key.resize(2);
    const auto& tables = tables_of(other);
    auto& folded = record_.cached(tables.select_by_key(key.size()));
    folded.bind_all(0, key);
    const auto contract = folded.step() ? ContractRef{tables.read(folded).text(*other.contract_column())} : given;
    folded.reset();
    return contract;
}

void EvaluationCache::touch(const ContractRef& contract, const Kind& kind) {
    if (contract.empty()) return;
    for (const auto aspect : evaluated) {
        if (!needs(aspect, kind)) continue;
        cache_
            ->cached(
                "INSERT INTO subjects VALUES (?, ?, ?, '') ON CONFLICT DO UPDATE SET holds_until = '' WHERE "
                "holds_until <> ''")
            .bind(0, std::string_view{contract.key()})
            .bind(1, static_cast<std::int64_t>(aspect))
            .bind(2, std::string_view{contract.given()})
            .run();
    }
}

void EvaluationCache::touch_all(const Kind& kind) {
    for (const auto aspect : evaluated) {
        if (!needs(aspect, kind)) continue;
        cache_->cached("UPDATE subjects SET holds_until = '' WHERE aspect = ?")
            .bind(0, static_cast<std::int64_t>(aspect))
            .run();
    }
}

void EvaluationCache::link(const Kind& kind, const Row& row, const ContractRef& contract) {
    const auto key = key_text(key_values(row));
    auto& known = cache_->cached("SELECT contract_key FROM links WHERE kind = ? AND key = ?");
    known.bind(0, kind.name).bind(1, std::string_view{key});
    const auto before = known.step() ? ContractRef{known.text(0)} : contract;
    known.reset();
    if (before != contract) touch(before, kind);
    cache_->cached("INSERT INTO links VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET contract_key = excluded.contract_key")
        .bind(0, kind.name)
        .bind(1, std::string_view{key})
        .bind(2, std::string_view{contract.key()})
        .run();
}

std::vector<Row> EvaluationCache::rows_of(const Kind& kind, const ContractRef& contract) {
    const bool through = !kind.found_through.empty();
    auto& links = cache_->cached("SELECT key FROM links WHERE contract_key = ? AND kind = ? ORDER BY key");
    links.bind(0, std::string_view{contract.key()}).bind(1, through ? kind.found_through : kind.name);
    const auto& tables = tables_of(kind);
    std::vector<Row> found;
    while (links.step()) {
        auto key = key_parts(links.text(0));
        if (through) key.resize(2);
        auto& rows = record_.cached(tables.select_by_key(key.size()));
        rows.bind_all(0, key);
        while (rows.step())
            found.push_back(tables.read(rows));
    }
    return found;
}

void EvaluationCache::keep(const std::vector<std::pair<Subject, Date>>& holds_until) {
    cache_->execute("BEGIN IMMEDIATE");
    for (const auto& [subject, day] : holds_until) {
        const auto until = day.text();
        cache_->cached("UPDATE subjects SET holds_until = ? WHERE contract_key = ? AND aspect = ?")
            .bind(0, std::string_view{until})
            .bind(1, std::string_view{subject.contract.key()})
            .bind(2, static_cast<std::int64_t>(subject.aspect))
            .run();
    }
    cache_->execute("COMMIT");
}

}  // namespace contractwatch::sqlite

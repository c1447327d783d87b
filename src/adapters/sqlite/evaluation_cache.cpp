// `<database>.scratch`: until when each subject's answer stands, which rows belong to which contract, and what each
// contract's invoices come to.
#include "adapters/sqlite/evaluation_cache.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <unordered_set>

#include "adapters/sqlite/evaluation_layout.h"
#include "adapters/sqlite/evaluation_rows.h"
#include "adapters/sqlite/evaluation_tallies.h"
#include "adapters/sqlite/key_bytes.h"
#include "adapters/sqlite/kind_tables.h"
#include "adapters/sqlite/payment_news.h"
#include "domain/alerts/evaluate.h"
#include "domain/payments/invoice.h"
#include "ports/store.h"

namespace contractwatch::sqlite {
namespace {

constexpr std::array evaluated{Aspect::register_entry, Aspect::reviews, Aspect::measures, Aspect::payments,
                               Aspect::supply_chain};

/// So many new rows are taken in one by one, however few were known before.
constexpr std::int64_t few_rows = 1'000;

bool needs(Aspect aspect, const Kind& kind) {
    const auto needed = needs_of(aspect);
    return std::ranges::find(needed, kind.name) != needed.end();
}

/// Whether which of the kind's rows belong to which contract must be kept here.
bool is_linked(const Kind& kind) {
    return kind.contract_column() && !kind.led_by_contract() && kind.found_through.empty();
}

std::unique_ptr<Connection> open_cache(const std::string& path) {
    auto opened = Connection::open(path, Access::cache);
    if (!opened) throw RecordFailure(opened.error().message);
    const auto version = (*opened)->number("PRAGMA user_version");
    if (version != 0 && version != layout_version) throw RecordFailure(path + ": the cache has another form");
    if (version == 0) (*opened)->execute(layout);
    return std::move(*opened);
}

}  // namespace

EvaluationCache::EvaluationCache(const Connection& record, std::string path) : record_(record), path_(std::move(path)) {
    try {
        cache_ = open_cache(path_);
    } catch (const RecordFailure&) {
        make_anew();
    }
}

std::unique_ptr<EvaluationCache> EvaluationCache::open(const Connection& record, const std::string& path) {
    return std::unique_ptr<EvaluationCache>{new EvaluationCache(record, path)};
}

void EvaluationCache::make_anew() {
    cache_.reset();
    std::error_code ignored;  // what cannot be removed fails again at the next line, with a better sentence
    for (const auto* ending : {"", "-journal", "-wal", "-shm"})
        std::filesystem::remove(path_ + ending, ignored);
    cache_ = open_cache(path_);
}

template <class Work>
auto EvaluationCache::mended(Work work) {
    try {
        if (cache_) return work();  // else it could not be made anew the last time, for want of room or rights
    } catch (const DurabilityLost&) {
        throw;
    } catch (const RecordFailure&) {  // whatever it is, a new one mends it
    }
    make_anew();
    lost_ = true;
    take_in_all();
    return work();
}

std::vector<Subject> EvaluationCache::due(Date today, const std::string& rules_fingerprint) {
    rules_ = rules_fingerprint;
    today_ = today;
    auto found = mended([&] {
        take_in_all();
        auto& rows =
            cache_->cached("SELECT contract, aspect FROM subjects WHERE holds_until < ? ORDER BY contract_key, aspect");
        const auto day = today.text();
        rows.bind(0, std::string_view{day});
        std::vector<Subject> subjects;
        while (rows.step())
            subjects.push_back({ContractRef{rows.text(0)}, static_cast<Aspect>(rows.number(1))});
        return subjects;
    });
    lost_ = false;  // where it was made anew here, everything is due
    return found;
}

void EvaluationCache::take_in_all() {
    record_.settle();
    cache_->execute("BEGIN IMMEDIATE");
    auto& last = cache_->cached("SELECT rules, day FROM stamp");
    const bool stands = last.step() && last.text(0) == rules_ && last.text(1) <= today_.text();
    last.reset();
    if (!stands || !stamp_matches()) forget_all();
    for (const auto& kind : kinds())
        take_in(kind);
    stamp();
    cache_->execute("CREATE INDEX IF NOT EXISTS links_by_contract ON links (contract_key, kind)");
    cache_->execute("COMMIT");
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
    auto& gone =
        record_.cached("SELECT EXISTS (SELECT 1 FROM entries WHERE what IN ('pruned', 'erased') AND sequence > ?)");
    const bool all_stand = gone.bind(0, sequence).step() && gone.number(0) == 0;
    gone.reset();
    return same && all_stand;
}

void EvaluationCache::forget_all() {
    cache_->execute(
        "DELETE FROM stamp; DELETE FROM taken_in; DELETE FROM subjects; DELETE FROM links; "
        "DELETE FROM credits; DELETE FROM tallies; DELETE FROM prime_tallies; DELETE FROM seen;");
}

void EvaluationCache::stamp() {
    auto& last = record_.cached("SELECT sequence, hash FROM entries ORDER BY sequence DESC LIMIT 1");
    const bool any = last.step();
    const auto sequence = any ? last.number(0) : 0;
    const auto hash = any ? last.blob(1) : Blob{};
    last.reset();
    const auto day = today_.text();
    cache_->execute("DELETE FROM stamp");
    cache_->cached("INSERT INTO stamp VALUES (?, coalesce(?, x''), ?, ?)")
        .bind(0, sequence)
        .bind_blob(1, hash)
        .bind(2, std::string_view{rules_})
        .bind(3, std::string_view{day})
        .run();
}

void EvaluationCache::take_in(const Kind& kind) {
    auto& known = cache_->cached("SELECT last_fact FROM taken_in WHERE kind = ?");
    known.bind(0, kind.name);
    const auto after = known.step() ? known.number(0) : 0;
    known.reset();
    const auto last = record_.number("SELECT coalesce(max(id), 0) FROM " + quoted(kind.name));
    if (last == after) return;
    const bool mostly_new = last - after > std::max(after, few_rows);  // the fold in its order is the shorter way
    if (!kind.contract_column()) {
        touch_all(kind);
    } else if (mostly_new) {
        take_in_folded(kind);
    } else {
        take_in_given(kind, after);
    }
    cache_->cached("INSERT INTO taken_in VALUES (?, ?) ON CONFLICT DO UPDATE SET last_fact = excluded.last_fact")
        .bind(0, kind.name)
        .bind(1, last)
        .run();
}

/// Everything of the kind is looked at again. What is found through another kind belongs to contracts that the other
/// has made known.
void EvaluationCache::take_in_folded(const Kind& kind) {
    touch_all(kind);
    if (can_stand_alone(kind)) take_in_alone(kind);
    if (!kind.found_through.empty()) return;
    const bool linked = is_linked(kind);
    if (linked) {
        cache_->execute("DROP INDEX IF EXISTS links_by_contract");  // made again when all is in: much faster
        cache_->cached("DELETE FROM links WHERE kind = ?").bind(0, kind.name).run();
    }
    std::unordered_set<std::string> touched;
    std::string key;
    auto rows = record_.prepare(tables_of(kind).select_contracts());
    while (rows.step()) {
        const ContractRef contract{rows.text(0)};
        if (touched.insert(contract.key()).second) touch(contract, kind);
        if (!linked) continue;
        key.clear();
        for (int part = 1; part < rows.columns(); ++part)
            append_part(rows.text(part), key);
        link(kind, key, contract);
    }
    if (linked) take_in_credits(kind);
}

/// Of those that stand alone the ones that name a contract; the others are found by naming nothing.
void EvaluationCache::take_in_alone(const Kind& kind) {
    cache_->cached("DELETE FROM links WHERE kind = ?").bind(0, kind.name).run();
    const auto& tables = tables_of(kind);
    std::string key;
    auto rows = record_.prepare(tables.select_by_key(1) + " AND f.contract IS NOT NULL");
    rows.bind(0, std::string_view{});
    while (rows.step()) {
        const auto row = tables.read(rows);
        const ContractRef contract{row.text(*kind.contract_column())};
        write_key(row, key);
        touch(contract, kind);
        link(kind, key, contract);
    }
}

/// The contracts that they belong to have been touched by their invoices.
void EvaluationCache::take_in_credits(const Kind& kind) {
    if (!has_credits(kind)) return;
    cache_->execute("DELETE FROM credits");
    const auto& tables = tables_of(kind);
    std::string key;
    auto rows = record_.prepare(tables.select() + " WHERE f.credits_invoice IS NOT NULL");
    while (rows.step()) {
        const auto row = tables.read(rows);
        write_key(row, key);
        if (const auto named = credited_by(row)) credit(key, bytes_of_parts(*named));
    }
}

void EvaluationCache::take_in_given(const Kind& kind, std::int64_t after) {
    const auto& tables = tables_of(kind);
    auto rows = record_.prepare(tables.select_given());
    rows.bind(0, after);
    while (rows.step())
        take_in_row(kind, tables.read_given(rows));
}

void EvaluationCache::take_in_row(const Kind& kind, const Row& row) {
    if (is_linked(kind) || stands_alone(row)) return follow_link(kind, row);
    if (!kind.found_through.empty()) return touch_found_through(kind, row);
    touch(ContractRef{row.text(*kind.contract_column())}, kind);
}

/// The contract that the record names now, and the one that it named before; of a credit note without contract those of
/// the invoice that it names. An invoice of no contract is linked to none, so that it can be found too.
void EvaluationCache::follow_link(const Kind& kind, const Row& row) {
    const auto& tables = tables_of(kind);
    auto& folded = record_.cached(tables.select_standing());
    const auto parts = key_values(row);
    folded.bind_all(0, parts);
    Row standing{kind};
    if (folded.step()) {
        for (std::size_t column = 0; column < standing.values.size(); ++column)
            standing.values[column] = folded.value(static_cast<int>(column));
    }
    folded.reset();
    const ContractRef contract{standing.text(*kind.contract_column())};
    std::string key;
    write_key(row, key);
    const auto before = linked(kind, key);
    touch(contract, kind);
    if (has_credits(kind)) follow_credit(kind, key, credited_by(standing));
    if (before ? *before == contract : contract.empty() && stands_alone(row)) return;
    if (before) touch(*before, kind);
    link(kind, key, contract);
}

void EvaluationCache::follow_credit(const Kind& kind, std::string_view key,
                                    const std::optional<std::vector<std::string>>& named) {
    auto& known = cache_->cached("SELECT named FROM credits WHERE key = ?");
    known.bind_blob(0, bytes_of(key));
    const bool was_one = known.step();
    const std::string before{was_one ? known.bytes(0) : std::string_view{}};
    known.reset();
    if (was_one) {
        std::vector<std::string> parts(shared_parts);
        read_key(before, parts);
        touch_contracts_of(kind, parts, kind);
    }
    if (named) {
        touch_contracts_of(kind, *named, kind);
        credit(key, bytes_of_parts(*named));
    } else if (was_one) {
        cache_->cached("DELETE FROM credits WHERE key = ?").bind_blob(0, bytes_of(key)).run();
    }
}

/// The contracts of all records of the other kind that the row leads to.
void EvaluationCache::touch_found_through(const Kind& kind, const Row& row) {
    auto parts = key_values(row);
    parts.resize(shared_parts);
    touch_contracts_of(contractwatch::kind(kind.found_through), parts, kind);
}

/// What needs rows of `changed` is looked at again, of the contracts of all records of the other kind with those parts.
void EvaluationCache::touch_contracts_of(const Kind& other, const std::vector<std::string>& parts,
                                         const Kind& changed) {
    auto& rows = record_.cached(tables_of(other).select_by_key(shared_parts));
    rows.bind_all(0, parts);
    while (rows.step())
        touch(ContractRef{rows.text(static_cast<int>(*other.contract_column()))}, changed);
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

std::optional<ContractRef> EvaluationCache::linked(const Kind& kind, std::string_view key) {
    auto& known = cache_->cached("SELECT contract_key FROM links WHERE kind = ? AND key = ?");
    known.bind(0, kind.name).bind_blob(1, bytes_of(key));
    const auto contract = known.step() ? std::optional{ContractRef{known.text(0)}} : std::nullopt;
    known.reset();
    return contract;
}

void EvaluationCache::link(const Kind& kind, std::string_view key, const ContractRef& contract) {
    cache_->cached("INSERT INTO links VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET contract_key = excluded.contract_key")
        .bind(0, kind.name)
        .bind_blob(1, bytes_of(key))
        .bind(2, std::string_view{contract.key()})
        .run();
}

void EvaluationCache::credit(std::string_view key, const std::string& named) {
    cache_->cached("INSERT INTO credits VALUES (?, ?) ON CONFLICT DO UPDATE SET named = excluded.named")
        .bind_blob(0, bytes_of(key))
        .bind_blob(1, bytes_of(named))
        .run();
}

std::vector<Row> EvaluationCache::rows_of(const Kind& kind, const ContractRef& contract) {
    record_.settle();
    return mended([&] { return rows_by_links(*cache_, record_, kind, contract); });
}

std::vector<Row> EvaluationCache::rows_of_no_contract(const Kind& kind, Date from) {
    record_.settle();
    return mended([&] { return rows_by_no_contract(*cache_, record_, kind, from); });
}

void EvaluationCache::keep(const std::vector<std::pair<Subject, Date>>& holds_until) {
    mended([&] {
        cache_->execute("BEGIN IMMEDIATE");
        for (const auto& [subject, day] : holds_until) {
            const auto until = day.text();
            cache_->cached("UPDATE subjects SET holds_until = ? WHERE contract_key = ? AND aspect = ?")
                .bind(0, std::string_view{until})
                .bind(1, std::string_view{subject.contract.key()})
                .bind(2, static_cast<std::int64_t>(subject.aspect))
                .run();
        }
        stamp();  // an older copy of the record, put back beside this file, does not have the sweep's own entry
        cache_->execute("COMMIT");
    });
}

void EvaluationCache::keep_tallies(const std::vector<ContractTallies>& tallies) {
    if (tallies.empty()) return;
    mended([&] { write_tallies(*cache_, tallies); });
}

bool EvaluationCache::each_tally(Date from, const std::function<void(const ContractRef&, const PaymentTally&)>& use) {
    const auto kept = mended([&] { return read_tallies(*cache_, from); });
    if (lost_) return false;
    for (const auto& [contract, tally] : kept)
        use(contract, tally);
    return true;
}

bool EvaluationCache::each_prime_tally(Date from,
                                       const std::function<void(const ContractRef&, const PrimeTally&)>& use) {
    const auto kept = mended([&] { return read_prime_tallies(*cache_, from); });
    if (lost_) return false;
    for (const auto& [contract, tally] : kept)
        use(contract, tally);
    return true;
}

PaymentNews EvaluationCache::payment_news() {
    record_.settle();
    return mended([&] { return read_payment_news(*cache_, record_); });
}

void EvaluationCache::keep_payment_news_seen() {
    mended([&] { keep_payment_news(*cache_, record_); });
}

}  // namespace contractwatch::sqlite

// Whether the record is what was written: file, tables, chain, digests, folds.
#include "adapters/sqlite/verify.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <span>

#include "adapters/sqlite/canonical.h"
#include "adapters/sqlite/fact_rows.h"
#include "adapters/sqlite/fact_walk.h"
#include "adapters/sqlite/fold_check.h"
#include "adapters/sqlite/fold_prints.h"
#include "adapters/sqlite/migrations.h"
#include "adapters/sqlite/one_moment.h"
#include "adapters/sqlite/pruned_walk.h"
#include "adapters/sqlite/schema.h"

namespace contractwatch::sqlite {
namespace {

constexpr std::size_t most_problems = 1'000;

constexpr const char* select_entries =
    "SELECT sequence, at, day, recorded_at, clock, who, claimed_by, what, subject, detail, source, source_sha256, "
    "rows_digest, previous_hash, hash FROM entries ORDER BY sequence";
constexpr int cells_of_entry = 12;
constexpr int rows_digest_column = 12;
constexpr int previous_hash_column = 13;
constexpr int hash_column = 14;

std::string row_words(const FactWalk& walk) {
    return "row " + std::to_string(walk.id()) + " of " + walk.name() + " (entry " + std::to_string(walk.entry()) + ")";
}

using Problems = std::vector<VerifyProblem>;

/// SQLite's own check: pages, types, and indexes against their tables.
Problems problems_of_file(const Connection& connection) {
    Problems problems;
    auto check = connection.prepare("PRAGMA integrity_check(20)");
    while (check.step()) {
        if (check.text(0) != "ok") problems.push_back({{}, 0, 0, "the file is damaged: " + check.string(0)});
    }
    return problems;
}

/// A kind's fold and its facts, each to be walked by a thread of its own.
struct FoldSides {
    const Kind* kind;
    RowPrints facts;
    RowPrints fold = facts.to_compare();
    bool checked = false;  ///< row by row
};

/// By SQLite, which has it from the system.
std::uint64_t drawn(const Connection& connection) {
    return static_cast<std::uint64_t>(connection.number("SELECT random()"));
}

std::vector<FoldSides> sides_of_folds(const Connection& connection) {
    std::vector<FoldSides> sides;
    for (const auto& kind : kinds()) {
        if (has_fold(connection, kind)) sides.push_back({&kind, RowPrints{drawn(connection)}});
    }
    return sides;
}

class FoldVerification {
  public:
    explicit FoldVerification(const Connection& connection) : connection_(connection) {}

    /// Walks the folds; where a fold has keys of several facts, these are folded again at once.
    void walk(std::span<FoldSides> all) {
        for (auto& sides : all) {
            add_prints_of_fold(connection_, *sides.kind, sides.fold);
            if (sides.fold.given_up()) check(sides);
        }
        check_other_folds(connection_, found());
    }
    /// Once the facts have been walked too.
    Problems problems(std::span<FoldSides> all) {
        for (auto& sides : all) {
            if (!sides.checked && !sides.facts.agree(sides.fold)) check(sides);
        }
        return std::move(problems_);
    }

  private:
    void check(FoldSides& sides) {
        check_fold(connection_, *sides.kind, found());
        sides.checked = true;
    }
    std::function<void(FoldFault)> found() {
        return [this](FoldFault fault) {
            if (problems_.size() < most_problems)
                problems_.push_back({std::move(fault.table), fault.row, fault.entry, std::move(fault.message)});
        };
    }

    const Connection& connection_;
    Problems problems_;
};

/// What stands in the file, and the log with its facts in their order.
class Verification {
  public:
    Verification(const Connection& connection, std::span<FoldSides> sides)
        : connection_(connection),
          sides_(sides),
          version_(version_of(connection)),
          expected_(objects_since(version_)) {}

    VerifyReport run() {
        check_objects();
        check_descriptions();
        walk_log();
        check_bodies();
        return std::move(report_);
    }

  private:
    void found(std::string table, std::int64_t row, std::int64_t entry, std::string message) {
        if (report_.problems.size() < most_problems)
            report_.problems.push_back({std::move(table), row, entry, std::move(message)});
    }

    void check_objects() {
        for (const auto& object : expected_)
            check_object(object);
        auto stands =
            connection_.prepare("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
        while (stands.step()) {
            const auto type = stands.string(0);
            const auto name = stands.string(1);
            const bool ours = std::ranges::any_of(
                objects(), [&](const SchemaObject& object) { return object.type == type && object.name == name; });
            if (!ours) found(name, 0, 0, "the " + type + " " + name + " is not the record's own: it was added by hand");
        }
    }

    void check_object(const SchemaObject& object) {
        auto row = connection_.prepare("SELECT sql FROM sqlite_schema WHERE type = ? AND name = ?");
        row.bind(0, std::string_view{object.type}).bind(1, std::string_view{object.name});
        const auto words = "the " + object.type + " " + object.name;
        if (!row.step()) return found(object.name, 0, 0, words + " is missing");
        if (row.text(0) != object.sql) found(object.name, 0, 0, words + " is not as it was made");
    }

    /// The words of an older form are not those of this program.
    void check_descriptions() {
        if (version_ < schema_version || !has_table(connection_, "about")) return;
        auto described = descriptions();
        std::ranges::sort(described);
        std::vector<Description> stands;
        auto rows = connection_.prepare("SELECT table_name, column_name, meaning FROM about");
        while (rows.step())
            stands.push_back({rows.string(0), rows.string(1), rows.string(2)});
        std::ranges::sort(stands);
        std::vector<Description> differ;
        std::ranges::set_symmetric_difference(described, stands, std::back_inserter(differ));
        const auto same_place = [](const Description& one, const Description& other) {
            return one.table == other.table && one.column == other.column;
        };
        differ.erase(std::ranges::unique(differ, same_place).begin(), differ.end());
        for (const auto& each : differ) {
            found("about", 0, 0,
                  "the description of " + (each.column.empty() ? "" : each.column + " of ") + each.table +
                      " was changed");
        }
    }

    void walk_log() {
        std::vector<const Table*> facts;
        for (const auto& each : tables()) {
            if (each.use == TableUse::fact && has_table(connection_, each.name)) facts.push_back(&each);
        }
        if (!has_table(connection_, "entries")) return;  // told already, as are other tables that are missing
        std::ranges::sort(facts, {}, &Table::name);      // as rows are digested
        std::vector<FactWalk> walks;
        for (const auto* each : facts)
            walks.emplace_back(connection_, *each);
        next_ids_.assign(walks.size(), 1);
        for (const auto* each : facts)
            gone_.emplace_back(connection_, each->name);
        for (const auto& walk : walks)
            sides_of_.push_back(sides_of(walk.name()));
        auto entries = connection_.prepare(select_entries);
        while (entries.step())
            check_entry(entries, walks);
        for (auto& walk : walks) {
            for (std::int64_t told_of = 0; !walk.done(); walk.advance())
                tell_orphan(walk, told_of);
        }
        tell_pruned_of_nothing();
    }

    /// Null where the table is no kind's.
    FoldSides* sides_of(const std::string& table) const {
        const auto found = std::ranges::find(sides_, table, [](const FoldSides& sides) { return sides.kind->name; });
        return found != sides_.end() ? &*found : nullptr;
    }

    /// Once for all rows of one entry.
    void tell_orphan(const FactWalk& walk, std::int64_t& told_of) {
        if (walk.entry() == told_of) return;
        told_of = walk.entry();
        found(walk.name(), walk.id(), walk.entry(),
              row_words(walk) + " says that entry " + std::to_string(walk.entry()) +
                  " added it, which the log does not bear out");
    }

    void check_entry(const Statement& entry, std::vector<FactWalk>& walks) {
        const auto sequence = entry.number(0);
        const auto words = "entry " + std::to_string(sequence);
        const auto rows = digest_rows(sequence, walks);
        if (sequence != report_.entries + 1) {
            found("entries", sequence, sequence,
                  "between entry " + std::to_string(report_.entries) + " and " + words + " the log has a hole");
        }
        if (entry.blob(previous_hash_column) != previous_hash_)
            found("entries", sequence, sequence, words + " does not follow from the entry before it");
        if (!std::ranges::equal(entry.blob(rows_digest_column), rows)) {
            found("entries", sequence, sequence,
                  "the facts of " + words +
                      " are not those that it was written with: a row was added, changed or taken away");
        }
        check_hash(entry, words);
        previous_hash_ = entry.blob(hash_column);
        report_.entries = sequence;
        report_.head = {sequence, hex(previous_hash_)};
    }

    void check_hash(const Statement& entry, const std::string& words) {
        std::vector<Value> cells;
        for (int column = 0; column < cells_of_entry; ++column)
            cells.push_back(entry.value(column));
        const auto hash = entry_hash(cells, entry.blob(rows_digest_column), entry.blob(previous_hash_column));
        if (!std::ranges::equal(entry.blob(hash_column), hash))
            found("entries", entry.number(0), entry.number(0), words + " was changed after it was written");
    }

    Digest256 digest_rows(std::int64_t sequence, std::vector<FactWalk>& walks) {
        OrderedRowsDigest rows;
        for (std::size_t at = 0; at < walks.size(); ++at) {
            auto& walk = walks[at];
            std::int64_t told_of = 0;
            for (; !walk.done() && walk.entry() <= sequence; walk.advance()) {
                add_gone(at, walk.name(), {sequence, walk.id()}, rows);
                tell_missing(walk.name(), walk.id(), walk.entry(), next_ids_[at]);
                const auto computed = walk.computed();
                if (sides_of_[at] != nullptr) add_print(walk, *sides_of_[at]);
                if (!walk.keeps(computed))
                    found(walk.name(), walk.id(), walk.entry(), row_words(walk) + " was changed after it was written");
                if (walk.entry() < sequence) tell_orphan(walk, told_of);
                const auto then = digest_then(at, walk, computed);
                if (walk.entry() == sequence) rows.add(walk.name(), walk.id(), then);
            }
            add_gone(at, walk.name(), {sequence, walk.done() ? INT64_MAX : walk.id()}, rows);
        }
        return rows.finish();
    }

    /// Up to an entry, and below an id.
    struct Bounds {
        std::int64_t entry;
        std::int64_t id;
    };

    /// Rows that went count with the digest that was kept of them.
    void add_gone(std::size_t at, const std::string& table, Bounds bounds, OrderedRowsDigest& rows) {
        auto& gone = gone_[at];
        for (; !gone.done() && gone.row() < bounds.id && gone.entry() <= bounds.entry; gone.advance()) {
            tell_missing(table, gone.row(), gone.entry(), next_ids_[at]);
            ++report_.pruned;
            if (!gone.left().empty()) tell_gone(gone, table, " is missing: of it only some cells were erased");
            if (!gone.holds_together() || gone.entry() < bounds.entry)
                tell_gone(gone, table, " was not as pruned_rows says");
            if (gone.entry() == bounds.entry) rows.add(table, gone.row(), gone.digest());
        }
    }

    /// The digest with which a row that stands was written: where cells of it were erased, the one that was kept.
    Digest256 digest_then(std::size_t at, const FactWalk& walk, const Digest256& computed) {
        auto& gone = gone_[at];
        if (gone.done() || gone.row() != walk.id()) return computed;
        const auto then = gone.digest();
        if (gone.left().empty()) {
            tell_gone(gone, walk.name(), " stands, although entry " + std::to_string(gone.last_entry()) + " pruned it");
        } else {
            ++report_.erased;
            if (gone.left() != hex(computed) || gone.entry() != walk.entry() || !gone.holds_together())
                tell_gone(gone, walk.name(), " is not what pruned_rows says was left of it");
        }
        gone.advance();
        return then;
    }

    void tell_gone(const PrunedWalk& gone, const std::string& table, const std::string& how) {
        found("pruned_rows", gone.last_id(), gone.last_entry(),
              "row " + std::to_string(gone.row()) + " of " + table + " (entry " + std::to_string(gone.entry()) + ")" +
                  how);
    }

    /// What was kept of rows that no entry added, or of tables that have no facts.
    void tell_pruned_of_nothing() {
        for (auto& gone : gone_) {
            for (; !gone.done(); gone.advance())
                found("pruned_rows", gone.last_id(), gone.last_entry(),
                      "row " + std::to_string(gone.last_id()) + " of pruned_rows tells of a row that entry " +
                          std::to_string(gone.entry()) + " did not add");
        }
        if (!has_table(connection_, "pruned_rows")) return;
        auto rows = connection_.prepare("SELECT id, entry, table_name FROM pruned_rows");
        while (rows.step()) {
            const auto known = std::ranges::find(tables(), rows.text(2), &Table::name);
            if (known == tables().end() || known->use != TableUse::fact)
                found("pruned_rows", rows.number(0), rows.number(1),
                      "row " + std::to_string(rows.number(0)) + " of pruned_rows tells of the table " + rows.string(2) +
                          ", which has no facts");
        }
    }

    /// The kind's columns stand behind source_line.
    static void add_print(const FactWalk& walk, FoldSides& sides) {
        sides.facts.add(walk.id(), walk.entry(), walk.own_cells().subspan(1, sides.kind->columns.size()));
    }

    /// Ids count without holes, those that were pruned among them, so that a row that was taken away can be named.
    void tell_missing(const std::string& table, std::int64_t id, std::int64_t entry, std::int64_t& next) {
        if (id != next) {
            const auto last = id - 1;
            const auto which =
                next == last ? "row " + std::to_string(next) + " of " + table + " is"
                             : "rows " + std::to_string(next) + " to " + std::to_string(last) + " of " + table + " are";
            found(table, next, entry,
                  which + " missing, which entry " + std::to_string(entry) + " or one before it added");
        }
        next = id + 1;
    }

    void check_bodies() {
        if (!has_table(connection_, "message_bodies") || !has_table(connection_, "messages")) return;
        auto rows = connection_.prepare(
            "SELECT m.id, m.entry, m.sha256, b.eml FROM message_bodies b LEFT JOIN messages m ON m.id = b.message");
        while (rows.step()) {
            Sha256 hash;
            hash.add(rows.text(3));
            if (hex(hash.finish()) != rows.text(2))
                found(
                    "message_bodies", rows.number(0), rows.number(1),
                    "the bytes kept of message " + std::to_string(rows.number(0)) + " are not those that were frozen");
        }
    }

    const Connection& connection_;
    std::span<FoldSides> sides_;
    int version_;
    std::vector<SchemaObject> expected_;
    VerifyReport report_;
    Blob previous_hash_ = Blob(32, 0);
    std::vector<std::int64_t> next_ids_;  ///< by table of facts
    std::vector<PrunedWalk> gone_;        ///< likewise
    std::vector<FoldSides*> sides_of_;    ///< likewise
};

}  // namespace

Result<VerifyReport> verify(const std::string& path) {
    try {
        const auto moment = open_at_one_moment(path);
        if (!moment) return moment.error();
        const auto& [file, log, folds] = *moment;
        auto sides = sides_of_folds(*log);
        FoldVerification fold_verification{*folds};
        auto of_file = std::async(std::launch::async, problems_of_file, std::cref(*file));
        auto folds_walked = std::async(std::launch::async, [&] { fold_verification.walk(sides); });
        auto report = Verification{*log, sides}.run();
        folds_walked.get();
        auto all = of_file.get();
        std::ranges::move(report.problems, std::back_inserter(all));
        std::ranges::move(fold_verification.problems(sides), std::back_inserter(all));
        all.resize(std::min(all.size(), most_problems));
        report.problems = std::move(all);
        return report;
    } catch (const RecordFailure& failure) {
        return unavailable(path + ": " + failure.what());
    }
}

}  // namespace contractwatch::sqlite

// Whether the record is what was written: file, tables, chain, digests, folds.
#include "adapters/sqlite/verify.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <map>
#include <span>

#include "adapters/sqlite/canonical.h"
#include "adapters/sqlite/entry_index.h"
#include "adapters/sqlite/fact_rows.h"
#include "adapters/sqlite/fact_walk.h"
#include "adapters/sqlite/fold_verification.h"
#include "adapters/sqlite/one_moment.h"
#include "adapters/sqlite/pruned_walk.h"
#include "adapters/sqlite/schema.h"
#include "adapters/sqlite/schema_check.h"

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

/// By the names of tables.
using RowSums = std::map<std::string, RowSum>;

/// What SQLite finds wrong with the file, and the indexes that are compared with their tables as the log is walked.
struct FileCheck {
    std::vector<std::string> faults;
    RowSums indexes;
};

void run_check(const Connection& connection, const std::string& pragma, std::vector<std::string>& faults) {
    auto check = connection.prepare("PRAGMA " + pragma);
    while (check.step()) {
        const auto said = check.string(0);
        if (said != "ok" && std::ranges::find(faults, said) == faults.end()) faults.push_back(said);
    }
}

/// Indexes against their tables. The rows taken in are by far the most: their one index is summed up here, to be
/// compared with their rows, which are walked anyway.
void check_indexes(const Connection& connection, FileCheck& found) {
    for (const auto& each : tables()) {
        if (!has_table(connection, each.name) || each.indexes.empty()) continue;
        if (find_kind(each.name) == nullptr) {
            run_check(connection, "main.integrity_check(" + quoted(each.name) + ")", found.faults);
        } else if (const auto sum = sum_of_entry_index(connection, each)) {
            found.indexes.emplace(each.name, *sum);
        }
    }
}

/// SQLite's own check of pages and types first, then the indexes.
FileCheck check_file(const Connection& connection) {
    FileCheck found;
    try {
        run_check(connection, "quick_check(20)", found.faults);
        check_indexes(connection, found);
    } catch (const RecordDamaged& damage) {
        if (found.faults.empty()) found.faults.emplace_back(damage.what());  // else it is more of the same
    }
    return found;
}

/// What the file should have in it, and the log with its facts in their order.
class Verification {
  public:
    Verification(const Connection& connection, std::span<FoldSides> sides) : connection_(connection), sides_(sides) {
        for (auto& fault : faults_of_schema(connection))
            found(std::move(fault.name), 0, 0, std::move(fault.message));
    }

    VerifyReport run() {
        walk_log();
        check_bodies();
        return std::move(report_);
    }
    /// Of the rows walked, by table.
    RowSums sums() const {
        RowSums sums;
        for (std::size_t at = 0; at < sums_.size(); ++at)
            sums.emplace(names_[at], sums_[at]);
        return sums;
    }

  private:
    void found(std::string table, std::int64_t row, std::int64_t entry, std::string message) {
        if (report_.problems.size() < most_problems)
            report_.problems.push_back({std::move(table), row, entry, std::move(message)});
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
            walks.emplace_back(connection_, *each, print_of(each->name));
        next_ids_.assign(walks.size(), 1);
        sums_.resize(walks.size());
        for (const auto* each : facts)
            names_.push_back(each->name);
        for (const auto* each : facts)
            gone_.emplace_back(connection_, each->name);
        auto entries = connection_.prepare(select_entries);
        while (entries.step())
            check_entry(entries, walks);
        for (auto& walk : walks) {
            auto& sum = sums_[static_cast<std::size_t>(&walk - walks.data())];
            for (std::int64_t told_of = 0; !walk.done(); walk.advance()) {
                sum.add(walk.entry(), walk.id());
                tell_orphan(walk, told_of);
            }
        }
        tell_pruned_of_nothing();
    }

    /// How a print of each row is made as it is read; empty where the table is no kind's. The kind's columns stand
    /// behind source_line.
    FactWalk::Also print_of(const std::string& table) const {
        const auto found = std::ranges::find(sides_, table, [](const FoldSides& sides) { return sides.kind->name; });
        if (found == sides_.end()) return {};
        return [sides = &*found](std::int64_t id, std::int64_t entry, std::span<const CellView> cells) {
            sides->facts.add(id, entry, cells.subspan(1, sides->kind->columns.size()));
        };
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
                sums_[at].add(walk.entry(), walk.id());
                const auto& computed = walk.computed();
                if (!walk.keeps_its_digest())
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
    VerifyReport report_;
    Blob previous_hash_ = Blob(32, 0);
    std::vector<std::string> names_;      ///< by table of facts
    std::vector<RowSum> sums_;            ///< likewise
    std::vector<std::int64_t> next_ids_;  ///< likewise
    std::vector<PrunedWalk> gone_;        ///< likewise
};

/// The log and the folds, each walked by a thread of its own.
struct Walked {
    VerifyReport report;
    RowSums sums;
    Problems of_folds;
    bool cut_short = false;  ///< by damage, somewhere
};

Walked walk(const Connection& log, const Connection& folds) {
    Walked walked;
    auto sides = sides_of_folds(log);
    FoldVerification verification{
        folds, [&](FoldFault fault) {
            if (walked.of_folds.size() < most_problems)
                walked.of_folds.push_back({std::move(fault.table), fault.row, fault.entry, std::move(fault.message)});
        }};
    auto folds_walked = std::async(std::launch::async, [&] { verification.walk(sides); });
    try {
        Verification of_log{log, sides};
        walked.report = of_log.run();
        walked.sums = of_log.sums();
        folds_walked.get();
        verification.settle(sides);
    } catch (const RecordDamaged&) {
        walked.cut_short = true;
    }
    if (folds_walked.valid()) folds_walked.wait();
    return walked;
}

Problems problems_of_file(const FileCheck& of_file, const Walked& walked) {
    Problems problems;
    for (const auto& fault : of_file.faults)
        problems.push_back({{}, 0, 0, "the file is damaged: " + fault});
    if (walked.cut_short) {
        problems.push_back({{}, 0, 0, "what lies beyond the damage was not verified"});
        return problems;
    }
    for (const auto& [table, sum] : of_file.indexes) {
        const auto walked_sum = walked.sums.find(table);
        if (walked_sum == walked.sums.end() || walked_sum->second == sum) continue;
        problems.push_back({table, 0, 0, "the index of " + table + " by entry has other rows than the table"});
    }
    return problems;
}

}  // namespace

Result<VerifyReport> verify(const std::string& path) {
    try {
        const auto moment = open_at_one_moment(path);
        if (!moment) return moment.error();
        auto file_checked = std::async(std::launch::async, check_file, std::cref(*(*moment)[0]));
        auto walked = walk(*(*moment)[1], *(*moment)[2]);
        const auto of_file = file_checked.get();
        auto all = problems_of_file(of_file, walked);
        std::ranges::move(walked.report.problems, std::back_inserter(all));
        std::ranges::move(walked.of_folds, std::back_inserter(all));
        all.resize(std::min(all.size(), most_problems));
        walked.report.problems = std::move(all);
        return std::move(walked.report);
    } catch (const RecordFailure& failure) {
        return unavailable(path + ": " + failure.what());
    }
}

}  // namespace contractwatch::sqlite

// Whether the record is what was written: chain, digests, folds, triggers and tables.
#include "adapters/sqlite/verify.h"

#include <algorithm>
#include <memory>

#include "adapters/sqlite/canonical.h"
#include "adapters/sqlite/fact_rows.h"
#include "adapters/sqlite/kind_tables.h"
#include "adapters/sqlite/record_reader.h"
#include "adapters/sqlite/record_store.h"
#include "adapters/sqlite/schema.h"
#include "base/text.h"

namespace contractwatch::sqlite {
namespace {

constexpr std::size_t most_problems = 1'000;

/// The rows of one table of facts, walked once in the order of their ids.
class FactWalk {
  public:
    FactWalk(const Connection& connection, const Table& table)
        : name_(table.name), shape_(table.name, digested(table)), rows_(connection.prepare(select(table))) {
        advance();
    }

    const std::string& name() const { return name_; }
    bool done() const { return done_; }
    std::int64_t id() const { return rows_.number(0); }
    std::int64_t entry() const { return rows_.number(1); }
    Blob stored() const { return rows_.blob(2); }

    Digest256 computed() const {
        cells_.clear();
        cells_.emplace_back(id());
        for (int column = 3; column < rows_.columns(); ++column)
            cells_.push_back(rows_.value(column));
        return shape_.digest(cells_);
    }
    void advance() { done_ = !rows_.step(); }

  private:
    static std::vector<std::string> own(const Table& table) {
        auto names = table.column_names();
        std::erase_if(names,
                      [](const std::string& name) { return name == "id" || name == "entry" || name == "row_digest"; });
        return names;
    }
    static std::vector<std::string> digested(const Table& table) {
        auto names = own(table);
        names.insert(names.begin(), "id");
        return names;
    }
    static std::string select(const Table& table) {
        std::string sql = "SELECT id, entry, row_digest";
        for (const auto& name : own(table))
            sql += ", " + quoted(name);
        return sql + " FROM " + quoted(table.name) + " ORDER BY id";
    }

    std::string name_;
    RowShape shape_;
    Statement rows_;
    mutable Cells cells_;
    bool done_ = false;
};

class Verification {
  public:
    explicit Verification(const Connection& connection) : connection_(connection) {}

    VerifyReport run() {
        check_objects();
        walk_log();
        check_folds();
        return std::move(report_);
    }

  private:
    void found(std::string table, std::int64_t row, std::int64_t entry, std::string message) {
        if (report_.problems.size() < most_problems)
            report_.problems.push_back({std::move(table), row, entry, std::move(message)});
    }

    void check_objects() {
        for (const auto& each : tables())
            check_object("table", each.name, each.sql());
        for (const auto& [name, sql] : triggers())
            check_object("trigger", name, sql);
    }

    /// SQLite keeps the text of each CREATE; ours begins with it.
    void check_object(std::string_view type, const std::string& name, const std::string& sql) {
        auto row = connection_.prepare("SELECT sql FROM sqlite_schema WHERE type = ? AND name = ?");
        row.bind(0, type).bind(1, std::string_view{name});
        if (!row.step()) return found(name, 0, 0, "the " + std::string{type} + " " + name + " is missing");
        const auto stands = normal(row.text(0));
        if (!normal(sql).starts_with(stands))
            found(name, 0, 0, "the " + std::string{type} + " " + name + " is not as it was made");
    }

    /// Without the schema's name, which SQLite leaves out of what it keeps.
    static std::string normal(std::string_view sql) {
        std::string text{sql};
        const std::string schema = "CREATE TABLE main.";
        if (text.starts_with(schema)) text = "CREATE TABLE " + text.substr(schema.size());
        return text;
    }

    void walk_log() {
        std::vector<const Table*> facts;
        for (const auto& each : tables()) {
            if (each.use == TableUse::fact) facts.push_back(&each);
        }
        std::ranges::sort(facts, {}, [](const Table* table) -> const std::string& { return table->name; });
        std::vector<FactWalk> walks;
        for (const auto* each : facts)
            walks.emplace_back(connection_, *each);
        auto entries = connection_.prepare(
            "SELECT sequence, at, day, recorded_at, clock, who, claimed_by, what, subject, detail, source, "
            "source_sha256, rows_digest, "
            "previous_hash, hash FROM entries ORDER BY sequence");
        while (entries.step())
            check_entry(entries, walks);
        for (auto& walk : walks) {
            for (; !walk.done(); walk.advance()) {
                found(walk.name(), walk.id(), walk.entry(),
                      "row " + std::to_string(walk.id()) + " of " + walk.name() + " belongs to no entry of the log");
            }
        }
    }

    void check_entry(const Statement& entry, std::vector<FactWalk>& walks) {
        const auto sequence = entry.number(0);
        const auto rows = digest_rows(sequence, walks);
        std::vector<Value> cells;
        for (int column = 0; column < 12; ++column)
            cells.push_back(entry.value(column));
        const auto words = "entry " + std::to_string(sequence);
        if (sequence != report_.entries + 1) {
            found("entries", sequence, sequence,
                  "between entry " + std::to_string(report_.entries) + " and " + words + " entries are missing");
        }
        if (entry.blob(13) != previous_hash_)
            found("entries", sequence, sequence, words + " does not follow from the entry before it");
        if (!std::ranges::equal(entry.blob(12), rows)) {
            found("entries", sequence, sequence,
                  "the facts of " + words +
                      " are not those that it was written with: a row was added, changed or taken away");
        }
        const auto hash = entry_hash(cells, entry.blob(12), entry.blob(13));
        if (!std::ranges::equal(entry.blob(14), hash))
            found("entries", sequence, sequence, words + " was changed after it was written");
        previous_hash_ = entry.blob(14);
        report_.entries = sequence;
        report_.head = {sequence, hex(previous_hash_)};
    }

    Digest256 digest_rows(std::int64_t sequence, std::vector<FactWalk>& walks) {
        RowsDigest rows;
        for (auto& walk : walks) {
            for (; !walk.done() && walk.entry() <= sequence; walk.advance()) {
                const auto computed = walk.computed();
                if (!std::ranges::equal(walk.stored(), computed)) {
                    found(walk.name(), walk.id(), walk.entry(),
                          "row " + std::to_string(walk.id()) + " of " + walk.name() +
                              " was changed after it was written");
                }
                rows.add(walk.name(), walk.id(), computed);
            }
        }
        return rows.finish();
    }

    void check_folds() {
        for (const auto& kind : kinds())
            check_fold(kind);
        compare("current_alerts", rebuilt_alerts());
        compare("current_outbox", rebuilt_outbox());
    }

    void check_fold(const Kind& kind) {
        connection_.execute(fold_table(kind).sql("temp"));
        const KindTables rebuilt{kind, "temp"};
        auto given = connection_.prepare(rebuilt.select_given());
        given.bind(0, std::int64_t{0});
        while (given.step()) {
            const auto row = rebuilt.read_given(given);
            rebuilt.fold(connection_, row, row.provenance.fact, row.provenance.first_entry);
        }
        const auto name = "current_" + std::string{kind.name};
        compare(name, "SELECT * FROM temp." + quoted(name));
        connection_.execute("DROP TABLE temp." + quoted(name));
    }

    /// The latest step of each alert, as the fold keeps it.
    static std::string rebuilt_alerts() {
        std::string state;
        const auto& names = table("current_alerts").columns;
        for (std::size_t at = 9; at < names.size(); ++at)
            state += ", s." + names[at].name;
        return "SELECT a.id, a.key, a.kind, a.aspect, a.contract_key, a.contract, a.subject, a.period, a.raised_on" +
               state +
               " FROM alerts a JOIN alert_steps s ON s.id = (SELECT max(id) FROM alert_steps WHERE alert = a.id)";
    }

    /// The latest attempt of each message; before the first it waits since it was queued.
    static std::string rebuilt_outbox() {
        return "SELECT m.id, coalesce(d.state, 'queued'), coalesce(d.attempt, 0), CASE WHEN d.id IS NULL THEN "
               "m.queued_at ELSE d.next_attempt_at END, "
               "nullif(d.reply, '') FROM messages m LEFT JOIN delivery_attempts d ON d.id = (SELECT max(id) FROM "
               "delivery_attempts WHERE message = m.id)";
    }

    void compare(const std::string& name, const std::string& rebuilt) {
        const auto stands = "SELECT * FROM main." + quoted(name);
        const auto differing = [&](const std::string& one, const std::string& other) {
            return connection_.number("SELECT count(*) FROM (" + one + " EXCEPT " + other + ")");
        };
        const auto wrong = std::max(differing(stands, rebuilt), differing(rebuilt, stands));
        if (wrong != 0)
            found(name, 0, 0,
                  counted(wrong, "row") + " of " + name +
                      " is not what the facts make it: the table was changed by hand");
    }

    const Connection& connection_;
    VerifyReport report_;
    Blob previous_hash_ = Blob(32, 0);
};

}  // namespace

Result<VerifyReport> verify(const std::string& path) {
    auto opened = open_for_reading(path);
    if (!opened) return opened.error();
    try {
        return Verification{*opened->connection}.run();
    } catch (const RecordFailure& failure) {
        return unavailable(path + ": " + failure.what());
    }
}

}  // namespace contractwatch::sqlite

// Takes a file of rows into the record: whole or not at all, in one transaction.
#pragma once

#include <string>
#include <vector>

#include "app/asker.h"
#include "base/result.h"
#include "ports/clock.h"
#include "ports/journal.h"
#include "ports/store.h"
#include "ports/table_source.h"

namespace contractwatch {

enum class Effect {
    record,
    dry_run,  ///< everything is checked and counted, nothing stays
};

struct IntakeRequest {
    std::string path;  ///< where the bytes lie
    std::string name;  ///< as the file is called by whoever gave it
    const Kind* kind = nullptr;
    Feed feed = {};
    Effect effect = Effect::record;
};

struct IntakeOutcome {
    FileFact file;
    std::vector<RowProblem> problems;
    std::vector<std::string> unknown_columns;
    bool taken_before = false;  ///< the same bytes are in the record already
};

class Intake {
  public:
    Intake(Store& store, TableSource& source, const Clock& clock, Journal& journal, std::string council)
        : store_(store), source_(source), clock_(clock), journal_(journal), council_(std::move(council)) {}

    /// Fails, leaving no trace in the record, where the file as a whole cannot be taken.
    Result<IntakeOutcome> take_in(const IntakeRequest& request, const Asker& asker);

    /// Records rows that a command gave, under an entry of that name. Gives the outcome of each, and the entry (0:
    /// nothing was new).
    Result<std::pair<std::vector<RowOutcome>, std::int64_t>> take_rows(const std::vector<Row>& rows,
                                                                       const EntryHead& head);

    /// Records that a file was refused, and why. The journal says so where the service itself took the file up; a
    /// person who gave it in is answered.
    Result<void> record_refusal(const IntakeRequest& request, const std::string& reason, const Asker& asker);

  private:
    Result<IntakeOutcome> taken_before(const IntakeRequest& request, const std::string& sha256);
    Result<IntakeOutcome> read_into(Change& change, const IntakeRequest& request);
    /// Reads the file and hands over its rows, those of a kind that is judged together all at once, and readings
    /// without those whose period is not written as their measure is reported.
    Result<ReadSummary> read(const IntakeRequest& request, const TableSource::Take& take);
    Result<ReadSummary> read_together(const IntakeRequest& request, const TableSource::Take& take);
    Result<ReadSummary> read_by_measures(const IntakeRequest& request, const TableSource::Take& take);
    /// Takes out of the rows those that cannot stand with the others or with the record, and says so in the summary.
    void reject_together(const IntakeRequest& request, std::vector<GivenRow>& rows, ReadSummary& summary) const;
    void count(FileFact& file, const Kind& kind, const std::vector<Row>& rows,
               const std::vector<RowOutcome>& outcomes) const;
    void leave_council_blank(const Kind& kind, std::vector<Row>& rows) const;
    void say(const IntakeOutcome& outcome);

    Store& store_;
    TableSource& source_;
    const Clock& clock_;
    Journal& journal_;
    std::string council_;
};

}  // namespace contractwatch

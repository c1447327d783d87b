// What was recorded, one thing after another, each told in a sentence.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "domain/alerts/row_words.h"
#include "ports/history.h"

namespace contractwatch {

/// One thing that stands in the record.
struct Happening {
    FactPlace place;
    std::string kind;                      ///< in one word, as docs/commands.md lists them
    std::string words;                     ///< a sentence
    std::vector<std::string> more = {};    ///< what belongs to it, a line each
    std::vector<CellChange> changes = {};  ///< of a row that was given: the cells that it set
    std::vector<AlertId> alerts = {};      ///< those that it is about
    MessageNumber message = 0;             ///< the one that it is about; 0: none
    std::optional<Money> amount = {};      ///< of a row that was given: what stands in the kind's column of money
};

/// Rows as they were given: each first one of a record as recorded, each later one with what it changed.
std::vector<Happening> of_rows(const std::vector<Recorded<Row>>& given);
Happening of_version(const Recorded<ScheduleVersion>& version);
Happening of_rating(const Recorded<RatingGiven>& rating);
Happening of_file(const Recorded<FileFact>& file);
/// Each step with what the alert said from then on. An acknowledgement names the Unix account beside the claim.
std::vector<Happening> of_steps(const std::vector<Recorded<AlertStep>>& steps, const History& history);
std::vector<Happening> of_not_sent(const std::vector<Recorded<NotSent>>& decisions);

/// Where an entry recorded more than so many rows of invoices, or of payments, one happening in place of them, with
/// counts and sums.
std::vector<Happening> summed(std::vector<Happening> happenings, std::size_t at_most);

/// Entries by their sequence.
using Entries = std::map<std::int64_t, Entry>;
/// Every entry that these happenings stand in.
Entries entries_of(const std::vector<Happening>& happenings, const History& history);

/// By entry; those of one entry as they stand.
void sort_by_entry(std::vector<Happening>& happenings);

}  // namespace contractwatch

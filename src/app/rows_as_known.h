// The rows behind the figures of an alert: their digests as they were kept with it, and the rows as known now.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/alerts/evaluate.h"
#include "domain/payments/rows_behind.h"
#include "ports/history.h"
#include "ports/store.h"

namespace contractwatch {

/// What an alert keeps of the rows behind its figures, from one step on.
struct RowsKept {
    std::int64_t entry = 0;
    Date on;              ///< the step's day, as at which they were known
    std::string summary;  ///< the figures, in words
    std::int64_t invoices = 0;
    std::string sha256;
};

/// By its steps, for each digest that is another than the one before.
std::vector<RowsKept> rows_kept(const std::vector<Recorded<AlertStep>>& steps);

/// The rows behind an alert's figures, of the days that it was about last.
struct RowsAsKnown {
    DateRange days;  ///< of last days; of what primes paid, of the days of payment
    std::int64_t invoices = 0;
    std::string sha256;
    RowsBehind lines;  ///< what is digested
    /// The line of each invoice, behind the sort of its tally and a tab where the figures are across contracts.
    RowsBehind rows;
};

/// As known at the day and by the rules as they are given; nothing for a kind of alert that keeps no digest.
std::optional<RowsAsKnown> rows_as_known(const Record& record, const Rules& rules,
                                         const std::vector<Recorded<AlertStep>>& steps, Date as_at);

}  // namespace contractwatch

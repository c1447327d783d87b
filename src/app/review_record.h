// What became of a review, recorded by hand: that it was held, put off, or recorded wrongly.
#pragma once

#include <optional>

#include "app/asker.h"
#include "app/intake.h"
#include "domain/alerts/evaluate.h"
#include "domain/reviews/occurrence.h"

namespace contractwatch {

/// What a record of a review came to.
struct ReviewRecorded {
    std::int64_t entry = 0;  ///< of the log; 0: the very same was recorded before
    std::optional<Occurrence>
        concerns;  ///< the review that it is about, as it stands now; nothing: there is none any more
};

/// Records rows of `reviews`, each under an entry of its own that names who says so.
class ReviewRecord {
  public:
    ReviewRecord(const Record& record, Intake& intake, const Clock& clock, const Rules& rules)
        : record_(record), intake_(intake), clock_(clock), rules_(rules) {}

    /// A review that was held. One that answers to no occurrence is recorded too, and is extra. Where the very same was
    /// withdrawn before, it stands again. Refuses a contract that the register does not have, and a day to come.
    Result<ReviewRecorded> hold(const Row& held, const Asker& asker);
    /// Refuses a review that does not exist, and names those nearest to it.
    Result<ReviewRecorded> defer(const Row& deferred, const Asker& asker);
    /// The recorded row of that type, lot and day counts for nothing from now on, for the reason that `wanted` gives;
    /// both stay in the log. Refuses what is not recorded, and what is recorded more than once and not told apart by
    /// its occurrence.
    Result<ReviewRecorded> withdraw(const Row& wanted, const Asker& asker);

  private:
    Result<void> check_contract(const Row& row) const;
    Result<void> check_exists(const Row& deferred) const;
    Result<Row> recorded_as(const Row& wanted) const;
    Result<ReviewRecorded> take(Row row, const std::string& what, const Asker& asker);
    std::vector<Occurrence> series_of(const Row& row) const;
    std::optional<Occurrence> concerned(const Row& row) const;

    const Record& record_;
    Intake& intake_;
    const Clock& clock_;
    const Rules& rules_;
};

}  // namespace contractwatch

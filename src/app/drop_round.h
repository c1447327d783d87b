// One look at the drop folder: takes what is still, reads it in, and puts it where its sender will find it.
#pragma once

#include <span>
#include <string>

#include "app/intake.h"
#include "ports/drop_folder.h"

namespace contractwatch {

/// What a look came to.
struct DropSummary {
    int taken = 0;
    int refused = 0;
    bool waiting = false;  ///< a file is there that is not still yet
};

class DropRound {
  public:
    DropRound(DropFolder& folder, Intake& intake, TableSource& source, const Clock& clock)
        : folder_(folder), intake_(intake), source_(source), clock_(clock) {}

    /// `stillness` remembers between looks. The first call also goes on with files that a dead process had taken.
    Result<DropSummary> run(Stillness& stillness, std::span<const Feed> feeds, bool strict_by_default);

  private:
    Result<void> read_in(const TakenFile& file, std::span<const Feed> feeds, bool strict_by_default,
                         DropSummary& summary);
    Result<void> refuse(const TakenFile& file, const IntakeRequest& request, const std::string& reason,
                        DropSummary& summary);

    DropFolder& folder_;
    Intake& intake_;
    TableSource& source_;
    const Clock& clock_;
};

}  // namespace contractwatch

// While the record cannot be written as usual: since when, why, who was warned, and how it ended.
//
// It begins with a write that finds no room or that the disk refuses. Where there is no room, the ballast is thrown
// off, so that what the service itself does can still be recorded; but no files are taken in, which would use it up. It
// ends when there is room for the ballast once more (and as much again, lest it begin anew at once) and a write
// succeeds: that of the entry `disk_full`, which says from when to when it lasted, why, and how many warnings were
// taken by a mail server. Nothing of this is decided by a write that failed otherwise.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "ports/clock.h"
#include "ports/journal.h"
#include "ports/record_disk.h"
#include "ports/store.h"

namespace contractwatch {

inline constexpr std::chrono::hours between_warnings{6};

class Outage {
  public:
    /// How many warnings arrived; counted by whoever delivers them, on whatever thread.
    using Warnings = std::shared_ptr<std::atomic<std::int64_t>>;

    Outage(RecordDisk& disk, const Clock& clock, Journal& journal) : disk_(disk), clock_(clock), journal_(journal) {}

    /// A write failed. Says it once, however many follow.
    void begin(const RecordUnwritable& failure);
    bool lasts() const { return since_.has_value(); }
    /// Whether the operator is to be warned now; once in six hours while it lasts. Asking counts as warning.
    bool warning_is_due();
    const Warnings& warnings() const { return warnings_; }
    /// Why no file is taken in, as a sentence for whoever asks. While it lasts.
    std::string refusal() const;
    /// Records that it is over, where it is. Throws where the record still cannot be written.
    Result<void> try_to_end(Store& store);

  private:
    bool has_room();

    RecordDisk& disk_;
    const Clock& clock_;
    Journal& journal_;
    std::optional<Instant> since_;
    std::optional<Instant> warned_at_;
    std::string reason_;
    Warnings warnings_ = std::make_shared<std::atomic<std::int64_t>>(0);
};

}  // namespace contractwatch

// While the record cannot be written as usual.
#include "app/outage.h"

#include "app/asker.h"

namespace contractwatch {

void Outage::begin(const RecordUnwritable& failure) {
    if (failure.cause() == RecordUnwritable::Cause::no_room) disk_.throw_off_ballast();
    if (since_) return;
    since_ = clock_.now();
    reason_ = failure.what();
    *warnings_ = 0;
    journal_.say(Event::disk_full, {{"reason", reason_}});
}

bool Outage::warning_is_due() {
    const auto now = clock_.now();
    const bool soon = warned_at_ && now >= *warned_at_ && now < *warned_at_ + between_warnings;
    if (!since_ || soon) return false;
    warned_at_ = now;
    return true;
}

std::string Outage::refusal() const {
    return "Since " + text_of(*since_) + " the record cannot be written as usual (" + reason_ +
           "); no files are taken in until it can. Try again when there is room on its disk.";
}

bool Outage::has_room() {
    const auto free = disk_.free_bytes();
    return (!free || *free >= 2 * disk_.ballast_bytes()) && disk_.take_ballast();
}

Result<void> Outage::try_to_end(Store& store) {
    if (!since_ || !has_room()) return {};
    const auto now = clock_.now();
    auto change = store.begin(entry_now(clock_, {}, "disk_full"));
    if (!change) return change.error();
    (*change)->set_detail({{"from", text_of(*since_)},
                           {"to", text_of(now)},
                           {"reason", reason_},
                           {"warnings", std::int64_t{*warnings_}}});
    (*change)->commit();
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(now - *since_).count();
    since_.reset();
    journal_.say(Event::disk_writable, {{"minutes", std::int64_t{minutes}}});
    return {};
}

}  // namespace contractwatch

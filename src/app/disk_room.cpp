// Whether there is room on the record's disk.
#include "app/disk_room.h"

#include "app/asker.h"

namespace contractwatch {
namespace {

std::string mebibytes(std::int64_t bytes) {
    return std::to_string(bytes >> 20) + " MiB";
}

}  // namespace

Result<void> record_disk_room(Store& store, const RecordDisk& disk, std::int64_t least, const Clock& clock,
                              Journal& journal) {
    const auto free = disk.free_bytes();
    if (!free) return {};
    const bool was_low = service_work(store.record(), {}).low_disk.has_value();
    const bool low = *free < (was_low ? least + least / 10 : least);
    if (low == was_low) return {};
    const auto standing = mebibytes(*free) + " are free, " + mebibytes(least) + " should be";
    auto change = store.begin(entry_now(clock, {}, low ? "disk_low" : "disk_roomy", standing));
    if (!change) return change.error();
    (*change)->set_detail({{"free_bytes", *free}, {"wanted_bytes", least}});
    (*change)->commit();
    journal.say(low ? Event::disk_low : Event::disk_roomy, {{"standing", standing}});
    return {};
}

}  // namespace contractwatch

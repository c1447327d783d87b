// What the record says of the service, and the names under which states of the outbox stand in it.
#include "ports/store.h"

namespace contractwatch {

std::string_view name_of(OutboxState state) {
    switch (state) {
        case OutboxState::queued:
            return "queued";
        case OutboxState::in_flight:
            return "in_flight";
        case OutboxState::sent:
            return "sent";
        case OutboxState::refused:
            return "refused";
    }
    return {};
}

namespace {

/// Since when the disk has been low, by the entries that say so; each is written only where that changes.
std::optional<LowDisk> low_disk(const Record& record) {
    const auto low = record.last_entry("disk_low");
    const auto roomy = record.last_entry("disk_roomy");
    if (!low || (roomy && roomy->sequence > low->sequence)) return std::nullopt;
    return LowDisk{low->head.day, low->head.subject};
}

}  // namespace

ServiceWork service_work(const Record& record, const std::vector<AwaitedFeed>& feeds) {
    ServiceWork work{record.refused_messages(), record.refused_files(), record.failed_copies(), {}, low_disk(record)};
    for (const auto& feed : feeds)
        work.feeds.push_back({feed, record.setting_since(feed.setting, feed.value), record.last_taken_on(feed.name)});
    return work;
}

}  // namespace contractwatch

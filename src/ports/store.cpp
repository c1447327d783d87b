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

NightsCopied nights_copied(const Record& record, const AwaitedCopies& awaited) {
    const auto last = record.last_entry("copied");
    return {record.setting_since(awaited.setting, awaited.value), last ? std::optional{last->head.day} : std::nullopt};
}

}  // namespace

LegalNumbers legal_numbers_of(const Record& record) {
    std::vector<Row> rows;
    record.each_row(kind("legal_numbers"), [&](const Row& row) { rows.push_back(row); });
    return legal_numbers_with(rows);
}

BankRates bank_rates_of(const Record& record) {
    std::vector<Row> rows;
    record.each_row(kind("bank_rates"), [&](const Row& row) { rows.push_back(row); });
    auto rates = bank_rates_with(rows);
    rates.use_law(legal_numbers_of(record));
    return rates;
}

ServiceWork service_work(const Record& record, const Awaited& awaited) {
    ServiceWork work;
    work.refused_messages = record.refused_messages();
    work.refused_files = record.refused_files();
    work.failed_copies = record.failed_copies();
    work.low_disk = low_disk(record);
    work.bank_rates = bank_rates_of(record);
    if (awaited.copies) work.copies = nights_copied(record, *awaited.copies);
    for (const auto& feed : awaited.feeds)
        work.feeds.push_back({feed, record.setting_since(feed.setting, feed.value), record.last_taken_on(feed.name)});
    return work;
}

}  // namespace contractwatch

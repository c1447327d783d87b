// Whether a copy of the record is one, and what going back to it would lose.
#include "adapters/sqlite/record_copy.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

#include "adapters/sqlite/canonical.h"
#include "adapters/sqlite/record_store.h"

namespace contractwatch::sqlite {
namespace {

constexpr std::size_t piece = 1024 * 1024;

/// The hash of an entry, in hex; empty where the log has none of that number.
std::string hash_at(const OpenRecord& opened, std::int64_t sequence) {
    auto& entry = opened.connection->cached("SELECT hash FROM entries WHERE sequence = ?");
    entry.bind(0, sequence);
    const auto hash = entry.step() ? hex(entry.blob(0)) : std::string{};
    entry.reset();
    return hash;
}

/// The last entry that both logs have. Each entry vouches for all before it, so halving finds it.
std::int64_t last_in_common(const OpenRecord& one, const OpenRecord& other, std::int64_t most) {
    std::int64_t least = 0;
    while (least < most) {
        const auto middle = least + (most - least + 1) / 2;
        const auto hash = hash_at(one, middle);
        const bool same = !hash.empty() && hash == hash_at(other, middle);
        (same ? least : most) = same ? middle : middle - 1;
    }
    return least;
}

/// Runs the work; what it throws of the record becomes an error that names the file.
template <class Work>
auto told_as_error(const std::string& path, Work work) -> decltype(work()) {
    try {
        return work();
    } catch (const RecordFailure& failure) {
        return unavailable(path + ": " + failure.what());
    }
}

Result<Head> sound_head(const std::string& copy, const std::string& record, const std::stop_token& stop) {
    auto opened = open_for_reading(copy);
    if (!opened) return opened.error();
    opened->connection->stop_when(stop);
    auto check = opened->connection->prepare("PRAGMA quick_check(1)");
    if (!check.step() || check.text(0) != "ok")
        return unavailable(copy + ": the copy is not sound: " + check.string(0));
    const auto source = open_for_reading(record);
    if (!source) return source.error();
    const auto head = opened->record->head();
    if (head.sequence > 0 && hash_at(*source, head.sequence) != head.hash)
        return unavailable(copy + ": the copy's head " + head.text() + " is no entry of the record");
    return head;
}

}  // namespace

Result<std::string> sha256_of_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    Sha256 hash;
    std::vector<char> bytes(piece);
    while (file) {
        file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        hash.add({bytes.data(), static_cast<std::size_t>(file.gcount())});
    }
    if (!file.eof()) return unavailable(path + ": the file cannot be read");
    return hex(hash.finish());
}

Result<CheckedCopy> check_copy(const std::string& copy, const std::string& record, const std::stop_token& stop) {
    const auto head = told_as_error(copy, [&] { return sound_head(copy, record, stop); });
    if (!head) return head.error();
    auto sha256 = sha256_of_file(copy);
    if (!sha256) return sha256.error();
    std::error_code none;
    return CheckedCopy{*head, static_cast<std::int64_t>(std::filesystem::file_size(copy, none)), std::move(*sha256)};
}

Result<Comparison> compare(const std::string& record, const std::string& copy) {
    return told_as_error(record, [&]() -> Result<Comparison> {
        const auto present = open_for_reading(record);
        if (!present) return present.error();
        const auto other = open_for_reading(copy);
        if (!other) return other.error();
        Comparison comparison;
        comparison.head = present->record->head();
        const auto most = std::min(comparison.head.sequence, other->record->head().sequence);
        comparison.last_in_common = last_in_common(*present, *other, most);
        comparison.lost = comparison.head.sequence - comparison.last_in_common;
        comparison.same_identity = present->record->identity() == other->record->identity();
        return comparison;
    });
}

Result<void> fold_wal(const std::string& path) {
    const auto in_use = conflict(path + ": another program has the record open: close it and try again");
    const auto folded = told_as_error(path, [&]() -> Result<void> {
        const auto opened = Connection::open(path, Access::read_write);
        if (!opened) return opened.error();
        if ((*opened)->number("PRAGMA wal_checkpoint(TRUNCATE)") != 0) return in_use;
        (*opened)->let_go_of_wal_files();
        return {};
    });
    if (!folded) return folded;
    // The last one to close removes it.
    return std::filesystem::exists(path + "-wal") ? Result<void>{in_use} : Result<void>{};
}

Result<void> make_single_file(const std::string& path) {
    return told_as_error(path, [&]() -> Result<void> {
        const auto opened = Connection::open(path, Access::read_write);
        if (!opened) return opened.error();
        (*opened)->let_go_of_wal_files();
        (*opened)->execute("PRAGMA journal_mode = DELETE");
        return {};
    });
}

}  // namespace contractwatch::sqlite

// Makes copies of the record and puts them where they are kept.
#include "daemon/copies.h"

#include <filesystem>
#include <memory>
#include <vector>

#include "adapters/folder/dated_files.h"
#include "adapters/folder/staged_file.h"
#include "adapters/sqlite/record_copy.h"
#include "adapters/sqlite/record_store.h"

namespace contractwatch {
namespace {

constexpr mode_t nobody_writes = 0440;

using Staged = std::vector<std::unique_ptr<StagedFile>>;

/// A folder that asks for a copy, and how many stay in it.
struct Target {
    DatedFiles files;
    int keep;
};

std::vector<Target> targets_of(const Settings::Copies& asked) {
    std::vector<Target> targets;
    if (!asked.folder.empty())
        targets.push_back({DatedFiles{asked.folder, "contractwatch-", DayForm::dashed}, asked.keep});
    if (!asked.snapshot_folder.empty())
        targets.push_back({DatedFiles{asked.snapshot_folder, "log-", DayForm::plain}, asked.snapshot_keep});
    return targets;
}

Result<Staged> stage(const std::vector<Target>& targets, Date day) {
    Staged staged;
    for (const auto& target : targets) {
        target.files.remove_left_over();
        const auto place = target.files.free_place(day);
        if (!place) return place.error();
        staged.push_back(std::make_unique<StagedFile>(*place));
    }
    return staged;
}

/// The same bytes once more, read back.
Result<void> repeat(const std::string& copy, const StagedFile& again, const std::string& sha256) {
    if (auto filled = again.fill_from(copy); !filled) return filled;
    const auto found = sqlite::sha256_of_file(again.path());
    if (!found) return found.error();
    if (*found == sha256) return {};
    return unavailable(again.place() + ": the copy is not what was written");
}

/// Nothing has its name before everything is on the disk.
Result<MadeCopies> write(const std::string& database, const Staged& staged, const std::stop_token& stop) {
    const auto& first = staged.front()->path();
    if (auto copied = sqlite::copy_record(database, first, stop); !copied) return copied.error();
    const auto checked = sqlite::check_copy(first, database, stop);
    if (!checked) return checked.error();
    for (const auto& each : staged) {
        const bool again = each != staged.front();
        if (auto same = again ? repeat(first, *each, checked->sha256) : Result<void>{}; !same) return same.error();
        if (auto sealed = each->seal(nobody_writes); !sealed) return sealed.error();
    }
    MadeCopies made{checked->head, checked->bytes, checked->sha256, {}};
    for (const auto& each : staged) {
        if (auto appeared = each->appear(); !appeared) return appeared.error();
        made.files.push_back(each->place());
    }
    return made;
}

void make_room(const std::vector<Target>& targets, MadeCopies& made) {
    for (const auto& target : targets) {
        const auto removal = target.files.remove_beyond(target.keep);
        made.removed.insert(made.removed.end(), removal.removed.begin(), removal.removed.end());
        if (made.not_removed.empty()) made.not_removed = removal.failure;
    }
}

}  // namespace

Result<MadeCopies> back_up(const std::string& database, const std::string& file) {
    std::error_code none;
    const auto folder = std::filesystem::absolute(file, none).parent_path();
    if (std::filesystem::exists(std::filesystem::symlink_status(file, none)))
        return refused(file + " exists already, and a copy never takes the place of a file; name another");
    if (!std::filesystem::is_directory(folder, none))
        return not_found(folder.string() + ": there is no such folder for the copy; make it, or name another");
    Staged staged;
    staged.push_back(std::make_unique<StagedFile>(std::filesystem::absolute(file, none)));
    return write(database, staged, {});
}

Result<MadeCopies> make_copies(const CopyOrder& order, const std::stop_token& stop) {
    const auto targets = targets_of(order.asked);
    if (targets.empty()) return invalid("no copies are asked for; set copies.folder");
    const auto staged = stage(targets, order.day);
    if (!staged) return staged.error();
    auto made = write(order.database, *staged, stop);
    if (made) make_room(targets, *made);
    return made;
}

}  // namespace contractwatch

// Goes back to a copy of the record.
#include "daemon/restore.h"

#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/folder/staged_file.h"
#include "adapters/sqlite/record_copy.h"
#include "adapters/sqlite/record_store.h"
#include "adapters/sqlite/verify.h"
#include "adapters/system/accounts.h"
#include "adapters/system/write_lock.h"
#include "base/text.h"
#include "daemon/parts.h"

namespace contractwatch {
namespace {

namespace fs = std::filesystem;

constexpr mode_t readable_by_the_group = 0640;

std::string reason() {
    return std::generic_category().message(errno);
}

/// 20261123T173523Z: an instant as it can stand in a file's name.
std::string stamp_of(Instant instant) {
    auto text = text_of(std::chrono::floor<std::chrono::seconds>(instant));
    std::erase_if(text, [](char letter) { return letter == '-' || letter == ':'; });
    return text;
}

class Restoration {
  public:
    Restoration(const RestoreRequest& request, const Clock& clock) : request_(request), clock_(clock) {}
    ~Restoration() {
        if (file_ >= 0) close(file_);
    }
    Restoration(const Restoration&) = delete;
    Restoration& operator=(const Restoration&) = delete;

    Result<Restored> run() {
        using Step = Result<void> (Restoration::*)();
        for (const Step step :
             {&Restoration::open_copy, &Restoration::take_lock, &Restoration::look_at_present, &Restoration::stage,
              &Restoration::weigh, &Restoration::write_entry, &Restoration::keep_present, &Restoration::put_in_place}) {
            if (auto done = (this->*step)(); !done) return done.error();
        }
        return restored_;
    }

  private:
    /// Before this process becomes the record's owner, who may not be let into the folder of whoever asks.
    Result<void> open_copy() {
        file_ = open(request_.file.c_str(), O_RDONLY | O_CLOEXEC);
        if (file_ < 0) return not_found(request_.file + ": the copy cannot be read: " + reason());
        struct stat about {};
        if (fstat(file_, &about) != 0 || !S_ISREG(about.st_mode))
            return invalid(request_.file + ": a copy of the record is a plain file, and this is none");
        std::error_code none;
        const auto beside = fs::file_size(request_.file + "-wal", none);
        if (none || beside == 0) return {};
        return refused(request_.file +
                       ": a -wal file stands beside it, so it is not whole by itself; make a copy of it "
                       "first: contractwatch --database " +
                       request_.file + " backup ANOTHER, and restore that one");
    }

    Result<void> take_lock() {
        const auto folder = fs::absolute(request_.database).parent_path();
        if (!fs::is_directory(folder))
            return not_found(folder.string() + ": there is no such folder for the record; make it");
        if (auto became = become_owner_of(folder); !became) return became;
        const auto holder = lock_holder(request_.database);
        if (holder && holder->writer == Writer::service) {
            return conflict(holder->text() + " runs on " + request_.database +
                            ": stop it first (systemctl stop contractwatch), then restore");
        }
        auto lock = WriterLock::take(request_.database, Writer::command);
        if (!lock) return lock.error();
        lock_ = std::move(*lock);
        return {};
    }

    Result<void> look_at_present() {
        struct stat about {};
        if (lstat(request_.database.c_str(), &about) != 0) return {};
        if (!S_ISREG(about.st_mode))
            return refused(request_.database + ": the record to be replaced is no plain file; name its own path");
        present_ = about;
        return {};
    }

    Result<void> stage() {
        staged_.emplace(request_.database);
        if (auto filled = staged_->fill_from(file_); !filled) return filled;
        auto sha256 = sqlite::sha256_of_file(staged_->path());
        if (!sha256) return sha256.error();
        const auto report = sqlite::verify(staged_->path());
        if (!report) return {{report.error().code, named(report.error().message)}};
        if (!report->verified()) {
            return refused(request_.file + ": the copy is damaged or was altered, and nothing was changed: " +
                           report->problems.front().message);
        }
        restored_.sha256 = std::move(*sha256);
        restored_.head = report->head;
        return {};
    }

    /// What is said of the staged bytes is meant of the file that was given.
    std::string named(std::string message) const {
        const auto at = message.find(staged_->path());
        if (at != std::string::npos) message.replace(at, staged_->path().size(), request_.file);
        return message;
    }

    Result<void> weigh() {
        if (!present_) return {};
        const auto comparison = sqlite::compare(request_.database, staged_->path());
        if (!comparison) return weigh_unreadable(comparison.error().message);
        readable_ = true;
        restored_.replaced = comparison->head;
        restored_.lost = comparison->lost;
        if (rehearsal(staged_->path()) && !rehearsal(request_.database))
            return refused(request_.file +
                           ": this copy is a rehearsal (it has entries made under --now), and no service "
                           "would run on it");
        if (restored_.lost == 0 || request_.loss == Loss::accepted) return {};
        return refused(
            loss_in_words(*comparison) +
            " They would stay in a file of their own beside the record, and mails that they sent may be sent "
            "once more. If that is to be, say --accept-loss; nothing was changed.");
    }

    Result<void> weigh_unreadable(const std::string& why) const {
        if (request_.loss == Loss::accepted) return {};
        return refused("the record as it stands cannot be read, so what would be lost cannot be counted (" + why +
                       "). It would be kept as it is. If that is to be, say --accept-loss; nothing was changed.");
    }

    std::string loss_in_words(const sqlite::Comparison& comparison) const {
        const auto lost = counted(comparison.lost, "later entry", "later entries");
        if (!comparison.same_identity)
            return request_.file + " is a copy of another record than " + request_.database + ", which has " +
                   counted(comparison.head.sequence, "entry", "entries") + " that would no longer be in it.";
        return request_.file + " goes back to entry " + std::to_string(comparison.last_in_common) + ", and " +
               request_.database + " has " + lost + ", up to entry " + std::to_string(comparison.head.sequence) +
               ", that would no longer be in it.";
    }

    static bool rehearsal(const std::string& path) {
        const auto opened = sqlite::open_for_reading(path);
        return opened && opened->record->rehearsal();
    }

    /// Into the copy before it takes the record's place, so that no restored record is without it.
    Result<void> write_entry() {
        kept_as_ = request_.database + ".replaced-" + stamp_of(clock_.now()) + ".db";
        {
            auto around = surroundings();
            around.opening = [this] { return entry_now(clock_, request_.asker, "migrated"); };
            auto store = sqlite::RecordStore::open(staged_->path(), std::move(around));
            if (!store) return {{store.error().code, named(store.error().message)}};
            auto head = entry_now(clock_, request_.asker, "restored", fs::path{request_.file}.filename().string());
            head.detail = {{"file", fs::absolute(request_.file).string()},
                           {"sha256", restored_.sha256},
                           {"from_head", restored_.head.text()},
                           {"replaced_head", readable_ ? FieldValue{restored_.replaced.text()} : FieldValue{}},
                           {"lost_entries", readable_ ? FieldValue{restored_.lost} : FieldValue{}},
                           {"kept_as", present_ ? FieldValue{kept_as_} : FieldValue{}}};
            auto change = (*store)->begin(head);
            if (!change) return change.error();
            restored_.entry = (*change)->commit();
        }
        if (auto folded = sqlite::fold_wal(staged_->path()); !folded) return folded;
        const auto mode = present_ ? present_->st_mode & 07777 : readable_by_the_group;
        if (auto sealed = staged_->seal(mode); !sealed || !present_) return sealed;
        return staged_->give_to(present_->st_uid, present_->st_gid);
    }

    /// A copy beside it and not another name of it: so its name never says what it is not, whenever a kill comes.
    Result<void> keep_present() {
        if (!present_) return {};
        if (readable_) {
            if (auto folded = sqlite::fold_wal(request_.database); !folded) return folded;
        } else if (auto kept = keep(request_.database + "-wal", kept_as_ + "-wal"); !kept) {
            return kept;
        }
        if (auto kept = keep(request_.database, kept_as_); !kept) return kept;
        restored_.kept_as = kept_as_;
        return {};
    }

    Result<void> keep(const std::string& file, const std::string& name) const {
        std::error_code none;
        if (fs::file_size(file, none) == 0 || none) return {};
        const StagedFile kept{name};
        if (auto filled = kept.fill_from(file); !filled) return filled;
        if (auto single = readable_ ? sqlite::make_single_file(kept.path()) : Result<void>{}; !single) return single;
        if (auto sealed = kept.seal(present_->st_mode & 07777); !sealed) return sealed;
        if (auto given = kept.give_to(present_->st_uid, present_->st_gid); !given) return given;
        return kept.appear();
    }

    /// What stands beside a record belongs to that one alone: SQLite would fold a -wal left over into the other.
    Result<void> put_in_place() {
        for (const auto* beside : {"-wal", "-shm", "-journal", ".scratch", ".scratch-journal"}) {
            std::error_code fault;
            fs::remove(request_.database + beside, fault);
            if (fault) return unavailable(request_.database + beside + " cannot be removed: " + fault.message());
        }
        if (auto replaced = staged_->replace(); !replaced) return replaced;
        // Opened once, so that the companions are there which readers need who may not make them.
        const auto opened = sqlite::RecordStore::open(request_.database, surroundings());
        return opened ? Result<void>{} : Result<void>{opened.error()};
    }

    const RestoreRequest& request_;
    const Clock& clock_;
    int file_ = -1;
    std::optional<WriterLock> lock_;
    std::optional<struct stat> present_;
    bool readable_ = false;  ///< the record as it stands
    std::optional<StagedFile> staged_;
    std::string kept_as_;
    Restored restored_;
};

}  // namespace

Result<Restored> restore(const RestoreRequest& request, const Clock& clock) {
    return Restoration{request, clock}.run();
}

}  // namespace contractwatch

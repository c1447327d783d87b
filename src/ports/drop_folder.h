// The folder into which other systems drop their files, and which of them are ready to be taken.
//
// A file is seen, and is still once its size and times have not moved for a while; then it is taken: moved into a
// private folder, where nobody else writes. From there it is finished, into processed/<year>/ or into refused/ with its
// reasons. A file that was taken when the service died is still there and is offered again.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "ports/table_source.h"

namespace contractwatch {

/// A file as a look found it. Times are nanoseconds since 1970; what matters is whether they move.
struct SeenFile {
    std::string name;
    std::int64_t bytes = 0;
    std::int64_t modified = 0;
    std::int64_t changed = 0;
    std::uint64_t number = 0;  ///< the file's inode

    friend bool operator==(const SeenFile&, const SeenFile&) = default;
};

/// What a look found.
struct FolderLook {
    std::vector<SeenFile> files;           ///< candidates, by name
    std::vector<std::string> passed_over;  ///< what lies there and is never taken, each with its reason, as sentences
};

/// A file in the private folder.
struct TakenFile {
    std::string name;  ///< as it was dropped
    std::string path;  ///< where its bytes lie now
};

class DropFolder {
  public:
    virtual ~DropFolder() = default;

    /// The plain files that are to be taken sooner or later. Hidden files (.*), unfinished ones (*.tmp, *.part,
    /// *.filepart) and sub-folders are not mentioned.
    virtual Result<FolderLook> look() = 0;
    /// Moves the file out of everybody's reach. Fails with conflict where it is no longer as it was seen: look again.
    virtual Result<TakenFile> take(const SeenFile& file) = 0;
    /// Files that were taken and not finished, because the service ended in between.
    virtual Result<std::vector<TakenFile>> unfinished() = 0;
    /// Moves the file, and the list of its rejected rows where there is one, to processed/<year>/. A name that is there
    /// already gets a number. Gives the new path.
    virtual Result<std::string> finish(const TakenFile& file, int year) = 0;
    /// Moves the file to refused/ and writes the reasons beside it, as FILE.reasons.txt. Gives the new path.
    virtual Result<std::string> refuse(const TakenFile& file, std::string_view reasons) = 0;
};

/// Which of the files seen are still: those whose size and times were the same at two looks 10 seconds apart or more,
/// and at every look between. It holds what it saw; a file that is gone is forgotten.
class Stillness {
  public:
    static constexpr std::chrono::seconds apart{10};

    /// Notes the look of that moment, and gives the files that are still. A clock that went back begins anew.
    std::vector<SeenFile> still(const std::vector<SeenFile>& seen, Instant now);
    /// Whether a file has been seen that was not still yet, so that another look is needed soon.
    bool is_waiting() const { return waiting_; }

  private:
    struct FirstSeen {
        SeenFile file;
        Instant at;
    };
    std::map<std::string, FirstSeen> first_seen_;
    bool waiting_ = false;
};

/// Whether the name fits the pattern, which is a shell's: * for anything, ? for one character, [abc], [a-z] and [!abc]
/// for one of a set; a set that is not closed is an ordinary bracket. Case does not matter; neither does a leading dot.
bool matches(std::string_view pattern, std::string_view name);

/// Whom a file belongs to.
struct Route {
    std::string kind;
    std::string feed;  ///< empty: none; the file has the kind's own columns

    friend bool operator==(const Route&, const Route&) = default;
};

/// The first feed whose pattern the file's name fits, else the kind with which the name begins: invoices.csv and
/// Invoices-2026-09.csv are invoices, invoicesold.csv is nothing. Refused, with what would fit, where there is none.
Result<Route> route_of(std::string_view file_name, std::span<const Feed> feeds);

}  // namespace contractwatch

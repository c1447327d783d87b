// A folder of files that are named for days, of which the newest are kept.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace contractwatch {

/// How a day stands in a name.
enum class DayForm {
    dashed,  ///< 2026-11-23
    plain,   ///< 20261123
};

/// The files BEGINNING DAY .db of a folder; a day's second one is BEGINNING DAY-2.db, and so on. Whatever is named
/// otherwise, and whatever is no plain file, is left alone.
class DatedFiles {
  public:
    DatedFiles(std::string folder, std::string_view beginning, DayForm form)
        : folder_(std::move(folder)), beginning_(beginning), form_(form) {}

    /// The path of that day's first name that is free. Fails where the folder is missing or cannot be read.
    Result<std::string> free_place(Date day) const;
    /// Removes what processes that were killed left of such files while they wrote them.
    void remove_left_over() const;

    struct Removal {
        std::vector<std::string> removed;  ///< paths, the oldest first
        std::string failure;               ///< why one that is too old stays; empty: none does
    };
    /// Removes all but the newest so many, by the day and the number in their names.
    Removal remove_beyond(int keep) const;

  private:
    std::string folder_;
    std::string beginning_;
    DayForm form_;
};

}  // namespace contractwatch

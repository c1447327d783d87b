// Makes copies of the record and puts them where they are kept, whole and checked or not at all.
#pragma once

#include <stop_token>
#include <string>

#include "base/date.h"
#include "base/result.h"
#include "ports/copies.h"
#include "settings/settings.h"

namespace contractwatch {

/// A copy of the record in one file that does not exist yet. Asks nothing of whoever writes the record meanwhile.
Result<MadeCopies> back_up(const std::string& database, const std::string& file);

/// The copies of one night.
struct CopyOrder {
    std::string database;
    Settings::Copies asked;
    Date day;
};

/// Makes one copy, checks it, puts the same bytes into each folder that asks for one, and then removes those that are
/// beyond the number to keep. Older copies stay where anything went wrong. Fails soon after `stop` says so.
Result<MadeCopies> make_copies(const CopyOrder& order, const std::stop_token& stop = {});

}  // namespace contractwatch

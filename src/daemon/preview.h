// What would be sent if no fact changed: a copy of the record is swept day by day with a given clock, and then deleted.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "ports/store.h"
#include "settings/settings.h"

namespace contractwatch {

struct PreviewRequest {
    std::string database;
    Date from;
    Date to;
    std::string mail_folder;  ///< where the mails are written; empty: nowhere
};

/// The messages of those days in the order in which they would be sent. The days before `from` are lived through as
/// well. Fails where the record already goes beyond `from`, and where the copy cannot be made.
Result<std::vector<MessageSummary>> preview(const PreviewRequest& request, const Settings& settings, Instant now);

}  // namespace contractwatch

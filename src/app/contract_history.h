// Everything that was recorded of one contract, entry by entry.
#pragma once

#include <vector>

#include "app/happenings.h"
#include "base/id.h"
#include "ports/history.h"

namespace contractwatch {

/// In the order in which it was recorded: rows as given and what each changed, versions of schedules, the steps of
/// alerts, messages that told of them, decisions not to send, and attempts to deliver.
std::vector<Happening> history_of(const Record& record, const History& history, const ContractRef& contract);

}  // namespace contractwatch

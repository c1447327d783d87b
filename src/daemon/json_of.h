// What requests come to, as the JSON of docs/commands: the field names are a contract with whoever builds on them.
#pragma once

#include <boost/json.hpp>

#include "app/intake.h"
#include "app/outbox.h"
#include "app/prune.h"
#include "app/sweep.h"

namespace contractwatch {

boost::json::value json_of(const PruneSummary& summary);
boost::json::value json_of(const EraseSummary& summary);
boost::json::value json_of(const IntakeOutcome& outcome);
boost::json::value json_of(const SweepSummary& summary);
boost::json::value json_of(const DeliverySummary& summary);
/// Evidence and details read the same here as in the record.
boost::json::object json_of(const Fields& fields);

}  // namespace contractwatch

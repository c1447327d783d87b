// A stage of reminders as a finding tells it: how grave it is, and who hears of it.
#pragma once

#include <vector>

#include "domain/alerts/finding.h"
#include "domain/reviews/stage.h"

namespace contractwatch {

/// Info before the due date, a warning after it, critical from the policy's working days.
Severity severity_of(Urgency urgency);

std::vector<Audience> audience_of(StageFor told);

}  // namespace contractwatch

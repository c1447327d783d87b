// Somebody says that an alert is taken care of.
#pragma once

#include "app/asker.h"
#include "app/sweep.h"

namespace contractwatch {

/// Records it, and gives the alert as it then stands. `asked.by` is a claim; who really asked is beside it in the log.
Result<Alert> acknowledge_alert(Store& store, const Clock& clock, const SweepSettings& settings, AlertId alert,
                                const Acknowledgement& asked, const Asker& asker);

}  // namespace contractwatch

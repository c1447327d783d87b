// Whether settings that are each right for themselves go together.
#pragma once

#include "settings/reading.h"

namespace contractwatch {

/// Complains at the key that is best changed. Looks at the secret file too: it must be there, and closed to other
/// users.
void check_agreement(const Settings& settings, Complaints& complaints);

}  // namespace contractwatch

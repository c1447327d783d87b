// The settings in force, as `settings show` prints them and the record keeps them.
#pragma once

#include "domain/facts/fields.h"
#include "settings/settings.h"

namespace contractwatch {

/// Every key with its value as it would be written, in the order of the table, then every feed's keys as feed.NAME.key.
/// Settings hold the places of secrets and no secret, so nothing needs to be left out.
Fields effective(const Settings& settings);

}  // namespace contractwatch

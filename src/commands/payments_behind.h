// payments behind ALERT: the rows that the figures of an alert rest on.
#pragma once

#include "commands/commands.h"

namespace contractwatch {

/// Adds `behind` below the command `payments`.
void add_payments_behind(CLI::App& payments, Invocation& invocation, CommandOutcome& outcome);

}  // namespace contractwatch

// payments r20: the figures that the select committee asked for, shown together.
#pragma once

#include "commands/commands.h"

namespace contractwatch {

/// Adds `r20` below the command `payments`.
void add_payments_r20(CLI::App& payments, Invocation& invocation, CommandOutcome& outcome);

}  // namespace contractwatch

// payments apart: what stands apart from the figures, with the reason.
#pragma once

#include "commands/commands.h"

namespace contractwatch {

/// Adds `apart` below the command `payments`.
void add_payments_apart(CLI::App& payments, Invocation& invocation, CommandOutcome& outcome);

}  // namespace contractwatch

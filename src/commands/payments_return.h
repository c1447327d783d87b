// payments return: what the council publishes of its payments by law, with the rows behind it.
#pragma once

#include "commands/commands.h"

namespace contractwatch {

/// Adds `return` below the command `payments`.
void add_payments_return(CLI::App& payments, Invocation& invocation, CommandOutcome& outcome);

}  // namespace contractwatch

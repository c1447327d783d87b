// payments interest: what statutory interest on late invoices comes to.
#pragma once

#include "commands/commands.h"

namespace contractwatch {

/// Adds `interest` below the command `payments`.
void add_payments_interest(CLI::App& payments, Invocation& invocation, CommandOutcome& outcome);

}  // namespace contractwatch

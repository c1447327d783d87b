// payments credits: the credit notes, and what each of them reduces.
#pragma once

#include "commands/commands.h"

namespace contractwatch {

void add_payments_credits(CLI::App& payments, Invocation& invocation, CommandOutcome& outcome);

}  // namespace contractwatch

// The commands: one file each. Each adds itself to the command line; its callback sets the exit code.
#pragma once

#include "commands/invocation.h"

namespace CLI {
class App;
}

namespace contractwatch {

/// What the chosen command came to.
struct CommandOutcome {
    Exit exit = Exit::done;
};

using AddCommand = void (*)(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);

void add_run(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);
void add_import(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);
void add_sweep(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);
void add_deliver(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);
void add_findings(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);
void add_alerts(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);
void add_acknowledge(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);
void add_explain(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);
void add_reviews(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);
void add_review(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);  ///< review record, defer, withdraw
void add_measures(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);
void add_spc(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);
void add_payments(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);  ///< payments, payments interest
void add_contract(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);
void add_preview(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);
void add_audit(CLI::App& app, Invocation& invocation,
               CommandOutcome& outcome);  ///< audit verify, tail, key, and these:
void add_export(CLI::App& audit, Invocation& invocation, CommandOutcome& outcome);
void add_prune(CLI::App& audit, Invocation& invocation, CommandOutcome& outcome);
void add_erase(CLI::App& audit, Invocation& invocation, CommandOutcome& outcome);
void add_backup(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);
void add_restore(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);
void add_settings(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);  ///< settings check, settings show
void add_mail(CLI::App& app, Invocation& invocation, CommandOutcome& outcome);      ///< mail test

/// The whole program: reads the line, runs the command, gives the exit code.
int run_program(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

}  // namespace contractwatch

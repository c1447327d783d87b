// run: the service, until SIGTERM.
#include <filesystem>

#include <CLI/CLI.hpp>

#include "adapters/system/accounts.h"
#include "adapters/system/journal_writer.h"
#include "commands/commands.h"
#include "daemon/service.h"

namespace contractwatch {
namespace {

Exit run(Invocation& invocation) {
    if (!invocation.options().now.empty())
        return invocation.fail(
            refused("run goes by the machine's clock; --now is for rehearsal with sweep and deliver"));
    const auto settings = invocation.settings();
    if (!settings) return Exit::wrong_usage;
    const auto database = invocation.database(*settings);
    const auto folder = std::filesystem::absolute(database).parent_path();
    if (!std::filesystem::is_directory(folder)) {
        return invocation.fail(
            invalid(folder.string() + ": there is no such folder for the record; make it, or set database.path"));
    }
    if (auto became = become_owner_of(folder); !became) return invocation.fail(became.error());
    const auto journal = open_journal();
    const auto program = std::filesystem::read_symlink("/proc/self/exe").string();
    return static_cast<Exit>(
        run_service({program, invocation.settings_path(), database}, *settings, *invocation.clock(), *journal));
}

}  // namespace

void add_run(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto* command = app.add_subcommand("run", "Run the service until SIGTERM; SIGHUP reloads the settings");
    command->callback([&invocation, &outcome] { outcome.exit = run(invocation); });
}

}  // namespace contractwatch

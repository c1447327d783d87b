// The command line as a whole.
#include <algorithm>
#include <array>
#include <iterator>

#include <CLI/CLI.hpp>

#include "base/text.h"
#include "commands/commands.h"
#include "ports/store.h"

namespace contractwatch {
namespace {

constexpr std::array<AddCommand, 20> commands{add_run,      add_import,      add_sweep,    add_deliver,  add_findings,
                                              add_alerts,   add_acknowledge, add_explain,  add_reviews,  add_review,
                                              add_measures, add_spc,         add_payments, add_contract, add_preview,
                                              add_audit,    add_backup,      add_restore,  add_settings, add_mail};

void add_global_options(CLI::App& app, GlobalOptions& options) {
    app.add_option("--settings", options.settings_file,
                   "The settings file (default: /etc/contractwatch/contractwatch.toml)")
        ->type_name("FILE");
    app.add_option("--database", options.database, "The record (default: the settings' database.path)")
        ->type_name("FILE");
    app.add_option("--now", options.now,
                   "The time to work for, for rehearsal: 2026-10-01, 2026-10-01T08:00 or an instant")
        ->type_name("INSTANT");
    app.add_flag("--json", options.json, "Print one JSON document");
    app.add_flag("--quiet", options.quiet, "Print nothing but errors");
}

/// The place of the first argument that is neither a global option nor the value of one.
std::vector<std::string>::iterator first_word(std::vector<std::string>& arguments) {
    constexpr std::array<std::string_view, 3> with_value{"--settings", "--database", "--now"};
    auto at = arguments.begin();
    while (at != arguments.end() && at->starts_with('-')) {
        const bool takes_next = std::ranges::find(with_value, *at) != with_value.end();
        at += takes_next && std::distance(at, arguments.end()) > 1 ? 2 : 1;
    }
    return at;
}

/// `help COMMAND` is `COMMAND --help`.
std::vector<std::string> arguments_of(int argc, const char* const* argv) {
    std::vector<std::string> arguments(argv + 1, argv + argc);
    const auto word = first_word(arguments);
    if (word != arguments.end() && *word == "help") {
        arguments.erase(word);
        arguments.emplace_back("--help");
    }
    return arguments;
}

/// Refuses a first word that is no command, with the name of the nearest one.
Result<void> check_command(const CLI::App& app, std::vector<std::string>& arguments) {
    const auto word = first_word(arguments);
    if (word == arguments.end()) return {};
    const auto known = app.get_subcommands([](const CLI::App*) { return true; });
    std::vector<std::string> names;
    for (const auto* command : known)
        names.push_back(command->get_name());
    if (std::ranges::find(names, *word) != names.end()) return {};
    const auto near = nearest(*word, {names.begin(), names.end()});
    return invalid(
        "there is no command " + *word +
        (near.empty() ? "; `contractwatch --help` lists them" : "; did you mean " + std::string{near} + "?"));
}

}  // namespace

int run_program(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
    CLI::App app{"Watches a council's contracts: reviews that are due, targets that slip, invoices that are paid late.",
                 "contractwatch"};
    app.set_version_flag("--version", "contractwatch " CONTRACTWATCH_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    Invocation invocation{out, err};
    CommandOutcome outcome;
    add_global_options(app, invocation.options());
    for (const auto add : commands)
        add(app, invocation, outcome);
    for (auto* command : app.get_subcommands({}))
        command->fallthrough();
    auto arguments = arguments_of(argc, argv);
    if (const auto known = check_command(app, arguments); !known)
        return static_cast<int>(invocation.fail(known.error()));
    std::ranges::reverse(arguments);  // CLI11 takes them from the back
    try {
        app.parse(arguments);
    } catch (const CLI::ParseError& stop) {
        const auto code = app.exit(stop, out, err);
        return code == 0 ? 0 : static_cast<int>(Exit::wrong_usage);
    } catch (const std::exception& failure) {
        err << "contractwatch: " << failure.what() << '\n';
        return static_cast<int>(Exit::could_not);
    }
    return static_cast<int>(outcome.exit);
}

}  // namespace contractwatch

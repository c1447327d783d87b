// backup FILE and restore FILE: a copy of the record while the service runs, and the way back to one.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "adapters/system/accounts.h"
#include "base/text.h"
#include "commands/commands.h"
#include "daemon/copies.h"
#include "daemon/restore.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

Exit back_up_record(Invocation& invocation, const std::string& file) {
    const auto settings = invocation.settings();
    if (!settings) return Exit::wrong_usage;
    if (!invocation.record()) return Exit::could_not;
    const auto made = back_up(invocation.database(*settings), file);
    if (!made) return invocation.fail(made.error());
    if (invocation.wants_json()) {
        invocation.print(json::object{{"file", made->files.front()},
                                      {"head", made->head.text()},
                                      {"bytes", made->bytes},
                                      {"sha256", made->sha256}});
    } else if (!invocation.quiet()) {
        invocation.out() << made->files.front() << ": the record up to its head " << made->head.text() << ", "
                         << made->bytes << " bytes, checked\n  SHA-256 " << made->sha256 << '\n';
    }
    return Exit::done;
}

json::object document_of(const Restored& restored, const std::string& database, const std::string& file) {
    const auto text_or_null = [](const std::string& text) { return text.empty() ? json::value{} : json::value(text); };
    return {{"database", database},
            {"file", file},
            {"sha256", restored.sha256},
            {"head", restored.head.text()},
            {"replaced_head", restored.replaced.sequence == 0 ? json::value{} : json::value(restored.replaced.text())},
            {"lost_entries", restored.lost},
            {"kept_as", text_or_null(restored.kept_as)},
            {"entry", restored.entry}};
}

void print_words(std::ostream& out, const Restored& restored, const std::string& database, const std::string& file) {
    out << database << " is what " << file << " holds, up to its head " << restored.head.text() << ".\n";
    if (restored.replaced.sequence > 0)
        out << "  no longer in it: " << counted(restored.lost, "entry", "entries")
            << " of the record before, whose head was " << restored.replaced.text() << '\n';
    if (!restored.kept_as.empty()) out << "  what it replaced is kept: " << restored.kept_as << '\n';
    out << "  entry " << restored.entry << " of the log says so\n";
}

Exit restore_record(Invocation& invocation, const std::string& file, Loss loss) {
    const auto settings = invocation.settings();
    const auto* clock = invocation.clock();
    if (!settings || clock == nullptr) return Exit::wrong_usage;
    const auto database = invocation.database(*settings);
    const auto restored = restore({database, file, loss, {current_user(), {}}}, *clock);
    if (!restored) return invocation.fail(restored.error());
    if (invocation.wants_json()) {
        invocation.print(document_of(*restored, database, file));
    } else if (!invocation.quiet()) {
        print_words(invocation.out(), *restored, database, file);
    }
    return Exit::done;
}

}  // namespace

void add_backup(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto file = std::make_shared<std::string>();
    auto* command =
        app.add_subcommand("backup", "Make a whole, checked copy of the record, whether the service runs or not");
    command->add_option("FILE", *file, "The copy; a file that does not exist yet")->required();
    command->callback([&invocation, &outcome, file] { outcome.exit = back_up_record(invocation, *file); });
}

void add_restore(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto file = std::make_shared<std::string>();
    auto accepted = std::make_shared<bool>(false);
    auto* command = app.add_subcommand("restore", "Go back to a copy of the record, while no service runs");
    command->add_option("FILE", *file, "The copy; it is checked whole, and stays as it is")->required();
    command->add_flag("--accept-loss", *accepted, "Go back even where entries of the record are not in the copy");
    command->callback([&invocation, &outcome, file, accepted] {
        outcome.exit = restore_record(invocation, *file, *accepted ? Loss::accepted : Loss::refused);
    });
}

}  // namespace contractwatch

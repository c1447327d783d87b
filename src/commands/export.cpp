// audit export: the log and the facts as CSV files, readable without SQLite.
#include "daemon/export.h"

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "base/text.h"
#include "commands/commands.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

Exit export_facts(Invocation& invocation, const std::string& folder) {
    const auto settings = invocation.settings();
    if (!settings) return Exit::wrong_usage;
    if (!invocation.record()) return Exit::could_not;
    const auto made = export_record(invocation.database(*settings), folder);
    if (!made) return invocation.fail(made.error());
    json::array files;
    std::int64_t rows = 0;
    for (const auto& each : made->files) {
        files.push_back({{"file", each.file},
                         {"table", each.table},
                         {"rows", each.rows},
                         {"bytes", each.bytes},
                         {"sha256", each.sha256}});
        rows += each.rows;
    }
    if (invocation.wants_json()) {
        invocation.print(json::object{{"out", folder}, {"head", made->head.text()}, {"files", std::move(files)}});
    } else if (!invocation.quiet()) {
        invocation.out() << folder << ": " << counted(rows, "row") << " in "
                         << counted(static_cast<long long>(made->files.size()), "file") << ", up to the head "
                         << made->head.text() << "; manifest.json has the SHA-256 of each\n";
    }
    return Exit::done;
}

}  // namespace

void add_export(CLI::App& audit, Invocation& invocation, CommandOutcome& outcome) {
    auto folder = std::make_shared<std::string>();
    auto* command = audit.add_subcommand("export", "Write the log and all facts as CSV files, with a manifest");
    command->add_option("--out", *folder, "The folder for them; one that does not exist yet, or is empty")
        ->required()
        ->type_name("DIR");
    command->callback([&invocation, &outcome, folder] { outcome.exit = export_facts(invocation, *folder); });
}

}  // namespace contractwatch

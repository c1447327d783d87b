// preview --from D --to D: every mail that would be sent if no fact changed.
#include "daemon/preview.h"

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "commands/commands.h"
#include "commands/table.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

struct PreviewOptions {
    std::string from;
    std::string to;
    std::string mail_folder;
};

json::array json_of(const std::vector<MessageSummary>& messages) {
    json::array array;
    for (const auto& message : messages) {
        array.push_back({{"on", message.on.text()},
                         {"to", message.to.given()},
                         {"subject", message.subject},
                         {"findings", json::array(message.findings.begin(), message.findings.end())}});
    }
    return array;
}

Exit show_preview(Invocation& invocation, const PreviewOptions& options) {
    const auto from = Date::parse(options.from);
    const auto to = Date::parse(options.to);
    if (!from || !to)
        return invocation.fail(
            invalid((from ? "--to " + options.to : "--from " + options.from) + " is no day; write it as 2026-10-31"));
    const auto settings = invocation.settings();
    const auto* clock = invocation.clock();
    if (!settings || clock == nullptr) return Exit::wrong_usage;
    if (!invocation.record()) return Exit::could_not;
    const auto messages =
        preview({invocation.database(*settings), *from, *to, options.mail_folder}, *settings, clock->now());
    if (!messages) return invocation.fail(messages.error());
    const auto array = json_of(*messages);
    if (invocation.wants_json()) {
        invocation.print(array);
    } else if (!invocation.quiet()) {
        print_table(invocation.out(), array, {{"on", "on"}, {"to", "to"}, {"subject", "subject"}});
    }
    return Exit::done;
}

}  // namespace

void add_preview(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto options = std::make_shared<PreviewOptions>();
    auto* command =
        app.add_subcommand("preview", "Show every mail that would be sent on coming days if no fact changed");
    command->add_option("--from", options->from, "The first day")->required()->type_name("DATE");
    command->add_option("--to", options->to, "The last day")->required()->type_name("DATE");
    command->add_option("--mail-dir", options->mail_folder, "Write the mails into this folder")->type_name("FOLDER");
    command->callback([&invocation, &outcome, options] { outcome.exit = show_preview(invocation, *options); });
}

}  // namespace contractwatch

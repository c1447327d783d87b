// sweep: one evaluation of everything that is due for it.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "base/text.h"
#include "commands/commands.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

void print_words(std::ostream& out, const json::object& summary) {
    const auto count = [&](const char* name) { return summary.at(name).to_number<std::int64_t>(); };
    out << counted(count("evaluated"), "part of contracts", "parts of contracts")
        << " evaluated: " << counted(count("raised"), "alert") << " raised, " << count("resolved") << " resolved, "
        << count("withdrawn") << " withdrawn, " << count("reminded") << " reminded, " << count("escalated")
        << " escalated; " << counted(count("queued"), "message") << " queued\n";
    std::map<std::string, int> reasons;
    for (const auto& each : summary.at("not_sent").as_array())
        ++reasons[json::value_to<std::string>(each.at("reason"))];
    for (const auto& [reason, alerts] : reasons)
        out << "  not sent: " << alerts << " (" << reason << ")\n";
    for (const auto& each : summary.at("known_figures").as_array())
        out << "  known now: " << each.as_string().c_str() << '\n';
    if (!summary.at("gap").as_string().empty()) out << "  " << summary.at("gap").as_string().c_str() << '\n';
}

}  // namespace

void add_sweep(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto* command = app.add_subcommand("sweep", "Evaluate what is due, raise and resolve alerts, queue messages");
    command->callback([&invocation, &outcome] {
        const auto reply = invocation.submit({"sweep", "{}", {}});
        outcome.exit = reply.exit;
        if (reply.exit != Exit::done) return;
        if (invocation.wants_json()) return invocation.print(reply.result);
        if (!invocation.quiet()) print_words(invocation.out(), reply.result.as_object());
    });
}

}  // namespace contractwatch

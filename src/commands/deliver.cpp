// deliver: one pass over the outbox.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "commands/commands.h"

namespace contractwatch {

void add_deliver(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto* command = app.add_subcommand("deliver", "Deliver the messages that are due");
    command->callback([&invocation, &outcome] {
        const auto reply = invocation.submit({"deliver", "{}", {}});
        outcome.exit = reply.exit;
        if (reply.exit != Exit::done) return;
        if (invocation.wants_json()) return invocation.print(reply.result);
        if (invocation.quiet()) return;
        const auto& summary = reply.result.as_object();
        invocation.out() << summary.at("sent") << " sent, " << summary.at("deferred") << " deferred, "
                         << summary.at("failed") << " refused; " << summary.at("waiting") << " waiting\n";
        const auto& next = summary.at("next_attempt_at");
        if (next.is_string()) invocation.out() << "  the next attempt is due at " << next.as_string().c_str() << '\n';
    });
}

}  // namespace contractwatch

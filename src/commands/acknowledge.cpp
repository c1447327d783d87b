// acknowledge ALERT: somebody says that it is taken care of.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "commands/commands.h"

namespace contractwatch {

void add_acknowledge(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    struct Asked {
        std::int64_t alert = 0;
        std::string by;
        std::string note;
        std::string until;
    };
    auto asked = std::make_shared<Asked>();
    auto* command = app.add_subcommand("acknowledge", "Stop reminders and escalation of an alert until a day");
    command->add_option("ALERT", asked->alert, "The alert's number, as mails and `alerts` show it")->required();
    command->add_option("--by", asked->by, "Who takes care of it (an email address)")->required();
    command->add_option("--note", asked->note, "What is being done")->required();
    command->add_option("--until", asked->until, "The last day on which it holds (default: the settings' working days)")
        ->type_name("DATE");
    command->callback([&invocation, &outcome, asked] {
        const boost::json::object arguments{
            {"alert", asked->alert}, {"by", asked->by}, {"note", asked->note}, {"until", asked->until}};
        const auto reply = invocation.submit({"acknowledge", boost::json::serialize(arguments), {}});
        outcome.exit = reply.exit;
        if (reply.exit != Exit::done) return;
        if (invocation.wants_json()) return invocation.print(reply.result);
        if (invocation.quiet()) return;
        invocation.out() << "Alert " << asked->alert << " is acknowledged until "
                         << reply.result.at("acknowledged_until").as_string().c_str() << ".\n";
    });
}

}  // namespace contractwatch

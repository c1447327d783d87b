// mail test ADDRESS: a message through the whole way that mails go.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "commands/commands.h"

namespace contractwatch {

void add_mail(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto* mail = app.add_subcommand("mail", "Try out the way that mails go");
    mail->require_subcommand(1);
    mail->fallthrough();
    auto address = std::make_shared<std::string>();
    auto* test = mail->add_subcommand("test", "Send a test message and tell what the server said");
    test->add_option("ADDRESS", *address, "To whom")->required();
    test->callback([&invocation, &outcome, address] {
        const auto reply =
            invocation.submit({"mail_test", boost::json::serialize(boost::json::object{{"address", *address}}), {}});
        outcome.exit = reply.exit;
        if (!reply.result.is_object() || reply.result.get_object().contains("error")) return;
        if (invocation.wants_json()) return invocation.print(reply.result);
        if (invocation.quiet()) return;
        invocation.out() << "To " << *address << ": " << reply.result.at("state").as_string().c_str() << " ("
                         << reply.result.at("reply").as_string().c_str() << ")\n";
    });
}

}  // namespace contractwatch

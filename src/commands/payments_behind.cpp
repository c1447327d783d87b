// payments behind ALERT: the rows that the figures of an alert rest on, as they were told then and as known now.
#include "commands/payments_behind.h"

#include <CLI/CLI.hpp>

#include "app/rows_as_known.h"
#include "app/story.h"
#include "base/text.h"
#include "commands/enquiry.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

struct BehindOptions {
    std::string alert;
    bool lines = false;
    bool rows = false;
};

/// An alert's figures as it kept them, and their rows as known now.
struct Shown {
    Alert alert;
    std::vector<RowsKept> kept;
    RowsAsKnown known;
    Date as_at;
};

json::array list_of(const std::string& text) {
    json::array lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        lines.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

json::array kept_in(const Shown& shown) {
    json::array list;
    for (const auto& each : shown.kept)
        list.push_back({{"entry", each.entry},
                        {"day", each.on.text()},
                        {"summary", each.summary},
                        {"rows_behind", each.invoices},
                        {"rows_sha256", each.sha256},
                        {"same_rows", each.sha256 == shown.known.sha256}});
    return list;
}

json::object document_of(Shown& shown, const BehindOptions& options) {
    json::object document{{"alert", shown.alert.id},
                          {"key", shown.alert.key},
                          {"from", shown.known.days.first.text()},
                          {"to", shown.known.days.last.text()},
                          {"kept", kept_in(shown)},
                          {"as_at", shown.as_at.text()},
                          {"rows_behind", shown.known.invoices},
                          {"rows_sha256", shown.known.sha256}};
    if (options.lines) document.emplace("lines", list_of(shown.known.lines.text()));
    if (options.rows) document.emplace("rows", list_of(shown.known.rows.text()));
    return document;
}

void print_words(std::ostream& out, const Shown& shown) {
    out << "Alert " << shown.alert.id << " (" << single_line(shown.alert.key) << "), of "
        << shown.known.days.first.text() << " to " << shown.known.days.last.text() << ":\n";
    for (const auto& each : shown.kept)
        out << "  told as of " << each.on.text() << " (entry " << each.entry
            << "): " << counted(each.invoices, "invoice") << ", SHA-256 " << each.sha256 << '\n'
            << "    " << single_line(each.summary) << '\n';
    if (shown.kept.empty()) out << "  It keeps no digest of the rows behind its figures.\n";
    out << "  as known on " << shown.as_at.text() << ": " << counted(shown.known.invoices, "invoice") << ", SHA-256 "
        << shown.known.sha256;
    if (!shown.kept.empty())
        out << (shown.kept.back().sha256 == shown.known.sha256 ? ", the rows that were told last"
                                                               : ", other rows than were told last");
    out << "\n--lines prints what is digested, --rows the line of each invoice.\n";
}

Exit show_behind(Invocation& invocation, const Enquiry& enquiry, const BehindOptions& options) {
    const auto alert = find_alert(enquiry.record(), options.alert);
    if (!alert) return invocation.fail(alert.error());
    const auto steps = enquiry.history().steps_of(alert->id);
    auto known = rows_as_known(enquiry.record(), enquiry.rules(), steps, enquiry.today());
    if (!known)
        return invocation.fail(invalid("alert " + std::to_string(alert->id) +
                                       " says no figure of payments that rests on more than it lists"));
    Shown shown{*alert, rows_kept(steps), std::move(*known), enquiry.today()};
    if (invocation.wants_json()) {
        invocation.print(document_of(shown, options));
    } else if (options.lines) {
        invocation.out() << shown.known.lines.text();
    } else if (options.rows) {
        invocation.out() << shown.known.rows.text();
    } else if (!invocation.quiet()) {
        print_words(invocation.out(), shown);
    }
    return Exit::done;
}

}  // namespace

void add_payments_behind(CLI::App& payments, Invocation& invocation, CommandOutcome& outcome) {
    auto options = std::make_shared<BehindOptions>();
    auto* command = payments.add_subcommand(
        "behind", "Show the digests of the rows behind an alert's figures, as told then and as known now");
    command->add_option("ALERT", options->alert, "The alert's number, or its key")->required();
    auto* lines = command->add_flag("--lines", options->lines, "Print what is digested, as known now");
    command->add_flag("--rows", options->rows, "Print the line of each invoice, as known now")->excludes(lines);
    command->callback([&invocation, &outcome, options] {
        const auto enquiry = Enquiry::open(invocation, outcome);
        if (enquiry) outcome.exit = show_behind(invocation, *enquiry, *options);
    });
}

}  // namespace contractwatch

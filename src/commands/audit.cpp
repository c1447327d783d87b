// audit verify and audit tail: whether the log is what was written, and its last entries.
#include <fstream>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "adapters/sqlite/heads.h"
#include "adapters/sqlite/verify.h"
#include "base/text.h"
#include "commands/enquiry.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

json::object document_of(const sqlite::VerifyReport& report) {
    json::array problems;
    for (const auto& each : report.problems) {
        problems.push_back(
            {{"table", each.table}, {"row", each.row}, {"entry", each.entry}, {"message", each.message}});
    }
    return {{"entries", report.entries},
            {"head", report.head.text()},
            {"verified", report.verified()},
            {"problems", std::move(problems)}};
}

void print_words(std::ostream& out, const sqlite::VerifyReport& report) {
    if (report.verified()) {
        out << "The record is what was written: " << report.entries << " entries, head " << report.head.text() << '\n';
        return;
    }
    out << "The record is NOT what was written (" << report.entries << " entries, head " << report.head.text()
        << "):\n";
    for (const auto& each : report.problems)
        out << "  " << each.table << ": " << each.message << '\n';
}

/// The head that a mail carries, or the text itself where it is no file.
std::string head_in(const std::string& text) {
    std::ifstream file{text};
    constexpr std::string_view header = "X-Contractwatch-Log:";
    for (std::string line; std::getline(file, line) && line != "\r" && !line.empty();) {
        if (line.starts_with(header)) return std::string{trimmed(std::string_view{line}.substr(header.size()))};
    }
    return text;
}

Exit verify_record(Invocation& invocation, const std::vector<std::string>& kept) {
    const auto settings = invocation.settings();
    if (!settings) return Exit::wrong_usage;
    if (!invocation.record()) return Exit::could_not;
    auto report = sqlite::verify(invocation.database(*settings));
    if (!report) return invocation.fail(report.error());
    std::vector<std::string> heads;
    for (const auto& each : kept)
        heads.push_back(head_in(each));
    const auto unmatched = sqlite::check_heads(invocation.database(*settings), heads);
    if (!unmatched) return invocation.fail(unmatched.error());
    report->problems.insert(report->problems.end(), unmatched->begin(), unmatched->end());
    if (invocation.wants_json()) {
        invocation.print(document_of(*report));
    } else if (!invocation.quiet() || !report->verified()) {
        print_words(invocation.out(), *report);
    }
    return report->verified() ? Exit::done : Exit::does_not_hold;
}

json::value detail_of(const Entry& entry) {
    boost::system::error_code fault;
    auto detail = json::parse(entry.detail_json.empty() ? "{}" : entry.detail_json, fault);
    if (fault)
        throw RecordFailure("the record is damaged: the detail of entry " + std::to_string(entry.sequence) +
                            " is no JSON; contractwatch audit verify says more");
    return detail;
}

/// A person named with --by is a claim, and stands beside who.
std::string who_in_words(const Entry& entry) {
    return entry.head.claimed_by.empty() ? entry.head.who : entry.head.who + " for " + entry.head.claimed_by;
}

json::array document_of(const std::vector<Entry>& entries) {
    json::array document;
    for (const auto& entry : entries) {
        document.push_back({{"sequence", entry.sequence},
                            {"at", text_of(entry.head.at)},
                            {"who", entry.head.who},
                            {"what", entry.head.what},
                            {"subject", entry.head.subject},
                            {"detail", detail_of(entry)},
                            {"hash", entry.hash},
                            {"claimed_by", entry.head.claimed_by},
                            {"clock", entry.head.clock_given ? "given" : "system"}});
    }
    return document;
}

json::array readable(const std::vector<Entry>& entries) {
    auto lines = document_of(entries);
    for (std::size_t at = 0; at < entries.size(); ++at) {
        auto& line = lines[at].as_object();
        line["who"] = who_in_words(entries[at]);
        line["hash"] = entries[at].hash.substr(0, 12);
    }
    return lines;
}

Exit show_tail(Invocation& invocation, int count) {
    if (!invocation.settings()) return Exit::wrong_usage;
    const auto opened = invocation.record();
    if (!opened) return Exit::could_not;
    const auto entries = opened->record->last_entries(count);
    show(invocation, document_of(entries), readable(entries),
         {{"entry", "sequence"},
          {"at", "at"},
          {"who", "who"},
          {"what", "what"},
          {"subject", "subject"},
          {"hash", "hash"},
          {"detail", "detail"}});
    return Exit::done;
}

}  // namespace

void add_audit(CLI::App& app, Invocation& invocation, Outcome& outcome) {
    auto* audit = app.add_subcommand("audit", "Look into the log of everything that was recorded");
    audit->require_subcommand(1);
    audit->fallthrough();
    auto* verify = audit->add_subcommand("verify", "Check that the record is what was written");
    auto kept = std::make_shared<std::vector<std::string>>();
    verify->add_option("--head", *kept, "A head of the log kept outside of it: sequence:hash, or a mail (.eml)")
        ->type_name("HEAD");
    verify->callback([&invocation, &outcome, kept] { outcome.exit = verify_record(invocation, *kept); });
    auto count = std::make_shared<int>(20);
    auto* tail = audit->add_subcommand("tail", "Show the last entries");
    tail->add_option("-n", *count, "How many (default: 20)")->type_name("N")->check(CLI::Range(1, 1'000'000));
    tail->callback([&invocation, &outcome, count] { outcome.exit = show_tail(invocation, *count); });
}

}  // namespace contractwatch

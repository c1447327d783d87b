// audit verify, audit tail and audit key: whether the log is what was written, its last entries, and the key of its
// notes.

#include <algorithm>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "adapters/sqlite/verify.h"
#include "base/text.h"
#include "commands/enquiry.h"
#include "daemon/kept_heads.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

/// What the record is to be held against.
struct Kept {
    std::vector<std::string> heads;
    std::vector<std::string> keys;
};

json::array json_of(const std::vector<CheckedHead>& heads) {
    json::array array;
    for (const auto& each : heads) {
        array.push_back({{"given", each.where},
                         {"head", each.head.text()},
                         {"signed_by", each.signed_by.empty() ? json::value() : json::value(each.signed_by)},
                         {"holds", each.holds}});
    }
    return array;
}

json::object document_of(const sqlite::VerifyReport& report, const KeptCheck& kept) {
    json::array problems;
    for (const auto& each : report.problems) {
        problems.push_back(
            {{"table", each.table}, {"row", each.row}, {"entry", each.entry}, {"message", each.message}});
    }
    return {{"entries", report.entries},   {"head", report.head.text()},    {"pruned", report.pruned},
            {"erased", report.erased},     {"verified", report.verified()}, {"problems", std::move(problems)},
            {"heads", json_of(kept.heads)}};
}

void print_words(std::ostream& out, const sqlite::VerifyReport& report, const KeptCheck& kept) {
    if (!report.verified()) {
        out << "The record is NOT what was written (" << report.entries << " entries, head " << report.head.text()
            << "):\n";
        for (const auto& each : report.problems)
            out << "  " << each.table << ": " << each.message << '\n';
        return;
    }
    out << "The record is what was written: " << report.entries << " entries, head " << report.head.text() << '\n';
    if (report.pruned + report.erased > 0) {
        out << "Of " << counted(report.pruned, "row") << " that went after their retention, and of "
            << counted(report.erased, "row") << " in which a text was erased, the digests stand\n";
    }
    if (kept.heads.empty()) return;
    const auto latest = std::ranges::max(kept.heads, {}, [](const CheckedHead& each) { return each.head.sequence; });
    out << "It agrees with what was kept outside of it: " << counted(static_cast<long long>(kept.heads.size()), "head")
        << ", the latest of entry " << latest.head.sequence << '\n';
}

Exit verify_record(Invocation& invocation, const Kept& kept) {
    const auto settings = invocation.settings();
    if (!settings) return Exit::wrong_usage;
    const auto opened = invocation.record();
    if (!opened) return Exit::could_not;
    auto report = sqlite::verify(invocation.database(*settings));
    if (!report) return invocation.fail(report.error());
    const auto check = check_kept(*opened, kept.heads, kept.keys);
    if (!check) return invocation.fail(check.error());
    report->problems.insert(report->problems.end(), check->problems.begin(), check->problems.end());
    if (invocation.wants_json()) {
        invocation.print(document_of(*report, *check));
    } else if (!invocation.quiet() || !report->verified()) {
        print_words(invocation.out(), *report, *check);
    }
    return report->verified() ? Exit::done : Exit::does_not_hold;
}

json::object document_of_key(const Entry& entry) {
    return {{"key", entry.head.subject}, {"made_at", text_of(entry.head.at)}, {"entry", entry.sequence}};
}

/// The one in use, and in JSON those before it.
Exit show_key(Invocation& invocation) {
    if (!invocation.settings()) return Exit::wrong_usage;
    const auto opened = invocation.record();
    if (!opened) return Exit::could_not;
    auto made = opened->record->entries_of("key_made");
    if (made.empty()) {
        return invocation.fail(unavailable(
            "no key for notes has been made for this record yet; the first start of the service or the first "
            "sweep makes one"));
    }
    auto document = document_of_key(made.back());
    made.pop_back();
    json::array earlier;
    for (const auto& each : made)
        earlier.push_back(document_of_key(each));
    document.emplace("earlier", std::move(earlier));
    if (invocation.wants_json()) {
        invocation.print(document);
    } else {
        invocation.out() << document.at("key").as_string().c_str() << '\n';
    }
    return Exit::done;
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

void add_audit(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto* audit = app.add_subcommand("audit", "Look into the log of everything that was recorded");
    audit->require_subcommand(1);
    audit->fallthrough();
    auto* verify = audit->add_subcommand("verify", "Check that the record is what was written");
    auto kept = std::make_shared<Kept>();
    verify
        ->add_option("--head", kept->heads,
                     "A head of the log kept outside of it: sequence:hash, a mail (.eml) or a note; several at once")
        ->type_name("HEAD");
    verify->add_option("--key", kept->keys, "Your own copy of the verifier key: notes must be signed with it")
        ->type_name("KEY");
    verify->callback([&invocation, &outcome, kept] { outcome.exit = verify_record(invocation, *kept); });
    auto* key = audit->add_subcommand("key", "Print the key that notes of the log can be checked with");
    key->callback([&invocation, &outcome] { outcome.exit = show_key(invocation); });
    auto count = std::make_shared<int>(20);
    auto* tail = audit->add_subcommand("tail", "Show the last entries");
    tail->add_option("-n", *count, "How many (default: 20)")->type_name("N")->check(CLI::Range(1, 1'000'000));
    tail->callback([&invocation, &outcome, count] { outcome.exit = show_tail(invocation, *count); });
    add_export(*audit, invocation, outcome);
    add_prune(*audit, invocation, outcome);
    add_erase(*audit, invocation, outcome);
}

}  // namespace contractwatch

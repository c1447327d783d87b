// audit prune and audit erase: what has been kept as long as it must be goes from the record, and texts that must not
// stay.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "base/text.h"
#include "commands/commands.h"
#include "commands/table.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

struct PruneOptions {
    bool dry_run = false;
    bool confirmed = false;
};

/// The contracts that go, and those that stay although their time has passed, as a list for a person.
json::array contracts_in(const json::object& result) {
    json::array list;
    for (const auto& each : result.at("contracts").as_array()) {
        auto contract = each.as_object();
        contract.emplace("what", "goes");
        list.push_back(std::move(contract));
    }
    for (const auto& each : result.at("held_back").as_array()) {
        auto contract = each.as_object();
        contract.emplace("what", "stays: " + std::string{each.at("reason").as_string()});
        contract.emplace("rows", nullptr);
        list.push_back(std::move(contract));
    }
    return list;
}

std::string rows_in_words(const json::object& result) {
    std::string words;
    for (const auto& [table, rows] : result.at("rows").as_object())
        words += (words.empty() ? "rows of " : ", ") + std::string{table} + " " + json::serialize(rows);
    return words.empty() ? "no rows" : words;
}

/// What SQLite overwrote may still be read from an older moment that somebody looks at, and from copies.
void print_where_it_is_left(std::ostream& out, const json::object& result) {
    if (!result.at("wiped").as_bool())
        out << "Another program is reading the record as it was before, so that some of it may be left in the file "
               "ending in -wal until the service has written on.\n";
    out << "Copies that were made before still hold it.\n";
}

void print_pruned(std::ostream& out, const json::object& result, const PruneOptions& options) {
    const auto contracts = contracts_in(result);
    if (!contracts.empty()) {
        print_table(out, contracts,
                    {{"contract", "contract"},
                     {"last day", "ended_on"},
                     {"kept until", "kept_until"},
                     {"rows", "rows"},
                     {"what", "what"}});
    }
    const auto bodies = result.at("message_bodies").as_int64();
    const bool nothing = result.at("contracts").as_array().empty() && bodies == 0;
    if (nothing) {
        out << "Nothing has been kept longer than it must be.\n";
        return;
    }
    out << (options.dry_run ? "Would go" : "Went") << ": " << rows_in_words(result) << "; the bytes of "
        << counted(bodies, "message") << " for days before " << result.at("message_bodies_before").as_string().c_str()
        << ".\n";
    if (options.dry_run) {
        out << "Nothing was changed. Make a copy first (contractwatch backup FILE); then `contractwatch audit prune "
               "--yes` takes it out for good.\n";
        return;
    }
    out << "Entry " << result.at("entry").as_int64() << " of the log says so, and the digests stay.\n";
    print_where_it_is_left(out, result);
}

Exit prune_record(Invocation& invocation, const PruneOptions& options) {
    const Request request{"prune",
                          json::serialize(json::object{{"dry_run", options.dry_run}, {"confirmed", options.confirmed}}),
                          {},
                          options.dry_run ? Effect::dry_run : Effect::record};
    const auto reply = invocation.submit(request);
    if (reply.exit != Exit::done) return reply.exit;
    if (invocation.wants_json()) {
        invocation.print(reply.result);
    } else if (!invocation.quiet()) {
        print_pruned(invocation.out(), reply.result.as_object(), options);
    }
    return reply.exit;
}

struct EraseOptions {
    std::string table;
    std::int64_t row = 0;
    std::vector<std::string> columns;
    std::string reason;
    std::string by;
};

Exit erase_text(Invocation& invocation, const EraseOptions& options) {
    const json::object arguments{{"table", options.table},
                                 {"row", options.row},
                                 {"columns", json::array(options.columns.begin(), options.columns.end())},
                                 {"reason", options.reason},
                                 {"by", options.by}};
    const auto reply = invocation.submit({"erase", json::serialize(arguments), {}});
    if (reply.exit != Exit::done) return reply.exit;
    if (invocation.wants_json()) {
        invocation.print(reply.result);
        return reply.exit;
    }
    if (invocation.quiet()) return reply.exit;
    const auto& result = reply.result.as_object();
    const auto rows = static_cast<long long>(result.at("rows").as_array().size());
    if (rows == 0) {
        invocation.out() << "There is nothing in those columns; nothing changed.\n";
        return reply.exit;
    }
    invocation.out() << "Erased from " << counted(rows, "row") << "; entry " << result.at("entry").as_int64()
                     << " of the log says so, and the digests stay.\n";
    print_where_it_is_left(invocation.out(), result);
    return reply.exit;
}

}  // namespace

void add_prune(CLI::App& audit, Invocation& invocation, CommandOutcome& outcome) {
    auto options = std::make_shared<PruneOptions>();
    auto* command = audit.add_subcommand("prune", "Take out what has been kept as long as the settings ask");
    command->add_flag("--dry-run", options->dry_run, "Say what would go, change nothing");
    command->add_flag("--yes", options->confirmed, "Take it out for good; make a copy first");
    command->callback([&invocation, &outcome, options] { outcome.exit = prune_record(invocation, *options); });
}

void add_erase(CLI::App& audit, Invocation& invocation, CommandOutcome& outcome) {
    auto options = std::make_shared<EraseOptions>();
    auto* command = audit.add_subcommand("erase", "Erase words that must not stay from a record, in every row of it");
    command->add_option("TABLE", options->table, "The table, such as reviews")->required();
    command->add_option("ROW", options->row, "The id of one of its rows, as `contract REF --history` names it")
        ->required();
    command->add_option("--columns", options->columns, "Which columns, separated by commas")
        ->required()
        ->delimiter(',')
        ->type_name("COLUMNS");
    command->add_option("--reason", options->reason, "Why; it stays in the log, so without the words themselves")
        ->required();
    command->add_option("--by", options->by, "Who answers for it (an email address)")->required();
    command->callback([&invocation, &outcome, options] { outcome.exit = erase_text(invocation, *options); });
}

}  // namespace contractwatch

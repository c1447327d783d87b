// contract REF: the whole state of one contract; with --history everything that was recorded of it.
#include <CLI/CLI.hpp>

#include "app/contract_history.h"
#include "base/text.h"
#include "commands/chronicle.h"
#include "commands/enquiry.h"
#include "commands/json_of_portfolio.h"
#include "commands/json_of_supply_chain.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

DateRange year_either_way(Date today) {
    return {today.plus_months(-12), today.plus_months(12)};
}

DateRange last_closed_month(Date today) {
    const auto last = today.first_of_month() - Days{1};
    return {last.first_of_month(), last};
}

/// Duties are a kind that the record does not have yet, so that there are none of them.
json::object document_of(const ContractRef& contract, const RegisterEntry& entry, const Enquiry& enquiry) {
    const auto& portfolio = enquiry.portfolio();
    const auto today = enquiry.today();
    const PaymentQuestion question{last_closed_month(today), {PaymentGrouping::contract}, contract, Keep::figures};
    return {{"contract", entry.contract.reference.given()},
            {"as_at", today.text()},
            {"register", json_of(entry)},
            {"schedules", list_of(entry.schedules)},
            {"reviews", list_of(portfolio.reviews(year_either_way(today), contract))},
            {"measures", list_of(portfolio.measures(contract))},
            {"payments", list_of(portfolio.payments(question).rows)},
            {"supply_chain", json_of(supply_chain_of(enquiry.record(), enquiry.rules(), entry, today), today)},
            {"duties", json::array{}},
            {"actions", list_of(portfolio.actions(contract))},
            {"findings", list_of(portfolio.findings(contract))}};
}

std::string day_text(const std::optional<Date>& day) {
    return day ? day->text() : "not recorded";
}

std::string outcome_text(const RegisterEntry& entry) {
    const auto& named = entry.contract.outcome;
    if (named.empty()) return "none recorded";
    return named + (entry.outcome ? ", " + entry.outcome->title : ", which is not on the list");
}

void print_register(std::ostream& out, const RegisterEntry& entry, Date today) {
    const auto& contract = entry.contract;
    const auto& value = entry.whole_life_value;
    out << contract.reference << ": " << contract.title << " (as at " << today.text() << ")\n"
        << "  " << (entry.live ? "in force" : "not in force") << "; start " << day_text(contract.start) << ", end "
        << day_text(contract.end) << "; whole-life value " << (value ? value->text() : "not recorded") << "\n"
        << "  supplier: " << (contract.supplier.empty() ? "none recorded" : contract.supplier)
        << "; regime: " << name_of(contract.regime) << "\n"
        << "  importance: " << entry.importance.words << '\n'
        << "  outcome: " << outcome_text(entry) << '\n';
    for (const auto& officer : entry.officers) {
        out << "  " << words_for(officer.role) << ": " << officer.name << " <" << officer.person << ">"
            << (officer.in_post ? "" : ", no longer in post") << '\n';
    }
}

void print_part(std::ostream& out, std::string_view heading, const json::value& rows,
                const std::vector<TableHead>& columns) {
    out << '\n' << heading << '\n';
    print_table(out, rows.as_array(), columns);
}

void print_supply_chain(std::ostream& out, const json::object& chain) {
    const bool nothing = chain.at("sub_contracts").as_array().empty() && chain.at("returns").as_array().empty() &&
                         chain.at("unknown_sub_contracts").as_array().empty();
    if (nothing) return;
    print_part(out, "Sub-contracts", chain.at("sub_contracts"),
               {{"sub-contract", "sub_contract"},
                {"under", "parent"},
                {"tier", "supply_tier"},
                {"payer", "payer"},
                {"payee", "payee"},
                {"days", "terms_days"},
                {"clause", "prompt_payment_clause"},
                {"terms passed down", "flow_down"}});
    print_part(out,
               "Paid on time at each supply tier, last days from " + json::value_to<std::string>(chain.at("from")) +
                   " to " + json::value_to<std::string>(chain.at("to")),
               chain.at("tiers"),
               {{"tier", "supply_tier"},
                {"source", "source"},
                {"clock", "clock"},
                {"invoices", "population"},
                {"on time", "on_time"},
                {"weakest link", "weakest_link"}});
    print_part(out, "Supply-chain returns", chain.at("returns"),
               {{"period", "period"},
                {"due", "due_on"},
                {"state", "state"},
                {"submitted", "submitted_on"},
                {"invoices", "invoices_in_return"},
                {"nil", "nil_return"}});
    for (const auto& each : chain.at("unknown_sub_contracts").as_array())
        out << "Sub-contract " << each.at("sub_contract").as_string().c_str() << " is not recorded and "
            << counted(each.at("invoices").as_int64(), "invoice") << " name it.\n";
}

void print_words(std::ostream& out, const json::object& document, const RegisterEntry& entry, Date today) {
    print_register(out, entry, today);
    print_part(out, "What holds", document.at("findings"),
               {{"severity", "severity"}, {"finding", "kind"}, {"since", "since"}, {"what holds", "summary"}});
    print_part(out, "Schedules", document.at("schedules"),
               {{"lot", "lot"},
                {"review", "review_type"},
                {"rule", "rule"},
                {"anchor", "anchor"},
                {"from", "covers_from"},
                {"until", "covers_until"},
                {"origin", "origin"}});
    print_part(out, "Reviews due a year either way", document.at("reviews"),
               {{"lot", "lot"},
                {"review", "review_type"},
                {"nominal", "nominal_on"},
                {"due", "due_on"},
                {"state", "state"},
                {"held", "held_on"},
                {"rating", "rating"}});
    print_part(out, "Measures", document.at("measures"),
               {{"lot", "lot"},
                {"measure", "measure"},
                {"period", "period"},
                {"value", "value"},
                {"target", "target"},
                {"rating", "rating"},
                {"points", "points"},
                {"title", "title"}});
    print_part(out, "Actions", document.at("actions"),
               {{"action", "action"},
                {"kind", "kind"},
                {"due", "due_on"},
                {"state", "state"},
                {"owner", "owner_email"},
                {"measure", "raised_by_measure"},
                {"description", "description"}});
    print_part(out, "Payments in the last closed calendar month", document.at("payments"),
               {{"tier", "supply_tier"},
                {"source", "source"},
                {"clock", "clock"},
                {"invoices", "population"},
                {"on time", "on_time"},
                {"late now", "late_now"},
                {"not yet due", "not_yet_due"},
                {"disputed", "disputed"}});
    print_supply_chain(out, document.at("supply_chain").as_object());
}

Exit show_history(Invocation& invocation, const Enquiry& enquiry, const ContractRef& contract) {
    const auto happenings = history_of(enquiry.record(), enquiry.history(), contract);
    const auto entries = entries_of(happenings, enquiry.history());
    if (invocation.wants_json()) {
        invocation.print(list_of(happenings, entries));
    } else if (!invocation.quiet()) {
        invocation.out() << "Everything that was recorded of contract " << contract << ", in order\n";
        print_chronicle(invocation.out(), summed(happenings, 1), entries);
    }
    return Exit::done;
}

struct ContractOptions {
    std::string reference;
    bool history = false;
};

Exit show_contract(Invocation& invocation, const Enquiry& enquiry, const ContractOptions& options) {
    const auto& given = options.reference;
    const ContractRef contract{given};
    const auto known = enquiry.portfolio().check_known(contract);
    if (!known) return invocation.fail(known.error());
    if (options.history) return show_history(invocation, enquiry, contract);
    const auto entry = enquiry.portfolio().entry(contract);
    if (!entry) return invocation.fail(not_found("the register has no contract " + given));
    const auto document = document_of(contract, *entry, enquiry);
    if (invocation.wants_json()) {
        invocation.print(document);
    } else if (!invocation.quiet()) {
        print_words(invocation.out(), document, *entry, enquiry.today());
    }
    return Exit::done;
}

}  // namespace

void add_contract(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto options = std::make_shared<ContractOptions>();
    auto* command = app.add_subcommand("contract", "Show the whole state of one contract, or its whole history");
    command->add_option("REF", options->reference, "The contract's reference")->required();
    command->add_flag("--history", options->history,
                      "Everything that was recorded of it, entry by entry, instead of how it stands");
    command->callback([&invocation, &outcome, options] {
        const auto enquiry = Enquiry::open(invocation, outcome);
        if (enquiry) outcome.exit = show_contract(invocation, *enquiry, *options);
    });
}

}  // namespace contractwatch

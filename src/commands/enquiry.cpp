// What the commands that only read have in common: what they work on, how days are given, how lists are shown.
#include "commands/enquiry.h"

#include <boost/json.hpp>

#include "adapters/sqlite/evaluation_cache.h"
#include "adapters/system/temporary_folder.h"

namespace contractwatch {

std::unique_ptr<Enquiry> Enquiry::open(Invocation& invocation, CommandOutcome& outcome) {
    outcome.exit = Exit::wrong_usage;
    const auto settings = invocation.settings();
    const auto* clock = settings ? invocation.clock() : nullptr;
    if (clock == nullptr) return nullptr;
    outcome.exit = Exit::could_not;
    auto opened = invocation.record();
    if (!opened) return nullptr;
    outcome.exit = Exit::done;
    opened->connection->execute("BEGIN");
    auto rules = with_law(sweep_settings_of(*settings).rules, legal_numbers_of(*opened->record));
    return std::unique_ptr<Enquiry>{new Enquiry(std::move(*opened), std::move(rules), clock->today())};
}

Result<std::vector<Finding>> Enquiry::all_findings() const {
    const auto folder = TemporaryFolder::make();
    if (!folder) return folder.error();
    const auto apart = sqlite::EvaluationCache::open(*opened_.connection, folder->file("scratch"));
    return portfolio_.all_findings(*apart);
}

Result<Date> day_given(std::string_view option, const std::string& text, Date otherwise) {
    if (text.empty()) return otherwise;
    const auto day = Date::parse(text);
    if (!day) return invalid(std::string{option} + " " + text + " is no day; write it as 2026-10-31");
    return *day;
}

Result<ContractRef> contract_given(const Portfolio& portfolio, const std::string& text) {
    const ContractRef contract{text};
    if (contract.empty()) return contract;
    const auto known = portfolio.check_known(contract);
    if (!known) return known.error();
    return contract;
}

void show(Invocation& invocation, const boost::json::array& document, const std::vector<TableHead>& columns) {
    show(invocation, document, document, columns);
}

void show(Invocation& invocation, const boost::json::array& document, const boost::json::array& readable,
          const std::vector<TableHead>& columns) {
    if (invocation.wants_json()) return invocation.print(document);
    if (!invocation.quiet()) print_table(invocation.out(), readable, columns);
}

}  // namespace contractwatch

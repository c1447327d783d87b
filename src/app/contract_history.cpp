// Everything that was recorded of one contract, entry by entry.
#include "app/contract_history.h"

#include <algorithm>
#include <set>

#include "app/ledger.h"
#include "app/message_story.h"

namespace contractwatch {
namespace {

void add(std::vector<Happening>& all, std::vector<Happening> more) {
    std::ranges::move(more, std::back_inserter(all));
}

/// Those that belong to the contract, and those that name it without a record that leads to them.
std::vector<Row> rows_of(const Kind& kind, RowsByContract& apart, const Record& record, const History& history,
                         const ContractRef& contract) {
    if (kind.led_by_contract()) return record.rows_of(kind, contract);
    auto rows = apart.take(kind, contract);
    if (kind.found_through.empty()) return rows;
    std::set<std::vector<std::string>> keys;
    for (const auto& row : rows)
        keys.insert(key_values(row));
    const auto column = *kind.contract_column();
    for (auto& row : history.current_with(kind, column)) {
        if (ContractRef{row.text(column)} == contract && keys.insert(key_values(row)).second)
            rows.push_back(std::move(row));
    }
    return rows;
}

void add_rows(std::vector<Happening>& all, const Record& record, const History& history, const ContractRef& contract) {
    RowsByContract apart{record, contract};
    for (const auto& kind : kinds()) {
        if (!kind.contract_column()) continue;
        add(all, of_rows(history.given(rows_of(kind, apart, record, history, contract))));
    }
}

void add_alerts(std::vector<Happening>& all, const Record& record, const History& history,
                const ContractRef& contract) {
    std::vector<Recorded<ToldIn>> told;
    for (const auto& alert : record.alerts({false, contract, {}, {}})) {
        add(all, of_steps(history.steps_of(alert.id), history));
        add(all, of_not_sent(history.not_sent_of(alert.id)));
        std::ranges::move(history.told_of(alert.id), std::back_inserter(told));
    }
    std::set<MessageNumber> messages;
    for (const auto& each : told)
        messages.insert(each.fact.message);
    for (const auto id : messages) {
        const auto message = message_story(history, id);
        all.push_back(of_message(message, told));
        add(all, of_attempts(message));
    }
}

}  // namespace

std::vector<Happening> history_of(const Record& record, const History& history, const ContractRef& contract) {
    std::vector<Happening> all;
    add_rows(all, record, history, contract);
    for (const auto& version : history.versions_of(contract))
        all.push_back(of_version(version));
    for (const auto& rating : history.ratings_of(contract))
        all.push_back(of_rating(rating));
    add_alerts(all, record, history, contract);
    sort_by_entry(all);
    return all;
}

}  // namespace contractwatch

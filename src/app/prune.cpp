// What has been kept as long as it must be goes from the record, and texts that must not stay.
#include "app/prune.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace contractwatch {
namespace {

std::vector<Row> register_of(const Record& record) {
    std::vector<Row> rows;
    record.each_row(kind("contracts"), [&](const Row& row) { rows.push_back(row); });
    return rows;
}

/// Why the contract must stay; empty where it may go.
std::string reason_to_stay(const Record& record, const ContractRef& contract,
                           const std::vector<ContractRef>& in_outbox) {
    AlertQuery open;
    open.open_only = true;
    open.contract = contract;
    const auto alerts = record.alerts(open);
    if (!alerts.empty()) return "alert " + std::to_string(alerts.front().id) + " is open";
    if (std::ranges::find(in_outbox, contract) != in_outbox.end()) return "a message about it is still to be sent";
    return {};
}

/// Tells those that may go from those that stay all the same.
void choose(const Record& record, const std::vector<Retention>& passed, PruneSummary& summary) {
    const auto in_outbox = record.contracts_in_outbox();
    for (const auto& retention : passed) {
        auto reason = reason_to_stay(record, retention.contract, in_outbox);
        if (reason.empty()) {
            summary.contracts.push_back({retention, 0});
        } else {
            summary.held_back.push_back({retention, std::move(reason)});
        }
    }
}

std::int64_t rows_of(const PruneSummary& summary) {
    return std::accumulate(summary.tables.begin(), summary.tables.end(), std::int64_t{0},
                           [](std::int64_t sum, const PrunedTable& each) { return sum + each.rows; });
}

Fields detail_of(const PruneSummary& summary, const RetentionPolicy& policy) {
    std::vector<std::string> contracts;
    for (const auto& each : summary.contracts) {
        contracts.push_back(each.retention.contract.given() + ": ended on " + each.retention.ended_on.text() +
                            ", kept until " + each.retention.kept_until.text() +
                            (each.retention.under_seal ? ", under seal" : ""));
    }
    std::vector<std::string> tables;
    for (const auto& each : summary.tables)
        tables.push_back(each.table + ": " + std::to_string(each.rows));
    return {{"contracts", contracts},
            {"rows", tables},
            {"message_bodies", summary.bodies},
            {"message_bodies_before", summary.bodies_kept_from.text()},
            {"retention.contract_years", std::int64_t{policy.contract_years}},
            {"retention.sealed_years", std::int64_t{policy.sealed_years}},
            {"retention.sealed", policy.sealed},
            {"retention.message_bodies_years", std::int64_t{policy.message_bodies_years}}};
}

void take_out(Change& change, PruneSummary& summary) {
    Pruning pruning{{}, summary.bodies_kept_from};
    for (const auto& each : summary.contracts)
        pruning.contracts.push_back(each.retention.contract);
    auto pruned = change.prune(pruning);
    for (std::size_t at = 0; at < summary.contracts.size(); ++at)
        summary.contracts[at].rows = pruned.of_contracts[at];
    summary.tables = std::move(pruned.tables);
    summary.bodies = pruned.bodies;
}

/// What a row needs when it is taken in and can be without afterwards: a person without a name is called by their
/// address, and a review whose holder is not named was held all the same.
constexpr std::pair<std::string_view, std::string_view> names_of_people[] = {{"people", "name"},
                                                                             {"reviews", "held_by"}};

bool can_go(const Kind& kind, const Column& column) {
    const bool words = column.type == ColumnType::text || column.type == ColumnType::email;
    const bool needed = column.required && std::ranges::find(names_of_people, std::pair{kind.name, column.name}) ==
                                               std::end(names_of_people);
    return words && !column.key && !needed;
}

/// The columns of those names, which may be erased; refuses others in words.
Result<std::vector<std::size_t>> columns_to_erase(const Kind& kind, const std::vector<std::string>& names) {
    std::vector<std::size_t> columns;
    for (const auto& name : names) {
        const auto place = kind.find_column(name);
        if (!place) return not_found(std::string{kind.name} + " has no column " + name);
        const auto& column = kind.columns[*place];
        if (!can_go(kind, column)) {
            return refused(
                column.stored_name() + " of " + std::string{kind.name} +
                " cannot be erased: only words and addresses can that tell no two records apart and that no row needs");
        }
        columns.push_back(*place);
    }
    if (columns.empty()) return invalid("name the columns to erase with --columns");
    return columns;
}

}  // namespace

Result<PruneSummary> prune(Store& store, const Clock& clock, Journal& journal, const RetentionPolicy& policy,
                           Effect effect, const Asker& asker) {
    PruneSummary summary;
    summary.bodies_kept_from = bodies_kept_from(policy, clock.today());
    choose(store.record(), no_longer_kept(register_of(store.record()), policy, clock.today()), summary);
    auto change = store.begin(entry_now(clock, asker, "pruned"));
    if (!change) return change.error();
    take_out(**change, summary);
    const bool nothing = summary.contracts.empty() && summary.bodies == 0;
    if (effect == Effect::dry_run || nothing) return summary;
    (*change)->set_detail(detail_of(summary, policy));
    summary.entry = (*change)->commit();
    summary.wiped = store.wipe_deleted();
    journal.say(Event::pruned, {{"contracts", static_cast<std::int64_t>(summary.contracts.size())},
                                {"rows", rows_of(summary)},
                                {"bodies", summary.bodies},
                                {"who", asker.who},
                                {"entry", summary.entry}});
    return summary;
}

Result<EraseSummary> erase(Store& store, const Clock& clock, Journal& journal, const EraseRequest& request,
                           const Asker& asker) {
    const auto known = kind_named(request.table);
    if (!known) return known.error();
    const auto columns = columns_to_erase(**known, request.columns);
    if (!columns) return columns.error();
    if (trimmed(request.reason).empty()) return invalid("say with --reason why it is erased, without the text itself");
    const auto subject = std::string{(*known)->name} + " " + std::to_string(request.row);
    auto change = store.begin(entry_now(clock, asker, "erased", subject));
    if (!change) return change.error();
    const auto rows = (*change)->erase({*known, request.row, *columns});
    if (!rows) return rows.error();
    EraseSummary summary{*rows, 0, false};
    if (rows->empty()) return summary;
    std::vector<std::string> names;
    for (const auto column : *columns)
        names.push_back((*known)->columns[column].stored_name());
    std::vector<std::string> numbers;
    for (const auto row : *rows)
        numbers.push_back(std::to_string(row));
    (*change)->set_detail(
        {{"table", std::string{(*known)->name}}, {"rows", numbers}, {"columns", names}, {"reason", request.reason}});
    summary.entry = (*change)->commit();
    summary.wiped = store.wipe_deleted();
    journal.say(Event::erased, {{"table", std::string{(*known)->name}},
                                {"row", request.row},
                                {"columns", names},
                                {"who", asker.who},
                                {"entry", summary.entry}});
    return summary;
}

}  // namespace contractwatch

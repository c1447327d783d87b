// The rows of the record that belong to contracts.
#include "adapters/sqlite/prunable_rows.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "adapters/sqlite/key_bytes.h"
#include "adapters/sqlite/kind_tables.h"
#include "adapters/sqlite/record_reader.h"
#include "base/text.h"
#include "domain/payments/invoice.h"

namespace contractwatch::sqlite {
namespace {

/// Which of the contracts something belongs to, by its key.
using Owners = std::unordered_map<std::string, std::size_t>;

/// Of an invoice, the parts of its key that payments and credit notes name: its number and payee.
std::string named_parts(std::span<const std::string> key_parts) {
    std::string bytes;
    for (const auto& part : key_parts.first(2))
        append_part(part, bytes);
    return bytes;
}

/// A credit note that names no contract belongs to that of the invoice that it names.
bool belongs_through_another(const Row& row) {
    return row.text(*row.kind->contract_column()).empty() && credited_by(row);
}

class Search {
  public:
    Search(const Connection& connection, std::span<const ContractRef> contracts)
        : connection_(connection), reader_(connection), contracts_(contracts) {
        for (std::size_t at = 0; at < contracts.size(); ++at)
            places_.emplace(contracts[at].key(), at);
        found_.of_contracts.resize(contracts.size());
    }

    PrunableRows run() {
        add_alerts();
        add_messages();
        add_rows_of_contracts("schedule_versions");
        add_rows_of_contracts("ratings");
        for (const auto& kind : kinds()) {
            if (kind.contract_column()) add_kind(kind);
        }
        std::erase_if(found_.facts, [](const RowsOfTable& rows) { return rows.ids.empty(); });
        return std::move(found_);
    }

  private:
    /// Nothing for a contract that is not among them.
    std::optional<std::size_t> place_of(std::string_view contract) const {
        const auto place = places_.find(key_of(contract));
        return place != places_.end() ? std::optional{place->second} : std::nullopt;
    }

    /// Those of the table whose contract is among these.
    std::unordered_map<std::int64_t, std::size_t> by_contract(const std::string& table) const {
        std::unordered_map<std::int64_t, std::size_t> ids;
        auto rows = connection_.prepare("SELECT id, contract_key FROM " + quoted(table));
        while (rows.step()) {
            if (const auto place = places_.find(rows.string(1)); place != places_.end())
                ids.emplace(rows.number(0), place->second);
        }
        return ids;
    }

    void add(const std::string& table, std::vector<std::int64_t> ids) {
        std::ranges::sort(ids);
        found_.facts.push_back({table, std::move(ids)});
    }

    void add_alerts() {
        alerts_ = by_contract("alerts");
        for (const auto* table : {"told", "not_sent", "alert_steps"})
            add_rows_of_alerts(table);
        for (const auto& [alert, place] : alerts_) {
            found_.alerts.push_back(alert);
            ++found_.of_contracts[place];
        }
        add("alerts", found_.alerts);
    }

    void add_rows_of_alerts(const std::string& table) {
        auto rows = connection_.prepare("SELECT id FROM " + quoted(table) + " WHERE alert = ?");
        std::vector<std::int64_t> ids;
        for (const auto& [alert, place] : alerts_) {
            rows.bind(0, alert);
            for (; rows.step(); ++found_.of_contracts[place])
                ids.push_back(rows.number(0));
            rows.reset();
        }
        add(table, std::move(ids));
    }

    void add_messages() {
        for (const auto message : messages_told_of()) {
            if (is_done_with(message)) found_.messages.push_back(message);
        }
        auto attempts = connection_.prepare("SELECT id FROM delivery_attempts WHERE message = ?");
        std::vector<std::int64_t> ids;
        for (const auto message : found_.messages) {
            attempts.bind(0, message);
            while (attempts.step())
                ids.push_back(attempts.number(0));
            attempts.reset();
        }
        add("delivery_attempts", std::move(ids));
        add("messages", found_.messages);
    }

    std::set<std::int64_t> messages_told_of() const {
        auto rows = connection_.prepare("SELECT message FROM told WHERE alert = ?");
        std::set<std::int64_t> messages;
        for (const auto& [alert, place] : alerts_) {
            rows.bind(0, alert);
            while (rows.step())
                messages.insert(rows.number(0));
            rows.reset();
        }
        return messages;
    }

    bool is_done_with(std::int64_t message) const {
        auto& waiting = connection_.cached(
            "SELECT EXISTS (SELECT 1 FROM current_outbox WHERE message = ? AND next_attempt_at IS "
            "NOT NULL)");
        const bool waits = waiting.bind(0, message).step() && waiting.number(0) != 0;
        waiting.reset();
        auto& told = connection_.cached("SELECT alert FROM told WHERE message = ?");
        told.bind(0, message);
        bool all_go = !waits;
        while (all_go && told.step())
            all_go = alerts_.contains(told.number(0));
        told.reset();
        return all_go;
    }

    void add_rows_of_contracts(const std::string& table) {
        std::vector<std::int64_t> ids;
        for (const auto& [id, place] : by_contract(table)) {
            ids.push_back(id);
            ++found_.of_contracts[place];
        }
        add(table, std::move(ids));
    }

    void add_kind(const Kind& kind) {
        const auto owners = !kind.found_through.empty() ? owners_through_invoices(kind)
                            : kind.led_by_contract()    ? owners_led_by_contract(kind)
                                                        : owners_of_invoices(kind);
        if (owners.empty()) return;
        RowsOfFold fold{&kind, {}};
        for (const auto& [key, place] : owners)
            fold.keys.push_back(key);
        std::ranges::sort(fold.keys);
        found_.folds.push_back(std::move(fold));
        add_given(kind, owners);
    }

    void add_given(const Kind& kind, const Owners& owners) {
        const auto& tables = tables_of(kind);
        auto rows = connection_.prepare(tables.select_given());
        rows.bind(0, std::int64_t{0});
        Row row{kind};
        std::string key;
        std::vector<std::int64_t> ids;
        while (rows.step()) {
            tables.read_given(rows, row);
            write_key(row, key);
            const auto owner = owners.find(key);
            if (owner == owners.end()) continue;
            ids.push_back(row.provenance.fact);
            ++found_.of_contracts[owner->second];
        }
        add(tables.fact_name(), std::move(ids));
    }

    Owners owners_led_by_contract(const Kind& kind) const {
        Owners owners;
        std::string key;
        for (std::size_t at = 0; at < contracts_.size(); ++at) {
            for (const auto& row : reader_.rows_of(kind, contracts_[at])) {
                write_key(row, key);
                owners.emplace(key, at);
            }
        }
        return owners;
    }

    /// Notes as well which invoices go whole, as payments and credit notes name them.
    Owners owners_of_invoices(const Kind& kind) {
        Owners owners;
        std::string key;
        const auto contract = *kind.contract_column();
        std::unordered_set<std::string> kept;
        reader_.each_row(kind, [&](const Row& row) {
            if (belongs_through_another(row)) return;
            const auto named = named_parts(key_values(row));
            const auto place = place_of(row.text(contract));
            if (!place) return void(kept.insert(named));
            write_key(row, key);
            owners.emplace(key, *place);
            invoices_.emplace(named, *place);
        });
        for (const auto& named : kept)
            invoices_.erase(named);
        reader_.each_row(kind, [&](const Row& row) {
            const auto credited = belongs_through_another(row) ? credited_by(row) : std::nullopt;
            const auto named = credited ? invoices_.find(named_parts(*credited)) : invoices_.end();
            if (named == invoices_.end()) return;
            write_key(row, key);
            owners.emplace(key, named->second);
        });
        kept_invoices_ = std::move(kept);
        return owners;
    }

    Owners owners_through_invoices(const Kind& kind) const {
        Owners owners;
        std::string key;
        const auto contract = *kind.contract_column();
        reader_.each_row(kind, [&](const Row& row) {
            const auto named = named_parts(key_values(row));
            const auto invoice = invoices_.find(named);
            const auto place = invoice != invoices_.end()       ? std::optional{invoice->second}
                               : kept_invoices_.contains(named) ? std::nullopt
                                                                : place_of(row.text(contract));
            if (!place) return;
            write_key(row, key);
            owners.emplace(key, *place);
        });
        return owners;
    }

    const Connection& connection_;
    RecordReader reader_;
    std::span<const ContractRef> contracts_;
    std::unordered_map<std::string, std::size_t> places_;
    std::unordered_map<std::int64_t, std::size_t> alerts_;
    Owners invoices_;                                ///< those that go, by number and payee
    std::unordered_set<std::string> kept_invoices_;  ///< those that stay, likewise
    PrunableRows found_;
};

}  // namespace

PrunableRows find_prunable(const Connection& connection, std::span<const ContractRef> contracts) {
    return contracts.empty() ? PrunableRows{} : Search{connection, contracts}.run();
}

}  // namespace contractwatch::sqlite

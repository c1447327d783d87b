// The rows that the evaluation cache knows to belong to a contract, read from the record.
#include "adapters/sqlite/evaluation_rows.h"

#include <algorithm>
#include <iterator>

#include "adapters/sqlite/key_bytes.h"
#include "adapters/sqlite/kind_tables.h"

namespace contractwatch::sqlite {
namespace {

/// The rows of the record that the links of one contract lead to.
class LinkedRows {
  public:
    LinkedRows(const Connection& cache, const Connection& record, const Kind& kind)
        : cache_(cache),
          record_(record),
          kind_(kind),
          credited_(has_credits(kind) && cache.number("SELECT EXISTS (SELECT 1 FROM credits)") != 0) {}

    std::vector<Row> of(const ContractRef& contract) {
        const bool through = !kind_.found_through.empty();
        follow(contract, through ? kind_.found_through : kind_.name, through ? shared_parts : kind_.key_places.size());
        if (can_stand_alone(kind_)) follow(contract, kind_.name, kind_.key_places.size());
        return std::move(found_);
    }

  private:
    void follow(const ContractRef& contract, std::string_view linked_kind, std::size_t parts_of_key) {
        auto& links = cache_.cached("SELECT key FROM links WHERE contract_key = ? AND kind = ? ORDER BY key");
        links.bind(0, std::string_view{contract.key()}).bind(1, linked_kind);
        std::vector<std::string> parts(parts_of_key);
        std::vector<std::string> before;
        while (links.step()) {
            read_key(links.bytes(0), parts);
            if (parts == before) continue;  // two invoices of one number and payee lead to the same payments
            const bool another =
                before.empty() || !std::equal(parts.begin(), parts.begin() + shared_parts, before.begin());
            before = parts;
            add(parts);
            if (credited_ && another) add_credits(contract, {parts.begin(), parts.begin() + shared_parts});
        }
    }

    void add(const std::vector<std::string>& parts) {
        const auto& tables = tables_of(kind_);
        auto& rows = record_.cached(tables.select_by_key(parts.size()));
        rows.bind_all(0, parts);
        while (rows.step())
            found_.push_back(tables.read(rows));
    }

    /// The credit notes that name that invoice and payee, but for the contract's own, which are linked to it.
    void add_credits(const ContractRef& contract, const std::vector<std::string>& named) {
        auto& keys = cache_.cached("SELECT key FROM credits WHERE named = ? ORDER BY key");
        const auto bytes = bytes_of_parts(named);
        keys.bind_blob(0, bytes_of(bytes));
        std::vector<std::string> parts(kind_.key_places.size());
        while (keys.step()) {
            read_key(keys.bytes(0), parts);
            add(parts);
            const auto own = found_.back().text(*kind_.contract_column());
            if (ContractRef{own} == contract) found_.pop_back();
        }
    }

    const Connection& cache_;
    const Connection& record_;
    const Kind& kind_;
    bool credited_;
    std::vector<Row> found_;
};

/// What links name and the register does not have, and the link of what names nothing.
std::vector<ContractRef> contracts_not_in_register(const Connection& cache, const Connection& record) {
    std::vector<ContractRef> found{ContractRef{}};
    auto& known = record.cached(tables_of(kind("contracts")).select_by_key(1));
    auto& subjects = cache.cached("SELECT DISTINCT contract_key FROM subjects ORDER BY contract_key");
    while (subjects.step()) {
        const ContractRef contract{subjects.text(0)};
        known.bind(0, std::string_view{contract.key()});
        if (!known.step()) found.push_back(contract);
        known.reset();
    }
    return found;
}

/// Those that stand alone and name no contract, or one that is in no register, dated from the day on.
void add_alone(const Connection& record, const Kind& kind, const std::vector<ContractRef>& unknown, Date from,
               std::vector<Row>& found) {
    const auto& tables = tables_of(kind);
    auto& rows = record.cached(tables.select_by_key(1) + " AND f.paid_on >= ?");
    const auto day = from.text();
    rows.bind(0, std::string_view{}).bind(1, std::string_view{day});
    while (rows.step()) {
        auto row = tables.read(rows);
        const ContractRef named{row.text(*kind.contract_column())};
        if (std::ranges::find(unknown, named) != unknown.end()) found.push_back(std::move(row));
    }
}

}  // namespace

std::string bytes_of_parts(const std::vector<std::string>& parts) {
    std::string bytes;
    for (const auto& part : parts)
        append_part(part, bytes);
    return bytes;
}

std::span<const unsigned char> bytes_of(std::string_view key) {
    return {reinterpret_cast<const unsigned char*>(key.data()), key.size()};
}

bool has_credits(const Kind& kind) {
    return kind.name == "invoices";
}

bool can_stand_alone(const Kind& kind) {
    return kind.name == "payments";
}

bool stands_alone(const Row& row) {
    static const auto invoice = kind("payments").column("invoice");
    return can_stand_alone(*row.kind) && row.text(invoice).empty();
}

std::vector<Row> rows_by_links(const Connection& cache, const Connection& record, const Kind& kind,
                               const ContractRef& contract) {
    return LinkedRows{cache, record, kind}.of(contract);
}

std::vector<Row> rows_by_no_contract(const Connection& cache, const Connection& record, const Kind& kind, Date from) {
    const auto unknown = contracts_not_in_register(cache, record);
    std::vector<Row> found;
    for (const auto& contract : unknown)
        std::ranges::move(LinkedRows{cache, record, kind}.of(contract), std::back_inserter(found));
    if (!can_stand_alone(kind)) return found;
    std::erase_if(found, stands_alone);  // they are read by their days
    add_alone(record, kind, unknown, from, found);
    return found;
}

}  // namespace contractwatch::sqlite

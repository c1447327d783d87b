// Invoices and payments, which lie apart from their contracts in the record, each kind read once.
#include "app/ledger.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr std::size_t rows_at_a_time = 5'000;

std::string place(std::string_view kind, std::string_view contract_key) {
    return std::string{kind} + '\n' + std::string{contract_key};
}

std::string text_of(const std::vector<std::string>& found) {
    return found.front() + '\n' + found.back();
}

/// Rows that name the invoice that they reduce.
bool names_credited(const Row& row) {
    static const auto credits = kind("invoices").column("credits_invoice");
    return !row.text(credits).empty();
}

/// The contract of a payment that names one, and no invoice; empty for any other row.
std::string contract_named_alone(const Row& row) {
    static const auto invoice = kind("payments").column("invoice");
    if (row.kind->name != "payments" || !row.text(invoice).empty()) return {};
    return key_of(row.text(*row.kind->contract_column()));
}

/// The invoices of which a date of their own is among those.
RowsWanted wanted_of(const Kind& invoices, const DatesThatCount& dates) {
    const auto column = [&](std::string_view name) { return invoices.column(name); };
    return {{{column("received_on"), dates.received},
             {column("due_stated_on"), dates.due_stated},
             {column("verified_on"), dates.verified},
             {column("paid_on"), dates.paid},
             {column("value_date"), dates.paid}},
            {column("disputed_from")},
            {column("received_on")}};
}

bool among(const RowsWanted& wanted, const Row& row) {
    const auto dated = [&](const RowsWanted::Span& span) {
        const auto day = row.date(span.column);
        return day && span.days.contains(*day);
    };
    return std::ranges::any_of(wanted.dated, dated) ||
           std::ranges::any_of(wanted.filled, [&](auto column) { return !blank(row.values[column]); }) ||
           std::ranges::any_of(wanted.blank, [&](auto column) { return blank(row.values[column]); });
}

/// Invoices are made of their rows, some thousands at a time, with the rows of other kinds that name them.
class InvoiceReading {
  public:
    InvoiceReading(const Record& record, const PayRuns& runs, const std::function<void(const Invoice&)>& use)
        : record_(record), runs_(runs), use_(use), chains_(record) {
        const RowsWanted credit_notes{{}, {kind("invoices").column("credits_invoice")}};
        record.each_row(kind("invoices"), credit_notes, [&](const Row& row) { batch_.push_back(row); });
        filled_ = credits_ = batch_.size();
    }

    /// In the order of invoice and payee between two calls of show().
    void add(const Row& row) {
        if (names_credited(row)) return;
        if (filled_ == batch_.size()) {
            batch_.push_back(row);
        } else {
            batch_[filled_] = row;
        }
        if (++filled_ == credits_ + rows_at_a_time) show();
    }

    void show() {
        if (filled_ == credits_) return;
        const auto payments = naming_batch("payments");
        const auto disputes = naming_batch("disputes");
        const auto interest = naming_batch("interest");
        for (auto& invoice : invoices_of({batch_.data(), filled_}, payments, disputes, interest, runs_)) {
            stand_at_tier(invoice, chains_.find(invoice));
            use_(invoice);
        }
        filled_ = credits_;
    }

  private:
    /// The rows of the kind that name an invoice of the batch, both being in the same order.
    std::vector<Row> naming_batch(std::string_view name) const {
        std::vector<Row> rows;
        const auto first = found_by(batch_[credits_]);
        const auto last = found_by(batch_[filled_ - 1]);
        auto at = credits_;
        auto invoice = first;
        record_.each_row_between(kind(name), first, last, [&](const Row& row) {
            const auto named = found_by(row);
            while (invoice < named)
                invoice = found_by(batch_[++at]);
            if (invoice == named) rows.push_back(row);
        });
        return rows;
    }

    const Record& record_;
    const PayRuns& runs_;
    const std::function<void(const Invoice&)>& use_;
    SupplyChains chains_;
    std::vector<Row> batch_;   ///< the credit notes, then the invoices read; what lies behind them serves again
    std::size_t filled_ = 0;   ///< so many rows of the batch count
    std::size_t credits_ = 0;  ///< so many of these are credit notes
};

/// Invoice and payee of every dispute, and of payments and interest dated within those days, in order.
std::set<std::vector<std::string>> named_otherwise(const Record& record, const DateRange& paid) {
    std::set<std::vector<std::string>> named;
    const auto note = [&](const Row& row) { named.insert(found_by(row)); };
    const auto& payments = kind("payments");
    record.each_row(kind("disputes"), note);
    const auto& interest = kind("interest");
    record.each_row(payments, {{{payments.column("paid_on"), paid}, {payments.column("value_date"), paid}}}, note);
    record.each_row(interest, {{{interest.column("on"), paid}}}, note);
    return named;
}

/// What a payment alone tells of its invoice.
Invoice invoice_of_payment(const Row& row) {
    const auto& payments = kind("payments");
    const auto text = [&](std::string_view column) { return row.text(payments.column(column)); };
    Invoice invoice;
    invoice.reference = text("invoice");
    invoice.payee = text("payee");
    invoice.payer = text("payer");
    invoice.contract = text("contract");
    invoice.supply_tier = invoice.payer.empty() ? 1 : 2;
    const auto amount = row.money(payments.column("amount")).value_or(Money{});
    const auto made_on = row.date(payments.column("paid_on")).value_or(end_of_time);
    invoice.receipts = {{made_on, amount, made_on}};
    return invoice;
}

}  // namespace

std::vector<std::string> found_by(const Row& row) {
    auto key = key_values(row);
    key.resize(2);
    return key;
}

RowsByContract::RowsByContract(const Record& record, const ContractRef& only) {
    for (const auto& each : kinds()) {
        if (!each.contract_column() || each.led_by_contract()) continue;
        if (each.found_through.empty()) {
            read(record, each, only);
        } else {
            read_through(record, each);
        }
    }
}

void RowsByContract::read(const Record& record, const Kind& kind, const ContractRef& only) {
    const auto column = *kind.contract_column();
    std::vector<Row> through_another;
    record.each_row(kind, [&](const Row& row) {
        const auto contract = key_of(row.text(column));
        if (credited_by(row)) through_another.push_back(row);
        if (contract.empty() || (!only.empty() && contract != only.key())) return;
        contracts_by_found_.emplace(place(kind.name, text_of(found_by(row))), contract);
        rows_[place(kind.name, contract)].push_back(row);
    });
    for (const auto& row : through_another)
        add_to_contracts_of(kind.name, *credited_by(row), row);
}

void RowsByContract::read_through(const Record& record, const Kind& kind) {
    record.each_row(kind, [&](const Row& row) {
        const auto named = contract_named_alone(row);
        if (!named.empty()) rows_[place(kind.name, named)].push_back(row);
        add_to_contracts_of(kind.found_through, found_by(row), row);
    });
}

void RowsByContract::add_to_contracts_of(std::string_view kind, const std::vector<std::string>& found, const Row& row) {
    const auto [first, last] = contracts_by_found_.equal_range(place(kind, text_of(found)));
    std::set<std::string> contracts;
    for (auto each = first; each != last; ++each)
        contracts.insert(each->second);
    if (row.kind->name == kind) contracts.erase(key_of(row.text(*row.kind->contract_column())));  // it is there already
    for (const auto& contract : contracts)
        rows_[place(row.kind->name, contract)].push_back(row);
}

std::vector<Row> RowsByContract::take(const Kind& kind, const ContractRef& contract) {
    auto found = rows_.extract(place(kind.name, contract.key()));
    return found.empty() ? std::vector<Row>{} : std::move(found.mapped());
}

HeadContracts::HeadContracts(const Record& record) {
    record.each_row(kind("contracts"), [&](const Row& row) {
        auto head = head_contract_of(row);
        auto key = key_of(head.reference);
        heads_.emplace(std::move(key), std::move(head));
    });
    const auto& subcontracts = kind("subcontracts");
    const auto contract = subcontracts.column("contract");
    const auto subcontract = subcontracts.column("subcontract");
    const auto terms = subcontracts.column("terms_days");
    record.each_row(subcontracts, [&](const Row& row) {
        if (const auto days = row.whole(terms))
            sub_terms_.emplace(place(key_of(row.text(subcontract)), key_of(row.text(contract))), Days{*days});
    });
}

const HeadContract* HeadContracts::of(const Invoice& invoice) const {
    const auto found = heads_.find(key_of(invoice.contract));
    return found == heads_.end() ? nullptr : &found->second;
}

std::optional<Days> HeadContracts::terms_of(const Invoice& invoice) const {
    if (invoice.observed()) {
        const auto* head = of(invoice);
        return head == nullptr ? std::nullopt : head->terms;
    }
    const auto found = sub_terms_.find(place(key_of(invoice.subcontract), key_of(invoice.contract)));
    return found == sub_terms_.end() ? std::nullopt : std::optional{found->second};
}

Days HeadContracts::longest_terms() const {
    Days longest{0};
    for (const auto& [key, head] : heads_)
        longest = std::max({longest, head.terms.value_or(longest), head.flow_down.value_or(longest)});
    return longest;
}

const SubContract* SupplyChains::find(const Invoice& invoice) {
    if (invoice.subcontract.empty()) return nullptr;
    const ContractRef contract{invoice.contract};
    auto found = chains_.find(contract.key());
    if (found == chains_.end()) {
        auto& rows = rows_[contract.key()] = record_.rows_of(kind("subcontracts"), contract);
        found = chains_.try_emplace(contract.key(), rows).first;
    }
    return found->second.find(invoice.subcontract);
}

void each_invoice(const Record& record, const PayRuns& runs, const std::function<void(const Invoice&)>& use) {
    InvoiceReading reading{record, runs, use};
    record.each_row(kind("invoices"), [&](const Row& row) { reading.add(row); });
    reading.show();
}

void each_invoice_dated(const Record& record, const PayRuns& runs, const DatesThatCount& dates,
                        const std::function<void(const Invoice&)>& use) {
    const auto& invoices = kind("invoices");
    const auto wanted = wanted_of(invoices, dates);
    InvoiceReading reading{record, runs, use};
    record.each_row(invoices, wanted, [&](const Row& row) { reading.add(row); });
    reading.show();
    for (const auto& named : named_otherwise(record, dates.paid)) {
        for (const auto& row : record.rows_by_key(invoices, named)) {
            if (!among(wanted, row)) reading.add(row);
        }
    }
    reading.show();
}

void each_payment_without_invoice(const Record& record, Money over, const std::function<void(const Invoice&)>& use) {
    const auto& payments = kind("payments");
    const auto amount = payments.column("amount");
    std::multimap<std::string, Row> without;
    record.each_row(payments, [&](const Row& row) {
        if (row.money(amount).value_or(Money{}) > over) without.emplace(text_of(found_by(row)), row);
    });
    record.each_row(kind("invoices"), [&](const Row& row) {
        if (!without.empty()) without.erase(text_of(found_by(row)));
    });
    for (const auto& [found, row] : without)
        use(invoice_of_payment(row));
}

}  // namespace contractwatch

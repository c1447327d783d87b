// What the record says that belongs to no one contract, read whole.
#include "app/council_facts.h"

#include <set>
#include <unordered_set>

#include "app/ledger.h"
#include "base/text.h"
#include "domain/payments/spend.h"

namespace contractwatch {

std::vector<Row> all_rows(const Record& record, const Kind& kind) {
    std::vector<Row> rows;
    record.each_row(kind, [&](const Row& row) { rows.push_back(row); });
    return rows;
}

Council council_of(const Record& record) {
    return {People{all_rows(record, kind("people"))}, Outcomes{all_rows(record, kind("outcomes"))}};
}

SpendOutsideRegister spend_outside_register(const Record& record, Evaluations& evaluations, Date as_at) {
    const auto from = spend_begins(as_at);
    SpendOutsideRegister spend;
    spend.invoices = evaluations.rows_of_no_contract(kind("invoices"), from);
    spend.payments = evaluations.rows_of_no_contract(kind("payments"), from);
    if (spend.invoices.empty() && spend.payments.empty()) return spend;
    spend.contracts = all_rows(record, kind("contracts"));
    spend.suppliers = all_rows(record, kind("suppliers"));
    return spend;
}

SpendOutsideRegister spend_outside_register(const Record& record, std::string_view payee, Date as_at) {
    SpendOutsideRegister spend;
    spend.contracts = all_rows(record, kind("contracts"));
    spend.suppliers = all_rows(record, kind("suppliers"));
    std::unordered_set<std::string> registered;
    for (const auto& row : spend.contracts)
        registered.insert(key_values(row).front());
    const auto in_register = [&](const Row& row) {
        return registered.contains(key_of(row.text(*row.kind->contract_column())));
    };
    const auto names = names_of_payee(payee, spend.suppliers);
    const auto is_payee = [&](const Row& row) { return names.contains(key_of(row.text(row.kind->column("payee")))); };
    std::set<std::vector<std::string>> outside;
    record.each_row(kind("invoices"), [&](const Row& row) {
        if (!is_payee(row) || in_register(row)) return;
        spend.invoices.push_back(row);
        outside.insert(found_by(row));
    });
    const auto& payments = kind("payments");
    const auto paid_on = payments.column("paid_on");
    const auto from = spend_begins(as_at);
    record.each_row(payments, [&](const Row& row) {
        if (!is_payee(row)) return;
        const bool alone = names_no_invoice(row);
        const bool counts =
            alone ? !in_register(row) && row.date(paid_on).value_or(from) >= from : outside.contains(found_by(row));
        if (counts) spend.payments.push_back(row);
    });
    return spend;
}

}  // namespace contractwatch

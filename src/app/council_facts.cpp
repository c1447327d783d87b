// What the record says that belongs to no one contract, read whole.
#include "app/council_facts.h"

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

}  // namespace contractwatch

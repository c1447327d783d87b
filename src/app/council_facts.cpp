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

}  // namespace contractwatch

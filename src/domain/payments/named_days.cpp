// The days that the rows of an invoice name, and what these say of the figures in which it can count.
#include "domain/payments/named_days.h"

namespace contractwatch {
namespace {

bool tells_of_dispute(const Row& row) {
    if (row.kind->name == "disputes") return true;
    const auto disputed_from = row.kind->find_column("disputed_from");
    return disputed_from && row.date(*disputed_from);
}

}  // namespace

void NamedDays::add(const Row& row) {
    for (std::size_t column = 0; column < row.kind->columns.size(); ++column) {
        if (row.kind->columns[column].type != ColumnType::date) continue;
        if (const auto day = row.date(column)) days_.insert(*day);
    }
    disputed_ = disputed_ || tells_of_dispute(row);
}

bool NamedDays::can_count(const DatesThatCount& dates) const {
    const auto whole = dates.whole();  // one day too many only has figures made again that stay as they are
    const auto found = disputed_ ? days_.begin() : days_.lower_bound(whole.first);
    return found != days_.end() && *found <= whole.last;
}

}  // namespace contractwatch

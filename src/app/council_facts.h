// What the record says that belongs to no one contract, read whole.
#pragma once

#include <string_view>
#include <vector>

#include "domain/alerts/spend_without_contract.h"
#include "domain/contracts/council.h"
#include "ports/evaluations.h"
#include "ports/store.h"

namespace contractwatch {

/// The current rows of a kind, in key order.
std::vector<Row> all_rows(const Record& record, const Kind& kind);
Council council_of(const Record& record);

/// What the record has of payments outside of every contract, for what holds as at the day.
SpendOutsideRegister spend_outside_register(const Record& record, Evaluations& evaluations, Date as_at);
/// Of payments to one payee, by whatever name, from the record alone.
SpendOutsideRegister spend_outside_register(const Record& record, std::string_view payee, Date as_at);

}  // namespace contractwatch

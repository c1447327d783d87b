// What intake itself notes in a row that revises the record, since the fold alone no longer tells it.
#pragma once

#include <memory>

#include "domain/facts/row.h"

namespace contractwatch {

/// The row with what is to be noted in it, for the record as it stands; null where nothing is. Of an invoice: the day
/// of receipt that the row revises to a later one (the earliest, where that happens again), and that another paid_on
/// given without a word on what it is is the day the payee had the money, whatever the one before was.
std::unique_ptr<Row> with_notes(const Row& current, const Row& given);

}  // namespace contractwatch

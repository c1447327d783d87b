// What came into the record that returns of payments are made of, and how far it was looked at.
#pragma once

#include "adapters/sqlite/connection.h"
#include "ports/evaluations.h"

namespace contractwatch::sqlite {

/// What the record has got since the cache was told that all was seen.
PaymentNews read_payment_news(const Connection& cache, const Connection& record);

/// Keeps in the cache that all which the record has was seen.
void keep_payment_news(const Connection& cache, const Connection& record);

}  // namespace contractwatch::sqlite

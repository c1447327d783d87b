// The rows that the evaluation cache knows to belong to a contract, read from the record.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "base/id.h"
#include "domain/facts/row.h"

namespace contractwatch::sqlite {

/// How many parts the keys of two kinds share where one is found through the other.
inline constexpr std::size_t shared_parts = 2;

/// The parts of a key as one run of bytes (key_bytes.h).
std::string bytes_of_parts(const std::vector<std::string>& parts);

std::span<const unsigned char> bytes_of(std::string_view key);

/// Whether rows of the kind can belong to a contract through another of them that they name.
bool has_credits(const Kind& kind);

/// Whether rows of the kind name a contract of their own where they name nothing through which they are found: plain
/// spend, payments without an invoice.
bool can_stand_alone(const Kind& kind);
/// Whether the row does: a payment of no invoice.
bool stands_alone(const Row& row);
/// The SQL condition for those of the fold.
std::string_view stands_alone_in_fold();

/// Those of a contract, by the links of the cache.
std::vector<Row> rows_by_links(const Connection& cache, const Connection& record, const Kind& kind,
                               const ContractRef& contract);

/// Those of no contract that is in the register. Of the ones that stand alone only such as are dated from that day on.
std::vector<Row> rows_by_no_contract(const Connection& cache, const Connection& record, const Kind& kind, Date from);

}  // namespace contractwatch::sqlite

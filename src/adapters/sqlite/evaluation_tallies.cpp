// The tallies of payments in the cache: what each contract's invoices come to, month by month.
#include "adapters/sqlite/evaluation_tallies.h"

namespace contractwatch::sqlite {
namespace {

void write(const Connection& cache, const ContractRef& contract, const PaymentTally& tally) {
    const auto month = tally.month.text();
    cache.cached("INSERT INTO tallies VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(0, std::string_view{contract.key()})
        .bind(1, std::string_view{month})
        .bind(2, tally.supply_tier)
        .bind(3, tally.sme ? 1 : 0)
        .bind(4, tally.vcse ? 1 : 0)
        .bind(5, tally.invoices.on_time)
        .bind(6, tally.invoices.population)
        .bind(7, tally.value.on_time)
        .bind(8, tally.value.population)
        .bind(9, std::string_view{tally.rows_sha256})
        .run();
}

void write(const Connection& cache, const ContractRef& contract, const PrimeTally& tally) {
    const auto month = tally.month.text();
    cache.cached("INSERT INTO prime_tallies VALUES (?, ?, ?, ?, ?, ?, ?)")
        .bind(0, std::string_view{contract.key()})
        .bind(1, std::string_view{tally.prime})
        .bind(2, std::string_view{month})
        .bind(3, tally.small ? 1 : 0)
        .bind(4, tally.invoices)
        .bind(5, tally.days)
        .bind(6, std::string_view{tally.rows_sha256})
        .run();
}

}  // namespace

void write_tallies(const Connection& cache, const std::vector<ContractTallies>& tallies) {
    cache.execute("BEGIN IMMEDIATE");
    for (const auto& [contract, months, primes] : tallies) {
        for (const auto* gone :
             {"DELETE FROM tallies WHERE contract_key = ?", "DELETE FROM prime_tallies WHERE contract_key = ?"})
            cache.cached(gone).bind(0, std::string_view{contract.key()}).run();
        for (const auto& tally : months)
            write(cache, contract, tally);
        for (const auto& tally : primes)
            write(cache, contract, tally);
    }
    cache.execute("COMMIT");
}

std::vector<std::pair<ContractRef, PaymentTally>> read_tallies(const Connection& cache, Date from) {
    auto& rows = cache.cached(
        "SELECT contract_key, month, supply_tier, sme, vcse, on_time, population, on_time_pence, population_pence, "
        "rows_sha256 "
        "FROM tallies WHERE month >= ? ORDER BY contract_key, month, supply_tier, sme, vcse");
    const auto day = from.text();
    rows.bind(0, std::string_view{day});
    std::vector<std::pair<ContractRef, PaymentTally>> found;
    while (rows.step()) {
        PaymentTally tally;
        tally.month = Date::parse(rows.text(1)).value();
        tally.supply_tier = static_cast<int>(rows.number(2));
        tally.sme = rows.number(3) != 0;
        tally.vcse = rows.number(4) != 0;
        tally.invoices = {rows.number(5), rows.number(6)};
        tally.value = {rows.number(7), rows.number(8)};
        tally.rows_sha256 = rows.string(9);
        found.emplace_back(ContractRef{rows.text(0)}, tally);
    }
    rows.reset();
    return found;
}

std::vector<std::pair<ContractRef, PrimeTally>> read_prime_tallies(const Connection& cache, Date from) {
    auto& rows = cache.cached(
        "SELECT contract_key, prime, month, small, invoices, days, rows_sha256 FROM prime_tallies WHERE month >= ? "
        "ORDER BY contract_key, prime, month, small");
    const auto day = from.text();
    rows.bind(0, std::string_view{day});
    std::vector<std::pair<ContractRef, PrimeTally>> found;
    while (rows.step()) {
        const auto month = Date::parse(rows.text(2)).value();
        found.emplace_back(ContractRef{rows.text(0)}, PrimeTally{rows.string(1), month, rows.number(3) != 0,
                                                                 rows.number(4), rows.number(5), rows.string(6)});
    }
    rows.reset();
    return found;
}

}  // namespace contractwatch::sqlite

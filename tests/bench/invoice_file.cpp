// A made-up ledger of invoices, the same for the same number of rows.
#include "bench/invoice_file.h"

#include <algorithm>
#include <fstream>
#include <numeric>
#include <random>
#include <vector>

#include "base/date.h"

namespace contractwatch::bench {
namespace {

constexpr int contracts = 20'000;
constexpr int payees = 3'000;

std::string digits(std::int64_t number, std::size_t width) {
    auto text = std::to_string(number);
    return std::string(width - std::min(width, text.size()), '0') + text;
}

std::string pounds(std::int64_t pence) {
    return std::to_string(pence / 100) + "." + digits(pence % 100, 2);
}

}  // namespace

void write_invoices(const std::string& path, std::int64_t rows) {
    std::mt19937_64 chance{7};
    const auto below = [&](std::int64_t end) {
        return static_cast<std::int64_t>(chance() % static_cast<std::uint64_t>(end));
    };
    std::vector<std::int64_t> references(static_cast<std::size_t>(rows));
    std::iota(references.begin(), references.end(), 1);
    for (auto at = rows - 1; at > 0; --at)
        std::swap(references[static_cast<std::size_t>(at)], references[static_cast<std::size_t>(below(at + 1))]);
    std::ofstream file{path, std::ios::binary};
    file << "contract,supply_tier,payer,payee,invoice,received_on,amount_net,amount_gross,paid_on,payee_sme,payee_"
            "vcse\n";
    for (std::int64_t at = 0; at < rows; ++at) {
        const auto received = Date{2024, 1, 1} + Days{at * 1'000 / rows};
        const auto net = 1'000 + below(5'000'000);
        file << "C-" << digits(below(contracts), 5) << ',' << 1 + below(10) / 7 << ",,Supplier "
             << digits(below(payees), 4) << " Ltd,INV-" << digits(references[static_cast<std::size_t>(at)], 7) << ','
             << received.text() << ',' << pounds(net) << ',' << pounds(net + net / 5) << ','
             << (received + Days{3 + below(58)}).text() << ',' << (below(2) == 0 ? "yes" : "no") << ",no\n";
    }
}

}  // namespace contractwatch::bench

// How long a prime took to pay its sub-contractors, month by month.
#include "domain/payments/prime_tally.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

Row sub(std::string_view reference, std::vector<Cell> cells = {}) {
    cells.emplace_back("contract", "C-1");
    cells.emplace_back("subcontract", reference);
    return row("subcontracts", cells);
}

/// An invoice that Prime plc paid after so many days, received on 20 September 2026 under S-1.
Row paid_after(int days, std::vector<Cell> cells) {
    const auto paid_on = (Date{2026, 9, 20} + Days{days}).text();
    for (const auto& cell : std::vector<Cell>{{"contract", "C-1"},
                                              {"subcontract", "S-1"},
                                              {"payer", "Prime plc"},
                                              {"payee", "Sub Ltd"},
                                              {"invoice", "I-1"},
                                              {"received_on", "2026-09-20"},
                                              {"paid_on", paid_on},
                                              {"amount_gross", "100"}})
        if (std::ranges::find(cells, cell.first, &Cell::first) == cells.end()) cells.push_back(cell);
    return row("invoices", cells);
}

std::vector<PrimeTally> tallies(const std::vector<Row>& subs, const std::vector<Row>& invoices,
                                Date as_at = Date{2026, 11, 5}, const Sha256Of& sha256 = {}) {
    return prime_tallies(invoices_of(invoices, {}), SupplyChain{subs}, as_at, sha256);
}

using Tallies = std::vector<PrimeTally>;
constexpr Date september{2026, 9, 1};
constexpr Date october{2026, 10, 1};

TEST(PrimeTallies, CountByTheMonthInWhichTheMoneyCameAndBySize) {
    const auto found =
        tallies({sub("S-1")}, {paid_after(8, {{"payee_sme", "yes"}}), paid_after(10, {{"payee_sme", "yes"}}),
                               paid_after(12, {{"payee_sme", "yes"}}), paid_after(3, {{"payee_sme", "no"}}),
                               paid_after(4, {{"payee_sme", "no"}, {"payee_vcse", "yes"}})});
    EXPECT_EQ(found, (Tallies{{"Prime plc", september, false, 1, 3},
                              {"Prime plc", september, true, 3, 22},
                              {"Prime plc", october, true, 1, 12}}))
        << "a VCSE that is no SME is small";
}

TEST(PrimeTallies, TakeTheSizeThatTheSubContractGivesWhereTheInvoiceDoesNot) {
    EXPECT_EQ(tallies({sub("S-1", {{"payee_sme", "yes"}})}, {paid_after(8, {})}),
              (Tallies{{"Prime plc", september, true, 1, 8}}));
    EXPECT_EQ(tallies({sub("S-1")}, {paid_after(8, {})}), Tallies{}) << "nobody says";
}

TEST(PrimeTallies, LeaveOutWhatThePrimeDoesNotPayAndWhatIsNotThereYet) {
    EXPECT_EQ(tallies({sub("S-0"), sub("S-1", {{"parent", "S-0"}})}, {paid_after(8, {{"payee_sme", "yes"}})}),
              Tallies{})
        << "paid at tier 3, whatever the invoice says";
    const std::vector<Row> invoices{paid_after(8, {{"payee_sme", "yes"}})};
    EXPECT_EQ(tallies({sub("S-1")}, invoices, Date{2026, 9, 27}), Tallies{});
    EXPECT_EQ(tallies({sub("S-1")}, invoices, Date{2026, 9, 28}).size(), 1U);
}

TEST(PrimeTallies, KeepTheDigestOfTheirOwnRows) {
    const auto shown = [](std::string_view bytes) { return std::string{bytes}; };
    const std::vector<Row> invoices{paid_after(9, {{"invoice", "I-2"}, {"payee_sme", "yes"}}),
                                    paid_after(-2, {{"payee_sme", "yes"}}), paid_after(3, {{"payee_sme", "no"}}),
                                    paid_after(3, {{"invoice", "NOBODY-SAYS"}})};
    const auto found = tallies({sub("S-1")}, invoices, Date{2026, 11, 5}, shown);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].rows_sha256, "I-1\tSub Ltd\tPrime plc\tC-1\t2\t2026-09-20\t2026-09-23\t3\tother\n");
    EXPECT_EQ(found[1].rows_sha256,
              "I-1\tSub Ltd\tPrime plc\tC-1\t2\t2026-09-20\t2026-09-18\t0\tsmall\n"
              "I-2\tSub Ltd\tPrime plc\tC-1\t2\t2026-09-20\t2026-09-29\t9\tsmall\n");
    EXPECT_EQ(line_of(ContractRef{"C-1"}, {"Prime  PLC", september, true, 2, 9, "abc"}),
              "2026-09\tc-1\tprime plc\tsmall\t2\t9\tabc");
}

}  // namespace
}  // namespace contractwatch

// What a contract's invoices come to, month by month: only a fact changes it.
#include "domain/payments/payment_tally.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "builders/payments.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

constexpr Date as_at{2026, 11, 5};

/// An invoice of £100, but for the cells given.
Row invoice(std::vector<Cell> cells) {
    cells.insert(cells.end(), {{"contract", "C-1"}, {"payee", "Acme"}, {"amount_gross", "100"}});
    return row("invoices", cells);
}

PaymentTallies tallies(const std::vector<Row>& invoices, Date day = as_at, const Sha256Of& sha256 = {}) {
    const auto contract = row("contracts", {{"ContractReference", "C-1"}, {"flow_down_days", "30"}});
    return payment_tallies(invoices_of(invoices, {}), head_contract_of(contract), PaymentPolicy{}, day, sha256);
}

TEST(PaymentTallies, CountEachMonthByItsLastDays) {
    const auto found = tallies({invoice({{"invoice", "1"}, {"received_on", "2026-09-16"}, {"paid_on", "2026-09-30"}}),
                                invoice({{"invoice", "2"}, {"received_on", "2026-09-16"}, {"paid_on", "2026-10-01"}}),
                                invoice({{"invoice", "3"}, {"received_on", "2026-09-17"}})})
                           .months;
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0], (PaymentTally{Date{2026, 9, 1}, 1, false, false, {1, 2}, {10'000, 20'000}}));
    EXPECT_EQ(found[1], (PaymentTally{Date{2026, 10, 1}, 1, false, false, {0, 1}, {0, 10'000}}));
}

TEST(PaymentTallies, KeepTiersAndSizesApart) {
    const auto found =
        tallies({invoice({{"invoice", "1"}, {"received_on", "2026-10-01"}, {"payee_sme", "yes"}}),
                 invoice({{"invoice", "2"}, {"received_on", "2026-10-01"}, {"payee_vcse", "yes"}}),
                 invoice({{"invoice", "3"}, {"received_on", "2026-09-20"}, {"supply_tier", "2"}, {"payer", "Bright"}})})
            .months;
    ASSERT_EQ(found.size(), 3u);
    EXPECT_TRUE(found[0].vcse && !found[0].sme);
    EXPECT_TRUE(found[1].sme && !found[1].vcse);
    EXPECT_EQ(found[2].supply_tier, 2);
}

TEST(PaymentTallies, OfAContractTakeTheTierOfAKnownSubContract) {
    auto rows = builders::contract_with(
        {invoice({{"invoice", "1"}, {"received_on", "2026-09-20"}, {"subcontract", "S-3"}, {"payer", "Bright"}}),
         invoice({{"invoice", "2"}, {"received_on", "2026-09-20"}, {"subcontract", "S-9"}, {"payer", "Bright"}})},
        {}, {{"flow_down_days", "14"}});
    const auto sub = [](const char* reference, const char* parent) {
        return row("subcontracts", {{"contract", "C-1"}, {"subcontract", reference}, {"parent", parent}});
    };
    rows.rows["subcontracts"] = {sub("S-2", ""), sub("S-3", "S-2")};
    const auto found = payment_tallies(rows, Rules{}, as_at).months;
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].supply_tier, 2) << "S-9 is not known: at least 2";
    EXPECT_EQ(found[1].supply_tier, 3) << "S-3 is under S-2";
}

TEST(PaymentTallies, LeaveOutWhatIsCreditedOrDisputed) {
    EXPECT_TRUE(tallies({invoice({{"invoice", "1"}, {"received_on", "2026-10-01"}}),
                         invoice({{"invoice", "N"}, {"received_on", "2026-10-02"}, {"credits_invoice", "1"}}),
                         invoice({{"invoice", "2"},
                                  {"received_on", "2026-10-01"},
                                  {"disputed_from", "2026-10-02"},
                                  {"dispute_notified_on", "2026-10-02"}})})
                    .months.empty());
}

TEST(PaymentTallies, StandUntilTheDayBeforeTheNextFact) {
    const auto paid = [](const char* on) {
        return std::vector{invoice({{"invoice", "1"}, {"received_on", "2026-11-01"}, {"paid_on", on}})};
    };
    EXPECT_EQ(tallies(paid("2026-11-04")).holds_until, end_of_time);
    EXPECT_EQ(tallies(paid("2026-11-10")).holds_until, (Date{2026, 11, 9}));
    EXPECT_EQ(tallies(paid("2026-11-10")).months.at(0).invoices, (Share{0, 1})) << "not paid yet";
    EXPECT_EQ(tallies(paid("2026-11-10"), Date{2026, 11, 10}).months.at(0).invoices, (Share{1, 1}));
    EXPECT_EQ(tallies(paid("2026-11-10"), Date{2026, 10, 30}).holds_until, (Date{2026, 10, 31}))
        << "it has not been received yet";
}

TEST(PaymentTallies, AreTheSameWheneverNoFactLiesBetween) {
    const std::vector<Row> invoices = {
        invoice({{"invoice", "1"}, {"received_on", "2026-10-20"}}),
        invoice({{"invoice", "2"}, {"received_on", "2026-10-20"}, {"paid_on", "2026-10-25"}})};
    const auto first = tallies(invoices, Date{2026, 10, 25}).months;
    for (auto day = Date{2026, 10, 25}; day < Date{2027, 1, 5}; day = day + Days{1})
        ASSERT_EQ(tallies(invoices, day).months, first) << day.text();
}

TEST(PaymentTallies, KeepTheDigestOfTheirOwnRowsInWhateverOrderTheyCame) {
    const auto shown = [](std::string_view bytes) { return std::string{bytes}; };
    std::vector<Row> invoices{
        invoice({{"invoice", "2"}, {"received_on", "2026-09-16"}, {"paid_on", "2026-10-01"}}),
        invoice({{"invoice", "1"}, {"received_on", "2026-09-16"}, {"paid_on", "2026-09-30"}}),
        invoice({{"invoice", "3"}, {"received_on", "2026-09-17"}, {"payee_sme", "yes"}}),
        invoice({{"invoice", "4"}, {"received_on", "2026-09-01"}, {"supply_tier", "2"}, {"payer", "Bright"}})};
    const auto found = tallies(invoices, as_at, shown).months;
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].rows_sha256,
              "1\tAcme\t\tC-1\t1\t2026-09-16\t2026-09-30\t2026-09-30\t10000\ton_time\n"
              "2\tAcme\t\tC-1\t1\t2026-09-16\t2026-09-30\t2026-10-01\t10000\tlate\n");
    EXPECT_EQ(found[1].rows_sha256, "3\tAcme\t\tC-1\t1\t2026-09-17\t2026-10-01\t\t10000\tlate\n");
    EXPECT_EQ(found[2].rows_sha256, "4\tAcme\tBright\tC-1\t2\t2026-09-01\t2026-10-01\t\t10000\tlate\n");
    std::ranges::reverse(invoices);
    EXPECT_EQ(tallies(invoices, as_at, shown).months, found);
    EXPECT_EQ(tallies(invoices).months.at(0).rows_sha256, "") << "nobody asked for one";
}

TEST(PaymentTallies, AreALineAmongThoseBehindAFigureAcrossContracts) {
    const PaymentTally tally{Date{2026, 9, 1}, 1, true, true, {1, 2}, {100, 200}, "abc"};
    EXPECT_EQ(line_of(ContractRef{"C-1"}, tally), "2026-09\tc-1\t1\tsme vcse\t1\t2\tabc");
    EXPECT_EQ(line_of(ContractRef{"C-1"}, {Date{2026, 9, 1}, 2, false, false, {0, 1}, {0, 1}, "d"}),
              "2026-09\tc-1\t2\t\t0\t1\td");
}

}  // namespace
}  // namespace contractwatch

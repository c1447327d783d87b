// Rows: how cells are read, what the key is, and what a later row makes of the fold.
#include "domain/facts/row.h"

#include <algorithm>
#include <stdexcept>

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

/// A row of invoices with the cells that are named.
Row invoice(const std::vector<std::pair<const char*, Value>>& cells, const std::vector<const char*>& cleared = {}) {
    Row row{kind("invoices")};
    for (const auto& [column, value] : cells)
        row.values[row.kind->column(column)] = value;
    for (const auto* column : cleared)
        row.cleared.push_back(row.kind->column(column));
    return row;
}

Value cell(const Row& row, const char* column) {
    return row.values[row.kind->column(column)];
}

TEST(Row, ReadsItsCellsAsWhatTheyAre) {
    const auto row = invoice({{"received_on", "2026-10-01"}, {"amount_gross", 1'200'000}, {"payee_sme", 1}});
    const auto at = [&](const char* column) { return row.kind->column(column); };
    EXPECT_EQ(row.date(at("received_on")), (Date{2026, 10, 1}));
    EXPECT_EQ(row.money(at("amount_gross")), Money::pounds(12'000));
    EXPECT_EQ(row.yes(at("payee_sme")), true);
    EXPECT_EQ(row.whole(at("payee_sme")), 1);
    Row reading{kind("readings")};
    reading.values[reading.kind->column("value")] = "96.5";
    EXPECT_EQ(reading.decimal(reading.kind->column("value")), Decimal::parse("96.5"));
}

TEST(Row, ReadsABlankAsNothing) {
    const Row row{kind("invoices")};
    for (std::size_t at = 0; at < row.values.size(); ++at) {
        EXPECT_TRUE(blank(row.values[at]));
        EXPECT_EQ(row.text(at), "");
        EXPECT_EQ(row.date(at), std::nullopt);
        EXPECT_EQ(row.money(at), std::nullopt);
        EXPECT_EQ(row.decimal(at), std::nullopt);
        EXPECT_EQ(row.yes(at), std::nullopt);
    }
    EXPECT_THROW((void)row.text(row.values.size()), std::out_of_range);
}

TEST(RowKey, ComparesWithoutCaseAndSpacing) {
    const auto one = invoice({{"payee", "Acme  Care"}, {"invoice", "INV-1"}});
    const auto other = invoice({{"payee", "ACME CARE"}, {"invoice", "inv-1 "}});
    EXPECT_EQ(key_values(one), key_values(other));
    EXPECT_EQ(key_values(one), (std::vector<std::string>{"inv-1", "acme care", ""}))
        << "most selective first; a blank payer is the council";
}

TEST(RowKey, SpellsNumbersOut) {
    Row payment{kind("payments")};
    payment.values[payment.kind->column("payee")] = "Acme";
    payment.values[payment.kind->column("paid_on")] = "2026-10-01";
    payment.values[payment.kind->column("amount")] = -1234;
    payment.values[payment.kind->column("copy")] = 2;
    EXPECT_EQ(key_values(payment), (std::vector<std::string>{"", "acme", "2026-10-01", "-1234", "", "", "2"}));
}

TEST(Fold, ReplacesWithWhatIsGivenAndLeavesWhatIsBlank) {
    auto current = invoice({{"invoice", "1"}, {"received_on", "2026-10-01"}, {"amount_gross", 100}});
    EXPECT_TRUE(fold_into(current, invoice({{"invoice", "1"}, {"amount_gross", 120}, {"paid_on", "2026-10-09"}})));
    EXPECT_EQ(cell(current, "received_on"), Value{"2026-10-01"});
    EXPECT_EQ(cell(current, "amount_gross"), Value{120});
    EXPECT_EQ(cell(current, "paid_on"), Value{"2026-10-09"});
}

TEST(Fold, ClearsWhatARowClears) {
    auto current = invoice({{"invoice", "1"}, {"paid_on", "2026-10-09"}});
    EXPECT_TRUE(fold_into(current, invoice({{"invoice", "1"}}, {"paid_on"})));
    EXPECT_TRUE(blank(cell(current, "paid_on")));
    EXPECT_FALSE(fold_into(current, invoice({{"invoice", "1"}}, {"paid_on"}))) << "it is clear already";
    EXPECT_TRUE(fold_into(current, invoice({{"paid_on", "2026-10-10"}}))) << "a later value stands again";
}

TEST(Fold, OfTheSameRowAgainChangesNothing) {
    const auto row = invoice({{"invoice", "1"}, {"received_on", "2026-10-01"}});
    auto current = row;
    EXPECT_FALSE(fold_into(current, row));
    EXPECT_FALSE(fold_into(current, invoice({}))) << "an empty row says nothing";
}

TEST(Fold, KeepsTheSpellingOfTheKeyThatCameFirst) {
    auto current = invoice({{"invoice", "INV-1"}, {"payee", "Acme"}});
    EXPECT_FALSE(fold_into(current, invoice({{"invoice", "inv-1"}, {"payee", "ACME"}})));
    EXPECT_EQ(cell(current, "invoice"), Value{"INV-1"});
    EXPECT_FALSE(fold_into(current, invoice({}, {"invoice"}))) << "a key is never cleared";
    EXPECT_EQ(cell(current, "invoice"), Value{"INV-1"});
}

TEST(Fold, LetsTheLaterWinWhereTwoRowsDisagree) {
    auto current = invoice({{"paid_on", "2026-10-09"}});
    fold_into(current, invoice({{"paid_on", "2026-10-12"}}));
    EXPECT_EQ(cell(current, "paid_on"), Value{"2026-10-12"});
}

TEST(Fold, TakesRowsThatDoNotDisagreeInAnyOrder) {
    std::vector<Row> rows = {
        invoice({{"invoice", "1"}, {"received_on", "2026-10-01"}, {"amount_gross", 100}}),
        invoice({{"invoice", "1"}, {"verified_on", "2026-10-03"}, {"amount_gross", 100}}),
        invoice({{"invoice", "1"}, {"paid_on", "2026-10-09"}}),
        invoice({{"invoice", "1"}, {"contract", "DPS 1"}}),
    };
    std::vector<std::size_t> order = {0, 1, 2, 3};
    std::optional<std::vector<Value>> first;
    do {
        Row current{kind("invoices")};
        for (const auto at : order)
            fold_into(current, rows[at]);
        if (!first) first = current.values;
        EXPECT_EQ(current.values, *first);
    } while (std::next_permutation(order.begin(), order.end()));
}

}  // namespace
}  // namespace contractwatch

// How rows, and what later ones change, are said.
#include "domain/alerts/row_words.h"

#include <gmock/gmock.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::row;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(RowWords, ARecordIsNamedByItsKeyWithNamesWhereTheCellSaysNothing) {
    EXPECT_EQ(name_of_record(row("invoices", {{"invoice", "INV-1"}, {"payee", "Bright Ltd"}})),
              "invoice INV-1, Bright Ltd");
    EXPECT_EQ(name_of_record(row("payments", {{"invoice", "INV-1"},
                                              {"payee", "Bright Ltd"},
                                              {"paid_on", "2026-09-04"},
                                              {"amount", "600"},
                                              {"payment", "P-1"}})),
              "payment INV-1, Bright Ltd, paid on 4 September 2026, amount £600.00, P-1");
    EXPECT_EQ(name_of_record(row("people", {{"email", "ann@council.example"}})), "person ann@council.example");
    EXPECT_EQ(name_of_record(row("roles", {{"contract", "C-1"}, {"role", "lead_director"}, {"email", "d@c.example"}})),
              "role C-1, lead director, d@c.example");
}

TEST(RowWords, TheFirstRowSaysEveryCellOfItsOwn) {
    EXPECT_EQ(recorded_in_words(row("contracts", {{"ContractReference", "C-1"},
                                                  {"ContractTitle", "Street lighting"},
                                                  {"StartDate", "2026-01-01"},
                                                  {"ContractValue", "60000"},
                                                  {"SMESupplier", "no"},
                                                  {"provider_type", "in_house"}})),
              "Contract C-1 was recorded: contract title Street lighting; start date 1 January 2026; contract value "
              "£60,000.00; sme supplier no; provider type in house.");
}

TEST(RowWords, AChangeHasTheCellBeforeAndAfter) {
    const auto before = row("invoices", {{"invoice", "INV-1"}, {"payee", "Bright Ltd"}, {"amount_gross", "10"}});
    auto after = before;
    after.values[after.kind->column("paid_on")] = std::string{"2026-10-01"};
    after.values[after.kind->column("amount_gross")] = Value{};
    after.values[after.kind->column("invoice")] = std::string{"inv-1"};
    const auto changes = changes_between(&before, after);
    EXPECT_THAT(changes, ElementsAre(CellChange{"amount_gross_pence", "£10.00", ""},
                                     CellChange{"paid_on", "", "1 October 2026"}));
    EXPECT_EQ(
        changed_in_words(after, changes),
        "Invoice inv-1, Bright Ltd was changed: amount gross: £10.00 -> blank; paid on: blank -> 1 October 2026.");
    EXPECT_THAT(changes_between(&before, before), IsEmpty());
}

TEST(RowWords, WhatComesFromAFileStaysOneLine) {
    const auto hostile = row("contracts", {{"ContractReference", "C-1"}, {"ContractTitle", "Two\nlines\x1b[31m"}});
    EXPECT_EQ(recorded_in_words(hostile).find_first_of("\n\x1b"), std::string::npos);
}

TEST(RowWords, EveryKindHasANoun) {
    for (const auto& kind : kinds()) {
        EXPECT_FALSE(noun_of(kind).ends_with('s')) << kind.name;
        EXPECT_FALSE(noun_of(kind).empty()) << kind.name;
    }
}

}  // namespace
}  // namespace contractwatch

// Cells by type.
#include "adapters/csv/cells.h"

#include <string>

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

Column column_of(ColumnType type) {
    return {"it", type, "it", false, false, {}, {}};
}

Value read(ColumnType type, std::string_view cell) {
    Value value;
    const auto fault = read_cell(column_of(type), cell, DateOrder::day_first, value);
    EXPECT_EQ(fault, std::nullopt) << cell;
    return value;
}

std::string fault_of(const Column& column, std::string_view cell) {
    Value value;
    auto fault = read_cell(column, cell, DateOrder::day_first, value);
    EXPECT_TRUE(fault.has_value()) << cell << " was taken";
    EXPECT_TRUE(blank(value)) << cell;
    return fault.value_or("");
}

TEST(Cell, KeepsMoneyInExactPence) {
    const struct {
        const char* text;
        std::int64_t pence;
    } rows[] = {
        {"1234.5", 123450},
        {"1,234.50", 123450},
        {"\xC2\xA3"
         "1,234.50",
         123450},
        {"(1,234.50)", -123450},
        {"-1,234.50", -123450},
        {"1,234.50-", -123450},
        {"688.83-", -68883},
        {"0", 0},
        {"-0.01", -1},
        {"1234", 123400},
        {"1234.5000", 123450},
        {".5", 50},
        {"1234567890.12", 123456789012},
    };
    for (const auto& row : rows)
        EXPECT_EQ(read(ColumnType::money, row.text), Value{row.pence}) << row.text;
}

TEST(Cell, RefusesMoneyThatIsNotExactOrNone) {
    for (const auto* text :
         {"1234.567", "12,34.50", "1.234,50", "EUR 5", "five", "--5", "-5-", "1e3", ".", "1.", "99999999999999"}) {
        EXPECT_NE(fault_of(column_of(ColumnType::money), text).find("write it as 1234.50"), std::string::npos) << text;
    }
}

TEST(Cell, KeepsDatesAsIsoDays) {
    EXPECT_EQ(read(ColumnType::date, "17 July 2023"), Value{"2023-07-17"});
    EXPECT_EQ(read(ColumnType::date, "2026-07-01T23:30:00Z"), Value{"2026-07-02"});
    EXPECT_NE(fault_of(column_of(ColumnType::date), "31/02/2026").find("there is no day 31/02/2026"),
              std::string::npos);
}

TEST(Cell, CollapsesTheSpacesOfAReferenceAndNoOthers) {
    EXPECT_EQ(read(ColumnType::reference, "Smith  &\t Sons"), Value{"Smith & Sons"});
    EXPECT_EQ(read(ColumnType::reference, "Caf\xC3\xA9  Ltd"), Value{"Caf\xC3\xA9 Ltd"});
    EXPECT_EQ(read(ColumnType::text, "Smith  &  Sons"), Value{"Smith  &  Sons"});
}

TEST(Cell, KeepsDecimalsAsTheirShortestTextAndIntegersAsNumbers) {
    EXPECT_EQ(read(ColumnType::decimal, "96.50"), Value{"96.5"});
    EXPECT_EQ(read(ColumnType::decimal, "95 %"), Value{"95"});
    EXPECT_EQ(read(ColumnType::integer, "1,000"), Value{std::int64_t{1000}});
    EXPECT_EQ(read(ColumnType::integer, "30.0"), Value{std::int64_t{30}});
    for (const auto* text : {"30.5", "30 %", "thirty", ""})
        fault_of(column_of(ColumnType::integer), text);
    for (const auto* text : {"NaN", "1.2.3", "n/a"})
        fault_of(column_of(ColumnType::decimal), text);
}

TEST(Cell, TakesYesAndNoInTheirSpellings) {
    for (const auto* yes : {"yes", "Y", "TRUE", "1"})
        EXPECT_EQ(read(ColumnType::yes_no, yes), Value{std::int64_t{1}}) << yes;
    for (const auto* no : {"No", "n", "false", "0"})
        EXPECT_EQ(read(ColumnType::yes_no, no), Value{std::int64_t{0}}) << no;
    EXPECT_NE(fault_of(column_of(ColumnType::yes_no), "maybe").find("write yes or no"), std::string::npos);
}

TEST(Cell, KeepsAChoiceAsItIsSpelledInTheTableAndSuggestsTheNearest) {
    Column column = column_of(ColumnType::choice);
    column.choices = {"half-yearly", "yearly"};
    Value value;
    EXPECT_EQ(read_cell(column, "Half Yearly", DateOrder::day_first, value), std::nullopt);
    EXPECT_EQ(value, Value{"half-yearly"});
    EXPECT_EQ(fault_of(column, "yaerly"), "\"yaerly\" is unknown; did you mean yearly?");
    EXPECT_EQ(fault_of(column, "often"), "\"often\" is unknown; write one of half-yearly, yearly");
}

TEST(Cell, ChecksAddresses) {
    EXPECT_EQ(read(ColumnType::email, "jo@council.example"), Value{"jo@council.example"});
    EXPECT_NE(fault_of(column_of(ColumnType::email), "Jo").find("\"Jo\" has no @"), std::string::npos);
}

TEST(Cell, IsShownSafelyAndShortInASentence) {
    const auto fault = fault_of(column_of(ColumnType::decimal), "x\r\nBcc: " + std::string(100, '\xC3'));
    EXPECT_EQ(fault.find('\n'), std::string::npos);
    EXPECT_TRUE(is_utf8(fault));
    EXPECT_LT(fault.size(), 160U);
}

}  // namespace
}  // namespace contractwatch

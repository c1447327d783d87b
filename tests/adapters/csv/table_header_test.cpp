// Which row of a file is its header, and which of its columns feeds what.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/csv/given_rows.h"

namespace contractwatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(CsvSource, FindsTheHeaderBelowABlankRow) {
    const auto given = read_example("header-on-row-2.csv");
    ASSERT_EQ(given.rows.size(), 3U);
    EXPECT_EQ(given.sum("amount"), 212815);
    EXPECT_EQ(given.summary->skipped, 4);
    EXPECT_EQ(given.cell(0, "paid_on"), "2023-07-17");
    EXPECT_EQ(given.cell(1, "paid_on"), "2023-07-17");
}

TEST(CsvSource, FindsTheHeaderInTheLastRow) {
    const auto given = read_example("header-last.csv");
    ASSERT_EQ(given.rows.size(), 60U);
    EXPECT_EQ(given.rows[0].line, 1);
    EXPECT_EQ(given.cell(0, "amount"), "-100025") << "the sign stands behind the amount";
    EXPECT_EQ(given.cell(1, "amount"), "100125");
    EXPECT_EQ(given.summary->skipped, 0);
}

TEST(CsvSource, RefusesAFileWithoutAHeaderOfTheKind) {
    EXPECT_THAT(refusal_of("qux,quux,quuz", "payments"), HasSubstr("no row is a header of payments"));
    EXPECT_THAT(refusal_of("\n\n", "payments"), HasSubstr("only blank rows"));
    EXPECT_THAT(refusal_of("", "payments"), HasSubstr("the file is empty"));
    EXPECT_THAT(refusal_of("payee,amount\nA Ltd,1\n", "payments"),
                HasSubstr("the header on line 1 lacks paid_on (the day of payment)"));
}

TEST(CsvSource, TakesAHeaderWithoutRows) {
    const auto given = read_text("payee,paid_on,amount", "payments");
    ASSERT_TRUE(given.summary.ok());
    EXPECT_THAT(given.rows, IsEmpty());
}

TEST(CsvSource, MatchesHeadersWithoutRegardToCaseSpacesAndHyphens) {
    const auto given = read_text("PAYEE,Paid On,a-mount\nA Ltd,2026-09-01,1\n", "payments");
    ASSERT_TRUE(given.summary.ok()) << given.summary.error().message;
    EXPECT_EQ(given.cell(0, "paid_on"), "2026-09-01");
}

TEST(CsvSource, RefusesTwoHeadersThatFeedOneColumn) {
    EXPECT_THAT(refusal_of("Name,Supplier Name,Payment Date,Net Amount\nA,B,2026-09-01,1\n", "payments", ledger()),
                HasSubstr("\"Name\" (column 1) and \"Supplier Name\" (column 2) both feed payee"));
    EXPECT_THAT(refusal_of("payee,payee,paid_on,amount\nA,B,2026-09-01,1\n", "payments"), HasSubstr("both feed payee"));
}

TEST(CsvSource, PrefersTheHeaderThatTheFeedNamesToTheColumnsOwn) {
    const auto given = read_text("Name,Payee,Payment Date,Net Amount\nA,B,01/09/2026,1\n", "payments", ledger());
    ASSERT_TRUE(given.summary.ok()) << given.summary.error().message;
    EXPECT_EQ(given.cell(0, "payee"), "A");
    EXPECT_THAT(given.summary->unknown_columns, ElementsAre("Payee"));
}

TEST(CsvSource, RefusesAMappingThatMeansNothing) {
    auto feed = ledger();
    feed.columns["paye"] = {"X"};
    EXPECT_THAT(refusal_of("x", "payments", feed),
                HasSubstr("\"paye\", which is no column of payments; did you mean paye"));
    feed = ledger();
    feed.values["paid_on_is"] = "sometimes";
    EXPECT_THAT(refusal_of("x", "payments", feed), HasSubstr("it can be \"value_date\" or \"run_date\""));
    feed = ledger();
    feed.values["colour"] = "red";
    EXPECT_THAT(refusal_of("x", "payments", feed), HasSubstr("\"colour\", which is no column"));
    feed = ledger();
    feed.values["value_date"] = "never";
    EXPECT_THAT(refusal_of("x", "payments", feed), HasSubstr("the feed's value for value_date"));
}

TEST(CsvSource, TakesTheHeaderFromTheLineThatTheFeedSays) {
    auto feed = ledger();
    feed.header_row = 3;
    const std::string text =
        "Name,Payment Date,Net Amount\nold,1,1\nName,Payment Date,Net Amount\nA Ltd,01/09/2026,1\n";
    const auto given = read_text(text, "payments", feed);
    ASSERT_TRUE(given.summary.ok()) << given.summary.error().message;
    EXPECT_EQ(given.rows.size(), 1U);
    EXPECT_EQ(given.summary->skipped, 2);
    feed.header_row = 2;
    EXPECT_THAT(refusal_of(text, "payments", feed), HasSubstr("line 2 is no header of payments: old | 1 | 1"));
}

TEST(CsvSource, TakesColumnsByNumberWhereThereIsNoHeader) {
    Feed feed;
    feed.header_row = -1;
    feed.columns = {{"payee", {"2"}}, {"paid_on", {"1"}}, {"amount", {"3"}}};
    const auto given = read_text("01/09/2026;A Ltd;1,234.50\n02/09/2026;B Ltd;nothing\n", "payments", feed,
                                 ReadLimits{.max_rejected_percent = 50});
    ASSERT_TRUE(given.summary.ok()) << given.summary.error().message;
    EXPECT_EQ(given.cell(0, "amount"), "123450");
    ASSERT_EQ(given.summary->problems.size(), 1U);
    EXPECT_EQ(given.summary->problems[0].column, "column 3");
    feed.columns["amount"] = {"Amount"};
    EXPECT_THAT(refusal_of("a;b;c", "payments", feed), HasSubstr("\"amount\" is none"));
}

}  // namespace
}  // namespace contractwatch

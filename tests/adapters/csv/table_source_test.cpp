// Files as councils give them, from bytes to checked rows.
#include "adapters/csv/table_source.h"

#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/csv/given_rows.h"

namespace contractwatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// As many good rows as it takes for one bad row to be bearable.
std::string with_good_rows(const std::string& row) {
    std::string text = "payee,paid_on,amount\n";
    for (int number = 0; number < 9; ++number)
        text += "Good Ltd,2026-09-0" + std::to_string(number + 1) + ",1\n";
    return text + row + "\n";
}

std::vector<RowProblem> problems_of(const std::string& row) {
    const auto given = read_text(with_good_rows(row), "payments");
    EXPECT_TRUE(given.summary.ok()) << given.summary.error().message;
    EXPECT_EQ(given.rows.size(), 9U);
    return given.summary->problems;
}

TEST(CsvSource, TakesBareCarriageReturnsWithLineFeedsInCells) {
    const auto given = read_example("bare-cr.csv");
    ASSERT_EQ(given.rows.size(), 3U);
    EXPECT_EQ(given.sum("amount"), 355050);
    EXPECT_EQ(given.cell(2, "payee"), "Café Noir");
    EXPECT_EQ(given.cell(1, "paid_on"), "2017-05-05");
    EXPECT_EQ(given.cell(0, "payer"), "Example Borough Council");
    EXPECT_EQ(given.rows[1].line, 4) << "the cell before has a line end in it";
    EXPECT_THAT(given.summary->unknown_columns, ElementsAre("Description", "HBC ref no"));
    EXPECT_THAT(given.summary->mapping,
                HasSubstr("payee = [Name], paid_on = [Payment date], amount = [Net Amount(£)]; paid_on_is = run_date, "
                          "payer = \"Example Borough Council\"; header on line 1, comma, windows-1252"));
}

TEST(CsvSource, ReadsTheDayNumbersOfASpreadsheet) {
    const auto given = read_example("day-numbers.csv");
    EXPECT_EQ(given.cell(0, "paid_on"), "2019-07-12");
    EXPECT_EQ(given.cell(1, "paid_on"), "2019-08-31");
}

TEST(CsvSource, SkipsTotalsAndRepeatedHeadersAndCountsCopies) {
    const auto given = read_example("pounds-and-thousands.csv");
    ASSERT_EQ(given.rows.size(), 4U);
    EXPECT_EQ(given.summary->skipped, 2);
    EXPECT_EQ(given.sum("amount"), 1704500) << "what the totals row says";
    EXPECT_EQ(given.cell(0, "copy"), "");
    EXPECT_EQ(given.cell(1, "copy"), "2");
    EXPECT_EQ(given.cell(2, "copy"), "");
}

TEST(CsvSource, TakesOtherDelimitersAndEncodings) {
    EXPECT_EQ(read_example("oem-pound.csv").sum("amount"), 1234);
    const auto semicolons = read_example("semicolons.csv");
    EXPECT_EQ(semicolons.cell(0, "payee"), "Müller GmbH");
    EXPECT_EQ(semicolons.cell(0, "amount"), "123450");
    EXPECT_EQ(semicolons.summary->skipped, 1);
    const auto tabs = read_example("tabs-utf-16.csv");
    EXPECT_EQ(tabs.cell(0, "payee"), "Łódź Łąka 😎");
    EXPECT_THAT(tabs.summary->mapping, HasSubstr("tab, utf-16"));
}

TEST(CsvSource, RefusesAWebPageUnderTheNameOfAFile) {
    const auto given = read_file(SOURCE_DIR "/tests/data/csv/web-page.csv", "payments", ledger());
    ASSERT_FALSE(given.summary.ok());
    EXPECT_EQ(given.summary.error().message,
              "web-page.csv: the file is a web page, not a table of text; save or download it as CSV");
}

TEST(CsvSource, RefusesRowsWhoseQuotesOrCellsAreWrong) {
    const struct {
        const char* row;
        const char* says;
    } rows[] = {
        {"Short Ltd,2026-09-01", "the row has 2 cells where the header has 3"},
        {"Long Ltd,2026-09-01,1,2", "the row has 4 cells where the header has 3"},
        {"The \"Best\" Ltd,2026-09-01,1", "a quote stands inside a cell"},
        {"\"The \" Best\",2026-09-01,1", "text follows a closing quote"},
    };
    for (const auto& row : rows) {
        const auto problems = problems_of(row.row);
        ASSERT_EQ(problems.size(), 1U) << row.row;
        EXPECT_EQ(problems[0].line, 11);
        EXPECT_THAT(problems[0].message, HasSubstr(row.says));
    }
    EXPECT_THAT(refusal_of(with_good_rows("1,\"never closed,3"), "payments"),
                HasSubstr("line 11: a cell begins with a quote"));
}

TEST(CsvSource, TakesRowsThatLackOnlyCellsThatFeedNothing) {
    const auto given =
        read_text("payee,paid_on,amount,remarks\nA Ltd,2026-09-01,1\nB Ltd,2026-09-01,1,,,\n", "payments");
    ASSERT_TRUE(given.summary.ok());
    EXPECT_EQ(given.rows.size(), 2U);
}

TEST(CsvSource, NamesEveryProblemOfARowUnderTheCouncilsHeader) {
    const auto given = read_text(
        "Name,Payment Date,Net Amount\nA,01/09/2026,1\nB,01/09/2026,1\nC,01/09/2026,1\nD,01/09/2026,1\n"
        "E,01/09/2026,1\nF,01/09/2026,1\nG,01/09/2026,1\n,31/02/2026,lots\n",
        "payments", ledger());
    ASSERT_TRUE(given.summary.ok()) << given.summary.error().message;
    EXPECT_EQ(given.summary->rejected, 1);
    const auto& problems = given.summary->problems;
    ASSERT_EQ(problems.size(), 3U);
    EXPECT_EQ(problems[0].column, "Payment Date");
    EXPECT_EQ(problems[1].column, "Net Amount");
    EXPECT_EQ(problems[2], (RowProblem{9, "Name", "it is blank; every row of payments needs who was paid"}));
}

TEST(CsvSource, HoldsTheCellsOfARowAgainstOneAnother) {
    const auto given = read_text(
        "ContractReference,ContractTitle,StartDate,EndDate\nC1,One,2026-04-01,2026-03-31\nC2,Two,2026-04-01,\n",
        "contracts", {}, ReadLimits{.max_rejected_percent = 50});
    ASSERT_TRUE(given.summary.ok());
    EXPECT_EQ(given.rows.size(), 1U);
    ASSERT_EQ(given.summary->problems.size(), 1U);
    EXPECT_EQ(given.summary->problems[0].column, "EndDate");
}

TEST(CsvSource, ClearsWithAHyphenButNeverAKeyOrARequiredCell) {
    const auto given =
        read_text("contract,payer,payee,invoice,amount_gross,paid_on\nC1,-,A Ltd,I1,10,-\nC1,,A Ltd,I2,-,\n",
                  "invoices", {}, ReadLimits{.max_rejected_percent = 50});
    ASSERT_TRUE(given.summary.ok());
    ASSERT_EQ(given.rows.size(), 1U);
    const auto& row = given.rows[0].row;
    EXPECT_THAT(row.cleared, ElementsAre(row.kind->column("paid_on")));
    EXPECT_EQ(given.cell(0, "payer"), "");
    ASSERT_EQ(given.summary->problems.size(), 1U);
    EXPECT_EQ(given.summary->problems[0].column, "amount_gross");
}

TEST(CsvSource, AssumesTheDayOfReceiptOnlyWhereTheFeedSaysSo) {
    const std::string text =
        "payee,invoice,amount_gross,invoice_date,received_on\nA,1,10,2026-09-01,\nA,2,10,2026-09-01,2026-09-05\n"
        "A,3,10,2026-09-01,-\n";
    EXPECT_EQ(read_text(text, "invoices").cell(0, "received_on"), "");
    Feed feed;
    feed.values = {{"assume_received", "invoice_date"}};
    const auto given = read_text(text, "invoices", feed);
    ASSERT_TRUE(given.summary.ok());
    EXPECT_EQ(given.cell(0, "received_on"), "") << "what stands in for it is no day of receipt";
    EXPECT_EQ(given.cell(0, "assume_received"), "invoice_date");
    EXPECT_EQ(given.cell(1, "received_on"), "2026-09-05");
    EXPECT_EQ(given.cell(2, "assume_received"), "") << "cleared by hand";
    EXPECT_THAT(given.rows[2].row.cleared, ::testing::Contains(kind("invoices").column("assume_received")));
    EXPECT_THAT(given.summary->mapping, HasSubstr("assume_received = invoice_date"));
}

TEST(CsvSource, KeepsWhatTheFeedSaysOfTheDayOfPayment) {
    Feed feed;
    feed.values = {{"paid_on_is", "run_date"}};
    const std::string paid = "payee,paid_on,amount\nA,2026-09-01,10\n";
    EXPECT_EQ(read_text(paid, "payments", feed).cell(0, "paid_on_is"), "run_date");
    EXPECT_EQ(read_text(paid, "payments").cell(0, "paid_on_is"), "") << "nothing said: the payee had the money";
    const std::string own = "payee,invoice,amount_gross,paid_on,paid_on_is\nA,1,10,2026-09-01,value_date\n";
    EXPECT_EQ(read_text(own, "invoices", feed).cell(0, "paid_on_is"), "value_date") << "the row's own word stands";
}

TEST(CsvSource, LeavesOutWhatOnlyIntakeNotes) {
    const auto given = read_text("payee,invoice,amount_gross,received_revised_from\nA,1,10,2026-09-01\n", "invoices");
    EXPECT_EQ(given.cell(0, "received_revised_from"), "");
    EXPECT_THAT(given.summary->unknown_columns, ElementsAre("received_revised_from"));
}

TEST(CsvSource, TakesADueDateForTheLedgersUnlessTheFeedSaysThatItIsStated) {
    const std::string text = "payee,invoice,amount_gross,Due\nA,1,10,2026-09-30\n";
    Feed feed;
    feed.columns = {{"due", {"Due"}}};
    EXPECT_EQ(read_text(text, "invoices", feed).cell(0, "due_in_ledger"), "2026-09-30");
    feed.values = {{"due_is", "stated_on_invoice"}};
    const auto stated = read_text(text, "invoices", feed);
    EXPECT_EQ(stated.cell(0, "due_stated_on"), "2026-09-30");
    EXPECT_EQ(stated.cell(0, "due_in_ledger"), "");
}

TEST(CsvSource, KeepsARowWhosePayeeIsCalledTotalButNotATotalsRow) {
    const auto given = read_text("payee,paid_on,amount\nTotal,2026-09-01,5\nTotal:,,5\nGRAND TOTAL,,5\n", "payments");
    ASSERT_TRUE(given.summary.ok());
    EXPECT_EQ(given.rows.size(), 1U);
    EXPECT_EQ(given.summary->skipped, 2);
}

TEST(CsvSource, DoesNotCountCopiesOfPaymentsThatHaveAReference) {
    const auto given = read_text(
        "payee,payment,paid_on,amount\nA,P1,2026-09-01,5\nA,P1,2026-09-01,5\na ,,2026-09-01,5\nA,,2026-09-01,5.00\n"
        "A,,2026-09-01,5\nA,,2026-09-02,5\n",
        "payments");
    ASSERT_TRUE(given.summary.ok());
    std::vector<std::string> copies;
    for (std::size_t row = 0; row < given.rows.size(); ++row)
        copies.push_back(given.cell(row, "copy"));
    EXPECT_THAT(copies, ElementsAre("", "", "", "2", "3", ""));
}

TEST(CsvSource, ReadsTheLastDayOfAPeriodInAnyFormOfDate) {
    const auto given = read_text(
        "contract,measure,period,value\nC,M,30/09/2026,95\nC,M,2026/27-Q2,95\nC,M,30 Sep 2026,9\n", "readings");
    ASSERT_TRUE(given.summary.ok()) << given.summary.error().message;
    EXPECT_EQ(given.cell(0, "period"), "2026-09-30");
    EXPECT_EQ(given.cell(1, "period"), "2026/27-Q2");
    EXPECT_EQ(given.cell(2, "period"), "2026-09-30");
}

TEST(CsvSource, RefusesAFileWithTooManyBadRows) {
    const std::string good = "payee,paid_on,amount\nA,2026-09-01,1\nB,2026-09-01,1\nC,2026-09-01,1\nD,2026-09-01,1\n";
    EXPECT_TRUE(read_text(good + "E,never,1\n", "payments").summary.ok()) << "one in five is 20 %";
    const auto refusal = refusal_of(good + "E,never,1\nF,never,1\n", "payments");
    EXPECT_THAT(refusal, HasSubstr("2 of 6 rows cannot be taken, more than 20 %"));
    EXPECT_THAT(refusal, HasSubstr("line 6, paid_on: \"never\" is no date"));
}

TEST(CsvSource, RefusesAStrictFeedsFileForOneBadRow) {
    auto feed = ledger();
    feed.strict = true;
    EXPECT_THAT(refusal_of(with_good_rows("E,never,1"), "payments", feed),
                HasSubstr("1 row cannot be taken, and the feed is strict"));
}

TEST(CsvSource, RefusesMoreRowsThanTheLimit) {
    ReadLimits limits;
    limits.rows = 2;
    EXPECT_TRUE(
        read_text("payee,paid_on,amount\nA,2026-09-01,1\nB,2026-09-01,1\n\n", "payments", {}, limits).summary.ok());
    EXPECT_THAT(
        refusal_of("payee,paid_on,amount\nA,2026-09-01,1\nB,2026-09-01,1\nC,2026-09-01,1\n", "payments", {}, limits),
        HasSubstr("more than 2 rows"));
}

TEST(CsvSource, HandsRowsOverInFileOrderOnTheCallersThread) {
    std::string text = "payee,paid_on,amount\n";
    for (int number = 0; number < 20'000; ++number)
        text += "P" + std::to_string(number) + ",2026-09-01,1\n";
    const GivenFile file{text};
    const auto here = std::this_thread::get_id();
    std::int64_t line = 2;
    std::size_t batches = 0;
    CsvSource source{ReadLimits{}};
    const auto summary = source.read(file.path(), kind("payments"), {}, [&](std::vector<GivenRow>& batch) {
        EXPECT_EQ(std::this_thread::get_id(), here);
        ++batches;
        for (const auto& row : batch)
            EXPECT_EQ(row.line, line++);
    });
    EXPECT_EQ(summary->rows, 20'000);
    EXPECT_EQ(batches, 2U);
}

TEST(CsvSource, EndsTheReadingWhenTakingARowThrows) {
    std::string text = "payee,paid_on,amount\n";
    for (int number = 0; number < 100'000; ++number)
        text += "P,2026-09-01,1\n";
    const GivenFile file{text};
    CsvSource source{ReadLimits{}};
    const auto fail = [](std::vector<GivenRow>&) { throw std::runtime_error("disk full"); };
    EXPECT_THROW((void)source.read(file.path(), kind("payments"), {}, fail), std::runtime_error);
}

TEST(CsvSource, GivesTheHashOfTheBytes) {
    const GivenFile file{"payee,paid_on,amount\n"};
    CsvSource source{ReadLimits{}};
    const auto* const known = "9195f79182bd40bf5ec2bf07ea4becd53f5e9f2135d428909e39078d54ca06fb";
    const auto read = source.read(file.path(), kind("payments"), {}, [](std::vector<GivenRow>&) {});
    EXPECT_EQ(read->sha256, known);
    EXPECT_EQ(source.sha256(file.path()).value(), known);
    EXPECT_EQ(source.sha256(file.path() + "x").error().code, ErrorCode::not_found);
}

TEST(CsvSource, ListsRejectedRowsInAFileThatRunsNothing) {
    const GivenFile file{
        "Name,Payment Date,Net Amount\nA,01/09/2026,1\nB,01/09/2026,1\nC,01/09/2026,1\nD,01/09/2026,1\nE,01/09/2026,1\n"
        "F,01/09/2026,1\nG,01/09/2026,1\n\"=cmd|' /C calc'!A0\",99/09/2026,-5.00\n"};
    CsvSource source{ReadLimits{}};
    EXPECT_EQ(source.write_rejected(file.path(), {}).error().code, ErrorCode::conflict) << "not read yet";
    const auto summary = source.read(file.path(), kind("payments"), ledger(), [](std::vector<GivenRow>&) {});
    const auto written = source.write_rejected(file.path(), *summary);
    ASSERT_TRUE(written.ok()) << written.error().message;
    EXPECT_EQ(*written, file.path() + ".rejected.csv");
    EXPECT_EQ(bytes_of(*written),
              "\xEF\xBB\xBFline,column,problem,Name,Payment Date,Net Amount\n"
              "9,Payment Date,\"there is no day 99/09/2026; write it as 30/09/2026 or 2026-09-30\","
              "\"'=cmd|' /C calc'!A0\",99/09/2026,-5.00\n");
    EXPECT_FALSE(std::filesystem::exists(*written + ".part"));
}

}  // namespace
}  // namespace contractwatch

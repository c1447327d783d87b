// Cells that no spreadsheet runs.
#include "adapters/csv/writer.h"

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

TEST(CsvWriter, DefusesTextThatASpreadsheetWouldRun) {
    const struct {
        const char* text;
        const char* cell;
    } rows[] = {
        {"=1+1", "\"'=1+1\""},
        {"+44 161", "\"'+44 161\""},
        {"-2+3", "\"'-2+3\""},
        {"@SUM(A1)", "\"'@SUM(A1)\""},
        {"\t=1", "\"'\t=1\""},
        {"\r=1", "\"'\r=1\""},
        {" =1+1", "\"' =1+1\""},
        {"\xEF\xBC\x9D"
         "1+1",
         "\"'\xEF\xBC\x9D"
         "1+1\""},
        {"=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""},
        {"-", "-"},
        {"a=b", "a=b"},
        {"plain", "plain"},
        {"a,b", "\"a,b\""},
        {"say \"x\"", "\"say \"\"x\"\"\""},
        {"two\nlines", "\"two\nlines\""},
        {"", ""},
    };
    for (const auto& row : rows)
        EXPECT_EQ(text_cell(row.text), row.cell) << row.text;
}

TEST(CsvWriter, LeavesNumbersTheirSign) {
    EXPECT_EQ(number_cell("-12.50"), "-12.50");
    EXPECT_EQ(given_cell("-12.50"), "-12.50");
    EXPECT_EQ(given_cell("-1,234.50"), "\"-1,234.50\"");
    EXPECT_EQ(given_cell("-1+1"), "\"'-1+1\"");
    EXPECT_EQ(given_cell("=1"), "\"'=1\"");
}

TEST(CsvWriter, GivesABlankFileOfAKind) {
    EXPECT_EQ(template_line(kind("roles")), "contract,role,email,from,until\n");
    EXPECT_EQ(template_line(kind("payments")),
              "payer,payee,invoice,payment,paid_on,amount,paid_on_is,contract,method,value_date\n");
}

}  // namespace
}  // namespace contractwatch

// Numbers of a series as files write them.
#include "adapters/csv/number_cell.h"

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

TEST(NumberCell, ReadsWhatFilesContain) {
    struct {
        const char* cell;
        double number;
        const char* because;
    } const cases[] = {
        {"95", 95, "plain"},
        {"95 %", 95, "a percent sign is dropped"},
        {"0.95 %", 0.95, "and nothing is reckoned with it"},
        {"0.95", 0.95, "a fraction stays one"},
        {"+3", 3, "a sign"},
        {"-3", -3, "a sign"},
        {".5", 0.5, "nothing before the point"},
        {"1,234.5", 1234.5, "thousands commas"},
        {"-1.5e3", -1500, "an exponent"},
        {" 12 ", 12, "spaces around it"},
        {"-0", 0, "nought has no sign"},
        {"25E-4", 0.0025, "a negative exponent"},
        {"1e100", 1e100, "the largest"},
        {"-1e100", -1e100, "the smallest"},
        {"1e-300", 1e-300, "next to nothing"},
        {"0e999", 0, "nought however often multiplied"},
    };
    for (const auto& [cell, number, because] : cases) {
        const auto read = read_number(cell);
        ASSERT_TRUE(read) << cell << ": " << because;
        EXPECT_EQ(*read, number) << cell << ": " << because;
    }
}

TEST(NumberCell, RefusesWhatIsNoneOrCannotBeReckonedWith) {
    for (const auto* cell :
         {"",      "NaN",    "nan",   "inf",   "-inf",    "Infinity", "0x1p3", "1e",
          "e5",    "--1",    "+-1",   "1 2",   "5%%",     "1,23",     "n/a",   "1.0000000000000002e100",
          "1e101", "-1e101", "1e308", "1e309", "1e99999", "1e-999",   "-inf",  "."}) {
        EXPECT_FALSE(read_number(cell)) << cell;
    }
}

}  // namespace
}  // namespace contractwatch

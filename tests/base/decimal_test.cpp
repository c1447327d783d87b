// Decimals that are exact at the edge of a band.
#include "base/decimal.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

TEST(Decimal, ReadsWhatReportsContain) {
    struct {
        const char* given;
        const char* text;
        const char* because;
    } const rows[] = {
        {"0", "0", "nought"},
        {"-0", "0", "nought has no sign"},
        {"96.50", "96.5", "closing noughts say nothing"},
        {"95 %", "95", "a percent sign is dropped"},
        {"95.5%", "95.5", "a percent sign is dropped"},
        {"+3", "3", "a sign"},
        {"-3", "-3", "a sign"},
        {" .5 ", "0.5", "nothing before the point is nought"},
        {"1,234,567.25", "1234567.25", "thousands commas"},
        {"1.5e3", "1500", "an exponent"},
        {"25E-4", "0.0025", "a negative exponent"},
        {"0e99999999", "0", "nought however often multiplied"},
        {"1e-99999999", "0", "too small to differ from nought"},
        {"0.3333333333", "0.333333333", "rounded at the ninth decimal"},
        {"0.0000000005", "0.000000001", "half goes away from zero"},
        {"-0.0000000005", "-0.000000001", "half goes away from zero"},
        {"0.00000000049999", "0", "less than half goes to zero"},
        {"8999999999.999999999", "8999999999.999999999", "the largest"},
        {"0.0000000000000000000000000001", "0", "many noughts"},
    };
    for (const auto& row : rows) {
        const auto decimal = Decimal::parse(row.given);
        ASSERT_TRUE(decimal) << row.given << ": " << row.because;
        EXPECT_EQ(decimal->text(), row.text) << row.given << ": " << row.because;
    }
}

TEST(Decimal, RefusesWhatIsNoNumberOrTooLarge) {
    for (const auto* text : {"",
                             "%",
                             "-",
                             "+",
                             ".",
                             "5.",
                             "1.2.3",
                             "1,23",
                             "1.2,345",
                             "--1",
                             "+-1",
                             "- 1",
                             "NaN",
                             "inf",
                             "Infinity",
                             "0x1p3",
                             "1e",
                             "1e+",
                             "1e1.5",
                             "1e1,000",
                             "e5",
                             "9000000000",
                             "-9000000000",
                             "1e10",
                             "1e99999999",
                             "8999999999.9999999995",
                             "12 3",
                             "5%%",
                             "n/a",
                             "99999999999999999999"}) {
        EXPECT_EQ(Decimal::parse(text), std::nullopt) << text;
    }
}

TEST(Decimal, IsReadAsItWasWritten) {
    for (std::int64_t units = -5'000'000'000; units < 5'000'000'000; units += 7'654'321) {
        const auto decimal = Decimal::of_units(units);
        ASSERT_EQ(Decimal::parse(decimal.text()), decimal);
    }
}

TEST(Decimal, TakesSharesExactlyAndCutsTowardZero) {
    EXPECT_EQ(Decimal{90}.times(95, 100), Decimal::parse("85.5"));
    EXPECT_EQ(Decimal{1}.times(1, 3), Decimal::parse("0.333333333"));
    EXPECT_EQ(Decimal{-2}.times(1, 3), Decimal::parse("-0.666666666"));
    EXPECT_EQ(Decimal{8'000'000'000}.times(1'000'000, 1'000'000), Decimal{8'000'000'000});
    EXPECT_THROW((void)Decimal{1}.times(1, 0), std::logic_error);
}

TEST(Decimal, StopsAtItsEndsInsteadOfOverflowing) {
    const auto most = Decimal::of_units(Decimal::most_units);
    const auto least = Decimal::of_units(-Decimal::most_units);
    EXPECT_EQ(most + most, most);
    EXPECT_EQ(least - most, least);
    EXPECT_EQ(most - most, Decimal{});
    EXPECT_EQ(most.times(3, 1), most);
    EXPECT_EQ(most.times(INT64_MIN, 1), least);
    EXPECT_EQ(Decimal::of_units(INT64_MIN).magnitude(), most);
}

TEST(Decimal, ComparesAndAddsWithoutRounding) {
    EXPECT_EQ(*Decimal::parse("0.1") + *Decimal::parse("0.2"), *Decimal::parse("0.3"));
    EXPECT_LT(*Decimal::parse("96.999999999"), Decimal{97});
    EXPECT_DOUBLE_EQ(Decimal::parse("96.5")->approximate(), 96.5);
}

}  // namespace
}  // namespace contractwatch

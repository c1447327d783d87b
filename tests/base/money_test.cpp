// Money as people write it, exact to the penny.
#include "base/money.h"

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

TEST(Money, ReadsWhatCouncilsWrite) {
    struct {
        const char* text;
        std::int64_t pence;
    } const rows[] = {
        {"0", 0},
        {"1234.5", 123450},
        {"1,234.50", 123450},
        {" £1,234.50 ", 123450},
        {"£ 1,234.50", 123450},
        {"(1,234.50)", -123450},
        {"(£1,234.50)", -123450},
        {"£(1,234.50)", -123450},
        {"-1,234.50", -123450},
        {"-£1,234.50", -123450},
        {"£-1,234.50", -123450},
        {".5", 50},
        {"0.07", 7},
        {"00012", 1200},
        {"12,345,678.90", 1234567890},
        {"90000000000", 9'000'000'000'000},
        {"\xC2\xA0"
         "12",
         1200},
    };
    for (const auto& row : rows) {
        const auto money = Money::parse(row.text);
        ASSERT_TRUE(money) << row.text;
        EXPECT_EQ(money->pence(), row.pence) << row.text;
    }
}

TEST(Money, RefusesWhatItWouldHaveToGuess) {
    for (const auto* text : {"",         "£",        "-",
                             "()",       "1.234",    "1.2345",
                             "1,23",     "12,34.50", ",123",
                             "1234,567", "1,2345",   "1.",
                             ".",        "1.2.3",    "--5",
                             "(-5)",     "-(5)",     "££5",
                             "+5",       "5-",       "(5",
                             "5)",       "1e3",      "five",
                             "$5",       "€5",       "90000000000.01",
                             "0x10",     "1 234",    "99999999999999999999999",
                             "NaN"}) {
        EXPECT_EQ(Money::parse(text), std::nullopt) << text;
    }
}

TEST(Money, WritesPoundsWithCommasAndPence) {
    EXPECT_EQ(Money::pence(0).text(), "£0.00");
    EXPECT_EQ(Money::pence(7).text(), "£0.07");
    EXPECT_EQ(Money::pounds(999).text(), "£999.00");
    EXPECT_EQ(Money::pence(123450).text(), "£1,234.50");
    EXPECT_EQ(Money::pence(-123450).text(), "-£1,234.50");
    EXPECT_EQ(Money::pence(123456789012).text(), "£1,234,567,890.12");
    EXPECT_EQ(Money::pence(INT64_MIN).text(), "-£92,233,720,368,547,758.08");
}

TEST(Money, IsReadAsItWasWritten) {
    for (std::int64_t pence = -250'000; pence <= 250'000; pence += 37) {
        ASSERT_EQ(Money::parse(Money::pence(pence).text()), Money::pence(pence));
    }
}

TEST(Money, AddsAndComparesExactly) {
    auto sum = Money::pence(10) + Money::pence(20);
    sum += Money::pounds(1);
    EXPECT_EQ(sum, Money::pence(130));
    EXPECT_LT(-sum, Money{});
    EXPECT_EQ(sum - sum, Money{});
}

}  // namespace
}  // namespace contractwatch

// Which invoices can count in the figures of a month: its edges by every clock.
#include "domain/payments/dates_that_count.h"

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

const DateRange september{Date{2026, 9, 1}, Date{2026, 9, 30}};

TEST(DatesThatCount, ReachBackAsFarAsTheLongestClock) {
    const auto usual = dates_that_count(september, Days{0}, PaymentPolicy{});
    EXPECT_EQ(usual.received.first, (Date{2026, 7, 26})) << "pcr15: 37 days before, verified after 7 days";
    EXPECT_EQ(usual.received.last, (Date{2026, 9, 30})) << "paid on the day";
    EXPECT_EQ(dates_that_count(september, Days{90}, PaymentPolicy{}).received.first, (Date{2026, 6, 3}));
    PaymentPolicy slow;
    slow.policy_days = 60;
    EXPECT_EQ(dates_that_count(september, Days{0}, slow).received.first, (Date{2026, 7, 3}));
    EXPECT_LE(usual.due_stated.first, (Date{2026, 8, 3})) << "30 days beginning with it end on 1 September";
    EXPECT_LE(usual.verified.first, (Date{2026, 8, 2})) << "30 days after it is 1 September";
}

TEST(DatesThatCount, ReachBackToTheRunsThatSettleInTheMonth) {
    EXPECT_LE(dates_that_count(september, Days{0}, PaymentPolicy{}).paid.first, (Date{2026, 8, 27}))
        << "a run on 27 August reaches the payee on 1 September, over a weekend and the bank holiday";
    PaymentPolicy slow;
    slow.settlement_working_days = 20;
    EXPECT_LE(dates_that_count(september, Days{0}, slow).paid.first, (Date{2026, 8, 3}));
}

}  // namespace
}  // namespace contractwatch

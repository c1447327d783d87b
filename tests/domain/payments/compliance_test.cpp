// Populations, shares and days to pay.
#include "domain/payments/compliance.h"

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

const DateRange october{Date{2026, 10, 1}, Date{2026, 10, 31}};
constexpr Date day(unsigned of_october) {
    return Date{2026, 10, of_october};
}
constexpr Date as_at = day(20);

ClockedInvoice due(Date last_day, std::optional<Date> settled = {}) {
    return {last_day - Days{14}, last_day, last_day, settled, false, settled ? Money{} : Money::pounds(10)};
}

ClockedInvoice credited(ClockedInvoice invoice) {
    invoice.credited = true;
    return invoice;
}

ClockedInvoice disputed(ClockedInvoice invoice) {
    invoice.last_day.reset();
    return invoice;
}

struct Stands {
    ClockedInvoice invoice;
    InvoiceStanding standing;
    const char* because;
};

TEST(Compliance, PlacesEachInvoice) {
    const std::vector<Stands> cases = {
        {due(day(10), day(10)), InvoiceStanding::on_time, "settled on its last day"},
        {due(day(10), day(11)), InvoiceStanding::paid_late, "a day later"},
        {due(day(19)), InvoiceStanding::late_now, "past its last day"},
        {due(day(20)), InvoiceStanding::not_yet_due, "its last day is the day as at which"},
        {due(day(25), day(18)), InvoiceStanding::paid_early, "settled before its last day came"},
        {due(Date{2026, 9, 30}), InvoiceStanding::outside, "last month's"},
        {due(Date{2026, 11, 1}), InvoiceStanding::outside, "next month's"},
        {credited(due(day(10))), InvoiceStanding::credited, "in no percentage"},
        {disputed(due(day(10))), InvoiceStanding::disputed, "an open dispute"},
    };
    for (const auto& [invoice, standing, because] : cases)
        EXPECT_EQ(standing_of(invoice, october, as_at), standing) << because;
}

TEST(Compliance, CountsThePopulationAndWhatStandsBesideIt) {
    Compliance figures{october, as_at};
    for (const auto& invoice : {due(day(10), day(10)), due(day(10), day(11)), due(day(19)), due(day(20)),
                                due(day(25), day(18)), credited(due(day(10))), disputed(due(day(10)))})
        figures.add(invoice);
    EXPECT_EQ(figures.share().population, 3);
    EXPECT_EQ(figures.share().on_time, 1);
    EXPECT_EQ(figures.late(), 2);
    EXPECT_EQ(figures.late_now(), 1);
    EXPECT_EQ(figures.late_now_amount(), Money::pounds(10));
    EXPECT_EQ(figures.not_yet_due(), 1);
    EXPECT_EQ(figures.paid_early(), 1);
    EXPECT_EQ(figures.disputed(), 1);
    EXPECT_EQ(figures.days_taken().count(), 2) << "the settled ones of the population";
    EXPECT_EQ(figures.days_taken().mean(), 14.5);
}

struct PassMark {
    std::int64_t on_time;
    std::int64_t population;
    std::optional<bool> passes;
    const char* text;
};

TEST(Share, IsComparedExactlyAndShownToOneDecimal) {
    for (const auto& [on_time, population, passes, text] :
         {PassMark{9, 10, true, "90.0 %"}, PassMark{899, 1000, false, "89.9 %"},
          PassMark{17'999, 20'000, false, "90.0 %"},  // shown half up, judged exactly
          PassMark{1, 3, false, "33.3 %"}, PassMark{2, 3, false, "66.7 %"}, PassMark{1, 2000, false, "0.1 %"},
          PassMark{10, 10, true, "100.0 %"}, PassMark{0, 0, std::nullopt, "n/a"}}) {
        const Share share{on_time, population};
        EXPECT_EQ(share.passes(90), passes) << on_time << " of " << population;
        EXPECT_EQ(share.text(), text);
    }
}

TEST(Share, IsNothingForAPopulationOfNone) {
    EXPECT_EQ(Share{}.fraction(), std::nullopt);
    EXPECT_EQ((Share{1, 4}.fraction()), 0.25);
}

TEST(DaysToPay, KnowsMeanMedianAndBuckets) {
    DaysToPay days;
    EXPECT_EQ(days.mean(), std::nullopt);
    EXPECT_EQ(days.median(), std::nullopt);
    for (const int taken : {61, 30, 0, 31, 60})
        days.add(Days{taken});
    EXPECT_EQ(days.mean(), 36.4);
    EXPECT_EQ(days.median(), 31);
    EXPECT_EQ(days.up_to_30(), 2);
    EXPECT_EQ(days.from_31_to_60(), 2);
    EXPECT_EQ(days.from_61(), 1);
    days.add(Days{32});
    EXPECT_EQ(days.median(), 31.5) << "half way between the middle two";
}

TEST(Share, IsSmallerOrNotExactly) {
    struct Case {
        Share one;
        Share other;
        std::optional<bool> smaller;
        const char* because;
    };
    constexpr std::int64_t huge = 3'000'000'000'000'000'000;
    for (const auto& each :
         {Case{{1, 2}, {2, 4}, false, "equal"}, Case{{1, 2}, {2, 3}, true, "a half, two thirds"},
          Case{{2, 3}, {1, 2}, false, "the other way round"}, Case{{0, 3}, {1, 100}, true, "none"},
          Case{{3, 3}, {7, 7}, false, "both all"}, Case{{99, 100}, {5, 5}, true, "against all"},
          Case{{huge - 1, huge}, {huge, huge + 1}, true, "no product of them fits a number"},
          Case{{huge, huge + 1}, {huge - 1, huge}, false, "the other way round"},
          Case{{0, 0}, {1, 2}, std::nullopt, "nothing to divide by"}, Case{{1, 2}, {0, 0}, std::nullopt, "nor there"}})
        EXPECT_EQ(below(each.one, each.other), each.smaller) << each.because;
}

}  // namespace
}  // namespace contractwatch

// Numbers of the law that change on a day: what was received before goes by the old one, the rest by the new.
#include "domain/payments/payment_law.h"

#include <gmock/gmock.h>

#include "builders/legal_numbers.h"
#include "domain/payments/dates_that_count.h"
#include "domain/payments/interest.h"
#include "domain/payments/payment_return.h"

namespace contractwatch {
namespace {

using builders::legal_number;
using ::testing::ElementsAre;

constexpr Date later{2027, 12, 31};
constexpr Date change{2026, 10, 1};

PaymentPolicy policy_with(const std::vector<Row>& taken_in) {
    return builders::rules_with(taken_in).payments;
}

Invoice received(Date day, int tier = 1) {
    Invoice invoice;
    invoice.reference = "1";
    invoice.payee = "Acme";
    invoice.contract = "C-1";
    invoice.supply_tier = tier;
    invoice.received_on = day;
    invoice.gross = Money::pounds(100);
    return invoice;
}

HeadContract under(std::string_view regime, PaymentClock clock) {
    HeadContract head;
    head.reference = "C-1";
    head.regime = regime;
    head.statutory = clock;
    head.commenced_on = Date{2026, 4, 1};
    return head;
}

struct ClockCase {
    const char* rule;
    PaymentClock clock;
    int tier;
    Days before;  ///< from receipt to the last day
    Days after;
};

TEST(PaymentLaw, ANumberMovesTheLastDayOfInvoicesReceivedFromItsDayOnAndOfNoneBefore) {
    for (const auto& [rule, clock, tier, before, after] :
         {ClockCase{"payment_days_pa23", PaymentClock::pa23, 1, Days{29}, Days{59}},
          ClockCase{"payment_days_subcontract", PaymentClock::pa23, 2, Days{29}, Days{59}},
          ClockCase{"payment_days_below_threshold", PaymentClock::below_threshold, 1, Days{29}, Days{59}},
          ClockCase{"payment_days_pcr15", PaymentClock::pcr15, 1, Days{37}, Days{67}}}) {
        const auto policy = policy_with({legal_number(rule, "60", change.text())});
        const auto head = under(name_of(clock), clock);
        const auto last_day = [&, clock = clock, tier = tier](Date day) {
            return clocked(received(day, tier), &head, clock, policy, later)->last_day;
        };
        EXPECT_EQ(last_day(change - Days{1}), change - Days{1} + before) << rule;
        EXPECT_EQ(last_day(change), change + after) << rule;
        EXPECT_EQ(last_day(change + Days{90}), change + Days{90} + after) << rule;
    }
}

TEST(PaymentLaw, ANumberIsOfItsOwnClockAlone) {
    const auto policy = policy_with({legal_number("payment_days_subcontract", "60", change.text())});
    const auto head = under("pa23", PaymentClock::pa23);
    EXPECT_EQ(clocked(received(change), &head, PaymentClock::pa23, policy, later)->last_day, change + Days{29});
    EXPECT_EQ(clocked(received(change), &head, PaymentClock::policy, policy, later)->last_day, change + Days{14});
}

TEST(PaymentLaw, WithoutANumberOnTheDayOfReceiptThereIsNoStatutoryClock) {
    const auto head = under("pa23", PaymentClock::pa23);
    EXPECT_FALSE(clocked(received(Date{2025, 2, 23}), &head, PaymentClock::pa23, PaymentPolicy{}, later));
    EXPECT_TRUE(clocked(received(Date{2025, 2, 24}), &head, PaymentClock::pa23, PaymentPolicy{}, later));
    EXPECT_TRUE(clocked(received(Date{2025, 2, 23}), &head, PaymentClock::policy, PaymentPolicy{}, later));
    const auto repealed = policy_with({legal_number("payment_days_pa23", "30", "2025-02-24", "2026-09-30")});
    EXPECT_TRUE(clocked(received(Date{2026, 9, 30}), &head, PaymentClock::pa23, repealed, later));
    EXPECT_FALSE(clocked(received(change), &head, PaymentClock::pa23, repealed, later));
}

TEST(PaymentLaw, AfterADisputeTheInvoicesOwnDaysAreShown) {
    const auto policy = policy_with({legal_number("payment_days_pa23", "60", change.text())});
    const auto head = under("pa23", PaymentClock::pa23);
    const auto shown = [&](Date day) {
        auto invoice = received(day);
        invoice.disputes = {{day, day, Date{2026, 10, 12}, DisputeKind::disputed}};
        return clocked(invoice, &head, PaymentClock::pa23, policy, later)->last_day_after_resolution;
    };
    EXPECT_EQ(shown(Date{2026, 9, 30}), (Date{2026, 11, 10})) << "30 days beginning with 12 October";
    EXPECT_EQ(shown(change), (Date{2026, 12, 10})) << "60 days beginning with it";
}

TEST(PaymentLaw, DatesThatCountReachBackByTheMostDaysThereEverAre) {
    const DateRange september{Date{2026, 9, 1}, Date{2026, 9, 30}};
    const auto of = [&](const std::vector<Row>& rows) {
        return dates_that_count(september, Days{0}, policy_with(rows));
    };
    EXPECT_EQ(of({legal_number("payment_days_pa23", "10", "2026-08-01")}).due_stated.first, (Date{2026, 8, 2}))
        << "30 days may still hold for some";
    EXPECT_EQ(of({legal_number("payment_days_pa23", "90", "2025-08-01", "2025-08-31")}).received.first,
              (Date{2026, 6, 3}));
    EXPECT_EQ(of({legal_number("payment_days_below_threshold", "90", "2030-01-01")}).due_stated.first,
              (Date{2026, 6, 3}));
    EXPECT_EQ(of({legal_number("payment_days_pcr15", "90", "2030-01-01")}).verified.first, (Date{2026, 6, 3}));
    EXPECT_EQ(of({legal_number("payment_days_pcr15", "90", "2030-01-01")}).received.first, (Date{2026, 5, 27}));
}

TEST(PaymentLaw, SinglePaymentsArePublishedOverTheAmountOfTheirDay) {
    const DateRange quarter{Date{2026, 7, 1}, Date{2026, 9, 30}};
    const auto policy = policy_with({legal_number("published_payments_over", "50000", "2026-08-15")});
    PaymentReturn made{PaymentReturnKind::s70, quarter, policy, built_in_bank_rates(), later};
    const auto head = under("pa23", PaymentClock::pa23);
    for (const auto& [day, pounds] : {std::pair{Date{2026, 8, 14}, 40'000}, std::pair{Date{2026, 8, 15}, 40'000},
                                      std::pair{Date{2026, 8, 16}, 60'000}}) {
        auto invoice = received(Date{2026, 8, 1});
        invoice.reference = pounds == 40'000 ? "40" : "60";
        invoice.receipts = {{day, Money::pounds(pounds)}};
        made.add(invoice, &head, {});
    }
    const auto rows = made.rows();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].paid_on, (Date{2026, 8, 14})) << "£30,000 was the amount; on the next day £40,000 is under it";
    EXPECT_EQ(rows[1].paid_on, (Date{2026, 8, 16}));
    EXPECT_EQ(made.figures().at(0).meaning, "single payments over the amount of s.70 on their day");
    std::vector<std::string> law;
    for (const auto& each : made.law())
        law.push_back(each.words());
    EXPECT_THAT(law, ElementsAre("payment_days_pa23 30 from 24 February 2025, Procurement Act 2023, s.68(2), built in",
                                 "published_payments_days 30 from 1 January 2026, Procurement Act 2023, ss.69 and 70, "
                                 "built in",
                                 "published_payments_over 30000 from 1 April 2026, Procurement Act 2023, s.70; its "
                                 "first day is guidance, built in",
                                 "published_payments_over 50000 from 15 August 2026, SI 2027/1, taken in by entry 1"));
}

TEST(PaymentLaw, Section70IsOfProcurementsFromTheFirstDayOfItsAmount) {
    const DateRange quarter{Date{2026, 4, 1}, Date{2026, 6, 30}};
    PaymentReturn made{PaymentReturnKind::s70, quarter, PaymentPolicy{}, built_in_bank_rates(), later};
    auto invoice = received(Date{2026, 4, 1});
    invoice.receipts = {{Date{2026, 4, 1}, Money::pounds(40'000)}};
    auto head = under("pa23", PaymentClock::pa23);
    made.add(invoice, &head, {});
    head.commenced_on = Date{2026, 3, 31};
    made.add(invoice, &head, {});
    EXPECT_EQ(made.rows().size(), 1U);
    ASSERT_EQ(made.left_out().size(), 1U);
    EXPECT_EQ(made.left_out().at(0).reason, "the contract's procurement commenced before 1 April 2026");
    EXPECT_EQ(made.figures().at(0).meaning, "single payments over £30,000");
}

TEST(PaymentLaw, ReturnsArePublishedWithinTheDaysInForceAtTheirPeriodsEnd) {
    using enum PaymentReturnKind;
    const DateRange half{Date{2026, 4, 1}, Date{2026, 9, 30}};
    const DateRange before{Date{2025, 7, 1}, Date{2025, 12, 31}};
    const auto law = policy_with({legal_number("published_payments_days", "60", "2026-09-30")}).law;
    EXPECT_EQ(publish_by(s69, half, built_in_payment_law()), (Date{2026, 10, 29}));
    EXPECT_EQ(publish_by(s69, half, law), (Date{2026, 11, 28}));
    EXPECT_EQ(publish_by(s70, DateRange{Date{2026, 4, 1}, Date{2026, 6, 30}}, law), (Date{2026, 7, 29}));
    EXPECT_EQ(publish_by(reg113, half, law), (Date{2026, 10, 29})) << "an internal target, which no law moves";
    EXPECT_EQ(publish_by(s69, before, law), std::nullopt) << "before the section was in force";
}

TEST(PaymentLaw, InterestBeginsByTheDaysInForceOnTheDayOfReceipt) {
    auto rates = built_in_bank_rates();
    rates.use_law(legal_numbers_with(std::vector{legal_number("interest_payment_days", "60", change.text())}));
    const auto relevant = [&](Date day) { return interest_on(received(day), nullptr, {}, rates, later)->relevant_day; };
    EXPECT_EQ(relevant(change - Days{1}), change - Days{1} + Days{29});
    EXPECT_EQ(relevant(change), change + Days{59});
    rates.use_law(legal_numbers_with(
        std::vector{legal_number("interest_payment_days", "30", "2002-08-07", (change - Days{1}).text())}));
    const auto none = interest_on(received(change), nullptr, {}, rates, later);
    ASSERT_TRUE(none);
    EXPECT_EQ(none->relevant_day, std::nullopt);
    EXPECT_EQ(none->reason, "no number of the law for interest_payment_days is in force on 1 October 2026");
}

}  // namespace
}  // namespace contractwatch

// Statutory interest on late invoices, from the worked case and its edges.
#include "domain/payments/interest.h"

#include <array>

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

constexpr Date received{2026, 10, 1};
constexpr Date later{2027, 12, 31};

/// The worked case: £12,000 received on 1 October 2026.
Invoice worked_invoice() {
    Invoice invoice;
    invoice.received_on = received;
    invoice.gross = Money::pounds(12'000);
    return invoice;
}

std::optional<Interest> interest_of(const Invoice& invoice, Date as_at = later, const HeadContract* contract = nullptr,
                                    std::optional<Days> terms = {}) {
    return interest_on(invoice, contract, terms, built_in_bank_rates(), as_at);
}

TEST(Interest, ComesToTheWorkedCase) {
    auto invoice = worked_invoice();
    invoice.paid_on = Date{2026, 12, 10};
    const auto found = interest_of(invoice);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->relevant_day, (Date{2026, 10, 30}));
    EXPECT_EQ(found->interest_from, (Date{2026, 10, 31}));
    EXPECT_EQ(found->rate, Rate{1175}) << "8 % over the 3.75 % of 30 June 2026";
    EXPECT_EQ(found->days, Days{41});
    EXPECT_EQ(found->amount, Money::pence(15'838));
    EXPECT_EQ(found->fixed, Money::pounds(100));
    EXPECT_EQ(found->reason, "");
}

TEST(Interest, RunsFromTheDayAfterTheRelevantDayToTheDayOfReceipt) {
    auto invoice = worked_invoice();
    invoice.paid_on = Date{2026, 10, 30};
    EXPECT_FALSE(interest_of(invoice)) << "on the relevant day itself";
    invoice.paid_on = Date{2026, 10, 31};
    EXPECT_EQ(interest_of(invoice)->days, Days{1});
    invoice.paid_on.reset();
    EXPECT_FALSE(interest_of(invoice, Date{2026, 10, 30}));
    EXPECT_EQ(interest_of(invoice, Date{2026, 11, 1})->days, Days{2}) << "still unpaid";
}

TEST(Interest, CountsEachDaysOpeningBalance) {
    auto invoice = worked_invoice();
    invoice.receipts = {{Date{2026, 11, 9}, Money::pounds(6'000)}, {Date{2026, 11, 19}, Money::pounds(6'000)}};
    const auto found = interest_of(invoice);
    EXPECT_EQ(found->days, Days{20});
    EXPECT_EQ(found->amount, Money::pence(5'795)) << "12,000 x 10 + 6,000 x 10 days at 11.75 %, half up";
    EXPECT_EQ(found->balance, Money::pounds(12'000));
}

TEST(Interest, LooksAtTheBalanceWhenItBegins) {
    auto invoice = worked_invoice();
    invoice.receipts = {{Date{2026, 10, 20}, Money::pounds(11'500)}};
    EXPECT_EQ(interest_of(invoice)->fixed, Money::pounds(40)) << "£500 were left";
    invoice.receipts.push_back({Date{2026, 10, 25}, Money::pounds(500)});
    EXPECT_FALSE(interest_of(invoice));
    auto credited = worked_invoice();
    credited.credits = {{Date{2026, 11, 5}, Money::pounds(12'000)}};
    EXPECT_EQ(interest_of(credited)->days, Days{6}) << "a credit note ends it too";
}

TEST(Interest, AddsAFixedSumByTheDebt) {
    const auto& law = built_in_legal_numbers();
    const Date day{2026, 10, 31};
    EXPECT_EQ(fixed_sum_for(Money::pence(99'999), law, day)->value, Decimal{40});
    EXPECT_EQ(fixed_sum_for(Money::pounds(1'000), law, day)->value, Decimal{70});
    EXPECT_EQ(fixed_sum_for(Money::pence(999'999), law, day)->value, Decimal{70});
    EXPECT_EQ(fixed_sum_for(Money::pounds(10'000), law, day)->value, Decimal{100});
}

TEST(Interest, TakesTheEarlierOfTheAgreedAndTheStatutoryDayWhereTheCouncilPays) {
    auto invoice = worked_invoice();
    EXPECT_EQ(interest_of(invoice, later, nullptr, Days{20})->relevant_day, (Date{2026, 10, 21}));
    EXPECT_EQ(interest_of(invoice, later, nullptr, Days{60})->relevant_day, (Date{2026, 10, 30}));
    invoice.supply_tier = 2;
    EXPECT_EQ(interest_of(invoice, later, nullptr, Days{60})->relevant_day, (Date{2026, 11, 30}));
    const auto assumed = interest_of(invoice);
    EXPECT_EQ(assumed->relevant_day, (Date{2026, 10, 30}));
    EXPECT_EQ(assumed->reason, "no agreed day is recorded: the statutory one is used");
}

TEST(Interest, BeginsNoEarlierThanPerformanceAndVerification) {
    auto invoice = worked_invoice();
    invoice.performed_on = Date{2026, 10, 11};
    EXPECT_EQ(interest_of(invoice)->relevant_day, (Date{2026, 11, 9}));
    invoice.verified_on = Date{2026, 10, 20};
    EXPECT_EQ(interest_of(invoice)->relevant_day, (Date{2026, 11, 9})) << "the contract has no such procedure";
    HeadContract contract;
    contract.verified_first = true;
    EXPECT_EQ(interest_of(invoice, later, &contract)->relevant_day, (Date{2026, 11, 19})) << "from the day after";
    invoice.verified_on.reset();
    const auto unverified = interest_of(invoice, later, &contract);
    EXPECT_EQ(unverified->rate, std::nullopt);
    EXPECT_EQ(unverified->reason, "the contract has a verification procedure, and verified_on is not recorded");
}

TEST(Interest, HasNoFigureWhereTheBankRateIsNotKnown) {
    auto invoice = worked_invoice();
    invoice.received_on = Date{2026, 12, 20};
    const auto found = interest_of(invoice, Date{2027, 3, 1});
    EXPECT_EQ(found->rate, std::nullopt);
    EXPECT_EQ(found->amount, std::nullopt);
    EXPECT_EQ(found->fixed, std::nullopt);
    EXPECT_EQ(found->reason, "the Bank Rate of 31 December 2026 is not in the table");
}

TEST(Interest, SaysWhichRowOfTheTableItRestsOn) {
    auto invoice = worked_invoice();
    const auto built_in = interest_of(invoice);
    ASSERT_TRUE(built_in && built_in->bank_rate);
    EXPECT_EQ(built_in->bank_rate->from, (Date{2025, 12, 18}));
    EXPECT_EQ(built_in->bank_rate->table(), "the built-in table");
    auto given = builders::row("bank_rates", {{"from", "2026-12-18"}, {"rate", "3.5"}});
    given.provenance = {17, 17, 1, Date{2027, 1, 5}};
    const auto rates = bank_rates_with(std::vector<Row>{given});
    invoice.received_on = Date{2026, 12, 20};
    const auto found = interest_on(invoice, nullptr, {}, rates, Date{2027, 3, 1});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->rate, Rate{1150}) << "8 % over the 3.5 % in force on 31 December 2026";
    EXPECT_EQ(found->bank_rate->table(), "the table taken in by entry 17");
}

TEST(Interest, IsLeftAsFarAsItWasNeitherPaidNorRemitted) {
    using enum InterestFact::Kind;
    auto invoice = worked_invoice();
    invoice.paid_on = Date{2026, 12, 10};
    const auto found = interest_of(invoice);
    ASSERT_TRUE(found);
    const auto all = Money::pence(25'838);  // 158.38 and 100
    EXPECT_EQ(balance_of(*found, invoice, later).left, all);
    invoice.interest = {{paid, Date{2026, 12, 20}, Money::pounds(100), {}, {}},
                        {remitted, Date{2027, 1, 4}, Money::pounds(50), "f@council.example", "wrong bank details"},
                        {remitted, Date{2027, 1, 9}, {}, "f@council.example", "agreed"}};
    const auto before = balance_of(*found, invoice, Date{2027, 1, 8});
    EXPECT_EQ(before.paid, Money::pounds(100));
    EXPECT_EQ(before.remitted, Money::pounds(50));
    EXPECT_EQ(before.left, all - Money::pounds(150));
    const auto after = balance_of(*found, invoice, later);
    EXPECT_EQ(after.remitted, all - Money::pounds(100)) << "a remission without an amount is of all that was left";
    EXPECT_EQ(after.left, Money{});
}

TEST(Interest, RunsOnNothingThatALedgerClearedForLess) {
    auto invoice = worked_invoice();
    invoice.paid_on = Date{2026, 11, 9};
    invoice.paid_amount = Money::pounds(11'000);
    EXPECT_EQ(interest_of(invoice)->days, Days{10}) << "up to the day on which it was cleared";
}

TEST(Interest, LeavesContractsAloneThatTheActDoesNotReach) {
    const auto invoice = worked_invoice();
    HeadContract grant;
    grant.grant = true;
    EXPECT_FALSE(interest_of(invoice, later, &grant));
    HeadContract in_house;
    in_house.in_house = true;
    EXPECT_FALSE(interest_of(invoice, later, &in_house));
    HeadContract own_rate;
    own_rate.states_interest = true;
    const auto found = interest_of(invoice, later, &own_rate);
    EXPECT_EQ(found->amount, std::nullopt);
    EXPECT_EQ(found->reason, "the contract states its own rate for late payment");
}

TEST(Interest, CountsAYearAs365DaysAlways) {
    auto invoice = worked_invoice();
    invoice.received_on = Date{2024, 1, 1};
    invoice.gross = Money::pounds(3'650);
    invoice.paid_on = Date{2024, 3, 1};
    const auto found = interest_of(invoice);
    EXPECT_EQ(found->relevant_day, (Date{2024, 1, 30}));
    EXPECT_EQ(found->days, Days{31}) << "29 February among them";
    EXPECT_EQ(found->amount, Money::pence(4'108)) << "31 x 132.5 pence, 13.25 % over 365 days, half up";
}

TEST(ReferenceDay, IsTheEndOfTheHalfYearBefore) {
    EXPECT_EQ(reference_day(Date{2026, 1, 1}), (Date{2025, 12, 31}));
    EXPECT_EQ(reference_day(Date{2026, 6, 30}), (Date{2025, 12, 31}));
    EXPECT_EQ(reference_day(Date{2026, 7, 1}), (Date{2026, 6, 30}));
    EXPECT_EQ(reference_day(Date{2026, 12, 31}), (Date{2026, 6, 30}));
}

/// Bank Rate on the reference day of every half-year from July 2002 on, as published.
TEST(BankRates, GiveTheReferenceRatesOfEveryHalfYear) {
    constexpr std::array hundredths = {400, 400, 375, 375, 450, 475, 475, 450, 450, 500, 550, 550, 500, 200, 50, 50, 50,
                                       50,  50,  50,  50,  50,  50,  50,  50,  50,  50,  50,  50,  25,  25,  50, 50, 75,
                                       75,  75,  10,  10,  10,  25,  125, 350, 500, 525, 525, 475, 425, 375, 375};
    Date half{2002, 7, 1};
    for (const auto expected : hundredths) {
        const auto rate = built_in_bank_rates().on(reference_day(half));
        ASSERT_TRUE(rate) << half;
        EXPECT_EQ(rate->hundredths, expected) << half;
        half = half.plus_months(6);
    }
    EXPECT_EQ(built_in_bank_rates().on(reference_day(half)), std::nullopt) << "not known yet";
}

TEST(BankRates, TakenInGoBeforeTheBuiltInOnes) {
    const auto given = [](const char* from, const char* rate, Date recorded) {
        auto made = builders::row("bank_rates", {{"from", from}, {"rate", rate}});
        made.provenance = {9, 9, 1, recorded};
        return made;
    };
    const Date new_year_eve{2026, 12, 31};
    EXPECT_EQ(bank_rates_with({}).on(new_year_eve), std::nullopt);
    const auto early = bank_rates_with(std::vector{given("2026-11-05", "3.5", Date{2026, 11, 9})});
    EXPECT_EQ(early.on(Date{2026, 11, 9}), Rate{350}) << "known up to the day on which it was taken in";
    EXPECT_EQ(early.on(new_year_eve), std::nullopt) << "nobody can know of a later change by then";
    EXPECT_EQ(early.on(Date{2026, 11, 4}), Rate{375}) << "the built-in one";
    const auto late = bank_rates_with(std::vector{given("2026-11-05", "3.5", Date{2027, 1, 5})});
    EXPECT_EQ(late.on(new_year_eve), Rate{350});
    const auto sure = bank_rates_with(std::vector{given("2026-12-31", "3.75", Date{2026, 10, 1})});
    EXPECT_EQ(sure.on(new_year_eve), Rate{375}) << "a row of the day itself";
    const auto corrected = bank_rates_with(std::vector{given("2025-12-18", "3.8", Date{2026, 10, 1})});
    EXPECT_EQ(corrected.on(Date{2026, 6, 30}), Rate{380}) << "goes before the built-in row of that day";
    EXPECT_EQ(corrected.change_on(Date{2026, 6, 30})->entry, 9);
    EXPECT_EQ(corrected.known_until(), built_in_bank_rates().known_until()) << "an old row tells nothing of today";
}

TEST(BankRates, HoldFromTheDayOfTheChange) {
    const BankRates rates{{{Date{2026, 5, 1}, {400}}, {Date{2026, 1, 1}, {375}}}, Date{2026, 6, 30}};
    EXPECT_EQ(rates.on(Date{2025, 12, 31}), std::nullopt);
    EXPECT_EQ(rates.on(Date{2026, 4, 30}), Rate{375});
    EXPECT_EQ(rates.on(Date{2026, 5, 1}), Rate{400});
    EXPECT_EQ(rates.on(Date{2026, 7, 1}), std::nullopt);
    EXPECT_EQ(Rate{1175}.text(), "11.75 %");
}

TEST(Interest, RestsOnTheNumbersOfTheLawInForceWhenItBegins) {
    const auto number = [](std::string_view rule, std::string_view applies_to, std::string_view value,
                           std::string_view from) {
        return builders::row("legal_numbers", {{"rule", rule},
                                               {"applies_to", applies_to},
                                               {"value", value},
                                               {"from", from},
                                               {"authority", "SI 2026/1"},
                                               {"checked_on", "2026-10-01"}});
    };
    auto rates = built_in_bank_rates();
    const auto on = [&](const Invoice& invoice) {
        return interest_on(invoice, nullptr, {}, rates, Date{2026, 12, 10});
    };
    const auto before = on(worked_invoice());
    ASSERT_TRUE(before && before->amount);
    EXPECT_EQ(before->amount->text(), "£158.38");
    ASSERT_EQ(before->law.size(), 3U);
    EXPECT_EQ(
        before->law[0].words(),
        "interest_over_bank_rate 8 from 7 August 2002, Late Payment of Commercial Debts (Rate of Interest) (No. 3) "
        "Order 2002 (SI 2002/1675), built in");
    EXPECT_EQ(before->law[2].words(),
              "interest_payment_days 30 from 7 August 2002, Late Payment of Commercial Debts (Interest) Act 1998, s.4, "
              "built in");
    // It begins on 31 October 2026.
    rates.use_law(legal_numbers_with(std::vector{number("interest_over_bank_rate", "", "9.5", "2026-10-31"),
                                                 number("interest_fixed_sum", "10000 and over", "120", "2026-11-01")}));
    const auto after = on(worked_invoice());
    ASSERT_TRUE(after && after->rate);
    EXPECT_EQ(after->rate->text(), "13.25 %") << "3.75 % and 9.5 %";
    EXPECT_EQ(after->fixed, Money::pounds(100)) << "the other sum is of the day after";
    EXPECT_EQ(after->law[0].words(),
              "interest_over_bank_rate 9.5 from 31 October 2026, SI 2026/1, taken in by entry 1");
    auto ended = number("interest_over_bank_rate", "", "8", "2002-08-07");
    ended.values[ended.kind->column("until")] = std::string{"2026-10-30"};
    rates.use_law(legal_numbers_with(std::vector{ended}));
    const auto none = on(worked_invoice());
    ASSERT_TRUE(none);
    EXPECT_EQ(none->amount, std::nullopt);
    EXPECT_EQ(none->reason, "no number of the law for interest_over_bank_rate is in force on 31 October 2026");
}

}  // namespace
}  // namespace contractwatch

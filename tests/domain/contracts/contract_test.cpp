// Contracts: their whole-life value, their importance, the days they are live.
#include "domain/contracts/contract.h"

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::Cell;

Contract contract(std::vector<Cell> cells) {
    cells.emplace_back("ContractReference", "C-1");
    return contract_of(builders::row("contracts", cells));
}

TEST(Contract, ReadsItsRow) {
    const auto read = contract({{"ContractTitle", "Day care"},
                                {"StartDate", "2026-04-01"},
                                {"type", "call_off"},
                                {"regime", "pcr15"},
                                {"lots", "North; South ;"},
                                {"payment_terms_days", "30"},
                                {"manager_email", "Ann@council.example"}});
    EXPECT_EQ(read.reference, ContractRef{"c-1"});
    EXPECT_EQ(read.title, "Day care");
    EXPECT_EQ(read.start, (Date{2026, 4, 1}));
    EXPECT_EQ(read.end, std::nullopt);
    EXPECT_EQ(read.type, ContractType::call_off);
    EXPECT_EQ(read.regime, Regime::pcr15);
    EXPECT_EQ(read.lots, (std::vector<std::string>{"North", "South"}));
    EXPECT_EQ(read.payment_terms_days, 30);
    EXPECT_EQ(read.manager, Email{"ann@council.example"});
    EXPECT_EQ(read.recorded_on, (Date{2026, 1, 1}));
}

TEST(Contract, HasAnUnknownRegimeWhereTheRegisterIsBlank) {
    EXPECT_EQ(contract({}).regime, Regime::unknown);
    EXPECT_EQ(name_of(Regime::unknown), "unknown");
}

TEST(ContractValue, IsTheAnnualOneTimesTheTerm) {
    struct Case {
        const char* start;
        const char* end;
        const char* last_extension;
        const char* annual;
        const char* whole_life;
        const char* because;
    };
    const Case cases[] = {
        {"2026-04-01", "2030-03-31", "", "100000", "400000", "four years"},
        {"2026-04-01", "2030-03-31", "2032-03-31", "100000", "600000", "options are included"},
        {"2026-04-01", "2026-05-15", "", "120000", "14838.71", "a month, and 15 of the 31 days from 1 May"},
        {"2026-01-31", "2026-02-27", "", "120000", "10000", "31 January to 27 February is a month, clamped"},
        {"2026-04-01", "", "", "100000", "400000", "without a fixed term 48 months count"},
        {"", "2030-03-31", "", "100000", "400000", "without a start neither"},
        {"2026-04-01", "9999-12-31", "", "100000", "10000000", "a hundred years at most"},
    };
    for (const auto& each : cases) {
        const auto read = contract({{"StartDate", each.start},
                                    {"EndDate", each.end},
                                    {"LastExtensionDate", each.last_extension},
                                    {"ContractValue", each.annual},
                                    {"value_basis", "annual"}});
        EXPECT_EQ(whole_life_value(read), Money::parse(each.whole_life)) << each.because;
    }
}

TEST(ContractValue, IsTheOneGivenWhereThatIsWholeLife) {
    EXPECT_EQ(whole_life_value(contract({{"ContractValue", "1234.56"}})), Money::pence(123'456));
    EXPECT_EQ(whole_life_value(contract({})), std::nullopt);
}

TEST(Importance, ComesFromTheRegisterThenTheScoresThenTheValue) {
    struct Case {
        std::vector<Cell> cells;
        Importance importance;
        bool derived;
        const char* words;
    };
    const Case cases[] = {
        {{{"importance", "bronze"}, {"ContractValue", "6000000"}},
         Importance::bronze,
         true,
         "bronze, as the register says"},
        {{{"failure_impact", "5"},
          {"continuity", "4"},
          {"switching", "3"},
          {"value_score", "3"},
          {"ContractValue", "1"}},
         Importance::gold,
         true,
         "gold, from its scores: impact of failure 5, continuity 4, switching 3, value 3, together 15"},
        {{{"failure_impact", "2"}, {"continuity", "2"}, {"switching", "2"}, {"value_score", "2"}},
         Importance::bronze,
         true,
         "bronze, from its scores: impact of failure 2, continuity 2, switching 2, value 2, together 8"},
        {{{"failure_impact", "5"}, {"continuity", "5"}, {"switching", "5"}, {"ContractValue", "250000"}},
         Importance::silver,
         true,
         "silver, from its whole-life value of £250,000.00"},
        {{{"ContractValue", "5000000"}}, Importance::gold, true, "gold, from its whole-life value of £5,000,000.00"},
        {{{"ContractValue", "249999.99"}},
         Importance::bronze,
         true,
         "bronze, from its whole-life value of £249,999.99"},
        {{}, Importance::silver, false, "silver, not derived: the register has no importance, scores or value"},
    };
    for (const auto& each : cases) {
        const auto found = importance_of(contract(each.cells), RegisterPolicy{});
        EXPECT_EQ(found.importance, each.importance) << each.words;
        EXPECT_EQ(found.derived, each.derived) << each.words;
        EXPECT_EQ(found.words, each.words);
    }
}

TEST(ContractLife, IsFromItsStartToItsLastDay) {
    const auto read = contract({{"StartDate", "2026-04-01"}, {"EndDate", "2027-03-31"}});
    EXPECT_FALSE(live_on(read, Date{2026, 3, 31}));
    EXPECT_TRUE(live_on(read, Date{2026, 4, 1}));
    EXPECT_TRUE(live_on(read, Date{2027, 3, 31}));
    EXPECT_FALSE(live_on(read, Date{2027, 4, 1}));
    EXPECT_FALSE(closed_on(read, Date{2028, 1, 1})) << "nobody has said that it ended";
    EXPECT_EQ(next_life_change(read, Date{2026, 1, 1}), (Date{2026, 4, 1}));
    EXPECT_EQ(next_life_change(read, Date{2026, 4, 1}), (Date{2027, 4, 1}));
    EXPECT_EQ(next_life_change(read, Date{2027, 4, 1}), end_of_time);
}

TEST(ContractLife, StopsOnTheDayItWasEndedAndNotBefore) {
    const auto read = contract(
        {{"StartDate", "2026-04-01"}, {"EndDate", "2027-03-31"}, {"status", "terminated"}, {"ended_on", "2026-09-30"}});
    EXPECT_FALSE(closed_on(read, Date{2026, 9, 29})) << "what is dated later does not exist yet";
    EXPECT_TRUE(live_on(read, Date{2026, 9, 30}));
    EXPECT_TRUE(closed_on(read, Date{2026, 9, 30}));
    EXPECT_FALSE(live_on(read, Date{2026, 10, 1}));
    EXPECT_TRUE(closed_on(contract({{"status", "ended"}}), Date{2026, 1, 1})) << "ended on a day nobody wrote down";
}

}  // namespace
}  // namespace contractwatch

// Which supply-chain returns are expected, by when, and which have come.
#include "domain/payments/supply_chain_returns.h"

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

/// Monthly, from January 2026, in which it began and was recorded.
Contract contract(std::vector<Cell> cells = {}) {
    cells.insert(cells.end(), {{"ContractReference", "C-1"}, {"supply_chain_return", "monthly"}});
    return contract_of(row("contracts", cells));
}

Row declared(std::string_view period, std::string_view on = "2026-02-10", std::vector<Cell> cells = {}) {
    cells.insert(cells.end(), {{"contract", "C-1"}, {"period", period}, {"submitted_on", on}});
    return row("returns", cells);
}

/// "2026-01 due 2026-02-20 overdue; ..." of the periods ended before the day.
std::string told(const Contract& of, const std::vector<Row>& rows, Date day) {
    std::string text;
    const SupplyChainReturns returns{of, rows, {}};
    for (const auto& each : returns.of_periods_ended_before(day))
        text += each.period.text() + " due " + each.due_on.text() + (each.overdue_on(day) ? " overdue; " : "; ");
    return text;
}

TEST(SupplyChainReturns, AreDueTwentyCalendarDaysAfterTheirPeriod) {
    EXPECT_EQ(told(contract(), {}, Date{2026, 1, 31}), "");
    EXPECT_EQ(told(contract(), {}, Date{2026, 2, 1}), "2026-01 due 2026-02-20; ");
    EXPECT_EQ(told(contract(), {}, Date{2026, 2, 20}), "2026-01 due 2026-02-20; ");
    EXPECT_EQ(told(contract(), {}, Date{2026, 2, 21}), "2026-01 due 2026-02-20 overdue; ");
}

TEST(SupplyChainReturns, ComeByCalendarQuartersWhereTheRegisterSaysSo) {
    const auto quarterly =
        contract_of(row("contracts", {{"ContractReference", "C-1"}, {"supply_chain_return", "quarterly"}}));
    EXPECT_EQ(told(quarterly, {}, Date{2026, 7, 1}), "2026-Q1 due 2026-04-20 overdue; 2026-Q2 due 2026-07-20; ");
}

TEST(SupplyChainReturns, AreNotExpectedWhereTheRegisterDoesNotAsk) {
    const auto none = contract_of(row("contracts", {{"ContractReference", "C-1"}, {"supply_chain_return", "none"}}));
    EXPECT_EQ(told(none, {declared("2026-01")}, Date{2026, 12, 1}), "");
    EXPECT_EQ(told(contract_of(row("contracts", {{"ContractReference", "C-1"}})), {}, Date{2026, 12, 1}), "");
}

TEST(SupplyChainReturns, BeginWithTheContractAndWithTheDayItWasRecordedSoThatOldContractsBringNoFlood) {
    EXPECT_EQ(told(contract({{"StartDate", "2019-04-01"}}), {}, Date{2026, 2, 1}), "2026-01 due 2026-02-20; ");
    EXPECT_EQ(told(contract({{"StartDate", "2026-02-20"}}), {}, Date{2026, 3, 1}), "2026-02 due 2026-03-20; ");
}

TEST(SupplyChainReturns, EndWithThePeriodInWhichTheContractEnds) {
    EXPECT_EQ(told(contract({{"EndDate", "2026-02-01"}}), {}, Date{2026, 6, 1}),
              "2026-01 due 2026-02-20 overdue; 2026-02 due 2026-03-20 overdue; ");
    EXPECT_EQ(told(contract({{"status", "terminated"}}), {}, Date{2026, 6, 1}), "") << "nobody knows when it ended";
}

TEST(SupplyChainReturns, CountFromTheDayOnWhichTheyWereSubmittedNilOnesToo) {
    for (const auto& cells :
         std::vector<std::vector<Cell>>{{{"nil_return", "yes"}}, {{"invoices_in_return", "3"}}, {}}) {
        const std::vector<Row> rows{declared("2026-01", "2026-02-25", cells)};
        EXPECT_EQ(told(contract(), rows, Date{2026, 2, 24}), "2026-01 due 2026-02-20 overdue; ") << "not yet submitted";
        EXPECT_EQ(told(contract(), rows, Date{2026, 2, 25}), "2026-01 due 2026-02-20; ");
    }
    const std::vector<Row> nil{declared("2026-01", "2026-02-25", {{"nil_return", "yes"}})};
    EXPECT_TRUE(
        SupplyChainReturns(contract(), nil, {}).of_periods_ended_before(Date{2026, 3, 1}).front().declared->nil);
}

TEST(SupplyChainReturns, APeriodMayBeWrittenByEitherYearOrAsItsLastDay) {
    const auto quarterly =
        contract_of(row("contracts", {{"ContractReference", "C-1"}, {"supply_chain_return", "quarterly"}}));
    for (const auto* period : {"2026-Q1", "2025/26-Q4", "2026-03-31"}) {
        const std::vector<Row> rows{declared(period, "2026-04-10")};
        EXPECT_EQ(told(quarterly, rows, Date{2026, 5, 1}), "2026-Q1 due 2026-04-20; ") << period;
    }
    const std::vector<Row> month{declared("2026-03", "2026-04-10")};
    EXPECT_EQ(told(quarterly, month, Date{2026, 5, 1}), "2026-Q1 due 2026-04-20 overdue; ") << "a month is no quarter";
    EXPECT_EQ(SupplyChainReturns(quarterly, month, {}).of_other_periods().size(), 1U);
}

TEST(SupplyChainReturns, TheNextOneIsToldWhetherOrNotItHasCome) {
    const SupplyChainReturns returns{contract({{"EndDate", "2026-03-31"}}), {}, {}};
    EXPECT_EQ(returns.next_due(Date{2026, 2, 20})->period.text(), "2026-01");
    EXPECT_EQ(returns.next_due(Date{2026, 2, 21})->period.text(), "2026-02");
    EXPECT_FALSE(returns.next_due(Date{2026, 4, 21}).has_value());
}

}  // namespace
}  // namespace contractwatch

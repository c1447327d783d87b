// Whether a reading names its period as its measure is reported.
#include "domain/measures/notation_check.h"

#include <gtest/gtest.h>

#include "builders/measures.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::measure;
using builders::reading;

/// What is wrong with that period for M-1 of those versions; empty: nothing.
std::string fault(const std::vector<Row>& versions, std::string_view period, std::optional<Date> start = {},
                  const Cell& more = {"value", "95"}) {
    const auto row = reading({{"period", period}, more});
    const auto found = fault_of_notation(row, measures_of(versions, start));
    if (!found) return {};
    EXPECT_EQ(row.kind->columns[found->column].name, "period");
    return found->message;
}

TEST(NotationCheck, RefusesANotationOfAnotherFrequencyOrBasisNamingTheRightOne) {
    const std::vector<Row> yearly = {measure({{"frequency", "yearly"}})};
    EXPECT_EQ(fault(yearly, "2010/11"), "");
    EXPECT_EQ(fault(yearly, "2010-11"), "2010-11 is not how a financial year is written; write 2010/11");
    EXPECT_NE(fault(yearly, "2026"), "") << "a calendar year";
    EXPECT_EQ(fault(yearly, "2027-03-31"), "") << "its last day";
    EXPECT_NE(fault(yearly, "2026-12-31"), "") << "the last day of a calendar year";
    EXPECT_EQ(fault({measure()}, "2010-11"), "") << "a month of a monthly one";
    EXPECT_NE(fault({measure({{"frequency", "quarterly"}, {"period_basis", "calendar"}})}, "2026/27-Q1"), "");
}

TEST(NotationCheck, FollowsTheVersionInForceOnThePeriodsLastDay) {
    const std::vector<Row> versions = {measure({{"frequency", "quarterly"}, {"effective_from", "2026-01-01"}}),
                                       measure({{"frequency", "monthly"}, {"effective_from", "2026-07-01"}})};
    EXPECT_EQ(fault(versions, "2026/27-Q1"), "");
    EXPECT_NE(fault(versions, "2026-06"), "") << "quarterly then";
    EXPECT_EQ(fault(versions, "2026-07"), "");
    EXPECT_NE(fault(versions, "2026/27-Q2"), "") << "monthly by then";
}

TEST(NotationCheck, SaysNothingWhereTheMeasureOrItsPeriodsAreNotKnown) {
    EXPECT_EQ(fault({}, "2010-11"), "") << "the measure may come later";
    const std::vector<Row> yearly = {measure({{"frequency", "yearly"}})};
    EXPECT_EQ(fault(yearly, "2010-11", {}, {"lot", "2"}), "") << "another lot's";
    EXPECT_EQ(fault(yearly, "2010-11", {}, {"measure", "M-2"}), "") << "another measure";
    EXPECT_NE(fault(yearly, "2010-11", {}, {"measure", "m-1 "}), "") << "the same one";
    const std::vector<Row> own = {measure({{"frequency", "yearly"}, {"period_basis", "contract"}})};
    EXPECT_EQ(fault(own, "2026/27"), "") << "the contract's start is not recorded";
    EXPECT_NE(fault(own, "2026/27", Date{2026, 5, 20}), "");
    EXPECT_EQ(fault(own, "2027-05-19", Date{2026, 5, 20}), "");
}

}  // namespace
}  // namespace contractwatch

// reviews: what is due in a range, and what became of it.
#include <gmock/gmock.h>

#include "commands/small_register.h"

namespace contractwatch::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ReviewsCommand : public SmallRegister {};

TEST_F(ReviewsCommand, ListsTheOccurrencesOfARange) {
    const auto said = ask({"reviews", "--contract", "C-1", "--from", "2026-04-01", "--to", "2026-10-01"});
    ASSERT_EQ(said.exit, 0) << said.err;
    const auto reviews = said.list();
    EXPECT_THAT(each_of(reviews, "review_type"),
                ElementsAre("operational", "performance", "performance", "performance"));
    EXPECT_THAT(each_of(reviews, "nominal_on"), ElementsAre("2026-10-01", "2026-04-01", "2026-07-01", "2026-10-01"));
    EXPECT_THAT(each_of(reviews, "state"), ElementsAre("due", "held", "overdue", "due"));
    EXPECT_THAT(each_of(reviews, "held_on"), ElementsAre("null", "2026-04-08", "null", "null"));
    EXPECT_THAT(each_of(reviews, "rating"), ElementsAre("null", "good", "null", "null"));
    EXPECT_THAT(each_of(reviews, "days_overdue"), ElementsAre("0", "0", "92", "0"))
        << "31 July, 31 August, 30 September";
}

TEST_F(ReviewsCommand, ShowsWhereADeferredReviewWent) {
    const auto said = ask({"reviews", "--contract", "C-1", "--from", "2027-02-01", "--to", "2027-02-28"});
    ASSERT_EQ(said.list().size(), 1U) << said.out;
    const auto review = said.list().front();
    EXPECT_EQ(text_in(review, "nominal_on"), "2027-01-01");
    EXPECT_EQ(text_in(review, "due_on"), "2027-02-01");
    EXPECT_EQ(text_in(review, "state"), "deferred");
    EXPECT_EQ(text_in(review, "deferred_to"), "2027-02-01");
    EXPECT_EQ(text_in(review, "lot"), "");
}

TEST_F(ReviewsCommand, KeepsToWhatIsOverdue) {
    EXPECT_THAT(each_of(ask({"reviews", "--overdue"}).list(), "nominal_on"), ElementsAre("2026-07-01"));
}

TEST_F(ReviewsCommand, LooksAYearEitherWayByDefault) {
    const auto due = each_of(ask({"reviews"}).list(), "due_on");
    ASSERT_FALSE(due.empty());
    EXPECT_GE(*std::ranges::min_element(due), "2025-10-01");
    EXPECT_LE(*std::ranges::max_element(due), "2027-10-01");
}

TEST_F(ReviewsCommand, IsSortedByContractLotTypeAndDay) {
    std::vector<std::string> order;
    for (const auto& each : ask({"reviews"}).list())
        order.push_back(text_in(each, "contract") + "|" + text_in(each, "lot") + "|" + text_in(each, "review_type") +
                        "|" + text_in(each, "nominal_on"));
    EXPECT_TRUE(std::ranges::is_sorted(order));
}

TEST_F(ReviewsCommand, RefusesADayThatIsNone) {
    const auto said = call({"reviews", "--from", "2026-02-30"});
    EXPECT_EQ(said.exit, 2);
    EXPECT_THAT(said.err, HasSubstr("--from 2026-02-30 is no day"));
    EXPECT_EQ(call({"reviews", "--from", "2026-12-01", "--to", "2026-11-01"}).exit, 2);
}

}  // namespace
}  // namespace contractwatch::testing

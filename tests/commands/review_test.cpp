// review record, defer and withdraw: what each makes of the reviews, and what each refuses.
#include <gmock/gmock.h>

#include "commands/small_register.h"

namespace contractwatch::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ReviewCommand : public SmallRegister {
  protected:
    Said review(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "review");
        arguments.insert(arguments.end(), {"--by", "ann@council.example"});
        return ask(std::move(arguments));
    }
    /// How the performance reviews of C-1 due in the third quarter stand.
    std::vector<std::string> states() const {
        return each_of(ask({"reviews", "--contract", "C-1", "--from", "2026-06-15", "--to", "2026-09-30"}).list(),
                       "state");
    }
};

TEST_F(ReviewCommand, SaysWhichReviewItCloses) {
    const auto said = review({"record", "C-1", "performance", "--held-on", "2026-07-08"});
    ASSERT_EQ(said.exit, 0) << said.err;
    EXPECT_EQ(text_in(said.document(), "nominal_on"), "2026-07-01");
    EXPECT_EQ(text_in(said.document(), "state"), "held");
    EXPECT_THAT(
        call({"review", "record", "C-1", "performance", "--held-on", "2026-05-08", "--by", "ann@council.example"}).out,
        HasSubstr("Recorded as extra: it closes no review of the schedule"));
}

TEST_F(ReviewCommand, WithdrawsWhatWasRecordedWrongly) {
    review({"record", "C-1", "performance", "--held-on", "2026-07-08"});
    ASSERT_THAT(states(), ElementsAre("held"));
    const auto said =
        review({"withdraw", "C-1", "performance", "--held-on", "2026-07-08", "--reason", "Another contract"});
    ASSERT_EQ(said.exit, 0) << said.err;
    EXPECT_EQ(text_in(said.document(), "nominal_on"), "2026-07-01");
    EXPECT_EQ(text_in(said.document(), "state"), "overdue");
    EXPECT_THAT(states(), ElementsAre("overdue"));
    const auto log = ask({"audit", "tail", "-n", "2"}).list();
    EXPECT_THAT(each_of(log, "what"), ElementsAre("review_record", "review_withdraw")) << "both stay";
    EXPECT_EQ(text_in(log.back().at("detail"), "reason"), "Another contract");
    EXPECT_EQ(ask({"audit", "verify"}).exit, 0);
}

TEST_F(ReviewCommand, WhatWasWithdrawnStandsAgainOnceItIsRecordedAgain) {
    review({"record", "C-1", "performance", "--held-on", "2026-07-08"});
    review({"withdraw", "C-1", "performance", "--held-on", "2026-07-08", "--reason", "Another contract"});
    const auto again = review({"record", "C-1", "performance", "--held-on", "2026-07-08"});
    EXPECT_EQ(text_in(again.document(), "recorded"), "true");
    EXPECT_THAT(states(), ElementsAre("held"));
}

TEST_F(ReviewCommand, WithdrawsADeferral) {
    const auto said = review({"withdraw", "C-1", "performance", "--occurrence", "2027-01-01", "--to", "2027-02-01",
                              "--reason", "The audit was cancelled"});
    ASSERT_EQ(said.exit, 0) << said.err;
    EXPECT_EQ(text_in(said.document(), "due_on"), "2027-01-04");
    EXPECT_EQ(text_in(said.document(), "state"), "scheduled");
}

TEST_F(ReviewCommand, RefusesWhatIsNotRecordedAndNamesWhatIs) {
    const auto said = review({"withdraw", "C-1", "performance", "--held-on", "2026-04-09", "--reason", "x"});
    EXPECT_EQ(said.exit, 2);
    EXPECT_THAT(said.err,
                HasSubstr("no performance review held on 2026-04-09 is recorded; recorded are those of 2026-04-08"));
}

TEST_F(ReviewCommand, WantsToKnowWhatIsToBeWithdrawn) {
    const auto said = review({"withdraw", "C-1", "performance", "--reason", "x"});
    EXPECT_EQ(said.exit, 2);
    EXPECT_THAT(said.err, HasSubstr("give --held-on where the review was held, or --to where it was put off"));
    EXPECT_THAT(review({"withdraw", "C-1", "performance", "--to", "2027-02-01", "--reason", "x"}).err,
                HasSubstr("--occurrence: "));
}

TEST_F(ReviewCommand, RefusesToPutOffAReviewThatDoesNotExist) {
    const auto said =
        review({"defer", "C-1", "performance", "--occurrence", "2026-10-02", "--to", "2026-11-02", "--reason", "x"});
    EXPECT_EQ(said.exit, 2);
    EXPECT_THAT(said.err,
                HasSubstr("C-1 has no performance review of 2026-10-02; the nearest are those of 2026-10-01 and "
                          "2027-01-01"));
    EXPECT_EQ(
        review({"defer", "C-1", "performance", "--occurrence", "2026-10-01", "--to", "2026-11-02", "--reason", "x"})
            .exit,
        0);
}

TEST_F(ReviewCommand, NamesTheNearestContractAndTheOptionThatIsWrong) {
    EXPECT_THAT(review({"record", "C-3", "performance", "--held-on", "2026-07-08"}).err,
                HasSubstr("the register has no contract C-3; did you mean C-1 or C-2?"));
    const auto said = ask({"review", "record", "C-1", "performance", "--held-on", "2026-07-08", "--by", "Ann"});
    EXPECT_EQ(said.exit, 2);
    EXPECT_THAT(said.err, HasSubstr("--by: "));
    EXPECT_THAT(review({"record", "C-1", "performance", "--held-on", "8 Juli"}).err, HasSubstr("--held-on: "));
}

}  // namespace
}  // namespace contractwatch::testing

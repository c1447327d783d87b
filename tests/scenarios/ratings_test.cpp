// Ratings lived through: each is recorded by the sweep that first sees its reading, and stands from then on.
#include <gmock/gmock.h>

#include "scenarios/council.h"

namespace contractwatch::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RatingScenario : public Council {
  protected:
    RatingScenario() {
        take_in_people();
        take_in_contracts({"C-2"});
        measure("90", "2026-01-01");
    }

    void measure(const std::string& target, const std::string& from) {
        take_in("measures",
                "contract,measure,title,kind,direction,frequency,unit,target,effective_from,points\n"
                "C-2,M-1,Calls answered,outcome,increase,monthly,%," +
                    target + "," + from + ",99:0;else:2\n");
    }
    void reading(const std::string& cells) {
        take_in("readings", "contract,measure,period,submitted_on,value,rating,override_reason,submitted_by\nC-2,M-1," +
                                cells + "\n");
    }
    /// "2026-08 91 good of 90", in the order in which they were given.
    std::vector<std::string> ratings() const {
        std::vector<std::string> told;
        for (const auto& each : record().ratings(ContractRef{"c-2"}))
            told.push_back(each.period + " " + each.value->text() + " " + std::string{name_of(each.rating)} + " of " +
                           each.target->text());
        return told;
    }
    bool missed(const std::string& period) const {
        const auto alert = record().alert_of("measure_missed/c-2/m-1/" + period);
        return alert && alert->open();
    }
};

TEST_F(RatingScenario, IsRecordedByTheSweepThatFirstSeesTheReading) {
    reading("2026-08,2026-09-10,91,,,");
    reading("2026-09,2026-10-05,86,,,");
    EXPECT_THAT(ratings(), IsEmpty());
    sweep();
    EXPECT_THAT(ratings(), ElementsAre("2026-08 91 good of 90"));
    sweep();
    EXPECT_EQ(ratings().size(), 1U) << "once";
    at("2026-10-05T08:00");
    sweep();
    EXPECT_THAT(ratings(), ElementsAre("2026-08 91 good of 90", "2026-09 86 approaching_target of 90"));
    EXPECT_EQ(record().ratings(ContractRef{"C-2"}).back().points, 2);
    EXPECT_TRUE(verifies());
}

TEST_F(RatingScenario, StandsWhenTheTargetIsChangedAlsoByABackDatedVersion) {
    reading("2026-08,2026-09-10,91,,,");
    sweep();
    measure("97", "2026-01-01");
    measure("99", "2026-08-15");
    sweep();
    EXPECT_THAT(ratings(), ElementsAre("2026-08 91 good of 90"));
    EXPECT_FALSE(missed("2026-08"));
    at("2026-10-05T08:00");
    reading("2026-09,2026-10-05,91,,,");
    sweep();
    EXPECT_THAT(ratings().back(), "2026-09 91 requires_improvement of 99")
        << "new readings are held against the new one";
    EXPECT_TRUE(missed("2026-09"));
}

TEST_F(RatingScenario, IsGivenAnewWhenTheReadingIsRevisedAndOverridden) {
    reading("2026-08,2026-09-10,91,,,");
    sweep();
    measure("97", "2026-01-01");
    reading("2026-08,2026-10-01,92,,,");
    sweep();
    reading("2026-08,2026-10-01,92,other,flood,performance@council.example");
    sweep();
    EXPECT_THAT(ratings(), ElementsAre("2026-08 91 good of 90", "2026-08 92 requires_improvement of 97",
                                       "2026-08 92 other of 97"));
    EXPECT_FALSE(missed("2026-08")) << "other is no miss";
}

}  // namespace
}  // namespace contractwatch::scenarios

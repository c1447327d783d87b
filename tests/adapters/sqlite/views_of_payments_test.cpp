// What auditors see of returns of payments: as they were reported, and as they are known since.
#include <gmock/gmock.h>

#include "adapters/sqlite/verify.h"
#include "adapters/sqlite/views_fixture.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::ElementsAre;

class ReturnsInViews : public Views {
  protected:
    ReturnsInViews() {
        report("2026-10-05T08:00:00Z", "H1", "4", "0.5");
        report("2026-10-06T08:00:00Z", "H2", "9", "");
    }

    static KnownReturn known_of(const std::string& period, const std::string& payments, const std::string& share,
                                Date as_at) {
        KnownReturn known;
        known.name = "s69";
        known.period = period;
        known.days = {Date{2026, 4, 1}, Date{2026, 9, 30}};
        known.as_at = as_at;
        known.figures = {{"payments", "payments received", payments}, {"share", "the share", share}};
        known.rows = 7;
        known.left_out = 2;
        return known;
    }

    void report(std::string_view at, const std::string& period, const std::string& payments,
                const std::string& share) const {
        auto change = begin(entry_at(at, "payments_return"));
        ReportedReturn reported{known_of(period, payments, share, Date::parse(at.substr(0, 10)).value()), "Dora", "CFO",
                                "aa", "bb"};
        change->add_reported(reported);
        change->commit();
    }

    void know(std::string_view at, const std::string& period, const std::string& payments,
              const std::string& share) const {
        auto change = begin(entry_at(at, "swept"));
        change->add_known(known_of(period, payments, share, Date::parse(at.substr(0, 10)).value()));
        change->commit();
    }

    std::vector<std::string> known_now() const {
        return seen(
            "SELECT entry, figure, value, last_value, known_value, known_as_at, known_entry "
            "FROM audit_reported_figures WHERE period = 'H1'");
    }
};

TEST_F(ReturnsInViews, AreKnownAsTheyWereReportedWhereNothingCameSince) {
    EXPECT_THAT(known_now(), ElementsAre("1|payments|4|4|4|2026-10-05|", "1|share|0.5|0.5|0.5|2026-10-05|"));
    EXPECT_THAT(seen("SELECT figure, known_value IS NULL FROM audit_reported_figures WHERE period = 'H2'"),
                ElementsAre("payments|0", "share|1"));
}

TEST_F(ReturnsInViews, AreShownAsTheyAreKnownSinceBesideWhatWasReported) {
    know("2026-10-07T08:00:00Z", "H1", "5", "");
    EXPECT_THAT(known_now(), ElementsAre("1|payments|4|4|5|2026-10-07|3", "1|share|0.5|0.5||2026-10-07|3"));
    know("2026-10-08T08:00:00Z", "H1", "4", "0.5");
    EXPECT_THAT(known_now(), ElementsAre("1|payments|4|4|4|2026-10-08|4", "1|share|0.5|0.5|0.5|2026-10-08|4"))
        << "put back";
    EXPECT_THAT(seen("SELECT figure, known_entry IS NULL FROM audit_reported_figures WHERE period = 'H2'"),
                ElementsAre("payments|1", "share|1"));
}

TEST_F(ReturnsInViews, AreKnownByTheLastReportWhereThatCameLater) {
    know("2026-10-07T08:00:00Z", "H1", "5", "0.25");
    report("2026-10-08T08:00:00Z", "H1", "6", "0.75");
    EXPECT_THAT(known_now(), ElementsAre("1|payments|4|6|6|2026-10-08|4", "1|share|0.5|0.75|0.75|2026-10-08|4",
                                         "4|payments|6|6|6|2026-10-08|", "4|share|0.75|0.75|0.75|2026-10-08|"));
}

TEST_F(ReturnsInViews, AreReadBackAsTheyWereRecordedLast) {
    know("2026-10-07T08:00:00Z", "H1", "5", "");
    const auto known = store_->record().known_returns();
    ASSERT_EQ(known.size(), 2U);
    EXPECT_EQ(known[0].period, "H1");
    EXPECT_EQ(known[0].entry, 3);
    EXPECT_EQ(known[0].as_at, (Date{2026, 10, 7}));
    EXPECT_EQ(known[0].days.last, (Date{2026, 9, 30}));
    EXPECT_EQ(known[0].rows, 7);
    EXPECT_EQ(known[0].left_out, 2);
    EXPECT_EQ(known[0].figures, known_of("H1", "5", "", Date{}).figures);
    EXPECT_EQ(known[1].period, "H2");
    EXPECT_EQ(known[1].entry, 2);
    EXPECT_EQ(known[1].figures, known_of("H2", "9", "", Date{}).figures);
    report("2026-10-08T08:00:00Z", "H1", "6", "0.75");
    EXPECT_EQ(store_->record().known_returns()[0].entry, 4) << "the report came last";
    EXPECT_EQ(store_->record().reported("s69", "H1").size(), 2U);
}

TEST_F(ReturnsInViews, AreVouchedForByTheLogAndNeverChanged) {
    know("2026-10-07T08:00:00Z", "H1", "5", "");
    EXPECT_TRUE(verify(folder_.path())->verified());
    EXPECT_NE(meddle(folder_.path(), "UPDATE known_figures SET value = '6'"), "");
    EXPECT_NE(meddle(folder_.path(), "DELETE FROM known_figures"), "");
    EXPECT_EQ(meddle_unseen(folder_.path(), "known_figures", "UPDATE known_figures SET value = '6' WHERE id = 1"), "");
    EXPECT_FALSE(verify(folder_.path())->verified());
}

}  // namespace
}  // namespace contractwatch::sqlite::testing

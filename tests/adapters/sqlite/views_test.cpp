// What the auditors' views show, each by a small record with a row that must be there and one that must not.
#include "adapters/sqlite/views.h"

#include <gmock/gmock.h>

#include "adapters/sqlite/views_fixture.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST_F(Views, HaveTheColumnsThatWerePromised) {
    std::string columns;
    for (const auto& view : views()) {
        const auto names = seen("SELECT group_concat(name, ', ') FROM pragma_table_info('" + view.name + "')");
        columns += view.name + ": " + names.front() + "\n";
    }
    EXPECT_EQ(columns, bytes_of(SOURCE_DIR "/tests/adapters/sqlite/audit_views.txt"))
        << "a view's columns are an interface: add new ones at its end, and to the list";
}

TEST_F(Views, NeverReadTheBytesOfMessages) {
    for (const auto& view : views())
        EXPECT_THAT(view.select, Not(HasSubstr("message_bodies"))) << view.name;
}

TEST_F(Views, CanAllBeReadFromAnEmptyRecord) {
    for (const auto& view : views())
        EXPECT_THAT(seen("SELECT * FROM " + view.name), IsEmpty()) << view.name;
}

TEST_F(Views, ShowTheLogInItsOrder) {
    take_in("2026-10-01T08:00:00Z", {invoice("INV-1")}, "ledger.csv");
    enter(entry_at("2026-10-02T08:00:00Z", "swept"));
    EXPECT_THAT(seen("SELECT entry, at, day, clock, who, what, source FROM audit_entries"),
                ElementsAre("1|2026-10-01T08:00:00Z|2026-10-01|system|clerk|import|ledger.csv",
                            "2|2026-10-02T08:00:00Z|2026-10-02|system|clerk|swept|"));
}

TEST_F(Views, ShowFilesTakenInAndRefused) {
    auto change = begin(import_at());
    change->add_file({"ledger.csv", "abc", "invoices", "finance", "", "taken", "", 2, 1, 0, 0, 3, 1000});
    change->commit();
    change = begin(entry_at("2026-10-01T09:00:00Z", "import_refused"));
    change->add_file({"page.csv", "def", "invoices", "", "", "refused", "it is a web page"});
    change->commit();
    take_in("2026-10-02T08:00:00Z", {invoice("INV-1")});
    EXPECT_THAT(seen("SELECT entry, day, who, file, outcome, reason, accepted, revised, rejected FROM audit_files"),
                ElementsAre("1|2026-10-01|clerk|ledger.csv|taken||2|1|3",
                            "2|2026-10-01|clerk|page.csv|refused|it is a web page|0|0|0"));
}

TEST_F(Views, ShowWhenTheServiceWasStoppedOrBrokeOff) {
    const std::pair<const char*, const char*> entries[] = {
        {"2026-10-01T08:00:00Z", "import"},  {"2026-10-01T09:00:00Z", "started"}, {"2026-10-01T10:00:00Z", "stopped"},
        {"2026-10-01T10:30:00Z", "import"},  {"2026-10-01T12:00:00Z", "started"}, {"2026-10-02T12:00:00Z", "swept"},
        {"2026-10-05T12:00:00Z", "started"}, {"2026-10-05T13:00:00Z", "stopped"}};
    for (const auto& [at, what] : entries)
        enter(entry_at(at, what));
    EXPECT_THAT(seen("SELECT from_entry, until_entry, hours, days, how FROM audit_gaps"),
                ElementsAre("3|5|2.0|0|stopped", "6|7|72.0|2|broke off", "8||||stopped"));
}

TEST_F(Views, ShowDaysWithoutAnEntryWhereNoServiceIsUsed) {
    enter(entry_at("2026-10-01T08:00:00Z", "swept"));
    enter(entry_at("2026-10-02T08:00:00Z", "swept"));
    auto after = entry_at("2026-10-06T08:00:00Z", "swept");
    after.detail = {{"gap", std::string{"The service did not run."}}};
    enter(after);
    EXPECT_THAT(seen("SELECT from_entry, until_entry, days, how, said FROM audit_gaps"),
                ElementsAre("2|3|3|nothing recorded|The service did not run."));
}

TEST_F(Views, ShowSettingsFromTheDayOnWhichTheyWereUsed) {
    const auto use = [&](std::string_view at, const std::string& digest_at) {
        auto change = begin(entry_at(at, "swept"));
        change->use_settings({{"alerts.digest_at", digest_at}, {"mail.from", std::string{"a@b.example"}}});
        change->use_calendar("scotland", "2026-12-25");
        change->commit();
    };
    use("2026-10-01T08:00:00Z", "08:00");
    use("2026-10-02T08:00:00Z", "08:00");
    use("2026-10-05T08:00:00Z", "09:00");
    EXPECT_THAT(seen("SELECT setting, value, from_day, until_day FROM audit_settings ORDER BY setting, from_day"),
                ElementsAre("alerts.digest_at|08:00|2026-10-01|2026-10-05", "alerts.digest_at|09:00|2026-10-05|",
                            "bank holidays of scotland|2026-12-25|2026-10-01|", "mail.from|a@b.example|2026-10-01|"));
}

TEST_F(Views, ShowWhoWasToldAndWhetherTheServerAccepted) {
    tell_two();
    EXPECT_THAT(seen("SELECT entry, person, kind, contract, stage, summary, delivery, accepted_at, reply FROM "
                     "audit_told"),
                ElementsAre("1|ann@council.example|contract_no_manager|C-1|raised|Something "
                            "holds|accepted|2026-10-01T08:05:30Z|250 ok",
                            "1|bob@council.example|contract_no_manager|C-1|raised|Something holds|waiting||"));
}

TEST_F(Views, ShowWhatWasToldAsItWasThen) {
    tell_two();
    auto later = step_of(FindingKind::contract_no_manager, StepKind::changed, AlertState::notified, "", {}, 1);
    later.after.summary = "Something else holds";
    add("2026-10-02T08:00:00Z", later);
    EXPECT_THAT(seen("SELECT DISTINCT summary FROM audit_told"), ElementsAre("Something holds"));
}

TEST_F(Views, ShowEachAttemptToDeliver) {
    tell_two();
    auto change = begin(entry_at("2026-10-01T09:00:00Z", "delivery_started"));
    change->start_attempt(2, 1);
    change->commit();
    EXPECT_THAT(
        seen("SELECT recipient, attempt, started_at, ended_at, result, reply_code, reply, state FROM "
             "audit_deliveries"),
        ElementsAre("ann@council.example|1|2026-10-01T08:01:00Z|2026-10-01T08:01:30Z|deferred|0|no route|queued",
                    "ann@council.example|2|2026-10-01T08:05:00Z|2026-10-01T08:05:30Z|sent|250|250 ok|sent",
                    "bob@council.example|1|2026-10-01T09:00:00Z|||||in_flight"));
}

TEST_F(Views, ShowDecisionsNotToSend) {
    tell_two();
    auto change = begin(entry_at("2026-10-02T08:00:00Z", "swept"));
    change->add_not_sent({1, "reminder 1", "held for the digest of Monday"});
    change->commit();
    EXPECT_THAT(seen("SELECT day, alert, kind, contract, stage, reason FROM audit_not_sent"),
                ElementsAre("2026-10-02|1|contract_no_manager|C-1|reminder 1|held for the digest of Monday"));
}

TEST_F(Views, ShowAcknowledgedAlertsApartFromThoseNobodyAnsweredFor) {
    const auto first = add("2026-10-01T08:00:00Z",
                           step_of(FindingKind::contract_no_manager, StepKind::raised, AlertState::raised, "", {}));
    add("2026-10-01T08:00:00Z",
        step_of(FindingKind::contract_no_director, StepKind::raised, AlertState::raised, "", {}));
    auto step =
        step_of(FindingKind::contract_no_manager, StepKind::acknowledged, AlertState::acknowledged, "", {}, first);
    step.reason = "one is being appointed";
    step.after.acknowledged_by = "ann@council.example";
    step.after.acknowledged_until = Date{2026, 10, 15};
    add("2026-10-02T08:00:00Z", step, "acknowledge");
    EXPECT_THAT(seen("SELECT entry, who, acknowledged_by, note, until_day, alert, kind FROM audit_acknowledgements"),
                ElementsAre("3|clerk|ann@council.example|one is being appointed|2026-10-15|1|contract_no_manager"));
    EXPECT_THAT(seen("SELECT alert, kind, state, first_told_on, entry FROM audit_unacknowledged"),
                ElementsAre("2|contract_no_director|raised||2"));
}

TEST_F(Views, ShowRatingsOfTheServiceAndOfPeople) {
    take_in(
        "2026-10-01T08:00:00Z",
        {builders::row("readings", {{"contract", "C-1"}, {"measure", "M1"}, {"period", "2026-08"}, {"value", "84"}}),
         builders::row("readings", {{"contract", "C-1"},
                                    {"measure", "M2"},
                                    {"lot", "North"},
                                    {"period", "2026-08"},
                                    {"rating", "good"},
                                    {"narrative", "as seen"},
                                    {"submitted_by", "ann@council.example"}})});
    const Fields evidence{{"value", std::string{"84 %"}},
                          {"target", std::string{"90"}},
                          {"rating", std::string{"requires_improvement"}},
                          {"bands", std::string{"good from 90"}},
                          {"fact", std::int64_t{1}},
                          {"entry", std::int64_t{1}},
                          {"target_entry", std::int64_t{1}}};
    const auto id = add("2026-10-02T08:00:00Z",
                        step_of(FindingKind::measure_missed, StepKind::raised, AlertState::raised, "M1", evidence));
    add("2026-10-03T08:00:00Z",
        step_of(FindingKind::measure_missed, StepKind::notified, AlertState::notified, "M1", evidence, id));
    const Fields of_a_person{
        {"value", std::string{"no value"}}, {"rating", std::string{"good"}}, {"fact", std::int64_t{2}}};
    add("2026-10-03T08:00:00Z",
        step_of(FindingKind::measure_missed, StepKind::raised, AlertState::raised, "M2 (lot North)", of_a_person));
    EXPECT_THAT(seen("SELECT contract, measure, rating, given_by, value, target, bands, reason, reading, entry FROM "
                     "audit_ratings ORDER BY measure"),
                ElementsAre("C-1|M1|requires_improvement|service|84 %|90|good from 90||1|2",
                            "C-1|M2 (lot North)|good|ann@council.example||||as seen|2|1"));
}

TEST_F(Views, ShowEveryRatingWithTheReadingTargetAndBandsThatGaveIt) {
    const auto reading = [](std::vector<builders::Cell> cells) {
        cells.insert(cells.end(), {{"contract", "C-1"}, {"measure", "M1"}, {"period", "2026-08"}});
        return builders::row("readings", cells);
    };
    take_in("2026-10-01T08:00:00Z",
            {reading({{"value", "84"}}), reading({{"value", "85"}}),
             reading({{"rating", "other"}, {"override_reason", "flood"}, {"submitted_by", "ann@council.example"}})});
    RatingGiven by_bands{
        ContractRef{"C-1"},           "",    MeasureRef{"M1"},  "2026-08",   1,           Decimal{84},          {}, {},
        Rating::requires_improvement, false, Direction::within, Decimal{90}, Decimal{95}, "good from 90 to 95", 2,  1};
    auto by_person = by_bands;
    by_person.reading = 3;
    by_person.rating = Rating::other;
    by_person.by_person = true;
    by_person.points = {};
    for (const auto& [at, rating] :
         {std::pair{"2026-10-02T08:00:00Z", by_bands}, {"2026-10-03T08:00:00Z", by_person}}) {
        auto change = begin(entry_at(at, "swept"));
        change->add_rating(rating);
        change->commit();
    }
    EXPECT_THAT(
        seen("SELECT measure, rating, given_by, value, target, bands, reason, reading, points, stands, entry FROM "
             "audit_ratings"),
        ElementsAre("M1|requires_improvement|service|84|90 to 95|good from 90 to 95||1|2|0|2",
                    "M1|other|ann@council.example|84|||flood|3||1|3"));
}

TEST_F(Views, ShowPaymentFiguresAsReportedAndAsLastReported) {
    const auto figures = [](std::int64_t population, std::int64_t on_time, const std::string& share) {
        return Fields{{"population", population},
                      {"on_time", on_time},
                      {"share", share},
                      {"late_now", std::int64_t{0}},
                      {"not_yet_due", std::int64_t{0}}};
    };
    const auto step = [&](StepKind kind, const Fields& evidence, AlertId id) {
        return step_of(FindingKind::payment_share_contract, kind, AlertState::raised, "", evidence, id);
    };
    const auto id = add("2026-10-01T08:00:00Z", step(StepKind::raised, figures(10, 8, "80.0 %"), 0));
    add("2026-10-02T08:00:00Z", step(StepKind::notified, figures(10, 8, "80.0 %"), id));
    auto later = figures(11, 8, "72.7 %");
    later.push_back({"rows_behind", std::int64_t{11}});
    later.push_back({"rows_sha256", std::string{"abc"}});
    add("2026-10-05T08:00:00Z", step(StepKind::changed, later, id));
    add("2026-10-05T08:00:00Z",
        step_of(FindingKind::payment_late, StepKind::raised, AlertState::raised, "", figures(1, 1, "100 %")));
    EXPECT_THAT(seen("SELECT contract, population, on_time, share, last_population, last_share, day, rows_behind, "
                     "rows_sha256 FROM audit_payment_figures"),
                ElementsAre("C-1|10|8|80.0 %|11|72.7 %|2026-10-01||", "C-1|11|8|72.7 %|11|72.7 %|2026-10-05|11|abc"));
}

}  // namespace
}  // namespace contractwatch::sqlite::testing

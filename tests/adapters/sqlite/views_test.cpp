// What the auditors' views show, each by a small record with a row that must be there and one that must not.
#include "adapters/sqlite/views.h"

#include <gmock/gmock.h>

#include "adapters/sqlite/record_folder.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

EntryHead entry_at(std::string_view at, std::string_view what) {
    auto head = import_at(at);
    head.what = what;
    return head;
}

class Views : public ::testing::Test {
  protected:
    std::unique_ptr<Change> begin(const EntryHead& head) const { return std::move(*store_->begin(head)); }

    /// One entry that holds nothing but itself.
    void enter(const EntryHead& head) const { begin(head)->commit(); }

    void take_in(std::string_view at, const std::vector<Row>& rows, const std::string& file = {}) const {
        auto head = import_at(at);
        head.source = file;
        record(*store_, rows, head);
    }

    static AlertStep step_of(FindingKind kind, StepKind step, AlertState state, const std::string& subject,
                             Fields evidence, AlertId id = 0) {
        AlertStep made{step, Date{2026, 10, 1}, "it is so", {}};
        made.after.id = id;
        made.after.kind = kind;
        made.after.contract = ContractRef{"C-1"};
        made.after.subject = subject;
        made.after.key = std::string{row_of(kind).name} + "/c-1/" + key_of(subject) + "/";
        made.after.raised_on = Date{2026, 10, 1};
        made.after.state = state;
        made.after.severity = Severity::warning;
        made.after.summary = "Something holds";
        made.after.evidence = std::move(evidence);
        return made;
    }

    AlertId add(std::string_view at, const AlertStep& step, std::string_view what = "swept") const {
        auto change = begin(entry_at(at, what));
        const auto id = change->add_step(step);
        change->commit();
        return id;
    }

    static Message message_to(std::string_view person) {
        Message made;
        made.to = Email{person};
        made.from = Email{"contracts@council.example"};
        made.on = Date{2026, 10, 1};
        made.subject = "1 thing to do";
        made.message_id = "1@council.example";
        made.bytes = "Subject: 1 thing to do\r\n\r\nHello";
        return made;
    }

    /// Tells Ann and Bob of an alert of C-1; Ann's mail is accepted at the second attempt, Bob's waits.
    void tell_two() const {
        auto change = begin(entry_at("2026-10-01T08:00:00Z", "swept"));
        const auto id =
            change->add_step(step_of(FindingKind::contract_no_manager, StepKind::raised, AlertState::raised, "", {}));
        const auto to_ann = change->add_message(message_to("ann@council.example"));
        const auto to_bob = change->add_message(message_to("bob@council.example"));
        change->add_told({id, "", "raised", Email{"ann@council.example"}}, to_ann);
        change->add_told({id, "", "raised", Email{"bob@council.example"}}, to_bob);
        change->commit();
        attempt(to_ann, 1, {DeliveryResult::deferred, 0, "no route", "mail.example"}, OutboxState::queued, "08:01");
        attempt(to_ann, 2, {DeliveryResult::sent, 250, "250 ok", "mail.example"}, OutboxState::sent, "08:05");
    }

    void attempt(MessageNumber message, int number, const DeliveryOutcome& outcome, OutboxState state,
                 const std::string& time) const {
        auto change = begin(entry_at("2026-10-01T" + time + ":00Z", "delivery_started"));
        change->start_attempt(message, number);
        change->commit();
        change = begin(entry_at("2026-10-01T" + time + ":30Z", "delivery_ended"));
        change->end_attempt({message, number, outcome, state, {}});
        change->commit();
    }

    std::vector<std::string> seen(const std::string& sql) const { return ask(path_, sql); }

    RecordFolder folder_;
    std::unique_ptr<RecordStore> store_ = folder_.open();
    std::string path_ = folder_.path();
};

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
    add("2026-10-05T08:00:00Z", step(StepKind::changed, figures(11, 8, "72.7 %"), id));
    add("2026-10-05T08:00:00Z",
        step_of(FindingKind::payment_late, StepKind::raised, AlertState::raised, "", figures(1, 1, "100 %")));
    EXPECT_THAT(seen("SELECT contract, population, on_time, share, last_population, last_share, day FROM "
                     "audit_payment_figures"),
                ElementsAre("C-1|10|8|80.0 %|11|72.7 %|2026-10-01", "C-1|11|8|72.7 %|11|72.7 %|2026-10-05"));
}

Row review(std::vector<builders::Cell> cells) {
    cells.emplace_back("contract", "C-1");
    cells.emplace_back("review_type", "performance");
    cells.emplace_back("held_by", "ann@council.example");
    return builders::row("reviews", cells);
}

/// Alerts of reviews that fell due, and what ended them.
class ViewOfReviews : public Views {
  protected:
    static AlertStep due(const std::string& subject, StepKind step, AlertState state, AlertId id = 0) {
        const auto nominal = subject.substr(subject.find(' ') + 1, 10);
        return step_of(FindingKind::review, step, state, subject,
                       {{"nominal_date", nominal}, {"due_date", nominal}, {"rule", std::string{"monthly"}}}, id);
    }
    std::vector<std::string> outcomes() const {
        return seen(
            "SELECT coalesce(lot, ''), nominal_on, due_on, outcome, held_on, days_late FROM audit_reviews ORDER BY "
            "nominal_on, held_on");
    }
};

TEST_F(ViewOfReviews, ShowsThoseThatFellDueAndWaitApartFromThoseOverdue) {
    auto coming = due("performance 2026-10-05", StepKind::raised, AlertState::raised);
    coming.after.severity = Severity::info;
    add("2026-10-02T08:00:00Z", coming);
    add("2026-10-02T08:00:00Z", due("performance 2026-09-28 North", StepKind::raised, AlertState::raised));
    EXPECT_THAT(outcomes(), ElementsAre("North|2026-09-28|2026-09-28|overdue||4", "|2026-10-05|2026-10-05|due||"));
}

TEST_F(ViewOfReviews, CountsAReviewThatNamesNoneForTheLatestAndThoseBeforeItAsMissed) {
    const auto first = add("2026-10-01T08:00:00Z", due("performance 2026-08-01", StepKind::raised, AlertState::raised));
    const auto second =
        add("2026-10-01T08:00:00Z", due("performance 2026-09-01", StepKind::raised, AlertState::raised));
    const auto lot =
        add("2026-10-01T08:00:00Z", due("performance 2026-09-01 North", StepKind::raised, AlertState::raised));
    take_in("2026-10-02T08:00:00Z", {review({{"held_on", "2026-10-02"}})});
    auto change = begin(entry_at("2026-10-03T08:00:00Z", "swept"));
    change->add_step(due("performance 2026-08-01", StepKind::resolved, AlertState::resolved, first));
    change->add_step(due("performance 2026-09-01", StepKind::resolved, AlertState::resolved, second));
    change->add_step(due("performance 2026-09-01 North", StepKind::withdrawn, AlertState::withdrawn, lot));
    change->commit();
    EXPECT_THAT(outcomes(), ElementsAre("|2026-08-01|2026-08-01|missed||", "North|2026-09-01|2026-09-01|withdrawn||",
                                        "|2026-09-01|2026-09-01|held late|2026-10-02|31"));
}

TEST_F(ViewOfReviews, ShowsWhatWasPutOffWithItsReason) {
    const auto id = add("2026-10-01T08:00:00Z", due("performance 2026-10-05", StepKind::raised, AlertState::raised));
    take_in("2026-10-02T08:00:00Z",
            {review({{"occurrence", "2026-10-05"}, {"deferred_to", "2026-11-20"}, {"reason", "on leave"}})});
    add("2026-10-03T08:00:00Z", due("performance 2026-10-05", StepKind::resolved, AlertState::resolved, id));
    EXPECT_THAT(seen("SELECT outcome, due_on, deferrals, deferred_to, reason FROM audit_reviews"),
                ElementsAre("deferred|2026-11-20|1|2026-11-20|on leave"));
}

TEST_F(ViewOfReviews, ShowsReviewsThatNoSweepSawFallDue) {
    take_in("2026-10-02T08:00:00Z",
            {review({{"occurrence", "2026-04-01"}, {"held_on", "2026-04-02"}}), review({{"held_on", "2026-05-01"}})});
    EXPECT_THAT(outcomes(), ElementsAre("|||held|2026-05-01|", "|2026-04-01||held|2026-04-02|"));
}

TEST_F(ViewOfReviews, ShowsWhatWasWithdrawnApartAndCountsItForNothing) {
    const auto id = add("2026-10-01T08:00:00Z", due("performance 2026-10-01", StepKind::raised, AlertState::raised));
    take_in("2026-10-02T08:00:00Z", {review({{"held_on", "2026-10-02"}})});
    add("2026-10-03T08:00:00Z", due("performance 2026-10-01", StepKind::resolved, AlertState::resolved, id));
    take_in("2026-10-04T08:00:00Z", {review({{"held_on", "2026-10-02"}, {"withdrawn_reason", "another contract"}})});
    EXPECT_THAT(seen("SELECT coalesce(nominal_on, ''), outcome, held_on, deferrals, withdrawn_reason, entry FROM "
                     "audit_reviews ORDER BY 1"),
                ElementsAre("|recorded wrongly|2026-10-02|0|another contract|4", "2026-10-01|withdrawn||0||3"));
}

TEST_F(Views, ShowEachCellOfTheRegisterThatChanged) {
    const auto contract = [](std::vector<builders::Cell> cells) {
        cells.emplace_back("ContractReference", "C-1");
        return builders::row("contracts", cells);
    };
    take_in("2026-10-01T08:00:00Z",
            {contract({{"ContractTitle", "Buses"}, {"EndDate", "2027-03-31"}, {"manager_email", "ann@x.example"}})});
    take_in("2026-10-02T08:00:00Z", {contract({{"ContractTitle", "Buses"}, {"EndDate", "2028-03-31"}})},
            "register.csv");
    auto clears = contract({{"ContractValue", "10"}});
    clears.cleared = {clears.kind->column("manager_email")};
    take_in("2026-10-03T08:00:00Z", {clears});
    take_in("2026-10-04T08:00:00Z",
            {builders::row("roles", {{"contract", "C-1"}, {"role", "manager"}, {"email", "bob@x.example"}})});
    EXPECT_THAT(
        seen("SELECT register, record, column_name, before, after, entry, file, line FROM "
             "audit_register_changes"),
        ElementsAre("contracts|C-1||||1||2", "contracts|C-1|end_date|2027-03-31|2028-03-31|2|register.csv|2",
                    "contracts|C-1|contract_value_pence||1000|3||2", "contracts|C-1|manager_email|ann@x.example||3||2",
                    "roles|C-1 manager bob@x.example||||4||2"));
}

TEST_F(Views, ShowHowATargetChanged) {
    const auto measure = [](std::vector<builders::Cell> cells) {
        cells.emplace_back("contract", "C-1");
        cells.emplace_back("measure", "M1");
        cells.emplace_back("direction", "increase");
        return builders::row("measures", cells);
    };
    take_in("2026-10-01T08:00:00Z", {measure({{"target", "90"}, {"approaching", "85"}, {"title", "On time"}})});
    take_in("2026-10-02T08:00:00Z", {measure({{"title", "Punctuality"}})});
    take_in("2026-10-03T08:00:00Z",
            {measure({{"target", "92"}, {"effective_from", "2026-12-01"}, {"reason", "agreed"}})}, "targets.csv");
    EXPECT_THAT(seen("SELECT measure, effective_from, column_name, before, after, reason, entry, file FROM "
                     "audit_target_changes"),
                ElementsAre("M1|2026-12-01|approaching|85||agreed|3|targets.csv",
                            "M1|2026-12-01|target|90|92|agreed|3|targets.csv"));
}

TEST_F(Views, ShowRatingsThatAPersonSetInPlaceOfTheBands) {
    const auto reading = [](std::vector<builders::Cell> cells) {
        cells.emplace_back("contract", "C-1");
        cells.emplace_back("measure", "M1");
        return builders::row("readings", cells);
    };
    take_in("2026-10-01T08:00:00Z",
            {reading({{"period", "2026-07"}, {"value", "84"}}), reading({{"period", "2026-08"}, {"rating", "good"}}),
             reading({{"period", "2026-09"}, {"value", "84"}, {"rating", "good"}, {"override_reason", "roadworks"}})});
    EXPECT_THAT(seen("SELECT period, value, rating, reason, reading, who FROM audit_overrides"),
                ElementsAre("2026-09|84|good|roadworks|3|clerk"));
}

TEST_F(Views, ShowContractsThatNobodyInPostAnswersFor) {
    const auto contract = [](const char* reference, std::vector<builders::Cell> cells) {
        cells.emplace_back("ContractReference", reference);
        cells.emplace_back("ContractTitle", "Buses");
        return builders::row("contracts", cells);
    };
    const auto person = [](const char* email, const char* until, const char* deputy) {
        return builders::row("people",
                             {{"email", email}, {"name", email}, {"active_until", until}, {"deputy_email", deputy}});
    };
    take_in("2026-10-01T08:00:00Z",
            {person("ann@x.example", "2026-09-30", ""), person("bob@x.example", "2026-09-30", "cat@x.example"),
             person("cat@x.example", "", ""), contract("LEFT", {{"manager_email", "Ann@x.example"}}),
             contract("DEPUTY", {{"manager_email", "bob@x.example"}}),
             contract("UNKNOWN", {{"director_email", "dan@x.example"}}), contract("NONE", {}),
             contract("ENDED", {{"status", "ended"}}), contract("OVER", {{"EndDate", "2026-09-30"}}),
             contract("ROLE", {{"manager_email", "ann@x.example"}}),
             contract("GAVE UP", {{"manager_email", "cat@x.example"}}),
             builders::row("roles", {{"contract", "ROLE"}, {"role", "manager"}, {"email", "cat@x.example"}}),
             builders::row(
                 "roles",
                 {{"contract", "GAVE UP"}, {"role", "manager"}, {"email", "cat@x.example"}, {"until", "2026-08-31"}})});
    EXPECT_THAT(seen("SELECT contract, as_at, manager, lead_director FROM audit_no_owner"),
                ElementsAre("GAVE UP|2026-10-01|not named|not named",
                            "LEFT|2026-10-01|Ann@x.example, left on 2026-09-30|not named",
                            "NONE|2026-10-01|not named|not named"));
}

}  // namespace
}  // namespace contractwatch::sqlite::testing

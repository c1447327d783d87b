// One transaction, one entry; and what is decided in it.
#include <gmock/gmock.h>

#include "adapters/sqlite/record_folder.h"
#include "adapters/sqlite/verify.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ChangeOfRecord : public ::testing::Test {
  protected:
    AlertStep step_of(StepKind step, AlertState state, AlertId id = 0) const {
        AlertStep made{step, Date{2026, 10, 1}, "it is so", {}};
        made.after.id = id;
        made.after.key = "review/c-1/performance 2026-10-01/";
        made.after.contract = ContractRef{"C-1"};
        made.after.subject = "performance 2026-10-01";
        made.after.raised_on = Date{2026, 10, 1};
        made.after.state = state;
        made.after.summary = "The review “of” C-1 is due";
        made.after.members = {{"m-1", "first"}, {"m-2", "second"}};
        made.after.evidence = {
            {"rows", std::vector<std::string>{"1", "2"}}, {"late", true}, {"days", std::int64_t{-3}}};
        made.after.audience = {Audience::manager, Audience::lead_director};
        made.after.next_step_on = Date{2026, 10, 8};
        return made;
    }

    Message message_to(std::string_view person, int number = 1) const {
        Message made;
        made.to = Email{person};
        made.from = Email{"contracts@council.example"};
        made.on = Date{2026, 10, 1};
        made.number = number;
        made.subject = "2 things to do";
        made.message_id = "<1@council.example>";
        made.bytes = "Subject: 2 things to do\r\n\r\nHello";
        return made;
    }

    std::unique_ptr<Change> begin(std::string_view at = "2026-10-01T08:00:00Z") const {
        return std::move(*store_->begin(import_at(at)));
    }

    RecordFolder folder_;
    std::unique_ptr<RecordStore> store_ = folder_.open();
    std::string path_ = folder_.path();
};

TEST_F(ChangeOfRecord, LeavesOneEntryForAllItsFacts) {
    auto head = import_at();
    head.claimed_by = "S. Jones";
    head.subject = "invoices";
    head.source = "ledger.csv";
    head.source_sha256 = "abc";
    auto change = std::move(*store_->begin(head));
    take(*change, {invoice("INV-1"), invoice("INV-2")});
    change->add_file({"ledger.csv", "abc", "invoices", "", "", "taken", "", 2, 0, 0, 0, 0, 0});
    change->set_detail({{"accepted", std::int64_t{2}}});
    EXPECT_EQ(change->commit(), 1);
    EXPECT_THAT(
        ask(path_,
            "SELECT sequence, at, day, recorded_at, clock, who, claimed_by, what, subject, detail, source, "
            "source_sha256 FROM entries"),
        ElementsAre("1|2026-10-01T08:00:00Z|2026-10-01|2026-10-01T12:00:00Z|system|clerk|S. Jones|import|invoices|"
                    "{\"accepted\":2}|ledger.csv|abc"));
    EXPECT_THAT(ask(path_, "SELECT DISTINCT entry FROM invoices UNION ALL SELECT entry FROM files"),
                ElementsAre("1", "1"));
    EXPECT_TRUE(store_->record().mapping_of_file("abc", "invoices"));
    EXPECT_FALSE(store_->record().mapping_of_file("abc", "payments"));
}

TEST_F(ChangeOfRecord, IsReadBackAsTheLastEntry) {
    record(*store_, {invoice("INV-1")});
    record(*store_, {invoice("INV-2")}, import_at("2026-10-02T08:00:00Z"));
    const auto entries = store_->record().last_entries(5);
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries.front().sequence, 1);
    EXPECT_EQ(entries.back().head.at, instant("2026-10-02T08:00:00Z"));
    EXPECT_EQ(entries.back().recorded_at, instant("2026-10-01T12:00:00Z"));
    EXPECT_EQ(store_->record().head(), (Head{2, entries.back().hash}));
    EXPECT_EQ(store_->record().last_entry("import")->sequence, 2);
    EXPECT_EQ(store_->record().last_entry("sweep"), std::nullopt);
}

TEST_F(ChangeOfRecord, LeavesNoTraceWithoutCommit) {
    record(*store_, {invoice("INV-1")});
    const auto head = store_->record().head();
    {
        const auto change = begin();
        take(*change, {invoice("INV-1", {{"contract", "C-9"}}), invoice("INV-2")});
        change->add_message(message_to("a@council.example"));
        EXPECT_EQ(store_->record().rows_of(kind("invoices"), ContractRef{"C-9"}).size(), 1U);
    }
    EXPECT_EQ(store_->record().head(), head);
    EXPECT_THAT(ask(path_,
                    "SELECT count(*) FROM invoices UNION ALL SELECT count(*) FROM current_invoices UNION ALL SELECT "
                    "count(*) FROM messages"),
                ElementsAre("1", "1", "0"));
    EXPECT_THAT(record(*store_, {invoice("INV-2")}), ElementsAre(RowOutcome::accepted));
    EXPECT_THAT(ask(path_, "SELECT id, entry FROM invoices"), ElementsAre("1|1", "2|2"));
}

TEST_F(ChangeOfRecord, NotesInTheRowAsGivenWhatItRevises) {
    record(*store_, {invoice("INV-1", {{"received_on", "2026-09-01"}})});
    record(*store_, {invoice("INV-1", {{"received_on", "2026-09-04"}}), invoice("INV-2")});
    record(*store_, {invoice("INV-1", {{"received_on", "2026-09-09"}})});
    EXPECT_THAT(ask(path_, "SELECT received_on, received_revised_from FROM invoices WHERE invoice = 'INV-1'"),
                ElementsAre("2026-09-01|", "2026-09-04|2026-09-01", "2026-09-09|2026-09-01"));
    EXPECT_THAT(ask(path_, "SELECT invoice, received_revised_from FROM current_invoices"),
                ElementsAre("INV-1|2026-09-01", "INV-2|"));
    EXPECT_THAT(record(*store_, {invoice("INV-1", {{"received_on", "2026-09-09"}})}),
                ElementsAre(RowOutcome::unchanged));
    EXPECT_TRUE(verify(path_)->verified()) << "the note is part of the row";
}

TEST_F(ChangeOfRecord, NotesItInManyRowsAtATimeToo) {
    std::vector<Row> rows;
    for (int number = 0; number < 1'500; ++number)
        rows.push_back(invoice("INV-" + std::to_string(number % 1'499),
                               {{"received_on", number < 1'499 ? "2026-09-01" : "2026-09-04"}}));
    record(*store_, rows);
    EXPECT_THAT(ask(path_, "SELECT invoice, received_revised_from FROM invoices WHERE received_revised_from <> ''"),
                ElementsAre("INV-0|2026-09-01"));
    EXPECT_TRUE(verify(path_)->verified());
}

TEST_F(ChangeOfRecord, KeepsTheTimeFromGoingBackwards) {
    record(*store_, {}, import_at("2026-10-05T08:00:00Z"));
    record(*store_, {}, import_at("2026-10-04T08:00:00Z"));  // the machine's clock was put right
    EXPECT_THAT(ask(path_, "SELECT at, day FROM entries"),
                ElementsAre("2026-10-05T08:00:00Z|2026-10-05", "2026-10-05T08:00:00Z|2026-10-05"));
    EXPECT_FALSE(store_->record().rehearsal());
    auto given = import_at("2026-10-04T08:00:00Z");
    given.clock_given = true;
    const auto refused = store_->begin(given);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_THAT(refused.error().message,
                HasSubstr("the record already goes up to 2026-10-05T08:00:00Z: give a later time"));
    given.at = instant("2026-10-05T08:00:00Z");
    record(*store_, {}, given);
    EXPECT_TRUE(store_->record().rehearsal());
}

TEST_F(ChangeOfRecord, KeepsAnAlertAsItsStepsMadeIt) {
    auto change = begin();
    const auto id = change->add_step(step_of(StepKind::raised, AlertState::raised));
    EXPECT_EQ(change->add_step(step_of(StepKind::notified, AlertState::notified, id)), id);
    change->commit();
    const auto alert = store_->record().alert_of("review/c-1/performance 2026-10-01/");
    ASSERT_TRUE(alert);
    EXPECT_EQ(alert->id, id);
    EXPECT_EQ(alert->state, AlertState::notified);
    const auto given = step_of(StepKind::notified, AlertState::notified).after;
    EXPECT_EQ(alert->summary, given.summary);
    EXPECT_EQ(alert->members, given.members);
    EXPECT_EQ(alert->evidence, given.evidence);
    EXPECT_EQ(alert->audience, given.audience);
    EXPECT_EQ(alert->next_step_on, given.next_step_on);
    EXPECT_EQ(alert->acknowledged_until, std::nullopt);
    EXPECT_THAT(ask(path_, "SELECT count(*) FROM alerts UNION ALL SELECT count(*) FROM alert_steps"),
                ElementsAre("1", "2"));
}

TEST_F(ChangeOfRecord, FindsAlertsByWhatIsAsked) {
    auto change = begin();
    auto other = step_of(StepKind::raised, AlertState::resolved);
    other.after.key = "other";
    other.after.contract = ContractRef{"C-2"};
    other.after.next_step_on.reset();
    change->add_step(step_of(StepKind::raised, AlertState::raised));
    change->add_step(other);
    change->commit();
    const auto found = [&](const AlertQuery& query) {
        std::vector<AlertId> ids;
        for (const auto& alert : store_->record().alerts(query))
            ids.push_back(alert.id);
        return ids;
    };
    EXPECT_THAT(found({}), ElementsAre(1, 2));
    EXPECT_THAT(found({.open_only = true}), ElementsAre(1));
    EXPECT_THAT(found({.contract = ContractRef{"c-2"}}), ElementsAre(2));
    EXPECT_THAT(found({.aspect = Aspect::payments}), IsEmpty());
    EXPECT_THAT(found({.step_due_by = Date{2026, 10, 7}}), IsEmpty());
    EXPECT_THAT(found({.step_due_by = Date{2026, 10, 8}}), ElementsAre(1));
}

TEST_F(ChangeOfRecord, NeverTellsTheSameTwice) {
    auto change = begin();
    const auto alert = change->add_step(step_of(StepKind::raised, AlertState::raised));
    const auto first = change->add_message(message_to("a@council.example"));
    const auto second = change->add_message(message_to("a@council.example", 2));
    const Told told{alert, "m-1", "raised", Email{"A@council.example"}};
    change->add_told(told, first);
    change->add_told({alert, "m-2", "raised", Email{"a@council.example"}}, first);
    EXPECT_THROW(change->add_told(told, second), RecordFailure);
    change.reset();
    EXPECT_THAT(ask(path_, "SELECT count(*) FROM told"), ElementsAre("0"));
    EXPECT_THAT(store_->record().told_of(alert), IsEmpty());
}

TEST_F(ChangeOfRecord, RefusesASecondMessageOfOneNumber) {
    auto change = begin();
    change->add_message(message_to("a@council.example"));
    EXPECT_THROW(change->add_message(message_to("A@COUNCIL.example")), RecordFailure);
}

TEST_F(ChangeOfRecord, RemembersWhatWasNotSent) {
    auto change = begin();
    const auto alert = change->add_step(step_of(StepKind::raised, AlertState::raised));
    change->add_not_sent({alert, "raised", "nobody can be reached"});
    change->commit();
    EXPECT_TRUE(store_->record().has_not_sent(alert, "raised"));
    EXPECT_FALSE(store_->record().has_not_sent(alert, "reminder 1"));
}

TEST_F(ChangeOfRecord, FollowsAMessageThroughTheOutbox) {
    auto change = begin();
    const auto id = change->add_message(message_to("a@council.example"));
    change->commit();
    const auto& record = store_->record();
    EXPECT_EQ(record.message_bytes(id), message_to("").bytes);
    EXPECT_EQ(record.messages_on(Email{"A@council.example"}, Purpose::digest, Date{2026, 10, 1}), 1);
    ASSERT_EQ(record.outbox().size(), 1U);
    EXPECT_EQ(record.outbox().front().state, OutboxState::queued);
    EXPECT_EQ(record.outbox().front().next_attempt_at, instant("2026-10-01T08:00:00Z"));

    change = begin("2026-10-01T08:01:00Z");
    change->start_attempt(id, 1);
    change->commit();
    EXPECT_EQ(record.outbox().front().state, OutboxState::in_flight);

    change = begin("2026-10-01T08:02:00Z");
    AttemptEnd end{id, 1, {}, OutboxState::queued, instant("2026-10-01T08:30:00Z")};
    end.outcome.result = DeliveryResult::deferred;
    end.outcome.reply_code = 451;
    end.outcome.reply = "451 try later";
    change->end_attempt(end);
    change->commit();
    EXPECT_EQ(record.outbox().front().attempts, 1);
    EXPECT_EQ(record.outbox().front().next_attempt_at, instant("2026-10-01T08:30:00Z"));

    change = begin("2026-10-01T08:30:00Z");
    change->start_attempt(id, 2);
    end = {id, 2, {}, OutboxState::refused, {}};
    end.outcome.reply = "550 no such user";
    change->end_attempt(end);
    change->commit();
    EXPECT_THAT(record.outbox(), IsEmpty());
    ASSERT_EQ(record.refused_messages().size(), 1U);
    EXPECT_EQ(record.refused_messages().front().reply, "550 no such user");
    EXPECT_THAT(ask(path_, "SELECT phase, state FROM delivery_attempts"),
                ElementsAre("started|in_flight", "ended|queued", "started|in_flight", "ended|refused"));
    EXPECT_TRUE(verify(path_)->verified());
}

TEST_F(ChangeOfRecord, RecordsSettingsAndCalendarsWhereTheyDiffer) {
    for (const auto* limit : {"14", "14", "30"}) {
        auto change = begin();
        change->use_settings({{"limit", std::string{limit}}});
        change->use_calendar("england", "2026-12-25");
        change->commit();
    }
    EXPECT_THAT(ask(path_, "SELECT entry, content FROM settings_in_force"),
                ElementsAre("1|{\"limit\":\"14\"}", "3|{\"limit\":\"30\"}"));
    EXPECT_THAT(ask(path_, "SELECT entry, name, content FROM calendars_in_force"), ElementsAre("1|england|2026-12-25"));
}

TEST_F(ChangeOfRecord, RecordsACalendarThatComesBackAgain) {
    for (const auto* division : {"england", "scotland", "england", "england"}) {
        auto change = begin();
        change->use_calendar(division, "2026-12-25");
        change->commit();
    }
    EXPECT_THAT(ask(path_, "SELECT entry, name FROM calendars_in_force"),
                ElementsAre("1|england", "2|scotland", "3|england"));
}

TEST_F(ChangeOfRecord, GivesScheduleVersionsBack) {
    ScheduleVersion version;
    version.contract = ContractRef{"C-1"};
    version.lot = LotRef{"Lot 2"};
    version.rule = "FREQ=MONTHLY;BYDAY=2TU";
    version.anchor = Date{2026, 1, 31};
    version.effective_from = Date{2026, 2, 1};
    version.reminds = {10, 5};
    version.origin = "schedules row";
    auto change = begin();
    change->add_schedule_version(version);
    change->commit();
    const auto versions = store_->record().schedule_versions(ContractRef{"c-1"});
    ASSERT_EQ(versions.size(), 1U);
    EXPECT_TRUE(versions.front().same_rule(version));
    EXPECT_EQ(versions.front().lot, version.lot);
    EXPECT_EQ(versions.front().effective_from, version.effective_from);
    EXPECT_EQ(versions.front().origin, version.origin);
}

TEST_F(ChangeOfRecord, GivesRatingsBack) {
    const RatingGiven full{ContractRef{"C-1"},
                           "Lot 2",
                           MeasureRef{"M-1"},
                           "2026-09",
                           7,
                           Decimal::parse("96.5"),
                           Decimal{193},
                           Decimal{200},
                           Rating::requires_improvement,
                           false,
                           Direction::within,
                           Decimal{97},
                           Decimal{99},
                           "good from 97 to 99",
                           3,
                           2};
    const RatingGiven least{ContractRef{"C-1"}, "",   MeasureRef{"M-2"},   "2026/27", 8,  {}, {}, {},
                            Rating::other,      true, Direction::increase, {},        {}, "", {}, 0};
    auto change = begin();
    change->add_rating(full);
    change->add_rating(least);
    change->commit();
    EXPECT_EQ(store_->record().ratings(ContractRef{"c-1"}), (std::vector<RatingGiven>{full, least}));
    EXPECT_TRUE(store_->record().ratings(ContractRef{"C-2"}).empty());
}

TEST_F(ChangeOfRecord, TellsOfFilesRefusedAndNotYetTakenSince) {
    const auto file = [&](const std::string& outcome, const std::string& feed, const std::string& name) {
        auto change = begin();
        change->add_file(
            {name, name, "payments", feed, "", outcome, outcome == "refused" ? "no table" : "", 0, 0, 0, 0, 0, 0});
        change->commit();
    };
    file("refused", "ledger", "september.csv");
    file("refused", "", "stray.csv");
    EXPECT_EQ(store_->record().refused_files().size(), 2U);
    file("taken", "ledger", "september-2.csv");
    const auto refused = store_->record().refused_files();
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused.front().reason, "no table");
}

TEST_F(ChangeOfRecord, TellsOfRejectedRowsUntilAFileOfTheFeedIsTakenWhole) {
    const auto file = [&](const std::string& name, const std::string& feed, std::int64_t rejected) {
        auto change = begin();
        change->add_file({name, name, "payments", feed, "", "taken", "", 1, 0, 0, 0, rejected, 0});
        change->commit();
    };
    file("first.csv", "ledger", 3);
    file("by-hand.csv", "", 4);
    file("second.csv", "ledger", 2);
    const auto rejected = store_->record().refused_files();
    ASSERT_EQ(rejected.size(), 2U) << "who takes a file in by hand and of no feed is told at once";
    EXPECT_EQ(rejected.front().name, "first.csv");
    EXPECT_EQ(rejected.back().rejected, 2);
    EXPECT_NE(rejected.front().number, rejected.back().number);
    file("third.csv", "ledger", 0);
    EXPECT_TRUE(store_->record().refused_files().empty());
}

TEST_F(ChangeOfRecord, KnowsSinceWhenASettingHasItsValueAndWhenAFeedLastCame) {
    const auto in_force = [&](const std::string& expected) {
        auto change = begin();
        change->use_settings({{"feed.ledger.expected", expected}, {"alerts.digest_at", std::string{"08:00"}}});
        change->set_detail({{"expected", expected}});
        change->commit();
    };
    const auto& record = store_->record();
    EXPECT_EQ(record.setting_since("feed.ledger.expected", "\"weekly\""), std::nullopt);
    in_force("\"weekly\"");
    const auto day = record.last_entries(1).front().head.day;
    EXPECT_EQ(record.setting_since("feed.ledger.expected", "\"weekly\""), day);
    in_force("\"daily\"");
    EXPECT_EQ(record.setting_since("feed.ledger.expected", "\"weekly\""), std::nullopt) << "no longer";
    EXPECT_EQ(record.last_taken_on("ledger"), std::nullopt);
    auto change = begin();
    change->add_file({"a.csv", "a", "payments", "ledger", "", "taken", "", 1, 0, 0, 0, 0, 0});
    change->commit();
    EXPECT_EQ(record.last_taken_on("ledger"), day);
}

}  // namespace
}  // namespace contractwatch::sqlite::testing

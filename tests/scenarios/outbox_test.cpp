// Deliveries lived through: what becomes of a message under every answer of a server, and of processes that die.
#include <gmock/gmock.h>

#include "app/send_test.h"
#include "scenarios/council.h"

namespace contractwatch::scenarios {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const DeliveryOutcome busy{DeliveryResult::deferred, 451, "451 4.7.1 try again later", "mail.example", {}};
const DeliveryOutcome no_such_person{DeliveryResult::refused, 550, "550 5.1.1 no such person", "mail.example", {}};
const DeliveryOutcome no_answer{DeliveryResult::unknown, 0, "no final reply came", "mail.example", {}};
const DeliveryOutcome unreachable{DeliveryResult::deferred, 0, "connection refused", "mail.example", {}};
const DeliveryOutcome wrong_password{DeliveryResult::configuration, 535, "535 5.7.8 no", "mail.example", "look there"};

class OutboxScenario : public Council {
  protected:
    /// Two messages: the first to Dora, the second to procurement.
    void queue_two() {
        take_in_people();
        take_in_contracts({"C-2"});
        sweep();
    }
    /// One message, to procurement.
    void queue_one() {
        take_in_people();
        take_in_contracts({"C-4"});
        sweep();
    }
    /// One message, to the operator's mailbox, about a file that was refused.
    void queue_refusal() {
        ASSERT_TRUE(intake->record_refusal(request_of("people", "bad.csv", "x"), "it is no table", {}).ok());
        sweep();
    }
    std::string state_of(MessageNumber message) const {
        return std::string{name_of(record().delivery_of(message).state)};
    }
    std::vector<std::string> people_reached() const {
        std::vector<std::string> people;
        for (const auto& [envelope, bytes] : mailer.delivered)
            people.push_back(envelope.to.given());
        return people;
    }
    /// Moves the clock to when the next message is due.
    void wait_for_next() {
        const auto due = outbox->next_due();
        ASSERT_TRUE(due.has_value());
        clock.move_to(*due);
    }
};

TEST_F(OutboxScenario, DeliversEachMessageOnceAndRecordsTheServersWord) {
    queue_two();
    const auto first = deliver();
    EXPECT_EQ(first.sent, 2);
    EXPECT_EQ(first.waiting, 0);
    EXPECT_EQ(first.next_attempt_at, std::nullopt);
    EXPECT_EQ(deliver().sent, 0);
    EXPECT_THAT(people_reached(), ElementsAre("dora@council.example", "procurement@council.example"));
    EXPECT_EQ(mailer.delivered.front().first.from.given(), "contractwatch@council.example");
    EXPECT_EQ(mailer.delivered.front().second, record().message_bytes(1));
    EXPECT_EQ(record().delivery_of(1).state, OutboxState::sent);
    EXPECT_EQ(record().delivery_of(1).reply, "250 2.0.0 taken");
    EXPECT_EQ(count("delivery_attempts WHERE phase = 'started'"), 2);
    EXPECT_EQ(count("delivery_attempts WHERE phase = 'ended'"), 2);
    EXPECT_EQ(journal.count(Event::delivered), 2);
    EXPECT_TRUE(verifies());
}

TEST_F(OutboxScenario, AMessageThatIsDeferredIsTriedAgainAfterGrowingPauses) {
    queue_one();
    mailer.otherwise = busy;
    std::vector<int> least{1, 5, 15, 30, 60, 120, 240, 240};
    for (std::size_t attempt = 1; attempt <= least.size(); ++attempt) {
        const auto begun = clock.now();
        const auto passed = deliver();
        EXPECT_EQ(passed.deferred, 1);
        ASSERT_TRUE(passed.next_attempt_at.has_value());
        const auto pause = *passed.next_attempt_at - begun;
        EXPECT_EQ(pause, std::chrono::floor<std::chrono::seconds>(pause_after(static_cast<int>(attempt), 1, retries)))
            << attempt << ": the record keeps whole seconds";
        EXPECT_GE(pause, minutes{least[attempt - 1]} * 8 / 10) << attempt;
        clock.move_to(*passed.next_attempt_at - std::chrono::milliseconds{1});
        EXPECT_EQ(deliver().deferred, 0) << "not before its time";
        wait_for_next();
    }
    EXPECT_EQ(mailer.delivered.size(), 8U);
    for (const auto& [envelope, bytes] : mailer.delivered)
        EXPECT_EQ(bytes, mailer.delivered.front().second);
    mailer.otherwise = {DeliveryResult::sent, 250, "250 taken", "mail.example", {}};
    EXPECT_EQ(deliver().sent, 1);
    EXPECT_EQ(count("delivery_attempts WHERE phase = 'started'"), 9);
}

TEST_F(OutboxScenario, OnePersonsBusyMailboxHoldsUpNobodyElse) {
    queue_two();
    mailer.answers = {busy};
    const auto passed = deliver();
    EXPECT_EQ(passed.deferred, 1);
    EXPECT_EQ(passed.sent, 1);
    EXPECT_EQ(passed.waiting, 1);
}

TEST_F(OutboxScenario, AMessageThatIsRefusedIsNeverTriedAgainAndTheOperatorIsTold) {
    queue_two();
    mailer.answers = {no_such_person};
    const auto passed = deliver();
    EXPECT_EQ(passed.failed, 1);
    EXPECT_EQ(passed.sent, 1);
    EXPECT_EQ(state_of(1), "refused");
    EXPECT_EQ(journal.count(Event::delivery_refused), 1);
    at("2026-10-01T09:00");
    const auto before = composer.digests.size();
    sweep();
    EXPECT_THAT(composed_since(before),
                ElementsAre("urgent desk@council.example: delivery_failed//dora@council.example/"));
    EXPECT_THAT(composer.digests.back().items.front().alert.summary, HasSubstr("550 5.1.1 no such person"));
    deliver();
    EXPECT_EQ(people_reached().back(), "desk@council.example");
    EXPECT_EQ(mailer.delivered.size(), 3U);
}

TEST_F(OutboxScenario, AnAddressThatTakesNothingIsNotToldOfThat) {
    mailer.otherwise = no_such_person;
    settings.mailboxes.procurement = Email{};
    take_in_people();
    queue_refusal();
    deliver();
    for (int hour = 9; hour < 18; ++hour) {
        at("2026-10-01T" + std::string{hour < 10 ? "0" : ""} + std::to_string(hour) + ":00");
        sweep();
        deliver();
    }
    EXPECT_THAT(people_reached(), ElementsAre("desk@council.example")) << "no mail about a mail, hour after hour";
    EXPECT_THAT(record().alerts({true, {}, {}, {}}), ::testing::SizeIs(2)) << "the file, and the mail about it";
}

TEST_F(OutboxScenario, ProcurementHearsThatTheOperatorsMailboxTakesNothing) {
    take_in_people();
    queue_refusal();
    mailer.answers = {no_such_person};
    deliver();
    at("2026-10-01T09:00");
    sweep();
    deliver();
    EXPECT_THAT(people_reached(), ElementsAre("desk@council.example", "procurement@council.example"));
    EXPECT_THAT(composer.digests.back().items.front().why_you, HasSubstr("desk@council.example"));
}

TEST_F(OutboxScenario, TwoMailboxesThatTakeNothingDoNotTellOfEachOtherForEver) {
    mailer.otherwise = no_such_person;
    queue_one();
    deliver();
    for (int hour = 9; hour < 18; ++hour) {
        at("2026-10-01T" + std::string{hour < 10 ? "0" : ""} + std::to_string(hour) + ":00");
        sweep();
        deliver();
    }
    EXPECT_THAT(people_reached(), ElementsAre("procurement@council.example", "desk@council.example"));
}

TEST_F(OutboxScenario, WithoutAFinalAnswerTheSameBytesGoAgain) {
    queue_one();
    mailer.answers = {no_answer};
    EXPECT_EQ(deliver().deferred, 1);
    EXPECT_EQ(state_of(1), "queued");
    wait_for_next();
    EXPECT_EQ(deliver().sent, 1);
    ASSERT_EQ(mailer.delivered.size(), 2U);
    EXPECT_EQ(mailer.delivered[0].second, mailer.delivered[1].second);
    EXPECT_THAT(mailer.delivered[0].second, HasSubstr("Message-ID: <digest.2026-10-01.1.procurement"));
}

TEST_F(OutboxScenario, ServerTroubleRestsTheWholeQueueUnderOneBackOff) {
    for (const auto& trouble : {wrong_password, unreachable}) {
        SCOPED_TRACE(trouble.reply);
        mailer.delivered.clear();
        begin_process();
        if (count("messages") == 0) queue_two();
        mailer.otherwise = trouble;
        clock.move_to(clock.now() + hours{6});
        const auto begun = clock.now();
        const auto passed = deliver();
        EXPECT_EQ(mailer.delivered.size(), 1U) << "the second message is not even tried";
        EXPECT_EQ(passed.waiting, 2);
        EXPECT_EQ(passed.next_attempt_at, begun + pause_after(1, 0, retries));
        EXPECT_EQ(deliver().deferred, 0) << "the server is left in peace";
        wait_for_next();
        const auto again = clock.now();
        EXPECT_EQ(deliver().next_attempt_at, again + pause_after(2, 0, retries)) << "longer each time";
        EXPECT_EQ(mailer.delivered.size(), 2U);
    }
    EXPECT_GT(journal.count(Event::delivery_configuration), 0);
    mailer.otherwise = {DeliveryResult::sent, 250, "250 taken", "mail.example", {}};
    clock.move_to(clock.now() + hours{6});
    EXPECT_EQ(deliver().sent, 2) << "the first that gets through ends the rest of all";
}

TEST_F(OutboxScenario, AMessageIsGivenUpAfterFiveDaysAndTheOperatorIsTold) {
    queue_one();
    mailer.otherwise = busy;
    const auto queued = clock.now();
    for (bool given_up = false; !given_up;) {
        const auto passed = deliver();
        given_up = passed.failed == 1;
        EXPECT_EQ(given_up, clock.now() - queued >= hours{120}) << text_of(clock.now());
        if (!given_up) wait_for_next();
        ASSERT_LT(clock.now() - queued, hours{126}) << "the last pause is 4 hours and a fifth at most";
    }
    EXPECT_EQ(state_of(1), "refused");
    EXPECT_EQ(record().delivery_of(1).reply, "451 4.7.1 try again later");
    EXPECT_EQ(outbox->next_due(), std::nullopt);
    sweep();
    const auto alert = alert_of("delivery_failed//procurement@council.example/");
    EXPECT_EQ(alert.severity, Severity::critical);
    EXPECT_THAT(alert.summary, HasSubstr("451 4.7.1 try again later"));
}

TEST_F(OutboxScenario, AWrongPasswordGivesNoMessageUpHoweverLongItStands) {
    queue_one();
    mailer.otherwise = wrong_password;
    const auto queued = clock.now();
    while (clock.now() - queued < hours{200}) {
        EXPECT_EQ(deliver().failed, 0) << text_of(clock.now());
        wait_for_next();
    }
    mailer.otherwise = {DeliveryResult::sent, 250, "250 taken", "mail.example", {}};
    EXPECT_EQ(deliver().sent, 1);
}

TEST_F(OutboxScenario, FiveDaysCountFromTheFirstAttempt) {
    queue_one();
    clock.move_to(clock.now() + hours{150});
    mailer.answers = {busy};
    EXPECT_EQ(deliver().deferred, 1) << "nobody had tried before";
    wait_for_next();
    EXPECT_EQ(deliver().sent, 1);
}

TEST_F(OutboxScenario, AMessageThatIsTakenAfterFiveDaysIsSent) {
    queue_one();
    clock.move_to(clock.now() + hours{121});
    EXPECT_EQ(deliver().sent, 1) << "it is an attempt that fails, not its age, that gives it up";
}

TEST_F(OutboxScenario, WhatADeadProcessHadInFlightIsSentAgainByteForByte) {
    queue_one();
    const auto taken = outbox->take_off(9, {}).value();
    ASSERT_EQ(taken.size(), 1U);
    EXPECT_EQ(taken.front().row.attempts, 1);
    EXPECT_EQ(state_of(1), "in_flight");
    begin_process();
    EXPECT_TRUE(outbox->next_due().has_value());
    EXPECT_LE(*outbox->next_due(), clock.now());
    EXPECT_EQ(deliver().sent, 1);
    ASSERT_EQ(mailer.delivered.size(), 1U);
    EXPECT_EQ(mailer.delivered.front().second, taken.front().bytes);
    EXPECT_EQ(store->connection().number("SELECT max(attempt) FROM delivery_attempts"), 2);
    EXPECT_EQ(count("delivery_attempts WHERE attempt = 2 AND phase = 'ended'"), 1);
    EXPECT_TRUE(verifies());
}

TEST_F(OutboxScenario, WhatThisProcessHasInFlightIsNotTakenTwice) {
    queue_two();
    const auto one = outbox->take_off(1, {}).value();
    const auto other = outbox->take_off(9, {}).value();
    ASSERT_EQ(one.size(), 1U);
    ASSERT_EQ(other.size(), 1U);
    EXPECT_NE(one.front().row.id, other.front().row.id);
    EXPECT_TRUE(outbox->take_off(9, {}).value().empty());
    EXPECT_EQ(outbox->next_due(), std::nullopt) << "nothing waits: all of it is under way";
    EXPECT_EQ(outbox->land(one.front(), busy, {}).value(), OutboxState::queued);
    wait_for_next();
    EXPECT_EQ(outbox->take_off(9, {}).value().size(), 1U) << "once it has landed it can be taken again";
}

TEST_F(OutboxScenario, AnotherPolicyLeavesWhatIsInFlightKnown) {
    queue_one();
    ASSERT_EQ(outbox->take_off(1, {}).value().size(), 1U);
    outbox->use(RetryPolicy{{7}, 1});
    EXPECT_TRUE(outbox->take_off(1, {}).value().empty());
}

TEST_F(OutboxScenario, SeveralAreTakenUnderOneEntry) {
    queue_two();
    EXPECT_EQ(outbox->take_off(9, {}).value().size(), 2U);
    EXPECT_EQ(entries("delivery_started"), 1);
}

TEST_F(OutboxScenario, AnEmptyOutboxLeavesNoEntry) {
    const auto head = record().head();
    const auto passed = deliver();
    EXPECT_EQ(passed.sent + passed.deferred + passed.failed + passed.waiting, 0);
    EXPECT_EQ(record().head(), head);
}

TEST_F(OutboxScenario, ATestMessageGoesTheWholeWayAndGivesTheServersWord) {
    const auto asked = [&] {
        return send_test(*store, composer, *outbox, mailer, clock, settings, ann, {"root", "ann@council.example"});
    };
    const auto sent = asked().value();
    EXPECT_EQ(sent.state, OutboxState::sent);
    EXPECT_EQ(sent.reply, "250 2.0.0 taken");
    mailer.otherwise = no_such_person;
    const auto refused = asked().value();
    EXPECT_EQ(refused.state, OutboxState::refused);
    EXPECT_EQ(refused.reply, "550 5.1.1 no such person");
    ASSERT_EQ(mailer.delivered.size(), 2U);
    EXPECT_THAT(mailer.delivered[0].second, HasSubstr("<test.2026-10-01.1.ann.council.example."));
    EXPECT_THAT(mailer.delivered[1].second, HasSubstr("<test.2026-10-01.2.ann.council.example."));
    EXPECT_EQ(count("entries WHERE what = 'mail_test' AND who = 'root' AND claimed_by = 'ann@council.example'"), 2);
}

TEST_F(OutboxScenario, ATestMessageTakesNoOtherAlong) {
    queue_two();
    const auto sent = send_test(*store, composer, *outbox, mailer, clock, settings, ann, {"root", ""});
    EXPECT_EQ(sent.value().state, OutboxState::sent);
    EXPECT_THAT(people_reached(), ElementsAre("ann@council.example"));
    EXPECT_EQ(state_of(1) + " " + state_of(2), "queued queued");
}

TEST_F(OutboxScenario, WhatIsHurriedIsDueNowUntilTheServerFailsAgain) {
    queue_two();
    mailer.otherwise = unreachable;
    EXPECT_EQ(deliver().deferred, 1) << "the other one waits with it";
    EXPECT_TRUE(outbox->at_rest());
    EXPECT_EQ(deliver().deferred, 0);
    outbox->hurry();
    EXPECT_LE(outbox->next_due(), clock.now());
    EXPECT_EQ(deliver().deferred, 1) << "one is tried for all";
    outbox->hurry();
    mailer.otherwise = {DeliveryResult::sent, 250, "250 taken", "mail.example", {}};
    EXPECT_EQ(deliver().sent, 2);
}

TEST_F(OutboxScenario, AQueueThatNoServerTookForFiveDaysIsGivenUpInOnePass) {
    queue_two();
    mailer.otherwise = unreachable;
    deliver();
    at("2026-10-06T08:00");
    queue_refusal();
    at("2026-10-06T08:01");
    const auto last = deliver();
    EXPECT_EQ(last.failed, 1);
    EXPECT_EQ(state_of(1) + " " + state_of(2), "refused refused")
        << "the second was never tried: the server was not there";
    EXPECT_EQ(state_of(3), "queued") << "it is a minute old";
    EXPECT_THAT(record().delivery_of(1).reply, HasSubstr("given up with message "));
    EXPECT_EQ(journal.count(Event::delivery_refused), 2);
    EXPECT_EQ(count("entries WHERE what = 'delivery_ended' AND json_extract(detail, '$.given_up_with_it') = 1"), 1);
    EXPECT_TRUE(verifies());
}

}  // namespace
}  // namespace contractwatch::scenarios

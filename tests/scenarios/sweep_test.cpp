// Sweeps lived through: what each leaves in the record, who is told, and that nobody is told twice.
#include <gmock/gmock.h>

#include "scenarios/council.h"

namespace contractwatch::scenarios {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class SweepScenario : public Council {
  protected:
    static constexpr auto no_manager_of_2 = "contract_no_manager/c-2//";
    static constexpr auto no_manager_of_3 = "contract_no_manager/c-3//";
    static constexpr auto nobody_for_4 = "nobody_reachable/c-4//";
};

TEST_F(SweepScenario, LeavesOneEntryWhoseRowsAgree) {
    take_in_people();
    take_in_contracts({"C-2", "C-3"});
    const auto before = record().head().sequence;
    const auto swept = sweep();
    EXPECT_EQ(swept.raised, 2);
    EXPECT_EQ(swept.queued, 2);
    EXPECT_EQ(swept.entry, before + 1) << "one transaction, one entry";
    EXPECT_EQ(record().head().sequence, before + 1);
    const auto entry = " WHERE entry = " + std::to_string(swept.entry);
    EXPECT_EQ(count("alerts" + entry), 2);
    EXPECT_EQ(count("alert_steps" + entry), 4) << "each raised and told";
    EXPECT_EQ(count("messages" + entry), 2);
    EXPECT_EQ(count("told" + entry), 4) << "two alerts, two people";
    EXPECT_EQ(count("told t JOIN messages m ON m.id = t.message AND m.recipient = t.person"), 4);
    EXPECT_EQ(count("current_outbox WHERE state = 'queued'"), 2);
    EXPECT_EQ(alert_of(no_manager_of_2).state, AlertState::notified);
    EXPECT_TRUE(verifies());
}

TEST_F(SweepScenario, AgainAtTheSameMomentDoesNothingAndLeavesNoEntry) {
    take_in_people();
    take_in_contracts({"C-2", "C-4"});
    sweep();
    const auto head = record().head();
    const auto again = sweep();
    EXPECT_EQ(again.entry, 0);
    EXPECT_EQ(again.evaluated, 0);
    EXPECT_EQ(again.queued, 0);
    EXPECT_THAT(again.not_sent, IsEmpty());
    EXPECT_EQ(record().head(), head);
}

TEST_F(SweepScenario, EveryCivilDayGetsAnEntryEvenWhenNothingHappened) {
    for (const auto* time : {"2026-10-01T08:00", "2026-10-01T09:00", "2026-10-01T23:59", "2026-10-02T00:00",
                             "2026-10-02T00:01", "2026-10-03T00:00", "2026-10-03T12:00", "2026-10-04T00:00"}) {
        at(time);
        sweep();
    }
    EXPECT_EQ(entries("swept"), 4);
    EXPECT_EQ(store->connection().number("SELECT count(DISTINCT day) FROM entries WHERE what = 'swept'"), 4);
}

TEST_F(SweepScenario, TellsEachPersonEverythingInOneMessageTheGravestFirstThenByContract) {
    take_in_people();
    take_in_contracts({"C-3", "C-2", "C-4"});
    sweep();
    EXPECT_THAT(composed_since(0),
                ElementsAre("digest dora@council.example: contract_no_manager/c-2// contract_no_manager/c-3//",
                            "digest procurement@council.example: nobody_reachable/c-4// contract_no_manager/c-2// "
                            "contract_no_manager/c-3// contract_no_director/c-4// contract_no_manager/c-4//"));
}

TEST_F(SweepScenario, WhatIsCriticalGoesAtOnceWithinWorkingHoursInOneMessageAPerson) {
    take_in_people();
    sweep();
    at("2026-10-01T10:00");
    take_in_late_invoice();
    take_in_contracts({"C-2", "C-4"});
    const auto swept = sweep();
    EXPECT_THAT(composed_since(0), ElementsAre("urgent accounts@council.example: payment_late/c-1//",
                                               "urgent ann@council.example: payment_late/c-1//",
                                               "urgent procurement@council.example: nobody_reachable/c-4//"));
    EXPECT_EQ(alert_of(no_manager_of_2).state, AlertState::raised) << "a warning waits";
    EXPECT_GT(swept.not_sent.size(), 0U);
    for (const auto& held : swept.not_sent)
        EXPECT_THAT(held.reason, HasSubstr("Friday 2 October 2026"));
}

TEST_F(SweepScenario, WhatIsCriticalWaitsForTheNextWorkingDayOutsideWorkingHours) {
    take_in_people();
    at("2026-10-02T08:00");
    sweep();
    for (const auto* time : {"2026-10-02T18:00", "2026-10-03T10:00", "2026-10-04T10:00", "2026-10-05T07:59"}) {
        at(time);
        take_in_contracts({"C-4"});
        EXPECT_EQ(sweep().queued, 0) << time;
    }
    at("2026-10-05T08:00");
    EXPECT_EQ(sweep().queued, 1);
    EXPECT_THAT(composed_since(0).front(), HasSubstr("digest procurement@council.example: nobody_reachable/c-4//"));
}

TEST_F(SweepScenario, RecordsOnceThatItHeldSomething) {
    take_in_people();
    sweep();
    at("2026-10-01T19:00");
    take_in_contracts({"C-2"});
    const auto held = sweep();
    ASSERT_EQ(held.not_sent.size(), 1U);
    EXPECT_EQ(held.not_sent.front().reason, "held for the digest of Friday 2 October 2026");
    EXPECT_GT(held.entry, 0);
    at("2026-10-01T20:00");
    const auto again = sweep();
    EXPECT_EQ(again.not_sent.size(), 1U) << "still said to whoever asks";
    EXPECT_EQ(again.entry, 0) << "but recorded already";
    at("2026-10-02T07:00");
    sweep();
    EXPECT_EQ(count("not_sent"), 1);
}

TEST_F(SweepScenario, WithoutSenderRaisesAndQueuesNothing) {
    settings.sender = Email{};
    take_in_people();
    take_in_contracts({"C-2"});
    const auto swept = sweep();
    EXPECT_EQ(swept.raised, 1);
    EXPECT_EQ(swept.queued, 0);
    ASSERT_EQ(swept.not_sent.size(), 1U);
    EXPECT_THAT(swept.not_sent.front().reason, HasSubstr("mail.transport"));
    EXPECT_EQ(count("messages"), 0);
    EXPECT_EQ(count("told"), 0);
    settings.sender = Email{"contractwatch@council.example"};
    at("2026-10-02T08:00");
    EXPECT_EQ(sweep().queued, 2) << "told once there is a way to";
}

TEST_F(SweepScenario, NobodyIsToldTheSameStageAgain) {
    take_in_people();
    take_in_contracts({"C-2"});
    sweep();
    const auto told = count("told");
    for (const auto* time : {"2026-10-02T08:00", "2026-10-05T08:00", "2026-10-07T08:00"}) {
        at(time);
        begin_process();
        EXPECT_EQ(sweep().queued, 0) << time;
        end_process();
        std::filesystem::remove(path("record.db.scratch"));
        begin_process();
        const auto anew = sweep();
        EXPECT_GT(anew.evaluated, 0) << "everything is evaluated anew";
        EXPECT_EQ(anew.queued, 0) << time;
        EXPECT_EQ(anew.raised, 0) << time;
    }
    EXPECT_EQ(count("told"), told);
    at("2026-10-08T08:00");
    EXPECT_EQ(sweep().reminded, 1) << "five working days after the first telling";
    EXPECT_EQ(count("told"), told + 2);
}

TEST_F(SweepScenario, EverythingIsEvaluatedAnewUnderOtherRules) {
    take_in_people();
    take_in_contracts({"C-2"});
    sweep();
    settings.rules.register_policy.named_officers_over = Money::pounds(100'000);
    settings.fingerprint = "rules 2";
    at("2026-10-01T09:00");
    EXPECT_GT(sweep().evaluated, 0);
    EXPECT_EQ(alert_of(no_manager_of_2).severity, Severity::info) << "£60,000 is under the new bound";
}

TEST_F(SweepScenario, AnEndIsToldToThoseWhoHadHeardOfIt) {
    take_in_people();
    take_in_contracts({"C-2"});
    sweep();
    const auto first = composer.digests.size();
    at("2026-10-01T15:00");
    take_in("contracts",
            "ContractReference,ContractTitle,StartDate,EndDate,ContractValue,SupplierName,SMESupplier,manager_email,"
            "director_email,regime\n"
            "C-2,Services of C-2,2026-01-01,2027-12-31,60000,Quill Ltd,no,ann@council.example,"
            "dora@council.example,pa23\n");
    EXPECT_EQ(sweep().resolved, 1);
    at("2026-10-02T08:00");
    sweep();
    EXPECT_THAT(composed_since(first), ElementsAre("digest dora@council.example: contract_no_manager/c-2//",
                                                   "digest procurement@council.example: contract_no_manager/c-2//"));
    at("2026-10-05T08:00");
    EXPECT_EQ(sweep().queued, 0) << "once";
}

TEST_F(SweepScenario, WhatACorrectionShowsNeverToHaveHeldIsWithdrawn) {
    take_in_people();
    take_in_late_invoice();
    sweep();
    at("2026-10-02T15:00");
    take_in("invoices",
            "contract,payer,payee,invoice,received_on,amount_gross,paid_on\n"
            "C-1,,Bright Ltd,INV-1,2026-07-31,1000,2026-08-05\n");
    const auto swept = sweep();
    EXPECT_EQ(swept.withdrawn, 1);
    EXPECT_EQ(swept.resolved, 0);
    EXPECT_EQ(alert_of("payment_late/c-1//").state, AlertState::withdrawn) << "it was paid in time";
}

TEST_F(SweepScenario, WhatIsPutRightLaterIsResolved) {
    take_in_people();
    take_in_late_invoice();
    sweep();
    at("2026-10-02T15:00");
    take_in("invoices",
            "contract,payer,payee,invoice,received_on,amount_gross,paid_on\n"
            "C-1,,Bright Ltd,INV-1,2026-07-31,1000,2026-10-02\n");
    EXPECT_EQ(sweep().withdrawn, 0);
    EXPECT_EQ(alert_of("payment_late/c-1//").state, AlertState::resolved) << "it was late the day before";
}

TEST_F(SweepScenario, WhatComesBackWithinTenWorkingDaysGoesOnWithItsAlert) {
    const auto key = "feed_refused//people/";
    const auto refuse = [&] {
        ASSERT_TRUE(intake->record_refusal(request_of("people", "bad.csv", "x"), "it is no table", {}).ok());
        sweep();
    };
    refuse();
    at("2026-10-01T10:00");
    take_in_people();
    EXPECT_EQ(sweep().resolved, 1);
    at("2026-10-15T10:00");
    refuse();
    EXPECT_EQ(count("alerts"), 1) << "the tenth working day after its end";
    EXPECT_EQ(count("alert_steps WHERE step = 'raised_again'"), 1);
    EXPECT_EQ(alert_of(key).stage, "raised again on 2026-10-15");
    take_in("people", "email,name\nann@council.example,Ann Baker\n");
    EXPECT_EQ(sweep().resolved, 1);
    at("2026-10-30T10:00");
    refuse();
    EXPECT_EQ(count("alerts"), 2) << "the eleventh working day: a new one";
}

TEST_F(SweepScenario, AFailureInTheMiddleLeavesNoTraceAndTheNextSweepDoesAllOfIt) {
    take_in_people();
    take_in_contracts({"C-2", "C-3"});
    const auto head = record().head();
    composer.failing_at = 2;
    EXPECT_THROW(sweep(), RecordFailure);
    EXPECT_EQ(record().head(), head);
    for (const auto* table : {"alerts", "alert_steps", "messages", "told", "current_alerts", "current_outbox"})
        EXPECT_EQ(count(table), 0) << table;
    composer.failing_at.reset();
    composer.digests.clear();
    const auto swept = sweep();
    EXPECT_EQ(swept.raised, 2);
    EXPECT_EQ(swept.queued, 2);
    EXPECT_EQ(swept.entry, head.sequence + 1);
    EXPECT_EQ(composed_since(0).size(), 2U);
    EXPECT_TRUE(verifies());
}

TEST_F(SweepScenario, DaysWithoutSweepAreSaidOnceInTheLogAndAtTheHeadOfTheMail) {
    take_in_people();
    sweep();
    take_in_contracts({"C-2"});
    at("2026-10-06T09:00");
    const auto late = sweep();
    EXPECT_THAT(late.gap, HasSubstr("from 2 October 2026 to 5 October 2026"));
    ASSERT_EQ(composer.digests.size(), 2U);
    EXPECT_EQ(composer.digests.front().note, late.gap);
    EXPECT_THAT(record().last_entry("swept")->detail_json, HasSubstr("2 October 2026"));
    EXPECT_EQ(journal.count(Event::gap_seen), 1);
    at("2026-10-07T08:00");
    EXPECT_EQ(sweep().gap, "");
}

TEST_F(SweepScenario, AWeekendIsNoGap) {
    at("2026-10-02T08:00");
    sweep();
    at("2026-10-05T08:00");
    EXPECT_EQ(sweep().gap, "") << "Friday to Monday";
    at("2026-10-07T08:00");
    EXPECT_NE(sweep().gap, "") << "Tuesday is missing";
}

TEST_F(SweepScenario, AClockThatStoodTenYearsAheadForAMomentHoldsNothingUp) {
    clock.pass_for_the_machines();
    take_in_people();
    take_in_late_invoice();
    sweep();
    deliver();
    at("2036-10-01T09:00");
    sweep();
    deliver();
    at("2026-10-01T09:30");
    take_in_contracts({"C-2"});
    const auto before = composer.digests.size();
    EXPECT_EQ(sweep().evaluated, 10) << "two contracts of five parts: what was found for 2036 does not stand";
    EXPECT_THAT(composed_since(before), Contains(HasSubstr(no_manager_of_2))) << "told at once";
    for (const auto& row : record().outbox())
        EXPECT_LE(row.next_attempt_at, clock.now()) << "and sent at once: " << row.subject;
    EXPECT_EQ(deliver().waiting, 0);
    at("2026-10-01T10:30");
    const auto after = composer.digests.size();
    sweep();
    EXPECT_THAT(composed_since(after), IsEmpty()) << "one digest a day";
    EXPECT_TRUE(verifies());
}

TEST_F(SweepScenario, AClockThatWentBackIsRefusedAndChangesNothing) {
    sweep();
    const auto head = record().head();
    at("2026-09-30T08:00");
    const auto swept = Sweep{*store, *evaluations, composer, clock, journal, settings}.run({});
    ASSERT_FALSE(swept.ok());
    EXPECT_EQ(record().head(), head);
}

TEST_F(SweepScenario, TheOwnerOfAFeedHearsOnceOfRejectedRowsAndOnceThatItIsOverdue) {
    settings.feed_owners["ledger"] = ann;
    settings.rules.awaited.feeds = {{"ledger", Rhythm::weekly, "feed.ledger.expected", "\"weekly\""}};
    settings.effective.push_back({"feed.ledger.expected", std::string{"\"weekly\""}});
    auto request = request_of("people", "people.csv",
                              "email,name\na@council.example,A\nb@council.example,B\nc@council.example,C\n"
                              "d@council.example,D\ne@council.example,E\nno address,F\n");
    request.feed.name = "ledger";
    ASSERT_EQ(intake->take_in(request, {}).value().file.rejected, 1);
    sweep();
    EXPECT_THAT(composed_since(0), ElementsAre("digest ann@council.example: feed_refused//ledger/",
                                               "digest desk@council.example: feed_refused//ledger/"));
    at("2026-10-02T08:00");
    EXPECT_EQ(sweep().queued, 0);
    at("2026-10-09T08:00");
    EXPECT_EQ(sweep().queued, 2) << "a reminder, after five working days";
    at("2026-10-12T08:00");
    const auto before = composer.digests.size();
    sweep();
    EXPECT_THAT(composed_since(before), ElementsAre("digest ann@council.example: feed_overdue//ledger/",
                                                    "digest desk@council.example: feed_overdue//ledger/"));
    request = request_of("people", "later.csv", "email,name\ng@council.example,G\n");
    request.feed.name = "ledger";
    ASSERT_TRUE(intake->take_in(request, {}).ok());
    at("2026-10-12T09:00");
    EXPECT_EQ(sweep().resolved, 2);
}

/// C-1 of Ann's, monthly returns from September 2026 on, a contact at its supplier and one sub-contract.
}  // namespace
}  // namespace contractwatch::scenarios

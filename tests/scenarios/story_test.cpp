// The whole story of an alert, and of a contract, told from a record that was lived through.
#include "app/story.h"

#include <algorithm>
#include <chrono>

#include <gmock/gmock.h>

#include "adapters/sqlite/history_reader.h"
#include "app/acknowledge.h"
#include "app/contract_history.h"
#include "scenarios/council.h"

namespace contractwatch::scenarios {
namespace {

using std::chrono::hours;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr auto late = "payment_late/c-1//";
constexpr auto no_manager = "contract_no_manager/c-2//";

class StoryScenario : public Council {
  protected:
    AlertStory story(const std::string& key) const {
        return story_of(record(), sqlite::HistoryReader{store->connection()}, settings.rules, alert_of(key));
    }
    std::vector<Happening> told_in_order(const std::string& key) const {
        return in_order(story(key), sqlite::HistoryReader{store->connection()});
    }
    std::vector<Happening> history(const std::string& contract) const {
        return history_of(record(), sqlite::HistoryReader{store->connection()}, ContractRef{contract});
    }
    static std::vector<std::string> kinds_of(const std::vector<Happening>& happenings) {
        std::vector<std::string> kinds;
        for (const auto& each : happenings)
            kinds.push_back(each.kind);
        return kinds;
    }
    static std::vector<std::string> words_of(const std::vector<Happening>& happenings) {
        std::vector<std::string> words;
        for (const auto& each : happenings)
            words.push_back(each.words);
        return words;
    }
    void pay(const std::string& on) {
        take_in("invoices",
                "contract,payer,payee,invoice,received_on,amount_gross,paid_on\n"
                "C-1,,Bright Ltd,INV-1,2026-07-31,1000," +
                    on + "\n");
    }
    void acknowledge(const std::string& key, const std::string& by, const std::string& note) {
        const auto done = acknowledge_alert(*store, clock, settings, alert_of(key).id, {by, note, {}}, {"deploy", {}});
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
};

TEST_F(StoryScenario, GoesFromTheFactsToTheDeliveryInTheOrderOfTheLog) {
    take_in_people();
    take_in_late_invoice();
    sweep();
    deliver();
    EXPECT_THAT(kinds_of(told_in_order(late)),
                ElementsAre("recorded", "recorded", "raised", "notified", "message_queued", "message_queued",
                            "delivery_attempt", "delivery_attempt"));
    const auto facts = story(late).facts;
    ASSERT_THAT(facts, SizeIs(2));
    EXPECT_EQ(facts.front().place.table, "contracts");
    EXPECT_EQ(facts.back().place.table, "invoices");
    EXPECT_EQ(facts.back().place.row, 1);
    EXPECT_EQ(facts.back().place.line, 2);
    EXPECT_THAT(facts.back().words, HasSubstr("Invoice INV-1, Bright Ltd was recorded"));
    EXPECT_THAT(facts.back().words, HasSubstr("received on 31 July 2026"));
    EXPECT_THAT(facts.back().words, HasSubstr("amount gross £1,000.00"));
}

TEST_F(StoryScenario, ShowsWhatACorrectionChangedWhereTheAlertIsWithdrawn) {
    take_in_people();
    take_in_late_invoice();
    sweep();
    at("2026-10-02T15:00");
    pay("2026-08-05");
    sweep();
    const auto happenings = told_in_order(late);
    EXPECT_THAT(words_of(happenings), Contains(HasSubstr("was changed: paid on: blank -> 5 August 2026")));
    EXPECT_THAT(words_of(happenings),
                Contains(HasSubstr("was withdrawn: what is known now shows that it did not hold on 1 October 2026")));
}

TEST_F(StoryScenario, LeavesOutWhatCameAfterItsLastStepAndWhatIsOfOtherInvoices) {
    take_in_people();
    take_in_late_invoice();
    take_in("invoices", "contract,payee,invoice,received_on,amount_gross\nC-1,Bright Ltd,INV-2,2026-09-30,5\n");
    sweep();
    at("2026-10-02T15:00");
    pay("2026-10-02");
    sweep();
    at("2026-10-05T08:00");
    sweep();
    const auto before = story(late).facts.size();
    EXPECT_EQ(before, 3U) << "the contract, the invoice, its payment";
    take_in("invoices", "contract,payee,invoice,amount_gross,disputed_from\nC-1,Bright Ltd,INV-1,1000,2026-08-01\n");
    EXPECT_EQ(story(late).facts.size(), before);
}

TEST_F(StoryScenario, ACreditNoteAndAPaymentOfAnInvoiceBearOnIt) {
    take_in_people();
    take_in_late_invoice();
    take_in(
        "invoices",
        "contract,payee,invoice,received_on,amount_gross,credits_invoice\nC-1,Bright Ltd,CN-9,2026-08-20,-10,inv-1\n");
    take_in("payments",
            "payee,invoice,payment,paid_on,amount\nBright Ltd,INV-1,P-1,2026-09-01,5\n"
            "Bright Ltd,INV-7,P-2,2026-09-01,5\n");
    sweep();
    EXPECT_THAT(words_of(story(late).facts), AllOf(Contains(HasSubstr("Invoice CN-9")), Contains(HasSubstr("P-1")),
                                                   Not(Contains(HasSubstr("P-2")))));
}

TEST_F(StoryScenario, RaisedAndResolvedOnOneDayNobodyIsTold) {
    sweep();
    at("2026-10-01T19:00");
    take_in_people();
    take_in_contracts({"C-2"});
    sweep();
    take_in("contracts", "ContractReference,ContractTitle,manager_email\nC-2,Services of C-2,ann@council.example\n");
    sweep();
    const auto whole = story(no_manager);
    EXPECT_THAT(whole.messages, IsEmpty());
    EXPECT_THAT(whole.told, IsEmpty());
    ASSERT_THAT(whole.not_sent, SizeIs(1));
    EXPECT_THAT(
        words_of(told_in_order(no_manager)),
        Contains(HasSubstr("Nothing was sent of alert 1 at the stage \"raised\": held for the digest of Friday 2 "
                           "October 2026.")));
    EXPECT_EQ(whole.steps.back().fact.step, StepKind::resolved);
}

TEST_F(StoryScenario, WithoutASenderItSaysWhyNothingWasSent) {
    settings.sender = Email{};
    take_in_people();
    take_in_contracts({"C-2"});
    sweep();
    EXPECT_THAT(words_of(told_in_order(no_manager)), Contains(HasSubstr("no sender is configured")));
}

TEST_F(StoryScenario, SaysWhyNobodyCouldBeReached) {
    settings.mailboxes.procurement = Email{};
    take_in_contracts({"C-4"});
    sweep();
    EXPECT_THAT(words_of(told_in_order("nobody_reachable/c-4//")),
                Contains(HasSubstr("Nobody who is to be told is in post, and no procurement mailbox is set")));
}

TEST_F(StoryScenario, NamesTheAccountBesideTheClaimInEachAcknowledgement) {
    take_in_people();
    take_in_contracts({"C-2"});
    sweep();
    at("2026-10-01T11:00");
    acknowledge(no_manager, "dora@council.example", "being recruited");
    at("2026-10-02T11:00");
    acknowledge(no_manager, "ann@council.example", "I stand in");
    const auto happenings = told_in_order(no_manager);
    EXPECT_EQ(std::ranges::count(kinds_of(happenings), "acknowledged"), 2);
    EXPECT_THAT(happenings.back().words, AllOf(HasSubstr("by ann@council.example until 16 October 2026"),
                                               HasSubstr("\"I stand in\""), HasSubstr("due on 17 October 2026")));
    EXPECT_THAT(happenings.back().more, Contains(HasSubstr("The Unix account deploy asked for it")));
}

TEST_F(StoryScenario, TellsOfEscalationAndOfAReminder) {
    take_in_people();
    take_in_contracts({"C-2"});
    sweep();
    for (const auto* time : {"2026-10-08T08:00", "2026-10-15T08:00"}) {
        at(time);
        sweep();
    }
    const auto happenings = told_in_order(no_manager);
    EXPECT_THAT(kinds_of(happenings), AllOf(Contains("reminded"), Contains("escalated")));
    EXPECT_THAT(words_of(happenings), Contains(HasSubstr("was escalated to the deputy: nobody has answered for it")));
    EXPECT_THAT(words_of(happenings), Contains(HasSubstr("at the stage \"reminder due 8 October 2026\"")));
}

TEST_F(StoryScenario, AnEpisodeThatWasReopenedIsOneStoryAndALaterOneIsNamed) {
    const auto key = "feed_refused//people/";
    const auto refuse = [&](const std::string& time) {
        at(time);
        ASSERT_TRUE(intake->record_refusal(request_of("people", "bad.csv", "x"), "it is no table", {}).ok());
        sweep();
    };
    const auto put_right = [&](const std::string& name) {
        take_in("people", "email,name\nann@council.example," + name + "\n");
        sweep();
    };
    refuse("2026-10-01T09:00");
    put_right("Ann Archer");
    refuse("2026-10-05T09:00");
    put_right("Ann Baker");
    EXPECT_THAT(kinds_of(story(key).facts), ElementsAre("file_refused", "file_taken", "file_refused", "file_taken"));
    EXPECT_THAT(kinds_of(told_in_order(key)), Contains("raised_again"));
    EXPECT_THAT(story(key).others, IsEmpty());
    refuse("2026-11-02T09:00");
    EXPECT_THAT(story(key).others, ElementsAre(1));
    EXPECT_THAT(kinds_of(story(key).facts), ElementsAre("file_refused")) << "of this episode alone";
}

TEST_F(StoryScenario, AMessageGivenUpShowsEveryAttemptAndTheServersWords) {
    take_in_people();
    take_in_contracts({"C-2"});
    sweep();
    mailer.otherwise = {DeliveryResult::deferred, 451, "451 4.7.1 try again later", "mail.example", {}};
    const auto queued = clock.now();
    while (clock.now() - queued < hours{130} && deliver().failed == 0)
        clock.move_to(std::max(outbox->next_due().value_or(clock.now()), clock.now()) + hours{1});
    const auto whole = story(no_manager);
    ASSERT_THAT(whole.messages, SizeIs(2));
    const auto& attempts = whole.messages.front().attempts;
    ASSERT_GT(attempts.size(), 3U);
    EXPECT_TRUE(attempts.front().ended->fact.next_attempt_at.has_value());
    EXPECT_GT(attempts.front().ended->place.entry, attempts.front().started.entry);
    EXPECT_THAT(words_of(of_attempts(whole.messages.front())).front(),
                AllOf(HasSubstr("mail.example answered: \"451 4.7.1 try again later\""), HasSubstr("tried again at")));
    EXPECT_THAT(words_of(of_attempts(whole.messages.front())).back(), HasSubstr("It was given up"));
}

TEST_F(StoryScenario, AnAttemptWithoutAnEndSaysSo) {
    take_in_people();
    take_in_contracts({"C-2"});
    sweep();
    ASSERT_EQ(outbox->take_off(1, {}).value().size(), 1U);
    EXPECT_THAT(words_of(told_in_order(no_manager)).back(), HasSubstr("its end is not recorded"));
    begin_process();
    deliver();
    const auto attempts = words_of(of_attempts(story(no_manager).messages.front()));
    ASSERT_THAT(attempts, SizeIs(2));
    EXPECT_THAT(attempts.front(), HasSubstr("its end was never recorded, because the service ended first"));
    EXPECT_THAT(attempts.back(), HasSubstr("Attempt 2"));
    EXPECT_THAT(attempts.back(), HasSubstr("the mail server took it"));
}

TEST_F(StoryScenario, ADigestOfManyAlertsSaysHowManyItToldOf) {
    take_in_people();
    take_in_contracts({"C-2", "C-3", "C-4"});
    sweep();
    EXPECT_THAT(words_of(told_in_order(no_manager)),
                Contains(HasSubstr("In all it tells of 5 alerts. No attempt to deliver it is recorded.")));
}

TEST_F(StoryScenario, AFailedDeliveryIsExplainedByItsAttempts) {
    take_in_people();
    take_in_contracts({"C-2"});
    sweep();
    mailer.answers = {{DeliveryResult::refused, 550, "550 5.1.1 no such person", "mail.example", {}}};
    deliver();
    at("2026-10-01T09:00");
    sweep();
    const auto facts = story("delivery_failed//dora@council.example/").facts;
    ASSERT_THAT(facts, SizeIs(1));
    EXPECT_EQ(facts.front().place.table, "delivery_attempts");
    EXPECT_THAT(facts.front().words, HasSubstr("550 5.1.1 no such person"));
}

TEST_F(StoryScenario, SomebodyWhoLeftIsAmongTheFactsHoweverTheyWereNamed) {
    take_in("people",
            "email,name,active_until\nann@council.example,Ann Archer,2026-09-30\ndora@council.example,Dora Dean,\n");
    take_in_contracts({"C-2"});
    take_in("roles", "contract,role,email,from\nC-2,manager,ann@council.example,2026-01-01\n");
    sweep();
    EXPECT_THAT(words_of(story("role_left/c-2/manager/").facts),
                ElementsAre(HasSubstr("Person ann@council.example"), HasSubstr("Contract C-2"),
                            HasSubstr("Role C-2, manager, ann@council.example")));
}

TEST_F(StoryScenario, CitesTheSettingsInForceAndEachThatCameAfter) {
    take_in_people();
    take_in_contracts({"C-2"});
    sweep();
    const auto first = record().head().sequence;
    settings.effective = {{"alerts.digest_at", std::string{"09:00"}}};
    at("2026-10-02T08:00");
    sweep();
    at("2026-10-08T08:00");
    sweep();
    const auto whole = story(no_manager);
    ASSERT_THAT(whole.settings, SizeIs(2));
    EXPECT_EQ(whole.settings.front().place.entry, first);
    EXPECT_EQ(whole.settings.back().fact.front().value, FieldValue{std::string{"09:00"}});
    ASSERT_THAT(whole.bank_holidays, SizeIs(1));
    EXPECT_EQ(whole.bank_holidays.front().fact.division, "england-and-wales");
    EXPECT_EQ(whole.bank_holidays.front().fact.days, "2026-12-25");
}

TEST_F(StoryScenario, IsFoundByNumberAndByKey) {
    take_in_people();
    take_in_contracts({"C-2"});
    sweep();
    EXPECT_EQ(find_alert(record(), "1")->key, no_manager);
    EXPECT_EQ(find_alert(record(), " contract_no_manager/C-2// ")->id, 1);
    const auto none = find_alert(record(), "2");
    ASSERT_FALSE(none.ok());
    EXPECT_THAT(none.error().message, HasSubstr("there is no alert 2"));
}

TEST_F(StoryScenario, AContractsHistoryHasEveryKindOfRowItsAlertsAndItsMails) {
    take_in_people();
    take_in_late_invoice();
    take_in("roles", "contract,role,email,from\nC-1,commissioner,dora@council.example,2026-01-01\n");
    take_in("schedules", "contract,review_type,rule,effective_from\nC-1,performance,yearly,2026-01-02\n");
    take_in("reviews",
            "contract,review_type,occurrence,held_on,held_by\n"
            "C-1,performance,2026-09-01,2026-09-02,ann@council.example\n");
    take_in("measures", "contract,measure,title,direction,frequency,target\nC-1,M-1,Lamps lit,increase,monthly,95\n");
    take_in("readings", "contract,measure,period,value,submitted_on\nC-1,M-1,2026-08,90,2026-09-10\n");
    take_in("payments", "payee,invoice,payment,paid_on,amount,contract\nBright Ltd,,P-1,2026-09-01,5,c-1\n");
    sweep();
    deliver();
    const auto happenings = history("c-1");
    std::vector<std::string> tables;
    for (const auto& each : happenings)
        tables.emplace_back(each.place.table);
    for (const auto* table : {"contracts", "roles", "schedules", "reviews", "measures", "readings", "invoices",
                              "payments", "schedule_versions", "alert_steps", "messages", "delivery_attempts"})
        EXPECT_THAT(tables, Contains(table));
    EXPECT_TRUE(std::ranges::is_sorted(happenings, {}, [](const Happening& each) { return each.place.entry; }));
    EXPECT_THAT(history("C-2"), IsEmpty());
}

TEST_F(StoryScenario, ManyInvoicesOfAnEntryAreSummed) {
    take_in_people();
    take_in_late_invoice();
    take_in("invoices",
            "contract,payee,invoice,received_on,amount_gross,paid_on\nC-1,Bright Ltd,INV-1,2026-07-31,1000,2026-09-01\n"
            "C-1,Bright Ltd,INV-2,2026-09-30,5,\nC-1,Bright Ltd,INV-3,2026-09-30,6.50,\n");
    const auto all = history("C-1");
    EXPECT_THAT(all, SizeIs(6));
    const auto few = summed(all, 1);
    ASSERT_THAT(few, SizeIs(4)) << "the contract, one invoice, its measure, three invoices";
    EXPECT_EQ(few.back().words, "2 invoices were recorded, £11.50 in all; 1 invoice was changed: paid on (1).");
    EXPECT_THAT(words_of(few), Each(Not(HasSubstr("INV-2"))));
}

}  // namespace
}  // namespace contractwatch::scenarios

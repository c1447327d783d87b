// What a person reads, from what was found.
#include "domain/alerts/wording.h"

#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace contractwatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr Date today{2026, 10, 1};

DigestItem review(AlertId id, Severity severity) {
    DigestItem item;
    item.alert.id = id;
    item.alert.kind = FindingKind::review;
    item.alert.contract = ContractRef{"CC-0142"};
    item.alert.severity = severity;
    item.alert.since = Date{2026, 9, 3};
    item.alert.stage = "due in 10 working days";
    item.alert.summary = "the performance review is due on 15 October 2026";
    item.contract_title = "Home care, north";
    item.why_you = "you are the contract manager";
    return item;
}

Digest digest_of(std::vector<DigestItem> items) {
    return {{Email{"jane.smith@council.example"}, "Jane Smith"}, Purpose::digest, today, 1, std::move(items), ""};
}

std::vector<std::string> titles_of(const Letter& letter) {
    std::vector<std::string> titles;
    for (const auto& section : letter.sections)
        titles.push_back(section.title);
    return titles;
}

const LetterItem& first_item(const Letter& letter) {
    return letter.sections.front().items.front();
}

TEST(Letter, TellsOneMatterInFull) {
    const auto letter = letter_of(digest_of({review(17, Severity::warning)}));
    const auto& item = first_item(letter);
    EXPECT_EQ(letter.subject, "Contract digest, 1 October 2026: " + item.headline + ", CC-0142: Home care, north");
    EXPECT_EQ(letter.greeting, "Dear Jane Smith,");
    EXPECT_EQ(letter.dateline, "Thursday 1 October 2026");
    EXPECT_EQ(item.headline, row_of(FindingKind::review).title);
    EXPECT_EQ(item.tone_word, "Warning");
    EXPECT_EQ(item.stage, "due in 10 working days");
    EXPECT_EQ(item.contract, "CC-0142: Home care, north");
    EXPECT_EQ(item.why_you, "You get this because you are the contract manager.");
    EXPECT_THAT(item.sentences, ElementsAre("The performance review is due on 15 October 2026."));
    EXPECT_EQ(item.rule, row_of(FindingKind::review).rule);
    EXPECT_EQ(item.to_do, row_of(FindingKind::review).to_do);
    EXPECT_EQ(item.acknowledge, "contractwatch acknowledge 17 --by jane.smith@council.example --note \"...\"");
}

TEST(Letter, SaysWhatItIsNot) {
    for (const auto purpose : {Purpose::digest, Purpose::urgent, Purpose::notice, Purpose::test}) {
        auto digest = digest_of({review(1, Severity::critical)});
        digest.purpose = purpose;
        EXPECT_THAT(letter_of(digest).closing.back(), HasSubstr("Nothing here is legal advice."));
    }
}

TEST(Letter, PutsEachMatterInItsSection) {
    auto critical = review(1, Severity::critical);
    auto fresh = review(2, Severity::warning);
    auto reminder = review(3, Severity::warning);
    reminder.alert.first_told_on = Date{2026, 9, 10};
    auto escalated = review(4, Severity::warning);
    escalated.alert.state = AlertState::escalated;
    escalated.alert.stage = "escalated to lead_director, due 2026-10-01";
    escalated.alert.escalated_to = "lead_director";
    escalated.alert.first_told_on = Date{2026, 9, 10};
    auto changed = review(5, Severity::warning);
    changed.alert.stage = "now warning, since 2026-10-01";
    auto resolved = review(6, Severity::critical);
    resolved.alert.state = AlertState::resolved;
    const auto letter = letter_of(digest_of({resolved, changed, escalated, reminder, fresh, critical}));
    EXPECT_THAT(titles_of(letter), ElementsAre("Act now", "Escalated", "New", "Reminders", "Changed", "Resolved"));
    for (const auto& section : letter.sections)
        EXPECT_EQ(section.items.size(), 1U) << section.title;
    EXPECT_THAT(letter.opening,
                ElementsAre("There are 6 matters on your contracts: 1 to act on now, 1 escalated, 1 new, 1 still open, "
                            "1 changed and 1 resolved."));
}

TEST(Letter, SaysStagesInWords) {
    struct StageRow {
        const char* stage;
        const char* words;
        const char* because;
    };
    const StageRow rows[] = {
        {"raised", "", "the section says that it is new"},
        {"raised again on 2026-10-01", "found again", "it was there before"},
        {"reminder due 2026-09-24", "reminder", "the day is only what tells one reminder from another"},
        {"escalated to lead_director, due 2026-10-01", "escalated to lead director", "no underscores in mail"},
        {"now critical, since 2026-10-01", "now critical, since 1 October 2026", "days in words"},
        {"overdue by 5 working days", "overdue by 5 working days", "a finding's own stage stays"},
    };
    for (const auto& row : rows) {
        auto item = review(1, Severity::warning);
        item.alert.stage = row.stage;
        EXPECT_EQ(first_item(letter_of(digest_of({item}))).stage, row.words) << row.because;
    }
}

TEST(Letter, AsksNothingAboutWhatIsResolved) {
    auto item = review(1, Severity::critical);
    item.alert.state = AlertState::resolved;
    item.alert.resolved_on = Date{2026, 9, 30};
    const auto letter = letter_of(digest_of({item}));
    EXPECT_EQ(first_item(letter).to_do, "");
    EXPECT_EQ(first_item(letter).acknowledge, "");
    EXPECT_EQ(first_item(letter).tone_word, "Resolved");
    EXPECT_THAT(first_item(letter).sentences.back(),
                "This held from 3 September 2026 and no longer does, as at 30 September 2026. Nothing is left to do.");
    EXPECT_THAT(letter.closing.front(), Not(HasSubstr("Acknowledging")));
}

TEST(Letter, SaysThatAWithdrawnMatterNeverHeld) {
    auto item = review(1, Severity::critical);
    item.alert.state = AlertState::withdrawn;
    const auto letter = letter_of(digest_of({item}));
    EXPECT_EQ(first_item(letter).tone_word, "Withdrawn");
    EXPECT_THAT(first_item(letter).sentences.back(), HasSubstr("never held"));
}

TEST(Letter, SaysThatNobodyAcknowledgedWhatIsEscalated) {
    auto item = review(1, Severity::warning);
    item.alert.state = AlertState::escalated;
    item.alert.escalated_to = "lead_director";
    item.alert.first_told_on = Date{2026, 9, 10};
    EXPECT_EQ(first_item(letter_of(digest_of({item}))).sentences.back(),
              "It was first sent out on 10 September 2026 and nobody has acknowledged it, so it has gone to the lead "
              "director.");
}

TEST(Letter, ListsTwentyFiveMembersAndCountsTheRest) {
    auto item = review(1, Severity::warning);
    item.alert.kind = FindingKind::payment_late;
    for (int number = 1; number <= 38; ++number)
        item.alert.members.push_back({std::to_string(number), "INV-" + std::to_string(number)});
    const auto letter = letter_of(digest_of({item}));
    const auto& members = first_item(letter).members;
    EXPECT_EQ(first_item(letter).members_title, "Invoices (38)");
    ASSERT_EQ(members.size(), 26U);
    EXPECT_EQ(members[24], "INV-25");
    EXPECT_EQ(members[25], "and 13 more");
    item.alert.members.resize(25);
    EXPECT_EQ(first_item(letter_of(digest_of({item}))).members.back(), "INV-25");
}

TEST(Letter, TellsTheTwentySixthMatterInBrief) {
    std::vector<DigestItem> items;
    for (AlertId id = 1; id <= 26; ++id)
        items.push_back(review(id, Severity::info));
    const auto letter = letter_of(digest_of(items));
    EXPECT_EQ(letter.sections.front().items[24].length, Length::full);
    EXPECT_EQ(letter.sections.front().items[25].length, Length::brief);
}

TEST(Letter, SaysTheNoteFirst) {
    auto digest = digest_of({review(1, Severity::info)});
    digest.note = "the service was down from 2 to 4 September 2026";
    EXPECT_THAT(letter_of(digest).opening, ElementsAre("The service was down from 2 to 4 September 2026.", testing::_));
}

TEST(Letter, HoldsNoMattersWhereItIsATest) {
    auto digest = digest_of({review(1, Severity::critical)});
    digest.purpose = Purpose::test;
    const auto letter = letter_of(digest);
    EXPECT_TRUE(letter.sections.empty());
    EXPECT_EQ(letter.subject, "Test mail from contractwatch, 1 October 2026");
}

TEST(Letter, ShowsASignedNoteAsItIs) {
    auto digest = digest_of({});
    digest.purpose = Purpose::note;
    digest.note = "the service has started";
    digest.signed_note = "contractwatch/x\n7\n\n\xE2\x80\x94 contractwatch/x AAAA\n";
    const auto letter = letter_of(digest);
    EXPECT_THAT(letter.verbatim, ElementsAre("contractwatch/x", "7", "", "\xE2\x80\x94 contractwatch/x AAAA"));
    EXPECT_EQ(letter.subject, "Note of the contract record, 1 October 2026");
    EXPECT_EQ(letter.opening.front(), "The service has started.");
    EXPECT_THAT(letter.opening.back(), HasSubstr("keep it"));
    EXPECT_TRUE(letter.sections.empty());
    digest.signed_note.clear();
    EXPECT_TRUE(letter_of(digest).verbatim.empty());
}

TEST(Letter, SaysInTheSubjectThatItIsUrgent) {
    auto digest = digest_of({review(1, Severity::critical)});
    digest.purpose = Purpose::urgent;
    EXPECT_THAT(letter_of(digest).subject, testing::StartsWith("Act now: "));
    digest.items.push_back(review(2, Severity::critical));
    EXPECT_EQ(letter_of(digest).subject, "Act now: 2 matters on your contracts, 1 October 2026");
}

TEST(Letter, HasASubjectOfAtMostAHundredAndTwentyCharacters) {
    auto item = review(1, Severity::warning);
    for (int times = 0; times < 100; ++times)
        item.contract_title += "\xC3\xA9nergie ";
    const auto subject = letter_of(digest_of({item})).subject;
    const auto characters =
        std::ranges::count_if(subject, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
    EXPECT_LE(characters, 120);
    EXPECT_THAT(subject, testing::EndsWith("..."));
}

TEST(Letter, KeepsHostileTextOnItsLine) {
    auto item = review(1, Severity::warning);
    item.contract_title =
        "Care\r\nBcc: everybody@x.example\0 \xE2\x80\xAE"
        "live";
    item.alert.members = {{"1", "line one\nline two"}};
    auto digest = digest_of({item});
    digest.to.name = "Jane\r\nX-Evil: 1";
    const auto letter = letter_of(digest);
    EXPECT_EQ(letter.greeting, "Dear Jane X-Evil: 1,");
    EXPECT_THAT(letter.subject, Not(HasSubstr("\n")));
    EXPECT_THAT(first_item(letter).members, ElementsAre("line one line two"));
}

TEST(Letter, GivesAShellNothingToRun) {
    for (const auto* const address :
         {"`id`@x.example", "$HOME@x.example", "a'b@x.example", "a;b@x.example", "-rf@x.example", ""}) {
        auto digest = digest_of({review(17, Severity::warning)});
        digest.to.email = Email{address};
        EXPECT_EQ(first_item(letter_of(digest)).acknowledge,
                  "contractwatch acknowledge 17 --by YOUR-ADDRESS --note \"...\"")
            << address;
    }
}

TEST(Letter, AvoidsWordsOfBlame) {
    for (const auto& kind : finding_kinds()) {
        auto item = review(1, Severity::critical);
        item.alert.kind = kind.kind;
        const auto letter = letter_of(digest_of({item}));
        for (const auto* const word : {"unlawful", "breach", "liable"}) {
            EXPECT_THAT(first_item(letter).headline, Not(HasSubstr(word)));
            EXPECT_THAT(first_item(letter).rule, Not(HasSubstr(word)));
            EXPECT_THAT(first_item(letter).to_do, Not(HasSubstr(word)));
        }
    }
}

TEST(Letter, LeavesTheDigestOfRowsToAuditors) {
    auto item = review(17, Severity::warning);
    item.alert.evidence = {{"population", std::int64_t{10}},
                           {"rows_behind", std::int64_t{10}},
                           {"rows_sha256", std::string{"abc"}},
                           {"share", std::string{"80.0 %"}}};
    const auto letter = letter_of(digest_of({item}));
    std::vector<std::string> names;
    for (const auto& line : first_item(letter).evidence)
        names.push_back(line.name);
    EXPECT_THAT(names, ElementsAre("Since", "Population", "Share"));
}

TEST(ChaseLetter, AsksForTheReturnsAndSaysNothingOfTheCouncilsOwnAffairs) {
    Alert alert;
    alert.id = 7;
    alert.kind = FindingKind::return_overdue;
    alert.contract = ContractRef{"C-1"};
    alert.state = AlertState::notified;
    alert.members = {{"2026-10", "2026-10: due on 20 November 2026"}};
    Digest digest;
    digest.to = {Email{"returns@prime.example"}, {}};
    digest.purpose = Purpose::chase;
    digest.on = Date{2026, 11, 23};
    digest.items = {{alert, "Highways", {}}};
    const auto letter = letter_of(digest);
    EXPECT_EQ(letter.subject, "Supply-chain return, C-1: Highways");
    ASSERT_EQ(letter.sections.size(), 1U);
    const auto& item = letter.sections[0].items.at(0);
    EXPECT_EQ(item.members, std::vector<std::string>{"2026-10: due on 20 November 2026"});
    EXPECT_EQ(item.acknowledge, "");
    EXPECT_EQ(item.why_you, "");
    EXPECT_TRUE(item.evidence.empty());
    EXPECT_NE(item.to_do.find("nil return"), std::string::npos);
}

}  // namespace
}  // namespace contractwatch

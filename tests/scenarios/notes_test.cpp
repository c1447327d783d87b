// Notes of the log's head, lived through: when they are made, whom they go to, and what becomes of the key.
#include "app/notes.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "adapters/signing/key_file.h"
#include "adapters/signing/note.h"
#include "scenarios/council.h"

namespace contractwatch::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;

const Email auditors{"audit@council.example"};

class NotesOfTheHead : public Council {
  protected:
    NotesOfTheHead() { settings.mailboxes.auditors = auditors; }

    Notes notes() { return {*store, key_file, composer, clock, journal, settings}; }
    void make(NoteOccasion occasion) { notes().make(occasion, {}); }
    void make_daily() { notes().make_daily({}); }
    std::string last_detail(const std::string& what) const { return record().last_entry(what)->detail_json; }
    std::vector<VerifierKey> recorded_keys() const {
        std::vector<VerifierKey> keys;
        for (const auto& entry : record().entries_of("key_made"))
            keys.push_back(VerifierKey::parse(entry.head.subject).value());
        return keys;
    }
    NoteTrust trust_in(const std::string& note) const { return judge(parse_note(note).value(), recorded_keys()).trust; }

    KeyFile key_file{path("record.db.key")};
};

TEST_F(NotesOfTheHead, SayTheHeadBeforeTheirOwnEntryWithAKeyThatTheLogHasAlready) {
    sweep();
    make(NoteOccasion::start);
    const auto entries = record().last_entries(2);
    EXPECT_EQ(entries[0].head.what, "key_made");
    EXPECT_EQ(entries[1].head.what, "note_queued");
    EXPECT_EQ(entries[1].head.subject, "start");
    ASSERT_EQ(composer.digests.size(), 1U);
    const auto& digest = composer.digests.front();
    EXPECT_EQ(digest.purpose, Purpose::note);
    EXPECT_EQ(digest.to.email, auditors);
    const auto note = parse_note(digest.signed_note).value();
    EXPECT_EQ(note.head, (Head{entries[0].sequence, entries[0].hash}));
    EXPECT_EQ(note.log, "contractwatch/council1");
    EXPECT_EQ(trust_in(digest.signed_note), NoteTrust::signed_by_key);
    EXPECT_EQ(deliver().sent, 1);
    EXPECT_TRUE(verifies());
}

TEST_F(NotesOfTheHead, AreMadeOnceOnEveryDay) {
    for (const auto* time :
         {"2026-10-01T00:01", "2026-10-01T08:00", "2026-10-01T23:59", "2026-10-02T00:00", "2026-10-25T01:30"}) {
        at(time);
        sweep();
        make_daily();
    }
    EXPECT_EQ(entries("note_queued"), 3);
    EXPECT_EQ(entries("noted"), 0);
    EXPECT_EQ(journal.count(Event::noted), 3);
    EXPECT_EQ(entries("key_made"), 1);
}

TEST_F(NotesOfTheHead, OfAStartCountAsTheDays) {
    make(NoteOccasion::start);
    make_daily();
    EXPECT_EQ(count("messages"), 1);
}

TEST_F(NotesOfTheHead, FloodNobodyWhenTheServiceStartsAgainAndAgain) {
    for (int minute = 10; minute < 40; ++minute) {
        at("2026-10-01T08:" + std::to_string(minute));
        make(NoteOccasion::start);
        make_daily();
        make(NoteOccasion::stop);
    }
    EXPECT_EQ(count("messages"), 2) << "one of a start and one of a stop";
    EXPECT_EQ(journal.count(Event::noted), 60) << "the journal has them all";
    EXPECT_THAT(last_detail("noted"), HasSubstr("less than an hour before"));
    at("2026-10-01T09:10");
    make(NoteOccasion::stop);
    EXPECT_EQ(count("messages"), 3);
}

TEST_F(NotesOfTheHead, GoOutOnANewDayHoweverLatelyTheLastOneDid) {
    at("2026-10-01T23:50");
    make(NoteOccasion::start);
    at("2026-10-02T00:00");
    make_daily();
    EXPECT_EQ(count("messages"), 2);
}

TEST_F(NotesOfTheHead, AreInTheJournalAloneWhereNobodyGetsMail) {
    settings.mailboxes.auditors = {};
    make(NoteOccasion::start);
    make_daily();
    settings.sender = {};
    settings.mailboxes.auditors = auditors;
    make_daily();
    EXPECT_EQ(count("messages"), 0);
    EXPECT_EQ(entries("noted"), 1);
    EXPECT_THAT(last_detail("noted"), HasSubstr("no mailbox of auditors is set"));
    const auto in_journal = notes_in(journal.said.back().second);
    ASSERT_EQ(in_journal.size(), 1U);
    EXPECT_EQ(trust_in(in_journal.front()), NoteTrust::signed_by_key);
}

TEST_F(NotesOfTheHead, TellOfANewKeyWhereTheOldOneIsGone) {
    make(NoteOccasion::start);
    std::filesystem::remove(path("record.db.key"));
    at("2026-10-02T08:00");
    make_daily();
    EXPECT_EQ(entries("key_made"), 2);
    EXPECT_EQ(journal.count(Event::key_made), 1);
    EXPECT_EQ(journal.count(Event::key_replaced), 1);
    for (const auto& digest : composer.digests)
        EXPECT_EQ(trust_in(digest.signed_note), NoteTrust::signed_by_key) << "notes of both keys stay good";
}

TEST_F(NotesOfTheHead, GoOutUnsignedWhereTheKeyCannotBeTrusted) {
    make(NoteOccasion::start);
    ASSERT_EQ(chmod(path("record.db.key").c_str(), 0644), 0);
    at("2026-10-02T08:00");
    sweep();
    make_daily();
    EXPECT_EQ(journal.count(Event::note_unsigned), 1);
    EXPECT_THAT(composed_since(1), ElementsAre("note audit@council.example:", "note desk@council.example:"));
    const auto& digest = composer.digests.back();
    EXPECT_EQ(digest.signed_note, "");
    EXPECT_THAT(digest.note, HasSubstr("could not be signed: " + path("record.db.key")));
    EXPECT_THAT(last_detail("note_queued"), HasSubstr("\"unsigned\""));
    EXPECT_EQ(deliver().sent, 3) << "nothing else waits for a signature";
}

TEST_F(NotesOfTheHead, DoNotStopTheServiceWhereTheyCannotBeRecorded) {
    at("2026-10-02T08:00");
    make(NoteOccasion::start);
    at("2026-10-01T08:00");  // before the log's last entry
    make(NoteOccasion::stop);
    EXPECT_EQ(journal.count(Event::job_failed), 1);
    EXPECT_EQ(entries("note_queued"), 1);
}

}  // namespace
}  // namespace contractwatch::scenarios

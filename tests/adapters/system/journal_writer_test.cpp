// What reaches the journal and standard error, and that nothing can be forged there.
#include "adapters/system/journal_writer.h"

#include <algorithm>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace contractwatch {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::MatchesRegex;

TEST(JournalWriter, ShowsWhatCannotBeSeen) {
    const std::pair<std::string, std::string> cases[]{
        {"Cyngor Gwynedd \xC5\xB5 \xE2\x82\xAC", "Cyngor Gwynedd \xC5\xB5 \xE2\x82\xAC"},
        {"a\nb\rc\td", "a\\nb\\rc\\td"},
        {std::string{"a\0b", 3}, "a\\x00b"},
        {"\x1b[31m\x7f", "\\x1b[31m\\x7f"},
        {"a\xC2\x85z", "a\\x85z"},
        {"a\xC2\xADz", "a\\xadz"},
        {"\xE2\x80\xAEgpj.exe", "\\u202egpj.exe"},
        {"\xE2\x81\xA6x\xE2\x81\xA9", "\\u2066x\\u2069"},
        {"a\xE2\x80\xA8z", "a\\u2028z"},
        {"\xEF\xBB\xBFkind", "\\ufeffkind"},
        {"\xF3\xA0\x81\x81", "\\U000e0041"},
        {"caf\xE9", "caf\\xe9"},
        {"\xF0\x9F\x93\x84", "\xF0\x9F\x93\x84"},
    };
    for (const auto& [text, shown] : cases)
        EXPECT_EQ(escaped_for_log(text), shown);
}

TEST(JournalWriter, SendsEveryFieldOfAnEventUnderItsName) {
    EXPECT_THAT(
        journal_fields(Event::file_refused, {{"file", "a.csv"}, {"reason", "it is empty"}, {"size-kb", true}}),
        ElementsAre("MESSAGE=Refused the file a.csv: it is empty", "PRIORITY=4", "CONTRACTWATCH_EVENT=file_refused",
                    HasSubstr("CONTRACTWATCH_TO_DO=Correct the file"), "CONTRACTWATCH_FILE=a.csv",
                    "CONTRACTWATCH_REASON=it is empty", "CONTRACTWATCH_SIZE_KB=yes"));
}

TEST(JournalWriter, FileNameWithALineEndForgesNeitherALineNorAField) {
    const Fields hostile{{"file", "a\nPRIORITY=0\n<0>b"}, {"reason", "no"}};
    EXPECT_THAT(journal_fields(Event::file_refused, hostile), Contains("CONTRACTWATCH_FILE=a\\nPRIORITY=0\\n<0>b"));
    testing::internal::CaptureStderr();
    open_text_journal()->say(Event::file_refused, hostile);
    const auto text = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::ranges::count(text, '\n'), 1) << text;
    EXPECT_THAT(text, HasSubstr("Refused the file a\\nPRIORITY=0\\n<0>b: no"));
}

TEST(JournalWriter, LineHasTheTimeThePriorityTheSentenceTheOtherFieldsAndWhatToDo) {
    testing::internal::CaptureStderr();
    open_text_journal()->say(
        Event::delivery_refused,
        {{"message", std::int64_t{7}}, {"to", "a@b.example"}, {"reply", "550 no"}, {"server", "mx"}});
    EXPECT_THAT(testing::internal::GetCapturedStderr(),
                MatchesRegex("20..-..-..T..:..:..Z error: Message 7 to a@b.example was refused for good: 550 no "
                             ".server: mx. Correct the person.*\n"));
}

TEST(JournalWriter, BracesInAFieldAreNoPattern) {
    testing::internal::CaptureStderr();
    open_text_journal()->say(Event::file_refused, {{"file", "{}{0}%s"}, {"reason", "no"}});
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("Refused the file {}{0}%s: no"));
}

TEST(JournalWriter, StandardErrorThatLeadsElsewhereIsWrittenThoughSystemdStartedUs) {
    setenv("JOURNAL_STREAM", "1:1", 1);
    testing::internal::CaptureStderr();
    open_journal()->say(Event::stopped, {{"head", "4:ab"}});
    EXPECT_THAT(testing::internal::GetCapturedStderr(),
                EndsWith("contractwatch has stopped; the head of the record is 4:ab.\n"));
    unsetenv("JOURNAL_STREAM");
}

}  // namespace
}  // namespace contractwatch

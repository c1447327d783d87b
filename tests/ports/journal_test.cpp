// The table of events, its sentences, and the page that is printed from it.
#include "ports/journal.h"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace contractwatch {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Journal, EveryEventHasOneRowWithItsOwnName) {
    std::set<std::string_view> names;
    for (int number = 0; number <= static_cast<int>(Event::record_verified); ++number) {
        const auto& row = row_of(static_cast<Event>(number));
        EXPECT_FALSE(row.text.empty()) << row.name;
        names.insert(row.name);
    }
    EXPECT_EQ(names.size(), events().size());
}

TEST(Journal, WhatIsWorseThanANoticeAndNotACallersFaultSaysWhatToDo) {
    for (const auto& row : events()) {
        if (row.priority > Priority::warning || row.event == Event::control_refused) continue;
        EXPECT_FALSE(row.to_do.empty()) << row.name;
    }
}

TEST(Journal, SentencePutsFieldsOfEveryTypeWhereTheyGo) {
    const Fields fields{{"file", "people.csv"},
                        {"kind", std::vector<std::string>{"people", "roles"}},
                        {"accepted", std::int64_t{12}},
                        {"revised", false},
                        {"unchanged", std::monostate{}}};
    EXPECT_EQ(sentence(Event::file_taken, fields),
              "Took in people.csv as people, roles: 12 rows accepted, no revised, none unchanged.");
}

TEST(Journal, FieldThatIsMissingShowsAsNotGiven) {
    EXPECT_EQ(sentence(Event::file_refused, {{"file", "a.csv"}}), "Refused the file a.csv: (not given)");
}

TEST(Journal, SentenceDoesNotReadBracesInAFieldAsAField) {
    EXPECT_EQ(sentence(Event::file_refused, {{"file", "{reason}.csv"}, {"reason", "it is empty"}}),
              "Refused the file {reason}.csv: it is empty");
}

TEST(Journal, MessagesPageInTheDocumentationIsTheOnePrintedFromTheTable) {
    std::ifstream file{std::filesystem::path{SOURCE_DIR} / "docs/messages.md"};
    std::stringstream kept;
    kept << file.rdbuf();
    if (kept.str() == messages_page()) return;
    const auto fresh = std::filesystem::temp_directory_path() / "messages.md";
    std::ofstream{fresh} << messages_page();
    ADD_FAILURE() << "docs/messages.md is stale; the page as the table prints it is in " << fresh;
}

}  // namespace
}  // namespace contractwatch

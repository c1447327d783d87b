// The table of keys, and that everything made from it is fresh.
#include "settings/keys.h"

#include <fstream>
#include <set>
#include <sstream>

#include <gmock/gmock.h>

#include "settings/effective.h"
#include "settings/load.h"
#include "settings/page.h"

namespace contractwatch {
namespace {

using testing::Contains;

std::string contents(const std::string& path) {
    std::ifstream file{path};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Says where to take a fresh copy from, where the one in the tree is stale.
void expect_fresh(const std::string& path, const std::string& printed) {
    if (contents(SOURCE_DIR "/" + path) == printed) return;
    const auto fresh = testing::TempDir() + "contractwatch-" + path.substr(path.rfind('/') + 1);
    std::ofstream{fresh} << printed;
    ADD_FAILURE() << path << " is stale; as it should be it stands in " << fresh << ": cp " << fresh << " " << path;
}

/// The lines of the example, its commented feed switched on.
std::string with_feed_switched_on(const std::string& example) {
    std::istringstream lines{example};
    std::string text;
    bool feed = false;
    for (std::string line; std::getline(lines, line);) {
        feed = feed || line == "# [[feed]]";
        text += (feed && line.size() > 1 ? line.substr(2) : line) + "\n";
    }
    return text;
}

TEST(Keys, HaveTheirDefaultsFromTheStructs) {
    EXPECT_THAT(effective(Settings{}), Contains(Field{"alerts.digest_at", std::string{"\"08:00\""}}));
    EXPECT_THAT(effective(Settings{}), Contains(Field{"register.named_officers_over", std::string{"50000"}}));
    EXPECT_THAT(effective(Settings{}), Contains(Field{"reviews.remind_working_days", std::string{"[20, 10, 5, 1]"}}));
    EXPECT_THAT(effective(Settings{}), Contains(Field{"intake.max_file_mib", std::string{"512"}}));
    EXPECT_THAT(effective(Settings{}), Contains(Field{"reviews.bronze_strategic", std::string{"\"\""}}));
}

TEST(Keys, StandOnceEach) {
    std::set<std::string> names;
    for (const auto& section : sections())
        for (const auto& key : section.keys) {
            EXPECT_TRUE(names.insert(dotted(section.name, key.name)).second) << section.name << "." << key.name;
            EXPECT_FALSE(key.meaning.empty());
        }
}

TEST(Keys, EachFillAPlaceOfTheirOwn) {
    const auto defaults = effective(Settings{});
    for (const auto& section : sections())
        for (const auto& key : section.keys) {
            Settings settings;
            auto value = kept(key, settings);
            if (auto* whole = std::get_if<std::int64_t>(&value)) *whole = *whole == 0 ? 1 * key.shape.unit : 0;
            if (auto* text = std::get_if<std::string>(&value)) *text += "x";
            if (auto* yes = std::get_if<bool>(&value)) *yes = !*yes;
            if (auto* list = std::get_if<std::vector<int>>(&value)) list->push_back(1);
            put(key, settings, value);
            const auto changed = effective(settings);
            std::size_t differences = 0;
            for (std::size_t at = 0; at < defaults.size(); ++at)
                if (!(defaults[at] == changed[at])) ++differences;
            EXPECT_EQ(differences, 1U) << section.name << "." << key.name;
        }
}

TEST(Keys, DefaultsAreWithinTheirOwnBounds) {
    std::string text;
    for (const auto& field : effective(Settings{}))
        text += field.name + " = " + std::get<std::string>(field.value) + "\n";
    const auto outcome = load_text(text, "/etc/contractwatch/contractwatch.toml");
    for (const auto& problem : outcome.problems)
        ADD_FAILURE() << text_of(problem);
    EXPECT_EQ(outcome.settings, Settings{}) << "what is shown can be read back";
}

TEST(Keys, TheNearestNameIsTheOneThatWasMeant) {
    const std::vector<std::string_view> names = {"remind_after_working_days", "reopen_within_working_days",
                                                 "digest_at"};
    EXPECT_EQ(nearest_name("remind_afer", names), "remind_after_working_days");
    EXPECT_EQ(nearest_name("digestat", names), "digest_at");
    EXPECT_EQ(nearest_name("colour", names), "");
}

TEST(ConfigurationPage, IsFresh) {
    expect_fresh("docs/configuration.md", configuration_page());
}

TEST(ExampleSettings, AreFresh) {
    expect_fresh("config/contractwatch.toml", example_file());
}

TEST(ExampleSettings, AreTheDefaults) {
    const auto outcome =
        load_text(contents(SOURCE_DIR "/config/contractwatch.toml"), "/etc/contractwatch/contractwatch.toml");
    for (const auto& problem : outcome.problems)
        ADD_FAILURE() << text_of(problem);
    EXPECT_EQ(outcome.settings, Settings{});
}

TEST(ExampleSettings, ShowAFeedThatWorks) {
    const auto outcome = load_text(with_feed_switched_on(example_file()), "f.toml");
    for (const auto& problem : outcome.problems)
        ADD_FAILURE() << text_of(problem);
    ASSERT_TRUE(outcome.ok());
    ASSERT_EQ(outcome.settings->feeds.size(), 1U);
    EXPECT_EQ(outcome.settings->feeds.front().name, "ledger");
}

TEST(DemoSettings, AreInOrder) {
    const auto outcome = load(SOURCE_DIR "/config/demo/contractwatch.toml");
    for (const auto& problem : outcome.problems)
        ADD_FAILURE() << text_of(problem);
    ASSERT_TRUE(outcome.ok());
    EXPECT_EQ(outcome.settings->mail.folder, SOURCE_DIR "/demo-out/mail");
    EXPECT_EQ(outcome.settings->council.domain, "westhaven.example");
}

}  // namespace
}  // namespace contractwatch

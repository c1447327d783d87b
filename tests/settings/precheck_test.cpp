// What is caught before the TOML parser sees it, and that nothing gets past both.
#include "settings/precheck.h"

#include <random>

#include <gmock/gmock.h>

#include "settings/load.h"
#include "settings/page.h"

namespace contractwatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> checked(std::string_view text) {
    std::vector<std::string> texts;
    for (const auto& problem : precheck(text, "f"))
        texts.push_back(text_of(problem));
    return texts;
}

TEST(Precheck, LettersBeyondAsciiStandInQuotesAndComments) {
    EXPECT_THAT(checked("# £\na = \"£\" # £\nb = '£'\nc = \"\"\"£\n\"£\"\"\"\nd = '''\n£'''\n\"£\" = 1\n"), IsEmpty());
    EXPECT_THAT(checked("a = \"\\\"£\"\n"), IsEmpty()) << "an escaped quote does not close";
    EXPECT_THAT(checked("a = \"\"\"£\"\"\"\"\"\n"), IsEmpty()) << "two quotes may stand before the three that close";
}

TEST(Precheck, LettersBeyondAsciiStandNowhereElse) {
    EXPECT_THAT(checked("a = 1\n£ = 2\n"),
                ElementsAre("f:2:1: the character £ stands outside quotes; put the text in double quotes"));
    EXPECT_THAT(checked("a = \u201Ctext\u201D\n"),
                ElementsAre("f:1:5: a curly quote stands here; write the straight quote \" instead"))
        << "once for the line";
    EXPECT_THAT(checked("a = \"x\"\u00A0# y\n"),
                ElementsAre("f:1:8: a no-break space stands here; write a plain space"));
    EXPECT_THAT(checked("a = \"\"\"x\"\"\"\"£\n"), ElementsAre(HasSubstr("f:1:13:")))
        << "the fourth quote belongs to the text, so what follows stands outside";
    EXPECT_THAT(checked("a = \"x\n£\n"), ElementsAre(HasSubstr("f:2:1:"))) << "a plain quote ends with its line";
}

TEST(Precheck, QuotesOpenWhereATextMayBegin) {
    EXPECT_THAT(checked("a = \"x\"\nb.\"£\" = [\"x\",'y', 'z']\n[\"£\".'£']\nc={d=\"£\"}\ne = [\n\"£\"\n]\n"),
                IsEmpty());
    for (const std::string text :
         {"a = 5\"£\"", "a = true'£'", "a = 5.\"£\"", "a = \"b\"'£'", "a = [\n5.'£']", "a\"£\" = 1"})
        EXPECT_THAT(checked(text), ElementsAre(HasSubstr("a quote stands here right behind something else"))) << text;
}

TEST(Precheck, ColumnsCountCharacters) {
    EXPECT_THAT(checked("a = \"££\" £\n"), ElementsAre(HasSubstr("f:1:10:")));
}

TEST(Precheck, BytesAreUtf8) {
    EXPECT_THAT(checked("a = \"\xA3\"\n"),
                ElementsAre("f:1:6: a byte here (0xA3) is not UTF-8; save the file as UTF-8"));
    EXPECT_THAT(checked("\xFF\xFE[\0"), ElementsAre("f: is written in UTF-16; save it as UTF-8"));
}

TEST(Precheck, HeadingsHaveNames) {
    EXPECT_THAT(checked("a = 1\n[\n"), ElementsAre(HasSubstr("f:2:1: a section's heading has no name here")));
    EXPECT_THAT(checked("  [[ ]]"), ElementsAre(HasSubstr("f:1:3:")));
    EXPECT_THAT(checked("a = [\n[\n1],\n]\n"), IsEmpty()) << "inside a list a bracket is no heading";
}

TEST(Precheck, LinesAndFilesAreNotTooLong) {
    EXPECT_THAT(checked("a = 1\n# " + std::string(5000, 'x') + "\n"),
                ElementsAre("f:2:1: the line has 5002 bytes; 4096 is the most"));
    EXPECT_THAT(checked(std::string(300'000, '\n')), ElementsAre(HasSubstr("has 300000 bytes")));
}

TEST(Precheck, ControlCharactersAreNamed) {
    EXPECT_THAT(checked(std::string_view{"a = \"\0\"\n", 8}),
                ElementsAre("f:1:6: a control character (0x00) stands here; take it out"));
}

TEST(Loading, SurvivesWhatToml330DoesNot) {
    for (const std::string text :
         {"[\n", "[", "[[\n", "a = 5\"é\"", "a = 5.'é'", "a = 5 'é'", "a = 2026-11-23 'é'", "[a]'é'", "a = {b = 5'é'}",
          "[ \r\n", "[[a]\n", "[a\n", "a = [\n", "a.\n", "= 1", "[a]]", "a = {", "a = \"", "'''"})
        EXPECT_FALSE(load_text(text, "f").ok()) << text;
    EXPECT_FALSE(load_text("\uFEF7[mail]\nx = 1\nyy", "f").ok());
    EXPECT_FALSE(load_text("a." + std::string(2000, 'b'), "f").ok());
    std::string deep;
    for (int level = 0; level < 2000; ++level)
        deep += "a.";
    EXPECT_FALSE(load_text("[" + deep + "a]\n" + deep + "a = 1\n", "f").ok());
    EXPECT_FALSE(load_text("a = " + std::string(3000, '['), "f").ok());
}

/// The example without its comments, so that most changes hit something that counts.
std::string example_without_comments() {
    std::string text;
    std::size_t begin = 0;
    const auto example = example_file();
    while (begin < example.size()) {
        const auto end = example.find('\n', begin);
        if (example[begin] != '#' && end > begin) text += example.substr(begin, end - begin + 1);
        begin = end + 1;
    }
    return text + "[[feed]]\nname = \"é\"\nkind = \"people\"\n[feed.columns]\nemail = ['a', \"b\"]\n";
}

void change(std::string& text, std::mt19937& random) {
    static const std::string_view pieces[] = {"[",    "]",  "\n",   "\"",    "'", "\"\"\"", "=",   ".",   "{",
                                              "}",    ",",  "#",    "\\",    "£", "\uFEF7", "-",   "0x",  "1e9",
                                              "\xC3", "\r", "true", "08:00", "_", "\uFEFF", "inf", "'''", "[[feed]]\n"};
    const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random()) % bound; };
    const auto at = below(text.size());
    switch (below(4)) {
        case 0:
            text.insert(at, pieces[below(std::size(pieces))]);
            break;
        case 1:
            text.erase(at, 1 + below(20));
            break;
        case 2:
            text[at] = static_cast<char>(below(below(4) == 0 ? 256 : 127));
            break;
        default:
            text.insert(at, text.substr(below(text.size()), below(60)));
            break;
    }
    if (text.empty()) text = "a";
}

TEST(Loading, NeverFallsOverWhateverTheBytesAre) {
    const auto example = example_without_comments();
    std::mt19937 random{20261123};
    int refused = 0;
    for (int round = 0; round < 20'000; ++round) {
        const auto length = std::size_t{400};
        const auto from = static_cast<std::size_t>(random()) % (example.size() - length);
        auto text = example.substr(from, length);
        for (auto changes = 1 + random() % 4; changes > 0; --changes)
            change(text, random);
        const auto outcome = load_text(text, "f");
        EXPECT_EQ(outcome.ok(), outcome.problems.empty());
        if (!outcome.ok()) ++refused;
    }
    EXPECT_GT(refused, 10'000) << "most changes make something wrong";
}

}  // namespace
}  // namespace contractwatch

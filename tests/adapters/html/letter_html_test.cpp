// Letters as pages: whole, small, and proof against what a register may hold.
#include "adapters/html/letter_html.h"

#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/html/escape.h"

namespace contractwatch {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A letter in which every text is the same.
Letter letter_saying(const std::string& text) {
    LetterItem item{17,     Tone::critical, Length::full, text,           text, text, text, text,
                    {text}, text,           {text, text}, {{text, text}}, text, text, text};
    auto brief = item;
    brief.length = Length::brief;
    Letter letter;
    letter.subject = letter.title = letter.dateline = letter.greeting = text;
    letter.opening = letter.closing = {text};
    letter.sections = {{text, {item, brief}}};
    return letter;
}

/// The markup alone, with all text between tags taken out.
std::string markup_of(const std::string& page) {
    std::string markup;
    bool in_tag = false;
    for (const char letter : page) {
        if (letter == '<') in_tag = true;
        if (in_tag) markup += letter;
        if (letter == '>') in_tag = false;
    }
    return markup;
}

/// The names of open elements must close in turn; says the first that does not.
std::string unbalanced(const std::string& page) {
    const std::set<std::string> empty{"br", "img", "meta", "!DOCTYPE"};
    std::vector<std::string> open;
    for (auto at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
        if (page.compare(at, 4, "<!--") == 0) {
            at = page.find("-->", at);
            continue;
        }
        const bool closes = page[at + 1] == '/';
        const auto from = at + (closes ? 2 : 1);
        const auto name = page.substr(from, page.find_first_of(" >\n", from) - from);
        if (empty.contains(name)) continue;
        if (!closes) open.push_back(name);
        if (closes && (open.empty() || open.back() != name)) return name;
        if (closes) open.pop_back();
    }
    return open.empty() ? "" : open.back();
}

const std::vector<std::string>& hostile_texts() {
    static const std::vector<std::string> texts{"<script>alert(1)</script>",
                                                "</td></tr></table><h1>x",
                                                "\" onmouseover=\"alert(1)",
                                                "' onclick='alert(1)",
                                                "`onload=alert(1)`",
                                                "<!-- ",
                                                "-->",
                                                "]]>",
                                                "<![endif]-->",
                                                "<!--[if mso]>",
                                                "<img src=x onerror=alert(1)>",
                                                "<a href=\"javascript:alert(1)\">x</a>",
                                                "&lt;script&gt;",
                                                "&#60;script&#62;",
                                                "&amp;",
                                                "<style>*{display:none}</style>",
                                                "<base href=//x.example>",
                                                "</title><script>",
                                                "</body></html>",
                                                "<svg/onload=alert(1)>",
                                                "{subject}",
                                                "{}",
                                                "{0}",
                                                "%s%n",
                                                "\\u003cscript\\u003e",
                                                "\x1b[31m",
                                                "a\r\nb",
                                                "a\nb",
                                                std::string{"a\0b", 3},
                                                "\xE2\x80\xAEgnp.exe",
                                                "\xE2\x81\xA6x\xE2\x81\xA9",
                                                "\xE2\x80\x8Bzero",
                                                "\xEF\xBB\xBF"
                                                "bom",
                                                "\xC0\xBCscript\xC0\xBE",
                                                "\xFF\xFE",
                                                "\xC3",
                                                "+ADw-script+AD4-",
                                                "<\x0Bscript>",
                                                "<scr\0ipt>",
                                                "\xE2\x80\xA8<b>",
                                                "<mso:x>",
                                                "=cmd|' /C calc'!A0",
                                                "O'Brien & Sons <Care> \"Ltd\""};
    return texts;
}

TEST(Page, LetsNoTextBecomeMarkup) {
    const auto plain = markup_of(html_of(letter_saying("x")));
    for (const auto& text : hostile_texts())
        EXPECT_EQ(markup_of(html_of(letter_saying(text))), plain) << text;
}

TEST(Page, KeepsNoControlCharactersNorHiddenMarks) {
    for (const auto& text : hostile_texts()) {
        const auto page = html_of(letter_saying(text));
        for (const auto* const mark :
             {"\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x80\x8B", "\xEF\xBB\xBF", "\x1b", "\r", "\xE2\x80\xA8"}) {
            EXPECT_THAT(page, Not(HasSubstr(mark))) << text;
        }
        EXPECT_EQ(page.find('\0'), std::string::npos);
    }
}

TEST(Page, ShowsHostileTextAsItIsSpelled) {
    EXPECT_THAT(html_of(letter_saying("O'Brien & Sons <Care> \"Ltd\"")),
                HasSubstr("O&#39;Brien &amp; Sons &lt;Care&gt; &quot;Ltd&quot;"));
}

TEST(Page, IsWellFormed) {
    EXPECT_EQ(unbalanced(html_of(letter_saying("x"))), "");
    EXPECT_EQ(unbalanced(html_of(Letter{})), "");
}

TEST(Page, FetchesNothing) {
    const auto page = html_of(letter_saying("x"));
    for (const auto* const fetch : {"http:", "https:", "src=", "url(", "<img", "<link", "<script", "@import", "href"}) {
        EXPECT_THAT(page, Not(HasSubstr(fetch)));
    }
}

TEST(Page, IsSixHundredPixelsWideForOutlookToo) {
    const auto page = html_of(letter_saying("x"));
    EXPECT_THAT(page, HasSubstr("width=\"600\""));
    EXPECT_THAT(page, HasSubstr("max-width:600px"));
    EXPECT_THAT(page, HasSubstr("name=\"viewport\""));
}

TEST(Page, ShowsSeverityByWordAndShape) {
    struct ToneRow {
        Tone tone;
        const char* shape;
    };
    for (const auto& row : {ToneRow{Tone::critical, "&#9650;"},
                            {Tone::warning, "&#9670;"},
                            {Tone::info, "&#9679;"},
                            {Tone::settled, "&#10003;"}}) {
        auto letter = letter_saying("x");
        letter.sections.front().items.front().tone = row.tone;
        letter.sections.front().items.front().tone_word = "Severity word";
        const auto page = html_of(letter);
        EXPECT_THAT(page, HasSubstr(std::string{row.shape} + "</span>&nbsp;Severity word"));
    }
}

TEST(Page, StaysBelowItsSizeHoweverMuchThereIsToTell) {
    auto letter = letter_saying(std::string(200, '&'));
    auto& items = letter.sections.front().items;
    items.resize(1);
    items.front().members.assign(26, std::string(240, '<'));
    items.assign(2000, items.front());
    const auto page = html_of(letter);
    EXPECT_LT(page.size(), page_bytes);
    EXPECT_EQ(unbalanced(page), "");
    EXPECT_THAT(page, HasSubstr(" more.</b> The plain text of this mail names them all"));
}

TEST(Page, TellsInBriefWhatDoesNotFitInFull) {
    auto letter = letter_saying("x");
    auto& items = letter.sections.front().items;
    items.assign(100, items.front());
    for (std::size_t at = 0; at < items.size(); ++at)
        items[at].alert = 5000 + static_cast<AlertId>(at);
    const auto page = html_of(letter);
    EXPECT_THAT(page, Not(HasSubstr("more.</b>")));
    for (const auto& item : items)
        EXPECT_THAT(page, HasSubstr(std::to_string(item.alert)));
}

TEST(Page, IsTheSameForTheSameLetter) {
    EXPECT_EQ(html_of(letter_saying("a")), html_of(letter_saying("a")));
}

TEST(Escaping, LeavesWordsAlone) {
    EXPECT_EQ(escaped("Caf\xC3\xA9 \xE2\x80\x93 \xC2\xA3"
                      "5"),
              "Caf\xC3\xA9 \xE2\x80\x93 \xC2\xA3"
              "5");
}

TEST(LetterPage, ShowsAChartOutOfTheMailWithTheWordsThatStandForIt) {
    auto letter = letter_saying("x");
    auto& item = letter.sections.front().items.front();
    item.chart.emplace();
    item.chart->alternative = "Control chart of \"A\" & <b>";
    EXPECT_THAT(html_of(letter), Not(HasSubstr("<img"))) << "not drawn: in words";
    EXPECT_THAT(html_of(letter), HasSubstr("Control chart of &quot;A&quot; &amp; &lt;b&gt;</p>"));
    item.picture = "chart-1.digest@council.example";
    const auto page = html_of(letter);
    EXPECT_THAT(page, HasSubstr("<img src=\"cid:chart-1.digest@council.example\" width=\"556\" "
                                "alt=\"Control chart of &quot;A&quot; &amp; &lt;b&gt;\""));
    EXPECT_EQ(unbalanced(page), "");
}

TEST(LetterPage, SaysWhereAChartIsThatItDoesNotShow) {
    auto letter = letter_saying("x");
    letter.sections.front().items.front().chart_note = "It stands with alert 3 & 4.";
    EXPECT_THAT(html_of(letter), HasSubstr("It stands with alert 3 &amp; 4.</p>"));
}

}  // namespace
}  // namespace contractwatch

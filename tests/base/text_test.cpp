// Text as it is compared, cleaned and counted.
#include "base/text.h"

#include <gtest/gtest.h>

#include "base/id.h"

namespace contractwatch {
namespace {

TEST(Trimmed, TakesSpaceOfEveryKindOffBothEnds) {
    EXPECT_EQ(trimmed(" \t\r\n a b \n"), "a b");
    EXPECT_EQ(trimmed("\xC2\xA0"
                      "x"
                      "\xE2\x80\xAF\xC2\xA0"),
              "x");
    EXPECT_EQ(trimmed(" \xC2\xA0 "), "");
    EXPECT_EQ(trimmed(""), "");
    EXPECT_EQ(trimmed("\xA0"), "\xA0") << "a byte that is no UTF-8 is no space";
}

TEST(Key, FoldsCaseAndSpacing) {
    struct {
        const char* given;
        const char* key;
        const char* because;
    } const rows[] = {
        {"", "", "nothing"},
        {"  Acme   Care\tLtd ", "acme care ltd", "white space collapses"},
        {"Acme\xC2\xA0\xC2\xA0"
         "Care",
         "acme care", "no-break spaces are spaces"},
        {"CYNGOR SIR YNYS MÔN", "cyngor sir ynys môn", "Welsh"},
        {"TŶ ŴYL Ẃ Ẅ Ỳ", "tŷ ŵyl ẃ ẅ ỳ", "Welsh w and y with accents"},
        {"ÀÈÌÒÙ", "àèìòù", "Gaelic"},
        {"ŁÓDŹ Ÿ Ĺ Ž", "łódź ÿ ĺ ž", "Latin Extended-A"},
        {"×÷ßſ", "×÷ßſ", "signs and letters without an upper case"},
        {"日本 ΑΒ 😀", "日本 ΑΒ 😀", "other scripts stay as they are"},
        {"A\xFF\xC3", "a\xFF\xC3", "bytes that are no UTF-8 stay as they are"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(key_of(row.given), row.key) << row.because;
}

TEST(Key, OfAKeyIsItself) {
    for (char32_t code = 0x80; code < 0x2000; ++code) {
        std::string text = "a";
        if (code < 0x800) {
            text += static_cast<char>(0xC0U | code >> 6U);
        } else {
            text += static_cast<char>(0xE0U | code >> 12U);
            text += static_cast<char>(0x80U | (code >> 6U & 0x3FU));
        }
        text += static_cast<char>(0x80U | (code & 0x3FU));
        const auto key = key_of(text);
        ASSERT_EQ(key_of(key), key) << text;
        ASSERT_TRUE(is_utf8(key)) << text;
    }
}

TEST(HeaderKey, LeavesOutSpacesHyphensAndUnderscores) {
    EXPECT_EQ(header_key(" Contract_Reference "), "contractreference");
    EXPECT_EQ(header_key("half-yearly"), "halfyearly");
    EXPECT_EQ(header_key("Net Amount (£)"), "netamount(£)");
}

TEST(UngroupedDigits, RefusesCommasInTheWrongPlace) {
    EXPECT_EQ(ungrouped_digits("1234"), "1234");
    EXPECT_EQ(ungrouped_digits("12,345,678"), "12345678");
    for (const auto* text : {"", ",", "1,", "1,23", ",123", "1234,567", "1,,234", "1,234,56", "1a", "-1"}) {
        EXPECT_EQ(ungrouped_digits(text), "") << text;
    }
}

TEST(EditDistance, CountsEditsAndSwaps) {
    EXPECT_EQ(edit_distance("", ""), 0U);
    EXPECT_EQ(edit_distance("", "abc"), 3U);
    EXPECT_EQ(edit_distance("remind_afer", "remind_after"), 1U);
    EXPECT_EQ(edit_distance("recieved", "received"), 1U) << "swapped neighbours are one edit";
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(Nearest, NamesWhatWasMeantOrNothing) {
    const std::vector<std::string_view> keys = {"remind_after", "remind_every", "due"};
    EXPECT_EQ(nearest("remind_afer", keys), "remind_after");
    EXPECT_EQ(nearest("dye", keys), "due");
    EXPECT_EQ(nearest("password", keys), "");
    EXPECT_EQ(nearest("", keys), "");
    EXPECT_EQ(nearest(std::string(100'000, 'x'), keys), "");
}

TEST(SingleLine, IsSafeInAHeader) {
    struct {
        const char* given;
        const char* line;
        const char* because;
    } const rows[] = {
        {"plain £5", "plain £5", "ordinary text stays"},
        {"a\r\nBcc: x", "a Bcc: x", "a line end cannot begin a header"},
        {"a\t\tb", "a b", "tabs become one space"},
        {"a\xE2\x80\xA8"
         "b\xC2\x85"
         "c",
         "a b c", "Unicode's line ends are line ends"},
        {"a\x1B[31mb\x7F", "a[31mb", "controls go"},
        {"evil\xE2\x80\xAEgpj.exe", "evilgpj.exe", "no change of direction"},
        {"ze\xE2\x80\x8Bro\xEF\xBB\xBF", "zero", "nothing without width"},
        {"a\xFF"
         "b",
         "a\xEF\xBF\xBD"
         "b",
         "bytes that are no UTF-8 are replaced"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(single_line(row.given), row.line) << row.because;
}

TEST(Utf8, IsCheckedStrictly) {
    for (const auto* text : {"", "plain", "Môn", "日本", "😀", "\xF4\x8F\xBF\xBF"})
        EXPECT_TRUE(is_utf8(text)) << text;
    for (const auto* text : {"\x80", "\xC3", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                             "\xF8\x88\x80\x80\x80", "a\xE2\x82", "\xE2\x28\xA1"}) {
        EXPECT_FALSE(is_utf8(text)) << text;
    }
}

TEST(Counted, PutsTheNounInItsNumber) {
    EXPECT_EQ(counted(0, "review"), "0 reviews");
    EXPECT_EQ(counted(1, "review"), "1 review");
    EXPECT_EQ(counted(3, "review"), "3 reviews");
    EXPECT_EQ(counted(2, "duty", "duties"), "2 duties");
    EXPECT_EQ(counted(1, "duty", "duties"), "1 duty");
}

TEST(Reference, KeepsItsSpellingAndComparesWithoutIt) {
    const ContractRef given{" DPS  001 "};
    EXPECT_EQ(given, ContractRef{"dps 001"});
    EXPECT_EQ(given.given(), "DPS  001");
    EXPECT_LT(given, ContractRef{"DPS 002"});
    EXPECT_TRUE(ContractRef{"  "}.empty());
}

}  // namespace
}  // namespace contractwatch

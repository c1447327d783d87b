// How files are written, and what is no text at all.
#include "adapters/csv/encoding.h"

#include <string>

#include <gtest/gtest.h>

#include "adapters/csv/given_file.h"
#include "adapters/csv/text_stream.h"

namespace contractwatch {
namespace {

using namespace std::string_literals;

Result<CharacterSet> set_of(std::string_view bytes, Encoding asked = Encoding::automatic) {
    const GivenFile file{bytes};
    auto opened = Bytes::open(file.path(), 1 << 20);
    if (!opened) return opened.error();
    return find_character_set(*opened, asked);
}

std::string text_of_bytes(std::string_view bytes, CharacterSet set) {
    std::string text;
    Decoder decoder{set};
    for (const char byte : bytes)
        decoder.add_to(text, {&byte, 1});
    return text;
}

TEST(Encoding, IsFoundByMarkThenByValidityAndElseIsWindows1252) {
    EXPECT_EQ(set_of("plain").value(), CharacterSet::utf_8);
    EXPECT_EQ(set_of("\xC2\xA3").value(), CharacterSet::utf_8);
    EXPECT_EQ(set_of("\xEF\xBB\xBF"
                     "caf\xC3\xA9")
                  .value(),
              CharacterSet::utf_8);
    EXPECT_EQ(set_of("caf\xE9 \xA3").value(), CharacterSet::windows_1252);
    EXPECT_EQ(set_of("caf\xE9").value(), CharacterSet::windows_1252) << "one letter at the end breaks nothing off";
    EXPECT_EQ(set_of("\xFF\xFE"
                     "a\0"s)
                  .value(),
              CharacterSet::utf_16_little);
    EXPECT_EQ(set_of("\xFE\xFF\0a"s).value(), CharacterSet::utf_16_big);
}

TEST(Encoding, IsWhatTheFeedSays) {
    EXPECT_EQ(set_of("\xC2\xA3", Encoding::windows_1252).value(), CharacterSet::windows_1252);
    EXPECT_EQ(set_of("a\0b\0"s, Encoding::utf_16).value(), CharacterSet::utf_16_little);
    EXPECT_EQ(set_of("\0a\0b"s, Encoding::utf_16).value(), CharacterSet::utf_16_big);
    const auto wrong = set_of("caf\xE9 ole", Encoding::utf_8);
    ASSERT_FALSE(wrong.ok());
    EXPECT_NE(wrong.error().message.find("windows-1252"), std::string::npos) << "what would be right";
}

TEST(Encoding, RefusesWhatIsNoTextWithASentence) {
    const struct {
        std::string bytes;
        const char* says;
    } rows[] = {
        {"PK\x03\x04zip", "a zip archive or a spreadsheet file"},
        {"\xD0\xCF\x11\xE0\xA1", "an old spreadsheet"},
        {"%PDF-1.7", "a PDF"},
        {"\x89PNG\r\n", "an image"},
        {"\xFF\xD8\xFF\xE0", "an image"},
        {"GIF89a", "an image"},
        {"\r\n <!DOCTYPE html><html>", "a web page"},
        {"<HTML><body>", "a web page"},
        {"\xEF\xBB\xBF<?xml version=\"1.0\"?>", "a web page"},
        {"a,b\n1,\0\n"s, "NUL bytes"},
        {"\xC3\xA9t\xC3\xA9,caf\xC3", "half-written"},
        {"\xFF\xFE"
         "a\0b"s,
         "half-written"},
        {"", "empty"},
    };
    for (const auto& row : rows) {
        const auto set = set_of(row.bytes);
        ASSERT_FALSE(set.ok()) << row.says;
        EXPECT_NE(set.error().message.find(row.says), std::string::npos) << set.error().message;
    }
}

TEST(Encoding, BecomesUtf8ByteForByte) {
    EXPECT_EQ(text_of_bytes("\xEF\xBB\xBF"
                            "a\xC3\xA9",
                            CharacterSet::utf_8)
                  .substr(3),
              "a\xC3\xA9")
        << "a mark that comes byte by byte stays; a file's first piece is never that short";
    EXPECT_EQ(text_of_bytes("\x80 \xA3 \x9C \x81", CharacterSet::windows_1252), "€ £ œ \xEF\xBF\xBD");
    EXPECT_EQ(text_of_bytes("\xFF\xFE\x3D\xD8\x0E\xDEz\0"s, CharacterSet::utf_16_little), "😎z");
    EXPECT_EQ(text_of_bytes("\xFE\xFF\xD8\x3D\xDE\x0E\0z"s, CharacterSet::utf_16_big), "😎z");
    EXPECT_EQ(text_of_bytes("\x3D\xD8z\0"s, CharacterSet::utf_16_little), "\xEF\xBF\xBDz") << "half a pair";
}

TEST(Encoding, ChecksUtf8AsTheStandardHasIt) {
    const struct {
        const char* bytes;
        bool valid;
    } rows[] = {
        {"\xC3\xA9", true},      {"\xE2\x82\xAC", true},      {"\xF0\x9F\x98\x8E", true},  {"\xC0\x80", false},
        {"\xE0\x80\x80", false}, {"\xED\xA0\x80", false},     {"\xF4\x90\x80\x80", false}, {"\x80", false},
        {"\xC3(", false},        {"\xF5\x80\x80\x80", false}, {"\xF4\x8F\xBF\xBF", true},  {"abcdefgh\xFF", false},
    };
    for (const auto& row : rows) {
        Utf8Check check;
        EXPECT_EQ(check.take(row.bytes) && check.complete(), row.valid) << row.bytes;
        Utf8Check by_byte;
        bool fits = true;
        for (const char byte : std::string{row.bytes})
            fits = fits && by_byte.take({&byte, 1});
        EXPECT_EQ(fits && by_byte.complete(), row.valid) << row.bytes;
    }
}

}  // namespace
}  // namespace contractwatch

// Messages as another program reads them.
#include "adapters/mime/message_composer.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "adapters/mime/message_parts.h"
#include "adapters/mime/plain_text.h"

namespace contractwatch {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr auto head = "812:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

SenderSettings sender() {
    return {Email{"contractwatch@council.example"}, "Contract monitoring", Email{"procurement@council.example"},
            "alerts.council.example"};
}

std::string page_of(const Letter& letter) {
    return "<html>" + letter.subject + " \xE2\x80\x93 page\nsecond line</html>\n";
}

Digest digest_for(const std::string& name, const std::string& title) {
    DigestItem item;
    item.alert.id = 17;
    item.alert.contract = ContractRef{"CC-0142"};
    item.alert.summary = "The review was due on 3 September 2026";
    item.contract_title = title;
    item.why_you = "you are the contract manager";
    auto second = item;
    second.alert.id = 18;
    return {{Email{"jane.smith@council.example"}, name}, Purpose::digest, Date{2026, 10, 1}, 1, {item, second}, ""};
}

MessageStamp stamp(const std::string& id = "digest.2026-10-01.1.abc@contractwatch.council.example") {
    return {*parse_instant("2026-10-01T08:00:30+01:00"), id, head};
}

std::string composed(const std::string& name = "Jane Smith", const std::string& title = "Home care") {
    return MessageComposer{sender(), page_of}.compose(digest_for(name, title), stamp()).bytes;
}

/// The lines that Python's parser prints about the message.
std::multiset<std::string> read_by_python(const std::string& message) {
    const auto file = std::filesystem::path{testing::TempDir()} / ("message-" + std::to_string(::getpid()) + ".eml");
    std::ofstream{file, std::ios::binary} << message;
    const auto command = "/usr/bin/python3 " SOURCE_DIR "/tests/adapters/mime/read_message.py " + file.string();
    FILE* output = ::popen(command.c_str(), "r");
    std::multiset<std::string> lines;
    std::string line;
    for (int letter = std::fgetc(output); letter != EOF; letter = std::fgetc(output)) {
        if (letter != '\n') {
            line += static_cast<char>(letter);
            continue;
        }
        lines.insert(line);
        line.clear();
    }
    EXPECT_EQ(::pclose(output), 0);
    std::filesystem::remove(file);
    return lines;
}

std::string value_of(const std::multiset<std::string>& lines, const std::string& name) {
    const auto found =
        std::ranges::find_if(lines, [&](const std::string& line) { return line.starts_with(name + "\t"); });
    return found == lines.end() ? "(missing)" : found->substr(name.size() + 1);
}

TEST(Message, CarriesItsHeaders) {
    const auto seen = read_by_python(composed());
    EXPECT_EQ(value_of(seen, "from"), "Contract monitoring <contractwatch@council.example>");
    EXPECT_EQ(value_of(seen, "reply-to"), "procurement@council.example");
    EXPECT_EQ(value_of(seen, "to"), "Jane Smith <jane.smith@council.example>");
    EXPECT_EQ(value_of(seen, "subject"), "Contract digest, 1 October 2026: 2 new");
    EXPECT_EQ(value_of(seen, "date"), "Thu, 01 Oct 2026 07:00:30 +0000");
    EXPECT_EQ(value_of(seen, "message-id"), "<digest.2026-10-01.1.abc@contractwatch.council.example>");
    EXPECT_EQ(value_of(seen, "auto-submitted"), "auto-generated");
    EXPECT_EQ(value_of(seen, "x-auto-response-suppress"), "OOF, AutoReply, RN, NRN");
    EXPECT_EQ(value_of(seen, "list-id"), "<alerts.council.example>");
    EXPECT_EQ(value_of(seen, "x-contractwatch-purpose"), "digest");
    EXPECT_EQ(value_of(seen, "x-contractwatch-log"), head);
    EXPECT_EQ(value_of(seen, "x-contractwatch-alert"), "17, 18");
    EXPECT_EQ(value_of(seen, "mime-version"), "1.0");
    EXPECT_EQ(value_of(seen, "references"), "(missing)");
}

TEST(Message, SaysTheSameInTextAndHtml) {
    const auto seen = read_by_python(composed());
    EXPECT_EQ(seen.count("part\ttext/plain utf-8 quoted-printable"), 1U);
    EXPECT_EQ(seen.count("part\ttext/html utf-8 quoted-printable"), 1U);
    EXPECT_EQ(seen.count("defects\t0"), 3U);
    EXPECT_EQ(value_of(seen, "html"),
              "<html>Contract digest, 1 October 2026: 2 new \xE2\x80\x93 page|second line</html>|");
    EXPECT_THAT(value_of(seen, "text"), HasSubstr("CC-0142: Home care|"));
}

TEST(Message, EndsWithTheHeadOfTheLogInBothParts) {
    const auto closing = [](const Letter& letter) { return letter.closing.back(); };
    const auto seen =
        read_by_python(MessageComposer{sender(), closing}.compose(digest_for("Jane", "Home care"), stamp()).bytes);
    EXPECT_THAT(value_of(seen, "text"), HasSubstr(head));
    EXPECT_THAT(value_of(seen, "html"), HasSubstr(head));
}

TEST(Message, HasTheSameBytesForTheSameInput) {
    EXPECT_EQ(composed(), composed());
    const MessageComposer composer{sender(), page_of};
    EXPECT_NE(composer.compose(digest_for("Jane", "x"), stamp("one@x.example")).bytes,
              composer.compose(digest_for("Jane", "x"), stamp("two@x.example")).bytes);
}

TEST(Message, IsAsciiInShortLinesThatEndInCrlf) {
    const auto message = composed("J\xC3\xA9r\xC3\xB4me " + std::string(60, 'x'),
                                  "Caf\xC3\xA9 " + std::string(200, 'y') + "\xE2\x82\xAC");
    EXPECT_TRUE(std::ranges::all_of(message, [](char byte) { return byte > 0 && byte < 0x7F; }));
    std::size_t start = 0;
    for (auto end = message.find("\r\n"); end != std::string::npos; end = message.find("\r\n", start)) {
        const auto line = message.substr(start, end - start);
        const bool one_word = line.starts_with("Message-Id: ") || line.starts_with("X-Contractwatch-Log: ");
        EXPECT_LE(line.size(), one_word ? 998U : 78U) << line;
        EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos) << line;
        start = end + 2;
    }
    EXPECT_EQ(start, message.size());
}

TEST(Message, EncodesNamesOfAllLetters) {
    const auto name = std::string{
        "\xC3\x85sa \xC3\x93 Br\xC3\xAD"
        "ain, \"Director\" (North)"};
    EXPECT_EQ(value_of(read_by_python(composed(name)), "to name"), name);
}

TEST(Message, LetsNoTextBecomeAHeader) {
    const std::string hostile[] = {"x\r\nBcc: evil@x.example",
                                   "x\nBcc: evil@x.example",
                                   "x\rBcc: evil@x.example",
                                   "x\r\n\r\n<html>",
                                   "x\xE2\x80\xA8"
                                   "Bcc: evil@x.example",
                                   "x\x0B"
                                   "Bcc: evil@x.example",
                                   std::string{"x\0Bcc: evil@x.example", 22},
                                   "x <evil@x.example>, y",
                                   "=?utf-8?q?x=0D=0ABcc:_evil@x.example?=",
                                   "\"",
                                   "\\",
                                   "x\xE2\x80\xAE"
                                   "evil",
                                   std::string(3000, 'x') + "\r\nBcc: evil@x.example",
                                   "--=_contractwatch_0\r\n",
                                   "\xFF\xFE\r\nBcc: e@x.example"};
    for (const auto& text : hostile) {
        const auto seen = read_by_python(composed(text, text));
        EXPECT_EQ(value_of(seen, "bcc"), "(missing)") << text;
        EXPECT_EQ(value_of(seen, "to count"), "1") << text;
        EXPECT_EQ(value_of(seen, "to address"), "jane.smith@council.example") << text;
        EXPECT_EQ(seen.count("defects\t0"), 3U) << text;
        EXPECT_THAT(value_of(seen, "to name"), Not(HasSubstr("\xE2\x80\xAE")));
    }
}

TEST(Message, LeavesOutWhatIsNotSet) {
    const MessageComposer composer{{Email{"contractwatch@council.example"}, "", Email{}, ""}, page_of};
    const auto seen = read_by_python(composer.compose(digest_for("", ""), stamp()).bytes);
    EXPECT_EQ(value_of(seen, "reply-to"), "(missing)");
    EXPECT_EQ(value_of(seen, "list-id"), "(missing)");
    EXPECT_EQ(value_of(seen, "from"), "contractwatch@council.example");
    EXPECT_EQ(value_of(seen, "to"), "jane.smith@council.example");
}

TEST(Message, GivesItsPageBack) {
    EXPECT_EQ(html_part_of(composed()),
              "<html>Contract digest, 1 October 2026: 2 new \xE2\x80\x93 page\nsecond line</html>\n");
    EXPECT_EQ(html_part_of("Subject: x\r\n\r\nplain\r\n"), "");
    EXPECT_EQ(html_part_of(""), "");
}

constexpr auto signed_note =
    "contractwatch/a-random-name\n812\nASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=\nat 2026-10-01T07:00:00Z\n\n"
    "\xE2\x80\x94 contractwatch/a-random-name "
    "G2dAHiZnGUwhutl3fgOMVHU3coMLMJLHmxhHAUVlPxEF9u0iSt03O/DLKOlkMOQBHTKNiPSbYJcIoSLH7n0N5W2TBA4=\n";

std::string composed_note() {
    auto digest = digest_for("", "");
    digest.purpose = Purpose::note;
    digest.items.clear();
    digest.signed_note = signed_note;
    return MessageComposer{sender(), page_of}.compose(digest, stamp("note.2026-10-01.1@x.example")).bytes;
}

TEST(Message, CarriesANoteInItsTextAndAsAFile) {
    const auto seen = read_by_python(composed_note());
    EXPECT_EQ(seen.count("part\tmultipart/mixed None None"), 1U);
    EXPECT_EQ(seen.count("part\ttext/plain utf-8 base64"), 1U);
    EXPECT_EQ(seen.count("defects\t0"), 5U);
    EXPECT_THAT(value_of(seen, "text"),
                HasSubstr("|at 2026-10-01T07:00:00Z||\xE2\x80\x94 contractwatch/a-random-name G2d"));
    const auto kept = kept_mail(composed_note());
    EXPECT_THAT(kept.log_heads, testing::ElementsAre(head));
    ASSERT_EQ(kept.texts.size(), 3U);
    EXPECT_THAT(kept.texts[0], HasSubstr(signed_note));
    EXPECT_EQ(kept.texts[2], signed_note) << "the file, byte for byte";
    EXPECT_EQ(composed_note(), composed_note());
}

TEST(KeptMail, IsReadHoweverAMailProgramWroteIt) {
    const auto forwarded =
        "From: a@x.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=outer\r\n\r\n"
        "--outer\r\nContent-Type: text/plain\r\n\r\nSee below\r\n"
        "--outer\r\nContent-Type: message/rfc822\r\n\r\n" +
        composed_note() + "\r\n--outer--\r\n";
    const auto kept = kept_mail(forwarded);
    EXPECT_THAT(kept.log_heads, testing::ElementsAre(head));
    EXPECT_THAT(kept.texts, testing::Contains(signed_note));

    const auto windows = kept_mail(
        "Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "=97 contractwatch/x\r\n");
    EXPECT_THAT(windows.texts, testing::ElementsAre("\xE2\x80\x94 contractwatch/x\n"));
    EXPECT_TRUE(kept_mail("").log_heads.empty());
    EXPECT_TRUE(kept_mail(std::string{"\0\xFF\n\n", 4}).log_heads.empty());
}

TEST(PlainText, WrapsWordsAtSeventyTwoAndKeepsCommandsWhole) {
    LetterItem item;
    item.tone_word = "Warning";
    item.headline = "Late";
    item.sentences = {"aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff ggggggggg hhhhhhhhh"};
    item.acknowledge = "contractwatch acknowledge 17 --by somebody.with.a.long.name@council.example --note \"...\"";
    Letter letter;
    letter.sections = {{"New", {item}}};
    const auto text = plain_text_of(letter);
    EXPECT_THAT(text,
                HasSubstr("\n  aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff ggggggggg\n  hhhhhhhhh\n"));
    EXPECT_THAT(text, HasSubstr("\n  " + item.acknowledge + "\n"));
}

TEST(PlainText, NamesEveryMatter) {
    Letter letter;
    letter.sections = {{"New", std::vector<LetterItem>(300)}};
    for (std::size_t at = 0; at < 300; ++at)
        letter.sections.front().items[at].alert = 1000 + static_cast<AlertId>(at);
    const auto text = plain_text_of(letter);
    for (int id = 1000; id < 1300; ++id)
        EXPECT_THAT(text, HasSubstr("Alert " + std::to_string(id) + "\n"));
}

TEST(Message, CarriesABlankFormAsACsvFile) {
    auto digest = digest_for("", "");
    digest.purpose = Purpose::chase;
    digest.forms = {{"supply-chain-return-C-1.csv", {"contract"}, {{"C-1"}}}};
    const MessageComposer composer{sender(), page_of, [](const BlankForm& form) { return form.columns[0] + "\r\n"; }};
    const auto bytes = composer.compose(digest, stamp("chase.2026-10-01.1@x.example")).bytes;
    const auto seen = read_by_python(bytes);
    EXPECT_EQ(seen.count("part\tmultipart/mixed None None"), 1U);
    EXPECT_EQ(seen.count("part\ttext/csv utf-8 base64"), 1U);
    EXPECT_THAT(bytes, HasSubstr("filename=supply-chain-return-C-1.csv"));
    EXPECT_THAT(kept_mail(bytes).texts, testing::Contains("contract\n"));
    EXPECT_EQ(bytes, composer.compose(digest, stamp("chase.2026-10-01.1@x.example")).bytes);
}

}  // namespace
}  // namespace contractwatch

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
    return MessageComposer{sender(), page_of}.compose(digest_for(name, title), stamp(), {}).bytes;
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
        read_by_python(MessageComposer{sender(), closing}.compose(digest_for("Jane", "Home care"), stamp(), {}).bytes);
    EXPECT_THAT(value_of(seen, "text"), HasSubstr(head));
    EXPECT_THAT(value_of(seen, "html"), HasSubstr(head));
}

TEST(Message, HasTheSameBytesForTheSameInput) {
    EXPECT_EQ(composed(), composed());
    const MessageComposer composer{sender(), page_of};
    EXPECT_NE(composer.compose(digest_for("Jane", "x"), stamp("one@x.example"), {}).bytes,
              composer.compose(digest_for("Jane", "x"), stamp("two@x.example"), {}).bytes);
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
    const auto seen = read_by_python(composer.compose(digest_for("", ""), stamp(), {}).bytes);
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

/// With the pictures that it shows.
std::string page_with_pictures(const Letter& letter) {
    std::string page;
    for (const auto& item : letter.sections.front().items) {
        if (!item.picture.empty()) page += "<img src=\"cid:" + item.picture + "\">\n";
    }
    return page;
}

Digest digest_with_charts(std::size_t count) {
    auto digest = digest_for("Jane", "Home care");
    digest.items.resize(1);
    digest.items.front().alert.kind = FindingKind::measure_missed;
    digest.items.resize(count, digest.items.front());
    for (std::size_t at = 0; at < count; ++at) {
        digest.items[at].alert.subject = "M-" + std::to_string(at + 1);
        digest.items[at].alert.id = static_cast<AlertId>(at + 1);
    }
    return digest;
}

MailCharts charts_of(const Digest& digest) {
    MailCharts charts;
    for (const auto& item : digest.items)
        charts[item.alert.id].alternative = "Control chart of calls answered";
    return charts;
}

std::string composed_with_charts(const Digest& digest, ChartPainter picture_of) {
    return MessageComposer{sender(), page_with_pictures, std::move(picture_of)}
        .compose(digest, stamp(), charts_of(digest))
        .bytes;
}

std::string with_pictures(std::size_t count, std::size_t bytes_of_one) {
    const auto picture_of = [&](const ChartSheet&) { return Result<std::string>{std::string(bytes_of_one, '\r')}; };
    return composed_with_charts(digest_with_charts(count), picture_of);
}

TEST(Message, CarriesTheChartsThatItsPageShows) {
    const auto seen = read_by_python(with_pictures(2, 900));
    EXPECT_EQ(seen.count("part\tmultipart/related None None"), 1U);
    EXPECT_EQ(seen.count("part\timage/png None base64"), 2U);
    EXPECT_EQ(seen.count("defects\t0"), 6U);
    EXPECT_EQ(value_of(seen, "html"),
              "<img src=\"cid:chart-1.digest.2026-10-01.1.abc@contractwatch.council.example\">|"
              "<img src=\"cid:chart-2.digest.2026-10-01.1.abc@contractwatch.council.example\">|");
    EXPECT_EQ(seen.count("picture\tchart-2.digest.2026-10-01.1.abc@contractwatch.council.example inline chart-2.png "
                         "900"),
              1U);
    EXPECT_THAT(value_of(seen, "text"), HasSubstr("  The chart: Control chart of calls answered|"))
        << "readable from the text alone";
    EXPECT_EQ(with_pictures(2, 900), with_pictures(2, 900));
}

TEST(Message, ShowsFewerChartsWhereItWouldBecomeTooLong) {
    const auto count_in = [](const std::string& message) {
        return read_by_python(message).count("part\timage/png None base64");
    };
    EXPECT_EQ(count_in(with_pictures(4, 12'000)), 4U);
    const auto long_ones = with_pictures(4, 30'000);
    EXPECT_EQ(count_in(long_ones), 2U);
    EXPECT_LE(long_ones.size(), message_bytes);
    EXPECT_THAT(value_of(read_by_python(long_ones), "text"), HasSubstr("--measure 'M-3'"));
    EXPECT_EQ(count_in(with_pictures(1, 120'000)), 0U);
}

TEST(Message, TellsAChartThatCannotBeDrawnInWords) {
    const auto no_font = [](const ChartSheet&) -> Result<std::string> { return unavailable("no font"); };
    const auto seen = read_by_python(composed_with_charts(digest_with_charts(1), no_font));
    EXPECT_EQ(seen.count("part\tmultipart/related None None"), 0U);
    EXPECT_THAT(value_of(seen, "text"), HasSubstr("Control chart of calls answered"));
}

TEST(Message, GivesItsPageBackWithItsPicturesInIt) {
    EXPECT_EQ(html_part_of(with_pictures(2, 3)),
              "<img src=\"data:image/png;base64,DQ0N\">\n<img src=\"data:image/png;base64,DQ0N\">\n");
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
    return MessageComposer{sender(), page_of}.compose(digest, stamp("note.2026-10-01.1@x.example"), {}).bytes;
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
    const MessageComposer composer{
        sender(), page_of, {}, [](const BlankForm& form) { return form.columns[0] + "\r\n"; }};
    const auto bytes = composer.compose(digest, stamp("chase.2026-10-01.1@x.example"), {}).bytes;
    const auto seen = read_by_python(bytes);
    EXPECT_EQ(seen.count("part\tmultipart/mixed None None"), 1U);
    EXPECT_EQ(seen.count("part\ttext/csv utf-8 base64"), 1U);
    EXPECT_THAT(bytes, HasSubstr("filename=supply-chain-return-C-1.csv"));
    EXPECT_THAT(kept_mail(bytes).texts, testing::Contains("contract\n"));
    EXPECT_EQ(bytes, composer.compose(digest, stamp("chase.2026-10-01.1@x.example"), {}).bytes);
}

}  // namespace
}  // namespace contractwatch

// Signed notes: their form, held against what others signed and against mutations of our own.
#include "adapters/signing/note.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <stdlib.h>

#include "adapters/signing/key_file.h"
#include "fakes/given_folder.h"

namespace contractwatch {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr auto hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
constexpr auto log_of_test = "contractwatch/a-random-name";

class Note : public ::testing::Test {
  protected:
    Note() {
        const auto signer = KeyFile{(folder_ / "key").string()}.signer(log_of_test).value()->verifier_key();
        keys_ = {VerifierKey::parse(signer).value()};
        note_ = KeyFile{(folder_ / "key").string()}
                    .signer(log_of_test)
                    .value()
                    ->note_of({1234, hash}, *parse_instant("2026-10-01T07:00:00Z"));
    }

    bool accepts(const std::string& bytes) const {
        const auto parsed = parse_note(bytes);
        return parsed && judge(*parsed, keys_).trust == NoteTrust::signed_by_key;
    }

    const GivenFolder given_;
    const std::filesystem::path& folder_ = given_.path();
    std::vector<VerifierKey> keys_;
    std::string note_;
};

TEST_F(Note, SaysWhichLogHowFarAndWhen) {
    EXPECT_THAT(note_, ::testing::StartsWith("contractwatch/a-random-name\n1234\n"
                                             "ASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=\n"
                                             "at 2026-10-01T07:00:00Z\n\n\xE2\x80\x94 contractwatch/a-random-name "));
    const auto parsed = parse_note(note_);
    ASSERT_TRUE(parsed) << parsed.error().message;
    EXPECT_EQ(parsed->log, log_of_test);
    EXPECT_EQ(parsed->head, (Head{1234, hash}));
    EXPECT_EQ(judge(*parsed, keys_).key, keys_.front().short_text());
    EXPECT_TRUE(accepts(note_));
}

TEST_F(Note, IsNeverAcceptedWithAByteChanged) {
    const std::string others{"\0\n\r A0=+/\x80\xFFzt", 14};
    for (std::size_t at = 0; at < note_.size(); ++at) {
        for (const char other : others) {
            auto changed = note_;
            changed[at] = other;
            ASSERT_TRUE(changed == note_ || !accepts(changed)) << "byte " << at << " as " << int{other};
            ASSERT_FALSE(accepts(note_.substr(0, at) + other + note_.substr(at))) << "inserted at " << at;
        }
        for (int bit = 0; bit < 8; ++bit) {
            auto changed = note_;
            changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
            ASSERT_FALSE(accepts(changed)) << "bit " << bit << " of byte " << at;
        }
        ASSERT_FALSE(accepts(note_.substr(0, at))) << "cut off at " << at;
        ASSERT_FALSE(accepts(note_.substr(0, at) + note_.substr(at + 1))) << "without byte " << at;
    }
    EXPECT_FALSE(accepts(note_ + "\n"));
    EXPECT_FALSE(accepts(note_ + note_));
}

TEST_F(Note, IsReadTotallyFromGarbage) {
    for (const std::string text :
         {"", "\n", "\n\n", "\n\n\xE2\x80\x94 ", "contractwatch/\n\n\n", "a\n1\nb\n\n\xE2\x80\x94 a b\n"})
        EXPECT_FALSE(parse_note(text)) << text;
    EXPECT_FALSE(parse_note(std::string(1'000'000, '\n')));
    EXPECT_THAT(parse_note("contractwatch/x\n01\nAA==\n\n\xE2\x80\x94 x AAAAAAA=\n").error().message,
                HasSubstr("no number of an entry"));
}

TEST_F(Note, MayBeSignedByOthersToo) {
    const auto witness = "\xE2\x80\x94 witness.example AAAAAAAA\n";
    EXPECT_TRUE(accepts(note_ + witness)) << "C2SP: signatures of unknown keys do not matter";
    const auto parsed = parse_note(note_ + witness);
    EXPECT_EQ(judge(*parsed, {}).trust, NoteTrust::unknown_key);
}

TEST_F(Note, IsNotTheNoteOfAnotherKeyOfTheSameName) {
    std::filesystem::remove(folder_ / "key");
    const auto other = KeyFile{(folder_ / "key").string()}.signer(log_of_test).value();
    const std::vector<VerifierKey> keys{VerifierKey::parse(other->verifier_key()).value()};
    EXPECT_EQ(judge(*parse_note(note_), keys).trust, NoteTrust::unknown_key);
}

TEST_F(Note, WithAnotherTextHasAWrongSignature) {
    auto changed = note_;
    changed.replace(changed.find("1234"), 4, "1235");
    EXPECT_EQ(judge(*parse_note(changed), keys_).trust, NoteTrust::wrong_signature);
}

TEST_F(Note, IsFoundInWhatSurroundsIt) {
    EXPECT_THAT(notes_in(note_), ElementsAre(note_));
    EXPECT_THAT(notes_in("Dear colleague,\r\n\r\n" + note_ + "\r\n-- \r\ncontractwatch/ wrote this.\r\n"),
                ElementsAre(note_));
    EXPECT_THAT(notes_in(note_.substr(0, note_.size() - 1)), ElementsAre(note_)) << "a last line without its end";
    EXPECT_THAT(notes_in(note_ + "\n" + note_), ElementsAre(note_, note_));
    auto line = note_;
    for (auto at = line.find('\n'); at != std::string::npos; at = line.find('\n'))
        line.replace(at, 1, "\\n");
    EXPECT_THAT(notes_in("Oct 01 contractwatch[1]: The head is x (day): " + line + "\nOct 02 another line\n"),
                ElementsAre(note_))
        << "as the journal prints it";
    EXPECT_THAT(notes_in("The key is contractwatch/a-random-name+00000000+AA from now on.\n" + line),
                ElementsAre(note_))
        << "another name of the log shortly before";
    EXPECT_THAT(notes_in("contractwatch/a\n1\n"), IsEmpty());
}

// The example of golang.org/x/mod/sumdb/note, which first had this form.
TEST(VerifierKeyOfOthers, ChecksTheirSignature) {
    const auto key = VerifierKey::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    ASSERT_TRUE(key) << key.error().message;
    const std::string text =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    SignedNote note{text, "", {}, {}};
    const auto judged = [&](const std::string& signature) {
        auto ours = parse_note("contractwatch/x\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n\xE2\x80\x94 " +
                               signature + "\n");
        note.signatures = ours.value().signatures;
        return judge(note, std::vector{*key}).trust;
    };
    const std::string signature =
        "PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
    EXPECT_EQ(judged(signature), NoteTrust::signed_by_key);
    note.text += "\n";
    EXPECT_EQ(judged(signature), NoteTrust::wrong_signature);
}

TEST(VerifierKeyText, IsTakenInItsOneSpellingAlone) {
    const std::string good = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    EXPECT_EQ(VerifierKey::parse(good).value().text(), good);
    for (const std::string bad :
         {"", "PeterNeumann", "PeterNeumann+c74f20a3",
          "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
          "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
          "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
          "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TX",
          "PeterNeumann+c74f20a3+ AQ==", "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"})
        EXPECT_FALSE(VerifierKey::parse(bad)) << bad;
}

}  // namespace
}  // namespace contractwatch

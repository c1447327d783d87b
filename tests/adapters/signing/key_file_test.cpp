// The file of the key: made whole, kept closed, and refused where it cannot be trusted; and its notes as the auditors'
// guide checks them, with OpenSSL's own program.
#include "adapters/signing/key_file.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <gmock/gmock.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "adapters/signing/note.h"
#include "fakes/given_folder.h"

namespace contractwatch {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class FileOfTheKey : public ::testing::Test {
  protected:
    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    Result<std::unique_ptr<Signer>> signer() const { return KeyFile{path("key")}.signer("contractwatch/x"); }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream{path(name), std::ios::binary} << text;
        ASSERT_EQ(chmod(path(name).c_str(), 0600), 0);
    }
    std::string bytes_of(const std::string& name) const {
        std::ifstream file{path(name), std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }
    std::string refusal() const {
        const auto before = bytes_of("key");
        const auto refused = signer();
        EXPECT_EQ(bytes_of("key"), before) << "it is left as it is";
        return refused ? "" : refused.error().message;
    }

    const GivenFolder given_;
    const std::filesystem::path& folder_ = given_.path();
};

TEST_F(FileOfTheKey, IsMadeOnceAndReadByThisAccountAlone) {
    const auto made = signer();
    ASSERT_TRUE(made) << made.error().message;
    struct stat about {};
    ASSERT_EQ(stat(path("key").c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 07777U, 0600U);
    EXPECT_THAT(bytes_of("key"), StartsWith("-----BEGIN PRIVATE KEY-----\n"));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder_}, {}), 1) << "nothing else is left there";
    EXPECT_EQ(signer().value()->verifier_key(), (*made)->verifier_key());
}

TEST_F(FileOfTheKey, IsMadeAlthoughAProcessDiedWritingIt) {
    write("key.new", "-----BEGIN PRIV");
    EXPECT_TRUE(signer());
    EXPECT_FALSE(std::filesystem::exists(path("key.new")));
}

TEST_F(FileOfTheKey, IsRefusedWhereOthersMayReadIt) {
    ASSERT_TRUE(signer());
    for (const mode_t mode : {0640, 0604, 0620}) {
        ASSERT_EQ(chmod(path("key").c_str(), mode), 0);
        EXPECT_THAT(refusal(), HasSubstr("may be used by others"));
    }
    ASSERT_EQ(chmod(path("key").c_str(), 0400), 0);
    EXPECT_TRUE(signer());
}

TEST_F(FileOfTheKey, IsRefusedWhereItIsNoKeyOfOurs) {
    ASSERT_TRUE(signer());
    const auto whole = bytes_of("key");
    for (const auto& text :
         {std::string{}, std::string{"password"}, whole.substr(0, whole.size() / 2), std::string(5000, 'x')}) {
        write("key", text);
        EXPECT_THAT(refusal(), HasSubstr("is to hold the key of the notes"));
    }
    ASSERT_EQ(std::system(("openssl genpkey -algorithm X25519 -out " + path("key")).c_str()), 0);
    ASSERT_EQ(chmod(path("key").c_str(), 0600), 0);
    EXPECT_THAT(refusal(), HasSubstr("no Ed25519 key"));
}

TEST_F(FileOfTheKey, IsRefusedWhereItIsALinkOrAFolder) {
    write("elsewhere", "");
    std::filesystem::create_symlink(path("elsewhere"), path("key"));
    EXPECT_THAT(signer().error().message, HasSubstr("is a link"));
    std::filesystem::remove(path("key"));
    std::filesystem::create_directory(path("key"));
    EXPECT_THAT(signer().error().message, HasSubstr("is no plain file"));
}

TEST_F(FileOfTheKey, CannotBeMadeWithoutItsFolder) {
    EXPECT_THAT(KeyFile{path("none/key")}.signer("contractwatch/x").error().message, HasSubstr("cannot be written"));
}

/// The commands in the guide that check a note.
std::string commands_in_guide() {
    std::ifstream guide{SOURCE_DIR "/docs/auditors-guide.md"};
    std::string block;
    bool inside = false;
    for (std::string line; std::getline(guide, line);) {
        if (line == "```" && block.find("openssl pkeyutl") != std::string::npos) return block;
        if (line == "```") inside = false;
        if (inside) block += line + "\n";
        if (line == "```sh") inside = true, block.clear();
    }
    return {};
}

struct Said {
    std::string text;
    int status = -1;
};

class NoteInTheGuide : public FileOfTheKey {
  protected:
    /// Runs the guide's commands on a note saved as note.txt.
    Said check(const std::string& note, const std::string& key) const {
        write("note.txt", note);
        write("check.sh", commands_in_guide());
        auto* pipe = popen(
            ("cd " + folder_.string() + " && key='" + key + "' LC_ALL=C sh -e check.sh note.txt 2>&1").c_str(), "r");
        Said said;
        for (int letter = fgetc(pipe); letter != EOF; letter = fgetc(pipe))
            said.text += static_cast<char>(letter);
        said.status = pclose(pipe);
        return said;
    }
};

TEST_F(NoteInTheGuide, IsCheckedByOpenSslAlone) {
    const std::string hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    for (int time = 0; time < 8; ++time) {  // keys with a plus sign in their base64 among them
        std::filesystem::remove(path("key"));
        const auto key = signer().value();
        const auto note = key->note_of({77, hash}, *parse_instant("2026-10-01T07:00:00Z"));
        const auto good = check(note, key->verifier_key());
        EXPECT_EQ(good.status, 0) << good.text;
        EXPECT_THAT(good.text, HasSubstr("Signature Verified Successfully"));
        EXPECT_THAT(good.text, HasSubstr("77:" + hash));

        auto changed = note;
        changed.replace(changed.find("77"), 2, "78");
        EXPECT_NE(check(changed, key->verifier_key()).status, 0);
    }
}

}  // namespace
}  // namespace contractwatch

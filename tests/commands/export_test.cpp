// audit export: what somebody without SQLite gets.
#include <gmock/gmock.h>

#include "commands/small_register.h"

namespace contractwatch::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class ExportCommand : public SmallRegister {
  protected:
    std::string file(const std::string& name) const {
        std::ifstream in{path("out/" + name), std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }
};

TEST_F(ExportCommand, WritesTheLogAndEveryFactWithAManifest) {
    take_in("readings",
            "contract,measure,period,value,narrative\n"
            "C-1,M-1,2026-06,-0.5,\"=HYPERLINK(1), \"\"odd\"\"\"\n");
    const auto said = ask({"audit", "export", "--out", path("out")});
    ASSERT_EQ(said.exit, 0) << said.err;
    const auto result = said.document();
    EXPECT_EQ(text_in(result, "head"), text_in(ask({"audit", "verify"}).document(), "head"));
    EXPECT_THAT(file("entries.csv"), StartsWith("sequence,at,day,recorded_at,clock,who,"));
    EXPECT_THAT(file("readings.csv"), HasSubstr(",-0.5,")) << "numbers stay plain";
    EXPECT_THAT(file("readings.csv"), HasSubstr(",\"'=HYPERLINK(1), \"\"odd\"\"\",")) << "and what would run does not";
    EXPECT_THAT(file("people.csv"), HasSubstr("1,1,2,ann@council.example,Ann Archer,,,"));
    EXPECT_THAT(file("about.csv"), HasSubstr("readings,narrative,the words behind it\r\n"));
    const auto manifest = json::parse(file("manifest.json"));
    EXPECT_EQ(manifest.at("files"), result.at("files"));
    for (const auto& each : result.at("files").as_array()) {
        const auto bytes = file(text_in(each, "file"));
        EXPECT_EQ(text_in(each, "bytes"), std::to_string(bytes.size()));
        EXPECT_EQ(text_in(each, "sha256").size(), 64U);
    }
    EXPECT_THAT(call({"audit", "export", "--out", path("out-too")}).out, HasSubstr("manifest.json"));
}

TEST_F(ExportCommand, WritesIntoNoFolderThatHasAnythingInIt) {
    std::filesystem::create_directory(path("out"));
    write("out/mine.txt", "mine");
    const auto said = call({"audit", "export", "--out", path("out")});
    EXPECT_EQ(said.exit, 3);
    EXPECT_THAT(said.err, HasSubstr("is not empty"));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{path("out")}, {}), 1);
    EXPECT_EQ(call({"audit", "export"}).exit, 2);
}

}  // namespace
}  // namespace contractwatch::testing

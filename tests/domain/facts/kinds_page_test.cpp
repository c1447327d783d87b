// The page of kinds is the table of kinds.
#include "domain/facts/kinds_page.h"

#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

TEST(KindsPage, IsTheOneInTheDocumentation) {
    std::ifstream file{SOURCE_DIR "/docs/kinds.md", std::ios::binary};
    const std::string page{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_EQ(page, kinds_page()) << "docs/kinds.md is stale: write it anew from the table of kinds";
}

TEST(KindsPage, GivesTypeRequirementKeyAndChoicesOfAColumn) {
    const auto page = kinds_page();
    EXPECT_TRUE(page.starts_with("# Kinds of file and their columns\n"));
    EXPECT_NE(page.find("| `email` | email | yes | yes | the address that mail goes to |\n"), std::string::npos);
    EXPECT_NE(page.find("| `held_on` | date |  | yes | the day it was held |\n"), std::string::npos);
    EXPECT_NE(page.find("gold, silver or bronze; blank: derived: gold, silver, bronze"), std::string::npos);
}

}  // namespace
}  // namespace contractwatch

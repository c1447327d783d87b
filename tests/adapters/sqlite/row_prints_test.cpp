// Two walks over the same rows agree, and over any others they do not.
#include "adapters/sqlite/row_prints.h"

#include <gtest/gtest.h>

namespace contractwatch::sqlite::testing {
namespace {

using Cell = CellView;
using Cells = std::vector<CellView>;

constexpr std::uint64_t drawn = 0x9e37'79b9'7f4a'7c15U;

Cell text(std::string_view text) {
    return {Cell::Type::text, 0, text};
}
Cell whole(std::int64_t number) {
    return {Cell::Type::whole, number};
}

bool agree(const Cells& one, const Cells& other) {
    RowPrints prints{drawn};
    auto others = prints.to_compare();
    prints.add(1, 1, one);
    others.add(1, 1, other);
    return prints.agree(others);
}

TEST(RowPrints, AgreeInWhateverOrderTheRowsCome) {
    RowPrints prints{drawn};
    auto others = prints.to_compare();
    EXPECT_TRUE(prints.agree(others));
    prints.add(1, 1, Cells{text("a")});
    prints.add(2, 1, Cells{text("b")});
    others.add(2, 1, Cells{text("b")});
    EXPECT_FALSE(prints.agree(others));
    others.add(1, 1, Cells{text("a")});
    EXPECT_TRUE(prints.agree(others));
}

TEST(RowPrints, TellCellsApart) {
    const Cells row{text("INV-0000001"), {}, whole(-5), text("")};
    EXPECT_TRUE(agree(row, row));
    EXPECT_FALSE(agree(row, {text("INV-0000002"), {}, whole(-5), text("")}));
    EXPECT_FALSE(agree(row, {text("INV-0000001"), {}, whole(5), text("")}));
    EXPECT_FALSE(agree(row, {text("INV-0000001"), whole(-5), {}, text("")}));
    EXPECT_FALSE(agree(row, {text("INV-0000001"), {}, whole(-5), {}}));
    EXPECT_FALSE(agree({text("ab"), text("c")}, {text("a"), text("bc")}));
    EXPECT_FALSE(agree({text("1")}, {whole(1)}));
    EXPECT_FALSE(agree({text(std::string_view{"a\0", 2})}, {text("a")}));
    EXPECT_FALSE(agree({whole(std::int64_t{1} << 60)}, {whole(0)}));
}

TEST(RowPrints, TellLongTextsApartByAnyByte) {
    const std::string long_text(20'000, '\xff');
    EXPECT_TRUE(agree({text(long_text)}, {text(long_text)}));
    for (std::size_t at = 0; at < long_text.size(); at += 999) {
        auto other = long_text;
        other[at] = 'x';
        EXPECT_FALSE(agree({text(long_text)}, {text(other)})) << at;
    }
}

TEST(RowPrints, TellEntriesApart) {
    RowPrints prints{drawn};
    auto others = prints.to_compare();
    prints.add(1, 1, {});
    others.add(1, 2, {});
    EXPECT_FALSE(prints.agree(others));
}

TEST(RowPrints, AreNotCertainOfTwoRowsOfOneFactOrOfAFactThatOneIsWithout) {
    RowPrints twice{drawn};
    auto others = twice.to_compare();
    for (auto* prints : {&twice, &others}) {
        prints->add(1, 1, {});
        prints->add(1, 1, {});
    }
    EXPECT_FALSE(twice.agree(others));
    RowPrints hole{drawn};
    auto hole_too = hole.to_compare();
    for (auto* prints : {&hole, &hole_too})
        prints->add(2, 1, {});
    EXPECT_TRUE(hole.agree(hole_too)) << "a fact that went is in neither";
    hole.add(1, 1, {});
    EXPECT_FALSE(hole.agree(hole_too));
}

TEST(RowPrints, AgreeWithNoneMadeAtAnotherPointNorOnceGivenUp) {
    RowPrints prints{drawn};
    EXPECT_FALSE(prints.agree(RowPrints{drawn + 1}));
    auto others = prints.to_compare();
    others.give_up();
    EXPECT_FALSE(prints.agree(others));
    prints.add(0, 1, {});
    EXPECT_TRUE(prints.given_up());
}

}  // namespace
}  // namespace contractwatch::sqlite::testing

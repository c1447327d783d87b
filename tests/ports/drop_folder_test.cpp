// When a dropped file is ready, and whose it is.
#include "ports/drop_folder.h"

#include <vector>

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

using std::chrono::seconds;

const SeenFile growing{"invoices.csv", 10, 100, 100, 7};

Instant at(int second) {
    return Instant{seconds{1'790'000'000 + second}};
}

SeenFile larger(SeenFile file) {
    file.bytes += 1;
    return file;
}

TEST(Stillness, NeedsTwoEqualLooksTenSecondsApart) {
    Stillness stillness;
    EXPECT_TRUE(stillness.still({growing}, at(0)).empty());
    EXPECT_TRUE(stillness.is_waiting());
    EXPECT_TRUE(stillness.still({growing}, at(9)).empty()) << "nine seconds are not enough";
    EXPECT_EQ(stillness.still({growing}, at(10)), std::vector{growing});
    EXPECT_FALSE(stillness.is_waiting());
}

TEST(Stillness, BeginsAnewWhenAnythingMoves) {
    auto touched = growing;
    touched.modified += 1;
    auto renamed_over = growing;
    renamed_over.number += 1;
    auto permitted = growing;
    permitted.changed += 1;
    for (const auto& moved : {larger(growing), touched, renamed_over, permitted}) {
        Stillness stillness;
        EXPECT_TRUE(stillness.still({growing}, at(0)).empty());
        EXPECT_TRUE(stillness.still({moved}, at(10)).empty());
        EXPECT_TRUE(stillness.still({moved}, at(19)).empty());
        EXPECT_EQ(stillness.still({moved}, at(20)), std::vector{moved});
    }
}

TEST(Stillness, BeginsAnewWhenTheClockGoesBackOrTheFileWasGone) {
    Stillness stillness;
    EXPECT_TRUE(stillness.still({growing}, at(100)).empty());
    EXPECT_TRUE(stillness.still({growing}, at(50)).empty());
    EXPECT_TRUE(stillness.still({growing}, at(59)).empty());
    EXPECT_EQ(stillness.still({growing}, at(60)).size(), 1U);
    EXPECT_TRUE(stillness.still({}, at(61)).empty());
    EXPECT_FALSE(stillness.is_waiting());
    EXPECT_TRUE(stillness.still({growing}, at(70)).empty());
}

TEST(Stillness, WaitsForTheOneThatIsNotStillYet) {
    Stillness stillness;
    auto other = growing;
    other.name = "payments.csv";
    EXPECT_TRUE(stillness.still({growing}, at(0)).empty());
    EXPECT_EQ(stillness.still({growing, other}, at(10)), std::vector{growing});
    EXPECT_TRUE(stillness.is_waiting());
}

TEST(Pattern, FitsNamesAsAShellWouldButForCase) {
    const struct {
        const char* pattern;
        const char* name;
        bool fits;
    } rows[] = {
        {"*spend*.csv", "Hyndburn Spend over 250.csv", true},
        {"*spend*.csv", "spend.csv", true},
        {"*spend*.csv", "spend.csv.txt", false},
        {"ledger-????.csv", "ledger-2026.csv", true},
        {"ledger-????.csv", "ledger-202.csv", false},
        {"q[1-4].csv", "Q3.csv", true},
        {"q[1-4].csv", "q5.csv", false},
        {"q[!1-4].csv", "q5.csv", true},
        {"a[bc", "a[bc", true},
        {"a[]]b", "a]b", true},
        {"*", "", true},
        {"", "x", false},
        {"*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
        {"**.csv", "x.csv", true},
    };
    for (const auto& row : rows)
        EXPECT_EQ(matches(row.pattern, row.name), row.fits) << row.pattern << ' ' << row.name;
}

std::vector<Feed> ledger_feed() {
    Feed feed;
    feed.name = "ledger";
    feed.kind = "payments";
    feed.match = "*spend*.csv";
    return {feed};
}

TEST(Route, GoesByTheFeedsPatternFirstAndThenByTheKindsName) {
    const auto feeds = ledger_feed();
    EXPECT_EQ(route_of("Spend-over-250.csv", feeds).value(), (Route{"payments", "ledger"}));
    EXPECT_EQ(route_of("invoices-spend.csv", feeds).value(), (Route{"payments", "ledger"}));
    EXPECT_EQ(route_of("invoices.csv", feeds).value(), (Route{"invoices", ""}));
    EXPECT_EQ(route_of("Invoices-2026-09.CSV", feeds).value(), (Route{"invoices", ""}));
    EXPECT_EQ(route_of("contracts 2026.csv", {}).value(), (Route{"contracts", ""}));
}

TEST(Route, RefusesAFileThatIsNobodysAndSaysWhatWouldFit) {
    const auto feeds = ledger_feed();
    for (const auto* name : {"budget.csv", "invoicesold.csv", "invoices.xlsx", "invoices", ".csv"}) {
        const auto route = route_of(name, feeds);
        ASSERT_FALSE(route.ok()) << name;
        EXPECT_EQ(route.error().code, ErrorCode::refused);
        EXPECT_NE(route.error().message.find("*spend*.csv (feed ledger)"), std::string::npos);
        EXPECT_NE(route.error().message.find("people, suppliers, outcomes, contracts"), std::string::npos);
    }
}

}  // namespace
}  // namespace contractwatch

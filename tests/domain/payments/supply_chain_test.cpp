// Where sub-contracts stand, and whether the head contract's terms reach them.
#include "domain/payments/supply_chain.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "builders/legal_numbers.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

Row sub(std::string_view reference, std::string_view parent, std::vector<Cell> cells = {}) {
    cells.insert(cells.end(), {{"contract", "C-1"},
                               {"subcontract", reference},
                               {"parent", parent},
                               {"payer", "Prime plc"},
                               {"payee", "Sub Ltd"}});
    return row("subcontracts", cells);
}

TEST(SupplyChain, TheTierIsTheParentsAndOneMore) {
    const std::vector<Row> rows{sub("D", "c"), sub("C", "B"), sub("B", "A"), sub("A", ""), sub("Z", "")};
    const SupplyChain chain{rows};
    std::string order;
    for (const auto& each : chain.all())
        order += each.reference + std::to_string(each.tier.value()) + ' ';
    EXPECT_EQ(order, "A2 Z2 B3 C4 D5 ");
    EXPECT_EQ(chain.parent_of(*chain.find("d")), chain.find("C"));
    EXPECT_EQ(chain.parent_of(*chain.find("A")), nullptr);
}

TEST(SupplyChain, AnOrphanOrACircleInAnOlderRecordHasNoTierAndComesLast) {
    const std::vector<Row> rows{sub("A", "B"), sub("B", "A"), sub("O", "gone"), sub("U", "O"), sub("Z", "")};
    const SupplyChain chain{rows};
    EXPECT_EQ(chain.all().front().reference, "Z");
    for (const auto* reference : {"A", "B", "O", "U"})
        EXPECT_FALSE(chain.find(reference)->tier.has_value()) << reference;
}

TEST(SupplyChain, ASubContractIsLiveFromItsFirstToItsLastDay) {
    const std::vector<Row> rows{sub("A", "", {{"start", "2026-02-01"}, {"end", "2026-02-28"}}), sub("B", "")};
    const SupplyChain chain{rows};
    const auto& dated = *chain.find("A");
    EXPECT_FALSE(dated.live_on(Date{2026, 1, 31}));
    EXPECT_TRUE(dated.live_on(Date{2026, 2, 1}));
    EXPECT_TRUE(dated.live_on(Date{2026, 2, 28}));
    EXPECT_FALSE(dated.live_on(Date{2026, 3, 1}));
    EXPECT_TRUE(chain.find("B")->live_on(Date{2026, 1, 1}));
}

struct Terms {
    const char* terms;
    const char* clause;
    std::optional<Days> above;
    std::vector<std::string> faults;
    std::size_t unknown;
    const char* because;
};

TEST(FlowDown, LongerThanItsParentsOrThanThirtyDaysOrClauseNoIsAFaultAndBlankIsUnknown) {
    const std::string clause = "the prompt payment clause is not in it";
    const std::vector<Terms> cases{
        {"30", "yes", Days{30}, {}, 0, "as long as its parent's, and 30 days"},
        {"14", "yes", Days{30}, {}, 0, "shorter"},
        {"31", "yes", std::nullopt, {"pays in 31 days, longer than 30"}, 0, "over 30, with nothing stated above"},
        {"31", "yes", Days{60}, {"pays in 31 days, longer than 30"}, 0, "over 30, though its parent has longer"},
        {"21",
         "yes",
         Days{14},
         {"pays in 21 days, longer than the 14 days of the contract above it"},
         0,
         "the parent's"},
        {"30", "no", Days{30}, {clause}, 0, "clause no"},
        {"45",
         "no",
         Days{30},
         {"pays in 45 days, longer than the 30 days of the contract above it", clause},
         0,
         "both"},
        {"", "yes", Days{30}, {}, 1, "blank terms are unknown"},
        {"30", "", Days{30}, {}, 1, "a blank clause is unknown"},
        {"", "", Days{30}, {}, 2, "both are"},
    };
    for (const auto& each : cases) {
        const std::vector<Row> rows{sub("A", "", {{"terms_days", each.terms}, {"prompt_payment_clause", each.clause}})};
        const auto flow = flow_down_of(SupplyChain{rows}.all().front(), each.above, built_in_payment_law());
        EXPECT_EQ(flow.faults, each.faults) << each.because;
        EXPECT_EQ(flow.unknown.size(), each.unknown) << each.because;
    }
}

TEST(FlowDown, GoesByTheLongestTermsOfTheLawWhenTheSubContractBegan) {
    const PaymentLaw law{
        legal_numbers_with(std::vector{builders::legal_number("payment_days_subcontract", "45", "2027-04-01")})};
    const auto flow = [&](const char* start, const char* terms) {
        const std::vector<Row> rows{sub("A", "", {{"start", start}, {"terms_days", terms}})};
        return flow_down_of(SupplyChain{rows}.all().front(), std::nullopt, law);
    };
    EXPECT_TRUE(flow("2027-04-01", "45").faults.empty());
    EXPECT_EQ(flow("2027-04-01", "46").faults, std::vector<std::string>{"pays in 46 days, longer than 45"});
    EXPECT_EQ(flow("2027-03-31", "45").faults, std::vector<std::string>{"pays in 45 days, longer than 30"});
    EXPECT_EQ(flow("2027-03-31", "45").law->authority, "Procurement Act 2023, s.73");
    EXPECT_EQ(flow("2020-01-01", "31").law->authority, "Public Contracts Regulations 2015, reg 113(2)(c)");
    EXPECT_EQ(flow("2010-01-01", "45").faults, std::vector<std::string>{"pays in 45 days, longer than 30"})
        << "before there was such a law the council's policy is its first number";
    EXPECT_EQ(flow("", "45").faults.size(), 1U) << "recorded on 1 January 2026";
}

}  // namespace
}  // namespace contractwatch

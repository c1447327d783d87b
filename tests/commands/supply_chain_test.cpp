// The supply chain of a contract as its page and the payments show it, and sub-contracts that are refused.
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "commands/small_register.h"

namespace contractwatch::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SupplyChainCommand : public SmallRegister {
  protected:
    void SetUp() override {
        SmallRegister::SetUp();
        take_in("subcontracts",
                "contract,subcontract,parent,payer,payee,terms_days,prompt_payment_clause\n"
                "C-1,SC-2,SC-1,Small Ltd,Tiny Ltd,45,no\n"
                "C-1,SC-1,,Bright Ltd,Small Ltd,30,\n");
        take_in("invoices",
                "contract,subcontract,payer,payee,invoice,received_on,amount_gross,paid_on\n"
                "C-1,SC-2,Small Ltd,Tiny Ltd,T-1,2026-08-01,70,2026-08-20\n"
                "C-1,SC-2,Small Ltd,Tiny Ltd,T-2,2026-08-01,70,2026-09-20\n"
                "C-1,SC-9,Small Ltd,Tiny Ltd,T-3,2026-08-01,70,2026-08-20\n");
    }

    json::object chain() { return ask({"contract", "C-1"}).document().at("supply_chain").as_object(); }
};

TEST_F(SupplyChainCommand, TheContractShowsEachSubContractItsTierAndWhetherTheTermsReachIt) {
    const auto all = chain().at("sub_contracts").as_array();
    EXPECT_THAT(each_of(all, "sub_contract"), ElementsAre("SC-1", "SC-2"));
    EXPECT_THAT(each_of(all, "supply_tier"), ElementsAre("2", "3"));
    EXPECT_THAT(each_of(all, "flow_down"), ElementsAre("unknown", "no"));
}

TEST_F(SupplyChainCommand, EachTierHasItsShareAndItsWeakestLinkAndObservedAndDeclaredAreApart) {
    const auto shown = chain();
    const auto& tiers = shown.at("tiers").as_array();
    EXPECT_THAT(each_of(tiers, "supply_tier"), ElementsAre("1", "2", "3"));
    EXPECT_THAT(each_of(tiers, "clock"), ElementsAre("policy", "pa23", "pa23"))
        << "without flow_down_days the regime's clock scores";
    EXPECT_EQ(text_in(tiers.at(2), "weakest_link"),
              "Tier 3 (declared): Small Ltd paid 1 of 2 invoices (50.0 %) on time by the pa23 clock.");
    EXPECT_EQ(text_in(shown, "weakest_declared"), text_in(tiers.at(2), "weakest_link"));
    EXPECT_EQ(text_in(shown, "weakest_observed"), text_in(tiers.at(0), "weakest_link"));
}

TEST_F(SupplyChainCommand, AnUnknownSubContractThatAnInvoiceNamesIsShownAndTheInvoiceCountsAtTierTwo) {
    const auto unknown = chain().at("unknown_sub_contracts").as_array();
    EXPECT_THAT(each_of(unknown, "sub_contract"), ElementsAre("SC-9"));
    EXPECT_THAT(call({"contract", "C-1"}).out, HasSubstr("Sub-contract SC-9 is not recorded and 1 invoice name it."));
    const auto by_tier =
        ask({"payments", "--from", "2026-08-01", "--to", "2026-08-31", "--by", "tier", "--contract", "C-1"});
    std::int64_t declared = 0;
    for (const auto& each : by_tier.list()) {
        if (text_in(each, "clock") == "pa23" && text_in(each, "group") == "2")
            declared = each.at("population").to_number<std::int64_t>();
    }
    EXPECT_EQ(declared, 1) << "T-3, whose last day was 30 August";
}

TEST_F(SupplyChainCommand, PaymentsOfOneContractRefuseOneThatIsNotKnown) {
    EXPECT_EQ(ask({"payments", "--contract", "C-1"}).exit, 0);
    const auto said = ask({"payments", "--contract", "C-9"});
    EXPECT_NE(said.exit, 0);
    EXPECT_THAT(said.err, HasSubstr("the register has no contract C-9"));
}

TEST_F(SupplyChainCommand, AnOrphanIsListedInTheRejectedRowsWithItsLine) {
    std::string rows = "contract,subcontract,parent,payer,payee\n";
    for (int number = 10; number < 16; ++number)
        rows += "C-1,SC-" + std::to_string(number) + ",SC-1,Small Ltd,Tiny Ltd\n";
    write("more.csv", rows + "C-1,SC-20,SC-99,Small Ltd,Tiny Ltd\n");
    const auto said = call({"import", "subcontracts", path("more.csv")});
    EXPECT_EQ(said.exit, 0) << "it is left out, as the file is not strict";
    EXPECT_THAT(said.out, HasSubstr("line 8, parent: contract C-1 has no sub-contract SC-99"));
    std::ifstream file{path("more.csv.rejected.csv")};
    std::stringstream listed;
    listed << file.rdbuf();
    EXPECT_THAT(listed.str(), HasSubstr("8,parent,"));
    EXPECT_THAT(listed.str(), HasSubstr("C-1,SC-20,SC-99,Small Ltd,Tiny Ltd"));
}

TEST_F(SupplyChainCommand, ReturnsAreListedAsTheyStand) {
    take_in("contracts", "ContractReference,ContractTitle,supply_chain_return\nC-1,Street lighting,monthly\n");
    const auto returns = chain().at("returns").as_array();
    EXPECT_THAT(each_of(returns, "period"), ElementsAre("2026-09")) << "the contract was recorded on 30 September";
    EXPECT_THAT(each_of(returns, "state"), ElementsAre("awaited"));
    take_in("returns", "contract,period,submitted_on,nil_return\nC-1,2026-09,2026-09-30,yes\n");
    EXPECT_THAT(each_of(chain().at("returns").as_array(), "state"), ElementsAre("declared"));
    EXPECT_THAT(each_of(chain().at("returns").as_array(), "nil_return"), ElementsAre("true"));
}

}  // namespace
}  // namespace contractwatch::testing

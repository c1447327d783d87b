// contract REF: the whole state of one contract.
#include <gmock/gmock.h>

#include "commands/small_register.h"

namespace contractwatch::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ContractCommand : public SmallRegister {};

TEST_F(ContractCommand, GivesEveryPart) {
    const auto said = ask({"contract", "c-1"});
    ASSERT_EQ(said.exit, 0) << said.err;
    const auto state = said.document();
    EXPECT_EQ(text_in(state, "contract"), "C-1");
    EXPECT_EQ(text_in(state, "as_at"), "2026-10-01");
    EXPECT_EQ(text_in(state.at("register"), "contract_value_pence"), "30000000");
    EXPECT_EQ(text_in(state.at("register"), "sme_supplier"), "true");
    EXPECT_TRUE(state.at("register").at("lots").is_null());
    EXPECT_EQ(text_in(state.at("register").at("derived"), "importance"), "silver");
    EXPECT_THAT(each_of(state.at("register").at("derived").at("officers").as_array(), "name"),
                ElementsAre("Ann Archer", "Dora Dean"));
    EXPECT_THAT(each_of(state.at("schedules").as_array(), "review_type"),
                ElementsAre("operational", "performance", "strategic"));
    EXPECT_THAT(each_of(state.at("reviews").as_array(), "state"), Contains("overdue"));
    EXPECT_EQ(state.at("measures").as_array().size(), 1U);
    EXPECT_THAT(each_of(state.at("payments").as_array(), "group"), ::testing::Each("C-1"));
    EXPECT_TRUE(state.at("duties").as_array().empty());
    EXPECT_TRUE(state.at("actions").as_array().empty());
    EXPECT_EQ(state.at("findings").as_array().size(), 10U);
}

TEST_F(ContractCommand, GivesItsOutcomeAndWhatIsToBeDone) {
    take_in("outcomes", "outcome,title\nO-1,Streets are safe\n");
    take_in("contracts", "ContractReference,ContractTitle,outcome\nC-1,Street lighting,o-1\n");
    take_in("actions",
            "contract,action,kind,description,owner_email,due_on,completed_on,raised_by_measure\n"
            "C-1,A-2,,More crews,ann@council.example,2026-09-30,,M-1\n"
            "C-1,A-1,rectification_plan,New lamps,ann@council.example,2026-09-30,2026-09-29,\n");
    const auto state = ask({"contract", "c-1"}).document();
    EXPECT_EQ(text_in(state.at("register"), "outcome"), "o-1");
    EXPECT_EQ(text_in(state.at("register").at("derived"), "outcome_title"), "Streets are safe");
    const auto actions = state.at("actions").as_array();
    EXPECT_THAT(each_of(actions, "action"), ElementsAre("A-1", "A-2"));
    EXPECT_THAT(each_of(actions, "state"), ElementsAre("completed", "overdue"));
    EXPECT_EQ(text_in(actions.at(1), "raised_by_measure"), "M-1");
    EXPECT_THAT(each_of(state.at("findings").as_array(), "kind"), Contains("action"));
    const auto words = call({"contract", "c-1"}).out;
    EXPECT_THAT(words, HasSubstr("outcome: o-1, Streets are safe"));
    EXPECT_THAT(words, HasSubstr("More crews"));
}

TEST_F(ContractCommand, TellsItsHistoryEntryByEntry) {
    const auto said = ask({"contract", "c-1", "--history"});
    ASSERT_EQ(said.exit, 0) << said.err;
    const auto list = said.list();
    EXPECT_THAT(each_of(list, "table"), ElementsAre("contracts", "schedules", "reviews", "reviews", "measures",
                                                    "readings", "readings", "invoices", "invoices", "invoices",
                                                    "invoices", "invoices", "invoices", "payments", "payments"));
    EXPECT_THAT(each_of(list, "kind"), ::testing::Each("recorded"));
    const auto& invoice = list.at(7);
    for (const auto* field : {"entry", "at", "who", "claimed_by", "what", "source", "line", "kind", "table", "row",
                              "words", "more", "changes", "alerts", "message"})
        EXPECT_NE(invoice.as_object().if_contains(field), nullptr) << field;
    EXPECT_EQ(text_in(invoice, "what"), "import");
    EXPECT_EQ(text_in(invoice, "source"), "invoices.csv");
    EXPECT_EQ(text_in(invoice, "line"), "2");
    EXPECT_EQ(text_in(invoice.at("changes").at(0), "column"), "contract");
    EXPECT_TRUE(invoice.at("changes").at(0).at("before").is_null());
}

TEST_F(ContractCommand, SumsTheInvoicesOfAFileForAPerson) {
    const auto said = call({"contract", "C-1", "--history"});
    EXPECT_THAT(said.out, HasSubstr("6 invoices were recorded, £6,970.50 in all."));
    EXPECT_THAT(said.out, HasSubstr("2 payments were recorded, £1,000.00 in all."));
    EXPECT_THAT(said.out,
                HasSubstr("Review C-1, performance, occurrence 1 April 2026, held on 8 April 2026 was recorded"));
    EXPECT_THAT(said.out, ::testing::Not(HasSubstr("INV-6"))) << "of no contract";
    EXPECT_EQ(call({"contract", "C-4", "--history"}).err, call({"contract", "C-4"}).err);
}

TEST_F(ContractCommand, NamesTheNearestReferences) {
    const auto said = call({"contract", "C-4"});
    EXPECT_EQ(said.exit, 2);
    EXPECT_THAT(said.err, HasSubstr("the register has no contract C-4; did you mean C-1 or C-2?"));
    EXPECT_EQ(said.out, "");
}

TEST_F(ContractCommand, ReadsAsAPageForAPerson) {
    const auto said = call({"contract", "C-2"});
    EXPECT_THAT(said.out, HasSubstr("C-2: Legal advice (as at 2026-10-01)"));
    EXPECT_THAT(said.out, HasSubstr("£60,000.00"));
    EXPECT_THAT(said.out, HasSubstr("lead director: Dora Dean <dora@council.example>"));
}

}  // namespace
}  // namespace contractwatch::testing

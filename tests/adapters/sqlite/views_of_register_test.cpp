// What the auditors' views of the register show: what changed in it, by whom, and what nobody answers for.
#include <gmock/gmock.h>

#include "adapters/sqlite/views_fixture.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::ElementsAre;

TEST_F(Views, ShowEachCellOfTheRegisterThatChanged) {
    const auto contract = [](std::vector<builders::Cell> cells) {
        cells.emplace_back("ContractReference", "C-1");
        return builders::row("contracts", cells);
    };
    take_in("2026-10-01T08:00:00Z",
            {contract({{"ContractTitle", "Buses"}, {"EndDate", "2027-03-31"}, {"manager_email", "ann@x.example"}})});
    take_in("2026-10-02T08:00:00Z", {contract({{"ContractTitle", "Buses"}, {"EndDate", "2028-03-31"}})},
            "register.csv");
    auto clears = contract({{"ContractValue", "10"}});
    clears.cleared = {clears.kind->column("manager_email")};
    take_in("2026-10-03T08:00:00Z", {clears});
    take_in("2026-10-04T08:00:00Z",
            {builders::row("roles", {{"contract", "C-1"}, {"role", "manager"}, {"email", "bob@x.example"}})});
    EXPECT_THAT(
        seen("SELECT register, record, column_name, before, after, entry, file, line FROM "
             "audit_register_changes"),
        ElementsAre("contracts|C-1||||1||2", "contracts|C-1|end_date|2027-03-31|2028-03-31|2|register.csv|2",
                    "contracts|C-1|contract_value_pence||1000|3||2", "contracts|C-1|manager_email|ann@x.example||3||2",
                    "roles|C-1 manager bob@x.example||||4||2"));
}

TEST_F(Views, ShowHowATargetChanged) {
    const auto measure = [](std::vector<builders::Cell> cells) {
        cells.emplace_back("contract", "C-1");
        cells.emplace_back("measure", "M1");
        cells.emplace_back("direction", "increase");
        return builders::row("measures", cells);
    };
    take_in("2026-10-01T08:00:00Z", {measure({{"target", "90"}, {"approaching", "85"}, {"title", "On time"}})});
    take_in("2026-10-02T08:00:00Z", {measure({{"title", "Punctuality"}})});
    take_in("2026-10-03T08:00:00Z",
            {measure({{"target", "92"}, {"effective_from", "2026-12-01"}, {"reason", "agreed"}})}, "targets.csv");
    EXPECT_THAT(seen("SELECT measure, effective_from, column_name, before, after, reason, entry, file FROM "
                     "audit_target_changes"),
                ElementsAre("M1|2026-12-01|approaching|85||agreed|3|targets.csv",
                            "M1|2026-12-01|target|90|92|agreed|3|targets.csv"));
}

TEST_F(Views, ShowRatingsThatAPersonSetInPlaceOfTheBands) {
    const auto reading = [](std::vector<builders::Cell> cells) {
        cells.emplace_back("contract", "C-1");
        cells.emplace_back("measure", "M1");
        return builders::row("readings", cells);
    };
    take_in("2026-10-01T08:00:00Z",
            {reading({{"period", "2026-07"}, {"value", "84"}}), reading({{"period", "2026-08"}, {"rating", "good"}}),
             reading({{"period", "2026-09"}, {"value", "84"}, {"rating", "good"}, {"override_reason", "roadworks"}})});
    EXPECT_THAT(seen("SELECT period, value, rating, reason, reading, who FROM audit_overrides"),
                ElementsAre("2026-09|84|good|roadworks|3|clerk"));
}

TEST_F(Views, ShowContractsThatNobodyInPostAnswersFor) {
    const auto contract = [](const char* reference, std::vector<builders::Cell> cells) {
        cells.emplace_back("ContractReference", reference);
        cells.emplace_back("ContractTitle", "Buses");
        return builders::row("contracts", cells);
    };
    const auto person = [](const char* email, const char* until, const char* deputy) {
        return builders::row("people",
                             {{"email", email}, {"name", email}, {"active_until", until}, {"deputy_email", deputy}});
    };
    take_in("2026-10-01T08:00:00Z",
            {person("ann@x.example", "2026-09-30", ""), person("bob@x.example", "2026-09-30", "cat@x.example"),
             person("cat@x.example", "", ""), contract("LEFT", {{"manager_email", "Ann@x.example"}}),
             contract("DEPUTY", {{"manager_email", "bob@x.example"}}),
             contract("UNKNOWN", {{"director_email", "dan@x.example"}}), contract("NONE", {}),
             contract("ENDED", {{"status", "ended"}}), contract("OVER", {{"EndDate", "2026-09-30"}}),
             contract("ROLE", {{"manager_email", "ann@x.example"}}),
             contract("GAVE UP", {{"manager_email", "cat@x.example"}}),
             builders::row("roles", {{"contract", "ROLE"}, {"role", "manager"}, {"email", "cat@x.example"}}),
             builders::row(
                 "roles",
                 {{"contract", "GAVE UP"}, {"role", "manager"}, {"email", "cat@x.example"}, {"until", "2026-08-31"}})});
    EXPECT_THAT(seen("SELECT contract, as_at, manager, lead_director FROM audit_no_owner"),
                ElementsAre("GAVE UP|2026-10-01|not named|not named",
                            "LEFT|2026-10-01|Ann@x.example, left on 2026-09-30|not named",
                            "NONE|2026-10-01|not named|not named"));
}

}  // namespace
}  // namespace contractwatch::sqlite::testing

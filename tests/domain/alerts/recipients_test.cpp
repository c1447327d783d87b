// Recipients: who a finding comes to, and the reason they are given.
#include "domain/alerts/recipients.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

const Date today{2026, 10, 1};
const Mailboxes mailboxes{Email{"procurement@council.example"}, Email{"operator@council.example"},
                          Email{"ap@council.example"}, Email{"finance@council.example"},
                          Email{"audit@council.example"}};

/// Ann is manager, Bob deputy, Cat director; Dan is Ann's own deputy. Those named have left on 30 September 2026.
struct Council {
    std::vector<std::string> gone = {};
    std::string anns_deputy = {};
    Mailboxes boxes = mailboxes;
    Email owner = {};

    People people() const {
        const std::pair<const char*, const char*> all[] = {
            {"ann", "Ann Lee"}, {"bob", "Bob Ray"}, {"cat", "Cat Orr"}, {"dan", "Dan Fox"}};
        std::vector<Row> rows;
        for (const auto& [first, name] : all) {
            const bool left = std::ranges::find(gone, first) != gone.end();
            const auto email = std::string{first} + "@council.example";
            rows.push_back(row("people", {{"email", email},
                                          {"name", name},
                                          {"active_until", left ? "2026-09-30" : ""},
                                          {"deputy_email", std::string_view{first} == "ann" ? anns_deputy : ""}}));
        }
        return People{rows};
    }

    Addressees told(std::vector<Audience> audience,
                    std::vector<Cell> cells = {{"manager_email", "ann@council.example"},
                                               {"deputy_email", "bob@council.example"},
                                               {"director_email", "cat@council.example"}}) const {
        const Officers officers{contract_of(row("contracts", cells)), {}};
        return addressees_of(audience, officers, people(), boxes, today, owner);
    }
};

TEST(Recipients, TakeTheManagersPlaceInTheirOrder) {
    struct Case {
        Council council;
        const char* to;
        const char* why;
    };
    const Case cases[] = {
        {{}, "ann@council.example", "you are the contract manager"},
        {{{"ann"}, "dan@council.example"},
         "dan@council.example",
         "Ann Lee, the contract manager, left on 30 September 2026; you are the deputy of Ann Lee"},
        {{{"ann"}},
         "bob@council.example",
         "Ann Lee, the contract manager, left on 30 September 2026; you are the deputy contract manager"},
        {{{"ann", "bob", "dan"}, "dan@council.example"},
         "cat@council.example",
         "Ann Lee, the contract manager, left on 30 September 2026; Bob Ray, the deputy contract manager, left on 30 "
         "September 2026; you are the lead director"},
        {{{"ann", "bob", "cat"}},
         "procurement@council.example",
         "Ann Lee, the contract manager, left on 30 September 2026; Bob Ray, the deputy contract manager, left on 30 "
         "September 2026; Cat Orr, the lead director, left on 30 September 2026; this is the procurement mailbox"},
    };
    for (const auto& each : cases) {
        const auto told = each.council.told({Audience::manager});
        ASSERT_EQ(told.to.size(), 1u) << each.to;
        EXPECT_EQ(told.to[0].to.email, Email{each.to});
        EXPECT_EQ(told.to[0].why_you, each.why);
        EXPECT_TRUE(told.nobody_because.empty());
    }
}

TEST(Recipients, OfAContractThatNamesNobodyAreProcurement) {
    const auto told = Council{}.told({Audience::manager}, {});
    ASSERT_EQ(told.to.size(), 1u);
    EXPECT_EQ(
        told.to[0].why_you,
        "no contract manager is named; no deputy contract manager is named; no lead director is named; this is the "
        "procurement mailbox");
}

TEST(Recipients, AreNamedOnce) {
    const auto told = Council{{"ann", "bob"}}.told({Audience::manager, Audience::lead_director, Audience::procurement});
    ASSERT_EQ(told.to.size(), 2u);
    EXPECT_EQ(told.to[0].to, (Recipient{Email{"cat@council.example"}, "Cat Orr"}));
    EXPECT_EQ(told.to[1].to.email, mailboxes.procurement);
}

TEST(Recipients, OfAMailboxThatIsNotSetAreSaidToBeNobody) {
    Council council{{"ann", "bob", "cat"}};
    council.boxes = {};
    const auto told = council.told({Audience::manager, Audience::auditors});
    EXPECT_TRUE(told.to.empty());
    EXPECT_NE(told.nobody_because.find("mailboxes.procurement"), std::string::npos);
}

TEST(Recipients, OfAMailboxThatIsNotSetAreProcurement) {
    auto boxes = mailboxes;
    boxes.auditors = {};
    const std::vector<Audience> audience = {Audience::auditors, Audience::service_operator};
    const auto told = addressees_of(audience, boxes);
    ASSERT_EQ(told.to.size(), 2u);
    EXPECT_EQ(told.to[0].to.email, mailboxes.procurement);
    EXPECT_EQ(told.to[0].why_you, "the auditors' mailbox is not set; this is the procurement mailbox");
    EXPECT_EQ(told.to[1].why_you, "this is the mailbox of the service's operator");
}

TEST(Recipients, OfWhatSomebodyAnswersForAreItsOwnerElseTheirDeputyElseTheManager) {
    const auto to = [](const Council& council) {
        const auto found = council.told({Audience::owner});
        return found.to.at(0).to.email.given() + ": " + found.to.at(0).why_you;
    };
    const Email dan{"dan@council.example"};
    const Email ann{"ann@council.example"};
    EXPECT_EQ(to({{}, {}, mailboxes, dan}), "dan@council.example: you are the owner");
    EXPECT_EQ(to({{"dan"}, {}, mailboxes, dan}),
              "ann@council.example: Dan Fox, the owner, left on 30 September 2026; you are the contract manager");
    EXPECT_EQ(to({{"ann"}, "dan@council.example", mailboxes, ann}),
              "dan@council.example: Ann Lee, the owner, left on 30 September 2026; you are the deputy of Ann Lee");
    EXPECT_EQ(to({}), "ann@council.example: you are the contract manager") << "nobody is named";
}

}  // namespace
}  // namespace contractwatch

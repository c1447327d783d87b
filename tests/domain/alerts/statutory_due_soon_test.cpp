// Invoices near the last day that the law gives, where the council's own day has passed.
#include "domain/alerts/statutory_due_soon.h"

#include <random>

#include <gtest/gtest.h>

#include "builders/legal_numbers.h"
#include "domain/alerts/turns.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

ContractRows under_regime(std::string_view regime, std::vector<Cell> cells) {
    cells.insert(cells.end(), {{"contract", "C-1"}, {"payee", "Acme"}, {"invoice", "1"}, {"amount_gross", "100"}});
    ContractRows contract;
    contract.contract = ContractRef{"C-1"};
    contract.rows["contracts"] = {row("contracts", {{"ContractReference", "C-1"}, {"regime", regime}})};
    contract.rows["invoices"] = {row("invoices", cells)};
    return contract;
}

std::optional<Finding> statutory_on(const ContractRows& contract, Date day) {
    for (auto& finding : payment_findings(contract, Rules{}, day).findings) {
        if (finding.kind == FindingKind::payment_due_soon && !finding.subject.empty()) return finding;
    }
    return std::nullopt;
}

TEST(StatutoryDueSoon, ComesFiveWorkingDaysBeforeTheActByDayOfTheStatutoryLastDay) {
    // Received 1 October 2026: the policy's last day is the 15th, the Act's Friday the 30th; five working days before
    // it is Friday the 23rd.
    const auto contract = under_regime("pa23", {{"received_on", "2026-10-01"}});
    EXPECT_FALSE(statutory_on(contract, Date{2026, 10, 22}));
    const auto finding = statutory_on(contract, Date{2026, 10, 23});
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->subject, "pa23");
    EXPECT_EQ(finding->severity, Severity::warning);
    EXPECT_EQ(finding->since, (Date{2026, 10, 23}));
    EXPECT_EQ(finding->members.at(0).line,
              "1 from Acme: £100.00 to pay, received 1 October 2026, last day 30 October 2026, act by 30 October 2026");
    EXPECT_EQ(
        finding->summary,
        "1 invoice past the council's own day and near the last day computed under s.68 of the Procurement Act "
        "2023 from the dates recorded, and not paid: £100.00 in all. To reach the payee in time the first must be "
        "released so that the money is there by 30 October 2026.");
    EXPECT_TRUE(statutory_on(contract, Date{2026, 10, 30}));
    EXPECT_FALSE(statutory_on(contract, Date{2026, 10, 31})) << "past: payment_late goes on telling";
}

TEST(StatutoryDueSoon, GoesByTheDaysInForceOnReceiptAndNamesTheirRow) {
    const auto contract = under_regime("pa23", {{"received_on", "2026-10-01"}});
    const auto law_named = [&](const Rules& rules) -> std::string {
        for (const auto& finding : payment_findings(contract, rules, Date{2026, 10, 30}).findings) {
            if (finding.kind == FindingKind::payment_due_soon && !finding.subject.empty())
                return std::get<std::vector<std::string>>(finding.evidence.back().value).at(0);
        }
        return "none";
    };
    EXPECT_EQ(law_named(Rules{}),
              "payment_days_pa23 30 from 24 February 2025, Procurement Act 2023, s.68(2), built in");
    EXPECT_EQ(law_named(builders::rules_with({builders::legal_number("payment_days_pa23", "32", "2026-10-01")})),
              "payment_days_pa23 32 from 1 October 2026, SI 2027/1, taken in by entry 1");
    EXPECT_EQ(law_named(builders::rules_with({builders::legal_number("payment_days_pa23", "60", "2026-10-01")})),
              "none")
        << "its last day is a month off";
}

struct ReadingCase {
    const char* due_stated;
    Date last_day;
    const char* because;
};

TEST(StatutoryDueSoon, TakesTheCautiousReadingOfADueDayThatThePayeeStated) {
    for (const auto& [due_stated, last_day, because] :
         {ReadingCase{"2026-10-11", Date{2026, 10, 30}, "it never shortens the 30 days"},
          ReadingCase{"2026-11-20", Date{2026, 11, 20}, "it ends the time, and does not begin another 30 days"}}) {
        const auto contract = under_regime("pa23", {{"received_on", "2026-10-01"}, {"due_stated_on", due_stated}});
        EXPECT_TRUE(statutory_on(contract, last_day)) << because;
        EXPECT_FALSE(statutory_on(contract, last_day + Days{1})) << because;
    }
}

TEST(StatutoryDueSoon, FollowsTheRegimeOfTheContract) {
    const auto received = std::vector<Cell>{{"received_on", "2026-10-01"}};
    EXPECT_EQ(statutory_on(under_regime("below_threshold", received), Date{2026, 10, 30})->subject, "below_threshold");
    const auto pcr15 = under_regime("pcr15", received);
    EXPECT_FALSE(statutory_on(pcr15, Date{2026, 10, 29})) << "verified by 8 October at the latest: 7 November";
    EXPECT_EQ(statutory_on(pcr15, Date{2026, 10, 30})->subject, "pcr15");
    EXPECT_FALSE(statutory_on(under_regime("", received), Date{2026, 10, 30}));
    EXPECT_FALSE(statutory_on(under_regime("none", received), Date{2026, 10, 30}));
}

TEST(StatutoryDueSoon, LeavesOutWhatIsPaidOrDisputedOrStillInTimeByThePolicy) {
    const auto on = [](std::vector<Cell> cells) {
        cells.emplace_back("received_on", "2026-10-01");
        return statutory_on(under_regime("pa23", cells), Date{2026, 10, 28}).has_value();
    };
    EXPECT_TRUE(on({}));
    EXPECT_FALSE(on({{"paid_on", "2026-10-28"}}));
    EXPECT_TRUE(on({{"paid_on", "2026-10-29"}})) << "not paid yet";
    EXPECT_FALSE(on({{"disputed_from", "2026-10-05"}, {"dispute_notified_on", "2026-10-05"}}));
    EXPECT_FALSE(on({{"disputed_from", "2026-10-05"},
                     {"dispute_notified_on", "2026-10-05"},
                     {"dispute_resolved_on", "2026-10-20"}}))
        << "the policy's last day moved to the 30th";
}

TEST(StatutoryDueSoon, HoldsExactlyAsLongAsItSays) {
    std::size_t found = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        std::mt19937 random{seed};
        const auto any = [&](int from, int to) { return std::uniform_int_distribution{from, to}(random); };
        const auto received = Date{2026, 1, 1} + Days{any(0, 300)};
        const auto later = [&](int from, int to, int of_ten) {
            return any(0, 9) < of_ten ? (received + Days{any(from, to)}).text() : std::string{};
        };
        const auto paid = later(10, 60, 5);
        const auto due = later(0, 70, 4);
        const auto verified = later(0, 40, 4);
        const auto disputed = later(0, 14, 3);
        const auto resolved = disputed.empty() ? std::string{} : later(14, 40, 6);
        const auto contract = under_regime(any(0, 1) == 0 ? "pa23" : "pcr15", {{"received_on", received.text()},
                                                                               {"paid_on", paid},
                                                                               {"due_stated_on", due},
                                                                               {"verified_on", verified},
                                                                               {"disputed_from", disputed},
                                                                               {"dispute_notified_on", disputed},
                                                                               {"dispute_resolved_on", resolved}});
        const auto invoices = invoices_of(contract.of("invoices"), {});
        auto today = statutory_due_soon(contract, invoices, Rules{}, Date{2026, 1, 1});
        for (Date day{2026, 1, 1}; day < Date{2027, 2, 28}; day = day + Days{1}) {
            auto tomorrow = statutory_due_soon(contract, invoices, Rules{}, day + Days{1});
            ASSERT_GE(today.holds_until, day);
            ASSERT_EQ(std::ranges::equal(today.findings, tomorrow.findings, same_finding), today.holds_until > day)
                << "seed " << seed << " on " << day;
            found += today.findings.size();
            today = std::move(tomorrow);
        }
    }
    EXPECT_GT(found, 200U);
}

}  // namespace
}  // namespace contractwatch

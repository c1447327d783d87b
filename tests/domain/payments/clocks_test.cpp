// The clocks of prompt payment, from the worked cases of the rules.
#include "domain/payments/clocks.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::row;

constexpr Date received{2026, 10, 1};
constexpr Date later{2027, 12, 31};
constexpr Days thirty{30};

TEST(Clocks, GiveTheLastDaysOfTheWorkedCase) {
    EXPECT_EQ(policy_last_day(received, Days{14}), (Date{2026, 10, 15}));
    EXPECT_EQ(pa23_last_day(received, {}, thirty), (Date{2026, 10, 30})) << "30 days beginning with 1 October";
    EXPECT_EQ(pcr15_last_day(received, {}, Days{7}, thirty), (Date{2026, 11, 7})) << "unverified";
    EXPECT_EQ(contract_last_day(received, Days{30}), (Date{2026, 10, 31}));
}

TEST(Clocks, FollowADueDayThatThePayeeStated) {
    EXPECT_EQ(pa23_last_day(received, Date{2026, 10, 11}, thirty), (Date{2026, 11, 9}))
        << "30 days beginning with 11 October";
    EXPECT_EQ(pa23_last_day(received, Date{2026, 9, 1}, thirty), (Date{2026, 10, 30})) << "earlier than receipt";
    EXPECT_EQ(pa23_cautious_last_day(received, Date{2026, 10, 11}, thirty), (Date{2026, 10, 30}));
    EXPECT_EQ(pa23_cautious_last_day(received, Date{2026, 11, 20}, thirty), (Date{2026, 11, 20}));
    EXPECT_EQ(pa23_cautious_last_day(received, {}, thirty), (Date{2026, 10, 30}));
}

TEST(Clocks, AreNotMovedByADueDayThatTheLedgerComputed) {
    const auto contract = row("contracts", {{"ContractReference", "C-1"}, {"regime", "pa23"}});
    const auto head = head_contract_of(contract);
    const std::vector<Row> rows{row("invoices", {{"contract", "C-1"},
                                                 {"payee", "Acme"},
                                                 {"invoice", "1"},
                                                 {"received_on", "2026-10-01"},
                                                 {"due_in_ledger", "2026-12-24"},
                                                 {"amount_gross", "12000"}})};
    for (const auto& invoice : invoices_of(rows, {})) {
        EXPECT_EQ(undisturbed_last_day(invoice, &head, PaymentClock::pa23, PaymentPolicy{}, later),
                  (Date{2026, 10, 30}));
        EXPECT_EQ(undisturbed_last_day(invoice, &head, PaymentClock::policy, PaymentPolicy{}, later),
                  (Date{2026, 10, 15}));
    }
}

TEST(Clocks, CountFromVerificationWhereThatWasQuicker) {
    EXPECT_EQ(pcr15_last_day(received, Date{2026, 10, 3}, Days{7}, thirty), (Date{2026, 11, 2}));
    EXPECT_EQ(pcr15_last_day(received, Date{2026, 10, 20}, Days{7}, thirty), (Date{2026, 11, 7}))
        << "deemed after 7 days";
}

TEST(Clocks, CountDaysToPayFromReceipt) {
    EXPECT_EQ(days_to_pay(received, Date{2026, 10, 31}), Days{30}) << "bucket 30 ends 31 October";
    EXPECT_EQ(days_to_pay(received, Date{2026, 9, 20}), Days{0}) << "paid before receipt";
}

TEST(Clocks, AskForActionOnTheLastWorkingDay) {
    const WorkingCalendar calendar;
    EXPECT_EQ(policy_last_day(Date{2026, 12, 18}, Days{14}), (Date{2027, 1, 1}));
    EXPECT_EQ(act_by_day(Date{2027, 1, 1}, calendar), (Date{2026, 12, 31})) << "1 January is a bank holiday";
}

TEST(Clocks, AreShownInTheOrderOfTheirNames) {
    EXPECT_TRUE(std::ranges::is_sorted(clocks(), {}, [](PaymentClock each) { return name_of(each); }));
    EXPECT_EQ(clocks().size(), 6U);
}

/// What applies to an invoice of that tier under a contract with those cells.
std::vector<std::string_view> applying(const std::vector<builders::Cell>& contract_cells, int tier) {
    auto cells = contract_cells;
    cells.emplace_back("ContractReference", "C-1");
    const auto contract = row("contracts", cells);
    const auto head = head_contract_of(contract);
    Invoice invoice;
    invoice.received_on = received;
    invoice.gross = Money::pounds(100);
    invoice.supply_tier = tier;
    std::vector<std::string_view> names;
    for (const auto clock : clocks()) {
        if (clocked(invoice, &head, clock, PaymentPolicy{}, later)) names.push_back(name_of(clock));
    }
    return names;
}

struct Applies {
    std::vector<builders::Cell> contract;
    int tier;
    std::vector<std::string_view> clocks;
    const char* because;
};

TEST(Clocks, ApplyByRegimeProviderAndTier) {
    const std::vector<Applies> cases = {
        {{{"regime", "pa23"}}, 1, {"pa23", "policy"}, "the Act and the council's policy"},
        {{{"regime", "pcr15"}, {"payment_terms_days", "30"}}, 1, {"contract", "pcr15", "policy"}, "and its own terms"},
        {{{"regime", "below_threshold"}}, 1, {"below_threshold", "policy"}, "s.88"},
        {{{"regime", "pa23"}, {"concession", "yes"}}, 1, {"policy"}, "a concession has no statutory clock"},
        {{{"regime", "psr"}}, 1, {"policy"}, "no public-payment clock"},
        {{}, 1, {"policy"}, "unknown: no statutory statement"},
        {{{"regime", "pa23"}, {"provider_type", "in_house"}}, 1, {}, "payment clocks do not apply in-house"},
        {{{"regime", "pa23"}}, 2, {"pa23"}, "the head contract's regime; without flow-down days no policy clock"},
        {{{"regime", "pa23"}, {"flow_down_days", "30"}, {"payment_terms_days", "20"}},
         2,
         {"pa23", "policy"},
         "the head contract's terms are not the sub-contract's"},
    };
    for (const auto& [contract, tier, expected, because] : cases)
        EXPECT_EQ(applying(contract, tier), expected) << because;
}

TEST(Clocks, UseTheHeadContractsFlowDownDaysBeyondTheFirstTier) {
    const auto contract = row("contracts", {{"ContractReference", "C-1"}, {"flow_down_days", "30"}});
    const auto head = head_contract_of(contract);
    Invoice invoice;
    invoice.received_on = received;
    invoice.supply_tier = 2;
    EXPECT_EQ(undisturbed_last_day(invoice, &head, PaymentClock::policy, PaymentPolicy{}, later), (Date{2026, 10, 31}));
}

TEST(Clocks, GiveAnInvoiceWithoutAContractThePolicyClockAlone) {
    Invoice invoice;
    invoice.received_on = received;
    EXPECT_EQ(undisturbed_last_day(invoice, nullptr, PaymentClock::policy, PaymentPolicy{}, later),
              (Date{2026, 10, 15}));
    EXPECT_EQ(undisturbed_last_day(invoice, nullptr, PaymentClock::pa23, PaymentPolicy{}, later), std::nullopt);
}

TEST(Clocks, DoNotRunWithoutReceipt) {
    Invoice invoice;
    EXPECT_FALSE(clocked(invoice, nullptr, PaymentClock::policy, PaymentPolicy{}, later));
    invoice.received_on = received;
    EXPECT_FALSE(clocked(invoice, nullptr, PaymentClock::policy, PaymentPolicy{}, received - Days{1}));
    EXPECT_TRUE(clocked(invoice, nullptr, PaymentClock::policy, PaymentPolicy{}, received));
}

struct Sized {
    std::optional<bool> sme;
    std::optional<bool> vcse;
    int tier;
    Date last_day;
    const char* because;
};

TEST(Clocks, MakeExceptionsBySize) {
    PaymentPolicy policy;
    policy.sme_policy_days = 10;
    policy.vcse_policy_days = 7;
    const auto contract =
        row("contracts", {{"ContractReference", "C-1"}, {"SMESupplier", "yes"}, {"flow_down_days", "30"}});
    const auto head = head_contract_of(contract);
    const std::vector<Sized> cases = {
        {false, false, 1, {2026, 10, 15}, "the policy"},
        {true, false, 1, {2026, 10, 11}, "an SME"},
        {true, true, 1, {2026, 10, 8}, "both: the shorter"},
        {{}, {}, 1, {2026, 10, 11}, "the register knows the prime"},
        {true, true, 2, {2026, 10, 31}, "down the chain the head contract says how many"},
    };
    for (const auto& [sme, vcse, tier, last_day, because] : cases) {
        Invoice invoice;
        invoice.received_on = received;
        invoice.supply_tier = tier;
        invoice.payee_sme = sme;
        invoice.payee_vcse = vcse;
        EXPECT_EQ(undisturbed_last_day(invoice, &head, PaymentClock::policy, policy, later), last_day) << because;
    }
    policy.sme_policy_days = 20;
    EXPECT_EQ(policy_days_for(policy, true, false), Days{14}) << "an exception never gives more time";
}

TEST(Clocks, CountTheLeapDay) {
    EXPECT_EQ(policy_last_day(Date{2028, 2, 15}, Days{14}), (Date{2028, 2, 29}));
    EXPECT_EQ(pa23_last_day(Date{2028, 2, 1}, {}, thirty), (Date{2028, 3, 1}));
    EXPECT_EQ(pa23_last_day(Date{2027, 2, 1}, {}, thirty), (Date{2027, 3, 2}));
}

struct Disputed {
    Dispute dispute;
    Date as_at;
    std::optional<Date> last_day;
    const char* because;
};

TEST(Dispute, MovesThePolicysLastDayByTheDaysItCounted) {
    const Date d5{2026, 10, 5}, d12{2026, 10, 12}, d15{2026, 10, 15}, d16{2026, 10, 16};
    const std::vector<Disputed> cases = {
        {{d5, d5, d12}, later, Date{2026, 10, 22}, "the worked case"},
        {{d5, d5, d12}, Date{2026, 10, 11}, std::nullopt, "still open the day before"},
        {{d5, d5, d12}, Date{2026, 10, 4}, d15, "not begun yet"},
        {{d5, Date{2026, 10, 8}, d12}, later, Date{2026, 10, 19}, "counts from the day the payee was told"},
        {{d5, Date{2026, 10, 8}, d12}, Date{2026, 10, 7}, d15, "begun, but the payee not told yet"},
        {{d5, std::nullopt, d12}, later, d15, "the payee was never told"},
        {{d5, std::nullopt, std::nullopt}, later, d15, "nor does an open one count then"},
        {{d15, d15, std::nullopt}, later, std::nullopt, "on the last day still counts"},
        {{d16, d16, std::nullopt}, later, d15, "a day too late moves nothing"},
        {{d5, d12, d5}, later, d15, "resolved before the payee was told: no days"},
    };
    for (const auto& [dispute, as_at, last_day, because] : cases) {
        Invoice invoice;
        invoice.received_on = received;
        invoice.disputes = {dispute};
        EXPECT_EQ(clocked(invoice, nullptr, PaymentClock::policy, PaymentPolicy{}, as_at)->last_day, last_day)
            << because;
    }
}

struct SeveralDisputes {
    std::vector<Dispute> disputes;
    Date as_at;
    std::optional<Date> last_day;
    const char* because;
};

TEST(Dispute, CountsEachDayOnceHoweverManyThereAre) {
    const auto day = [](int of_october) { return Date{2026, 10, static_cast<unsigned>(of_october)}; };
    const std::vector<SeveralDisputes> cases = {
        {{{day(5), day(5), day(12)}, {day(8), day(8), day(14)}}, later, day(24), "overlapping: 5 to 14 is nine days"},
        {{{day(5), day(5), day(12)}, {day(6), day(6), day(9)}}, later, day(22), "one inside the other"},
        {{{day(5), day(5), day(8)}, {day(10), day(10), day(12)}}, later, day(20), "apart: three days and two"},
        {{{day(5), day(5), day(12)}, {day(20), day(20), day(23)}}, later, day(25), "counts for the last day as moved"},
        {{{day(5), {}, day(12)}, {day(20), day(20), day(23)}}, later, day(15), "the first moved nothing: too late"},
        {{{day(5), day(5), day(12)}, {day(8), day(8), {}}}, later, std::nullopt, "one is still open"},
        {{{day(5), day(5), day(12)}, {day(8), {}, {}}}, later, day(22), "an open one of which nobody told the payee"},
        {{{day(5), day(5), day(12)}, {day(8), day(8), day(14)}}, day(13), std::nullopt, "open on that day"},
    };
    for (const auto& [disputes, as_at, last_day, because] : cases) {
        Invoice invoice;
        invoice.received_on = received;
        invoice.disputes = disputes;
        EXPECT_EQ(clocked(invoice, nullptr, PaymentClock::policy, PaymentPolicy{}, as_at)->last_day, last_day)
            << because;
        std::ranges::reverse(invoice.disputes);
        EXPECT_EQ(clocked(invoice, nullptr, PaymentClock::policy, PaymentPolicy{}, as_at)->last_day, last_day)
            << because << ", in the other order";
    }
}

TEST(Dispute, StandsApartUnderAStatutoryClockWithBothLastDays) {
    const auto contract = row("contracts", {{"ContractReference", "C-1"}, {"regime", "pa23"}});
    const auto head = head_contract_of(contract);
    Invoice invoice;
    invoice.received_on = received;
    invoice.disputes = {{Date{2026, 10, 5}, Date{2026, 10, 7}, Date{2026, 10, 12}, DisputeKind::invalid}};
    const auto before = clocked(invoice, &head, PaymentClock::pa23, PaymentPolicy{}, Date{2026, 10, 6});
    EXPECT_EQ(before->notified_after, std::nullopt) << "the payee is told on the 7th";
    const auto open = clocked(invoice, &head, PaymentClock::pa23, PaymentPolicy{}, Date{2026, 10, 11});
    EXPECT_EQ(open->dispute, DisputeKind::invalid);
    EXPECT_EQ(open->notified_after, Days{6});
    EXPECT_EQ(open->last_day_after_resolution, std::nullopt);
    const auto resolved = clocked(invoice, &head, PaymentClock::pa23, PaymentPolicy{}, later);
    EXPECT_EQ(resolved->last_day, (Date{2026, 10, 30}));
    EXPECT_EQ(resolved->last_day_after_resolution, (Date{2026, 11, 10})) << "R + 29";
    const auto policy = clocked(invoice, &head, PaymentClock::policy, PaymentPolicy{}, later);
    EXPECT_EQ(policy->notified_after, std::nullopt) << "the policy clock moves instead";
    EXPECT_EQ(policy->last_day_after_resolution, std::nullopt);
}

TEST(Dispute, NeverMovesAStatutoryLastDay) {
    const auto contract = row("contracts", {{"ContractReference", "C-1"}, {"regime", "pa23"}});
    const auto head = head_contract_of(contract);
    Invoice invoice;
    invoice.received_on = received;
    invoice.disputes = {{Date{2026, 10, 5}, Date{2026, 10, 5}, Date{2026, 10, 12}}};
    EXPECT_EQ(clocked(invoice, &head, PaymentClock::pa23, PaymentPolicy{}, later)->last_day, (Date{2026, 10, 30}));
    EXPECT_TRUE(clocked(invoice, &head, PaymentClock::pa23, PaymentPolicy{}, Date{2026, 10, 6})->disputed());
}

}  // namespace
}  // namespace contractwatch

// Findings about the payment of a contract's invoices, and how long they stand.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "builders/payments.h"
#include "domain/alerts/evaluate.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::contract_with;
using builders::invoice_of_acme;
using builders::row;

std::vector<Finding> findings_on(const ContractRows& contract, Date day) {
    return payment_findings(contract, Rules{}, day).findings;
}

const Finding* find(const std::vector<Finding>& findings, FindingKind kind) {
    const auto found = std::ranges::find(findings, kind, &Finding::kind);
    return found == findings.end() ? nullptr : &*found;
}

std::int64_t number(const Finding& finding, std::string_view name) {
    const auto found = std::ranges::find(finding.evidence, name, &Field::name);
    return found == finding.evidence.end() ? -1 : std::get<std::int64_t>(found->value);
}

TEST(PaymentLate, BeginsTheDayAfterThePolicysLastDay) {
    const auto contract = contract_with({invoice_of_acme({{"invoice", "INV-1"}, {"received_on", "2026-10-01"}})});
    EXPECT_EQ(find(findings_on(contract, Date{2026, 10, 15}), FindingKind::payment_late), nullptr);
    const auto findings = findings_on(contract, Date{2026, 10, 16});
    const auto* late = find(findings, FindingKind::payment_late);
    ASSERT_NE(late, nullptr);
    EXPECT_EQ(late->subject, "");
    EXPECT_EQ(late->severity, Severity::warning);
    EXPECT_EQ(late->since, (Date{2026, 10, 16}));
    ASSERT_EQ(late->members.size(), 1U);
    EXPECT_EQ(late->members[0].id, "inv-1|acme|");
    EXPECT_EQ(late->members[0].line,
              "INV-1 from Acme: £100.00 to pay, received 1 October 2026, last day 15 October 2026");
    EXPECT_EQ(late->summary,
              "1 invoice past the last day of the council's 14-day policy, computed from the dates recorded, and not "
              "paid: £100.00 in all. The first last day was 15 October 2026.");
}

TEST(PaymentLate, IsCriticalFromThirtyDaysPast) {
    const auto contract = contract_with({invoice_of_acme({{"invoice", "1"}, {"received_on", "2026-10-01"}})});
    const auto severity = [&](Date day) {
        return find(findings_on(contract, day), FindingKind::payment_late)->severity;
    };
    EXPECT_EQ(severity(Date{2026, 11, 13}), Severity::warning);
    EXPECT_EQ(severity(Date{2026, 11, 14}), Severity::critical);
}

TEST(PaymentLate, LeavesOutWhatIsPaidDisputedCreditedOrDeclared) {
    const auto contract = contract_with({
        invoice_of_acme({{"invoice", "paid"}, {"received_on", "2026-10-01"}, {"paid_on", "2026-10-30"}}),
        invoice_of_acme({{"invoice", "disputed"},
                         {"received_on", "2026-10-01"},
                         {"disputed_from", "2026-10-05"},
                         {"dispute_notified_on", "2026-10-05"}}),
        invoice_of_acme({{"invoice", "credited"}, {"received_on", "2026-10-01"}}),
        invoice_of_acme({{"invoice", "CN"},
                         {"credits_invoice", "credited"},
                         {"amount_gross", "-100"},
                         {"received_on", "2026-10-02"}}),
        invoice_of_acme(
            {{"invoice", "declared"}, {"received_on", "2026-10-01"}, {"supply_tier", "2"}, {"payer", "Prime"}}),
        invoice_of_acme({{"invoice", "undated"}}),
    });
    EXPECT_EQ(find(findings_on(contract, Date{2026, 10, 31}), FindingKind::payment_late), nullptr);
    const auto before = findings_on(contract, Date{2026, 10, 29});
    ASSERT_NE(find(before, FindingKind::payment_late), nullptr) << "paid_on does not exist yet";
    EXPECT_EQ(find(before, FindingKind::payment_late)->members.size(), 1U);
}

TEST(PaymentLate, DoesNotApplyToAnInHouseService) {
    const auto contract = contract_with({invoice_of_acme({{"invoice", "1"}, {"received_on", "2026-10-01"}})}, {},
                                        {{"provider_type", "in_house"}});
    const auto evaluation = payment_findings(contract, Rules{}, Date{2026, 11, 1});
    EXPECT_TRUE(evaluation.findings.empty());
    EXPECT_EQ(evaluation.holds_until, end_of_time);
}

TEST(PaymentDueSoon, WarnsFiveWorkingDaysBeforeTheActByDay) {
    // Received Friday 18 December 2026: last day Friday 1 January 2027, act by Thursday 31 December; five working days
    // before it, past the bank holidays of 25 and 28 December, is Tuesday 22 December.
    const auto contract = contract_with({invoice_of_acme({{"invoice", "1"}, {"received_on", "2026-12-18"}})});
    EXPECT_TRUE(findings_on(contract, Date{2026, 12, 21}).empty());
    const auto findings = findings_on(contract, Date{2026, 12, 22});
    const auto* due = find(findings, FindingKind::payment_due_soon);
    ASSERT_NE(due, nullptr);
    EXPECT_EQ(due->severity, Severity::info);
    EXPECT_EQ(due->since, (Date{2026, 12, 22}));
    EXPECT_EQ(
        due->members.at(0).line,
        "1 from Acme: £100.00 to pay, received 18 December 2026, last day 1 January 2027, act by 31 December 2026");
    EXPECT_NE(find(findings_on(contract, Date{2027, 1, 1}), FindingKind::payment_due_soon), nullptr);
    const auto after = findings_on(contract, Date{2027, 1, 2});
    EXPECT_EQ(find(after, FindingKind::payment_due_soon), nullptr);
    EXPECT_NE(find(after, FindingKind::payment_late), nullptr);
}

/// So many invoices with the last day 15 September, the first so many of them paid a day late.
ContractRows shares(int invoices, int late) {
    std::vector<Row> rows;
    for (int each = 0; each < invoices; ++each) {
        const auto number = std::to_string(each);
        rows.push_back(invoice_of_acme({{"invoice", number},
                                        {"received_on", "2026-09-01"},
                                        {"paid_on", each < late ? "2026-09-16" : "2026-09-15"}}));
    }
    return contract_with(std::move(rows));
}

TEST(PaymentShare, IsJudgedOverTheLastThreeClosedMonths) {
    const auto contract = shares(19, 2);
    EXPECT_TRUE(findings_on(contract, Date{2026, 9, 30}).empty()) << "September is not closed";
    const auto findings = findings_on(contract, Date{2026, 10, 1});
    const auto* share = find(findings, FindingKind::payment_share_contract);
    ASSERT_NE(share, nullptr);
    EXPECT_EQ(share->period, "2026-07..2026-09");
    EXPECT_EQ(share->severity, Severity::warning);
    EXPECT_EQ(share->since, (Date{2026, 10, 1}));
    EXPECT_EQ(number(*share, "population"), 19);
    EXPECT_EQ(number(*share, "on_time"), 17);
    EXPECT_EQ(share->summary,
              "17 of 19 invoices with a last day in 2026-07..2026-09 (89.5 %) paid within 14 days of receipt, the "
              "council's policy; the pass mark is 90 %.");
    EXPECT_EQ(findings_on(contract, Date{2026, 12, 31}).at(0).period, "2026-09..2026-11");
    EXPECT_TRUE(findings_on(contract, Date{2027, 1, 1}).empty());
}

struct ShareCase {
    int invoices;
    int late;
    bool found;
    const char* because;
};

TEST(PaymentShare, NeedsTwoLateInvoicesAndAShareBelowTheMark) {
    for (const auto& [invoices, late, found, because] :
         {ShareCase{20, 2, false, "90 % passes"}, ShareCase{19, 2, true, "89.5 % does not"},
          ShareCase{2, 1, false, "half of them, but only one late"}, ShareCase{2, 2, true, "none on time"}}) {
        const auto findings = findings_on(shares(invoices, late), Date{2026, 10, 1});
        EXPECT_EQ(find(findings, FindingKind::payment_share_contract) != nullptr, found) << because;
    }
}

TEST(PaymentShare, HasSlippedWhereTheMonthsBeforePassed) {
    auto rows =
        std::vector{invoice_of_acme({{"invoice", "a"}, {"received_on", "2026-09-01"}, {"paid_on", "2026-09-20"}}),
                    invoice_of_acme({{"invoice", "b"}, {"received_on", "2026-09-01"}, {"paid_on", "2026-09-20"}})};
    const auto summary = [&] { return findings_on(contract_with(rows), Date{2026, 10, 1}).at(0).summary; };
    const std::string slipped = "It has slipped: the 3 closed months before passed.";
    EXPECT_EQ(summary().find(slipped), std::string::npos) << "there was nothing before";
    rows.push_back(invoice_of_acme({{"invoice", "c"}, {"received_on", "2026-06-01"}, {"paid_on", "2026-06-15"}}));
    EXPECT_NE(summary().find(slipped), std::string::npos);
    rows.push_back(invoice_of_acme({{"invoice", "d"}, {"received_on", "2026-03-18"}, {"paid_on", "2026-06-15"}}));
    EXPECT_EQ(summary().find(slipped), std::string::npos) << "late in April: one of two passed no mark";
}

TEST(PaymentShare, SaysWhereItRestsOnFewInvoices) {
    EXPECT_NE(findings_on(shares(9, 2), Date{2026, 10, 1}).at(0).summary.find("Few invoices"), std::string::npos);
    EXPECT_EQ(findings_on(shares(10, 2), Date{2026, 10, 1}).at(0).summary.find("Few invoices"), std::string::npos);
}

TEST(PaymentFindings, OfAFullyPaidContractStandAtLeastToTheEndOfTheMonth) {
    const auto contract =
        contract_with({invoice_of_acme({{"invoice", "1"}, {"received_on", "2026-10-01"}, {"paid_on", "2026-10-10"}})});
    const auto evaluation = payment_findings(contract, Rules{}, Date{2026, 10, 12});
    EXPECT_TRUE(evaluation.findings.empty());
    EXPECT_EQ(evaluation.holds_until, end_of_time) << "paid on time: no month to come changes that";
}

TEST(PaymentFindings, StandUntilTheDayBeforeTheyChange) {
    const auto contract = contract_with({invoice_of_acme({{"invoice", "1"}, {"received_on", "2026-10-01"}})});
    const auto until = [&](Date day) { return payment_findings(contract, Rules{}, day).holds_until; };
    EXPECT_EQ(until(Date{2026, 9, 1}), (Date{2026, 10, 7})) << "due soon on Thursday 8 October";
    EXPECT_EQ(until(Date{2026, 10, 8}), (Date{2026, 10, 15}));
    EXPECT_EQ(until(Date{2026, 10, 16}), (Date{2026, 11, 13}));
    EXPECT_EQ(until(Date{2026, 11, 14}), end_of_time) << "one late invoice is no share";
}

/// A day of 2026 or blank.
std::string some_day(std::mt19937& random, int from, int to, int blank_in_ten) {
    if (std::uniform_int_distribution{0, 9}(random) < blank_in_ten) return "";
    return (Date{2026, 1, 1} + Days{std::uniform_int_distribution{from, to}(random)}).text();
}

std::string plus(const std::string& day, int days) {
    return day.empty() ? day : (*Date::parse(day) + Days{days}).text();
}

ContractRows generated(unsigned seed) {
    std::mt19937 random{seed};
    const auto any = [&](int from, int to) { return std::uniform_int_distribution{from, to}(random); };
    std::vector<Row> invoices;
    std::vector<Row> payments;
    const int count = any(0, 8);
    for (int each = 0; each < count; ++each) {
        const auto number = "INV-" + std::to_string(each);
        const auto received = some_day(random, 0, 360, 1);
        const auto paid = any(0, 2) == 0 ? "" : plus(received, any(5, 60));
        const auto disputed = any(0, 3) == 0 ? plus(received, any(0, 16)) : "";
        const auto told = any(0, 3) == 0 ? "" : plus(disputed, any(0, 4));
        const auto resolved = any(0, 1) == 0 ? "" : plus(disputed, any(0, 30));
        invoices.push_back(invoice_of_acme({{"invoice", number},
                                            {"received_on", received},
                                            {"paid_on", paid},
                                            {"paid_amount", any(0, 4) == 0 ? "60" : ""},
                                            {"disputed_from", disputed},
                                            {"dispute_notified_on", told},
                                            {"dispute_resolved_on", resolved}}));
        if (any(0, 4) == 0)
            invoices.push_back(invoice_of_acme({{"invoice", "CN-" + number},
                                                {"credits_invoice", number},
                                                {"amount_gross", any(0, 1) == 0 ? "-100" : "-40"},
                                                {"received_on", plus(received, any(1, 50))}}));
        for (int part = any(0, 6) - 4; part > 0; --part)
            payments.push_back(
                row("payments", {{"payee", "Acme"},
                                 {"invoice", number},
                                 {"paid_on", received.empty() ? "2026-06-01" : plus(received, any(0, 40))},
                                 {"amount", any(0, 1) == 0 ? "50" : "100"}}));
    }
    return contract_with(std::move(invoices), std::move(payments));
}

void expect_same(const std::vector<Finding>& now, const std::vector<Finding>& later, Date day, Date on) {
    ASSERT_EQ(now.size(), later.size()) << day.text() << " and " << on.text();
    for (std::size_t each = 0; each < now.size(); ++each) {
        EXPECT_EQ(now[each].kind, later[each].kind);
        EXPECT_EQ(now[each].period, later[each].period);
        EXPECT_EQ(now[each].severity, later[each].severity) << day.text() << " and " << on.text();
        EXPECT_EQ(now[each].since, later[each].since) << day.text() << " and " << on.text();
        EXPECT_EQ(now[each].summary, later[each].summary) << day.text() << " and " << on.text();
        EXPECT_EQ(now[each].members, later[each].members) << day.text() << " and " << on.text();
    }
}

bool differs(const std::vector<Finding>& one, const std::vector<Finding>& other) {
    return !std::ranges::equal(one, other, [](const Finding& a, const Finding& b) {
        return a.kind == b.kind && a.period == b.period && a.severity == b.severity && a.since == b.since &&
               a.summary == b.summary && a.members == b.members && a.evidence == b.evidence;
    });
}

/// A year and a half of days for generated contracts. What is found on a day is found on the next, for as long as it is
/// said to hold, which the next day says too; and on the day after that something is different.
TEST(PaymentFindings, HoldExactlyAsLongAsTheySay) {
    std::size_t found = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE(seed);
        const auto contract = generated(seed);
        auto day = Date{2026, 1, 1};
        auto today = payment_findings(contract, Rules{}, day);
        for (; day < Date{2027, 6, 30}; day = day + Days{1}) {
            const auto next = day + Days{1};
            auto tomorrow = payment_findings(contract, Rules{}, next);
            found += today.findings.size();
            ASSERT_GE(today.holds_until, day);
            if (today.holds_until == day) {
                EXPECT_TRUE(differs(today.findings, tomorrow.findings)) << "it could have held longer than " << day;
            } else {
                expect_same(today.findings, tomorrow.findings, day, next);
                EXPECT_EQ(today.holds_until, tomorrow.holds_until) << day;
            }
            if (HasFailure()) return;
            today = std::move(tomorrow);
        }
    }
    EXPECT_GT(found, 1000U) << "the generated contracts must have findings to hold";
}

}  // namespace
}  // namespace contractwatch

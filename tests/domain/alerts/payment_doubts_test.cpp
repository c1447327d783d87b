// Days of receipt that were moved later, and invoices whose payments tell otherwise.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "builders/payments.h"
#include "domain/alerts/evaluate.h"
#include "domain/alerts/turns.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::contract_with;
using builders::invoice_of_acme;
using builders::row;

Row payment_to_acme(std::string_view invoice, std::string_view on, std::string_view amount,
                    std::vector<Cell> more = {}) {
    more.insert(more.end(), {{"payee", "Acme"}, {"invoice", invoice}, {"paid_on", on}, {"amount", amount}});
    return row("payments", more);
}

std::optional<Finding> found_on(const ContractRows& contract, FindingKind kind, Date day) {
    for (auto& finding : payment_findings(contract, Rules{}, day).findings) {
        if (finding.kind == kind) return finding;
    }
    return std::nullopt;
}

std::string text_of(const Finding& finding, std::string_view name) {
    const auto found = std::ranges::find(finding.evidence, name, &Field::name);
    if (found == finding.evidence.end()) return "no such evidence";
    if (const auto* number = std::get_if<std::int64_t>(&found->value)) return std::to_string(*number);
    return std::get<std::string>(found->value);
}

/// Received on 1 September, which was later moved to 4 September.
Row moved(std::string_view number, std::string_view paid_on, std::vector<Cell> more = {}) {
    more.insert(more.end(), {{"invoice", number},
                             {"received_on", "2026-09-04"},
                             {"received_revised_from", "2026-09-01"},
                             {"paid_on", paid_on}});
    return invoice_of_acme(more);
}

TEST(ReceivedRevisedLater, ShowsBothDaysAndThatTheLaterOneAloneKeepsItInTime) {
    const auto contract = contract_with({moved("INV-1", "2026-09-17")});
    EXPECT_FALSE(found_on(contract, FindingKind::received_revised_later, Date{2026, 9, 3})) << "not received yet";
    const auto finding = found_on(contract, FindingKind::received_revised_later, Date{2026, 9, 17});
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->since, (Date{2026, 9, 4}));
    EXPECT_EQ(finding->severity, Severity::warning);
    ASSERT_EQ(finding->members.size(), 1U);
    EXPECT_EQ(finding->members[0].id, "inv-1|acme|");
    EXPECT_EQ(finding->members[0].line,
              "INV-1 from Acme: received 4 September 2026, first recorded as 1 September 2026; last day 18 September "
              "2026, by the first 15 September 2026; paid 17 September 2026; late by the first alone");
    EXPECT_EQ(
        finding->summary,
        "The day of receipt of 1 invoice was moved to a later one than was recorded first, by up to 3 days; by the "
        "later day alone 1 is in time by the council's policy.");
}

struct HelpedCase {
    const char* paid_on;
    Date day;
    Severity severity;
    const char* because;
};

TEST(ReceivedRevisedLater, IsAWarningOnlyWhereItKeepsAnInvoiceInTime) {
    for (const auto& [paid_on, day, severity, because] :
         {HelpedCase{"2026-09-15", Date{2026, 9, 30}, Severity::info, "in time by both"},
          HelpedCase{"2026-09-16", Date{2026, 9, 30}, Severity::warning, "late by the first alone"},
          HelpedCase{"2026-09-18", Date{2026, 9, 30}, Severity::warning, "on the later last day"},
          HelpedCase{"2026-09-19", Date{2026, 9, 30}, Severity::info, "late by both"},
          HelpedCase{"", Date{2026, 9, 15}, Severity::info, "not paid, on the first last day"},
          HelpedCase{"", Date{2026, 9, 16}, Severity::warning, "not paid, past the first last day"},
          HelpedCase{"", Date{2026, 9, 19}, Severity::info, "not paid, past both"}}) {
        const auto finding = found_on(contract_with({moved("1", paid_on)}), FindingKind::received_revised_later, day);
        ASSERT_TRUE(finding) << because;
        EXPECT_EQ(finding->severity, severity) << because;
    }
}

TEST(ReceivedRevisedLater, SaysWhatTheShareWouldBeByTheFirstDays) {
    const auto contract =
        contract_with({moved("1", "2026-09-17"),
                       invoice_of_acme({{"invoice", "2"}, {"received_on", "2026-09-01"}, {"paid_on", "2026-09-10"}})});
    const auto open = found_on(contract, FindingKind::received_revised_later, Date{2026, 9, 30});
    ASSERT_TRUE(open);
    EXPECT_EQ(text_of(*open, "share"), "n/a") << "September is not closed";
    const auto closed = found_on(contract, FindingKind::received_revised_later, Date{2026, 10, 1});
    ASSERT_TRUE(closed);
    EXPECT_EQ(text_of(*closed, "share"), "100.0 %");
    EXPECT_EQ(text_of(*closed, "share_by_the_first_days"), "50.0 %");
}

TEST(ReceivedRevisedLater, IsShownForTwelveMonthsAndOfDeclaredInvoicesToo) {
    const auto contract = contract_with({moved("1", "2026-09-10", {{"supply_tier", "2"}, {"payer", "Prime Ltd"}})});
    EXPECT_TRUE(found_on(contract, FindingKind::received_revised_later, Date{2027, 9, 4}));
    EXPECT_FALSE(found_on(contract, FindingKind::received_revised_later, Date{2027, 9, 5}));
    EXPECT_EQ(found_on(contract, FindingKind::received_revised_later, Date{2026, 9, 30})->members[0].line,
              "1 from Acme (paid by Prime Ltd): received 4 September 2026, first recorded as 1 September 2026");
}

TEST(ReceivedRevisedLater, IsNoneWhereTheFirstDayWasPutBackOrNoClockRuns) {
    const auto put_back =
        invoice_of_acme({{"invoice", "1"}, {"received_on", "2026-09-01"}, {"received_revised_from", "2026-09-01"}});
    EXPECT_FALSE(found_on(contract_with({put_back}), FindingKind::received_revised_later, Date{2026, 9, 30}));
    EXPECT_FALSE(found_on(contract_with({moved("1", "")}, {}, {{"provider_type", "in_house"}}),
                          FindingKind::received_revised_later, Date{2026, 9, 30}));
}

Row paid_by_own_words(std::string_view paid_on, std::string_view amount = "") {
    return invoice_of_acme(
        {{"invoice", "1"}, {"received_on", "2026-09-01"}, {"paid_on", paid_on}, {"paid_amount", amount}});
}

TEST(PaymentDisagrees, ShowsWhatTheInvoiceSaysAndWhatWasPaid) {
    const auto contract = contract_with({paid_by_own_words("2026-09-14")}, {payment_to_acme("1", "2026-09-18", "100")});
    EXPECT_FALSE(found_on(contract, FindingKind::payment_disagrees, Date{2026, 9, 13}));
    const auto finding = found_on(contract, FindingKind::payment_disagrees, Date{2026, 9, 30});
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->since, (Date{2026, 9, 14}));
    EXPECT_EQ(finding->severity, Severity::warning) << "in time on the 14th, late on the 18th";
    EXPECT_EQ(finding->members.at(0).line,
              "1 from Acme: by its own row paid in full on 14 September 2026; by the payments recorded 1 payment of "
              "£100.00 in all, the last on 18 September 2026");
    EXPECT_EQ(
        finding->summary,
        "1 invoice is told to be paid otherwise by the invoice itself than by the payments recorded. The payments "
        "count; 1 is in time by one and late by the other.");
}

struct DisagreeCase {
    const char* own_day;
    const char* own_amount;
    std::vector<Row> payments;
    std::optional<Severity> severity;
    const char* because;
};

TEST(PaymentDisagrees, IsADifferenceOfDayOrAmount) {
    const auto part = [](const char* day, const char* amount) { return payment_to_acme("1", day, amount); };
    const auto run = payment_to_acme("1", "2026-09-10", "100", {{"paid_on_is", "run_date"}});
    const std::vector<DisagreeCase> cases{
        {"2026-09-10", "", {part("2026-09-10", "100")}, {}, "the same"},
        {"2026-09-10", "100", {part("2026-09-10", "99.99")}, {}, "within a penny"},
        {"2026-09-10", "100", {part("2026-09-10", "99.98")}, Severity::warning, "not within a penny, and not settled"},
        {"2026-09-10", "", {part("2026-09-10", "60")}, Severity::warning, "in full, it says, and 60 came"},
        {"2026-09-10", "60", {part("2026-09-10", "60")}, {}, "60 by both"},
        {"2026-09-09", "", {part("2026-09-10", "100")}, Severity::info, "another day, in time by both"},
        {"2026-09-10", "", {part("2026-09-08", "50"), part("2026-09-10", "50")}, {}, "the day that settles it"},
        {"2026-09-08", "", {part("2026-09-08", "50"), part("2026-09-10", "50")}, Severity::info, "that of a part"},
        {"2026-09-10", "", {run}, {}, "the day of the run"},
        {"2026-09-14", "", {run}, {}, "the day on which it reaches the payee"},
        {"2026-09-11", "", {run}, Severity::info, "neither"},
        {"", "100", {part("2026-09-10", "100")}, {}, "no day, and the amount is right"},
        {"", "90", {part("2026-09-10", "100")}, Severity::info, "no day, and another amount"},
        {"2026-09-10", "", {}, {}, "no payments that could contradict"},
    };
    for (const auto& each : cases) {
        auto contract = contract_with({paid_by_own_words(each.own_day, each.own_amount)}, each.payments);
        const auto finding = found_on(contract, FindingKind::payment_disagrees, Date{2026, 10, 30});
        ASSERT_EQ(finding.has_value(), each.severity.has_value()) << each.because;
        if (!finding) continue;
        EXPECT_EQ(finding->severity, *each.severity) << each.because;
    }
}

TEST(PaymentDisagrees, EndsWhereACreditNoteMakesThePaymentsEnough) {
    const auto credit = invoice_of_acme(
        {{"invoice", "CN"}, {"credits_invoice", "1"}, {"amount_gross", "-40"}, {"received_on", "2026-09-20"}});
    const auto contract =
        contract_with({paid_by_own_words("2026-09-10"), credit}, {payment_to_acme("1", "2026-09-10", "60")});
    EXPECT_TRUE(found_on(contract, FindingKind::payment_disagrees, Date{2026, 9, 19}));
    EXPECT_FALSE(found_on(contract, FindingKind::payment_disagrees, Date{2026, 9, 20}));
    EXPECT_EQ(payment_findings(contract, Rules{}, Date{2026, 9, 17}).holds_until, (Date{2026, 9, 19}));
}

/// Invoices of 2026 with days of receipt that were moved, and payments that agree or do not.
ContractRows doubtful(unsigned seed) {
    std::mt19937 random{seed};
    const auto any = [&](int from, int to) { return std::uniform_int_distribution{from, to}(random); };
    std::vector<Row> invoices;
    std::vector<Row> payments;
    const int count = any(1, 5);
    for (int each = 0; each < count; ++each) {
        const auto number = std::to_string(each);
        const auto received = Date{2026, 1, 1} + Days{any(0, 300)};
        const auto paid = any(0, 3) == 0 ? std::string{} : (received + Days{any(8, 25)}).text();
        const auto first = any(0, 1) == 0 ? std::string{} : (received - Days{any(0, 9)}).text();
        const auto disputed = any(0, 3) == 0 ? (received + Days{any(0, 12)}).text() : std::string{};
        const auto resolved = any(0, 1) == 0 ? std::string{} : (received + Days{any(12, 40)}).text();
        invoices.push_back(invoice_of_acme({{"invoice", number},
                                            {"received_on", received.text()},
                                            {"received_revised_from", first},
                                            {"paid_on", paid},
                                            {"paid_amount", any(0, 2) == 0 ? "100" : ""},
                                            {"disputed_from", disputed},
                                            {"dispute_notified_on", disputed},
                                            {"dispute_resolved_on", disputed.empty() ? "" : resolved}}));
        for (int part = any(0, 2); part > 0; --part)
            payments.push_back(
                payment_to_acme(number, (received + Days{any(8, 25)}).text(), any(0, 1) == 0 ? "50" : "100"));
        if (any(0, 2) == 0)
            invoices.push_back(invoice_of_acme({{"invoice", "CN-" + number},
                                                {"credits_invoice", number},
                                                {"amount_gross", "-50"},
                                                {"received_on", (received + Days{any(1, 40)}).text()}}));
    }
    return contract_with(std::move(invoices), std::move(payments));
}

TEST(PaymentDoubts, HoldExactlyAsLongAsTheySay) {
    std::size_t found = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        const auto contract = doubtful(seed);
        auto today = payment_findings(contract, Rules{}, Date{2026, 1, 1});
        for (Date day{2026, 1, 1}; day < Date{2028, 1, 31}; day = day + Days{1}) {
            auto tomorrow = payment_findings(contract, Rules{}, day + Days{1});
            const bool same = std::ranges::equal(today.findings, tomorrow.findings, same_finding);
            ASSERT_GE(today.holds_until, day);
            ASSERT_EQ(same, today.holds_until > day) << "seed " << seed << " on " << day;
            for (const auto& finding : today.findings) {
                found += finding.kind == FindingKind::received_revised_later ? 1 : 0;
                found += finding.kind == FindingKind::payment_disagrees ? 1 : 0;
            }
            today = std::move(tomorrow);
        }
    }
    EXPECT_GT(found, 10'000U);
}

}  // namespace
}  // namespace contractwatch

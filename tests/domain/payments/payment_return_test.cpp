// The returns that the law asks for, worked out by hand from a few invoices.
#include "domain/payments/payment_return.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

const DateRange half{Date{2026, 4, 1}, Date{2026, 9, 30}};
const DateRange quarter{Date{2026, 7, 1}, Date{2026, 9, 30}};
constexpr Date as_at{2026, 10, 20};

HeadContract head(std::string_view regime) {
    HeadContract contract;
    contract.reference = "C-1";
    contract.regime = regime;
    contract.commenced_on = Date{2026, 4, 1};
    return contract;
}

Invoice invoice(std::string_view reference, std::optional<Date> received, std::optional<Date> paid,
                Money gross = Money::pounds(100)) {
    Invoice made;
    made.reference = reference;
    made.payee = "Acme";
    made.contract = "C-1";
    made.received_on = received;
    made.paid_on = paid;
    made.gross = gross;
    return made;
}

struct Counted {
    Invoice invoice;
    HeadContract contract;
};

PaymentReturn made_of(PaymentReturnKind kind, const DateRange& period, const std::vector<Counted>& all) {
    PaymentReturn made{kind, period, PaymentPolicy{}, built_in_bank_rates(), as_at};
    for (const auto& [invoice, contract] : all)
        made.add(invoice, &contract, {});
    return made;
}

ReturnFigure figure(const PaymentReturn& made, std::string_view name) {
    const auto all = made.figures();
    const auto found = std::ranges::find(all, name, &ReturnFigure::name);
    EXPECT_NE(found, all.end()) << name;
    return *found;
}

TEST(PaymentReturn, GivesTheFiguresOfRegulation38) {
    auto parts = invoice("2", Date{2026, 8, 1}, {});
    parts.receipts = {{Date{2026, 9, 1}, Money::pounds(60)}, {Date{2026, 10, 2}, Money::pounds(40)}};
    const auto made = made_of(PaymentReturnKind::s69, half,
                              {{invoice("1", Date{2026, 6, 1}, Date{2026, 7, 1}), head("pa23")},
                               {parts, head("pa23")},
                               {invoice("3", Date{2026, 3, 1}, Date{2026, 5, 1}), head("pa23")},
                               {invoice("4", Date{2026, 9, 1}, Date{2026, 8, 20}), head("pa23")},
                               {invoice("5", Date{2026, 9, 1}, {}), head("pa23")},
                               {invoice("6", Date{2026, 9, 2}, {}), head("pa23")}});
    EXPECT_EQ(figure(made, "payments").whole, 4) << "the part payment of September, not that of October";
    EXPECT_EQ(figure(made, "mean_days_to_pay").fraction, (30 + 31 + 61 + 0) / 4.0) << "paid before receipt is 0 days";
    EXPECT_EQ(figure(made, "share_0_30").fraction, 0.5);
    EXPECT_EQ(figure(made, "share_31_60").fraction, 0.25);
    EXPECT_EQ(figure(made, "share_61_over").fraction, 0.25);
    EXPECT_EQ(figure(made, "payable_pence").whole, 40'000) << "last days up to 30 September: 1, 2, 4 and 5";
    EXPECT_EQ(figure(made, "unpaid_pence").whole, 14'000) << "£40 of 2 came in October";
    EXPECT_EQ(figure(made, "unpaid_share").fraction, 0.35);
    EXPECT_EQ(made.rows().size(), 8U) << "four payments and four sums";
}

TEST(PaymentReturn, SetsDisputedSumsApart) {
    auto contract = head("pa23");
    contract.statutory = PaymentClock::pa23;
    auto open = invoice("1", Date{2026, 8, 1}, {});
    open.disputes = {{Date{2026, 8, 10}, Date{2026, 8, 12}, {}, DisputeKind::invalid}};
    auto resolved = invoice("2", Date{2026, 8, 1}, {}, Money::pounds(50));
    resolved.disputes = {{Date{2026, 8, 10}, Date{2026, 8, 12}, Date{2026, 9, 1}}};
    auto told_late = invoice("3", Date{2026, 8, 1}, {}, Money::pounds(20));
    told_late.disputes = {{Date{2026, 8, 10}, Date{2026, 8, 31}, {}}};
    auto resolved_since = invoice("4", Date{2026, 8, 1}, {}, Money::pounds(7));
    resolved_since.disputes = {{Date{2026, 8, 10}, Date{2026, 8, 30}, Date{2026, 10, 1}}};
    const auto made =
        made_of(PaymentReturnKind::s69, half,
                {{open, contract}, {resolved, contract}, {told_late, contract}, {resolved_since, contract}});
    EXPECT_EQ(figure(made, "disputed_pence").whole, 10'700) << "as at the period's end";
    EXPECT_EQ(figure(made, "payable_pence").whole, 7'000) << "told after the last day: it counts for nothing";
    const auto rows = made.rows();
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].part, "disputed");
    EXPECT_EQ(rows[0].dispute, DisputeKind::invalid);
    EXPECT_EQ(rows[0].notified_after, Days{11});
    EXPECT_EQ(rows[0].unpaid, Money::pounds(100));
    EXPECT_EQ(rows[1].part, "payable");
    EXPECT_EQ(rows[1].last_day, (Date{2026, 8, 30})) << "the original one stands";
    EXPECT_EQ(rows[1].last_day_after_resolution, (Date{2026, 9, 30}));
}

TEST(PaymentReturn, HasNoShareOfNothing) {
    const auto made = made_of(PaymentReturnKind::s69, half, {});
    EXPECT_EQ(figure(made, "mean_days_to_pay").fraction, std::nullopt);
    EXPECT_EQ(figure(made, "unpaid_share").fraction, std::nullopt);
}

struct OutOfScope {
    HeadContract contract;
    const char* reason;
};

TEST(PaymentReturn, ListsWhatItLeavesOutWithTheReason) {
    auto concession = head("pa23");
    concession.concession = true;
    auto in_house = head("pa23");
    in_house.in_house = true;
    const std::vector<OutOfScope> cases = {
        {head("below_threshold"), "the contract's regime is below_threshold, not pa23"},
        {head("pcr15"), "the contract's regime is pcr15, not pa23"},
        {head(""), "the register does not say which law the contract stands under"},
        {concession, "the contract is a concession"},
        {in_house, "the contract is an in-house service"},
    };
    for (const auto& [contract, reason] : cases) {
        const auto made =
            made_of(PaymentReturnKind::s69, half, {{invoice("1", Date{2026, 6, 1}, Date{2026, 7, 1}), contract}});
        EXPECT_TRUE(made.rows().empty());
        ASSERT_EQ(made.left_out().size(), 1U) << reason;
        EXPECT_EQ(made.left_out().front().reason, reason);
    }
}

TEST(PaymentReturn, LeavesOutWhatNoClockRunsOn) {
    auto declared = invoice("2", Date{2026, 6, 1}, Date{2026, 7, 1});
    declared.supply_tier = 2;
    auto credited = invoice("3", Date{2026, 6, 1}, {});
    credited.credits = {{Date{2026, 6, 20}, Money::pounds(100)}};
    PaymentReturn made{PaymentReturnKind::s69, half, PaymentPolicy{}, built_in_bank_rates(), as_at};
    const auto contract = head("pa23");
    made.add(invoice("1", {}, Date{2026, 7, 1}), &contract, {});
    made.add(declared, &contract, {});
    made.add(credited, &contract, {});
    made.add(invoice("4", Date{2026, 6, 1}, Date{2026, 7, 1}), nullptr, {});
    made.add(invoice("5", Date{2026, 1, 1}, Date{2026, 2, 1}), &contract, {});
    std::vector<std::string> reasons;
    for (const auto& each : made.left_out())
        reasons.push_back(each.invoice + ": " + each.reason);
    EXPECT_EQ(reasons,
              (std::vector<std::string>{"1: received_on is not recorded",
                                        "2: it is paid by a supplier: declared, not seen in the council's own ledger",
                                        "3: it is wholly credited", "4: it names no contract that is in the register"}))
        << "and 5 does not touch the period";
}

TEST(PaymentReturn, ListsSinglePaymentsOverThirtyThousandPounds) {
    auto two = invoice("2", {}, {});
    two.receipts = {{Date{2026, 10, 2}, Money::pence(3'000'001), Date{2026, 9, 30}},
                    {Date{2026, 9, 1}, Money::pounds(20'000), Date{2026, 9, 1}}};
    auto earlier = head("pa23");
    earlier.commenced_on = Date{2026, 3, 31};
    auto unknown = head("pa23");
    unknown.commenced_on.reset();
    const auto paid = Date{2026, 7, 1};
    const auto made = made_of(PaymentReturnKind::s70, quarter,
                              {{invoice("1", {}, paid, Money::pounds(30'000)), head("pa23")},
                               {two, head("pa23")},
                               {invoice("3", {}, paid, Money::pounds(40'000)), earlier},
                               {invoice("4", {}, paid, Money::pounds(40'000)), unknown},
                               {invoice("5", {}, Date{2026, 6, 30}, Money::pounds(40'000)), head("pa23")}});
    EXPECT_EQ(figure(made, "payments").whole, 1) << "exactly 30,000 is not over; by the day of the ledger";
    EXPECT_EQ(figure(made, "paid_pence").whole, 3'000'001);
    ASSERT_EQ(made.left_out().size(), 2U);
    EXPECT_EQ(made.left_out()[0].reason, "the contract's procurement commenced before 1 April 2026");
    EXPECT_EQ(made.left_out()[1].reason, "procurement_commenced_on of the contract is not recorded");
}

TEST(PaymentReturn, ListsPaymentsApartWhoseInvoiceIsNotInTheRecord) {
    const auto payment = [](std::string_view reference, Money amount) {
        auto made = invoice(reference, {}, {}, {});
        made.receipts = {{Date{2026, 7, 1}, amount, Date{2026, 7, 1}}};
        return made;
    };
    const auto contract = head("pa23");
    const auto older = head("pcr15");
    PaymentReturn made{PaymentReturnKind::s70, quarter, PaymentPolicy{}, built_in_bank_rates(), as_at};
    made.add(invoice("1", {}, Date{2026, 7, 1}, Money::pounds(40'000)), &contract, {});
    made.add_without_invoice(payment("2", Money::pounds(50'000)), &contract);
    made.add_without_invoice(payment("3", Money::pounds(30'000)), &contract);
    made.add_without_invoice(payment("4", Money::pounds(60'000)), &older);
    made.add_without_invoice(payment("5", Money::pounds(60'000)), nullptr);
    EXPECT_EQ(figure(made, "payments").whole, 1);
    EXPECT_EQ(figure(made, "paid_pence").whole, 4'000'000);
    EXPECT_EQ(figure(made, "without_invoice").whole, 1) << "exactly 30,000 is not over";
    EXPECT_EQ(figure(made, "without_invoice_pence").whole, 5'000'000);
    ASSERT_EQ(made.left_out().size(), 2U);
    EXPECT_EQ(made.left_out()[0].reason,
              "its invoice is not in the record, and the contract's regime is pcr15, not pa23");
    EXPECT_EQ(made.left_out()[1].reason,
              "its invoice is not in the record, and it names no contract that is in the register");
}

TEST(PaymentReturn, OfOlderContractsHasTheInterestPaidInThePeriod) {
    auto earlier = invoice("1", Date{2026, 1, 5}, Date{2026, 4, 20});
    earlier.interest = {{InterestFact::Kind::paid, Date{2026, 5, 1}, Money::pounds(45)},
                        {InterestFact::Kind::paid, Date{2026, 10, 1}, Money::pounds(9)},
                        {InterestFact::Kind::remitted, Date{2026, 5, 1}, Money::pounds(3)}};
    const auto made = made_of(PaymentReturnKind::reg113, half, {{earlier, head("pcr15")}});
    EXPECT_EQ(figure(made, "interest_paid_pence").whole, 4'500) << "in the half-year, and paid";
    EXPECT_EQ(figure(made, "invoices").whole, 0) << "its last day was in February";
    ASSERT_EQ(made.rows().size(), 1U);
    EXPECT_EQ(made.rows()[0].part, "interest");
}

TEST(PaymentReturn, GivesTheFiguresOfRegulation113) {
    const auto made = made_of(PaymentReturnKind::reg113, half,
                              {{invoice("1", Date{2026, 8, 1}, Date{2026, 9, 7}), head("pcr15")},
                               {invoice("2", Date{2026, 8, 1}, Date{2026, 9, 8}, Money::pounds(12'000)), head("pcr15")},
                               {invoice("3", Date{2026, 8, 25}, {}), head("pcr15")},
                               {invoice("4", Date{2026, 8, 1}, Date{2026, 9, 1}), head("pa23")}});
    EXPECT_EQ(figure(made, "invoices").whole, 2) << "the last day of 3 is 1 October";
    EXPECT_EQ(figure(made, "on_time").whole, 1) << "7 September is the last day";
    EXPECT_EQ(figure(made, "share").fraction, 0.5);
    EXPECT_EQ(figure(made, "interest_liable_pence").whole, 3'477) << "9 days on £12,000 from 31 August";
    EXPECT_EQ(figure(made, "without_interest_figure").whole, 0);
    EXPECT_EQ(made.left_out().size(), 1U);
}

TEST(PaymentReturn, IsMadeToDateWhileThePeriodRuns) {
    PaymentReturn made{PaymentReturnKind::s69, half, PaymentPolicy{}, built_in_bank_rates(), Date{2026, 6, 15}};
    const auto contract = head("pa23");
    made.add(invoice("1", Date{2026, 5, 1}, Date{2026, 6, 20}), &contract, {});
    made.add(invoice("2", Date{2026, 6, 1}, {}), &contract, {});
    EXPECT_EQ(figure(made, "payments").whole, 0) << "a payment of a later day does not exist yet";
    EXPECT_EQ(figure(made, "payable_pence").whole, 10'000) << "the last day of 2 is still to come";
    EXPECT_EQ(figure(made, "unpaid_pence").whole, 10'000);
}

TEST(PaymentReturnKind, IsFoundByItsName) {
    EXPECT_EQ(find_payment_return("s70"), PaymentReturnKind::s70);
    EXPECT_EQ(find_payment_return("s71"), std::nullopt);
    EXPECT_EQ(frequency_of(PaymentReturnKind::s70), Frequency::quarterly);
    EXPECT_EQ(frequency_of(PaymentReturnKind::reg113), Frequency::half_yearly);
}

}  // namespace
}  // namespace contractwatch

// Invoices: what is due on them, what reached the payee, and the day on which that settled them.
#include "domain/payments/invoice.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

constexpr Date later{2026, 12, 31};

Row invoice_row(std::vector<Cell> more) {
    std::vector<Cell> cells = {{"payee", "Acme Care"}, {"invoice", "INV-1"}, {"received_on", "2026-10-01"}};
    if (std::ranges::none_of(more, [](const Cell& cell) { return cell.first == "amount_gross"; }))
        cells.emplace_back("amount_gross", "1000");
    cells.insert(cells.end(), more.begin(), more.end());
    return row("invoices", cells);
}

Row payment_row(std::vector<Cell> more) {
    std::vector<Cell> cells = {{"payee", "ACME  care"}, {"invoice", "inv-1"}};
    cells.insert(cells.end(), more.begin(), more.end());
    return row("payments", cells);
}

Row credit_row(std::string_view amount, std::string_view received) {
    return row("invoices", {{"payee", "Acme Care"},
                            {"invoice", "CN-1"},
                            {"credits_invoice", "inv-1"},
                            {"amount_gross", amount},
                            {"received_on", received}});
}

/// The only invoice among the rows.
Invoice only(const std::vector<Row>& invoices, const std::vector<Row>& payments = {}) {
    const auto found = invoices_of(invoices, payments);
    EXPECT_EQ(found.size(), 1U);
    return found.at(0);
}

TEST(Invoice, IsSettledInFullByAPaymentDayWithoutAnAmount) {
    const std::vector<Row> rows = {invoice_row({{"paid_on", "2026-10-12"}})};
    EXPECT_EQ(settled_on(only(rows), later), (Date{2026, 10, 12}));
    EXPECT_EQ(received_by(only(rows), later), Money::pounds(1000));
}

Row dispute_row(std::vector<Cell> more) {
    std::vector<Cell> cells = {{"payee", "ACME  care"}, {"invoice", "inv-1"}};
    cells.insert(cells.end(), more.begin(), more.end());
    return row("disputes", cells);
}

TEST(Invoice, HasTheDisputesThatNameItBesideTheOneOfItsOwnColumns) {
    const std::vector<Row> rows = {
        invoice_row({{"disputed_from", "2026-10-05"}, {"dispute_notified_on", "2026-10-05"}})};
    const std::vector<Row> disputes = {
        dispute_row({{"from", "2026-10-05"}, {"notified_on", "2026-10-06"}, {"resolved_on", "2026-10-12"}}),
        dispute_row({{"from", "2026-10-20"}, {"kind", "invalid"}}),
        row("disputes", {{"payee", "Quill Ltd"}, {"invoice", "INV-1"}, {"from", "2026-10-21"}})};
    const auto found = invoices_of(rows, {}, disputes);
    ASSERT_EQ(found.size(), 1U);
    const auto& first = found.front().disputes;
    ASSERT_EQ(first.size(), 2U) << "one of the same day is one, and another payee's is none";
    const auto told = std::ranges::find(first, Date{2026, 10, 5}, &Dispute::from);
    ASSERT_NE(told, first.end());
    EXPECT_EQ(told->notified_on, (Date{2026, 10, 6})) << "as its own row has it";
    EXPECT_EQ(told->kind, DisputeKind::disputed);
    EXPECT_EQ(std::ranges::count(first, DisputeKind::invalid, &Dispute::kind), 1);
    EXPECT_EQ(invoices_of(rows, {}).front().disputes.size(), 1U) << "the shorthand alone";
}

TEST(Invoice, HasNotBeenPaidBeforeTheDayOfPayment) {
    const std::vector<Row> rows = {invoice_row({{"paid_on", "2026-10-12"}})};
    EXPECT_EQ(settled_on(only(rows), Date{2026, 10, 11}), std::nullopt);
    EXPECT_EQ(received_by(only(rows), Date{2026, 10, 11}), Money{});
}

struct PaidAmount {
    const char* amount;
    bool settles;
    const char* because;
};

TEST(Invoice, IsSettledWithinAPenny) {
    for (const auto& [amount, settles, because] :
         {PaidAmount{"1000", true, "all of it"}, PaidAmount{"999.99", true, "a penny short"},
          PaidAmount{"999.98", false, "two pence short"}, PaidAmount{"1200", true, "overpaid is settled"}}) {
        const std::vector<Row> rows = {invoice_row({{"paid_on", "2026-10-12"}, {"paid_amount", amount}})};
        EXPECT_EQ(settled_on(only(rows), later).has_value(), settles) << because;
    }
}

TEST(Invoice, IsSettledOnTheDayOnWhichPartPaymentsReachTheAmount) {
    const std::vector<Row> rows = {invoice_row({})};
    const std::vector<Row> paid = {payment_row({{"paid_on", "2026-10-20"}, {"amount", "600"}}),
                                   payment_row({{"paid_on", "2026-10-05"}, {"amount", "400"}}),
                                   payment_row({{"paid_on", "2026-10-25"}, {"amount", "50"}})};
    EXPECT_EQ(settled_on(only(rows, paid), later), (Date{2026, 10, 20}));
    EXPECT_EQ(settled_on(only(rows, paid), Date{2026, 10, 19}), std::nullopt);
    EXPECT_EQ(received_by(only(rows, paid), Date{2026, 10, 19}), Money::pounds(400));
}

TEST(Invoice, IsNotSettledByWhatWasTakenBackTheSameDay) {
    const std::vector<Row> rows = {invoice_row({})};
    const std::vector<Row> paid = {payment_row({{"paid_on", "2026-10-05"}, {"amount", "1000"}}),
                                   payment_row({{"paid_on", "2026-10-05"}, {"amount", "-1000"}})};
    EXPECT_EQ(settled_on(only(rows, paid), later), std::nullopt);
}

TEST(Invoice, IgnoresItsOwnPaymentWherePaymentsAreRecorded) {
    const std::vector<Row> rows = {invoice_row({{"paid_on", "2026-10-05"}})};
    const std::vector<Row> paid = {payment_row({{"paid_on", "2026-10-20"}, {"amount", "1000"}})};
    EXPECT_EQ(settled_on(only(rows, paid), later), (Date{2026, 10, 20}));
    EXPECT_EQ(settled_on(only(rows, paid), Date{2026, 10, 10}), std::nullopt)
        << "the record knows by now that the invoice's own day was wrong";
}

TEST(Invoice, IsPaidWhenThePayeeHasTheMoney) {
    const std::vector<Row> rows = {invoice_row({})};
    const std::vector<Row> paid = {
        payment_row({{"paid_on", "2026-10-14"}, {"value_date", "2026-10-16"}, {"amount", "1000"}})};
    EXPECT_EQ(settled_on(only(rows, paid), later), (Date{2026, 10, 16}));
}

TEST(Invoice, OwesWhatCreditNotesAndDeductionsLeave) {
    const std::vector<Row> rows = {
        invoice_row({{"deduction", "200"}, {"paid_on", "2026-10-12"}, {"paid_amount", "500"}}),
        credit_row("-300", "2026-10-20")};
    const auto invoice = only(rows);
    EXPECT_EQ(amount_due(invoice, Date{2026, 10, 19}), Money::pounds(800)) << "the credit note is not there yet";
    EXPECT_EQ(amount_due(invoice, Date{2026, 10, 20}), Money::pounds(500));
    EXPECT_EQ(settled_on(invoice, Date{2026, 10, 19}), std::nullopt);
    EXPECT_EQ(settled_on(invoice, Date{2026, 10, 20}), (Date{2026, 10, 12}));
}

TEST(Invoice, IsClosedWhenWhollyCreditedWhicheverSignTheCreditNoteHas) {
    for (const auto* amount : {"-1000", "1000"}) {
        const std::vector<Row> rows = {invoice_row({}), credit_row(amount, "2026-10-20")};
        EXPECT_TRUE(wholly_credited(only(rows), later)) << amount;
        EXPECT_FALSE(wholly_credited(only(rows), Date{2026, 10, 19})) << amount;
        EXPECT_EQ(settled_on(only(rows), later), std::nullopt) << "nothing was paid";
    }
}

TEST(Invoice, IsNotReducedByACreditNoteThatNamesNone) {
    const std::vector<Row> rows = {
        invoice_row({}), row("invoices", {{"payee", "Acme Care"}, {"invoice", "CN-2"}, {"amount_gross", "-1000"}})};
    EXPECT_EQ(amount_due(only(rows), later), Money::pounds(1000));
}

TEST(Invoice, IsNotReducedByACreditNoteOfAnotherPayee) {
    const std::vector<Row> rows = {
        invoice_row({}),
        row("invoices",
            {{"payee", "Other"}, {"invoice", "CN-2"}, {"credits_invoice", "INV-1"}, {"amount_gross", "-1000"}})};
    EXPECT_EQ(amount_due(only(rows), later), Money::pounds(1000));
}

struct Payers {
    const char* invoice;
    const char* payment;
    const char* tier;
    bool matched;
    const char* because;
};

TEST(Invoice, IsMatchedWithPaymentsOfItsPayer) {
    for (const auto& [payer, paid_by, tier, matched, because] :
         {Payers{"", "", "1", true, "both the council"},
          Payers{"", "Exampleshire", "1", true, "a blank tier 1 payer is the council, spelled out elsewhere"},
          Payers{"Exampleshire", "", "1", true, "the same the other way"},
          Payers{"Prime Ltd", "PRIME  ltd", "2", true, "compared without case and spacing"},
          Payers{"Prime Ltd", "", "2", false, "the council does not pay tier 2"},
          Payers{"Prime Ltd", "Other Ltd", "2", false, "another payer"}}) {
        const std::vector<Row> rows = {invoice_row({{"payer", payer}, {"supply_tier", tier}})};
        const std::vector<Row> paid = {
            payment_row({{"payer", paid_by}, {"paid_on", "2026-10-05"}, {"amount", "1000"}})};
        EXPECT_EQ(settled_on(only(rows, paid), later).has_value(), matched) << because;
    }
}

TEST(Invoice, IsNamedByItsReferencePayeeAndPayer) {
    const std::vector<Row> rows = {invoice_row({{"payer", "Prime  Ltd"}})};
    EXPECT_EQ(id_of(only(rows)), "inv-1|acme care|prime ltd");
}

}  // namespace
}  // namespace contractwatch

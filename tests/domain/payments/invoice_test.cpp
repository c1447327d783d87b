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
        const std::vector<Row> rows = {invoice_row({})};
        const std::vector<Row> paid = {payment_row({{"paid_on", "2026-10-12"}, {"amount", amount}})};
        EXPECT_EQ(settled_on(only(rows, paid), later).has_value(), settles) << because;
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
    const std::vector<Row> rows = {invoice_row({{"deduction", "200"}, {"deduction_reason", "CIS"}}),
                                   credit_row("-300", "2026-10-20")};
    const std::vector<Row> paid = {payment_row({{"paid_on", "2026-10-12"}, {"amount", "500"}})};
    const auto invoice = only(rows, paid);
    EXPECT_EQ(amount_due(invoice, Date{2026, 10, 19}), Money::pounds(800)) << "the credit note is not there yet";
    EXPECT_EQ(amount_due(invoice, Date{2026, 10, 20}), Money::pounds(500));
    EXPECT_EQ(settled_on(invoice, Date{2026, 10, 19}), std::nullopt);
    EXPECT_EQ(settled_on(invoice, Date{2026, 10, 20}), (Date{2026, 10, 12}));
}

TEST(Invoice, OwesADeductionThatHasNoReason) {
    const std::vector<Row> rows = {invoice_row({{"deduction", "200"}})};
    EXPECT_EQ(amount_due(only(rows), later), Money::pounds(1000)) << "each deduction has its reason";
}

struct Standing {
    std::vector<Cell> invoice;
    std::vector<Row> payments;
    InvoiceState state;
    std::optional<Date> settled_on;
    const char* because;
};

TEST(Invoice, IsInTheStateInWhichItsMoneyLeavesIt) {
    using enum InvoiceState;
    const Date d12{2026, 10, 12};
    const auto paid = [](const char* amount) { return payment_row({{"paid_on", "2026-10-12"}, {"amount", amount}}); };
    const std::vector<Standing> cases = {
        {{}, {}, open, {}, "nothing came"},
        {{}, {paid("400")}, part_paid, {}, "a part payment is none that clears it"},
        {{}, {paid("999.98")}, part_paid, {}, "two pence short"},
        {{}, {paid("999.99")}, settled, d12, "a penny short"},
        {{}, {paid("1000.01")}, settled, d12, "a penny over"},
        {{}, {paid("1000.02")}, overpaid, d12, "overpaid: settled all the same"},
        {{{"paid_on", "2026-10-12"}}, {}, settled, d12, "paid without an amount: in full"},
        {{{"paid_on", "2026-10-12"}, {"paid_amount", "999.98"}}, {}, settled_short, d12, "cleared for less"},
        {{{"paid_on", "2026-10-12"}, {"paid_amount", "999.99"}}, {}, settled, d12, "within a penny"},
        {{{"paid_on", "2026-10-12"}, {"paid_amount", "1100"}}, {}, overpaid, d12, "the ledger paid too much"},
        {{{"paid_on", "2026-10-12"}, {"paid_amount", "0"}}, {}, open, {}, "nothing was paid"},
        {{{"deduction", "1000"}, {"deduction_reason", "retention"}}, {}, credited, {}, "nothing is left to pay"},
        {{{"deduction", "100"}, {"deduction_reason", "CIS"}, {"paid_on", "2026-10-12"}, {"paid_amount", "900"}},
         {},
         settled,
         d12,
         "paid less what was deducted"},
    };
    for (const auto& [cells, payments, state, settled, because] : cases) {
        const std::vector<Row> rows = {invoice_row(cells)};
        const auto invoice = only(rows, payments);
        EXPECT_EQ(name_of(state_of(invoice, later)), name_of(state)) << because;
        EXPECT_EQ(settled_on(invoice, later), settled) << because;
    }
    const std::vector<Row> rows = {invoice_row({{"paid_on", "2026-10-12"}, {"paid_amount", "900"}})};
    EXPECT_EQ(state_of(only(rows), Date{2026, 10, 11}), open) << "not yet paid";
    EXPECT_EQ(outstanding_of(only(rows), Date{2026, 10, 11}), Money::pounds(1000));
    EXPECT_EQ(outstanding_of(only(rows), d12), Money{}) << "what it was cleared for is all that is asked";
}

struct RunDay {
    std::vector<Cell> cells;
    Date reached;
    const char* because;
};

TEST(Invoice, IsPaidSoManyWorkingDaysAfterThePayRun) {
    const Cell run{"paid_on_is", "run_date"};
    const Cell friday{"paid_on", "2026-10-16"};
    const std::vector<RunDay> cases = {
        {{friday}, {2026, 10, 16}, "the payee had the money"},
        {{friday, run}, {2026, 10, 20}, "two working days for BACS"},
        {{friday, run, {"method", "BACS"}}, {2026, 10, 20}, "by name"},
        {{friday, run, {"method", "Faster Payments"}}, {2026, 10, 16}, "the same day"},
        {{friday, run, {"method", "CHAPS"}}, {2026, 10, 16}, "the same day"},
        {{friday, run, {"value_date", "2026-10-19"}}, {2026, 10, 19}, "its own value date wins"},
        {{friday, {"value_date", "2026-10-19"}}, {2026, 10, 19}, "over paid_on too"},
        {{{"paid_on", "2026-12-24"}, run}, {2026, 12, 30}, "past Christmas, a weekend and 28 December"},
    };
    for (const auto& [cells, reached, because] : cases) {
        const std::vector<Row> own = {invoice_row(cells)};
        EXPECT_EQ(settled_on(only(own), later), reached) << because << ", on the invoice";
        auto of_payment = cells;
        of_payment.emplace_back("amount", "1000");
        const std::vector<Row> rows = {invoice_row({})};
        const std::vector<Row> paid = {payment_row(of_payment)};
        const auto invoice = only(rows, paid);
        EXPECT_EQ(settled_on(invoice, later), reached) << because << ", as a payment";
        EXPECT_EQ(invoice.receipts.front().made_on, Date::parse(cells.front().second)) << "the run date is kept";
    }
    PaymentPolicy slow;
    slow.settlement_working_days = 3;
    const WorkingCalendar calendar;
    const std::vector<Row> rows = {invoice_row({friday, run})};
    const auto slowly = invoices_of(rows, {}, {}, {}, PayRuns{slow, calendar});
    EXPECT_EQ(settled_on(slowly.front(), later), (Date{2026, 10, 21})) << "the setting says how many";
    EXPECT_EQ(slowly.front().paid_made_on, (Date{2026, 10, 16}));
}

TEST(Invoice, TakesItsOwnDayForTheDayOfReceiptOnlyWhereTheFeedSaysSo) {
    const auto dated = [](std::vector<Cell> cells) {
        cells.insert(cells.begin(), {{"payee", "A"}, {"invoice", "1"}, {"amount_gross", "1"}});
        cells.emplace_back("invoice_date", "2026-09-28");
        return std::vector<Row>{row("invoices", cells)};
    };
    const auto silent = dated({});
    EXPECT_EQ(only(silent).received_on, std::nullopt);
    const auto assumed = dated({{"assume_received", "invoice_date"}});
    EXPECT_EQ(only(assumed).received_on, (Date{2026, 9, 28}));
    EXPECT_TRUE(only(assumed).received_assumed);
    const auto known_since = dated({{"assume_received", "invoice_date"}, {"received_on", "2026-10-01"}});
    EXPECT_EQ(only(known_since).received_on, (Date{2026, 10, 1})) << "the day itself, once it is known";
    EXPECT_FALSE(only(known_since).received_assumed);
}

TEST(Invoice, TellsInvoicesOfTheSameReferenceApartByTheirPayee) {
    const std::vector<Row> rows = {
        invoice_row({}),
        row("invoices",
            {{"payee", "Quill Ltd"}, {"invoice", "INV-1"}, {"received_on", "2026-10-01"}, {"amount_gross", "1000"}})};
    const std::vector<Row> paid = {payment_row({{"paid_on", "2026-10-05"}, {"amount", "1000"}})};
    const auto found = invoices_of(rows, paid);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_TRUE(settled_on(found[0], later));
    EXPECT_FALSE(settled_on(found[1], later)) << "another payee's invoice of the same reference";
    EXPECT_NE(id_of(found[0]), id_of(found[1]));
}

TEST(Invoice, KnowsWhatBecameOfItsInterest) {
    const std::vector<Row> rows = {invoice_row({})};
    const auto fact = [](std::vector<Cell> cells) {
        cells.insert(cells.begin(), {{"payee", "ACME  care"}, {"invoice", "inv-1"}});
        return row("interest", cells);
    };
    const std::vector<Row> interest = {
        fact({{"kind", "paid"}, {"on", "2026-12-20"}, {"amount", "40"}}),
        fact({{"kind", "paid"}, {"on", "2026-12-01"}, {"amount", "10.50"}}),
        fact({{"kind", "remitted"}, {"on", "2026-12-21"}, {"decided_by", "f@council.example"}, {"reason", "agreed"}}),
        row("interest", {{"payee", "Quill"}, {"invoice", "INV-1"}, {"kind", "paid"}, {"on", "2026-12-20"}})};
    const auto found = invoices_of(rows, {}, {}, interest);
    ASSERT_EQ(found.front().interest.size(), 3U);
    EXPECT_EQ(interest_paid_in(found.front(), {Date{2026, 12, 1}, Date{2026, 12, 31}}), Money::pence(5'050));
    EXPECT_EQ(interest_paid_in(found.front(), {Date{2026, 12, 2}, Date{2026, 12, 20}}), Money::pounds(40));
    EXPECT_EQ(found.front().interest.back().reason, "agreed");
    EXPECT_EQ(found.front().interest.back().amount, std::nullopt) << "all of it";
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

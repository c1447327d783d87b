// The figures of the command `payments`, for each grouping and clock.
#include "domain/payments/payment_figures.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

const DateRange october{Date{2026, 10, 1}, Date{2026, 10, 31}};
constexpr Date as_at{2026, 11, 5};

/// An invoice of £100 under C-1 at tier 1, but for the cells given.
Row invoice(std::vector<Cell> cells) {
    const std::vector<Cell> usual = {{"contract", "C-1"}, {"payee", "Acme"}, {"amount_gross", "100"}};
    for (const auto& cell : usual) {
        if (std::ranges::none_of(cells, [&](const Cell& each) { return each.first == cell.first; }))
            cells.push_back(cell);
    }
    return row("invoices", cells);
}

/// What the figures say of those invoices, all under the contract of those cells.
std::vector<PaymentRow> rows_of(PaymentGrouping grouping, const std::vector<Row>& invoices,
                                std::vector<Cell> contract_cells = {{"regime", "pa23"}},
                                const std::vector<Row>& payments = {}) {
    contract_cells.emplace_back("ContractReference", "C-1");
    const auto contract = row("contracts", contract_cells);
    const auto head = head_contract_of(contract);
    PaymentFigures figures{october, grouping, PaymentPolicy{}, as_at};
    for (const auto& each : invoices_of(invoices, payments))
        figures.add(each, each.contract.empty() ? nullptr : &head);
    return figures.rows();
}

const PaymentRow& row_for(const std::vector<PaymentRow>& rows, std::string_view group, std::string_view clock,
                          int tier = 1) {
    const auto found = std::ranges::find_if(rows, [&](const PaymentRow& each) {
        return each.group == group && each.clock == clock && each.supply_tier == tier;
    });
    EXPECT_NE(found, rows.end()) << group << ' ' << clock;
    return *found;
}

std::vector<std::string> places(const std::vector<PaymentRow>& rows) {
    std::vector<std::string> found;
    for (const auto& each : rows)
        found.push_back(each.group + '/' + std::to_string(each.supply_tier) + '/' + std::string{each.clock});
    return found;
}

TEST(PaymentFigures, KeepEachClockApart) {
    const std::vector<Row> invoices = {
        invoice({{"invoice", "1"}, {"received_on", "2026-10-01"}, {"paid_on", "2026-10-15"}}),
        invoice({{"invoice", "2"}, {"received_on", "2026-10-01"}, {"paid_on", "2026-10-16"}}),
        invoice({{"invoice", "3"}, {"received_on", "2026-10-02"}}),
    };
    const auto rows = rows_of(PaymentGrouping::contract, invoices);
    EXPECT_EQ(places(rows), (std::vector<std::string>{"C-1/1/pa23", "C-1/1/policy", "C-1/1/reporting"}));

    const auto& policy = row_for(rows, "C-1", "policy");
    EXPECT_EQ(policy.population, 3);
    EXPECT_EQ(policy.on_time, 1);
    EXPECT_EQ(policy.passes, false);
    EXPECT_EQ(policy.late_now, 1);
    EXPECT_EQ(policy.late_now_pence, 10'000);
    EXPECT_EQ(policy.mean_days_to_pay, 14.5);
    EXPECT_EQ(policy.as_at, as_at);
    EXPECT_EQ(policy.source, "observed");
    EXPECT_EQ(policy.contracts, std::nullopt) << "by authority only";

    const auto& act = row_for(rows, "C-1", "pa23");
    EXPECT_EQ(act.population, 3) << "30 and 31 October";
    EXPECT_EQ(act.on_time, 2);
    EXPECT_EQ(act.late_now, 1);

    const auto& reporting = row_for(rows, "C-1", "reporting");
    EXPECT_EQ(reporting.population, 2) << "payments received";
    EXPECT_EQ(reporting.on_time, 2);
    EXPECT_EQ(reporting.share, 1.0);
    EXPECT_EQ(reporting.median_days_to_pay, 14.5);
}

TEST(PaymentFigures, CountEveryPartPaymentByTheReportingClock) {
    const std::vector<Row> invoices = {invoice({{"invoice", "1"}, {"received_on", "2026-09-01"}})};
    const auto payment = [](std::string_view on, std::string_view amount) {
        return row("payments", {{"payee", "Acme"}, {"invoice", "1"}, {"paid_on", on}, {"amount", amount}});
    };
    const std::vector<Row> payments = {payment("2026-09-20", "10"), payment("2026-10-01", "20"),
                                       payment("2026-10-02", "20"), payment("2026-10-31", "60"),
                                       payment("2026-10-31", "-10")};
    const auto rows = rows_of(PaymentGrouping::authority, invoices, {}, payments);
    const auto& reporting = row_for(rows, "authority", "reporting");
    EXPECT_EQ(reporting.population, 3) << "those of October that the payee received";
    EXPECT_EQ(reporting.days_0_30, 1) << "1 October is the 30th day";
    EXPECT_EQ(reporting.days_31_60, 2);
    EXPECT_EQ(reporting.on_time, 1);
}

TEST(PaymentFigures, SayHowManyContractsPass) {
    std::vector<Row> invoices;
    const auto add = [&](const char* contract, std::string number, const char* paid) {
        invoices.push_back(
            invoice({{"contract", contract}, {"invoice", number}, {"received_on", "2026-10-01"}, {"paid_on", paid}}));
    };
    for (int n = 0; n < 10; ++n)
        add("C-1", "a" + std::to_string(n), n == 0 ? "2026-10-20" : "2026-10-10");
    add("C-2", "b", "2026-10-10");
    add("c-3", "c1", "2026-10-10");
    add("C-3", "c2", "2026-10-20");
    add("", "d", "2026-10-20");
    const auto rows = rows_of(PaymentGrouping::authority, invoices, {});
    const auto& policy = row_for(rows, "authority", "policy");
    EXPECT_EQ(policy.population, 14);
    EXPECT_EQ(policy.contracts, 3) << "invoices without a contract belong to none";
    EXPECT_EQ(policy.contracts_passing, 2) << "9 of 10 is 90 %";
    EXPECT_EQ(policy.contracts_all_on_time, 1);
    EXPECT_EQ(policy.passes, std::nullopt) << "by contract only";
    EXPECT_EQ(row_for(rows_of(PaymentGrouping::contract, invoices, {}), "", "policy").population, 1);
}

TEST(PaymentFigures, CountAPayeeInEachSizeThatItHas) {
    const auto sized = [](const char* number, const char* sme, const char* vcse) {
        return invoice({{"invoice", number},
                        {"received_on", "2026-10-01"},
                        {"paid_on", "2026-10-10"},
                        {"payee_sme", sme},
                        {"payee_vcse", vcse}});
    };
    const std::vector<Row> invoices = {sized("1", "yes", "yes"), sized("2", "yes", "no"), sized("3", "no", ""),
                                       sized("4", "", "")};
    const auto rows = rows_of(PaymentGrouping::size, invoices, {});
    EXPECT_EQ(row_for(rows, "sme", "policy").population, 2);
    EXPECT_EQ(row_for(rows, "vcse", "policy").population, 1);
    EXPECT_EQ(row_for(rows, "large", "policy").population, 1);
    EXPECT_EQ(row_for(rows, "unknown", "policy").population, 1);
    const auto registered = rows_of(PaymentGrouping::size, invoices, {{"SMESupplier", "yes"}});
    EXPECT_EQ(row_for(registered, "sme", "policy").population, 3) << "the register knows the prime";
}

TEST(PaymentFigures, GatherPayeesAsNamesAreCompared) {
    const std::vector<Row> invoices = {invoice({{"payee", "Acme"}, {"invoice", "1"}, {"received_on", "2026-10-01"}}),
                                       invoice({{"payee", "ACME "}, {"invoice", "2"}, {"received_on", "2026-10-01"}})};
    const auto rows = rows_of(PaymentGrouping::payee, invoices, {});
    EXPECT_EQ(row_for(rows, "Acme", "policy").population, 2);
    EXPECT_EQ(row_for(rows_of(PaymentGrouping::payer, invoices, {}), "the council", "policy").population, 2);
}

TEST(PaymentFigures, NeverBlendWhatIsDeclaredWithWhatIsObserved) {
    const auto paid_by = [](const char* number, const char* tier, const char* received, const char* paid) {
        return invoice({{"invoice", number},
                        {"supply_tier", tier},
                        {"payer", tier == std::string_view{"1"} ? "" : "Prime"},
                        {"received_on", received},
                        {"paid_on", paid}});
    };
    const std::vector<Row> invoices = {
        paid_by("1", "1", "2026-10-01", "2026-10-10"), paid_by("2", "2", "2026-10-01", "2026-10-20"),
        paid_by("3", "2", "2026-10-17", ""), paid_by("4", "2", "2026-10-01", "2026-11-02")};
    const auto rows = rows_of(PaymentGrouping::tier, invoices, {{"flow_down_days", "14"}});
    EXPECT_EQ(row_for(rows, "1", "policy").population, 1);
    const auto& declared = row_for(rows, "2", "policy", 2);
    EXPECT_EQ(declared.source, "declared");
    EXPECT_EQ(declared.as_at, (Date{2026, 10, 31})) << "the end of the period declared";
    EXPECT_EQ(declared.population, 3) << "that of 31 October is among them";
    EXPECT_EQ(declared.on_time, 0);
    EXPECT_EQ(declared.late_now, 2) << "at the end of October";
    EXPECT_EQ(row_for(rows, "2", "reporting", 2).population, 1) << "what was paid in November is not declared yet";
    const auto unscored = rows_of(PaymentGrouping::tier, invoices, {});
    EXPECT_TRUE(std::ranges::none_of(unscored, [](const PaymentRow& each) {
        return each.supply_tier == 2 && each.clock == "policy";
    })) << "the head contract states no flow-down days";
}

TEST(PaymentFigures, CountInvoicesThatNoClockRunsOn) {
    const std::vector<Row> invoices = {invoice({{"invoice", "1"}, {"paid_on", "2026-10-10"}})};
    PaymentFigures figures{october, PaymentGrouping::authority, PaymentPolicy{}, as_at};
    for (const auto& each : invoices_of(invoices, {}))
        figures.add(each, nullptr);
    EXPECT_EQ(figures.without_received_on(), 1);
    EXPECT_TRUE(figures.rows().empty());
}

TEST(PaymentFigures, KeepApartWhatRestsOnAnAssumedReceipt) {
    const std::vector<Row> invoices = {
        invoice({{"invoice", "1"}, {"received_on", "2026-10-01"}, {"paid_on", "2026-10-10"}}),
        invoice({{"invoice", "2"}, {"invoice_date", "2026-10-01"}, {"assume_received", "invoice_date"}}),
        invoice({{"invoice", "3"}, {"invoice_date", "2026-10-01"}})};
    const auto rows = rows_of(PaymentGrouping::authority, invoices, {});
    std::vector<std::pair<bool, std::int64_t>> policy;
    for (const auto& each : rows) {
        if (each.clock == "policy") policy.emplace_back(each.received_assumed, each.on_time * 10 + each.population);
    }
    EXPECT_EQ(policy, (std::vector<std::pair<bool, std::int64_t>>{{false, 11}, {true, 1}}))
        << "one in time of one, and beside it none of one; the third has no clock";
}

TEST(PaymentFigures, ShowHowTheMoneyOfEachInvoiceStands) {
    const std::vector<Row> invoices = {
        invoice({{"invoice", "a"},
                 {"received_on", "2026-10-01"},
                 {"paid_on", "2026-10-13"},
                 {"paid_on_is", "run_date"},
                 {"paid_amount", "70"},
                 {"deduction", "10"},
                 {"deduction_reason", "CIS"}}),
        invoice({{"invoice", "b"}, {"received_on", "2026-10-01"}, {"paid_on", "2026-10-20"}, {"paid_amount", "130"}})};
    PaymentFigures figures{october, PaymentGrouping::authority, PaymentPolicy{}, as_at, Keep::figures_and_invoices};
    for (const auto& each : invoices_of(invoices, {}))
        figures.add(each, nullptr);
    const auto rows = figures.rows();
    const auto& kept = row_for(rows, "authority", "policy").invoices;
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0].state, InvoiceState::settled_short);
    EXPECT_EQ(kept[0].standing, InvoiceStanding::on_time) << "cleared in time; what it is short of is not late";
    EXPECT_EQ(kept[0].due, Money::pounds(90));
    EXPECT_EQ(kept[0].deducted, Money::pounds(10));
    EXPECT_EQ(kept[0].received, Money::pounds(70));
    EXPECT_EQ(kept[0].outstanding, Money{});
    EXPECT_EQ(kept[0].made_on, (Date{2026, 10, 13})) << "the pay run";
    EXPECT_EQ(kept[0].settled_on, (Date{2026, 10, 15})) << "two working days later";
    EXPECT_EQ(kept[1].state, InvoiceState::overpaid);
    EXPECT_EQ(kept[1].standing, InvoiceStanding::paid_late);
}

TEST(PaymentFigures, DoNotApplyToAnInHouseService) {
    const std::vector<Row> invoices = {
        invoice({{"invoice", "1"}, {"received_on", "2026-10-01"}, {"paid_on", "2026-10-10"}})};
    EXPECT_TRUE(rows_of(PaymentGrouping::authority, invoices, {{"provider_type", "in_house"}}).empty());
}

struct Settled {
    const char* received;
    const char* paid;
    int days;
};

/// Made-up rows of the shape of an accounts receivable export: days to settle counted from the invoice's day.
TEST(PaymentFigures, AgreeWithALedgersOwnDaysToSettle) {
    const std::vector<Settled> ledger = {{"2012-12-31", "2013-01-15", 15}, {"2013-01-26", "2013-02-25", 30},
                                         {"2013-01-03", "2013-02-03", 31}, {"2012-02-28", "2012-04-28", 60},
                                         {"2012-02-28", "2012-04-29", 61}, {"2013-06-07", "2013-06-07", 0}};
    std::vector<Row> invoices;
    int sum = 0;
    for (const auto& [received, paid, days] : ledger) {
        const auto number = std::to_string(invoices.size());
        invoices.push_back(invoice({{"invoice", number}, {"received_on", received}, {"paid_on", paid}}));
        sum += days;
    }
    const DateRange years{Date{2012, 1, 1}, Date{2013, 12, 31}};
    PaymentFigures figures{years, PaymentGrouping::authority, PaymentPolicy{}, as_at};
    for (const auto& each : invoices_of(invoices, {}))
        figures.add(each, nullptr);
    const auto rows = figures.rows();
    const auto& reporting = row_for(rows, "authority", "reporting");
    EXPECT_EQ(reporting.days_0_30, 3);
    EXPECT_EQ(reporting.days_31_60, 2);
    EXPECT_EQ(reporting.days_61_over, 1);
    EXPECT_EQ(reporting.mean_days_to_pay, sum / 6.0);
    EXPECT_EQ(reporting.median_days_to_pay, 30.5);
}

TEST(PaymentGrouping, IsFoundByItsName) {
    EXPECT_EQ(find_payment_grouping("size"), PaymentGrouping::size);
    EXPECT_EQ(find_payment_grouping("colour"), std::nullopt);
}

}  // namespace
}  // namespace contractwatch

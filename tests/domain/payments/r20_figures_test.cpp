// R20's figures: contracts and invoices paid within the council's own days, side by side, and their trend.
#include "domain/payments/r20_figures.h"

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

const DateRange october{Date{2026, 10, 1}, Date{2026, 10, 31}};
constexpr Date as_at{2026, 11, 5};

/// Contracts with their invoices, all received on a day and paid on another.
class R20Of {
  public:
    explicit R20Of(PaymentPolicy policy = {}, Date day = as_at) : policy_(policy), day_(day) {}

    /// One invoice under the contract (empty: none).
    void add(std::string_view contract, std::string_view received, std::string_view paid,
             std::string_view amount = "100", std::vector<Cell> cells = {}) {
        const auto number = std::to_string(invoices_.size());
        cells.insert(cells.end(), {{"contract", contract}, {"payee", "Acme"}, {"invoice", number}});
        cells.insert(cells.end(), {{"received_on", received}, {"paid_on", paid}, {"amount_gross", amount}});
        invoices_.push_back(row("invoices", cells));
    }

    R20 figures(std::vector<Cell> contract_cells = {}) const {
        R20Figures found{october, policy_, day_};
        for (const auto& each : invoices_of(invoices_, {})) {
            auto cells = contract_cells;
            cells.emplace_back("ContractReference", each.contract);
            const auto contract = row("contracts", cells);
            const auto head = head_contract_of(contract);
            found.add(each, each.contract.empty() ? nullptr : &head);
        }
        return found.figures();
    }

  private:
    PaymentPolicy policy_;
    Date day_;
    std::vector<Row> invoices_;
};

void expect_share(const Share& share, std::int64_t on_time, std::int64_t population) {
    EXPECT_EQ(share.on_time, on_time);
    EXPECT_EQ(share.population, population);
}

TEST(R20, StandsOnContractsAndOnInvoicesByNumberAndValue) {
    R20Of council;
    for (int n = 0; n < 10; ++n)
        council.add("C-1", "2026-10-01", n == 0 ? "2026-10-16" : "2026-10-15");
    council.add("C-2", "2026-10-01", "2026-10-10", "9000");
    council.add("C-3", "2026-10-01", "", "1000");
    const auto found = council.figures();
    expect_share(found.period.contracts_at_pass_mark, 2, 3);
    expect_share(found.period.contracts_all_on_time, 1, 3);
    expect_share(found.period.invoices, 10, 12);
    expect_share(found.period.value, 990'000, 1'100'000);
    EXPECT_EQ(found.all.late_now, 1);
    EXPECT_EQ(found.all.late_now_amount, Money::pounds(1000));
    EXPECT_EQ(found.all.median_days_to_pay, 14.0);
}

TEST(R20, HoldsItsHeadlineAgainstTheBaseline) {
    R20Of council;
    council.add("C-1", "2026-10-01", "2026-10-10");
    council.add("C-2", "2026-10-01", "2026-10-20");
    EXPECT_EQ(council.figures().headline, R20Headline::contracts_at_pass_mark);
    EXPECT_EQ(council.figures().reaches_baseline, false);

    PaymentPolicy by_value;
    by_value.headline = R20Headline::value;
    R20Of weighed{by_value};
    weighed.add("C-1", "2026-10-01", "2026-10-10", "900");
    weighed.add("C-2", "2026-10-01", "2026-10-20", "100");
    EXPECT_EQ(weighed.figures().reaches_baseline, true) << "90 % exactly";
    EXPECT_EQ(R20Of{}.figures().reaches_baseline, std::nullopt) << "nothing to divide by";
}

TEST(R20, ShowsInvoicesWithoutAContractAndDeclaredOnesInRowsOfTheirOwn) {
    R20Of council;
    council.add("C-1", "2026-10-01", "2026-10-10", "10", {{"payee_sme", "yes"}});
    council.add("C-1", "2026-10-01", "2026-10-20", "10", {{"payee_vcse", "yes"}});
    council.add("", "2026-10-01", "2026-10-20");
    council.add("C-1", "2026-10-02", "2026-10-20", "10", {{"supply_tier", "2"}, {"payer", "Bright"}});
    const auto found = council.figures({{"flow_down_days", "14"}});
    expect_share(found.all.share, 1, 2);
    expect_share(found.sme.share, 1, 1);
    expect_share(found.vcse.share, 0, 1);
    expect_share(found.without_contract.share, 0, 1);
    EXPECT_EQ(council.figures().declared.size(), 0u) << "no policy clock where the contract states no flow_down_days";
    ASSERT_EQ(found.declared.size(), 1u);
    EXPECT_EQ(found.declared.begin()->first, 2);
}

TEST(R20, SetsTheLastFourClosedQuartersAgainstTheFourBefore) {
    R20Of council;
    council.add("C-1", "2024-09-17", "2024-10-01");  // the last day opens the eighth quarter back
    council.add("C-1", "2025-09-16", "2025-09-30");  // the last day closes the fifth
    council.add("C-1", "2025-09-17", "2025-10-02");  // and this one opens the fourth
    council.add("C-2", "2026-09-16", "2026-09-30");
    council.add("C-2", "2026-09-17", "2026-10-30");  // of the running quarter
    council.add("C-2", "2024-09-16", "2024-09-29");  // before all of them
    const auto found = council.figures();
    ASSERT_EQ(found.quarters.size(), 8u);
    EXPECT_EQ(found.quarters.front().days, (DateRange{Date{2024, 10, 1}, Date{2024, 12, 31}}));
    EXPECT_EQ(found.quarters.back().days, (DateRange{Date{2026, 7, 1}, Date{2026, 9, 30}}));
    expect_share(found.year_before.invoices, 2, 2);
    expect_share(found.last_year.invoices, 1, 2);
    expect_share(found.last_year.contracts_at_pass_mark, 1, 2);
    EXPECT_EQ(found.falling, true) << "half of the contracts, against all";
}

TEST(R20, IsNotFallingWhereTheSharesAreEqualOrThereIsNothingBefore) {
    R20Of steady;
    steady.add("C-1", "2025-08-01", "2025-08-02");
    steady.add("C-1", "2026-08-01", "2026-08-02");
    EXPECT_EQ(steady.figures().falling, false);
    R20Of young;
    young.add("C-1", "2026-08-01", "2026-09-02");
    EXPECT_EQ(young.figures().falling, std::nullopt);
}

TEST(R20, CountsInARunningPeriodWhatIsPastItsLastDay) {
    R20Of council{{}, Date{2026, 10, 16}};
    council.add("C-1", "2026-10-01", "2026-10-10");
    council.add("C-1", "2026-10-02", "2026-10-10");
    council.add("C-1", "2026-10-05", "");
    const auto found = council.figures();
    expect_share(found.period.invoices, 1, 1);
    EXPECT_EQ(found.all.not_yet_due, 1) << "the second is paid early";
    EXPECT_EQ(found.quarters.back().days.last, (Date{2026, 9, 30})) << "the running quarter has not closed";
}

}  // namespace
}  // namespace contractwatch

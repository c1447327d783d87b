// The payment figures of 100,000 made-up invoices, computed a second time in SQL that knows nothing of the program; and
// what must hold of any invoices.
#include "domain/payments/payment_figures.h"

#include <algorithm>
#include <map>
#include <random>
#include <span>
#include <sstream>

#include <gtest/gtest.h>

#include "scenarios/figures_in_sql.h"
#include "scenarios/made_up_ledger.h"

namespace contractwatch {
namespace {

using scenarios::Figures;
using scenarios::figures_in_sql;
using scenarios::FiguresInSql;
using scenarios::MadeUpLedger;
using scenarios::stood_in_sql;

const DateRange month{Date{2026, 9, 1}, Date{2026, 9, 30}};
constexpr Date as_at{2026, 10, 15};

PaymentPolicy policy() {
    PaymentPolicy policy;
    policy.sme_policy_days = 10;
    policy.vcse_policy_days = 12;
    return policy;
}

/// A ledger's invoices, and the contracts that they name.
class Read {
  public:
    explicit Read(const MadeUpLedger& ledger)
        : invoices(invoices_of(ledger.invoices, ledger.payments, ledger.disputes)) {
        for (const auto& row : ledger.contracts) {
            auto head = head_contract_of(row);
            const auto reference = head.reference;
            heads_.emplace(reference, std::move(head));
        }
    }

    const HeadContract* head_of(const Invoice& invoice) const {
        const auto found = heads_.find(invoice.contract);
        return found == heads_.end() ? nullptr : &found->second;
    }

    std::vector<Invoice> invoices;

  private:
    std::map<std::string, HeadContract, std::less<>> heads_;
};

/// Everything that a row of figures says, as text that can be compared.
std::string text_of(const PaymentRow& row) {
    const auto real = [](const auto& value) { return (value ? std::to_string(*value) : std::string{"-"}) + " "; };
    const auto count = [](std::int64_t value) { return std::to_string(value) + " "; };
    return count(row.population) + count(row.on_time) + count(row.contracts.value_or(0)) +
           count(row.contracts_passing.value_or(0)) + count(row.contracts_all_on_time.value_or(0)) +
           count(row.late_now) + count(row.late_now_pence) + count(row.not_yet_due) + count(row.paid_early) +
           count(row.disputed) + real(row.mean_days_to_pay) + real(row.median_days_to_pay) + count(row.days_0_30) +
           count(row.days_31_60) + count(row.days_61_over);
}

Figures computed(PaymentGrouping grouping, const Read& read) {
    PaymentFigures figures{month, grouping, policy(), as_at};
    for (const auto& each : read.invoices)
        figures.add(each, read.head_of(each));
    Figures found;
    for (const auto& row : figures.rows())
        found[row.group + " " + std::to_string(row.supply_tier) + " " + std::string{row.clock} + " " +
              (row.received_assumed ? "1" : "0")] = text_of(row);
    return found;
}

/// What the one says otherwise than the other; nothing where they agree.
std::string difference(const Figures& one, const Figures& other) {
    std::string text;
    for (const auto& [name, figures] : one) {
        const auto found = other.find(name);
        if (found == other.end() || found->second != figures)
            text += name + ": " + figures + "against " + (found == other.end() ? "nothing" : found->second) + "\n";
    }
    for (const auto& [name, figures] : other) {
        if (!one.contains(name)) text += name + ": nothing against " + figures + "\n";
    }
    return text;
}

/// Of groups other than the authority, which alone counts contracts.
Figures without_contracts(Figures figures) {
    for (auto& [name, text] : figures) {
        std::vector<std::string> words;
        std::istringstream in{text};
        for (std::string word; in >> word;)
            words.push_back(word);
        text.clear();
        for (std::size_t at = 0; at < words.size(); ++at)
            text += (at >= 2 && at < 5 ? "0" : words[at]) + " ";
    }
    return figures;
}

TEST(PaymentFigures, AgreeWithASecondComputationInSql) {
    const MadeUpLedger ledger{100'000};
    FiguresInSql sql;
    for (const auto* rows : {&ledger.contracts, &ledger.invoices, &ledger.payments, &ledger.disputes})
        sql.load(*rows);
    sql.run(stood_in_sql);
    const Read read{ledger};
    const auto authority = sql.asked(figures_in_sql("'authority'"));
    EXPECT_EQ(authority.size(), 22U)
        << "every clock has figures to compare, of both tiers, with receipt assumed or not";
    EXPECT_EQ(difference(computed(PaymentGrouping::authority, read), authority), "");
    for (const auto& [grouping, grouped] :
         std::vector<std::pair<PaymentGrouping, std::string>>{{PaymentGrouping::contract, "contract"},
                                                              {PaymentGrouping::payee, "payee"},
                                                              {PaymentGrouping::payer, "payer"},
                                                              {PaymentGrouping::tier, "tier"}})
        EXPECT_EQ(difference(computed(grouping, read), without_contracts(sql.asked(figures_in_sql(grouped)))), "")
            << grouped;
    Figures by_size;
    for (const auto& [size, condition] :
         std::vector<std::pair<std::string, std::string>>{{"sme", "sme"},
                                                          {"vcse", "vcse"},
                                                          {"large", "sme = 0 AND NOT coalesce(vcse, 0)"},
                                                          {"unknown", "sme IS NULL AND NOT coalesce(vcse, 0)"}})
        by_size.merge(without_contracts(sql.asked(figures_in_sql("'" + size + "'", condition))));
    EXPECT_EQ(difference(computed(PaymentGrouping::size, read), by_size), "");
}

TEST(PaymentFigures, DoNotDependOnTheOrderOfArrival) {
    MadeUpLedger ledger{3'000};
    const auto before = computed(PaymentGrouping::contract, Read{ledger});
    for (auto* rows : {&ledger.invoices, &ledger.payments, &ledger.disputes})
        std::ranges::shuffle(*rows, std::mt19937{7});
    EXPECT_EQ(computed(PaymentGrouping::contract, Read{ledger}), before);
}

/// The policy's share of the invoices so far, as a fraction that compares exactly.
Share policy_share(std::span<const Invoice> all) {
    PaymentFigures figures{month, PaymentGrouping::authority, policy(), as_at};
    for (const auto& each : all)
        figures.add(each, nullptr);
    for (const auto& row : figures.rows()) {
        if (row.clock == "policy" && !row.received_assumed) return {row.on_time, row.population};
    }
    return {};
}

bool less(const Share& one, const Share& other) {
    return one.on_time * other.population < other.on_time * one.population;
}

TEST(PaymentFigures, NeverFallByAnInvoiceInTimeNorRiseByOneThatIsUnpaid) {
    const MadeUpLedger ledger{400};
    const Read read{ledger};
    for (std::size_t number = 20; number < read.invoices.size(); number += 20) {
        const std::vector<Invoice> some(read.invoices.begin(), read.invoices.begin() + static_cast<long>(number));
        auto more = some;
        auto& added = more.emplace_back();
        added.received_on = month.first;
        added.gross = Money::pounds(100);
        const auto before = policy_share(some);
        EXPECT_FALSE(less(before, policy_share(more))) << "one more that is unpaid";
        more.back().paid_on = month.first + Days{14};
        EXPECT_FALSE(less(policy_share(more), before)) << "one more paid on its last day";
    }
}

}  // namespace
}  // namespace contractwatch

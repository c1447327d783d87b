// The figures of a month are read from the invoices that can count in it alone, and are those of all invoices.
#include <random>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "app/ledger.h"
#include "app/portfolio.h"
#include "app/report_return.h"
#include "scenarios/council.h"

namespace contractwatch::scenarios {
namespace {

const std::vector groupings{PaymentGrouping::contract, PaymentGrouping::payee, PaymentGrouping::tier,
                            PaymentGrouping::size, PaymentGrouping::authority};

std::string said(const PaymentRow& row) {
    return fmt::format("{} {} {} {} {}: {} {} {} {} {} {} {} {} {} {}", name_of(row.by), row.group, row.supply_tier,
                       row.clock, row.received_assumed, row.population, row.on_time, row.late_now, row.late_now_pence,
                       row.not_yet_due, row.paid_early, row.disputed, row.days_0_30, row.days_31_60,
                       row.mean_days_to_pay.value_or(-1));
}

class DatesThatCountScenario : public Council {
  protected:
    DatesThatCountScenario() {
        take_in("contracts",
                "ContractReference,ContractTitle,StartDate,SupplierName,regime,payment_terms_days,flow_down_days\n"
                "C-0,Lighting,2024-01-01,Bright Ltd,pa23,,30\nC-1,Advice,2024-01-01,Quill Ltd,pcr15,90,\n"
                "C-2,Meals,2024-01-01,Ladle Ltd,below_threshold,,14\nC-3,Roads,2024-01-01,Tar Ltd,none,20,\n");
    }

    int below(int end) { return static_cast<int>(random() % static_cast<std::uint32_t>(end)); }
    bool one_in(int number) { return below(number) == 0; }
    std::string day(bool there, Date on) const { return there ? on.text() : std::string{}; }

    std::string invoice_line(int number) {
        const auto received = Date{2025, 9, 1} + Days{below(400)};
        const bool declared = one_in(4);
        return fmt::format("{},{},{},P{},I{},{},{},{},{},{},{},{},{},{},{}\n",
                           one_in(8) ? "" : fmt::format("C-{}", below(5)), declared ? "2" : "",
                           declared ? "Bright Ltd" : "", below(6), number, day(!one_in(30), received),
                           day(one_in(2), received - Days{3}), day(one_in(6), received + Days{below(60) - 20}),
                           day(one_in(4), received + Days{below(30) - 15}), 1 + below(900),
                           day(!one_in(3), received + Days{below(120) - 5}), one_in(3) ? "run_date" : "",
                           day(one_in(9), received + Days{below(200)}), one_in(2) ? "yes" : "no", "");
    }

    void take_in_ledger() {
        std::string invoices =
            "contract,supply_tier,payer,payee,invoice,received_on,invoice_date,due_stated_on,verified_on,amount_gross,"
            "paid_on,paid_on_is,disputed_from,payee_sme,credits_invoice\n";
        std::string payments = "payee,invoice,paid_on,amount,paid_on_is,payer\n";
        std::string disputes = "payee,invoice,kind,from,notified_on,resolved_on,payer\n";
        for (int number = 0; number < 600; ++number) {
            const auto line = invoice_line(number);
            invoices += line;
            const auto from = line.find(",P") + 1;
            const auto named = line.substr(from, line.find(',', line.find(',', from) + 1) - from);
            const auto when = Date{2025, 9, 10} + Days{below(420)};
            const auto* payer = line.find("Bright") == std::string::npos ? "" : "Bright Ltd";
            if (one_in(5))
                payments += fmt::format("{},{},{},{},{}\n", named, when.text(), 1 + below(900),
                                        one_in(2) ? "run_date" : "value_date", payer);
            if (one_in(6))
                disputes +=
                    fmt::format("{},disputed,{},{},{},{}\n", named, when.text(), day(!one_in(4), when + Days{1}),
                                day(one_in(2), when + Days{below(150)}), payer);
        }
        take_in("invoices", invoices);
        take_in("payments", payments);
        take_in("disputes", disputes);
    }

    std::vector<std::string> of_all(const DateRange& range) const {
        const HeadContracts heads{record()};
        PaymentFigures figures{range, groupings, settings.rules.payments, clock.today()};
        each_invoice(record(), pay_runs_of(settings.rules),
                     [&](const Invoice& invoice) { figures.add(invoice, heads.of(invoice)); });
        return texts_of(figures.rows(), figures.without_received_on());
    }
    std::vector<std::string> of_those_that_count(const DateRange& range) const {
        const auto answer = Portfolio{record(), settings.rules, clock.today()}.payments({range, groupings});
        return texts_of(answer.rows, answer.without_received_on);
    }
    static std::vector<std::string> texts_of(const std::vector<PaymentRow>& rows, std::int64_t without_received_on) {
        std::vector<std::string> texts{std::to_string(without_received_on)};
        for (const auto& row : rows)
            texts.push_back(said(row));
        return texts;
    }

    std::mt19937 random{20261128};
};

TEST_F(DatesThatCountScenario, GiveTheFiguresOfAllInvoices) {
    take_in_ledger();
    for (const auto& now : {"2026-03-05T09:00", "2026-10-01T09:00"}) {
        at(now);
        for (auto month = Date{2025, 9, 1}; month < Date{2026, 11, 1}; month = month.last_of_month() + Days{1}) {
            const DateRange range{month, month.last_of_month()};
            EXPECT_EQ(of_those_that_count(range), of_all(range)) << month.text();
        }
    }
    const DateRange day{Date{2026, 2, 11}, Date{2026, 2, 11}};
    EXPECT_EQ(of_those_that_count(day), of_all(day));
    EXPECT_GT(of_all({Date{2026, 2, 1}, Date{2026, 2, 28}}).size(), 40U) << "there is something to compare";
}

TEST_F(DatesThatCountScenario, GiveTheReturnsOfAllInvoices) {
    take_in_ledger();
    take_in(
        "interest",
        "payee,invoice,kind,on,amount\nP1,I1,paid,2026-09-15,5\nP2,I2,paid,2026-05-15,5\nP3,I3,paid,2026-01-15,5\n");
    at("2026-10-15T09:00");
    const auto& policy = settings.rules.payments;
    const auto runs = pay_runs_of(settings.rules);
    const auto rates = bank_rates_of(record());
    const HeadContracts heads{record()};
    std::size_t rows = 0;
    for (const auto kind : {PaymentReturnKind::s69, PaymentReturnKind::reg113}) {
        for (auto month = Date{2025, 9, 1}; month < Date{2026, 10, 1}; month = month.last_of_month() + Days{1}) {
            const DateRange days{month, month.last_of_month()};
            PaymentReturn all{kind, days, policy, rates, clock.today()};
            each_invoice(record(), runs,
                         [&](const Invoice& invoice) { all.add(invoice, heads.of(invoice), heads.terms_of(invoice)); });
            const auto asked = return_asked(std::string{name_of(kind)}, "2025/26-H1", clock.today()).value();
            const auto made = make_return(record(), kind, days, policy, rates, runs, clock.today());
            EXPECT_EQ(reported_of(made, asked, clock.today()).figures, reported_of(all, asked, clock.today()).figures);
            EXPECT_EQ(made.count_of_rows(), all.count_of_rows()) << month.text();
            EXPECT_EQ(made.count_of_left_out(), all.count_of_left_out()) << month.text();
            rows += made.rows().size();
        }
    }
    EXPECT_GT(rows, 150U) << "there is something to compare";
}

}  // namespace
}  // namespace contractwatch::scenarios

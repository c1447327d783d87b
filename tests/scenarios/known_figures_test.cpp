// What is known now of returns of payments that were reported: recorded by the sweep where a later fact changes it.
#include <random>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "adapters/sqlite/record_folder.h"
#include "app/prune.h"
#include "app/report_return.h"
#include "scenarios/council.h"

namespace contractwatch::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto contracts_header =
    "ContractReference,ContractTitle,StartDate,SupplierName,regime,procurement_commenced_on\n";
constexpr auto invoices_header = "contract,payee,invoice,received_on,amount_gross,paid_on\n";

class KnownFiguresScenario : public Council {
  protected:
    KnownFiguresScenario() {
        take_in("contracts", std::string{contracts_header} +
                                 "C-1,Lighting,2025-03-01,Bright Ltd,pa23,2025-03-01\n"
                                 "C-2,Meals,2024-01-01,Ladle Ltd,pcr15,2023-01-01\n");
        take_in("invoices", std::string{invoices_header} +
                                "C-1,Bright Ltd,I-1,2026-08-03,1000,2026-08-20\n"
                                "C-1,Bright Ltd,I-2,2026-08-10,500,\n"
                                "C-2,Ladle Ltd,L-1,2026-07-01,200,\n");
        sweep();
    }

    Rules rules_now() const { return with_law(settings.rules, legal_numbers_of(record())); }

    KnownReturn made(const std::string& name, const std::string& period, const DateRange& days, Date as_at) const {
        const auto rules = rules_now();
        const auto rates = bank_rates_of(record());
        return known_of(
            make_return(record(), *find_payment_return(name), days, rules.payments, rates, pay_runs_of(rules), as_at),
            name, period, days, as_at);
    }

    void report(const std::string& name, const std::string& period) {
        const auto asked = return_asked(name, period, clock.today()).value();
        ReportedReturn reported;
        static_cast<KnownReturn&>(reported) = made(name, asked.period.text(), asked.period.days(), clock.today());
        reported.approved_by = "Dora Dean";
        reported.approver_title = "Director";
        reported.rows_sha256 = reported.left_out_sha256 = "00";
        ASSERT_TRUE(report_return(*store, clock, reported, {}).ok());
    }

    /// As an auditor sees the figure who has nothing but the file: as reported, as known now, and since which entry.
    std::vector<std::string> seen(const std::string& figure) const {
        return sqlite::testing::ask(path("record.db"),
                                    "SELECT value, known_value, known_as_at, known_entry FROM audit_reported_figures "
                                    "WHERE figure = '" +
                                        figure + "'");
    }

    std::int64_t known_rows() const { return count("known_figures"); }
    void lose_scratch() {
        end_process();
        std::filesystem::remove(path("record.db.scratch"));
        begin_process();
    }
};

TEST_F(KnownFiguresScenario, AreThoseReportedWhereNothingBearsOnThem) {
    report("s69", "2026/27-H1");
    at("2026-10-05T08:00");
    EXPECT_THAT(sweep().known, IsEmpty());
    take_in("invoices", std::string{invoices_header} + "C-1,Bright Ltd,I-3,2026-10-02,700,2026-10-04\n");
    EXPECT_THAT(sweep().known, IsEmpty());
    lose_scratch();
    EXPECT_THAT(sweep().known, IsEmpty());
    EXPECT_THAT(seen("payments"), ElementsAre("1|1|2026-10-01|"));
    EXPECT_EQ(known_rows(), 0);
}

TEST_F(KnownFiguresScenario, AreRecordedOnceWhereALaterFactChangesThem) {
    report("s69", "2026/27-H1");
    at("2026-10-05T08:00");
    sweep();
    take_in("invoices", std::string{invoices_header} + "C-1,Bright Ltd,I-1,,1000,2026-08-30\n");
    const auto swept = sweep();
    EXPECT_THAT(swept.known, ElementsAre("s69 2026/27-H1: mean_days_to_pay 27.0, before 17.0"));
    EXPECT_THAT(seen("mean_days_to_pay"), ElementsAre("17.0|27.0|2026-10-01|" + std::to_string(swept.entry)));
    EXPECT_THAT(seen("payments"), ElementsAre("1|1|2026-10-01|" + std::to_string(swept.entry)));
    EXPECT_EQ(known_rows(), 9) << "every figure of the return";
    EXPECT_THAT(record().last_entries(1).front().detail_json,
                ::testing::HasSubstr(R"("known_figures":["s69 2026/27-H1: mean_days_to_pay 27.0, before 17.0"])"));

    EXPECT_THAT(sweep().known, IsEmpty());
    lose_scratch();
    EXPECT_THAT(sweep().known, IsEmpty());
    at("2026-10-06T08:00");
    EXPECT_THAT(sweep().known, IsEmpty());
    EXPECT_EQ(known_rows(), 9) << "nothing came";

    take_in("invoices", std::string{invoices_header} + "C-1,Bright Ltd,I-1,,1000,2026-08-20\n");
    EXPECT_THAT(sweep().known, ElementsAre("s69 2026/27-H1: mean_days_to_pay 17.0, before 27.0"));
    EXPECT_THAT(sqlite::testing::ask(path("record.db"),
                                     "SELECT count(*) FROM audit_reported_figures WHERE known_value "
                                     "IS NOT value OR known_as_at <> as_at"),
                ElementsAre("0"))
        << "put back, it is known as it was reported";
    EXPECT_TRUE(verifies());
}

TEST_F(KnownFiguresScenario, AreFoundByTheDaysThatAnInvoiceHadBefore) {
    report("s69", "2026/27-H1");
    at("2026-10-12T08:00");
    sweep();
    take_in("invoices", std::string{invoices_header} + "C-1,Bright Ltd,I-2,2026-10-09,500,\n");
    EXPECT_THAT(sweep().known,
                ElementsAre("s69 2026/27-H1: payable_pence 100000, before 150000; unpaid_pence 0, before "
                            "50000; unpaid_share 0.0, before 0.3333333333333333; rows 2, before 3"));
}

TEST_F(KnownFiguresScenario, AreFoundByTheDaysOfAnInvoiceThatIsNowOfAnEarlierTime) {
    report("s69", "2026/27-H1");
    at("2026-10-12T08:00");
    sweep();
    take_in("invoices", std::string{invoices_header} + "C-1,Bright Ltd,I-2,2025-08-10,500,\n");
    EXPECT_EQ(sweep().known.size(), 1U);
    EXPECT_EQ(seen("payable_pence").front().substr(0, 14), "150000|100000|");
}

TEST_F(KnownFiguresScenario, AreFoundThroughWhatNamesAnInvoice) {
    report("s69", "2026/27-H1");
    report("reg113", "2026/27-H1");
    at("2026-10-12T08:00");
    sweep();
    take_in("payments", "payee,invoice,payment,paid_on,amount\nBright Ltd,I-2,P-1,2026-09-01,500\n");
    EXPECT_EQ(sweep().known.size(), 1U);
    EXPECT_THAT(seen("unpaid_pence"), ElementsAre(::testing::StartsWith("50000|0|2026-10-01|")));
    take_in("disputes",
            "payee,invoice,from,notified_on\n"
            "Bright Ltd,I-1,2026-08-04,2026-08-05\n");
    EXPECT_EQ(sweep().known.size(), 1U);
    EXPECT_EQ(seen("disputed_pence").front().substr(0, 9), "0|100000|");
    take_in("invoices",
            "contract,payee,invoice,received_on,amount_gross,credits_invoice\n"
            "C-1,Bright Ltd,CN-1,,100,I-2\n");
    EXPECT_EQ(sweep().known.size(), 1U) << "by a credit note that names no day";
    EXPECT_EQ(seen("payable_pence").front().substr(0, 13), "150000|40000|");
    take_in("interest", "payee,invoice,kind,on,amount\nLadle Ltd,L-1,paid,2026-09-15,7.50\n");
    EXPECT_EQ(sweep().known.size(), 1U) << "reg113";
    EXPECT_EQ(seen("interest_paid_pence").front().substr(0, 6), "0|750|");
    EXPECT_TRUE(verifies());
}

TEST_F(KnownFiguresScenario, AreFoundByAPaymentWhoseInvoiceIsNotInTheRecord) {
    report("s70", "2026/27-Q2");
    at("2026-10-12T08:00");
    sweep();
    const std::string payments = "payee,invoice,payment,paid_on,amount,contract\n";
    take_in("payments", payments + "Bright Ltd,,P-1,2026-10-05,50000,C-1\nBright Ltd,LOST,P-2,2026-10-05,50000,C-1\n");
    EXPECT_THAT(sweep().known, IsEmpty());
    take_in("payments", payments + "Bright Ltd,,P-3,2026-09-05,50000,C-1\n");
    EXPECT_THAT(sweep().known, ElementsAre("s70 2026/27-Q2: left out 1, before 0"))
        << "procured before the section was in force";
    take_in("payments", payments + "Bright Ltd,LOST,P-4,2026-09-05,50000,C-1\n");
    EXPECT_THAT(sweep().known, ElementsAre("s70 2026/27-Q2: left out 2, before 1"));
}

TEST_F(KnownFiguresScenario, AreLookedAtWholeWhereTheRegisterOrTheLawIsAnother) {
    report("s69", "2026/27-H1");
    at("2026-10-05T08:00");
    sweep();
    take_in("contracts", "ContractReference,ContractTitle,StartDate,concession\nC-1,Lighting,2025-03-01,yes\n");
    EXPECT_EQ(sweep().known.size(), 1U);
    EXPECT_EQ(seen("payments").front().substr(0, 4), "1|0|");
    take_in("contracts", "ContractReference,ContractTitle,StartDate,concession\nC-1,Lighting,2025-03-01,no\n");
    EXPECT_EQ(sweep().known.size(), 1U);
    take_in("legal_numbers",
            "rule,value,from,authority,checked_on\npayment_days_pa23,60,2026-08-05,SI 2026/1,2026-10-05\n");
    EXPECT_EQ(sweep().known.size(), 1U);
    EXPECT_EQ(seen("payable_pence").front().substr(0, 14), "150000|100000|") << "I-2 is to be paid by 8 October";
    settings.rules.payments.settlement_working_days = 5;
    settings.fingerprint = "rules 2";
    const auto swept = sweep();
    EXPECT_THAT(swept.known, IsEmpty());
    EXPECT_EQ(swept.returns_made, 1) << "made again, and the same";
}

TEST_F(KnownFiguresScenario, AreLookedAtForAContractOnlyWhereItIsAnotherToItsInvoices) {
    report("s69", "2026/27-H1");
    report("s69", "2025/26-H2");
    at("2026-10-05T08:00");
    EXPECT_EQ(sweep().returns_made, 0);
    const auto made_after = [&](const std::string& kind, const std::string& rows) {
        take_in(kind, rows);
        return sweep().returns_made;
    };
    const std::string contracts = "ContractReference,ContractTitle,StartDate,concession\n";
    EXPECT_EQ(made_after("contracts", contracts + "C-1,Street lighting,2025-03-01,\n"), 0) << "another title";
    EXPECT_EQ(made_after("contracts", contracts + "C-1,Lighting,2025-03-01,yes\n"), 1)
        << "it has invoices of the one half-year, and none of the other";
    EXPECT_EQ(made_after("contracts", contracts + "C-3,Chairs,2025-03-01,\n"), 0) << "new, and without an invoice";
    EXPECT_EQ(made_after("subcontracts", "contract,subcontract,payer,payee\nC-1,SC-1,Bright Ltd,Wire Ltd\n"), 1);
    report("s70", "2026/27-Q2");
    sweep();
    EXPECT_EQ(made_after("contracts", contracts + "C-4,Tables,2025-03-01,\n"), 1)
        << "a payment of an invoice that nobody has can name it";
}

TEST_F(KnownFiguresScenario, AreNotOthersBecauseDaysPassedOrOfWhatHappenedInThem) {
    report("reg113", "2026/27-H1");
    const auto reported = seen("interest_liable_pence");
    at("2026-10-20T08:00");
    EXPECT_GT(std::stoll(made("reg113", "", {Date{2026, 4, 1}, Date{2026, 9, 30}}, clock.today()).figures[4].value),
              std::stoll(record().known_returns().front().figures[4].value))
        << "interest goes on";
    lose_scratch();
    EXPECT_THAT(sweep().known, IsEmpty());
    take_in("payments", "payee,invoice,payment,paid_on,amount\nLadle Ltd,L-1,P-1,2026-10-15,200\n");
    EXPECT_EQ(sweep().returns_made, 1);
    EXPECT_EQ(seen("interest_liable_pence"), reported) << "as at 1 October it was to be paid";
    take_in("payments", "payee,invoice,payment,paid_on,amount\nLadle Ltd,L-1,P-1,2026-09-28,200\n");
    EXPECT_EQ(sweep().known.size(), 1U) << "it had been paid before, and nobody had known";
    EXPECT_NE(seen("interest_liable_pence"), reported);
}

TEST_F(KnownFiguresScenario, AreTheSameWhereWhatWasLookedAtIsLost) {
    report("reg113", "2026/27-H1");
    at("2026-10-20T08:00");
    take_in("payments", "payee,invoice,payment,paid_on,amount\nLadle Ltd,L-1,P-1,2026-09-28,200\n");
    lose_scratch();
    EXPECT_EQ(sweep().known.size(), 1U);
    EXPECT_THAT(seen("interest_liable_pence"), ElementsAre(::testing::StartsWith("406|386|2026-10-01|")));
}

TEST_F(KnownFiguresScenario, AreFoundAnewInAnOlderCopyThatWasPutBackBesideALaterScratchFile) {
    report("s69", "2026/27-H1");
    sweep();
    take_in("invoices", std::string{invoices_header} + "C-1,Bright Ltd,I-1,,1000,2026-08-30\n");
    end_process();
    std::filesystem::copy_file(path("record.db"), path("copy.db"));
    begin_process();
    EXPECT_EQ(sweep().known.size(), 1U);
    end_process();
    std::filesystem::copy_file(path("copy.db"), path("record.db"), std::filesystem::copy_options::overwrite_existing);
    begin_process();
    EXPECT_EQ(sweep().known.size(), 1U);
}

TEST_F(KnownFiguresScenario, AreReportedAnewAsTheyAreKnown) {
    report("s69", "2026/27-H1");
    at("2026-10-05T08:00");
    sweep();
    take_in("invoices", std::string{invoices_header} + "C-1,Bright Ltd,I-1,,1000,2026-08-30\n");
    sweep();
    report("s69", "2026/27-H1");
    const auto entry = std::to_string(record().head().sequence);
    EXPECT_THAT(sweep().known, IsEmpty());
    EXPECT_THAT(seen("mean_days_to_pay"), ElementsAre("17.0|27.0|2026-10-05|" + entry, "27.0|27.0|2026-10-05|"));
}

TEST_F(KnownFiguresScenario, StayInTheRecordWhenTheRowsOfTheirPeriodGo) {
    take_in("contracts",
            "ContractReference,ContractTitle,StartDate,EndDate,SupplierName,regime\n"
            "C-9,Coal,2015-01-01,2018-12-31,Pit Ltd,pcr15\n");
    take_in("invoices", std::string{invoices_header} + "C-9,Pit Ltd,P-1,2018-05-01,1000,2018-05-20\n");
    report("reg113", "2018/19-H1");
    take_in("invoices", std::string{invoices_header} + "C-9,Pit Ltd,P-2,2018-05-01,1000,2018-05-20\n");
    at("2026-10-05T08:00");
    sweep();
    const auto rows = known_rows();
    EXPECT_EQ(seen("invoices").front().substr(0, 4), "1|2|");
    const auto pruned = prune(*store, clock, journal, RetentionPolicy{}, Effect::record, {}).value();
    ASSERT_EQ(pruned.contracts.size(), 1U);
    EXPECT_EQ(known_rows(), rows);
    EXPECT_EQ(sweep().known.size(), 1U) << "what is known now is without them";
    EXPECT_EQ(seen("invoices").front().substr(0, 4), "1|0|");
    EXPECT_EQ(known_rows(), 2 * rows);
    EXPECT_TRUE(verifies());
}

/// Whatever comes, in whatever order: what the record has last is what its facts give as at that day.
class KnownFiguresOfAnyFacts : public KnownFiguresScenario {
  protected:
    int below(int end) { return static_cast<int>(random_() % static_cast<std::uint32_t>(end)); }
    Date day() { return Date{2025, 9, 1} + Days{below(430)}; }
    std::string named() { return fmt::format("Payee {},R-{}", below(2), 1 + below(9)); }

    void something_comes() {
        const auto on = day();
        switch (below(8)) {
            case 0:
                return void(take_in("payments", fmt::format("payee,invoice,paid_on,amount\n{},{},{}\n", named(),
                                                            on.text(), 1 + below(60'000))));
            case 1:
                return void(take_in("disputes", fmt::format("payee,invoice,from,notified_on,resolved_on\n{},{},{},{}\n",
                                                            named(), on.text(), (on + Days{below(5)}).text(),
                                                            below(2) == 0 ? (on + Days{below(60)}).text() : "")));
            case 2:
                return void(take_in("interest",
                                    fmt::format("payee,invoice,kind,on,amount\n{},paid,{},5\n", named(), on.text())));
            case 3:
                return void(take_in("contracts", fmt::format("ContractReference,ContractTitle,StartDate,concession\n"
                                                             "C-{},Title,2024-01-01,{}\n",
                                                             1 + below(2), below(4) == 0 ? "yes" : "no")));
            case 4:
                return lose_scratch();
            default:
                take_in("invoices",
                        fmt::format("contract,payee,invoice,received_on,amount_gross,paid_on,credits_invoice\n"
                                    "C-{},{},{},{},{},{}\n",
                                    1 + below(2), named(), below(9) == 0 ? "-" : on.text(), 1 + below(60'000),
                                    below(2) == 0 ? day().text() : "-", below(4) == 0 ? "R-1" : "-"));
        }
    }

    void expect_all_known(int step) const {
        for (const auto& last : record().known_returns()) {
            const auto now = made(last.name, last.period, last.days, last.as_at);
            EXPECT_EQ(now.figures, last.figures) << last.name << " " << last.period << ", step " << step;
            EXPECT_EQ(now.rows, last.rows) << last.name << " " << last.period << ", step " << step;
            EXPECT_EQ(now.left_out, last.left_out) << last.name << " " << last.period << ", step " << step;
        }
    }

  private:
    std::mt19937 random_{20261129};
};

TEST_F(KnownFiguresOfAnyFacts, AreThoseThatAllFactsGive) {
    std::size_t changes = 0;
    for (int step = 0; step < 160 && !HasFailure(); ++step) {
        at((Date{2026, 10, 2} + Days{step}).text() + "T08:00");
        if (step == 10) report("s69", "2026/27-H1"), report("s69", "2025/26-H2"), report("s70", "2026/27-Q2");
        if (step == 15) report("reg113", "2026/27-H1"), report("reg113", "2025/26-H2"), report("s70", "2026/27-Q1");
        if (step == 50) report("s69", "2026/27-H1");
        something_comes();
        changes += sweep().known.size();
        expect_all_known(step);
        if (step % 10 != 0) continue;
        EXPECT_THAT(sweep().known, IsEmpty()) << "step " << step;
    }
    EXPECT_GT(changes, 40U);
    EXPECT_TRUE(verifies());
}

}  // namespace
}  // namespace contractwatch::scenarios

// What is found across contracts: kept up by each day's facts alone, and the same as from scratch.
#include <algorithm>
#include <filesystem>
#include <map>
#include <random>

#include <gmock/gmock.h>

#include "adapters/sqlite/history_reader.h"
#include "app/portfolio.h"
#include "app/rows_as_known.h"
#include "scenarios/three_contracts.h"

namespace contractwatch::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class CouncilPaymentsScenario : public ThreeContracts {
  protected:
    /// What the open alerts across contracts say.
    std::vector<std::string> told() const {
        std::vector<std::string> found;
        for (const auto& alert : record().alerts({true, ContractRef{}, Aspect::council, {}}))
            found.push_back(alert.key + ": " + alert.summary);
        std::ranges::sort(found);
        return found;
    }
    /// What is found from the record alone, with no cache but a new one.
    std::vector<Finding> findings_from_scratch() const {
        std::filesystem::remove(path("fresh.scratch"));
        const auto apart = sqlite::EvaluationCache::open(store->connection(), path("fresh.scratch"));
        auto found = Portfolio{record(), settings.rules, clock.today()}.all_findings(*apart);
        std::erase_if(found, [](const Finding& finding) { return row_of(finding.kind).aspect != Aspect::council; });
        return found;
    }
    std::vector<std::string> from_scratch() const {
        std::vector<std::string> found;
        for (const auto& finding : findings_from_scratch())
            found.push_back(key_of(finding) + ": " + finding.summary);
        std::ranges::sort(found);
        return found;
    }
    /// What the tallies kept in the cache come to.
    std::vector<Finding> findings_from_tallies() const {
        CouncilPayments council{settings.rules.payments, clock.today(), settings.rules.sha256};
        const auto add = [&](const ContractRef& contract, const auto& tally) { council.add(contract, tally); };
        const auto from = first_month_across_contracts(clock.today());
        EXPECT_TRUE(evaluations->each_tally(from, add) && evaluations->each_prime_tally(from, add));
        return council.findings();
    }
    static std::string digest_in(const Fields& evidence) {
        const auto found = std::ranges::find(evidence, "rows_sha256", &Field::name);
        return found == evidence.end() ? std::string{} : std::get<std::string>(found->value);
    }
    /// By its key, the digest of the rows behind each finding.
    static std::map<std::string, std::string> digests(const std::vector<Finding>& findings) {
        std::map<std::string, std::string> found;
        for (const auto& finding : findings) {
            if (finding.kind != FindingKind::spend_without_contract)
                found[key_of(finding)] = digest_in(finding.evidence);
        }
        return found;
    }
    /// The same of the open alerts, from their rows one by one.
    std::map<std::string, std::string> digests_of_rows() const {
        std::map<std::string, std::string> found;
        for (const auto& alert : record().alerts({true, ContractRef{}, Aspect::council, {}})) {
            const auto steps = sqlite::HistoryReader{store->connection()}.steps_of(alert.id);
            const auto known = rows_as_known(record(), settings.rules, steps, clock.today());
            if (known) found[alert.key] = known->sha256;
        }
        return found;
    }
};

TEST_F(CouncilPaymentsScenario, AreTheSameDayByDayAsFromScratch) {
    std::mt19937 random{20261128};
    const auto below = [&](int count) { return std::uniform_int_distribution{0, count - 1}(random); };
    std::set<std::string> kinds;
    auto day = Date{2026, 10, 2};
    int number = 0;
    for (int step = 0; step < 60; ++step, day = day + Days{1 + below(2)}) {
        at(day.text() + "T09:00");
        std::string rows = invoices_header;
        for (int count = below(6); count > 0; --count) {
            const auto received = day - Days{below(8) == 0 ? 300 + below(400) : below(40)};
            const bool declared = below(4) == 0;
            rows += "C-" + std::to_string(1 + below(4)) + ",Acme,I-" +
                    std::to_string(below(5) == 0 ? below(20) : ++number) + "," + received.text() + "," +
                    std::to_string(1 + below(900)) + "," + (below(3) == 0 ? "" : (received + Days{below(30)}).text()) +
                    "," + (below(2) == 0 ? "yes" : "no") + (declared ? ",2,Bright Ltd\n" : ",,\n");
        }
        if (rows != invoices_header) take_in("invoices", rows);
        std::string payments = "payee,invoice,payment,paid_on,amount,contract\n";
        for (int count = below(4) - 2; count > 0; --count) {
            const bool alone = below(2) == 0;
            const auto* const contract = below(2) == 0 ? "" : below(2) == 0 ? "C-1" : "C-4";
            payments += "Acme," + (alone ? std::string{} : "I-" + std::to_string(below(40))) + ",P-" +
                        std::to_string(step * 10 + count) + "," + (day - Days{below(30)}).text() + "," +
                        std::to_string(1 + below(900)) + "," + (alone ? contract : "") + "\n";
        }
        if (payments.find("Acme") != std::string::npos) take_in("payments", payments);
        if (below(2) == 0) {
            const auto* const contract = below(3) == 0 ? "" : below(2) == 0 ? "C-1" : "C-2";
            take_in("invoices", "contract,payee,invoice,received_on,amount_gross,credits_invoice\n" +
                                    std::string{contract} + ",Acme,CN-" + std::to_string(below(6)) + "," +
                                    (day - Days{below(20)}).text() + ",-" + std::to_string(1 + below(900)) + ",I-" +
                                    std::to_string(1 + below(40)) + "\n");
        }
        if (step == 40) take_in("suppliers", "supplier,name,aliases\nS1,Acme Limited,Acme; Acme North\n");
        if (step % 17 == 9) begin_process();
        if (step % 23 == 11) std::filesystem::remove(path("record.db.scratch")), begin_process();
        sweep();
        ASSERT_EQ(told(), from_scratch()) << "on " << day.text();
        ASSERT_EQ(digests(findings_from_tallies()), digests(findings_from_scratch())) << "on " << day.text();
        ASSERT_EQ(digests_of_rows(), digests(findings_from_scratch())) << "on " << day.text();
        for (const auto& each : told())
            kinds.insert(each.substr(0, each.find('/')));
    }
    EXPECT_THAT(kinds, ElementsAre("payment_not_improving", "payment_share_authority", "payment_share_small",
                                   "payment_share_tier", "spend_without_contract"))
        << "every kind was seen";
}

TEST_F(CouncilPaymentsScenario, CostWhatTheDaysFactsCost) {
    take_in("invoices", std::string{invoices_header} +
                            "C-1,Bright Ltd,I-1,2026-09-10,100,,,,\n"
                            "C-2,Quill Ltd,I-2,2026-09-10,100,2026-09-12,,,\n");
    sweep();
    EXPECT_THAT(told(), ::testing::SizeIs(1)) << "half of the contracts, in September";
    at("2026-10-02T09:00");
    sweep();
    take_in("invoices", std::string{invoices_header} + "C-1,Bright Ltd,I-1,2026-09-10,100,2026-09-20,,,\n");
    EXPECT_EQ(sweep().evaluated, 1) << "the payments of C-1 alone";
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_EQ(alert_of("payment_share_authority///2026-09").state, AlertState::resolved);
}

TEST_F(CouncilPaymentsScenario, KeepTheDigestOfWhatWasToldWhateverIsKnownLater) {
    const std::string key = "payment_share_authority///2026-09";
    const auto kept = [&] { return digest_in(alert_of(key).evidence); };
    const auto known_now = [&] { return digests(findings_from_scratch()).at(key); };
    take_in("invoices", std::string{invoices_header} +
                            "C-1,Bright Ltd,I-1,2026-09-10,100,,,,\n"
                            "C-2,Quill Ltd,I-2,2026-09-10,100,2026-09-12,,,\n");
    sweep();
    const auto told_first = kept();
    EXPECT_EQ(told_first.size(), 64U);
    EXPECT_EQ(told_first, known_now());
    const auto changes = [&] {
        return count("alert_steps WHERE step = 'changed' AND alert = " + std::to_string(alert_of(key).id));
    };
    ASSERT_EQ(changes(), 0);

    at("2026-10-02T09:00");
    take_in("payments", "payee,invoice,payment,paid_on,amount\nBright Ltd,I-1,P-1,2026-10-01,100\n");
    sweep();
    EXPECT_EQ(kept(), told_first) << "paid late as it is: the same figures";
    EXPECT_NE(known_now(), told_first);
    EXPECT_EQ(changes(), 0) << "there is nothing to say";

    at("2026-10-05T07:00");
    take_in("invoices", std::string{invoices_header} + "C-3,Ladle Ltd,I-3,2026-09-10,100,,,,\n");
    sweep();
    EXPECT_EQ(kept(), known_now()) << "one of three contracts";
    EXPECT_NE(kept(), told_first);
    EXPECT_EQ(changes(), 1);
    const auto all = sqlite::HistoryReader{store->connection()}.steps_of(alert_of(key).id);
    EXPECT_EQ(digest_in(all.front().fact.after.evidence), told_first);
    EXPECT_TRUE(verifies());
}

TEST_F(CouncilPaymentsScenario, AreDigestedWhereThereIsSomethingNewToSayAlone) {
    int digested = 0;
    settings.rules.sha256 = [&](std::string_view bytes) {
        ++digested;
        return sha256_of(bytes);
    };
    take_in("invoices", std::string{invoices_header} + "C-1,Bright Ltd,I-1,2026-09-10,100,,,,\n");
    sweep();
    EXPECT_EQ(digested, 2) << "the tally of C-1, and the council's share";
    sweep();
    EXPECT_EQ(digested, 2) << "nothing came in";
    take_in("invoices", std::string{invoices_header} + "C-2,Quill Ltd,I-2,2026-09-25,100,,,,\n");
    sweep();
    EXPECT_EQ(digested, 3) << "the tally of C-2 in October, which says nothing of September";
}

TEST_F(CouncilPaymentsScenario, OfAPrimeRestOnThePaymentsOfTwelveMonthsOneByOne) {
    take_in("subcontracts",
            "contract,subcontract,payer,payee\nC-1,S-1,Bright Ltd,Sub Ltd\nC-2,S-2,Bright Ltd,Sub Ltd\n");
    std::string rows = "contract,subcontract,payer,payee,invoice,received_on,amount_gross,paid_on,payee_sme\n";
    for (int at = 0; at < 20; ++at) {
        const bool small = at < 10;
        rows += std::string{at % 2 == 0 ? "C-1,S-1" : "C-2,S-2"} + ",Bright Ltd,Sub Ltd,I-" + std::to_string(at) +
                ",2026-08-01,100," + (small ? "2026-09-01,yes\n" : "2026-08-10,no\n");
    }
    take_in("invoices", rows);
    sweep();
    const std::string key = "small_supplier_slower//bright ltd/";
    const auto kept = digest_in(alert_of(key).evidence);
    EXPECT_EQ(kept.size(), 64U);
    EXPECT_EQ(digests_of_rows().at(key), kept);
    at("2026-11-03T09:00");
    EXPECT_EQ(digests_of_rows().at(key), kept) << "of the months that it was about then";
}

TEST_F(CouncilPaymentsScenario, TellOfAPayeeUntilTheContractIsInTheRegister) {
    take_in("payments", "payee,paid_on,amount\nFresh Ltd,2026-09-10,5000\nFresh Ltd,2026-09-11,0.01\n");
    sweep();
    EXPECT_THAT(told(),
                ElementsAre("spend_without_contract//fresh ltd/: £5,000.01 was paid to Fresh Ltd in 2 payments, "
                            "from 10 September 2026 to 11 September 2026, while no contract with them was live "
                            "in the register."));
    take_in("contracts", "ContractReference,ContractTitle,StartDate,SupplierName\nC-5,Bread,2026-09-01,Fresh Ltd\n");
    sweep();
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_EQ(alert_of("spend_without_contract//fresh ltd/").state, AlertState::resolved);
}

TEST_F(CouncilPaymentsScenario, ReachProcurementAndFinance) {
    settings.mailboxes.finance = Email{"finance@council.example"};
    take_in("invoices", std::string{invoices_header} + "C-1,Bright Ltd,I-1,2026-09-10,100,2026-09-30,,,\n");
    sweep();
    const auto composed = composed_since(0);
    const auto telling = std::ranges::count_if(composed, [](const std::string& each) {
        const bool told = each.find("payment_share_authority///2026-09") != std::string::npos;
        const bool to_them = each.starts_with("digest procurement@council.example") ||
                             each.starts_with("digest finance@council.example");
        EXPECT_EQ(told, to_them) << each;
        return told;
    });
    EXPECT_EQ(telling, 2);
}

}  // namespace
}  // namespace contractwatch::scenarios

// payments: figures of September 2026 worked out by hand from the seven invoices of the small register.
#include <gmock/gmock.h>

#include "adapters/sqlite/connection.h"
#include "commands/small_register.h"

namespace contractwatch::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class PaymentsCommand : public SmallRegister {};

/// The object of that group, tier and clock.
json::object figures(const Said& said, std::string_view group, int tier, std::string_view clock) {
    for (const auto& each : said.list()) {
        if (text_in(each, "group") == group && each.at("supply_tier").to_number<int>() == tier &&
            text_in(each, "clock") == clock)
            return each.as_object();
    }
    ADD_FAILURE() << "there are no figures of " << group << " " << tier << " " << clock << " in " << said.out;
    return {};
}

std::int64_t count(const json::object& figures, std::string_view name) {
    return figures.at(json::string_view{name.data(), name.size()}).to_number<std::int64_t>();
}

TEST_F(PaymentsCommand, CountsTheLastClosedMonthByAuthority) {
    const auto said = ask({"payments"});
    ASSERT_EQ(said.exit, 0) << said.err;
    const auto policy = figures(said, "authority", 1, "policy");
    EXPECT_EQ(text_in(policy, "source"), "observed");
    EXPECT_EQ(text_in(policy, "as_at"), "2026-10-01");
    EXPECT_EQ(count(policy, "population"), 4) << "INV-1, INV-2, INV-3 and INV-6";
    EXPECT_EQ(count(policy, "on_time"), 2) << "INV-1 on its last day, INV-6 before it";
    EXPECT_DOUBLE_EQ(policy.at("share").to_number<double>(), 0.5);
    EXPECT_TRUE(policy.at("passes").is_null()) << "by contract only";
    EXPECT_EQ(count(policy, "contracts"), 1) << "INV-6 has none";
    EXPECT_EQ(count(policy, "contracts_passing"), 0);
    EXPECT_EQ(count(policy, "contracts_all_on_time"), 0);
    EXPECT_EQ(count(policy, "late_now"), 1);
    EXPECT_EQ(count(policy, "late_now_pence"), 300050);
    EXPECT_EQ(count(policy, "not_yet_due"), 0) << "the last day of INV-5 is 4 October";
    EXPECT_EQ(count(policy, "paid_early"), 0);
    EXPECT_EQ(count(policy, "disputed"), 1) << "INV-4";
    EXPECT_DOUBLE_EQ(policy.at("mean_days_to_pay").to_number<double>(), 13) << "14, 15 and 10";
    EXPECT_DOUBLE_EQ(policy.at("median_days_to_pay").to_number<double>(), 14);
    EXPECT_EQ(count(policy, "days_0_30"), 3);
    EXPECT_EQ(count(policy, "days_31_60"), 0);
    EXPECT_EQ(count(policy, "days_61_over"), 0);
}

TEST_F(PaymentsCommand, RunsEveryClockThatApplies) {
    const auto said = ask({"payments"});
    EXPECT_EQ(count(figures(said, "authority", 1, "pa23"), "population"), 2) << "last days 23 and 24 September";
    EXPECT_EQ(count(figures(said, "authority", 1, "contract"), "population"), 2) << "30 days: 24 and 25 September";
    EXPECT_EQ(count(figures(said, "authority", 1, "reporting"), "population"), 4) << "each part payment counts";
    const auto declared = figures(said, "authority", 2, "pa23");
    EXPECT_EQ(text_in(declared, "source"), "declared");
    EXPECT_EQ(text_in(declared, "as_at"), "2026-09-30");
    EXPECT_EQ(count(declared, "on_time"), 1);
}

TEST_F(PaymentsCommand, GivesInvoicesWithoutAContractARowOfTheirOwn) {
    const auto said = ask({"payments", "--by", "contract"});
    const auto without = figures(said, "", 1, "policy");
    EXPECT_EQ(count(without, "population"), 1);
    EXPECT_TRUE(without.at("passes").as_bool());
    const auto with = figures(said, "C-1", 1, "policy");
    EXPECT_EQ(count(with, "population"), 3);
    EXPECT_EQ(count(with, "on_time"), 1);
    EXPECT_FALSE(with.at("passes").as_bool());
    EXPECT_TRUE(with.at("contracts").is_null()) << "by authority only";
}

TEST_F(PaymentsCommand, GroupsAsAsked) {
    const auto groups = [&](const char* by) {
        auto names = each_of(ask({"payments", "--by", by}).list(), "group");
        names.erase(std::unique(names.begin(), names.end()), names.end());
        return names;
    };
    EXPECT_THAT(groups("payee"), ElementsAre("Bright Ltd", "Small Ltd", "Stamps Ltd"));
    EXPECT_THAT(groups("payer"), ElementsAre("Bright Ltd", "the council"));
    EXPECT_THAT(groups("tier"), ElementsAre("1", "2"));
    EXPECT_THAT(groups("size"), ElementsAre("sme", "unknown"));
}

TEST_F(PaymentsCommand, ListsTheInvoicesBehindTheFigures) {
    const auto said = ask({"payments", "--by", "contract", "--rows"});
    const auto rows = figures(said, "C-1", 1, "policy").at("rows").as_array();
    EXPECT_THAT(each_of(rows, "invoice"), ElementsAre("INV-1", "INV-2", "INV-3", "INV-4"));
    EXPECT_THAT(each_of(rows, "standing"), ElementsAre("on_time", "paid_late", "late_now", "disputed"));
    EXPECT_THAT(each_of(rows, "last_day"), ElementsAre("2026-09-08", "2026-09-09", "2026-09-24", "null"));
    EXPECT_THAT(each_of(rows, "settled_on"), ElementsAre("2026-09-08", "2026-09-10", "null", "null"));
    EXPECT_THAT(call({"payments", "--rows"}).out, HasSubstr("INV-3"));
}

TEST_F(PaymentsCommand, CountsTheRangeGiven) {
    const auto october =
        figures(ask({"payments", "--from", "2026-10-01", "--to", "2026-10-31"}), "authority", 1, "policy");
    EXPECT_EQ(count(october, "population"), 0);
    EXPECT_TRUE(october.at("share").is_null()) << "nothing to divide by";
    EXPECT_EQ(count(october, "not_yet_due"), 1) << "INV-5; it will be paid later than today";
}

TEST_F(PaymentsCommand, ShowsTheInterestOnLateInvoices) {
    const auto said = ask({"--now", "2026-11-30", "payments", "interest", "--contract", "C-1"});
    ASSERT_EQ(said.exit, 0) << said.err;
    const auto list = said.list();
    EXPECT_THAT(each_of(list, "invoice"), ElementsAre("INV-3", "INV-4", "INV-5"));
    EXPECT_THAT(each_of(list, "relevant_day"), ElementsAre("2026-10-09", "2026-10-15", "2026-10-19"));
    const auto& late = list.front().as_object();
    EXPECT_EQ(text_in(late, "interest_from"), "2026-10-10");
    EXPECT_DOUBLE_EQ(late.at("rate").to_number<double>(), 11.75);
    EXPECT_EQ(count(late, "days"), 52);
    EXPECT_EQ(count(late, "interest_pence"), 5023) << "3,000.50 x 52 days x 11.75 % / 365";
    EXPECT_EQ(count(late, "fixed_pence"), 7000);
    EXPECT_TRUE(late.at("reason").is_null());
    EXPECT_EQ(count(list.back().as_object(), "days"), 1) << "INV-5 was paid a day late";
    EXPECT_THAT(call({"payments", "interest"}).out, HasSubstr("Indicative interest"));
    EXPECT_EQ(call({"payments", "interest", "--contract", "C-9"}).exit, 2);
}

TEST_F(PaymentsCommand, ShowsWhatBecameOfInterestAndWhatIsLeftInAll) {
    take_in("interest",
            "payee,invoice,kind,on,amount,decided_by,reason\n"
            "Bright Ltd,INV-3,paid,2026-11-20,50,,\n"
            "Bright Ltd,INV-4,remitted,2026-11-20,,dora@council.example,Invoiced twice\n");
    const auto said = ask({"--now", "2026-11-30", "payments", "interest", "--contract", "C-1"});
    ASSERT_EQ(said.exit, 0) << said.err;
    const auto list = said.list();
    EXPECT_THAT(each_of(list, "paid_pence"), ElementsAre("5000", "0", "0"));
    EXPECT_EQ(count(list[0].as_object(), "left_pence"), 5023 + 7000 - 5000);
    EXPECT_EQ(count(list[1].as_object(), "left_pence"), 0) << "all of it was remitted";
    EXPECT_EQ(text_in(list[0], "bank_rate_table"), "the built-in table");
    EXPECT_EQ(text_in(list[1].at("recorded").at(0), "reason"), "Invoiced twice");
    const auto totals = ask({"--now", "2026-11-30", "payments", "interest", "--by", "payee"}).list();
    const auto& bright = totals.front().as_object();
    EXPECT_EQ(text_in(bright, "group"), "Bright Ltd");
    EXPECT_EQ(count(bright, "invoices"), 3);
    EXPECT_EQ(count(bright, "paid_pence"), 5000);
    EXPECT_EQ(count(bright, "left_pence"),
              count(list[0].as_object(), "left_pence") + count(list[2].as_object(), "left_pence"));
    EXPECT_THAT(call({"--now", "2026-11-30", "payments", "interest"}).out, HasSubstr("Invoiced twice"));
    EXPECT_EQ(call({"payments", "interest", "--by", "colour"}).exit, 2);
}

TEST_F(PaymentsCommand, UsesTheBankRateThatWasTakenIn) {
    const auto of_january = [&] {
        const auto list = ask({"--now", "2027-03-01", "payments", "interest"}).list();
        for (const auto& each : list) {
            if (text_in(each, "invoice") == "INV-9") return each.as_object();
        }
        return json::object{};
    };
    take_in("invoices", "payee,invoice,received_on,amount_gross\nLate Ltd,INV-9,2026-12-20,365\n");
    EXPECT_EQ(text_in(of_january(), "reason"), "the Bank Rate of 31 December 2026 is not in the table");
    take_in("bank_rates", "from,rate\n2026-12-31,4.00\n");
    EXPECT_DOUBLE_EQ(of_january().at("rate").to_number<double>(), 12);
    EXPECT_THAT(text_in(of_january(), "bank_rate_table"), HasSubstr("the table taken in by entry "));
}

TEST_F(PaymentsCommand, MakesTheReturns) {
    const auto said = ask({"payments", "return", "s69", "--period", "2026/27-H1", "--approved-by", "Dora Dean",
                           "--approver-title", "Director of Finance"});
    ASSERT_EQ(said.exit, 0) << said.err;
    const auto document = said.document().as_object();
    EXPECT_EQ(text_in(document, "from"), "2026-04-01");
    EXPECT_EQ(text_in(document, "to"), "2026-09-30");
    EXPECT_EQ(text_in(document, "publish_by"), "2026-10-29");
    EXPECT_EQ(text_in(document, "approved_by"), "Dora Dean");
    EXPECT_EQ(text_in(document, "approver_title"), "Director of Finance");
    const auto& figures = document.at("figures").as_object();
    EXPECT_EQ(count(figures, "payments"), 3) << "INV-1 in two parts, and INV-2";
    EXPECT_DOUBLE_EQ(figures.at("share_0_30").to_number<double>(), 1);
    EXPECT_EQ(count(figures, "payable_pence"), 300'000) << "INV-1 and INV-2: last days 23 and 24 September";
    EXPECT_DOUBLE_EQ(figures.at("unpaid_share").to_number<double>(), 0);
    EXPECT_THAT(each_of(document.at("rows").as_array(), "invoice"),
                ElementsAre("INV-1", "INV-1", "INV-1", "INV-2", "INV-2"));
    EXPECT_THAT(each_of(document.at("left_out").as_array(), "invoice"), ElementsAre("INV-6", "S-1"));
}

TEST_F(PaymentsCommand, KeepsAReturnAsItWasReportedWhateverIsKnownLater) {
    const std::vector<std::string> shown{"payments", "return", "s69", "--period", "2026/27-H1"};
    const auto with = [](std::vector<std::string> line, const std::vector<std::string>& more) {
        line.insert(line.end(), more.begin(), more.end());
        return line;
    };
    const auto kept = with(shown, {"--record", "--approved-by", "Dora Dean", "--approver-title", "Director"});
    const auto first = ask(kept);
    ASSERT_EQ(first.exit, 0) << first.err;
    const auto then = first.document().at("reported").as_array();
    ASSERT_EQ(then.size(), 1U);
    EXPECT_EQ(text_in(then[0], "approved_by"), "Dora Dean");
    EXPECT_EQ(text_in(then[0], "approver_title"), "Director");
    EXPECT_EQ(then[0].at("figures"), first.document().at("figures"));
    EXPECT_EQ(text_in(then[0], "rows_sha256"), text_in(first.document(), "rows_sha256"));
    EXPECT_TRUE(then[0].at("same_rows").as_bool());
    EXPECT_EQ(ask(kept).document().at("reported").as_array().size(), 1U) << "the same again is not reported twice";
    const auto log = ask({"audit", "tail"}).document().as_array();
    EXPECT_EQ(log.back().at("detail").at("legal_numbers"), first.document().at("legal_numbers"))
        << "the numbers that it was made by";

    write("later.csv", "payee,invoice,payment,paid_on,amount\nBright Ltd,INV-3,P-3,2026-09-30,3000.50\n");
    const std::vector<std::string> later{"--now", "2026-10-02"};
    ASSERT_EQ(ask(with({"import", "payments", path("later.csv")}, later)).exit, 0);
    const auto now = ask(with(shown, later)).document();
    EXPECT_EQ(count(now.at("figures").as_object(), "payments"), 4) << "as known now";
    auto before = now.at("reported").as_array()[0].as_object();
    EXPECT_FALSE(before.at("same_figures").as_bool());
    EXPECT_FALSE(before.at("same_rows").as_bool());
    before.at("same_figures") = before.at("same_rows") = true;
    EXPECT_EQ(json::value(before), then[0]) << "as reported then";
    EXPECT_THAT(call(with(shown, later)).out, HasSubstr("As reported then, and as known now:\nfigure"));
    EXPECT_EQ(ask(with(kept, later)).document().at("reported").as_array().size(), 2U) << "reported anew";
    EXPECT_EQ(ask(with({"audit", "verify"}, later)).exit, 0);
}

TEST_F(PaymentsCommand, ShowsWhoHasOnlyTheRecordWhatIsKnownNowOfAReturn) {
    const auto at = [this](const std::string& now, std::vector<std::string> line) {
        line.insert(line.end(), {"--now", now});
        const auto said = ask(line);
        EXPECT_EQ(said.exit, 0) << said.err;
        return said.document();
    };
    const auto seen = [this](const std::string& sql) {
        const auto record = sqlite::Connection::open(path("record.db"), sqlite::Access::read_only).value();
        auto rows = record->prepare(sql);
        std::vector<std::string> found;
        while (rows.step()) {
            found.emplace_back();
            for (int column = 0; column < rows.columns(); ++column)
                found.back() += (column > 0 ? "|" : "") + rows.string(column);
        }
        return found;
    };
    const std::string reported =
        "SELECT figure, value, as_at, rows_behind, rows_sha256, left_out_sha256, entry "
        "FROM audit_reported_figures";
    const std::string known =
        "SELECT value, known_value, known_as_at FROM audit_reported_figures WHERE figure IN "
        "('payments', 'mean_days_to_pay') ORDER BY figure";
    at("2026-10-01T09:00", {"payments", "return", "s69", "--period", "2026/27-H1", "--record", "--approved-by",
                            "Dora Dean", "--approver-title", "Director"});
    at("2026-10-01T10:00", {"sweep"});
    const auto then = seen(reported);
    const auto mean = seen(known).front();
    EXPECT_EQ(seen("SELECT count(*) FROM audit_reported_figures WHERE known_entry IS NULL AND known_value IS value"),
              std::vector{std::to_string(then.size())});

    const auto correct = [&](const std::string& day, const std::string& paid_on) {
        write("later.csv",
              "contract,payee,invoice,received_on,amount_gross,paid_on\n"
              "C-1,Bright Ltd,INV-3,2026-09-10,3000.50," +
                  paid_on + "\n");
        at(day + "T09:00", {"import", "invoices", path("later.csv")});
        return at(day + "T10:00", {"sweep"}).at("known_figures").as_array();
    };
    const auto changed = correct("2026-10-02", "2026-09-30");
    ASSERT_EQ(changed.size(), 1U);
    EXPECT_THAT(std::string{changed[0].as_string()}, HasSubstr("s69 2026/27-H1: payments 4, before 3; "));
    EXPECT_EQ(seen(reported), then) << "what was reported stays, and its digests";
    EXPECT_EQ(seen(known).back(), "3|4|2026-10-01");
    EXPECT_NE(seen(known).front(), mean);
    const auto rows = seen("SELECT id, hex(row_digest) FROM known_figures");
    EXPECT_EQ(rows.size(), then.size());
    EXPECT_EQ(at("2026-10-03T10:00", {"sweep"}).at("known_figures").as_array().size(), 0U);
    EXPECT_EQ(seen("SELECT id, hex(row_digest) FROM known_figures"), rows) << "nothing came";
    const auto now = at("2026-10-03T11:00", {"payments", "return", "s69", "--period", "2026/27-H1"});
    EXPECT_EQ(seen("SELECT known_value FROM audit_reported_figures WHERE figure = 'payments'").front(),
              text_in(now.at("figures"), "payments"))
        << "as the command computes it";

    EXPECT_EQ(correct("2026-10-04", "-").size(), 1U);
    EXPECT_EQ(seen("SELECT count(*) FROM audit_reported_figures WHERE known_value IS NOT value"),
              std::vector<std::string>{"0"})
        << "put back";
    EXPECT_EQ(seen(known).back(), "3|3|2026-10-01");
    EXPECT_EQ(seen(reported), then);
    EXPECT_TRUE(at("2026-10-05T09:00", {"audit", "verify"}).at("verified").as_bool());
}

TEST_F(PaymentsCommand, ReportsNoReturnWithoutItsApproverOrBeforeItsPeriodIsOver) {
    const auto reported = [&](const std::string& name, const std::string& period, const std::string& title) {
        return call({"payments", "return", name, "--period", period, "--record", "--approved-by", "Dora Dean",
                     "--approver-title", title});
    };
    const auto without_title = reported("s69", "2026/27-H1", "");
    EXPECT_EQ(without_title.exit, 2);
    EXPECT_THAT(without_title.err, HasSubstr("--approver-title is missing"));
    EXPECT_THAT(reported("s70", "2026/27-Q3", "Director").err, HasSubstr("is not over before 2027-01-01"));
    EXPECT_EQ(ask({"payments", "return", "s69", "--period", "2026/27-H1"}).document().at("reported").as_array().size(),
              0U);
}

TEST_F(PaymentsCommand, GathersInSeveralWaysAtOnce) {
    const auto both = ask({"payments", "--by", "payee,authority"}).list();
    auto one_by_one = ask({"payments", "--by", "payee"}).list();
    for (const auto& each : ask({"payments", "--by", "authority"}).list())
        one_by_one.push_back(each);
    EXPECT_EQ(both, one_by_one);
    EXPECT_EQ(text_in(both[0], "by"), "payee");
    EXPECT_EQ(call({"payments", "--by", "payee,colour"}).exit, 2);
}

TEST_F(PaymentsCommand, PrintsAReturnAsCsv) {
    const auto rows = call({"payments", "return", "s69", "--period", "2026/27-H1", "--csv", "left_out"});
    EXPECT_EQ(rows.out,
              "contract,payee,invoice,reason\n"
              ",Stamps Ltd,INV-6,it names no contract that is in the register\n"
              "C-1,Small Ltd,S-1,\"it is paid by a supplier: declared, not seen in the council's own ledger\"\n")
        << rows.err;
    const auto figures = call({"payments", "return", "reg113", "--period", "2026/27-H1", "--csv", "figures"});
    EXPECT_THAT(figures.out, HasSubstr("\nshare,,the share paid by its last day\n")) << "no such contract";
    EXPECT_THAT(call({"payments", "return", "s70", "--period", "2026/27-Q2"}).out, HasSubstr("to publish 2026-10-29"));
}

TEST_F(PaymentsCommand, ListsLargePaymentsWhoseInvoiceIsNotInTheRecord) {
    take_in("payments",
            "payee,invoice,payment,paid_on,amount,contract\n"
            "Bright Ltd,INV-1,P-8,2026-09-29,31000,C-1\n"
            "Bright Ltd,LOST-1,P-9,2026-09-29,31000,C-1\n"
            "Bright Ltd,LOST-2,P-9,2026-09-29,30000,C-1\n");
    const auto left_out = call({"payments", "return", "s70", "--period", "2026/27-Q2", "--csv", "left_out"}).out;
    EXPECT_EQ(
        left_out,
        "contract,payee,invoice,reason\n"
        "C-1,Bright Ltd,INV-1,procurement_commenced_on of the contract is not recorded\n"
        "C-1,Bright Ltd,LOST-1,\"its invoice is not in the record, and procurement_commenced_on of the contract is "
        "not recorded\"\n");
}

TEST_F(PaymentsCommand, RefusesReturnsThatThereAreNot) {
    const auto unknown = call({"payments", "return", "s71", "--period", "2026/27-H1"});
    EXPECT_EQ(unknown.exit, 2);
    EXPECT_THAT(unknown.err, HasSubstr("give s69, s70 or reg113"));
    EXPECT_EQ(call({"payments", "return", "s70", "--period", "2026/27-H1"}).exit, 2) << "quarters are asked for";
    EXPECT_THAT(call({"payments", "return", "s69", "--period", "2027/28-H1"}).err, HasSubstr("after today"));
    EXPECT_THAT(call({"payments", "return", "s69", "--period", "2026/27-H1", "--csv", "all"}).err,
                HasSubstr("give figures, rows or left_out"));
}

TEST_F(PaymentsCommand, PrintsMoneyAndSharesForAPerson) {
    const auto said = call({"payments"});
    EXPECT_THAT(said.out, HasSubstr("£3,000.50"));
    EXPECT_THAT(said.out, HasSubstr("50.0 %"));
    EXPECT_THAT(said.out, HasSubstr("as at 2026-10-01"));
}

TEST_F(PaymentsCommand, JoinsPaymentsAndCreditsToMoreInvoicesThanItHoldsAtATime) {
    constexpr int invoices = 20'100;
    std::string received = "payee,invoice,received_on,amount_gross,credits_invoice\n";
    std::string paid = "payee,invoice,payment,paid_on,amount\n";
    for (int number = 10'000; number < 10'000 + invoices; ++number) {
        const auto reference = "X-" + std::to_string(number);
        received += "Many Ltd," + reference + ",2026-09-02,100,\n";
        received += number % 4 == 0 ? "Many Ltd,CN-" + reference + ",2026-09-03,-1," + reference + "\n" : "";
        paid += "Many Ltd," + reference + ",P-1,2026-09-16," + (number % 4 == 0 ? "99" : "100") + "\n";
    }
    take_in("invoices", received);
    take_in("payments", paid);
    const auto many = figures(ask({"payments", "--by", "payee"}), "Many Ltd", 1, "policy");
    EXPECT_EQ(count(many, "population"), invoices) << "a credit note is no invoice";
    EXPECT_EQ(count(many, "on_time"), invoices) << "each is settled by its payment, less its credit note";
}

TEST_F(PaymentsCommand, RefusesAnUnknownGrouping) {
    const auto said = call({"payments", "--by", "colour"});
    EXPECT_EQ(said.exit, 2);
    EXPECT_THAT(said.err, HasSubstr("contract, payer, payee, tier, size or authority"));
}

TEST_F(PaymentsCommand, ShowsTheFiguresOfTheSelectCommitteeTogether) {
    const auto said = ask({"payments", "r20"});
    ASSERT_EQ(said.exit, 0) << said.err;
    const auto document = said.document().as_object();
    EXPECT_EQ(text_in(document, "period"), "2026-09");
    EXPECT_EQ(text_in(document, "headline"), "contracts_at_pass_mark");
    EXPECT_FALSE(document.at("reaches_baseline").as_bool());
    const auto& figures = document.at("figures").as_object();
    EXPECT_EQ(count(figures.at("contracts_at_pass_mark").as_object(), "population"), 1);
    EXPECT_EQ(count(figures.at("invoices").as_object(), "population"), 3) << "INV-1, INV-2 and INV-3";
    EXPECT_EQ(count(figures.at("invoices").as_object(), "on_time"), 1);
    EXPECT_EQ(count(figures.at("value").as_object(), "on_time"), 100'000);
    EXPECT_EQ(count(figures.at("value").as_object(), "population"), 600'050);
    EXPECT_EQ(count(document.at("sme").as_object(), "population"), 3) << "Bright Ltd is one";
    EXPECT_EQ(count(document.at("without_contract").as_object(), "on_time"), 1) << "INV-6";
    EXPECT_EQ(document.at("quarters").as_array().size(), 8u);
    EXPECT_TRUE(document.at("falling").is_null()) << "nothing before";
    EXPECT_THAT(call({"payments", "r20"}).out,
                HasSubstr("The headline, contracts at the pass mark, is 0.0 %, below the baseline of 90 %"));
}

TEST_F(PaymentsCommand, ShowsThemForAnyPeriodOfTheFinancialYear) {
    EXPECT_EQ(text_in(ask({"payments", "r20", "--period", "2026/27-Q2"}).document(), "period"), "2026/27-Q2");
    EXPECT_EQ(text_in(ask({"payments", "r20", "--period", "2026/27-H1"}).document(), "period"), "2026/27-H1");
    EXPECT_THAT(call({"payments", "r20", "--period", "2026/27"}).out, HasSubstr("(to date)"));
    EXPECT_THAT(call({"payments", "r20", "--period", "2026-11"}).err, HasSubstr("after today"));
    EXPECT_THAT(call({"payments", "r20", "--period", "autumn"}).err, HasSubstr("give a month 2026-10"));
}

TEST_F(PaymentsCommand, RefusesItsOwnOptionsBeforeInterestAndReturn) {
    for (const std::string option : {"--from", "--to", "--by"}) {
        const auto said = ask({"payments", option, "2026-04-01", "interest"});
        EXPECT_EQ(said.exit, 2);
        EXPECT_THAT(said.err, HasSubstr("interest excludes " + option));
        EXPECT_EQ(said.out, "");
    }
    EXPECT_EQ(ask({"payments", "return", "s70", "--period", "2026/27-Q1", "--rows"}).exit, 2);
}

}  // namespace
}  // namespace contractwatch::testing

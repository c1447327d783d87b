// What is found across contracts, from the tallies of each.
#include "domain/alerts/council_payments.h"

#include <map>

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

constexpr Date as_at{2026, 11, 5};
constexpr Date october{2026, 10, 1};

/// So many invoices of £1 each in one month.
PaymentTally tally(Date month, std::int64_t on_time, std::int64_t population, int tier = 1, bool sme = false,
                   bool vcse = false) {
    return {month, tier, sme, vcse, {on_time, population}, {on_time * 100, population * 100}};
}

class Tallied {
  public:
    explicit Tallied(PaymentPolicy policy = {}, Date day = as_at) : council_(policy, day, {}) {}

    Tallied& with(const char* contract, const PaymentTally& tally) {
        council_.add(ContractRef{contract}, tally);
        return *this;
    }
    Tallied& with(const char* contract, const PrimeTally& tally) {
        council_.add(ContractRef{contract}, tally);
        return *this;
    }
    std::vector<std::string> keys() const {
        std::vector<std::string> found;
        for (const auto& finding : council_.findings())
            found.push_back(key_of(finding));
        return found;
    }
    Finding only() const {
        const auto found = council_.findings();
        EXPECT_EQ(found.size(), 1u);
        return found.empty() ? Finding{} : found.front();
    }

  private:
    CouncilPayments council_;
};

using Keys = std::vector<std::string>;

TEST(CouncilPayments, FallBelowTheirBaselineByTheHeadlineOfTheLastClosedMonth) {
    Tallied council;
    for (const auto* contract : {"C-1", "C-2", "C-3", "C-4", "C-5", "C-6", "C-7", "C-8", "C-9"})
        council.with(contract, tally(october, 9, 10));
    EXPECT_EQ(council.keys(), Keys{}) << "each at the pass mark of 90 %";
    council.with("C-10", tally(october, 8, 10));
    EXPECT_EQ(council.keys(), Keys{}) << "9 of 10 contracts: 90 % exactly";
    council.with("C-9", tally(october, 0, 1));
    const auto finding = council.only();
    EXPECT_EQ(key_of(finding), "payment_share_authority///2026-10");
    EXPECT_EQ(finding.severity, Severity::warning);
    EXPECT_EQ(finding.since, (Date{2026, 11, 1}));
    EXPECT_EQ(finding.summary,
              "In 2026-10 the council's headline for prompt payment, contracts at the pass mark, was 8 of 10 contracts "
              "(80.0 %); the baseline is 90 %. Invoices count by the last day of the council's 14-day policy.");
}

TEST(CouncilPayments, AreJudgedByTheHeadlineThatTheCouncilChose) {
    PaymentPolicy policy;
    policy.headline = R20Headline::value;
    Tallied council{policy};
    council.with("C-1", {october, 1, false, false, {9, 10}, {89'999, 100'000}});
    EXPECT_NE(council.only().summary.find("invoices by value, was £899.99 of £1,000.00 due (90.0 %)"),
              std::string::npos);
    policy.headline = R20Headline::invoices;
    Tallied by_number{policy};
    by_number.with("C-1", {october, 1, false, false, {9, 10}, {89'999, 100'000}});
    EXPECT_EQ(by_number.keys(), Keys{});
}

TEST(CouncilPayments, OfAnOpenMonthSayNothing) {
    Tallied council;
    council.with("C-1", tally(Date{2026, 11, 1}, 0, 50)).with("C-1", tally(Date{2026, 9, 1}, 0, 50));
    EXPECT_EQ(council.keys(), Keys{});
}

TEST(CouncilPayments, DoNotImproveWhereFourQuartersFallBelowTheFourBefore) {
    Tallied council;
    council.with("C-1", tally(Date{2025, 9, 1}, 1, 1)).with("C-1", tally(Date{2025, 10, 1}, 1, 1));
    EXPECT_EQ(council.keys(), Keys{}) << "as good as before";
    council.with("C-2", tally(Date{2026, 9, 1}, 0, 1));
    const auto finding = council.only();
    EXPECT_EQ(key_of(finding), "payment_not_improving///2025-10..2026-09");
    EXPECT_EQ(finding.since, (Date{2026, 10, 1}));
    EXPECT_EQ(
        finding.summary,
        "The council's headline for prompt payment, contracts at the pass mark, was 1 of 2 contracts (50.0 %) over "
        "the last four closed quarters (2025-10..2026-09) and 1 of 1 contract (100.0 %) over the four before "
        "(2024-10..2025-09).");
}

struct SmallCase {
    std::int64_t on_time;
    std::int64_t population;
    bool found;
    const char* because;
};

TEST(CouncilPayments, TellOfSmallPayeesFivePointsBelowTheWhole) {
    for (const auto& each :
         {SmallCase{18, 20, true, "90 %, and all 95 %: five points exactly"}, SmallCase{19, 21, false, "4.8 points"},
          SmallCase{0, 1, false, "one late invoice alone"}}) {
        for (const bool sme : {true, false}) {
            Tallied council;
            council.with("C-1", tally(october, each.on_time, each.population, 1, sme, !sme));
            council.with("C-1", tally(october, each.population, each.population));
            const auto key = sme ? "payment_share_small//sme/2026-10" : "payment_share_small//vcse/2026-10";
            auto keys = council.keys();
            std::erase(keys, "payment_share_authority///2026-10");
            EXPECT_EQ(keys, each.found ? Keys{key} : Keys{}) << each.because;
        }
    }
}

TEST(CouncilPayments, JudgeDeclaredTiersApartFromTheCouncilsOwn) {
    Tallied council;
    council.with("C-1", tally(october, 8, 10, 2)).with("C-1", tally(october, 9, 10, 3));
    const auto finding = council.only();
    EXPECT_EQ(key_of(finding), "payment_share_tier//tier 2/2026-10");
    EXPECT_NE(finding.summary.find("8 of 10 invoices (80.0 %) to supply tier 2"), std::string::npos);
    Tallied few;
    few.with("C-1", tally(october, 0, 1, 2));
    EXPECT_EQ(few.keys(), Keys{}) << "one late invoice alone";
}

TEST(CouncilPayments, NeedNoMonthBeforeTheFirstTheyAskFor) {
    EXPECT_EQ(first_month_across_contracts(Date{2026, 11, 5}), (Date{2024, 10, 1}));
    EXPECT_EQ(first_month_across_contracts(Date{2026, 12, 31}), (Date{2024, 10, 1}));
    EXPECT_EQ(first_month_across_contracts(Date{2027, 1, 1}), (Date{2025, 1, 1}));
}

PrimeTally paid(bool small, std::int64_t invoices, std::int64_t days, Date month = october) {
    return {"Prime plc", month, small, invoices, days};
}

TEST(SmallSupplierSlower, IsToldWhenOverFiveDaysSlowerOnTenInvoicesOfEach) {
    struct Case {
        PrimeTally small, others;
        bool told;
        const char* because;
    };
    for (const auto& each : std::vector<Case>{
             {paid(true, 10, 160), paid(false, 10, 100), true, "six days"},
             {paid(true, 10, 150), paid(false, 10, 100), false, "five days are not over five"},
             {paid(true, 11, 166), paid(false, 10, 100), true, "15.09 days against 10: the means exactly"},
             {paid(true, 9, 280), paid(false, 10, 100), false, "nine invoices of small ones"},
             {paid(true, 10, 280), paid(false, 9, 90), false, "nine of others"},
             {paid(true, 10, 100), paid(false, 10, 280), false, "the others wait longer"}})
        EXPECT_EQ(Tallied{}.with("C-1", each.small).with("C-1", each.others).keys(),
                  each.told ? Keys{"small_supplier_slower//prime plc/"} : Keys{})
            << each.because;
}

TEST(SmallSupplierSlower, IsOfThePrimeOverAllItsContracts) {
    Tallied council;
    council.with("C-1", paid(true, 6, 100)).with("C-2", paid(true, 5, 66)).with("C-3", paid(false, 4, 40));
    EXPECT_EQ(council.keys(), Keys{}) << "under no one contract are there ten of each, and four of others in all";
    council.with("C-2", {"PRIME  PLC", october, false, 6, 60});
    const auto finding = council.only();
    EXPECT_EQ(finding.subject, "Prime plc");
    EXPECT_EQ(finding.since, (Date{2026, 11, 1}));
    EXPECT_EQ(finding.summary,
              "Prime plc paid SME and VCSE sub-contractors after 15.1 days on average (11 invoices) and others after "
              "10.0 (10 invoices), by what it declared of payments from 1 November 2025 to 31 October 2026 under 3 "
              "contracts.");
    EXPECT_EQ(Tallied{}.with("C-1", paid(true, 10, 160)).with("C-1", {"Another plc", october, false, 10, 100}).keys(),
              Keys{})
        << "of another prime";
}

TEST(SmallSupplierSlower, LooksAtTwelveClosedMonths) {
    const auto holds = [](Date day) {
        Tallied council{PaymentPolicy{}, day};
        return !council.with("C-1", paid(true, 10, 200)).with("C-1", paid(false, 10, 100)).keys().empty();
    };
    EXPECT_FALSE(holds(Date{2026, 10, 31})) << "October is not closed";
    EXPECT_TRUE(holds(Date{2026, 11, 1}));
    EXPECT_TRUE(holds(Date{2027, 10, 31}));
    EXPECT_FALSE(holds(Date{2027, 11, 1}));
}

/// So many invoices of £1 each, all late, with that digest.
PaymentTally late(Date month, std::int64_t invoices, const char* sha256, int tier = 1, bool sme = false) {
    return {month, tier, sme, false, {0, invoices}, {0, invoices * 100}, sha256};
}

/// What each finding is digested from, by its key, behind the number of its invoices.
std::map<std::string, std::string> behind(const std::vector<std::pair<const char*, PaymentTally>>& tallies,
                                          const std::vector<PrimeTally>& primes = {}) {
    CouncilPayments council{{}, as_at, [](std::string_view bytes) { return std::string{bytes}; }};
    for (const auto& [contract, tally] : tallies)
        council.add(ContractRef{contract}, tally);
    for (const auto& tally : primes)
        council.add(ContractRef{"C-1"}, tally);
    std::map<std::string, std::string> found;
    for (const auto& finding : council.findings()) {
        const auto& evidence = finding.evidence;
        found[key_of(finding)] = std::to_string(std::get<std::int64_t>(evidence[evidence.size() - 2].value)) + ": " +
                                 std::get<std::string>(evidence.back().value);
    }
    return found;
}

TEST(RowsBehindCouncilPayments, AreALineForEachTallyThatCounts) {
    const auto whole =
        "22: 2026-10\tc-1\t1\t\t0\t10\taa\n"
        "2026-10\tc-1\t1\tsme\t0\t2\tbb\n"
        "2026-10\tc-2\t1\t\t10\t10\tcc\n";
    auto in_time = late(october, 10, "cc");
    in_time.invoices.on_time = 10;
    const std::vector<std::pair<const char*, PaymentTally>> tallies{{"C-2", in_time},
                                                                    {"C-1", late(october, 10, "aa")},
                                                                    {"C-1", late(october, 2, "bb", 1, true)},
                                                                    {"C-1", late(october, 3, "dd", 2)},
                                                                    {"C-1", late(october, 4, "ee", 3)},
                                                                    {"C-1", late(Date{2026, 11, 1}, 5, "ff")},
                                                                    {"C-1", late(Date{2026, 9, 1}, 5, "gg", 2)}};
    const auto found = behind(tallies);
    EXPECT_EQ(found, (std::map<std::string, std::string>{
                         {"payment_share_authority///2026-10", whole},
                         {"payment_share_small//sme/2026-10", whole},
                         {"payment_share_tier//tier 2/2026-10", "3: 2026-10\tc-1\t2\t\t0\t3\tdd\n"},
                         {"payment_share_tier//tier 3/2026-10", "4: 2026-10\tc-1\t3\t\t0\t4\tee\n"}}));
    EXPECT_EQ(behind({tallies.rbegin(), tallies.rend()}), found) << "in another order";
}

TEST(RowsBehindCouncilPayments, OfTheTrendAreThoseOfAllEightQuarters) {
    auto before = late(Date{2024, 10, 1}, 1, "aa");
    before.invoices.on_time = 1;
    EXPECT_EQ(behind({{"C-1", before},
                      {"C-1", late(Date{2026, 9, 1}, 2, "bb")},
                      {"C-1", late(Date{2024, 9, 1}, 3, "cc")},
                      {"C-1", late(Date{2026, 9, 1}, 1, "dd", 2)}}),
              (std::map<std::string, std::string>{{"payment_not_improving///2025-10..2026-09",
                                                   "3: 2024-10\tc-1\t1\t\t1\t1\taa\n2026-09\tc-1\t1\t\t0\t2\tbb\n"}}));
}

TEST(RowsBehindCouncilPayments, OfAPrimeAreThoseOfBothSorts) {
    auto small = paid(true, 10, 200);
    small.rows_sha256 = "aa";
    auto others = paid(false, 10, 100);
    others.rows_sha256 = "bb";
    auto another = paid(false, 10, 100);
    another.prime = "Another plc";
    EXPECT_EQ(behind({}, {small, others, another}),
              (std::map<std::string, std::string>{{"small_supplier_slower//prime plc/",
                                                   "20: 2026-10\tc-1\tprime plc\tother\t10\t100\tbb\n"
                                                   "2026-10\tc-1\tprime plc\tsmall\t10\t200\taa\n"}}));
}

}  // namespace
}  // namespace contractwatch

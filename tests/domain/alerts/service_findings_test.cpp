// What is wrong with the service's own work.
#include "domain/alerts/service_findings.h"

#include <gmock/gmock.h>

#include "builders/rows.h"
#include "domain/calendar/built_in_bank_holidays.h"

namespace contractwatch {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const WorkingCalendar calendar;
constexpr Date thursday{2026, 10, 1};

RefusedFile refused(std::int64_t number, Date on) {
    return {number, "spend.csv", "payments", "ledger", on, "it is no table", 0};
}

RefusedFile with_rejected_rows(std::int64_t number, Date on, std::int64_t rows) {
    return {number, "spend.csv", "payments", "ledger", on, "", rows};
}

std::vector<Finding> of_files(std::vector<RefusedFile> files, Date as_at) {
    ServiceWork work;
    work.refused_files = std::move(files);
    return service_findings(work, calendar, as_at);
}

std::vector<Finding> of_feed(std::optional<Date> awaited_since, std::optional<Date> last_taken_on, Date as_at) {
    const AwaitedFeed feed{"ledger", Rhythm::weekly, "feed.ledger.expected", "\"weekly\""};
    ServiceWork work;
    work.feeds = {{feed, awaited_since, last_taken_on}};
    return service_findings(work, calendar, as_at);
}

std::vector<Finding> of_copies(const std::vector<FailedCopy>& failed, const char* as_at) {
    ServiceWork work;
    work.failed_copies = failed;
    return service_findings(work, WorkingCalendar{built_in_bank_holidays(Division::england_and_wales)},
                            Date::parse(as_at).value());
}

FailedCopy failure(const char* on, const char* reason = "the disk is full") {
    return {Date::parse(on).value(), reason};
}

TEST(ServiceFindings, EachFileOfAFeedIsAMemberOfItsOwnThatIsToldOnce) {
    const auto found =
        of_files({refused(3, thursday), with_rejected_rows(5, thursday + Days{1}, 12)}, Date{2026, 10, 2});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(key_of(found.front()), "feed_refused//ledger/");
    EXPECT_EQ(found.front().since, thursday);
    EXPECT_EQ(found.front().summary,
              "12 rows of the file spend.csv, taken on 2 October 2026, could not be read and were left out; "
              "spend.csv.rejected.csv beside it says why.");
    EXPECT_THAT(
        found.front().members,
        ElementsAre(Member{"file 3", "1 October 2026: spend.csv, refused: it is no table"},
                    Member{"file 5", "2 October 2026: spend.csv, 12 rows left out; they are listed beside the file"}));
}

TEST(ServiceFindings, RejectedRowsAreShownForTenWorkingDaysAndARefusedFileUntilAnotherIsTaken) {
    EXPECT_EQ(of_files({with_rejected_rows(1, thursday, 1)}, Date{2026, 10, 15}).size(), 1U);
    EXPECT_THAT(of_files({with_rejected_rows(1, thursday, 1)}, Date{2026, 10, 16}), IsEmpty());
    EXPECT_EQ(of_files({refused(1, thursday)}, Date{2026, 12, 31}).size(), 1U);
}

TEST(ServiceFindings, OneRowIsSaidAsOne) {
    EXPECT_THAT(of_files({with_rejected_rows(1, thursday, 1)}, thursday).front().summary,
                HasSubstr("1 row of the file spend.csv, taken on 1 October 2026, could not be read and was left out"));
}

TEST(ServiceFindings, AFeedIsOverdueFromTheDayAfterItsFileWasAwaited) {
    EXPECT_THAT(of_feed(Date{2026, 1, 1}, thursday, Date{2026, 10, 9}), IsEmpty()) << "a week and a working day later";
    const auto found = of_feed(Date{2026, 1, 1}, thursday, Date{2026, 10, 10});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(key_of(found.front()), "feed_overdue//ledger/");
    EXPECT_EQ(found.front().severity, Severity::warning);
    EXPECT_EQ(found.front().since, (Date{2026, 10, 10}));
    EXPECT_EQ(
        found.front().summary,
        "A file of the feed ledger should come weekly. The last one with anything new was taken on 1 October 2026; "
        "the next was to be here by 9 October 2026.");
}

TEST(ServiceFindings, AFeedIsNotAwaitedBeforeTheSettingsSaidSo) {
    EXPECT_THAT(of_feed(thursday, Date{2026, 1, 1}, Date{2026, 10, 9}), IsEmpty()) << "counted from the settings";
    EXPECT_EQ(of_feed(thursday, Date{2026, 1, 1}, Date{2026, 10, 10}).size(), 1U);
    EXPECT_EQ(of_feed(thursday, std::nullopt, Date{2026, 10, 10}).size(), 1U) << "none has ever come";
    EXPECT_THAT(of_feed(std::nullopt, std::nullopt, Date{2026, 12, 10}), IsEmpty()) << "asked for only just now";
}

TEST(FailedCopies, AreAWarningThatGrowsCriticalOnTheThirdDay) {
    EXPECT_THAT(of_copies({}, "2026-11-23"), IsEmpty());
    const auto first = of_copies({failure("2026-11-23")}, "2026-11-23");
    ASSERT_EQ(first.size(), 1U);
    EXPECT_EQ(key_of(first.front()), "backup_failed//nightly copy/");
    EXPECT_EQ(first.front().severity, Severity::warning);
    EXPECT_THAT(first.front().summary, HasSubstr("23 November 2026: the disk is full"));
    const auto second = of_copies({failure("2026-11-23"), failure("2026-11-24")}, "2026-11-24");
    EXPECT_EQ(second.front().severity, Severity::warning);
    const auto third = of_copies({failure("2026-11-23"), failure("2026-11-25", "no such folder")}, "2026-11-25");
    ASSERT_EQ(third.size(), 1U);
    EXPECT_EQ(third.front().severity, Severity::critical);
    EXPECT_EQ(third.front().since, Date::parse("2026-11-23"));
    EXPECT_THAT(third.front().summary, HasSubstr("not since 23 November 2026: no such folder"));
}

std::vector<Finding> of_nights(NightsCopied copies, Date as_at, std::vector<FailedCopy> failed = {}) {
    ServiceWork work;
    work.copies = copies;
    work.failed_copies = std::move(failed);
    return service_findings(work, calendar, as_at);
}

TEST(NightsWithoutACopy, AreAFindingFromTheDayAfterTheOneThatBroughtNone) {
    EXPECT_THAT(of_nights({thursday, std::nullopt}, Date{2026, 10, 2}), IsEmpty()) << "that night may still bring one";
    const auto never = of_nights({thursday, std::nullopt}, Date{2026, 10, 3});
    ASSERT_EQ(never.size(), 1U);
    EXPECT_EQ(key_of(never.front()), "backup_failed//nightly copy/");
    EXPECT_EQ(never.front().severity, Severity::warning);
    EXPECT_EQ(never.front().since, (Date{2026, 10, 3}));
    EXPECT_THAT(never.front().summary, HasSubstr("has never been copied, though copies are asked for since 1 October"));
    EXPECT_THAT(of_nights({thursday, Date{2026, 11, 22}}, Date{2026, 11, 23}), IsEmpty());
    EXPECT_THAT(of_nights({thursday, Date{2026, 11, 22}}, Date{2026, 11, 24}).front().summary,
                HasSubstr("last copied on 22 November 2026"));
}

TEST(NightsWithoutACopy, AreNoneWhereNoneIsAskedForOrOneFailed) {
    EXPECT_THAT(of_nights({std::nullopt, std::nullopt}, Date{2026, 10, 30}), IsEmpty()) << "asked for only just now";
    EXPECT_THAT(service_findings({}, calendar, Date{2026, 10, 30}), IsEmpty());
    const auto failed = of_nights({thursday, thursday}, Date{2026, 10, 5}, {{Date{2026, 10, 2}, "the disk is full"}});
    ASSERT_EQ(failed.size(), 1U);
    EXPECT_THAT(failed.front().summary, HasSubstr("the disk is full")) << "the failure says more";
}

TEST(FailedCopies, AreNotKnownBeforeTheirDayAndForgottenAfterTenWorkingDays) {
    const std::vector<FailedCopy> failed{failure("2026-11-23"), failure("2026-11-27")};
    EXPECT_THAT(of_copies(failed, "2026-11-22"), IsEmpty());
    EXPECT_EQ(of_copies(failed, "2026-11-26").front().severity, Severity::warning) << "the later one is not known yet";
    EXPECT_EQ(of_copies(failed, "2026-12-11").size(), 1U);
    EXPECT_THAT(of_copies(failed, "2026-12-12"), IsEmpty()) << "copies are no longer asked for";
}

std::vector<Finding> of_rates(const BankRates& rates, Date as_at) {
    ServiceWork work;
    work.bank_rates = rates;
    return service_findings(work, calendar, as_at);
}

TEST(BankRateMissing, HoldsFromTheFirstDayWhoseInterestRestsOnAnUnknownRate) {
    const auto& rates = built_in_bank_rates();  // known up to 25 September 2026
    EXPECT_THAT(of_rates(rates, Date{2026, 12, 31}), IsEmpty()) << "it rests on 30 June 2026";
    const auto found = of_rates(rates, Date{2027, 1, 1});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, FindingKind::bank_rate_missing);
    EXPECT_EQ(found[0].severity, Severity::warning);
    EXPECT_EQ(found[0].since, (Date{2027, 1, 1}));
    EXPECT_EQ(found[0].summary,
              "The Bank Rate of 31 December 2026 is not known, so that there is no figure for statutory interest that "
              "rests on it. Bank Rate is known up to 25 September 2026.");
    EXPECT_THAT(found[0].members,
                ElementsAre(Member{"2026-12-31",
                                   "31 December 2026: for interest that begins from 1 January 2027 to 30 June 2027"}));
}

TEST(BankRateMissing, NamesEveryReferenceDayUntilARateIsTakenIn) {
    EXPECT_EQ(of_rates(built_in_bank_rates(), Date{2027, 6, 30}).at(0).members.size(), 1U);
    const auto july = of_rates(built_in_bank_rates(), Date{2027, 7, 1});
    EXPECT_EQ(july.at(0).members.size(), 2U);
    EXPECT_EQ(july.at(0).since, (Date{2027, 1, 1}));
    auto given = builders::row("bank_rates", {{"from", "2025-12-18"}, {"rate", "3.75"}});
    given.provenance.recorded_on = Date{2027, 7, 2};
    EXPECT_EQ(of_rates(bank_rates_with(std::vector{given}), Date{2027, 7, 2}).size(), 1U)
        << "an old change says nothing of later ones";
    given = builders::row("bank_rates", {{"from", "2026-11-05"}, {"rate", "3.5"}});
    given.provenance.recorded_on = Date{2027, 1, 4};
    EXPECT_THAT(of_rates(bank_rates_with(std::vector{given}), Date{2027, 6, 30}), IsEmpty());
    EXPECT_EQ(of_rates(bank_rates_with(std::vector{given}), Date{2027, 7, 1}).at(0).members.at(0).id, "2027-06-30");
}

/// All but the one that ended with the older regulations.
const std::size_t built_in_in_force = built_in_legal_numbers().all().size() - 1;

TEST(LegalNumberStale, HoldsTwelveMonthsAfterANumberWasChecked) {
    auto rates = built_in_bank_rates();
    auto given = builders::row("bank_rates", {{"from", "2027-12-31"}, {"rate", "3.5"}});
    given.provenance.recorded_on = Date{2028, 6, 30};
    rates = bank_rates_with(std::vector{given});  // so that no Bank Rate is missing
    const auto number = [](std::string_view checked_on, std::string_view until = "") {
        return builders::row("legal_numbers", {{"rule", "payment_days_pa23"},
                                               {"value", "30"},
                                               {"from", "2025-03-01"},
                                               {"until", until},
                                               {"checked_on", checked_on}});
    };
    const auto with = [&](const Row& row, Date day) {
        rates.use_law(legal_numbers_with(std::vector{row}));
        return of_rates(rates, day);
    };
    EXPECT_THAT(with(number("2026-10-01"), Date{2027, 9, 30}), IsEmpty());
    const auto found = with(number("2026-10-01"), Date{2027, 10, 1});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, FindingKind::legal_number_stale);
    EXPECT_EQ(found[0].severity, Severity::warning);
    EXPECT_EQ(found[0].since, (Date{2027, 10, 1}));
    EXPECT_THAT(
        found[0].members,
        ElementsAre(Member{"payment_days_pa23||2025-03-01",
                           "payment_days_pa23 30 from 1 March 2025, taken in by entry 1; checked on 1 October 2026"}));
    EXPECT_THAT(with(number("2026-10-01", "2027-09-30"), Date{2027, 10, 1}), IsEmpty()) << "no longer in force";
    EXPECT_EQ(with(number("2027-11-28"), Date{2027, 11, 28}).at(0).members.size(), built_in_in_force - 1)
        << "those built in are due then, but for the one in whose place it came";
}

}  // namespace
}  // namespace contractwatch

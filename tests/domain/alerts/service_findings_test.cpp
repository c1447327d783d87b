// Findings about the service itself: nightly copies that failed.
#include "domain/alerts/service_findings.h"

#include <gmock/gmock.h>

#include "domain/calendar/built_in_bank_holidays.h"

namespace contractwatch {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::vector<Finding> findings_of(const std::vector<FailedCopy>& failed, const char* as_at) {
    return service_findings({{}, {}, failed}, WorkingCalendar{built_in_bank_holidays(Division::england_and_wales)},
                            Date::parse(as_at).value());
}

FailedCopy failure(const char* on, const char* reason = "the disk is full") {
    return {Date::parse(on).value(), reason};
}

TEST(FailedCopies, AreAWarningThatGrowsCriticalOnTheThirdDay) {
    EXPECT_THAT(findings_of({}, "2026-11-23"), IsEmpty());
    const auto first = findings_of({failure("2026-11-23")}, "2026-11-23");
    ASSERT_EQ(first.size(), 1U);
    EXPECT_EQ(key_of(first.front()), "backup_failed//nightly copy/");
    EXPECT_EQ(first.front().severity, Severity::warning);
    EXPECT_THAT(first.front().summary, HasSubstr("23 November 2026: the disk is full"));
    const auto second = findings_of({failure("2026-11-23"), failure("2026-11-24")}, "2026-11-24");
    EXPECT_EQ(second.front().severity, Severity::warning);
    const auto third = findings_of({failure("2026-11-23"), failure("2026-11-25", "no such folder")}, "2026-11-25");
    ASSERT_EQ(third.size(), 1U);
    EXPECT_EQ(third.front().severity, Severity::critical);
    EXPECT_EQ(third.front().since, Date::parse("2026-11-23"));
    EXPECT_THAT(third.front().summary, HasSubstr("not since 23 November 2026: no such folder"));
}

TEST(FailedCopies, AreNotKnownBeforeTheirDayAndForgottenAfterTenWorkingDays) {
    const std::vector<FailedCopy> failed{failure("2026-11-23"), failure("2026-11-27")};
    EXPECT_THAT(findings_of(failed, "2026-11-22"), IsEmpty());
    EXPECT_EQ(findings_of(failed, "2026-11-26").front().severity, Severity::warning)
        << "the later one is not known yet";
    EXPECT_EQ(findings_of(failed, "2026-12-11").size(), 1U);
    EXPECT_THAT(findings_of(failed, "2026-12-12"), IsEmpty()) << "copies are no longer asked for";
}

}  // namespace
}  // namespace contractwatch

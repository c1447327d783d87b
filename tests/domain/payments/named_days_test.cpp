// In which figures an invoice can count by the days that its rows name.
#include "domain/payments/named_days.h"

#include <gtest/gtest.h>

#include "builders/rows.h"

namespace contractwatch {
namespace {

using builders::row;

const DatesThatCount september = dates_that_count({Date{2026, 9, 1}, Date{2026, 9, 30}}, Days{0}, PaymentPolicy{});

NamedDays days_of(const std::vector<Row>& rows) {
    NamedDays days;
    for (const auto& each : rows)
        days.add(each);
    return days;
}

Row invoice(std::string_view column, std::string_view day) {
    return row("invoices", {{"payee", "Acme"}, {"invoice", "I-1"}, {column, day}});
}

TEST(NamedDays, LetAnInvoiceCountWhereOneOfThemDoes) {
    EXPECT_TRUE(days_of({invoice("received_on", "2026-09-30")}).can_count(september));
    EXPECT_FALSE(days_of({invoice("received_on", "2026-10-01")}).can_count(september));
    EXPECT_TRUE(days_of({invoice("received_on", "2026-07-26")}).can_count(september)) << "the longest clock";
    EXPECT_FALSE(days_of({invoice("received_on", "2026-07-01")}).can_count(september));
    EXPECT_FALSE(days_of({invoice("amount_gross", "1")}).can_count(september)) << "none is named";
    const auto paid = row("payments", {{"payee", "Acme"}, {"invoice", "I-1"}, {"paid_on", "2026-09-10"}});
    EXPECT_TRUE(days_of({invoice("received_on", "2026-01-01"), paid}).can_count(september)) << "paid in it";
    const auto interest = row("interest", {{"payee", "Acme"}, {"invoice", "I-1"}, {"on", "2026-09-10"}});
    EXPECT_TRUE(days_of({invoice("received_on", "2026-01-01"), interest}).can_count(september));
}

TEST(NamedDays, LetAnInvoiceCountAsItWasBefore) {
    EXPECT_TRUE(
        days_of({invoice("received_on", "2026-09-10"), invoice("received_on", "2026-11-10")}).can_count(september));
}

TEST(NamedDays, LetADisputedInvoiceCountAtAnyTimeFromItsFirstDayOn) {
    const auto disputed = row("disputes", {{"payee", "Acme"}, {"invoice", "I-1"}, {"from", "2026-02-01"}});
    EXPECT_FALSE(days_of({invoice("received_on", "2026-01-10")}).can_count(september));
    EXPECT_TRUE(days_of({invoice("received_on", "2026-01-10"), disputed}).can_count(september));
    EXPECT_TRUE(
        days_of({invoice("received_on", "2026-01-10"), invoice("disputed_from", "2026-01-12")}).can_count(september));
    EXPECT_FALSE(
        days_of({invoice("received_on", "2026-10-10"), invoice("disputed_from", "2026-10-12")}).can_count(september));
}

}  // namespace
}  // namespace contractwatch

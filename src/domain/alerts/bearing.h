// Which of a contract's rows an alert is about: what it was judged by.
#pragma once

#include <string>

#include "domain/alerts/alert.h"
#include "domain/facts/row.h"
#include "domain/measures/rating_given.h"
#include "domain/reviews/schedule.h"

namespace contractwatch {

/// Whether a row of the alert's contract bears on it. Of the contract's own entry every row does; of the other kinds
/// those that its subject, its period, its members or its evidence name. A share of invoices rests on all of them.
bool bears_on(const Alert& alert, const Row& row);

/// Whether alerts of the kind rest on all that is recorded of the contract's invoices and payments.
bool rests_on_every_payment(FindingKind kind);

/// Whether the alert is about a review that falls by a rule of that type and lot.
bool bears_on(const Alert& alert, const ScheduleVersion& version);

/// Whether the alert judges that rating, or shows it as one of the periods before.
bool bears_on(const Alert& alert, const RatingGiven& rating);

/// The day, the text or the number of that name in the evidence as text; empty where there is none.
std::string evidence_named(const Alert& alert, std::string_view name);

/// An invoice as the members of an alert name it.
std::string member_of(const Row& invoice);
/// A payment that names no invoice, likewise.
std::string member_of_payment(const Row& payment);

}  // namespace contractwatch

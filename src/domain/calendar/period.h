// Periods that measures are reported for, in every notation that councils write them in.
#pragma once

#include <compare>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"

namespace contractwatch {

/// How often something comes.
enum class Frequency { monthly, quarterly, half_yearly, yearly };

int months_in(Frequency frequency);             ///< 1, 3, 6 or 12
std::string_view name_of(Frequency frequency);  ///< monthly, quarterly, half-yearly, yearly
/// The frequency of that name, without regard to case, spaces, '_' and '-'.
std::optional<Frequency> find_frequency(std::string_view name);

/// The year that periods follow.
enum class PeriodBasis {
    financial,  ///< from 1 April to 31 March
    calendar,   ///< from 1 January to 31 December
    contract,   ///< from the contract's start
};

std::string_view name_of(PeriodBasis basis);  ///< financial, calendar, contract
/// The basis of that name, without regard to case, spaces, '_' and '-'.
std::optional<PeriodBasis> find_period_basis(std::string_view name);

/// What is wrong with a text that no frequency and basis takes for a period, with what would be right; nothing where
/// one does: which one, is for the measure.
std::optional<std::string> fault_of_period(std::string_view text);

/// One of the periods that follow each other without gap or overlap.
///
/// A month is written 2026-09 on the financial and the calendar basis alike. Of the calendar year a quarter is 2026-Q3,
/// a half 2026-H1, the year 2026; of the financial year 2026/27-Q2, 2026/27-H1 and 2026/27. Periods of the contract's
/// own are named by their last day, and every other period may be. They are counted from the contract's start, months
/// added to it and brought to the month's end: from 31 January they begin on 28 February, 31 March, 30 April.
class Period {
  public:
    /// Reads a notation of that frequency and basis, in any case, with space around it. Another one is refused with the
    /// sentence that names the right one (2010-11, for a yearly financial measure, with 2010/11). Years run from 1900
    /// to 2199. The contract's start matters on the contract basis only; a period before it is refused.
    static Result<Period> parse(std::string_view text, Frequency frequency, PeriodBasis basis,
                                std::optional<Date> contract_start = {});

    /// The period in which the day lies; on the contract basis, days before the start lie in periods counted back from
    /// it. Fails only where the contract basis has no start to count from.
    static Result<Period> containing(Date day, Frequency frequency, PeriodBasis basis,
                                     std::optional<Date> contract_start = {});

    Frequency frequency() const { return frequency_; }
    PeriodBasis basis() const { return basis_; }
    Date first() const { return days_.first; }
    Date last() const { return days_.last; }
    const DateRange& days() const { return days_; }
    std::string text() const;  ///< the notation above

    /// A running number: one more for the next period, so that the difference of two of a kind counts the periods
    /// between.
    int index() const { return index_; }
    /// Whether both are of one frequency and one basis, so that their running numbers compare.
    bool alike(const Period& other) const {
        return frequency_ == other.frequency_ && basis_ == other.basis_ && anchor_ == other.anchor_;
    }
    Period next() const { return {frequency_, basis_, anchor_, index_ + 1}; }
    Period previous() const { return {frequency_, basis_, anchor_, index_ - 1}; }

    friend bool operator==(const Period&, const Period&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Period& period) { return out << period.text(); }

  private:
    Period(Frequency frequency, PeriodBasis basis, Date anchor, int index);

    Frequency frequency_;
    PeriodBasis basis_;
    Date anchor_;  ///< the first day of the period with the index 0
    int index_;
    DateRange days_;
};

}  // namespace contractwatch

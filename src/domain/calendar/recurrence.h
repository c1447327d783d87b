// Nominal dates that come again: cadences counted from an anchor, and the rules of RFC 5545.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace contractwatch {

/// When something comes again. Its dates are nominal: nothing rolls to a working day here.
///
/// A cadence (monthly, quarterly, half-yearly, yearly) gives the anchor plus 1, 2, 3 ... steps, each counted from the
/// anchor and brought to the month's end where the month is shorter (31 January, 28 February, 31 March): the anchor
/// itself is not among its dates. A rule counts from the anchor as its DTSTART: the anchor is its first date where the
/// rule gives it (FREQ=MONTHLY does), and is not where it does not. Neither gives a date later than a hundred years
/// after the anchor.
class Recurrence {
  public:
    /// Reads a cadence's name (without regard to case, spaces, '_' and '-') or a rule such as FREQ=MONTHLY;BYDAY=2TU.
    /// Refuses what recurrence_rule.h says, and rules that give no date at all.
    static Result<Recurrence> parse(std::string_view rule, Date anchor);

    const std::string& text() const { return text_; }  ///< the cadence's name, or the rule in its plain form
    Date anchor() const { return anchor_; }

    std::vector<Date> between(Date from, Date to) const;  ///< in their order, both ends counted
    std::optional<Date> next_after(Date day) const;       ///< the first one later than that day
    std::optional<Date> last_before(Date day) const;      ///< the last one earlier than that day

    /// The step from a nominal date to the one that follows; nothing where none does.
    std::optional<Days> step_after(Date nominal) const;
    /// The step that leads to a nominal date: from the one before it, for a cadence's first from the anchor. A rule's
    /// first date may stand any number of days after the anchor, so that its step is the one that follows it. Nothing
    /// where the date is the only one.
    std::optional<Days> step_before(Date nominal) const;

  private:
    struct Rule;

    Recurrence(std::string text, Date anchor, int months) : text_(std::move(text)), anchor_(anchor), months_(months) {}

    static Result<Recurrence> parse_rule(std::string_view rule, Date anchor);
    std::vector<Date> dates(Date from, Date to, std::size_t most) const;
    std::vector<Date> cadence_dates(Date from, Date to, std::size_t most) const;
    Date horizon() const;

    std::string text_;
    Date anchor_;
    int months_;                        ///< the cadence's step; 0 for a rule
    std::shared_ptr<const Rule> rule_;  ///< null for a cadence
};

}  // namespace contractwatch

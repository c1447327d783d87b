// The parts of a recurrence rule, read and held to their bounds, before anybody asks what they mean together.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace contractwatch {

/// A weekday of BYDAY: the n-th of its month or year, counted from the end where n is negative; 0: each.
struct ByDay {
    int n;
    std::string_view weekday;  ///< MO to SU
};

/// A rule such as FREQ=MONTHLY;BYDAY=2TU taken apart.
class RuleParts {
  public:
    /// Reads a rule in any case, with RRULE: before it or not. Refuses parts that RFC 5545 section 3.3.10 and RFC 7529
    /// do not know, that are given twice, cannot be read or are out of bounds, times of day, and a rule without FREQ.
    static Result<RuleParts> parse(std::string_view rule);

    struct Part {
        std::string name;
        std::string value;
    };

    const std::vector<Part>& all() const { return parts_; }  ///< in the order given
    bool has(std::string_view name) const { return !value(name).empty(); }
    std::string_view value(std::string_view name) const;  ///< empty where the rule has no such part
    bool is(std::string_view name, std::string_view wanted) const { return value(name) == wanted; }
    std::vector<int> numbers(std::string_view name) const;  ///< of a part that is a number or a list of them
    std::vector<ByDay> weekdays() const;                    ///< of BYDAY
    int interval() const { return has("INTERVAL") ? numbers("INTERVAL").front() : 1; }

  private:
    std::vector<Part> parts_;
};

/// The error that a part's value is.
Error wrong_part(std::string_view name, std::string_view value, std::string_view why);

bool is_weekday_name(std::string_view name);  ///< MO to SU

}  // namespace contractwatch

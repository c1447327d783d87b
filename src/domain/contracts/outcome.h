// The council's strategic outcomes, which contracts and measures serve.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/date.h"
#include "domain/facts/row.h"

namespace contractwatch {

struct Outcome {
    std::string reference;
    std::string title;
    std::string parent;               ///< the outcome that it is part of; may be empty
    std::optional<Date> valid_from;   ///< nothing: from the beginning
    std::optional<Date> valid_until;  ///< its last day; nothing: it is still one

    bool valid_on(Date day) const { return !(valid_from && day < *valid_from) && !lapsed_before(day); }
    bool lapsed_before(Date day) const { return valid_until && *valid_until < day; }
};

/// The list of outcomes, from the rows of kind `outcomes`.
class Outcomes {
  public:
    Outcomes() = default;
    explicit Outcomes(std::span<const Row> rows);

    /// Null where the list does not have it. References are compared without case and spacing.
    const Outcome* find(std::string_view reference) const;

  private:
    std::unordered_map<std::string, Outcome> by_key_;
};

}  // namespace contractwatch

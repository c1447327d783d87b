// A measure's readings as findings tell them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/measures/reading.h"

namespace contractwatch {

/// "84.2 %"; "no value" of a judgement.
std::string value_text(const RatedReading& rated);

/// The target of that version, "90 to 95" where it is a range; "no target", also where there is no version.
std::string target_text(const MeasureVersion* version);

/// "2026-08: 84.2 %, requires improvement" of each of up to three readings behind the first, from the latest back;
/// where one has no rating, why.
std::vector<std::string> earlier_periods(std::span<const RatedReading> latest_first);

}  // namespace contractwatch

// A measure's readings as findings tell them.
#pragma once

#include <span>
#include <string>

#include "domain/facts/fields.h"
#include "domain/measures/reading.h"

namespace contractwatch {

/// "84.2 %"; "no value" of a judgement.
std::string value_text(const RatedReading& rated);

/// "95", "90 to 95" where it is a range; "no target" where nothing is aimed at.
std::string target_text(const Target& target);

/// What a finding shows of the first of those readings, which come from the latest back, and of its target; of up to
/// three behind it "2026-08: 84.2 %, requires improvement", or why there is no rating.
Fields evidence_of(std::span<const RatedReading> latest_first);

}  // namespace contractwatch

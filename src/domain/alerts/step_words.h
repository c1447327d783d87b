// The steps of an alert's life in words, as an auditor reads them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/alerts/alert.h"

namespace contractwatch {

/// What happened and why, and the day of the next look: "Alert 3 was raised: it holds since 15 August 2026. It is next
/// looked at on 1 October 2026."
std::string step_in_words(const AlertStep& step);

/// What the alert said from then on, a line each: what holds, the members, the evidence. Of a part that is as it was
/// before, nothing; without anything before, all of it.
std::vector<std::string> said_in_words(const Alert& after, const Alert* before);

/// "reminder due 8 October 2026".
std::string stage_in_words(std::string_view stage);

/// How it stands, in a sentence or two: since when it has ended and how, or how far it has come and when it is looked
/// at again.
std::string standing_in_words(const Alert& alert);

}  // namespace contractwatch

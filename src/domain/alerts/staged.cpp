// A stage of reminders as a finding tells it.
#include "domain/alerts/staged.h"

namespace contractwatch {

Severity severity_of(Urgency urgency) {
    if (urgency == Urgency::coming) return Severity::info;
    return urgency == Urgency::overdue ? Severity::warning : Severity::critical;
}

std::vector<Audience> audience_of(StageFor told) {
    if (told == StageFor::manager) return {Audience::manager};
    if (told == StageFor::director) return {Audience::lead_director};
    return {Audience::manager, Audience::lead_director};
}

}  // namespace contractwatch

// The names under which states and steps of alerts stand in the record.
#include "domain/alerts/alert.h"

namespace contractwatch {

std::string_view name_of(AlertState state) {
    switch (state) {
        case AlertState::raised:
            return "raised";
        case AlertState::notified:
            return "notified";
        case AlertState::acknowledged:
            return "acknowledged";
        case AlertState::escalated:
            return "escalated";
        case AlertState::resolved:
            return "resolved";
        case AlertState::withdrawn:
            return "withdrawn";
    }
    return {};
}

std::string_view name_of(StepKind step) {
    switch (step) {
        case StepKind::raised:
            return "raised";
        case StepKind::changed:
            return "changed";
        case StepKind::notified:
            return "notified";
        case StepKind::reminded:
            return "reminded";
        case StepKind::acknowledged:
            return "acknowledged";
        case StepKind::escalated:
            return "escalated";
        case StepKind::resolved:
            return "resolved";
        case StepKind::withdrawn:
            return "withdrawn";
        case StepKind::raised_again:
            return "raised_again";
    }
    return {};
}

}  // namespace contractwatch

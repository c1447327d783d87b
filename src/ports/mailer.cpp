// The names under which outcomes stand in the record.
#include "ports/mailer.h"

namespace contractwatch {

std::string_view name_of(DeliveryResult result) {
    switch (result) {
        case DeliveryResult::sent:
            return "sent";
        case DeliveryResult::deferred:
            return "deferred";
        case DeliveryResult::refused:
            return "refused";
        case DeliveryResult::configuration:
            return "configuration";
        case DeliveryResult::unknown:
            return "unknown";
    }
    return {};
}

}  // namespace contractwatch

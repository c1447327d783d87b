// The names under which states of the outbox stand in the record, and what is gathered from it.
#include "ports/store.h"

namespace contractwatch {

std::string_view name_of(OutboxState state) {
    switch (state) {
        case OutboxState::queued:
            return "queued";
        case OutboxState::in_flight:
            return "in_flight";
        case OutboxState::sent:
            return "sent";
        case OutboxState::refused:
            return "refused";
    }
    return {};
}

ServiceWork service_work(const Record& record) {
    return {record.refused_messages(), record.refused_files(), record.failed_copies()};
}

}  // namespace contractwatch

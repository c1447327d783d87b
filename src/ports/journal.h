// What the service says about its own work to whoever runs it. The table of events also makes docs/messages.md.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "domain/facts/fields.h"

namespace contractwatch {

enum class Event {
    started,
    stopped,
    migrated,
    reloaded,
    reload_refused,
    swept,
    sweep_failed,
    gap_seen,
    clock_went_back,
    clock_stepped,
    file_taken,
    file_refused,
    rows_rejected,
    delivered,
    delivery_deferred,
    delivery_refused,
    delivery_configuration,
    nothing_to_send_with,
    job_failed,
    control_refused,
    key_made,
    key_replaced,
    noted,
    note_unsigned,
    record_failed,
    copied,
    copy_failed,
    old_copies_stay,
    pruned,
    erased,
    disk_full,
    disk_writable,
    operator_warned,
    disk_low,
    disk_roomy,
    record_verified,
};

/// syslog's priorities, as far as they are used.
enum class Priority { error = 3, warning = 4, notice = 5, info = 6 };

struct EventRow {
    Event event;
    std::string_view name;  ///< stable; the journal carries it as CONTRACTWATCH_EVENT
    Priority priority;
    std::string_view text;   ///< the sentence, with {field} where a field goes
    std::string_view to_do;  ///< what the operator should do; may be empty
};

std::span<const EventRow> events();
const EventRow& row_of(Event event);
/// A field as a sentence shows it: yes or no for a truth, a list with commas.
std::string plain_text(const FieldValue& value);
/// The event's sentence with the fields put in, as they are; one that is missing shows as "(not given)".
std::string sentence(Event event, const Fields& fields);
/// docs/messages.md: every event, its sentence and what to do.
std::string messages_page();

class Journal {
  public:
    virtual ~Journal() = default;
    /// Says it once. Safe to call from several threads at once.
    virtual void say(Event event, const Fields& fields = {}) = 0;
};

}  // namespace contractwatch

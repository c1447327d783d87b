// Somebody says that an alert is taken care of.
#include "app/acknowledge.h"

namespace contractwatch {

Result<Alert> acknowledge_alert(Store& store, const Clock& clock, const SweepSettings& settings, AlertId id,
                                const Acknowledgement& asked, const Asker& asker) {
    const auto alert = store.record().alert(id);
    if (!alert)
        return not_found("there is no alert " + std::to_string(id) +
                         "; `contractwatch alerts --open` lists those that are open");
    const auto step = acknowledge(*alert, asked, clock.today(), settings.alerts, settings.rules.calendar);
    if (!step) return step.error();
    auto by = asker;
    by.claimed_by = asked.by;
    auto head = entry_now(clock, by, "acknowledge", alert->key);
    head.detail = {{"alert", id}, {"note", asked.note}, {"until", step->after.acknowledged_until->text()}};
    auto change = store.begin(head);
    if (!change) return change.error();
    (*change)->add_step(*step);
    (*change)->commit();
    return step->after;
}

}  // namespace contractwatch

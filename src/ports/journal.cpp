// The table of events, and what is made of it: sentences for the journal and the page docs/messages.md.
#include "ports/journal.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace contractwatch {
namespace {

constexpr std::array event_table{
    EventRow{Event::started, "started", Priority::notice,
             "contractwatch {version} has started with the record {database}, whose head is {head}.", ""},
    EventRow{Event::stopped, "stopped", Priority::notice,
             "contractwatch has stopped; the head of the record is {head}.", ""},
    EventRow{Event::migrated, "migrated", Priority::notice,
             "The record was brought from form {from} to form {to}; as it was before, it lies in {copy}.",
             "Run `contractwatch audit verify`. Keep the copy until it has passed and a backup has been made since."},
    EventRow{Event::reloaded, "reloaded", Priority::notice, "The settings of {file} are in force now.", ""},
    EventRow{Event::reload_refused, "reload_refused", Priority::error,
             "The new settings of {file} were refused and the old ones stay in force: {reason}",
             "Correct the file, try it with `contractwatch settings check`, then reload the service again."},
    EventRow{Event::swept, "swept", Priority::info,
             "Swept: {evaluated} looked at, {raised} alerts raised, {reminded} reminded, {escalated} escalated, "
             "{resolved} resolved, {queued} messages queued.",
             ""},
    EventRow{Event::sweep_failed, "sweep_failed", Priority::error,
             "The sweep failed and left nothing half done ({then}): {reason}",
             "Nothing is lost by one failed sweep. If it goes on failing, act on the reason, and look for the entry "
             "`swept` in `contractwatch audit tail`."},
    EventRow{Event::gap_seen, "gap_seen", Priority::warning, "{gap}",
             "Find out why the service was not running; the gap is part of the record."},
    EventRow{Event::clock_went_back, "clock_went_back", Priority::warning,
             "The machine's clock went back from {before} to {now}; nothing new falls due until it has caught up.",
             "Check the machine's time synchronisation (`timedatectl`)."},
    EventRow{Event::clock_stepped, "clock_stepped", Priority::notice,
             "The machine's clock was set and says {now}; what is due was reckoned anew.", ""},
    EventRow{Event::file_taken, "file_taken", Priority::info,
             "Took in {file} as {kind}: {accepted} rows accepted, {revised} revised, {unchanged} unchanged.", ""},
    EventRow{Event::file_refused, "file_refused", Priority::warning, "Refused the file {file}: {reason}",
             "Correct the file as the reason says and send it again; nothing of it was taken in."},
    EventRow{Event::rows_rejected, "rows_rejected", Priority::warning,
             "{rejected} rows of {file} were rejected; the first is line {line}: {reason}",
             "Correct those rows and send the file again; rows that were already taken in are recognised."},
    EventRow{Event::delivered, "delivered", Priority::info,
             "Message {message} to {to} was accepted by {server}: {reply}", ""},
    EventRow{Event::delivery_deferred, "delivery_deferred", Priority::warning,
             "Message {message} to {to} was not taken yet and is tried again at {next}: {reply}",
             "Nothing, unless it lasts: then see whether the mail server is reachable and willing."},
    EventRow{Event::delivery_refused, "delivery_refused", Priority::error,
             "Message {message} to {to} was refused for good: {reply}",
             "Correct the person's address in the people file. The operator has an alert that names the messages."},
    EventRow{Event::delivery_configuration, "delivery_configuration", Priority::error,
             "No message can be sent as the service is set up; sending is tried again at {next}: {reply}",
             "Correct the settings or credentials of [smtp], reload the service and try `contractwatch mail test`."},
    EventRow{Event::nothing_to_send_with, "nothing_to_send_with", Priority::warning,
             "No sender is configured: alerts are raised, and no message is queued.",
             "Set mail.from and the mail server in the settings, then reload the service."},
    EventRow{Event::job_failed, "job_failed", Priority::error, "The job {job} failed ({then}): {reason}",
             "If it fails again and again, act on the reason."},
    EventRow{Event::control_refused, "control_refused", Priority::warning,
             "The command {command} of {user} was refused: {reason}", ""},
    EventRow{Event::key_made, "key_made", Priority::notice, "The key that signs notes of the log is {key} from now on.",
             "Have the auditors write it down where nobody who runs this machine can change it."},
    EventRow{
        Event::key_replaced, "key_replaced", Priority::warning,
        "The key that signed the notes of the log so far, {before}, is not there any more; {key} signs from now on.",
        "Find out what became of the file of the key, and tell the auditors: they keep both keys."},
    EventRow{Event::noted, "noted", Priority::notice, "The head of the log is {head} ({occasion}): {note}", ""},
    EventRow{Event::note_unsigned, "note_unsigned", Priority::error,
             "The head of the log is {head} ({occasion}), and it could not be signed: {reason}",
             "Act on the reason; everything else goes on. The auditors and the operator are told the head without a "
             "signature meanwhile."},
    EventRow{Event::record_failed, "record_failed", Priority::error, "The record failed ({then}): {reason}",
             "Look at the disk: its free space, its health and the kernel's log. After that run `contractwatch audit "
             "verify`. Restore from a backup only where verify names damage."},
    EventRow{Event::copied, "copied", Priority::notice,
             "The record was copied up to its head {head}, and the copy was checked: {files} ({bytes} bytes each).",
             ""},
    EventRow{
        Event::copy_failed, "copy_failed", Priority::error,
        "The record could not be copied; it is tried again in an hour: {reason}",
        "Act on the reason. The operator has an alert until a copy succeeds; `contractwatch backup FILE` makes one "
        "at once."},
    EventRow{Event::old_copies_stay, "old_copies_stay", Priority::warning,
             "The record was copied, but old copies could not be removed: {reason}",
             "Give the service the right to write in that folder, or remove them by hand."},
    EventRow{
        Event::pruned, "pruned", Priority::notice,
        "What was kept of {contracts} contracts went after its retention, as {who} asked: {rows} rows, and the "
        "bytes of {bodies} messages (entry {entry}).",
        "Copies of the record that were made before still hold it: they go as new ones are made, and by hand where "
        "you keep them elsewhere."},
    EventRow{
        Event::erased, "erased", Priority::notice,
        "{columns} of row {row} of {table} was erased, as {who} asked (entry {entry}).",
        "Copies of the record that were made before still hold it: they go as new ones are made, and by hand where "
        "you keep them elsewhere."},
    EventRow{Event::disk_full, "disk_full", Priority::error,
             "The record cannot be written as usual; no files are taken in until it can: {reason}",
             "Free space on the disk of the record, or see to the disk. Everything goes on by itself then."},
    EventRow{Event::disk_writable, "disk_writable", Priority::notice,
             "The record can be written again, after {minutes} minutes.", ""},
    EventRow{Event::operator_warned, "operator_warned", Priority::warning,
             "A warning that the record cannot be written was sent to {to} without being recorded first: {reply}",
             "What the event disk_full says. The entry disk_full of the log counts these mails later."},
    EventRow{Event::disk_low, "disk_low", Priority::warning, "The disk of the record runs full: {standing}.",
             "Free space there. The operator has an alert until there is room."},
    EventRow{Event::disk_roomy, "disk_roomy", Priority::notice,
             "There is room again on the disk of the record: {standing}.", ""},
    EventRow{Event::record_verified, "record_verified", Priority::notice,
             "The service had not been stopped in order, so the record was verified whole: {entries} entries.", ""},
};

std::string_view name_of(Priority priority) {
    switch (priority) {
        case Priority::error:
            return "error";
        case Priority::warning:
            return "warning";
        case Priority::notice:
            return "notice";
        case Priority::info:
            return "info";
    }
    return {};
}

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const auto& text : texts)
        all += (all.empty() ? "" : ", ") + text;
    return all;
}

struct AsText {
    std::string operator()(std::monostate) const { return "none"; }
    std::string operator()(bool value) const { return value ? "yes" : "no"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(const std::string& value) const { return value; }
    std::string operator()(const std::vector<std::string>& value) const { return joined(value); }
};

std::string text_of_field(std::string_view name, const Fields& fields) {
    const auto found = std::ranges::find(fields, name, &Field::name);
    return found == fields.end() ? "(not given)" : plain_text(found->value);
}

}  // namespace

std::span<const EventRow> events() {
    return event_table;
}

const EventRow& row_of(Event event) {
    const auto found = std::ranges::find(event_table, event, &EventRow::event);
    if (found == event_table.end()) throw std::logic_error("an event is missing in the table of events");
    return *found;
}

std::string plain_text(const FieldValue& value) {
    return std::visit(AsText{}, value);
}

std::string sentence(Event event, const Fields& fields) {
    std::string said;
    auto text = row_of(event).text;
    while (!text.empty()) {
        const auto open = std::min(text.find('{'), text.size());
        said += text.substr(0, open);
        text.remove_prefix(open);
        if (text.empty()) break;
        const auto close = text.find('}');
        said += text_of_field(text.substr(1, close - 1), fields);
        text.remove_prefix(close + 1);
    }
    return said;
}

std::string messages_page() {
    std::string page =
        "# What the service says about its own work\n\n"
        "Each line in the journal is one of these events. Under systemd the name stands in the field\n"
        "`CONTRACTWATCH_EVENT`, and each `{word}` of the sentence in a field of its own, such as\n"
        "`CONTRACTWATCH_REASON`: `journalctl -u contractwatch CONTRACTWATCH_EVENT=sweep_failed`.\n"
        "The names are stable; the sentences may change.\n\n"
        "This page is printed from the table in `src/ports/journal.cpp`.\n";
    for (const auto& row : event_table) {
        page += "\n## " + std::string{row.name} + "\n\nPriority: " + std::string{name_of(row.priority)} + "\n\n> " +
                std::string{row.text} + "\n";
        if (!row.to_do.empty()) page += "\nWhat to do: " + std::string{row.to_do} + "\n";
    }
    return page;
}

}  // namespace contractwatch

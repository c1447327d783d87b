// Where the service's events go: systemd's journal with every field, or standard error as lines.
//
// Fields come from files and servers, so nothing of them may look like a line or a field of our own: control
// characters, marks that change the direction of writing, and bytes that are no UTF-8 are shown as escapes such as \n,
// \x1b or \u202e.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ports/journal.h"

namespace contractwatch {

/// The journal's own socket where standard error leads to it (JOURNAL_STREAM names that very file), else lines on
/// standard error. Either may be used from several threads.
std::unique_ptr<Journal> open_journal();

/// Lines on standard error: the time in UTC, the priority, the sentence, and for what is worse than a notice what to
/// do.
std::unique_ptr<Journal> open_text_journal();

/// What the journal is sent for an event, as NAME=value: MESSAGE, PRIORITY, CONTRACTWATCH_EVENT, CONTRACTWATCH_TO_DO
/// where there is something to do, and CONTRACTWATCH_<NAME> for each field.
std::vector<std::string> journal_fields(Event event, const Fields& fields);

/// The text on one line, with what cannot be seen made visible.
std::string escaped_for_log(std::string_view text);

}  // namespace contractwatch

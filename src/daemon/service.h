// The service: the loop, and the record that it works on, from the first entry to the last.
#pragma once

#include <string>

#include "ports/clock.h"
#include "ports/journal.h"
#include "settings/settings.h"

namespace contractwatch {

struct ServiceStart {
    std::string program;        ///< this program's file; it checks settings before they are reloaded
    std::string settings_path;  ///< empty: the defaults, and a reload changes nothing
    std::string database;
};

/// Runs until SIGTERM. Gives the program's exit code: 0 stopped, 2 it cannot begin with these settings or this record,
/// 3 the record's durability was lost. Why is said in the journal.
int run_service(const ServiceStart& start, const Settings& settings, const Clock& clock, Journal& journal);

}  // namespace contractwatch

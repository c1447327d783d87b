// The one place where a job's exceptions end.
#pragma once

#include <functional>
#include <string>

#include "ports/journal.h"

namespace contractwatch {

enum class JobEnd {
    done,
    failed,           ///< said in the journal, once; the service goes on
    durability_lost,  ///< what was written may not have reached the disk: the process must end
};

struct Job {
    std::string name;                                ///< as the journal calls it: "sweep", "reload"
    std::string then = "not tried again by itself";  ///< what follows a failure: "tried again in 2 minutes"
    std::function<void()> work;
};

/// Does the work. Whatever it throws is said in the journal and becomes an end.
JobEnd run_job(const Job& job, Journal& journal);

}  // namespace contractwatch

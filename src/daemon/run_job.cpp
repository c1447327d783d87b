// Jobs, and what becomes of their exceptions.
#include "daemon/run_job.h"

#include <exception>

#include "ports/store.h"

namespace contractwatch {

JobEnd run_job(const Job& job, Journal& journal) {
    const auto say = [&](Event event, const std::string& reason, const std::string& then) {
        journal.say(event, {{"job", job.name}, {"reason", reason}, {"then", then}});
    };
    try {
        job.work();
        return JobEnd::done;
    } catch (const DurabilityLost& lost) {
        say(Event::record_failed, lost.what(), "the service ends, and verifies the record when it starts again");
        return JobEnd::durability_lost;
    } catch (const RecordFailure& failure) {
        say(Event::record_failed, failure.what(), job.then);
    } catch (const std::exception& fault) {
        say(job.name == "sweep" ? Event::sweep_failed : Event::job_failed, fault.what(), job.then);
    } catch (...) {
        say(Event::job_failed, "something was thrown that says nothing of itself", job.then);
    }
    return JobEnd::failed;
}

}  // namespace contractwatch

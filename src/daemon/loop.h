// The service's loop: waits for the next moment, a signal, a request or a hint, and has done what is due.
//
// Three kinds of thread. The loop's own never blocks: it asks the timetable what is due, and listens. One worker owns
// the record and runs every job, one after another (workbench.h). Each flight has a thread of its own (flights.h): a
// delivery speaks to the mail server, at most as many at once as there are connections; the nightly copy reads the
// record beside the worker. What came of a flight is recorded by the worker.
//
// A life: `start` runs; then systemd is told that the service is ready; then jobs run as they fall due. A job that
// fails is said in the journal and tried again, later each time up to a quarter of an hour; nothing else stops because
// of it. After each job the worker is asked how things stand, and the timetable is asked anew. SIGHUP has the settings
// read again. SIGTERM and SIGINT end it: no new job begins, the one that runs is finished, deliveries under way get
// some seconds to end, a copy is broken off, then `stop` runs.
//
// It wakes for the next due moment and at the latest every minute, for the watchdog, when the clock is set and when the
// drop folder is touched; for nothing else. The watchdog is fed by the loop's own thread, and only while no job has
// been running for unreasonably long: a sweep that failed is always about to be tried again, so it does not stop the
// feeding.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "adapters/control/control_server.h"
#include "app/timetable.h"
#include "base/result.h"
#include "daemon/flights.h"
#include "ports/clock.h"
#include "ports/journal.h"

namespace contractwatch {

/// What the loop has done. All run on the worker and may block and throw. Those that may be missing are
/// `look_at_drop_folder`, `copy` and `perform`.
struct ServiceJobs {
    std::function<void()> start;
    std::function<void()> sweep;
    /// Records the beginning of up to that many attempts; none where nothing can be sent now (then it is asked again in
    /// a minute, or when a delivery under way has ended).
    std::function<std::vector<Flight>(int most)> take_off;
    std::function<void()> look_at_drop_folder;
    std::function<Flight()> copy;
    std::function<void()> reload;
    /// Does what a command asks, and gives the exit code; nothing where the answer comes later: then `done` is called
    /// once, on the worker, after its last line.
    std::function<std::optional<int>(const ControlRequest& request, const AnswerLine& line, const AnswerDone& done)>
        perform;
    std::function<void()> stop;
    /// How things stand, after each job; `last_look` is the loop's own matter.
    std::function<Standing()> standing;
};

struct LoopSettings {
    std::optional<ControlSettings> control;  ///< none: no commands are taken
    std::filesystem::path drop_folder;       ///< a change in it is a hint to look at once; may be empty
    int connections = 2;                     ///< deliveries at once
    std::chrono::milliseconds tick{60'000};
    std::chrono::milliseconds rest{1'000};  ///< between two runs of the same task
    std::chrono::milliseconds first_retry{30'000};
    std::chrono::milliseconds last_retry{15 * 60'000};
    std::chrono::milliseconds longest_job{30 * 60'000};  ///< then the watchdog is left hungry
    std::chrono::milliseconds farewell{20'000};          ///< for flights under way, at the end
};

enum class LoopEnd {
    stopped,
    start_failed,     ///< the journal says why
    durability_lost,  ///< end the process, non-zero: the next one verifies
    flights_cut_off   ///< stopped, but threads still speak to a mail server: end the process with std::_Exit
};

class Loop {
  public:
    /// The clock and the journal are used from several threads and must outlive the loop.
    Loop(LoopSettings settings, const Clock& clock, Journal& journal, ServiceJobs jobs);
    ~Loop();

    /// Blocks until the service ends. Fails where it cannot begin: the control socket is taken. Call once.
    Result<LoopEnd> run();

    /// As SIGTERM does. From any thread.
    void stop();
    /// Asks the timetable now; for whoever moves the clock. From any thread.
    void look_again();

  private:
    class Works;
    std::unique_ptr<Works> works_;
};

}  // namespace contractwatch

// The loop over Boost.Asio.
#include "daemon/loop.h"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "adapters/control/request_line.h"
#include "adapters/system/service_notice.h"
#include "daemon/clock_watch.h"
#include "daemon/hint_listener.h"
#include "daemon/signal_listener.h"
#include "daemon/watchdog.h"
#include "daemon/workbench.h"

namespace contractwatch {
namespace {

namespace asio = boost::asio;
using Failure = boost::system::error_code;
using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::array all_tasks{Task::sweep, Task::deliver, Task::look_at_drop_folder, Task::copy};
constexpr milliseconds drain_at_most{2'000};
constexpr int not_done = 3;
constexpr milliseconds nothing_to_take{60'000};

const FlightWords words_of_deliveries{"deliver", "the message is tried again", "record a delivery"};
const FlightWords words_of_copies{"copy the record", "tried again in an hour", "record a copy"};

}  // namespace

/// All of it happens on the loop's thread.
class Loop::Works {
  public:
    Works(LoopSettings settings, const Clock& clock, Journal& journal, ServiceJobs jobs)
        : settings_(std::move(settings)), clock_(clock), journal_(journal), jobs_(std::move(jobs)) {}

    Result<LoopEnd> run();
    void post(std::function<void()> what) { asio::post(loop_, std::move(what)); }
    void begin_to_stop();
    void plan();

  private:
    enum class Phase { starting, running, landing, stopping, ended };

    Result<void> open_control();
    void job_ended(JobEnd end, const std::optional<Standing>& standing, const std::function<void(JobEnd)>& then);
    void started(JobEnd end);
    void listen_to_hints();
    void wake_at(Steady::time_point at);
    void say_status(const Due& next);
    void run_due(Task task);
    void run_task(Task task, const std::function<void()>& work, const std::function<void()>& afterwards);
    void take_off();
    void copy();
    void reload();
    void handle(ControlRequest request, AnswerLine line, AnswerDone done);
    bool anything_in_the_air() const;
    void stop_when_landed();
    void last_job();
    void end(LoopEnd how);
    Turn& turn_of(Task task) { return turns_.at(static_cast<std::size_t>(task)); }
    const Turn& turn_of(Task task) const { return turns_.at(static_cast<std::size_t>(task)); }
    Flights flights(const FlightWords& words, Task task);

    const LoopSettings settings_;
    const Clock& clock_;
    Journal& journal_;
    const ServiceJobs jobs_;

    asio::io_context loop_{1};
    asio::executor_work_guard<asio::io_context::executor_type> alive_{loop_.get_executor()};
    asio::steady_timer wake_{loop_};
    asio::steady_timer farewell_{loop_};
    ServiceNotice notice_;
    Watchdog watchdog_{loop_, notice_, [this] { return !workbench_.busy_for(settings_.longest_job); }};
    SignalListener signals_{loop_, [this] { begin_to_stop(); }, [this] { reload(); }};
    HintListener hints_{loop_};
    ClockWatch clock_watch_{journal_};
    std::unique_ptr<ControlServer> server_;

    const BackOff retries_{settings_.first_retry, settings_.last_retry};
    Phase phase_ = Phase::starting;
    LoopEnd how_ended_ = LoopEnd::stopped;
    Standing standing_;
    std::optional<Instant> last_look_;
    std::array<Turn, all_tasks.size()> turns_;
    bool reload_waits_ = false;
    bool reload_again_ = false;  ///< asked for while one was under way, which may have read the file before the change
    std::string status_;
    bool start_succeeded_ = false;  ///< the worker's alone
    Flights deliveries_ = flights(words_of_deliveries, Task::deliver);
    Flights copies_ = flights(words_of_copies, Task::copy);
    Workbench workbench_{loop_, journal_, jobs_.standing,
                         [this](JobEnd end, const std::optional<Standing>& standing,
                                const std::function<void(JobEnd)>& then) { job_ended(end, standing, then); }};
};

Flights Loop::Works::flights(const FlightWords& words, Task task) {
    return {loop_,
            journal_,
            words,
            retries_,
            [this](Job job, std::function<void(JobEnd)> then) {
                workbench_.add(Need::always, std::move(job), std::move(then));
            },
            [this, task] {
                if (task == Task::deliver) turn_of(task).not_before = {};
                stop_when_landed();
            }};
}

Result<void> Loop::Works::open_control() {
    if (!settings_.control || !jobs_.perform) return {};
    auto server = ControlServer::open(loop_, *settings_.control,
                                      [this](ControlRequest request, AnswerLine line, AnswerDone done) {
                                          handle(std::move(request), std::move(line), std::move(done));
                                      });
    if (!server) return server.error();
    server_ = std::move(server).value();
    return {};
}

Result<LoopEnd> Loop::Works::run() {
    if (auto opened = open_control(); !opened) return opened.error();
    signals_.listen();
    const auto start = [this] {
        jobs_.start();
        start_succeeded_ = true;
    };
    workbench_.add(Need::always, {"start", "the service does not start", start}, [this](JobEnd end) { started(end); });
    watchdog_.begin();
    loop_.run();
    workbench_.finish();
    loop_.restart();
    loop_.run_for(drain_at_most);  // answers that are on their way
    return how_ended_;
}

void Loop::Works::job_ended(JobEnd end_of_job, const std::optional<Standing>& standing,
                            const std::function<void(JobEnd)>& then) {
    if (standing) standing_ = *standing;
    then(end_of_job);
    if (end_of_job == JobEnd::durability_lost) return end(LoopEnd::durability_lost);
    plan();
}

void Loop::Works::started(JobEnd end_of_start) {
    if (end_of_start == JobEnd::failed) return end(LoopEnd::start_failed);
    if (end_of_start != JobEnd::done || phase_ != Phase::starting) return;
    phase_ = Phase::running;
    listen_to_hints();
    notice_.ready();
}

void Loop::Works::listen_to_hints() {
    hints_.on_clock_set([this] {
        journal_.say(Event::clock_stepped, {{"now", text_of(clock_.now())}});
        plan();
    });
    hints_.on_folder_touched(settings_.drop_folder, [this] {
        last_look_.reset();
        plan();
    });
}

/// Begins what is due and sets the wake-up for what comes next. A task that runs is asked about again when it ends.
void Loop::Works::plan() {
    if (phase_ != Phase::running) return;
    const auto now = clock_.now();
    const auto moment = Steady::now();
    clock_watch_.mind(now);
    standing_.last_look = last_look_;
    const auto due = timetable(now, standing_, clock_);
    auto wake = moment + settings_.tick;
    for (const auto& next : due) {
        const auto& turn = turn_of(next.task);
        if (turn.running) continue;
        const auto wait = std::min<milliseconds>(next.at - now, settings_.tick);
        const auto at = std::max(moment + wait, turn.not_before);
        if (at <= moment) {
            run_due(next.task);
        } else {
            wake = std::min(wake, at);
        }
    }
    const auto later = std::ranges::find_if(due, [now](const Due& next) { return next.at > now; });
    if (later != due.end()) say_status(*later);
    wake_at(wake);
}

void Loop::Works::wake_at(Steady::time_point at) {
    wake_.expires_at(at + milliseconds{1});
    wake_.async_wait([this](const Failure& failure) {
        if (!failure) plan();
    });
}

void Loop::Works::say_status(const Due& next) {
    if (next.task == Task::look_at_drop_folder) return;
    const auto text = "Next: " + std::string{name_of(next.task)} + " at " + text_of(next.at);
    if (std::exchange(status_, text) != text) notice_.status(text);
}

void Loop::Works::run_due(Task task) {
    switch (task) {
        case Task::sweep:
            return run_task(task, jobs_.sweep, [] {});
        case Task::deliver:
            return take_off();
        case Task::look_at_drop_folder:
            last_look_ = clock_.now();
            if (jobs_.look_at_drop_folder) run_task(task, jobs_.look_at_drop_folder, [] {});
            return;
        case Task::copy:
            return copy();
    }
}

/// `afterwards` is for a task that ended well; it may set another rest.
void Loop::Works::run_task(Task task, const std::function<void()>& work, const std::function<void()>& afterwards) {
    auto& turn = turn_of(task);
    turn.running = true;
    const auto pause = retries_.pause_after(turn.failures + 1);
    workbench_.add(Need::unless_stopping, {std::string{name_of(task)}, tried_again_in(pause), work},
                   [this, &turn, pause, afterwards](JobEnd end_of_job) {
                       turn.running = false;
                       const bool done = end_of_job == JobEnd::done;
                       turn.failures = done ? 0 : turn.failures + 1;
                       turn.not_before = Steady::now() + (done ? settings_.rest : pause);
                       if (done) afterwards();
                       stop_when_landed();
                   });
}

void Loop::Works::take_off() {
    const int most = settings_.connections - deliveries_.count();
    if (most <= 0) return;
    const auto taken = std::make_shared<std::vector<Flight>>();
    run_task(
        Task::deliver, [this, taken, most] { *taken = jobs_.take_off(most); },
        [this, taken] {
            const bool any = !taken->empty();
            turn_of(Task::deliver).not_before = any ? Steady::time_point{} : Steady::now() + nothing_to_take;
            for (auto& delivery : *taken)
                deliveries_.take_off(std::move(delivery));
        });
}

/// One at a time; while it is under way the timetable goes on saying that it is due.
void Loop::Works::copy() {
    if (!jobs_.copy || copies_.count() > 0) return;
    const auto begun = std::make_shared<Flight>();
    run_task(
        Task::copy, [this, begun] { *begun = jobs_.copy(); }, [this, begun] { copies_.take_off(std::move(*begun)); });
}

void Loop::Works::reload() {
    if (workbench_.stopping()) return;
    reload_again_ = reload_waits_;
    if (reload_waits_) return;
    reload_waits_ = true;
    if (phase_ == Phase::running) notice_.reloading();
    workbench_.add(Need::unless_stopping, {"reload", "the old settings stay in force", jobs_.reload}, [this](JobEnd) {
        reload_waits_ = false;
        if (phase_ == Phase::running) notice_.ready();
        if (std::exchange(reload_again_, false)) reload();
    });
}

void Loop::Works::handle(ControlRequest request, AnswerLine line, AnswerDone done) {
    const auto exit = std::make_shared<std::optional<int>>(not_done);
    const AnswerDone later = [this, done](int code) { post([done, code] { done(code); }); };
    const auto work = [this, request = std::move(request), line = std::move(line), later, exit] {
        if (workbench_.stopping()) return line(error_line("The service is stopping; the command was not carried out."));
        try {
            *exit = jobs_.perform(request, line, later);
        } catch (const std::exception& fault) {
            line(error_line(fault.what()));
            throw;
        }
    };
    workbench_.add(Need::always, {"a command's request", "the caller was told", work},
                   [this, exit, done = std::move(done)](JobEnd) {
                       if (*exit) done(**exit);
                       auto& deliveries = turn_of(Task::deliver);  // what the command queued or hurried does not wait
                       if (deliveries.failures == 0) deliveries.not_before = {};
                   });
}

void Loop::Works::begin_to_stop() {
    if (!workbench_.begin_to_stop()) return;
    phase_ = Phase::landing;
    notice_.stopping();
    if (server_) server_->stop_listening();
    wake_.cancel();
    farewell_.expires_after(settings_.farewell);
    farewell_.async_wait([this](const Failure& failure) {
        if (failure || phase_ != Phase::landing) return;
        how_ended_ = LoopEnd::flights_cut_off;
        last_job();
    });
    deliveries_.hurry();
    copies_.hurry();
    stop_when_landed();
}

bool Loop::Works::anything_in_the_air() const {
    const bool taking_off = turn_of(Task::deliver).running || turn_of(Task::copy).running;
    return taking_off || deliveries_.count() > 0 || copies_.count() > 0;
}

void Loop::Works::stop_when_landed() {
    if (phase_ == Phase::landing && !anything_in_the_air()) last_job();
}

void Loop::Works::last_job() {
    phase_ = Phase::stopping;
    const auto work = [this] {
        if (start_succeeded_) jobs_.stop();
    };
    workbench_.add(Need::always, {"stop", "the service ends all the same", work}, [this](JobEnd) { end(how_ended_); });
}

void Loop::Works::end(LoopEnd how) {
    if (phase_ == Phase::ended) return;
    phase_ = Phase::ended;
    how_ended_ = how;
    if (server_) server_->stop_listening();
    signals_.stop();
    hints_.stop();
    watchdog_.stop();
    for (auto* timer : {&wake_, &farewell_})
        timer->cancel();
    alive_.reset();
    loop_.stop();
}

Loop::Loop(LoopSettings settings, const Clock& clock, Journal& journal, ServiceJobs jobs)
    : works_(std::make_unique<Works>(std::move(settings), clock, journal, std::move(jobs))) {}

Loop::~Loop() = default;

Result<LoopEnd> Loop::run() {
    return works_->run();
}

void Loop::stop() {
    works_->post([this] { works_->begin_to_stop(); });
}

void Loop::look_again() {
    works_->post([this] { works_->plan(); });
}

}  // namespace contractwatch

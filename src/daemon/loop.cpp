// The loop over Boost.Asio.
#include "daemon/loop.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <utility>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include "adapters/control/request_line.h"
#include "adapters/system/service_notice.h"
#include "daemon/flights.h"
#include "daemon/hint_listener.h"
#include "daemon/run_job.h"
#include "daemon/turn.h"
#include "daemon/worker.h"

namespace contractwatch {
namespace {

namespace asio = boost::asio;
using Failure = boost::system::error_code;
using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr std::array all_tasks{Task::sweep, Task::deliver, Task::look_at_drop_folder};
constexpr milliseconds drain_at_most{2'000};
constexpr minutes went_back_at_least{5};
constexpr int not_done = 3;
constexpr milliseconds nothing_to_take{60'000};

}  // namespace

/// All of it but `on_worker`'s jobs happens on the loop's thread.
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

    enum class Need { unless_stopping, always };

    void on_worker(Need need, Job job, std::function<void(JobEnd)> then);
    void job_ended(JobEnd end, const std::optional<Standing>& standing, const std::function<void(JobEnd)>& then);
    void started(JobEnd end);
    void listen_to_signals();
    void listen_to_hints();
    void feed_watchdog();
    void mind_clock(Instant now);
    void wake_at(Steady::time_point at);
    void say_status(const Due& next);
    void run_due(Task task);
    void run_task(Task task, const std::function<void()>& work, const std::function<void()>& afterwards);
    void take_off();
    void settle(FlightNumber flight, int failures);
    void settle_later(FlightNumber flight, int failures);
    void reload();
    void handle(ControlRequest request, AnswerLine line, AnswerDone done);
    void stop_when_landed();
    void last_job();
    void end(LoopEnd how);
    bool job_runs_too_long() const;
    Turn& turn_of(Task task) { return turns_.at(static_cast<std::size_t>(task)); }

    const LoopSettings settings_;
    const Clock& clock_;
    Journal& journal_;
    const ServiceJobs jobs_;

    asio::io_context loop_{1};
    asio::executor_work_guard<asio::io_context::executor_type> alive_{loop_.get_executor()};
    asio::steady_timer wake_{loop_};
    asio::steady_timer watchdog_{loop_};
    asio::steady_timer farewell_{loop_};
    asio::signal_set signals_{loop_};
    ServiceNotice notice_;
    HintListener hints_{loop_};
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
    Instant highest_time_{};
    bool clock_is_behind_ = false;

    std::atomic<Steady::duration> job_since_{Steady::duration::zero()};  ///< zero: no job runs
    std::atomic<bool> durability_lost_{false};
    std::atomic<bool> stopping_{false};
    bool start_succeeded_ = false;  ///< the worker's alone
    Flights flights_{journal_, [this](FlightNumber flight) { post([this, flight] { settle(flight, 0); }); }};
    Worker worker_;  ///< last, so that it ends before anything that its jobs use
};

Result<LoopEnd> Loop::Works::run() {
    if (settings_.control && jobs_.perform) {
        auto server = ControlServer::open(loop_, *settings_.control,
                                          [this](ControlRequest request, AnswerLine line, AnswerDone done) {
                                              handle(std::move(request), std::move(line), std::move(done));
                                          });
        if (!server) return server.error();
        server_ = std::move(server).value();
    }
    listen_to_signals();
    const auto start = [this] {
        jobs_.start();
        start_succeeded_ = true;
    };
    on_worker(Need::always, {"start", "the service does not start", start}, [this](JobEnd end) { started(end); });
    feed_watchdog();
    loop_.run();
    worker_.finish();
    loop_.restart();
    loop_.run_for(drain_at_most);  // answers that are on their way
    return how_ended_;
}

void Loop::Works::on_worker(Need need, Job job, std::function<void(JobEnd)> then) {
    worker_.add([this, need, job = std::move(job), then = std::move(then)] {
        if (durability_lost_) return;
        auto end = JobEnd::failed;
        std::optional<Standing> standing;
        job_since_ = Steady::now().time_since_epoch();
        if (need == Need::always || !stopping_) end = run_job(job, journal_);
        // Asked apart: what the job did stands, whether or not it can be told how things stand after it.
        const Job asking{"standing", "asked again after the next job", [&] { standing = jobs_.standing(); }};
        if (end == JobEnd::done && !stopping_) run_job(asking, journal_);
        job_since_ = Steady::duration::zero();
        if (end == JobEnd::durability_lost) durability_lost_ = true;
        post([this, end, standing, then] { job_ended(end, standing, then); });
    });
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

void Loop::Works::listen_to_signals() {
    Failure no_matter;
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        signals_.add(number, no_matter);
    signals_.async_wait([this](const Failure& failure, int number) {
        if (failure) return;
        if (number == SIGHUP) {
            reload();
        } else {
            begin_to_stop();
        }
        if (phase_ != Phase::ended) listen_to_signals();
    });
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

void Loop::Works::feed_watchdog() {
    const auto interval = ServiceNotice::watchdog_interval();
    if (!interval) return;
    watchdog_.expires_after(*interval / 3);
    watchdog_.async_wait([this](const Failure& failure) {
        if (failure) return;
        if (!job_runs_too_long()) notice_.feed_watchdog();
        feed_watchdog();
    });
}

bool Loop::Works::job_runs_too_long() const {
    const auto since = job_since_.load();
    if (since == Steady::duration::zero()) return false;
    return Steady::now().time_since_epoch() - since > settings_.longest_job;
}

void Loop::Works::mind_clock(Instant now) {
    if (highest_time_ == Instant{}) highest_time_ = now;
    if (now >= highest_time_) {
        highest_time_ = now;
        clock_is_behind_ = false;
    } else if (!clock_is_behind_ && now < highest_time_ - went_back_at_least) {
        clock_is_behind_ = true;
        journal_.say(Event::clock_went_back, {{"before", text_of(highest_time_)}, {"now", text_of(now)}});
    }
}

/// Begins what is due and sets the wake-up for what comes next. A task that runs is asked about again when it ends.
void Loop::Works::plan() {
    if (phase_ != Phase::running) return;
    const auto now = clock_.now();
    const auto moment = Steady::now();
    mind_clock(now);
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
    }
}

/// `afterwards` is for a task that ended well; it may set another rest.
void Loop::Works::run_task(Task task, const std::function<void()>& work, const std::function<void()>& afterwards) {
    auto& turn = turn_of(task);
    turn.running = true;
    const auto pause = retries_.pause_after(turn.failures + 1);
    on_worker(Need::unless_stopping, {std::string{name_of(task)}, tried_again_in(pause), work},
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
    const int most = settings_.connections - flights_.count();
    if (most <= 0) return;
    const auto taken = std::make_shared<std::vector<Delivery>>();
    run_task(
        Task::deliver, [this, taken, most] { *taken = jobs_.take_off(most); },
        [this, taken] {
            const bool any = !taken->empty();
            turn_of(Task::deliver).not_before = any ? Steady::time_point{} : Steady::now() + nothing_to_take;
            for (auto& delivery : *taken)
                flights_.take_off(std::move(delivery));
        });
}

void Loop::Works::settle(FlightNumber flight, int failures) {
    if (phase_ == Phase::ended) return;
    const auto pause = retries_.pause_after(failures + 1);
    on_worker(Need::always, {"record a delivery", tried_again_in(pause), flights_.settle(flight)},
              [this, flight, failures](JobEnd end_of_job) {
                  const bool give_up = phase_ != Phase::running;
                  if (end_of_job == JobEnd::failed && !give_up) return settle_later(flight, failures + 1);
                  flights_.forget(flight);
                  turn_of(Task::deliver).not_before = {};
                  stop_when_landed();
              });
}

/// What the server said is not thrown away because the disk was full for a while.
void Loop::Works::settle_later(FlightNumber flight, int failures) {
    const auto timer = std::make_shared<asio::steady_timer>(loop_, retries_.pause_after(failures));
    timer->async_wait([this, timer, flight, failures](const Failure& failure) {
        if (!failure) settle(flight, failures);
    });
}

void Loop::Works::reload() {
    if (stopping_) return;
    reload_again_ = reload_waits_;
    if (reload_waits_) return;
    reload_waits_ = true;
    if (phase_ == Phase::running) notice_.reloading();
    on_worker(Need::unless_stopping, {"reload", "the old settings stay in force", jobs_.reload}, [this](JobEnd) {
        reload_waits_ = false;
        if (phase_ == Phase::running) notice_.ready();
        if (std::exchange(reload_again_, false)) reload();
    });
}

void Loop::Works::handle(ControlRequest request, AnswerLine line, AnswerDone done) {
    const auto exit = std::make_shared<int>(not_done);
    const auto work = [this, request = std::move(request), line = std::move(line), exit] {
        if (stopping_) return line(error_line("The service is stopping; the command was not carried out."));
        try {
            *exit = jobs_.perform(request, line);
        } catch (const std::exception& fault) {
            line(error_line(fault.what()));
            throw;
        }
    };
    on_worker(Need::always, {"a command's request", "the caller was told", work},
              [exit, done = std::move(done)](JobEnd) { done(*exit); });
}

void Loop::Works::begin_to_stop() {
    if (stopping_.exchange(true)) return;
    phase_ = Phase::landing;
    notice_.stopping();
    if (server_) server_->stop_listening();
    wake_.cancel();
    farewell_.expires_after(settings_.farewell);
    farewell_.async_wait([this](const Failure& failure) {
        if (failure || phase_ != Phase::landing) return;
        how_ended_ = LoopEnd::deliveries_cut_off;
        last_job();
    });
    stop_when_landed();
}

void Loop::Works::stop_when_landed() {
    if (phase_ == Phase::landing && flights_.count() == 0 && !turn_of(Task::deliver).running) last_job();
}

void Loop::Works::last_job() {
    phase_ = Phase::stopping;
    const auto work = [this] {
        if (start_succeeded_) jobs_.stop();
    };
    on_worker(Need::always, {"stop", "the service ends all the same", work}, [this](JobEnd) { end(how_ended_); });
}

void Loop::Works::end(LoopEnd how) {
    if (phase_ == Phase::ended) return;
    phase_ = Phase::ended;
    how_ended_ = how;
    if (server_) server_->stop_listening();
    Failure no_matter;
    signals_.cancel(no_matter);
    hints_.stop();
    for (auto* timer : {&wake_, &watchdog_, &farewell_})
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

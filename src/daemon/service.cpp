// The service: the loop, and the record that it works on, from the first entry to the last.
#include "daemon/service.h"

#include <cstdlib>
#include <filesystem>
#include <future>
#include <map>
#include <optional>
#include <stdexcept>
#include <thread>

#include "adapters/folder/drop_folder.h"
#include "adapters/system/accounts.h"
#include "adapters/system/bounded_run.h"
#include "adapters/system/disk_of_record.h"
#include "adapters/system/memory.h"
#include "adapters/system/write_lock.h"
#include "app/copying.h"
#include "app/disk_room.h"
#include "app/drop_round.h"
#include "app/outage.h"
#include "app/pace.h"
#include "app/send_test.h"
#include "daemon/after_a_fall.h"
#include "daemon/loop.h"
#include "daemon/nightly_copies.h"
#include "daemon/operator_warning.h"
#include "daemon/parts.h"
#include "daemon/requests.h"
#include "settings/load.h"

namespace contractwatch {
namespace {

constexpr std::chrono::seconds longest_check{30};

/// An expected failure in a job is told like an unexpected one: the loop says it, and tries again.
template <class T>
T insist(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message);
    return std::move(*result);
}

void insist(const Result<void>& result) {
    if (!result) throw std::runtime_error(result.error().message);
}

std::string socket_of(const Settings& settings, const std::string& database) {
    return settings.control.socket.empty() ? database + ".socket" : settings.control.socket;
}

/// Runs `contractwatch --settings FILE settings check`: a file that kills the parser kills that process, not this one.
/// Gives why the settings are not to be used; empty: they are.
std::string fault_of_settings(const ServiceStart& start) {
    const auto exit =
        run_at_most(longest_check, {start.program, "--settings", start.settings_path, "--quiet", "settings", "check"});
    if (!exit) return exit.error().message;
    return *exit == 0 ? "" : "`contractwatch settings check` finds problems, named above";
}

/// A command that waits for what becomes of its test message.
struct WaitingTest {
    Email to;
    AnswerLine line;
    AnswerDone done;
};

class Service {
  public:
    Service(const ServiceStart& start, const Settings& settings, const Clock& clock, Journal& journal)
        : start_(start), settings_(settings), clock_(clock), journal_(journal), pace_(pace_of(settings)) {}

    ServiceJobs jobs() {
        ServiceJobs jobs;
        jobs.start = [this] { begin(); };
        jobs.sweep = [this] { minding_the_disk([this] { sweep(); }); };
        jobs.take_off = [this](int most) {
            std::vector<Flight> deliveries;
            minding_the_disk([&] { deliveries = take_off(most); });
            return deliveries;
        };
        jobs.copy = [this] { return copy(); };
        if (!settings_.drop.folder.empty())
            jobs.look_at_drop_folder = [this] { minding_the_disk([this] { look_at_drop_folder(); }); };
        jobs.reload = [this] { reload(); };
        jobs.perform = [this](const ControlRequest& request, const AnswerLine& line, const AnswerDone& done) {
            return perform_where_it_can_be_recorded(request, line, done);
        };
        jobs.stop = [this] { end(); };
        jobs.standing = [this] { return standing(); };
        return jobs;
    }

    /// Whether a thread still speaks to a mail server about the last note.
    bool courier_left() const { return courier_left_; }

  private:
    static constexpr std::chrono::seconds farewell{3};

    static Pace pace_of(const Settings& settings) {
        return Pace{settings.mail.transport == Transport::smtp ? settings.smtp.per_minute : 0};
    }

    void begin() {
        parts_ = insist(Parts::open(settings_, start_.database, clock_, journal_));
        if (parts_->record().rehearsal()) {
            throw std::runtime_error(
                start_.database +
                ": this record is a rehearsal (it has entries made under --now); a service needs one of its own");
        }
        if (!settings_.drop.folder.empty()) drop_folder_.emplace(insist(FolderOnDisk::open(settings_.drop.folder)));
        insist(verify_after_a_fall(start_.database, parts_->store(), clock_, journal_));
        give_back_memory();
        disk_.take_ballast();
        stamp_ = {parts_->record().identity(), parts_->record().head().text()};
        record_life("started");
        journal_.say(Event::started, {{"version", CONTRACTWATCH_VERSION},
                                      {"database", start_.database},
                                      {"head", parts_->record().head().text()}});
        parts_->notes().make(NoteOccasion::start, {});
    }

    void end() {
        if (!parts_) return;
        while (!tests_.empty())
            answer_test(tests_.begin()->first, "the service stops; the message waits and is sent when it runs again");
        parts_->notes().make(NoteOccasion::stop, {});
        send_last_note();
        courier_left_ = !warnings_.finish(farewell) || courier_left_;
        record_life("stopped");
        journal_.say(Event::stopped, {{"head", parts_->record().head().text()}});
    }

    /// Where nothing else waits and the mail server is quick, the note of the stop is out of the house before anybody
    /// can lay hands on a record that no service holds. Else it goes with the next start.
    void send_last_note() {
        const auto last = parts_->record().last_entries(1);
        const bool alone = last.front().head.what == "note_queued" && parts_->record().outbox().size() == 1;
        if (!alone) return;
        for (auto& delivery : take_off(1)) {
            std::packaged_task<void()> handing{delivery.fly};
            const auto handed = handing.get_future();
            std::thread courier{std::move(handing)};
            courier_left_ = handed.wait_for(farewell) != std::future_status::ready;
            if (courier_left_) return courier.detach();
            courier.join();
            delivery.settle();
        }
    }

    /// Does a job that writes. While the record cannot be written it is first tried whether it can again; where that
    /// begins, or lasts, the operator is warned.
    void minding_the_disk(const std::function<void()>& job) {
        try {
            if (outage_.lasts()) insist(outage_.try_to_end(parts_->store()));
            job();
        } catch (const RecordUnwritable& failure) {
            outage_.begin(failure);
            warn_operator();
            throw;
        }
        warn_operator();
    }

    void warn_operator() {
        if (!outage_.warning_is_due()) return;
        const auto now = clock_.now();
        warnings_.send(outage_.refusal() + " Files in the drop folder wait; nothing that was acknowledged is lost.",
                       now, clock_.civil_day(now), stamp_, parts_->sweep_settings(), parts_->composer(),
                       parts_->mailer(), outage_.warnings());
    }

    void record_life(const char* what) {
        auto head = entry_now(clock_, {}, what);
        head.detail = {{"version", CONTRACTWATCH_VERSION}};
        auto change = insist(parts_->store().begin(head));
        change->use_settings(parts_->sweep_settings().effective);
        change->commit();
    }

    void sweep() {
        const auto began = clock_.now();  // a sweep decides for the moment at which it begins
        const auto least = std::int64_t{settings_.disk.low_mib} << 20U;
        insist(record_disk_room(parts_->store(), disk_, least, clock_, journal_));
        insist(parts_->sweep({}));
        last_sweep_ = began;
        facts_since_sweep_ = false;
    }

    std::vector<Flight> take_off(int most) {
        std::vector<Flight> deliveries;
        const auto mailer = parts_->mailer();
        if (!mailer) return deliveries;
        const auto now = clock_.now();
        const auto count = static_cast<std::size_t>(std::max(0, std::min(most, pace_.allowed(now))));
        for (auto& message : insist(parts_->outbox().take_off(count, {}))) {
            pace_.begin(now);
            deliveries.push_back(delivery_of(std::move(message), mailer));
        }
        return deliveries;
    }

    Flight delivery_of(InFlight message, std::shared_ptr<Mailer> mailer) {
        struct Attempt {
            InFlight message;
            DeliveryOutcome outcome{DeliveryResult::unknown, 0, "the attempt ended without an answer", "", ""};
        };
        auto attempt = std::make_shared<Attempt>(Attempt{std::move(message)});
        return {[attempt, mailer] {
                    attempt->outcome =
                        mailer->deliver({attempt->message.row.from, attempt->message.row.to}, attempt->message.bytes);
                },
                [this, attempt] {
                    minding_the_disk([&] { insist(parts_->outbox().land(attempt->message, attempt->outcome, {})); });
                    answer_tests(attempt->message.row.id, attempt->outcome.reply);
                }};
    }

    /// The one whose message was tried; all of them where the server is now left in peace.
    void answer_tests(MessageNumber tried, const std::string& reply) {
        if (tests_.contains(tried)) answer_test(tried, reply);
        while (!tests_.empty() && parts_->outbox().at_rest())
            answer_test(tests_.begin()->first, reply);
    }

    void answer_test(MessageNumber message, const std::string& reply) {
        const auto test = tests_.extract(message).mapped();
        const auto answer = answer_of_test(test.to, {parts_->record().delivery_of(message).state, reply});
        test.line(answer.json);
        test.done(answer.exit);
    }

    Flight copy() {
        return copies_.begin({start_.database, parts_->settings().copies, clock_.today()},
                             [this](const Result<MadeCopies>& outcome) { copied(outcome); });
    }

    void copied(const Result<MadeCopies>& outcome) {
        const bool failed_before = !parts_->record().failed_copies().empty();
        minding_the_disk([&] { insist(record_copies(parts_->store(), clock_, journal_, outcome)); });
        facts_since_sweep_ = facts_since_sweep_ || failed_before || !outcome;
        give_back_memory();
    }

    void look_at_drop_folder() {
        if (outage_.lasts()) return;
        DropRound round{*drop_folder_, parts_->intake(), parts_->source(), clock_};
        const auto summary = insist(round.run(stillness_, parts_->settings().feeds, parts_->settings().intake.strict));
        candidate_ = summary.waiting;
        if (summary.taken + summary.refused == 0) return;
        facts_since_sweep_ = true;
        give_back_memory();
    }

    void reload() {
        const auto refuse = [this](const std::string& reason) {
            journal_.say(Event::reload_refused, {{"file", start_.settings_path}, {"reason", reason}});
        };
        if (start_.settings_path.empty()) return refuse("the service was started without a settings file");
        if (const auto fault = fault_of_settings(start_); !fault.empty()) return refuse(fault);
        const auto loaded = load(start_.settings_path);
        if (!loaded.ok()) return refuse(text_of(loaded.problems.front()));
        if (const auto used = parts_->use(*loaded.settings); !used) return refuse(used.error().message);
        pace_ = pace_of(*loaded.settings);
        facts_since_sweep_ = true;
        journal_.say(Event::reloaded, {{"file", start_.settings_path}});
    }

    std::optional<int> perform_request(const ControlRequest& request, const AnswerLine& line, const AnswerDone& done) {
        Request asked{request.command, request.arguments, {}};
        for (const auto& file : request.files)
            asked.files.push_back({file.name, file.path.string()});
        const Asker asker{name_of_user(request.user), {}};
        if (request.command == "mail_test" && queue_test_mail(asked, asker, line, done)) return std::nullopt;
        const auto began = clock_.now();
        const bool hurries = request.command == "deliver" && parts_->mailer();
        const auto answer = hurries ? hurry() : perform(asked, asker, *parts_);
        line(answer.json);
        if (request.command == "sweep" && answer.exit == 0) last_sweep_ = began;
        facts_since_sweep_ = facts_since_sweep_ || (request.command != "sweep" && request.command != "deliver");
        if (!request.files.empty()) give_back_memory();
        return answer.exit;
    }

    std::optional<int> perform_where_it_can_be_recorded(const ControlRequest& request, const AnswerLine& line,
                                                        const AnswerDone& done) {
        try {
            std::optional<int> exit;
            minding_the_disk([&] {
                const bool takes_in = request.command == "import";
                exit = takes_in && outage_.lasts() ? refuse(line) : perform_request(request, line, done);
            });
            return exit;
        } catch (const RecordUnwritable&) {
            return refuse(line);
        }
    }

    int refuse(const AnswerLine& line) const {
        const auto answer = failed(unavailable(outage_.refusal()));
        line(answer.json);
        return answer.exit;
    }

    /// Deliveries run beside the worker and at the server's pace, so a command only has them begun.
    Answer hurry() {
        parts_->outbox().hurry();
        DeliverySummary summary;
        summary.waiting = static_cast<int>(parts_->record().outbox().size());
        summary.next_attempt_at = parts_->outbox().next_due();
        return answer_of_delivery(summary);
    }

    /// False where it cannot be queued: then the request is answered with the reason.
    bool queue_test_mail(const Request& asked, const Asker& asker, const AnswerLine& line, const AnswerDone& done) {
        const auto to = test_address(asked, *parts_);
        if (!to) return false;
        const auto message =
            insist(queue_test(parts_->store(), parts_->composer(), clock_, parts_->sweep_settings(), *to, asker));
        parts_->outbox().hurry(message);
        tests_.insert({message, {*to, line, done}});
        return true;
    }

    Standing standing() {
        Standing now;
        now.policy = parts_->settings().alerts;
        now.last_sweep = last_sweep_;
        now.facts_since_sweep = facts_since_sweep_;
        if (parts_->mailer()) now.next_attempt_at = parts_->outbox().next_due();
        if (drop_folder_) now.drop_folder = candidate_ ? DropState::candidate : DropState::quiet;
        now.copies = copies_.standing(parts_->settings().copies, parts_->record());
        return now;
    }

    const ServiceStart& start_;
    const Settings& settings_;
    const Clock& clock_;
    Journal& journal_;
    Pace pace_;
    std::unique_ptr<Parts> parts_;
    std::optional<FolderOnDisk> drop_folder_;
    Stillness stillness_;
    NightlyCopies copies_{clock_};
    bool candidate_ = false;
    std::optional<Instant> last_sweep_;
    bool facts_since_sweep_ = false;
    std::map<MessageNumber, WaitingTest> tests_;
    DiskOfRecord disk_{start_.database, std::int64_t{settings_.disk.ballast_mib} << 20U};
    Outage outage_{disk_, clock_, journal_};
    OperatorWarnings warnings_{journal_};
    WarningStamp stamp_;
    bool courier_left_ = false;
};

LoopSettings loop_settings_of(const Settings& settings, const std::string& database) {
    LoopSettings loop;
    loop.control = ControlSettings{socket_of(settings, database), database + ".spool", settings.control.group};
    loop.control->largest_file = static_cast<std::uint64_t>(settings.intake.limits.file_bytes);
    loop.drop_folder = settings.drop.folder;
    loop.connections = settings.smtp.connections;
    return loop;
}

}  // namespace

int run_service(const ServiceStart& start, const Settings& settings, const Clock& clock, Journal& journal) {
    const auto cannot_begin = [&](const char* job, const Error& error) {
        journal.say(Event::job_failed, {{"job", job}, {"then", "the service cannot begin"}, {"reason", error.message}});
        return 2;
    };
    keep_memory_small();
    // Before anything is touched that a service which runs already may be using.
    const auto lock = WriterLock::take(start.database, Writer::service, socket_of(settings, start.database));
    if (!lock) return cannot_begin("start", lock.error());
    Service service{start, settings, clock, journal};
    Loop loop{loop_settings_of(settings, start.database), clock, journal, service.jobs()};
    const auto ended = loop.run();
    if (!ended) return cannot_begin("control socket", ended.error());
    switch (*ended) {
        case LoopEnd::start_failed:
            return 2;
        case LoopEnd::durability_lost:
            return 3;
        case LoopEnd::flights_cut_off:
            std::_Exit(0);  // threads still wait for a mail server; what they send is in the record as an attempt
                            // without an end
        case LoopEnd::stopped:
            if (service.courier_left()) std::_Exit(0);
            break;
    }
    return 0;
}

}  // namespace contractwatch

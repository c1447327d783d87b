// One call of the program: the global options, and what every command needs of them.
#include "commands/invocation.h"

#include <filesystem>

#include <boost/json.hpp>

#include "adapters/control/control_client.h"
#include "adapters/system/accounts.h"
#include "adapters/system/journal_writer.h"
#include "adapters/system/lent_files.h"
#include "adapters/system/london_clock.h"
#include "adapters/system/write_lock.h"
#include "settings/load.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

/// A command tells its own results; only what is worse than a notice is said beside them.
class QuietJournal : public Journal {
  public:
    void say(Event event, const Fields& fields) override {
        const bool in_result = event == Event::rows_rejected || event == Event::gap_seen;
        if (row_of(event).priority <= Priority::warning && !in_result) inner_->say(event, fields);
    }

  private:
    std::unique_ptr<Journal> inner_ = open_text_journal();
};

Exit exit_of(const Error& error) {
    const bool usage = error.code == ErrorCode::invalid || error.code == ErrorCode::not_found;
    return usage ? Exit::wrong_usage : Exit::could_not;
}

}  // namespace

std::string Invocation::settings_path() const {
    if (!options_.settings_file.empty()) return options_.settings_file;
    return std::filesystem::exists(default_settings_file) ? default_settings_file : "";
}

std::optional<Settings> Invocation::settings() {
    if (settings_) return settings_;
    const auto path = settings_path();
    if (path.empty()) return settings_ = Settings{};
    auto loaded = load(path);
    for (const auto& problem : loaded.problems)
        err_ << text_of(problem) << '\n';
    settings_ = std::move(loaded.settings);
    return settings_;
}

std::string Invocation::database(const Settings& settings) const {
    return options_.database.empty() ? settings.database.path : options_.database;
}

const Clock* Invocation::clock() {
    if (clock_) return clock_.get();
    if (options_.now.empty()) {
        clock_ = std::make_unique<SystemClock>();
        return clock_.get();
    }
    const auto given = parse_given_time(options_.now);
    if (!given) {
        fail(given.error());
        return nullptr;
    }
    clock_ = std::make_unique<GivenClock>(*given);
    return clock_.get();
}

std::optional<sqlite::OpenRecord> Invocation::record() {
    const auto wanted = settings();
    if (!wanted) return std::nullopt;
    const auto path = database(*wanted);
    if (!std::filesystem::exists(path)) {
        fail(unavailable(
            path +
            ": there is no record yet; take a file in first (contractwatch import), or name another with --database"));
        return std::nullopt;
    }
    auto opened = sqlite::open_for_reading(path);
    if (!opened) {
        fail(opened.error());
        return std::nullopt;
    }
    return std::move(*opened);
}

Invocation::Reply Invocation::submit(const Request& request) {
    const auto wanted = settings();
    if (!wanted) return {nullptr, Exit::wrong_usage};
    const auto path = database(*wanted);
    const auto holder = lock_holder(path);
    if (!holder || holder->socket.empty()) return perform_here(request, *wanted, path);
    if (!options_.now.empty()) {
        return {nullptr, fail(refused("--now is for rehearsal, and " + holder->text() +
                                      " is running on this record; use another --database"))};
    }
    return ask_service(request, holder->socket);
}

Invocation::Reply Invocation::perform_here(const Request& request, const Settings& wanted, const std::string& path) {
    if (request.effect == Effect::dry_run && !std::filesystem::exists(path)) return perform_nowhere(request, wanted);
    const auto folder = std::filesystem::absolute(path).parent_path();
    if (!std::filesystem::is_directory(folder)) {
        return {
            nullptr,
            fail(unavailable(folder.string() +
                             ": there is no such folder for the record; make it, or name another with --database"))};
    }
    std::vector<std::string> files;
    for (const auto& file : request.files)
        files.push_back(file.path);
    const auto lent = LentFiles::to_owner_of(folder, std::move(files));
    if (!lent) return {nullptr, fail(lent.error())};
    auto here = request;
    for (std::size_t at = 0; at < here.files.size(); ++at)
        here.files[at].path = lent->paths()[at];
    const Asker asker{current_user(), {}};
    if (auto became = become_owner_of(folder); !became) return {nullptr, fail(became.error())};
    return perform_on(here, wanted, path, asker);
}

Invocation::Reply Invocation::perform_nowhere(const Request& request, const Settings& wanted) {
    const auto folder = TemporaryFolder::make();
    if (!folder) return {nullptr, fail(folder.error())};
    return perform_on(request, wanted, folder->file("record.db"), {current_user(), {}});
}

Invocation::Reply Invocation::perform_on(const Request& request, const Settings& wanted, const std::string& path,
                                         const Asker& asker) {
    const auto* time = clock();
    if (time == nullptr) return {nullptr, Exit::wrong_usage};
    const auto lock = WriterLock::take(path, Writer::command);
    if (!lock) return {nullptr, fail(lock.error())};
    QuietJournal journal;
    auto parts = Parts::open(wanted, path, *time, journal);
    if (!parts) return {nullptr, fail(parts.error())};
    return told(perform(request, asker, **parts));
}

Invocation::Reply Invocation::ask_service(const Request& request, const std::string& socket) {
    ControlCall call{request.command, request.arguments, {}};
    for (const auto& file : request.files)
        call.files.push_back({file.name, file.path});
    Answer answer;
    const auto exit = call_service(socket, call, [&](const std::string& line) { answer.json = line; });
    if (!exit) return {nullptr, fail(exit.error())};
    answer.exit = *exit;
    return told(answer);
}

Invocation::Reply Invocation::told(const Answer& answer) {
    boost::system::error_code fault;
    Reply reply{json::parse(answer.json, fault), static_cast<Exit>(answer.exit)};
    if (fault)
        return {
            nullptr,
            fail(unavailable("the service's answer could not be read; is it of another version than this command?"))};
    const auto* error = reply.result.is_object() ? reply.result.get_object().if_contains("error") : nullptr;
    if (error != nullptr) err_ << "contractwatch: " << std::string_view{error->as_string()} << '\n';
    return reply;
}

Exit Invocation::fail(const Error& error) {
    err_ << "contractwatch: " << error.message << '\n';
    return exit_of(error);
}

void Invocation::print(const json::value& document) {
    out_ << json::serialize(document) << '\n';
}

void Invocation::print_list(std::size_t size, const std::function<json::value(std::size_t)>& element) {
    out_ << '[';
    for (std::size_t at = 0; at < size; ++at)
        out_ << (at == 0 ? "" : ",") << json::serialize(element(at));
    out_ << "]\n";
}

}  // namespace contractwatch

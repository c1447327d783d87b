// The journal by sd_journal_sendv, standard error by spdlog.
#include "adapters/system/journal_writer.h"

#include <algorithm>
#include <cstdlib>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <systemd/sd-journal.h>
#include <unistd.h>

namespace contractwatch {
namespace {

std::string field_name(std::string_view name) {
    std::string upper = "CONTRACTWATCH_";
    for (const char letter : name) {
        if (letter >= 'a' && letter <= 'z') {
            upper += static_cast<char>(letter - 'a' + 'A');
        } else {
            upper += (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ? letter : '_';
        }
    }
    return upper;
}

class SystemdJournal : public Journal {
  public:
    void say(Event event, const Fields& fields) override {
        auto texts = journal_fields(event, fields);
        std::vector<iovec> parts;
        for (auto& text : texts)
            parts.push_back({text.data(), text.size()});
        sd_journal_sendv(parts.data(), static_cast<int>(parts.size()));
    }
};

spdlog::level::level_enum level_of(Priority priority) {
    switch (priority) {
        case Priority::error:
            return spdlog::level::err;
        case Priority::warning:
            return spdlog::level::warn;
        case Priority::notice:
        case Priority::info:
            return spdlog::level::info;
    }
    return spdlog::level::info;
}

/// The fields that the sentence does not name: " (advice: ...)".
std::string unsaid(const EventRow& row, const Fields& fields) {
    std::string text;
    for (const auto& field : fields) {
        if (row.text.find("{" + field.name + "}") != std::string_view::npos) continue;
        text += " (" + field.name + ": " + plain_text(field.value) + ")";
    }
    return text;
}

class TextJournal : public Journal {
  public:
    TextJournal() : log_("contractwatch", std::make_shared<spdlog::sinks::stderr_sink_mt>()) {
        log_.set_pattern("%Y-%m-%dT%H:%M:%SZ %l: %v", spdlog::pattern_time_type::utc);
        log_.flush_on(spdlog::level::trace);
    }

    void say(Event event, const Fields& fields) override {
        const auto& row = row_of(event);
        auto line = escaped_for_log(sentence(event, fields) + unsaid(row, fields));
        const bool ends = std::string_view{".!?)"}.find(line.back()) != std::string_view::npos;
        if (!row.to_do.empty()) line.append(ends ? " " : ". ").append(row.to_do);
        log_.log(level_of(row.priority), line);
    }

  private:
    spdlog::logger log_;
};

/// JOURNAL_STREAM is "device:inode" of the stream that systemd gave us; a redirected standard error is another one.
bool standard_error_is_the_journal() {
    const char* stream = std::getenv("JOURNAL_STREAM");
    struct stat about {};
    if (stream == nullptr || fstat(STDERR_FILENO, &about) != 0) return false;
    return stream == std::to_string(about.st_dev) + ":" + std::to_string(about.st_ino);
}

}  // namespace

std::vector<std::string> journal_fields(Event event, const Fields& fields) {
    const auto& row = row_of(event);
    std::vector<std::string> texts{"MESSAGE=" + escaped_for_log(sentence(event, fields)),
                                   "PRIORITY=" + std::to_string(static_cast<int>(row.priority)),
                                   "CONTRACTWATCH_EVENT=" + std::string{row.name}};
    if (!row.to_do.empty()) texts.push_back("CONTRACTWATCH_TO_DO=" + std::string{row.to_do});
    for (const auto& field : fields)
        texts.push_back(field_name(field.name) + "=" + escaped_for_log(plain_text(field.value)));
    return texts;
}

std::unique_ptr<Journal> open_text_journal() {
    return std::make_unique<TextJournal>();
}

std::unique_ptr<Journal> open_journal() {
    if (standard_error_is_the_journal()) return std::make_unique<SystemdJournal>();
    return open_text_journal();
}

}  // namespace contractwatch

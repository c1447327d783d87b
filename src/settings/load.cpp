// The steps of loading, in their order: bytes, TOML, keys, agreement.
#include "settings/load.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/result.h"
#include "settings/agreement.h"
#include "settings/document.h"
#include "settings/precheck.h"
#include "settings/reading.h"

namespace contractwatch {
namespace {

LoadOutcome failed(const std::string& path, const std::string& message) {
    return {{}, {{path, 0, 0, "", message}}};
}

std::string folder_of(const std::string& path) {
    std::error_code ignored;
    return std::filesystem::absolute(path, ignored).parent_path().string();
}

/// Blanks whose value follows from another key.
void fill_in(Settings& settings) {
    const auto& from = settings.mail.from;
    if (settings.council.domain.empty() && !from.empty()) settings.council.domain = from.substr(from.find('@') + 1);
}

/// Its bytes, and one more than a settings file may have where it is too long.
Result<std::string> bytes_of(const std::string& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return invalid("is a folder; name the settings file in it");
    std::ifstream file{path, std::ios::binary};
    if (!file) return unavailable("cannot be read: " + std::generic_category().message(errno));
    std::string text(most_settings_bytes + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (file.bad()) return unavailable("cannot be read to its end");
    return text;
}

}  // namespace

LoadOutcome load_text(std::string_view text, const std::string& path) {
    auto document = read_document(text, path);
    if (!document.problems.empty()) return {{}, std::move(document.problems)};
    Complaints complaints{path};
    auto settings = read_settings(document.top, folder_of(path), complaints);
    check_agreement(settings, complaints);
    fill_in(settings);
    LoadOutcome outcome;
    outcome.problems = complaints.take();
    if (outcome.problems.empty()) outcome.settings = std::move(settings);
    return outcome;
}

LoadOutcome load(const std::string& path) {
    const auto text = bytes_of(path);
    return text ? load_text(*text, path) : failed(path, text.error().message);
}

}  // namespace contractwatch

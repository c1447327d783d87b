// Names made of days, and days read from names.
#include "adapters/folder/dated_files.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>
#include <span>
#include <system_error>

#include "adapters/folder/staged_file.h"

namespace contractwatch {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".db";
constexpr std::size_t most_digits = 4;

/// What a name says.
struct Dated {
    Date day;
    int number = 1;
    std::string name = {};

    friend auto operator<=>(const Dated&, const Dated&) = default;
};

std::string text_of(Date day, DayForm form) {
    auto text = day.text();
    if (form == DayForm::plain) std::erase(text, '-');
    return text;
}

std::optional<Date> day_in(std::string_view text, DayForm form) {
    std::string dashed{text};
    if (form == DayForm::plain && text.size() == 8) dashed.insert(6, "-").insert(4, "-");
    const auto day = Date::parse(dashed);
    return day && text_of(*day, form) == text ? day : std::nullopt;
}

/// The 2 of -2; 1 for nothing; nothing for anything else.
std::optional<int> number_in(std::string_view text) {
    if (text.empty()) return 1;
    if (text.front() != '-' || text.size() > most_digits + 1) return std::nullopt;
    int number = 0;
    const auto read = std::from_chars(text.data() + 1, text.data() + text.size(), number);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return whole && number > 1 && text[1] != '0' ? std::optional{number} : std::nullopt;
}

std::optional<Dated> read_name(std::string_view name, std::string_view beginning, DayForm form) {
    if (!name.starts_with(beginning) || !name.ends_with(ending)) return std::nullopt;
    const auto length = std::size_t{form == DayForm::dashed ? 10U : 8U};
    auto rest = name.substr(beginning.size());
    if (rest.size() < length + ending.size()) return std::nullopt;
    rest.remove_suffix(ending.size());
    const auto day = day_in(rest.substr(0, length), form);
    const auto number = number_in(rest.substr(length));
    return day && number ? std::optional{Dated{*day, *number, std::string{name}}} : std::nullopt;
}

/// The names of plain files in the folder.
Result<std::vector<std::string>> names_in(const std::string& folder) {
    std::error_code fault;
    std::vector<std::string> names;
    for (fs::directory_iterator each{folder, fault}, none; !fault && each != none; each.increment(fault)) {
        std::error_code unseen;
        if (fs::is_regular_file(each->symlink_status(unseen))) names.push_back(each->path().filename().string());
    }
    if (!fault) return names;
    return unavailable(folder + " cannot be used for copies: " + fault.message() +
                       "; make that folder, or let the service into it");
}

}  // namespace

Result<std::string> DatedFiles::free_place(Date day) const {
    const auto names = names_in(folder_);
    if (!names) return names.error();
    const auto stem = beginning_ + text_of(day, form_);
    auto name = stem + std::string{ending};
    for (int number = 2; std::ranges::find(*names, name) != names->end(); ++number)
        name = stem + "-" + std::to_string(number) + std::string{ending};
    return (fs::path{folder_} / name).string();
}

void DatedFiles::remove_left_over() const {
    const auto names = names_in(folder_);
    if (!names) return;
    for (const auto& name : *names) {
        const auto behind = StagedFile::name_behind(name);
        std::error_code no_matter;
        if (behind && read_name(*behind, beginning_, form_)) fs::remove(fs::path{folder_} / name, no_matter);
    }
}

DatedFiles::Removal DatedFiles::remove_beyond(int keep) const {
    Removal removal;
    const auto names = names_in(folder_);
    if (!names) return {{}, names.error().message};
    std::vector<Dated> files;
    for (const auto& name : *names) {
        if (auto file = read_name(name, beginning_, form_)) files.push_back(std::move(*file));
    }
    std::ranges::sort(files);
    const auto surplus = std::max<std::ptrdiff_t>(0, std::ssize(files) - keep);
    for (const auto& file : std::span{files}.first(static_cast<std::size_t>(surplus))) {
        const auto path = (fs::path{folder_} / file.name).string();
        std::error_code fault;
        if (fs::remove(path, fault)) removal.removed.push_back(path);
        if (fault && removal.failure.empty()) removal.failure = path + ": " + fault.message();
    }
    return removal;
}

}  // namespace contractwatch

// The rules of the drop folder that need no folder.
#include "ports/drop_folder.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/facts/kind.h"

namespace contractwatch {
namespace {

constexpr std::string_view extension = ".csv";

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string lower(std::string_view text) {
    std::string folded{text};
    std::ranges::transform(folded, folded.begin(), [](char letter) { return lower(letter); });
    return folded;
}

/// A set at the start of a pattern: how many characters of the pattern it takes, and whether the letter is in it.
struct SetMatch {
    std::size_t length;
    bool contains;
};

/// Nothing where no closed set stands there.
std::optional<SetMatch> match_set(std::string_view pattern, char letter) {
    const bool negated = pattern.size() > 1 && (pattern[1] == '!' || pattern[1] == '^');
    const std::size_t first = negated ? 2 : 1;
    const auto close = pattern.find(']', first + 1);  // one right after the opening belongs to the set
    if (close == std::string_view::npos) return std::nullopt;
    bool contains = false;
    for (auto at = first; at < close; ++at) {
        const bool range = at + 2 < close && pattern[at + 1] == '-';
        const char last = range ? pattern[at + 2] : pattern[at];
        contains = contains || (pattern[at] <= letter && letter <= last);
        if (range) at += 2;
    }
    return SetMatch{close + 1, contains != negated};
}

/// How much of the pattern the letter uses up; nothing where it does not fit. The pattern does not begin with *.
std::optional<std::size_t> match_one(std::string_view pattern, char letter) {
    if (pattern.empty()) return std::nullopt;
    if (pattern.front() == '?') return 1;
    if (pattern.front() == '[') {
        const auto set = match_set(pattern, letter);
        if (set) return set->contains ? std::optional{set->length} : std::nullopt;
    }
    if (pattern.front() != letter) return std::nullopt;
    return 1;
}

/// Tries a * longer and longer, the last one first: no pattern takes more than their lengths' product.
bool matches_folded(std::string_view pattern, std::string_view name) {
    std::size_t at = 0;
    std::size_t place = 0;
    std::size_t after_star = std::string_view::npos;
    std::size_t star_ends = 0;
    while (place < name.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            after_star = ++at;
            star_ends = place;
            continue;
        }
        if (const auto used = match_one(pattern.substr(at), name[place])) {
            at += *used;
            ++place;
            continue;
        }
        if (after_star == std::string_view::npos) return false;
        at = after_star;
        place = ++star_ends;
    }
    return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

bool begins_with_kind(std::string_view stem, std::string_view kind) {
    if (!stem.starts_with(kind)) return false;
    if (stem.size() == kind.size()) return true;
    const char next = stem[kind.size()];
    return next == '-' || next == '_' || next == ' ' || next == '.' || next == '(' || (next >= '0' && next <= '9');
}

Error nobodys_file(std::string_view file_name, std::span<const Feed> feeds) {
    std::string patterns;
    for (const auto& feed : feeds) {
        if (!feed.match.empty()) patterns += fmt::format("{} (feed {}), ", feed.match, feed.name);
    }
    std::string names;
    for (const auto& kind : kinds())
        names += fmt::format("{}{}", names.empty() ? "" : ", ", kind.name);
    return refused(fmt::format(
        "nothing says what {} holds: its name fits {}and does not begin with the name of a kind and "
        "end in .csv. Rename it to one of these, with a date behind it if you like: {}",
        single_line(file_name), patterns.empty() ? "no feed " : "none of the feeds' patterns " + patterns, names));
}

}  // namespace

std::vector<SeenFile> Stillness::still(const std::vector<SeenFile>& seen, Instant now) {
    std::map<std::string, FirstSeen> kept;
    std::vector<SeenFile> still_ones;
    for (const auto& file : seen) {
        const auto before = first_seen_.find(file.name);
        const bool same = before != first_seen_.end() && before->second.file == file && before->second.at <= now;
        const auto since = same ? before->second.at : now;
        kept.emplace(file.name, FirstSeen{file, since});
        if (now - since >= apart) still_ones.push_back(file);
    }
    first_seen_ = std::move(kept);
    waiting_ = still_ones.size() < seen.size();
    return still_ones;
}

bool matches(std::string_view pattern, std::string_view name) {
    return matches_folded(lower(pattern), lower(name));
}

Result<Route> route_of(std::string_view file_name, std::span<const Feed> feeds) {
    const auto feed = std::ranges::find_if(
        feeds, [&](const Feed& each) { return !each.match.empty() && matches(each.match, file_name); });
    if (feed != feeds.end()) return Route{feed->kind, feed->name};
    const auto name = lower(file_name);
    if (!name.ends_with(extension)) return nobodys_file(file_name, feeds);
    const auto stem = std::string_view{name}.substr(0, name.size() - extension.size());
    const auto all = kinds();
    const auto kind = std::ranges::find_if(all, [&](const Kind& each) { return begins_with_kind(stem, each.name); });
    if (kind == all.end()) return nobodys_file(file_name, feeds);
    return Route{std::string{kind->name}, {}};
}

}  // namespace contractwatch

// A measure's readings as findings tell them.
#include "domain/alerts/measure_words.h"

#include <vector>

#include <fmt/format.h>

namespace contractwatch {
namespace {

/// How many earlier periods a finding shows as evidence.
constexpr std::size_t earlier_periods_shown = 3;

std::string told(const RatedReading& rated) {
    return fmt::format("{}: {}, {}", rated.reading->period.text(), value_text(rated),
                       rated.rating ? words_of(*rated.rating) : rated.why_not);
}

std::vector<std::string> earlier_periods(std::span<const RatedReading> latest_first) {
    std::vector<std::string> shown;
    for (std::size_t each = 1; each < latest_first.size() && each <= earlier_periods_shown; ++each)
        shown.push_back(told(latest_first[each]));
    return shown;
}

}  // namespace

std::string value_text(const RatedReading& rated) {
    if (!rated.reading->value) return "no value";
    const auto& unit = rated.version != nullptr ? rated.version->unit : std::string{};
    return unit.empty() ? rated.reading->value->text() : fmt::format("{} {}", rated.reading->value->text(), unit);
}

std::string target_text(const Target& target) {
    if (!target.target) return "no target";
    if (target.direction != Direction::within) return target.target->text();
    return fmt::format("{} to {}", target.target->text(), target.target_high ? target.target_high->text() : "?");
}

Fields evidence_of(std::span<const RatedReading> latest_first) {
    const auto& latest = latest_first.front();
    const auto* version = latest.version;
    Fields evidence = {{"value", value_text(latest)}, {"target", target_text(latest.target)}};
    if (latest.rating) evidence.push_back({"rating", std::string{name_of(*latest.rating)}});
    if (!latest.bands.empty()) evidence.push_back({"bands", latest.bands});
    if (version != nullptr && !version->problem.empty()) evidence.push_back({"problem", version->problem});
    evidence.push_back({"earlier_periods", earlier_periods(latest_first)});
    evidence.push_back({"fact", latest.reading->fact});
    evidence.push_back({"entry", latest.reading->entry});
    if (latest.target_entry != 0) evidence.push_back({"target_entry", latest.target_entry});
    return evidence;
}

}  // namespace contractwatch

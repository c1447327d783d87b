// What a chart shows, in words: the sentence above it, and the text that stands for it.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/measures/chart_sheet.h"

namespace contractwatch {
namespace {

constexpr std::size_t alternative_bytes = 900;
constexpr std::size_t special_causes_told = 6;
constexpr int most_decimals = 9;

/// "at least 95 %", "5 to 10 days"; empty without a target.
std::string target_words(const ChartSheet& sheet) {
    const auto& point = sheet.points.back();
    if (!point.target) return {};
    const auto said = [&](double value) { return figure(value, most_decimals); };
    const auto unit = sheet.unit.empty() ? std::string{} : " " + sheet.unit;
    if (sheet.improvement == Improvement::increase) return "at least " + said(*point.target) + unit;
    if (sheet.improvement == Improvement::decrease) return "at most " + said(*point.target) + unit;
    return fmt::format("{} to {}{}", said(*point.target), point.target_high ? said(*point.target_high) : "?", unit);
}

std::string rating_words(const std::optional<Rating>& rating) {
    return rating ? fmt::format(", rated {}", words_of(*rating)) : std::string{};
}

/// What the latest point says of the process.
std::string variation_words(const ChartSheet& sheet) {
    const auto& point = sheet.points.back();
    const auto& limits = point.judged.limits;
    const auto cause = words_of(point.judged.cause);
    switch (point.variation) {
        case Variation::improvement:
            return fmt::format("a special cause of improvement ({})", cause);
        case Variation::concern:
            return fmt::format("a special cause of concern ({})", cause);
        case Variation::neutral_high:
        case Variation::neutral_low:
            return fmt::format("a special cause ({})", cause);
        case Variation::common:
            break;
    }
    if (!limits.average_moving_range) return "no course can be told from it yet";
    if (limits.no_variation()) return "the readings that its limits come of do not vary";
    return "no more than the usual ups and downs (common cause)";
}

std::string sentence_of(const ChartSheet& sheet, const Period& latest, const std::optional<Rating>& rating) {
    const auto target = target_words(sheet);
    return fmt::format("{} for {}{}{}: {}.", sheet.latest, words_of(latest),
                       target.empty() ? "" : " against a target of " + target, rating_words(rating),
                       variation_words(sheet));
}

std::string limits_words(const ChartSheet& sheet) {
    const auto& limits = sheet.points.back().judged.limits;
    if (!limits.average_moving_range) return {};
    const int decimals = decimals_for(reach_of(sheet));
    const auto unit = sheet.unit.empty() ? std::string{} : " " + sheet.unit;
    return fmt::format(" Mean {}{}, limits {} to {}{}{}.", figure(limits.mean, decimals), unit,
                       figure(*limits.lower(), decimals), figure(*limits.upper(), decimals), unit,
                       sheet.trial_limits ? " on trial (fewer than 13 readings)" : "");
}

std::string name_of_meaning(Variation variation) {
    if (variation == Variation::improvement) return "improvement";
    return variation == Variation::concern ? "concern" : "special cause";
}

/// The points that are more than noise, the latest first.
std::string special_cause_words(const ChartSheet& sheet) {
    std::vector<const SheetPoint*> special;
    for (auto point = sheet.points.rbegin(); point != sheet.points.rend(); ++point) {
        if (point->variation != Variation::common) special.push_back(&*point);
    }
    if (special.empty()) return " No reading is a special cause.";
    auto words = fmt::format(" {} more than the usual ups and downs:",
                             special.size() == 1 ? "1 reading is" : fmt::format("{} readings are", special.size()));
    const auto told = std::min(special.size(), special_causes_told);
    for (std::size_t at = 0; at < told; ++at) {
        words += fmt::format("{} {} ({}, {})", at > 0 ? "," : "", special[at]->period,
                             name_of_meaning(special[at]->variation), words_of(special[at]->judged.cause));
    }
    if (special.size() > told) words += fmt::format(" and {} earlier", special.size() - told);
    return words + ".";
}

std::string groups_words(const ChartSheet& sheet) {
    const int groups = sheet.points.back().judged.group - sheet.points.front().judged.group;
    if (groups == 0) return {};
    const auto first = std::ranges::find(sheet.points, sheet.points.back().judged.group,
                                         [](const SheetPoint& each) { return each.judged.group; });
    return fmt::format(" The limits were reckoned anew from {}.", first->period);
}

/// Cut where a character ends.
std::string bounded(std::string text) {
    constexpr std::string_view dots = "...";
    if (text.size() <= alternative_bytes) return text;
    auto end = alternative_bytes - dots.size();
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end).append(dots);
}

std::string alternative_of(const ChartSheet& sheet, const Period& first, const Period& latest,
                           const std::optional<Rating>& rating) {
    const auto target = target_words(sheet);
    auto text = fmt::format("Control chart of {}, contract {}: {}", sheet.title, sheet.contract.given(),
                            counted(static_cast<long long>(sheet.points.size()), "reading"));
    text += sheet.points.size() == 1 ? fmt::format(" for {}.", words_of(latest))
                                     : fmt::format(" from {} to {}.", words_of(first), words_of(latest));
    text += fmt::format(" Latest: {}{}, {}.", sheet.latest, rating_words(rating),
                        target.empty() ? "no target" : "target " + target);
    return bounded(single_line(text + limits_words(sheet) + special_cause_words(sheet) + groups_words(sheet)));
}

/// Puts a comma before every three digits of the whole part.
void group_thousands(std::string& text) {
    constexpr std::size_t together = 3;
    const auto point = std::min(text.find('.'), text.size());
    const std::size_t first = text.starts_with('-') ? 1 : 0;
    for (auto at = point; at > first + together; at -= together)
        text.insert(at - together, ",");
}

}  // namespace

std::string words_of(const Period& period) {
    const auto day = period.last().short_text();
    if (period.basis() == PeriodBasis::contract) return "the period to " + day;
    if (period.frequency() == Frequency::monthly) return day.substr(day.find(' ') + 1);
    const auto text = period.text();
    const auto joint = text.find('-');
    return joint == std::string::npos ? text : text.substr(joint + 1) + " of " + text.substr(0, joint);
}

int decimals_for(double span) {
    if (!(span > 0)) return most_decimals;
    const auto magnitude = static_cast<int>(std::floor(std::log10(span)));
    return std::clamp(2 - magnitude, 0, most_decimals);
}

std::string figure(double value, int decimals) {
    auto text = fmt::format("{:.{}f}", value, decimals);
    if (decimals > 0) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with('.')) text.pop_back();
    }
    if (text == "-0") return "0";
    group_thousands(text);
    return text;
}

double reach_of(const ChartSheet& sheet) {
    auto low = sheet.points.front().judged.value;
    auto high = low;
    const auto take = [&](const std::optional<double>& value) {
        if (!value) return;
        low = std::min(low, *value);
        high = std::max(high, *value);
    };
    for (const auto& point : sheet.points) {
        for (const auto& value : {std::optional{point.judged.value}, point.judged.limits.lower(),
                                  point.judged.limits.upper(), point.target, point.target_high})
            take(value);
    }
    return high - low;
}

void put_into_words(ChartSheet& sheet, const Period& first, const Period& latest, const std::optional<Rating>& rating) {
    sheet.sentence = single_line(sentence_of(sheet, latest, rating));
    sheet.alternative = alternative_of(sheet, first, latest, rating);
}

}  // namespace contractwatch

// The whole story of one alert.
#include "app/story.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace contractwatch {
namespace {

std::optional<AlertId> number_in(const std::string& text) {
    AlertId number = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    return number;
}

void add(std::vector<Happening>& all, std::vector<Happening> more) {
    std::ranges::move(more, std::back_inserter(all));
}

/// The entries from the alert's beginning to its latest step.
std::pair<std::int64_t, std::int64_t> span_of(const std::vector<Recorded<AlertStep>>& steps) {
    return {steps.front().place.entry, steps.back().place.entry};
}

}  // namespace

Result<Alert> find_alert(const Record& record, const std::string& number_or_key) {
    const auto text = std::string{trimmed(number_or_key)};
    const auto number = number_in(text);
    const auto alert = number ? record.alert(*number) : record.alert_of(key_of(text));
    if (alert) return *alert;
    return not_found("there is no alert " + single_line(text) +
                     "; give the number or the key of one that `contractwatch alerts` lists");
}

AlertStory story_of(const Record& record, const History& history, const Rules& rules, const Alert& alert) {
    AlertStory story;
    story.alert = alert;
    story.others = history.alerts_of(alert.key);
    std::erase(story.others, alert.id);
    story.steps = history.steps_of(alert.id);
    story.told = history.told_of(alert.id);
    story.not_sent = history.not_sent_of(alert.id);
    if (story.steps.empty())
        throw RecordFailure("the record is damaged: alert " + std::to_string(alert.id) + " has no steps");
    story.facts = facts_behind(record, history, rules, story.steps);
    for (const auto& each : story.told) {
        const auto same = [&](const MessageStory& known) { return known.queued.place.row == each.fact.message; };
        if (std::ranges::none_of(story.messages, same))
            story.messages.push_back(message_story(history, each.fact.message));
    }
    const auto [first, last] = span_of(story.steps);
    story.settings = history.settings_between(first, last);
    story.bank_holidays = history.bank_holidays_between(first, last);
    return story;
}

std::vector<Happening> in_order(const AlertStory& story, const History& history) {
    auto happenings = story.facts;
    add(happenings, of_steps(story.steps, history));
    add(happenings, of_not_sent(story.not_sent));
    for (const auto& message : story.messages) {
        happenings.push_back(of_message(message, story.told));
        add(happenings, of_attempts(message));
    }
    sort_by_entry(happenings);
    return happenings;
}

}  // namespace contractwatch

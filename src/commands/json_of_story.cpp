// The story of an alert as the JSON of docs/commands.md.
#include "commands/json_of_story.h"

#include "commands/json_of_portfolio.h"
#include "daemon/json_of.h"
#include "domain/alerts/step_words.h"
#include "domain/alerts/words.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

json::value json_of(const std::optional<Instant>& instant) {
    return instant ? json::value(text_of(*instant)) : json::value(nullptr);
}

json::object alert_of(const AlertStory& story) {
    auto alert = json_of(story.alert);
    alert["title"] = row_of(story.alert.kind).title;
    alert["summary"] = story.alert.summary;
    alert["standing"] = standing_in_words(story.alert);
    alert["others"] = json::array(story.others.begin(), story.others.end());
    return alert;
}

/// Where a fact stands, and who had it recorded when.
json::object place_of(const FactPlace& place, const Entries& entries) {
    const auto& head = entries.at(place.entry).head;
    return {{"table", place.table},   {"row", place.row}, {"entry", place.entry},
            {"at", text_of(head.at)}, {"who", head.who},  {"claimed_by", text_or_null(head.claimed_by)}};
}

json::object fact_of(const Happening& fact, const Entries& entries) {
    auto object = json_of(fact, entries);
    object["file"] = object["source"];
    object["day"] = entries.at(fact.place.entry).head.day.text();
    return object;
}

json::object step_of(const Recorded<AlertStep>& recorded, const Entries& entries) {
    const auto& step = recorded.fact;
    auto object = place_of(recorded.place, entries);
    json::array members;
    for (const auto& member : step.after.members)
        members.push_back({{"id", member.id}, {"line", member.line}});
    object["step"] = name_of(step.step);
    object["on"] = step.on.text();
    object["reason"] = step.reason;
    object["words"] = step_in_words(step);
    object["state"] = name_of(step.after.state);
    object["severity"] = name_of(step.after.severity);
    object["stage"] = step.after.stage;
    object["summary"] = step.after.summary;
    object["members"] = std::move(members);
    object["evidence"] = json_of(step.after.evidence);
    object["acknowledged_by"] = text_or_null(step.after.acknowledged_by);
    object["acknowledged_until"] = json_of(step.after.acknowledged_until);
    object["next_step_at"] = json_of(step.after.next_step_on);
    return object;
}

json::object told_of(const Recorded<ToldIn>& recorded, const Entries& entries) {
    const auto& told = recorded.fact.told;
    auto object = place_of(recorded.place, entries);
    object["person"] = told.person.given();
    object["stage"] = told.stage;
    object["member"] = told.member;
    object["message"] = recorded.fact.message;
    return object;
}

json::object not_sent_of(const Recorded<NotSent>& recorded, const Entries& entries) {
    auto object = place_of(recorded.place, entries);
    object["stage"] = recorded.fact.stage;
    object["reason"] = recorded.fact.reason;
    return object;
}

json::value at(std::int64_t entry, const Entries& entries) {
    return entry != 0 ? json::value(text_of(entries.at(entry).head.at)) : json::value(nullptr);
}

json::object attempt_of(const AttemptStory& attempt, const Entries& entries) {
    const auto ended = attempt.ended ? attempt.ended->place.entry : 0;
    json::array cited;
    for (const auto entry : {attempt.started.entry, ended}) {
        if (entry != 0) cited.emplace_back(entry);
    }
    json::object object{{"number", attempt.number},
                        {"started_at", at(attempt.started.entry, entries)},
                        {"ended_at", at(ended, entries)},
                        {"outcome", nullptr},
                        {"state", nullptr},
                        {"reply_code", nullptr},
                        {"reply", nullptr},
                        {"server", nullptr},
                        {"next_attempt_at", nullptr},
                        {"entries", std::move(cited)}};
    if (!attempt.ended) return object;
    const auto& end = attempt.ended->fact;
    object["outcome"] = name_of(end.outcome->result);
    object["state"] = name_of(end.state);
    object["reply_code"] = end.outcome->reply_code;
    object["reply"] = end.outcome->reply;
    object["server"] = end.outcome->server;
    object["next_attempt_at"] = json_of(end.next_attempt_at);
    return object;
}

json::object message_of(const MessageStory& story, const Entries& entries) {
    const auto& [message, alerts_told, state, next] = story.queued.fact;
    json::array attempts;
    for (const auto& attempt : story.attempts)
        attempts.push_back(attempt_of(attempt, entries));
    return {{"id", message.id},
            {"message_id", message.message_id},
            {"to", message.to.given()},
            {"subject", message.subject},
            {"purpose", name_of(message.purpose)},
            {"queued_entry", story.queued.place.entry},
            {"queued_at", at(story.queued.place.entry, entries)},
            {"alerts_told", alerts_told},
            {"state", name_of(state)},
            {"next_attempt_at", json_of(next)},
            {"attempts", std::move(attempts)}};
}

json::object settings_of(const Recorded<Fields>& recorded, const Entries& entries) {
    auto object = place_of(recorded.place, entries);
    object["settings"] = json_of(recorded.fact);
    return object;
}

json::object bank_holidays_of(const Recorded<BankHolidaysInForce>& recorded, const Entries& entries) {
    auto object = place_of(recorded.place, entries);
    object["division"] = recorded.fact.division;
    object["days"] = recorded.fact.days;
    return object;
}

template <class Each, class Make>
json::array each_of(const std::vector<Each>& all, const Entries& entries, Make make) {
    json::array list;
    for (const auto& each : all)
        list.push_back(make(each, entries));
    return list;
}

}  // namespace

json::object json_of(const AlertStory& story, const Entries& entries) {
    const auto rule = row_of(story.alert.kind).rule;
    return {{"alert", alert_of(story)},
            {"rule", {{"words", rule}, {"source", text_or_null(source_of(rule))}}},
            {"facts", each_of(story.facts, entries, fact_of)},
            {"steps", each_of(story.steps, entries, step_of)},
            {"told", each_of(story.told, entries, told_of)},
            {"not_sent", each_of(story.not_sent, entries, not_sent_of)},
            {"messages", each_of(story.messages, entries, message_of)},
            {"settings", each_of(story.settings, entries, settings_of)},
            {"calendar", each_of(story.bank_holidays, entries, bank_holidays_of)}};
}

}  // namespace contractwatch

// explain ALERT: the whole story of one alert, from the facts to each attempt to deliver.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "app/story.h"
#include "base/text.h"
#include "commands/enquiry.h"
#include "commands/json_of_story.h"
#include "domain/alerts/step_words.h"
#include "domain/alerts/words.h"

namespace contractwatch {
namespace {

/// More rows of one kind than these in one entry are counted instead of listed.
constexpr std::size_t rows_listed = 12;

void print_head(std::ostream& out, const AlertStory& story) {
    const auto& alert = story.alert;
    const auto& kind = row_of(alert.kind);
    out << "Alert " << alert.id << ": " << kind.title;
    if (!alert.contract.empty()) out << ", contract " << single_line(alert.contract.given());
    out << " (" << single_line(alert.key) << ")\n  " << standing_in_words(alert) << '\n';
    for (const auto other : story.others)
        out << "  Alert " << other << " is another time of the same finding.\n";
    out << "\nThe rule and its source\n  " << kind.rule << '\n';
}

/// The settings that are not as they were in the ones before, as name: before -> after.
std::string differences(const Fields& before, const Fields& after) {
    std::string words;
    for (const auto& field : after) {
        const auto was = std::ranges::find(before, field.name, &Field::name);
        if (was != before.end() && *was == field) continue;
        const auto old = was == before.end() ? std::string{"none"} : in_words(*was).value;
        words += (words.empty() ? "" : "; ") + field.name + ": " + old + " -> " + in_words(field).value;
    }
    return words;
}

std::ostream& print_place(std::ostream& out, const FactPlace& place, const Entries& entries) {
    return out << ", recorded in entry " << place.entry << " at " << text_of(entries.at(place.entry).head.at) << " ["
               << place.table << ' ' << place.row << "]";
}

void print_in_force(std::ostream& out, const AlertStory& story, const Entries& entries) {
    out << "\nWhat the decisions went by\n";
    const Fields* before = nullptr;
    for (const auto& [place, settings] : story.settings) {
        print_place(out << "  The settings", place, entries);
        if (before != nullptr) out << ": " << differences(*before, settings);
        out << '\n';
        before = &settings;
    }
    for (const auto& [place, calendar] : story.bank_holidays) {
        print_place(out << "  The bank holidays of " << calendar.division, place, entries) << '\n';
    }
}

Entries entries_of(const AlertStory& story, const std::vector<Happening>& happenings, const History& history) {
    auto entries = entries_of(happenings, history);
    const auto cite = [&](std::int64_t entry) {
        if (entry != 0 && !entries.contains(entry)) entries.emplace(entry, history.entry(entry));
    };
    for (const auto& message : story.messages) {
        for (const auto& attempt : message.attempts)
            cite(attempt.started.entry);
    }
    for (const auto& each : story.settings)
        cite(each.place.entry);
    for (const auto& each : story.bank_holidays)
        cite(each.place.entry);
    return entries;
}

Exit explain(Invocation& invocation, const Enquiry& enquiry, const std::string& given) {
    const auto alert = find_alert(enquiry.record(), given);
    if (!alert) return invocation.fail(alert.error());
    const auto& history = enquiry.history();
    const auto story = story_of(enquiry.record(), history, enquiry.rules(), *alert);
    const auto happenings = in_order(story, history);
    const auto entries = entries_of(story, happenings, history);
    if (invocation.wants_json()) {
        invocation.print(json_of(story, entries));
    } else if (!invocation.quiet()) {
        print_head(invocation.out(), story);
        print_in_force(invocation.out(), story, entries);
        invocation.out() << "\nWhat was recorded, in order\n";
        print_chronicle(invocation.out(), summed(happenings, rows_listed), entries);
    }
    return Exit::done;
}

}  // namespace

void add_explain(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto alert = std::make_shared<std::string>();
    auto* command = app.add_subcommand(
        "explain", "Tell the whole story of an alert: facts, rule, decisions, mails, what was not sent and why");
    command->add_option("ALERT", *alert, "The alert's number, as mails and `alerts` show it, or its key")->required();
    command->callback([&invocation, &outcome, alert] {
        const auto enquiry = Enquiry::open(invocation, outcome);
        if (enquiry) outcome.exit = explain(invocation, *enquiry, *alert);
    });
}

}  // namespace contractwatch

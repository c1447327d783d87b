// What was recorded, entry by entry, as a person reads it and as JSON.
#include "commands/chronicle.h"

#include "base/text.h"
#include "commands/json_of_portfolio.h"
#include "domain/alerts/words.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

/// "Entry 7, 2026-10-01T07:00:00Z: import of invoices.csv, asked for by deploy".
void print_entry(std::ostream& out, const Entry& entry) {
    const auto& head = entry.head;
    out << "\nEntry " << entry.sequence << ", " << text_of(head.at) << ": " << with_spaces(head.what);
    if (!head.source.empty()) out << " of " << single_line(head.source);
    out << ", " << (head.who == "service" ? "by the service" : "asked for by " + head.who);
    if (!head.claimed_by.empty()) out << " for " << single_line(head.claimed_by);
    out << (head.clock_given ? ", under a clock given by hand\n" : "\n");
}

void print_happening(std::ostream& out, const Happening& happening) {
    const auto& place = happening.place;
    out << "  " << happening.words;
    if (place.row != 0) out << " [" << place.table << ' ' << place.row << "]";
    if (place.line != 0) out << " [line " << place.line << "]";
    out << '\n';
    for (const auto& line : happening.more)
        out << "      " << line << '\n';
}

json::value number_or_null(std::int64_t number) {
    return number != 0 ? json::value(number) : json::value(nullptr);
}

json::array json_of(const std::vector<CellChange>& changes) {
    json::array list;
    for (const auto& each : changes) {
        list.push_back(
            {{"column", each.column}, {"before", text_or_null(each.before)}, {"after", text_or_null(each.after)}});
    }
    return list;
}

}  // namespace

void print_chronicle(std::ostream& out, const std::vector<Happening>& happenings, const Entries& entries) {
    std::int64_t last = 0;
    for (const auto& each : happenings) {
        if (each.place.entry != last) print_entry(out, entries.at(each.place.entry));
        last = each.place.entry;
        print_happening(out, each);
    }
}

json::object json_of(const Happening& happening, const Entries& entries) {
    const auto& place = happening.place;
    const auto& head = entries.at(place.entry).head;
    return {{"entry", place.entry},
            {"at", text_of(head.at)},
            {"who", head.who},
            {"claimed_by", text_or_null(head.claimed_by)},
            {"what", head.what},
            {"source", text_or_null(head.source)},
            {"line", number_or_null(place.line)},
            {"kind", happening.kind},
            {"table", place.table},
            {"row", number_or_null(place.row)},
            {"words", happening.words},
            {"more", json::array(happening.more.begin(), happening.more.end())},
            {"changes", json_of(happening.changes)},
            {"alerts", json::array(happening.alerts.begin(), happening.alerts.end())},
            {"message", number_or_null(happening.message)}};
}

json::array list_of(const std::vector<Happening>& happenings, const Entries& entries) {
    json::array list;
    for (const auto& each : happenings)
        list.push_back(json_of(each, entries));
    return list;
}

}  // namespace contractwatch

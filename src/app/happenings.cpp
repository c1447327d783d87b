// What was recorded, one thing after another, each told in a sentence.
#include "app/happenings.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "domain/alerts/step_words.h"
#include "domain/alerts/words.h"

namespace contractwatch {
namespace {

constexpr std::size_t text_characters = 240;

std::optional<Money> amount_of(const Row& row) {
    if (row.kind->money_column.empty()) return std::nullopt;
    return row.money(row.kind->column(row.kind->money_column));
}

bool stands_apart(const Happening& happening) {
    return happening.place.table == "invoices" || happening.place.table == "payments";
}

bool same_lot(const Happening& one, const Happening& other) {
    return one.place.entry == other.place.entry && one.place.table == other.place.table;
}

/// "12 invoices were recorded, £12,000.00 in all; 3 were changed: paid on (3)."
Happening sum_of(const std::vector<Happening>& lot) {
    const auto& kind = contractwatch::kind(lot.front().place.table);
    Money sum;
    long long recorded = 0;
    std::map<std::string, int> changed_columns;
    for (const auto& each : lot) {
        if (each.kind == "recorded") {
            ++recorded;
            sum += each.amount.value_or(Money{});
            continue;
        }
        for (const auto& change : each.changes)
            ++changed_columns[with_spaces(change.column)];
    }
    const auto changed = static_cast<long long>(lot.size()) - recorded;
    std::string words;
    if (recorded > 0)
        words = counted(recorded, noun_of(kind)) + (recorded == 1 ? " was" : " were") + " recorded, " + sum.text() +
                " in all";
    if (changed > 0)
        words += (words.empty() ? "" : "; ") + counted(changed, noun_of(kind)) + (changed == 1 ? " was" : " were") +
                 " changed";
    std::string separator = ": ";
    for (const auto& [column, times] : changed_columns) {
        words += separator + column + " (" + std::to_string(times) + ")";
        separator = ", ";
    }
    return {{lot.front().place.table, 0, lot.front().place.entry, 0}, "summed", words + "."};
}

}  // namespace

std::vector<Happening> of_rows(const std::vector<Recorded<Row>>& given) {
    std::map<std::pair<std::string_view, std::vector<std::string>>, Row> known;
    std::vector<Happening> happenings;
    for (const auto& [place, row] : given) {
        const auto [standing, is_new] = known.try_emplace({place.table, key_values(row)}, row);
        if (is_new) {
            happenings.push_back(
                {place, "recorded", recorded_in_words(row), {}, changes_between(nullptr, row), {}, 0, amount_of(row)});
            continue;
        }
        const auto before = standing->second;
        fold_into(standing->second, row);
        auto changes = changes_between(&before, standing->second);
        auto words = changed_in_words(row, changes);
        happenings.push_back({place, "changed", std::move(words), {}, std::move(changes), {}, 0, amount_of(row)});
    }
    return happenings;
}

Happening of_version(const Recorded<ScheduleVersion>& version) {
    const auto& rule = version.fact;
    auto words = "The rule of the " + with_spaces(words_for(rule.type)) + " reviews";
    if (!rule.lot.empty()) words += " of lot " + single_line(rule.lot.given());
    words += " from " + rule.effective_from.short_text() + " on: " + (rule.rule.empty() ? "none" : rule.rule);
    if (rule.anchor) words += ", counted from " + rule.anchor->short_text();
    return {version.place, "schedule_version", words + ". It comes from: " + single_line(rule.origin) + "."};
}

Happening of_rating(const Recorded<RatingGiven>& rating) {
    const auto& given = rating.fact;
    auto words = single_line(given.measure.given());
    if (!given.lot.empty()) words += " of lot " + single_line(given.lot);
    words += " was rated " + std::string{words_of(given.rating)} + " for " + given.period;
    if (given.by_person) words += ", by a person";
    if (given.value) words += ": " + given.value->text();
    if (!given.bands.empty()) words += " (" + given.bands + ")";
    if (given.points) words += ", " + counted(*given.points, "point");
    return {rating.place, "rated", words + "."};
}

Happening of_file(const Recorded<FileFact>& file) {
    const auto& fact = file.fact;
    auto words = "The file " + single_line(fact.name) + " was " + fact.outcome;
    if (!fact.kind.empty()) words += " as " + fact.kind;
    if (!fact.reason.empty()) words += ": " + clipped(fact.reason, text_characters);
    if (fact.rejected > 0) words += ", but for " + counted(fact.rejected, "row") + " that could not be read";
    if (!words.ends_with('.')) words += '.';
    return {file.place, "file_" + fact.outcome, std::move(words)};
}

std::vector<Happening> of_steps(const std::vector<Recorded<AlertStep>>& steps, const History& history) {
    std::vector<Happening> happenings;
    const Alert* before = nullptr;
    for (const auto& [place, step] : steps) {
        Happening happening{place, std::string{name_of(step.step)}, step_in_words(step),
                            said_in_words(step.after, before)};
        happening.alerts = {step.after.id};
        if (step.step == StepKind::acknowledged) {
            happening.more.push_back("The Unix account " + history.entry(place.entry).head.who +
                                     " asked for it; the name " + single_line(step.after.acknowledged_by) +
                                     " is a claim.");
        }
        happenings.push_back(std::move(happening));
        before = &step.after;
    }
    return happenings;
}

std::vector<Happening> of_not_sent(const std::vector<Recorded<NotSent>>& decisions) {
    std::vector<Happening> happenings;
    for (const auto& [place, decision] : decisions) {
        auto words = "Nothing was sent of alert " + std::to_string(decision.alert) + " at the stage \"" +
                     stage_in_words(decision.stage) + "\": " + single_line(decision.reason);
        if (!words.ends_with('.')) words += '.';
        happenings.push_back({place, "not_sent", std::move(words), {}, {}, {decision.alert}});
    }
    return happenings;
}

std::vector<Happening> summed(std::vector<Happening> happenings, std::size_t at_most) {
    sort_by_entry(happenings);
    std::vector<Happening> found;
    for (auto first = happenings.begin(); first != happenings.end();) {
        const auto end =
            std::find_if(first, happenings.end(), [&](const Happening& each) { return !same_lot(each, *first); });
        const std::vector<Happening> lot{first, end};
        if (stands_apart(*first) && lot.size() > at_most) {
            found.push_back(sum_of(lot));
        } else {
            found.insert(found.end(), lot.begin(), lot.end());
        }
        first = end;
    }
    return found;
}

Entries entries_of(const std::vector<Happening>& happenings, const History& history) {
    Entries entries;
    for (const auto& each : happenings) {
        if (!entries.contains(each.place.entry)) entries.emplace(each.place.entry, history.entry(each.place.entry));
    }
    return entries;
}

void sort_by_entry(std::vector<Happening>& happenings) {
    std::ranges::stable_sort(happenings, {}, [](const Happening& each) { return each.place.entry; });
}

}  // namespace contractwatch

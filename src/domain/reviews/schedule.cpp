// Which versions of a contract's schedules hold, recorded or not yet.
#include "domain/reviews/schedule.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <tuple>

#include <fmt/format.h>

namespace contractwatch {
namespace {

constexpr std::string_view type_names[] = {"operational", "performance",       "strategic",
                                           "assessment",  "options_appraisal", "closing"};
constexpr std::string_view type_words[] = {"operational", "performance",       "strategic",
                                           "assessment",  "options appraisal", "closing"};
constexpr ReviewType cadence_types[] = {ReviewType::operational, ReviewType::performance, ReviewType::strategic};
constexpr std::string_view row_origin = "schedules row";
constexpr int longest_lead_working_days = 260;

struct SchedulePlaces {
    const Kind& schedules = kind("schedules");
    std::size_t lot = schedules.column("lot");
    std::size_t type = schedules.column("review_type");
    std::size_t rule = schedules.column("rule");
    std::size_t anchor = schedules.column("anchor");
    std::size_t roll = schedules.column("roll");
    std::size_t effective_from = schedules.column("effective_from");
    std::size_t reminds = schedules.column("remind_working_days");
};

/// The whole numbers of a cell such as "20 10 5 1", most first; what is no lead of 1 to 260 is left out.
std::vector<int> leads_of(std::string_view text) {
    std::vector<int> leads;
    while (!text.empty()) {
        int lead = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), lead);
        if (error == std::errc{} && lead >= 1 && lead <= longest_lead_working_days) leads.push_back(lead);
        const auto read = static_cast<std::size_t>(end - text.data());
        text.remove_prefix(std::max<std::size_t>(read, 1));
    }
    std::ranges::sort(leads, std::greater{});
    leads.erase(std::unique(leads.begin(), leads.end()), leads.end());
    return leads;
}

/// The schedules of one review type for the whole contract or one of its lots.
struct Series {
    ReviewType type = ReviewType::performance;
    LotRef lot;
    std::vector<const ScheduleVersion*> recorded;  ///< in the order of their recording
    std::vector<const ScheduleRow*> rows;          ///< the first to begin first
};

bool same_series(const Series& series, ReviewType type, const LotRef& lot) {
    return series.type == type && series.lot == lot;
}

Series& series_for(std::vector<Series>& all, ReviewType type, const LotRef& lot) {
    const auto found = std::ranges::find_if(all, [&](const Series& each) { return same_series(each, type, lot); });
    if (found != all.end()) return *found;
    all.push_back({type, lot, {}, {}});
    return all.back();
}

std::vector<Series> series_of(std::span<const ScheduleVersion> recorded, const ScheduleSources& sources) {
    std::vector<Series> all;
    for (const auto type : cadence_types)
        all.push_back({type, LotRef{}, {}, {}});
    for (const auto& version : recorded)
        series_for(all, version.type, version.lot).recorded.push_back(&version);
    for (const auto& row : sources.rows)
        series_for(all, row.type, row.lot).rows.push_back(&row);
    for (auto& series : all)
        std::ranges::stable_sort(series.rows, {}, [](const ScheduleRow* row) { return row->begins(); });
    std::ranges::sort(all, {}, [](const Series& each) { return std::tie(each.type, each.lot); });
    return all;
}

const std::string& cadence(const ReviewCadences& cadences, ReviewType type) {
    static const std::string none;
    if (type == ReviewType::operational) return cadences.operational;
    if (type == ReviewType::performance) return cadences.performance;
    return type == ReviewType::strategic ? cadences.strategic : none;
}

const ReviewCadences& cadences_for(const ScheduleSources& sources) {
    if (sources.importance == Importance::gold) return sources.policy.gold;
    return sources.importance == Importance::silver ? sources.policy.silver : sources.policy.bronze;
}

ScheduleVersion policy_version(const Series& series, const ScheduleSources& sources, Date effective_from) {
    return {sources.contract.reference,
            series.lot,
            series.type,
            cadence(cadences_for(sources), series.type),
            sources.contract.start,
            Roll::following,
            effective_from,
            sources.policy.remind_working_days,
            fmt::format("policy for {}", name_of(sources.importance))};
}

ScheduleVersion row_version(const ScheduleRow& row, const ScheduleSources& sources, Date effective_from) {
    return {sources.contract.reference,
            row.lot,
            row.type,
            row.rule,
            row.anchor ? row.anchor : sources.contract.start,
            row.roll,
            effective_from,
            row.reminds.empty() ? sources.policy.remind_working_days : row.reminds,
            std::string{row_origin}};
}

bool changes(const ScheduleVersion& from, const ScheduleVersion& to) {
    return !from.same_rule(to) && !(from.rule.empty() && to.rule.empty());
}

/// Whether a recorded version took up the row on the day that the row begins.
bool followed(const Series& series, const ScheduleRow& row) {
    return std::ranges::any_of(series.recorded, [&](const ScheduleVersion* version) {
        return version->effective_from == row.begins() && version->origin == row_origin;
    });
}

std::vector<ScheduleVersion> new_of_policy(const Series& series, const ScheduleSources& sources, Date as_at) {
    const bool first = series.recorded.empty();
    auto wanted = policy_version(series, sources, first ? sources.contract.recorded_on : as_at);
    if (first ? wanted.rule.empty() : !changes(*series.recorded.back(), wanted)) return {};
    return {std::move(wanted)};
}

std::vector<ScheduleVersion> new_of_rows(const Series& series, const ScheduleSources& sources, Date as_at) {
    std::vector<ScheduleVersion> added;
    const ScheduleRow* wanted = nullptr;
    for (const auto* row : series.rows) {
        if (as_at < row->begins()) break;
        wanted = row;
        const bool its_own_day = row->effective_from && !followed(series, *row);
        if (series.recorded.empty() || its_own_day || !added.empty())
            added.push_back(row_version(*row, sources, row->begins()));
    }
    if (wanted == nullptr || series.recorded.empty()) return added;
    auto now = row_version(*wanted, sources, as_at);
    if (changes(added.empty() ? *series.recorded.back() : added.back(), now)) added.push_back(std::move(now));
    return added;
}

/// What is recorded as beginning after the day is later knowledge: then nothing is new on that day.
std::vector<ScheduleVersion> new_versions(const Series& series, const ScheduleSources& sources, Date as_at) {
    const auto later = [&](const ScheduleVersion* version) { return as_at < version->effective_from; };
    if (std::ranges::any_of(series.recorded, later)) return {};
    if (!series.rows.empty()) return new_of_rows(series, sources, as_at);
    return series.lot.empty() ? new_of_policy(series, sources, as_at) : std::vector<ScheduleVersion>{};
}

/// Puts a version in the place of all that begin with or after it.
void put(std::vector<ScheduleVersion>& line, ScheduleVersion version) {
    std::erase_if(line, [&](const ScheduleVersion& each) { return version.effective_from <= each.effective_from; });
    line.push_back(std::move(version));
}

void add_spans(std::vector<VersionSpan>& spans, const Series& series, const ScheduleSources& sources, Date as_at) {
    std::vector<ScheduleVersion> line;
    for (const auto* version : series.recorded)
        put(line, *version);
    for (auto& version : new_versions(series, sources, as_at))
        put(line, std::move(version));
    for (const auto* row : series.rows) {
        const bool counts = row->effective_from || series.recorded.empty();
        if (as_at < row->begins() && counts && !followed(series, *row))
            put(line, row_version(*row, sources, row->begins()));
    }
    for (std::size_t at = 0; at < line.size(); ++at) {
        const Date first = at == 0 ? line[at].effective_from : line[at].effective_from + Days{1};
        const Date last = at + 1 < line.size() ? line[at + 1].effective_from : end_of_time;
        spans.push_back({line[at], {first, last}});
    }
}

}  // namespace

std::string_view name_of(ReviewType type) {
    return type_names[static_cast<std::size_t>(type)];
}

std::string_view words_for(ReviewType type) {
    return type_words[static_cast<std::size_t>(type)];
}

std::optional<ReviewType> find_review_type(std::string_view name) {
    const auto* const found = std::ranges::find(type_names, name);
    if (found == std::end(type_names)) return std::nullopt;
    return static_cast<ReviewType>(found - std::begin(type_names));
}

ScheduleRow schedule_row_of(const Row& row) {
    static const SchedulePlaces at;
    return {LotRef{row.text(at.lot)},
            find_review_type(row.text(at.type)).value_or(ReviewType::performance),
            std::string{row.text(at.rule)},
            row.date(at.anchor),
            find_roll(row.text(at.roll)).value_or(Roll::following),
            row.date(at.effective_from),
            leads_of(row.text(at.reminds)),
            row.provenance.recorded_on};
}

std::vector<ScheduleVersion> versions_not_recorded(std::span<const ScheduleVersion> recorded,
                                                   const ScheduleSources& sources, Date as_at) {
    std::vector<ScheduleVersion> all;
    for (const auto& series : series_of(recorded, sources)) {
        auto added = new_versions(series, sources, as_at);
        std::ranges::move(added, std::back_inserter(all));
    }
    return all;
}

std::vector<VersionSpan> version_spans(std::span<const ScheduleVersion> recorded, const ScheduleSources& sources,
                                       Date as_at) {
    std::vector<VersionSpan> spans;
    for (const auto& series : series_of(recorded, sources))
        add_spans(spans, series, sources, as_at);
    return spans;
}

Date next_schedule_change(std::span<const ScheduleRow> rows, Date day) {
    Date next = end_of_time;
    for (const auto& row : rows) {
        if (day < row.begins()) next = std::min(next, row.begins());
    }
    return next;
}

}  // namespace contractwatch

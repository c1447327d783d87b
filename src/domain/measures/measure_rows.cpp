// Choosing a measure's reading and showing it beside its target.
#include "domain/measures/measure_rows.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "domain/measures/reading.h"
#include "domain/measures/severity_points.h"

namespace contractwatch {
namespace {

void describe(MeasureRow& row, const MeasureVersion& version) {
    row.title = version.title;
    row.kind = version.kind;
    row.qualitative = version.qualitative;
    row.direction = version.target.direction;
    row.unit = version.unit;
    row.baseline = version.baseline;
    row.social_value = version.social_value;
    row.co_produced = version.co_produced;
    row.s52_kpi = version.s52_kpi;
}

/// The version whose target stands beside the reading, or beside its absence.
void show_target(MeasureRow& row, const Measure& measure, Date day) {
    describe(row, measure.described_on(day));
    const auto* version = measure.in_force_on(day);
    if (version == nullptr) return;
    row.target = version->target.target;
    row.target_high = version->target.target_high;
    row.note = version->problem;
}

void show_reading(MeasureRow& row, const Measure& measure, const Reading& reading) {
    const auto outcome = rated(measure, reading);
    row.value = reading.value;
    row.narrative = reading.narrative;
    row.rating = outcome.rating;
    if (reading.standing != nullptr) {
        row.target = outcome.target.target;
        row.target_high = outcome.target.target_high;
        row.note.clear();
    }
    if (!outcome.why_not.empty()) row.note = outcome.why_not;
}

const Reading* reading_for(const std::vector<const Reading*>& reported, const std::optional<Period>& period) {
    if (!period) return reported.empty() ? nullptr : reported.back();
    const auto found = std::ranges::find(reported, *period, [](const auto* each) { return each->period; });
    return found == reported.end() ? nullptr : *found;
}

/// What the readings up to the shown period say together.
void show_course(MeasureRow& row, const Measure& measure, std::vector<const Reading*> reported,
                 const std::optional<Period>& shown) {
    if (shown) std::erase_if(reported, [&](const auto* each) { return each->period.last() > shown->last(); });
    row.chart = measure_chart(measure, reported);
    row.forecast = forecast(measure, reported);
}

/// Those of the shown reading, which follow from the one before it.
void show_points(MeasureRow& row, const Measure& measure, const Contract& contract,
                 const std::vector<const Reading*>& reported, const Reading& shown) {
    const auto end = std::ranges::find(reported, &shown) + 1;
    const auto points = severity_points(measure, contract, {reported.begin(), end});
    if (!points) return;
    row.points = points->points;
    if (!points->note.empty()) row.note += (row.note.empty() ? "" : "; ") + points->note;
}

MeasureRow row_for(const Contract& contract, const Measure& measure, const MeasureReadings& readings,
                   const std::optional<Period>& period, Date as_at) {
    const auto known = reported(readings, as_at);
    const auto* reading = reading_for(known, period);
    const auto shown = reading != nullptr ? std::optional{reading->period} : period;
    MeasureRow row;
    row.contract = contract.reference;
    row.lot = measure.lot;
    row.measure = measure.reference.given();
    if (shown) row.period = shown->text();
    show_target(row, measure, shown ? shown->last() : as_at);
    show_course(row, measure, known, shown);
    if (reading != nullptr) {
        show_reading(row, measure, *reading);
        show_points(row, measure, contract, known, *reading);
    } else if (readings.problems.empty()) {
        row.note = "not reported";
    } else {
        row.note = "not reported in a notation that it is reported in: " + readings.problems.back();
    }
    return row;
}

}  // namespace

std::vector<MeasureRow> measure_rows(const Contract& contract, const MeasureFacts& facts, Date as_at,
                                     std::optional<std::string_view> period) {
    const auto known = measures_of(facts.measures, contract.start);
    const auto given = readings_of(known, facts.readings, facts.ratings);
    std::vector<MeasureRow> rows;
    for (std::size_t each = 0; each < known.size(); ++each) {
        std::optional<Period> named;
        if (period) {
            const auto read = known[each].period_named(*period);
            if (!read) continue;
            named = *read;
        }
        rows.push_back(row_for(contract, known[each], given[each], named, as_at));
    }
    std::ranges::stable_sort(rows, {}, [](const MeasureRow& row) { return std::tie(row.lot, row.measure); });
    return rows;
}

}  // namespace contractwatch

// From a measure's readings to the sheet.
#include "domain/measures/chart_sheet.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "domain/measures/measure_chart.h"

namespace contractwatch {
namespace {

/// What a break in the series takes at most, so that years without a reading leave room for those with one.
constexpr int places_of_a_break = 3;

std::string month_of(Date day) {
    const auto text = day.short_text();
    return text.substr(text.find(' ') + 1);
}

PeriodLabel label_of(const Period& period) {
    constexpr std::size_t letters = 3;
    const auto month = month_of(period.last());
    const auto abbreviated = month.substr(0, letters);
    const auto year = month.substr(month.find(' ') + 1);
    if (period.basis() == PeriodBasis::contract) return {fmt::format("{} {}", period.last().day(), abbreviated), year};
    if (period.frequency() == Frequency::monthly) return {abbreviated, year};
    const auto text = period.text();
    const auto joint = text.find('-');
    if (joint == std::string::npos) return {text, {}};
    return {text.substr(joint + 1), text.substr(0, joint)};
}

std::optional<double> approximate(const std::optional<Decimal>& value) {
    if (!value) return std::nullopt;
    return value->approximate();
}

SheetPoint point_of(const Measure& measure, const Period& period, const JudgedPoint& judged, Improvement improvement) {
    SheetPoint point;
    point.period = period.text();
    point.label = label_of(period);
    point.judged = judged;
    point.variation = variation_of(judged.cause, improvement);
    const auto* version = measure.in_force_on(period.last());
    if (version == nullptr) return point;
    point.target = approximate(version->target.target);
    if (version->target.direction == Direction::within) point.target_high = approximate(version->target.target_high);
    return point;
}

void add_points(ChartSheet& sheet, const Measure& measure, const std::vector<const Reading*>& readings,
                const ControlChart& chart) {
    for (std::size_t at = 0; at < readings.size(); ++at) {
        auto point = point_of(measure, readings[at]->period, chart.points[at], sheet.improvement);
        if (at > 0) {
            const auto& before = readings[at - 1]->period;
            const int on = readings[at]->period.alike(before) ? readings[at]->period.index() - before.index() : 1;
            point.place = sheet.points.back().place + std::min(on, places_of_a_break);
        }
        sheet.points.push_back(std::move(point));
    }
}

std::string with_unit(const Decimal& value, const std::string& unit) {
    return unit.empty() ? value.text() : fmt::format("{} {}", value.text(), unit);
}

}  // namespace

std::optional<ChartSheet> chart_sheet(const Contract& contract, const Measure& measure,
                                      std::span<const Reading* const> reported) {
    const auto chart = measure_chart(measure, reported);
    if (!chart) return std::nullopt;
    const auto readings = with_value(reported);
    const auto& latest = *readings.back();
    const auto& version = measure.described_on(latest.period.last());
    ChartSheet sheet;
    sheet.contract = contract.reference;
    sheet.contract_title = contract.title;
    sheet.measure = measure.subject();
    sheet.title = version.title;
    sheet.unit = version.unit;
    sheet.improvement = improvement_of(version.target.direction);
    add_points(sheet, measure, readings, chart->chart);
    sheet.trial_limits = chart->chart.trial_limits;
    sheet.latest = with_unit(*latest.value, sheet.unit);
    put_into_words(sheet, readings.front()->period, latest.period, rated(measure, latest).rating);
    return sheet;
}

}  // namespace contractwatch

// A control chart as JSON.
#include "commands/json_of_chart.h"

namespace contractwatch {

namespace json = boost::json;

namespace {

json::value number_or_null(const std::optional<double>& number) {
    return number ? json::value(*number) : json::value(nullptr);
}

json::object json_of(const JudgedPoint& point, const std::string& x) {
    return {{"x", x},
            {"y", point.value},
            {"group", point.group},
            {"mean", point.limits.mean},
            {"lower", number_or_null(point.limits.lower())},
            {"upper", number_or_null(point.limits.upper())},
            {"outside", point.outside()},
            {"special_cause", name_of(point.cause)}};
}

}  // namespace

json::object json_of(const ControlChart& chart, std::span<const std::string> x) {
    json::array points;
    for (std::size_t at = 0; at < chart.points.size(); ++at)
        points.push_back(json_of(chart.points[at], x[at]));
    const auto& limits = chart.limits();
    return {{"mean", limits.mean},
            {"lower", number_or_null(limits.lower())},
            {"upper", number_or_null(limits.upper())},
            {"variation", name_of(chart.variation)},
            {"assurance", chart.assurance ? json::value(name_of(*chart.assurance)) : json::value(nullptr)},
            {"trial_limits", chart.trial_limits},
            {"no_variation", limits.no_variation()},
            {"points", std::move(points)}};
}

json::object json_of(const MeasureChart& chart) {
    auto object = json_of(chart.chart, chart.periods);
    object.emplace("small_denominators", chart.small_denominators);
    return object;
}

}  // namespace contractwatch

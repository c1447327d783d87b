// A control chart as the JSON of docs/commands.md: of the commands spc and measures.
#pragma once

#include <span>
#include <string>

#include <boost/json.hpp>

#include "domain/measures/measure_chart.h"

namespace contractwatch {

/// The latest group's mean and limits, what the chart says, and every point with its x.
boost::json::object json_of(const ControlChart& chart, std::span<const std::string> x);

/// The same of a measure, and whether its rates are of too few for an alert.
boost::json::object json_of(const MeasureChart& chart);

}  // namespace contractwatch

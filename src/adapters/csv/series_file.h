// Plain files of series to be charted: series, x, y, and optionally target, direction and rebase.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/measures/control_chart.h"
#include "ports/table_source.h"

namespace contractwatch {

/// One series of the file, in the order of its x where they are all numbers or all dates, else in that of the file.
struct GivenSeries {
    std::string name;
    std::vector<std::string> x;                       ///< as written, one for each point
    std::vector<SeriesPoint> points;                  ///< at least one
    std::optional<double> target;                     ///< of the latest row that has one
    Improvement improvement = Improvement::increase;  ///< increase where the file does not say
};

struct SeriesFile {
    std::vector<GivenSeries> series;  ///< by name; complete only where there are no problems
    std::vector<RowProblem> problems;
    std::vector<std::string> unused_columns;
};

/// Numbers are written as 95, 0.95, 1,234.5 or 1.5e3; a percent sign is dropped (95 % is 95). What is no number, is not
/// finite or beyond 1e100 is a problem, and so are a blank y, one x twice in a series, an unknown direction, two
/// directions of one series, and a rebase other than 0 or 1. After 100 problems nothing more is read. Fails where the
/// file as a whole cannot be read, or its first row does not name the three columns.
Result<SeriesFile> read_series(const std::string& path, const ReadLimits& limits);

}  // namespace contractwatch

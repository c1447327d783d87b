// A measure's chart as it is put before people: its points in their periods, the targets that held, and what it shows
// in words, for whoever reads it and for whoever cannot see it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/contracts/contract.h"
#include "domain/measures/control_chart.h"
#include "domain/measures/measure.h"
#include "domain/measures/reading.h"

namespace contractwatch {

/// A period as an axis names it, in two rows: "Sep" above "2026", "Q2" above "2026/27".
struct PeriodLabel {
    std::string name;
    std::string year;  ///< empty for a period of a whole year, which its name says
};

/// A reading on the sheet.
struct SheetPoint {
    int place = 0;       ///< from the left, from 0; a period without a reading leaves its place free
    std::string period;  ///< in canonical notation
    PeriodLabel label;
    JudgedPoint judged;
    Variation variation = Variation::common;
    std::optional<double> target;       ///< in force on the period's last day
    std::optional<double> target_high;  ///< for within, the upper end
};

struct ChartSheet {
    ContractRef contract;
    std::string contract_title;
    std::string measure;  ///< "M-1", "M-1 (lot 2)"
    std::string title;
    std::string unit;  ///< may be empty
    Improvement improvement = Improvement::increase;
    std::vector<SheetPoint> points;  ///< at least one
    bool trial_limits = false;
    std::string latest;       ///< the latest value, exactly as it was recorded, with its unit
    std::string sentence;     ///< what is seen
    std::string alternative;  ///< for a reader who cannot see the chart; at most 900 characters

    int places() const { return points.back().place + 1; }
};

/// The sheet of those readings, which come by period, that have a value; nothing where the measure has no control chart
/// (measure_chart.h). So many free periods that the series splits take the room of two.
std::optional<ChartSheet> chart_sheet(const Contract& contract, const Measure& measure,
                                      std::span<const Reading* const> reported);

/// "September 2026", "Q2 of 2026/27", "2026/27", "the period to 30 September 2026".
std::string words_of(const Period& period);

/// How many decimals tell apart values that lie so far from each other, in steps of about a hundredth of it: 0 to 9.
int decimals_for(double span);

/// A number with commas between its thousands and so many decimals, without noughts at their end: "1,234.5".
std::string figure(double value, int decimals);

/// How far the sheet's figures reach, lowest to highest: its values, limits and targets.
double reach_of(const ChartSheet& sheet);

/// Fills in what the sheet says: sentence and alternative; `rating` is that of its latest reading.
void put_into_words(ChartSheet& sheet, const Period& first, const Period& latest, const std::optional<Rating>& rating);

}  // namespace contractwatch

// Readings read from their rows, and rated.
#include "domain/measures/reading.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

/// Where the columns of `readings` stand, looked up once.
struct ReadingColumns {
    const Kind& of = kind("readings");
    std::size_t lot = of.column("lot");
    std::size_t measure = of.column("measure");
    std::size_t period = of.column("period");
    std::size_t value = of.column("value");
    std::size_t rating = of.column("rating");
    std::size_t numerator = of.column("numerator");
    std::size_t denominator = of.column("denominator");
    std::size_t narrative = of.column("narrative");
    std::size_t submitted_on = of.column("submitted_on");
    std::size_t override_reason = of.column("override_reason");
};

const ReadingColumns& reading_columns() {
    static const ReadingColumns columns;
    return columns;
}

/// Finds the measure of one row after another; most rows are of the same as the row before.
class MeasureOfRow {
  public:
    explicit MeasureOfRow(std::span<const Measure> measures) : measures_(measures), found_(measures.size()) {}

    /// The measure's place, or their count where it is none of them.
    std::size_t operator()(const Row& row) {
        const auto measure = row.text(reading_columns().measure);
        const auto lot = row.text(reading_columns().lot);
        if (!first_ && measure == measure_ && lot == lot_) return found_;
        first_ = false;
        measure_ = measure;
        lot_ = lot;
        return found_ = search();
    }

  private:
    std::size_t search() const {
        const auto measure = key_of(measure_);
        const auto lot = key_of(lot_);
        const auto found = std::ranges::find_if(
            measures_, [&](const Measure& each) { return each.reference.key() == measure && key_of(each.lot) == lot; });
        return static_cast<std::size_t>(found - measures_.begin());
    }

    std::span<const Measure> measures_;
    std::size_t found_;
    bool first_ = true;
    std::string_view measure_;
    std::string_view lot_;
};

/// Percentages are stored 0 to 100; 0.95 only where the unit is ratio, and a mean such as days is plainly n / d.
int whole_of(std::string_view unit) {
    return in_per_cent(unit) ? 100 : 1;
}

/// The rate to nine decimals, cut.
Decimal rate(Decimal numerator, Decimal denominator, int whole) {
    return numerator.times(whole * Decimal::scale, denominator.units());
}

void read_value(Reading& reading, const Row& row, const MeasureVersion& version) {
    const auto& at = reading_columns();
    reading.value = row.decimal(at.value);
    reading.numerator = row.decimal(at.numerator);
    reading.denominator = row.decimal(at.denominator);
    if (reading.value || !reading.numerator || !reading.denominator) return;
    reading.no_denominator = *reading.denominator == Decimal{};
    if (!reading.no_denominator) reading.value = rate(*reading.numerator, *reading.denominator, whole_of(version.unit));
}

Reading reading_of(const Row& row, const Measure& measure, const Period& period) {
    const auto& at = reading_columns();
    Reading reading{period, {}, {}, {}, {}, false, false, {}, row.provenance.fact, row.provenance.last_entry};
    read_value(reading, row, measure.described_on(period.last()));
    reading.given = find_rating(row.text(at.rating));
    const bool by_rule = reading.given != Rating::other;
    reading.reasoned = !row.text(at.override_reason).empty() || (!by_rule && !row.text(at.narrative).empty());
    reading.reported_on = row.date(at.submitted_on).value_or(period.last());
    return reading;
}

bool says_something(const Reading& reading) {
    return reading.value || reading.given || reading.no_denominator;
}

void add(MeasureReadings& readings, const Measure& measure, const Row& row, Date as_at) {
    const auto& described = measure.described_on(as_at);
    const auto period =
        Period::parse(row.text(reading_columns().period), described.frequency, described.basis, measure.contract_start);
    if (!period) {
        readings.problems.push_back(period.error().message);
        return;
    }
    auto reading = reading_of(row, measure, *period);
    if (says_something(reading)) readings.readings.push_back(std::move(reading));
}

bool earlier(const Reading& one, const Reading& other) {
    const auto place = [](const Reading& each) { return std::tuple{each.period.index(), each.entry, each.fact}; };
    return place(one) < place(other);
}

std::string why_not_rated(const Measure& measure, const RatedReading& rated) {
    const auto& reading = *rated.reading;
    if (reading.no_denominator) return "the denominator is 0, so that there is no rate";
    if (measure.described_on(reading.period.last()).qualitative)
        return "no rating was given for a measure by judgement";
    if (rated.version == nullptr)
        return fmt::format("no target was in force on {}", reading.period.last().short_text());
    return rated.version->problem;
}

}  // namespace

bool in_per_cent(std::string_view unit) {
    return unit.empty() || unit.find('%') != std::string_view::npos || key_of(unit).starts_with("per cent") ||
           key_of(unit).starts_with("percent");
}

std::vector<MeasureReadings> readings_of(std::span<const Measure> measures, std::span<const Row> rows, Date as_at) {
    std::vector<MeasureReadings> found(measures.size());
    MeasureOfRow place{measures};
    for (const auto& row : rows) {
        const auto at = place(row);
        if (at < measures.size()) add(found[at], measures[at], row, as_at);
    }
    for (auto& each : found)
        std::ranges::stable_sort(each.readings, earlier);
    return found;
}

std::vector<const Reading*> reported(const MeasureReadings& readings, Date as_at) {
    std::vector<const Reading*> latest;
    latest.reserve(readings.readings.size());
    for (const auto& reading : readings.readings) {
        if (reading.reported_on > as_at) continue;
        const bool revises = !latest.empty() && latest.back()->period.index() == reading.period.index();
        if (revises) {
            latest.back() = &reading;
        } else {
            latest.push_back(&reading);
        }
    }
    return latest;
}

std::vector<const Reading*> with_value(std::span<const Reading* const> reported) {
    std::vector<const Reading*> found;
    std::ranges::copy_if(reported, std::back_inserter(found), [](const auto* each) { return each->value.has_value(); });
    return found;
}

RatedReading rated(const Measure& measure, const Reading& reading) {
    RatedReading found{&reading, measure.in_force_on(reading.period.last()), {}, {}};
    const bool judged = measure.described_on(reading.period.last()).qualitative;
    if (reading.given && (judged || reading.reasoned || !reading.value)) {
        found.rating = reading.given;
    } else if (reading.value && !judged && found.version != nullptr && found.version->bands) {
        found.rating = found.version->bands->rate(*reading.value);
    } else {
        found.why_not = why_not_rated(measure, found);
    }
    return found;
}

}  // namespace contractwatch

// Readings read from their rows, and rated.
#include "domain/measures/reading.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/facts/reading_columns.h"

namespace contractwatch {
namespace {

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
    Reading reading{period,  {}, {}, {}, {}, false, false, {}, row.provenance.fact, row.provenance.last_entry,
                    nullptr, {}};
    reading.narrative = row.text(at.narrative);
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

void add(MeasureReadings& readings, const Measure& measure, const Row& row) {
    const auto period = measure.period_named(row.text(reading_columns().period));
    if (!period) {
        readings.problems.push_back(period.error().message);
        return;
    }
    auto reading = reading_of(row, measure, *period);
    if (says_something(reading)) readings.readings.push_back(std::move(reading));
}

bool earlier(const Reading& one, const Reading& other) {
    const auto place = [](const Reading& each) { return std::tuple{each.period.last(), each.entry, each.fact}; };
    return place(one) < place(other);
}

/// Whether a person's rating counts.
bool judged_by_person(const Reading& reading, bool qualitative) {
    return reading.given && (qualitative || reading.reasoned || !reading.value);
}

/// The latest rating that each period of each measure was given.
class RatingsGiven {
  public:
    explicit RatingsGiven(std::span<const RatingGiven> given) {
        for (const auto& each : given)
            latest_[{each.measure.key(), key_of(each.lot)}][each.period] = &each;
    }

    /// Gives each of the measure's readings the rating that it was given; none where there is none yet.
    void stand_for(const Measure& measure, std::vector<Reading>& readings) const {
        const auto of_measure = latest_.find({measure.reference.key(), key_of(measure.lot)});
        if (of_measure == latest_.end()) return;
        for (auto& reading : readings) {
            const auto found = of_measure->second.find(reading.period.text());
            if (found != of_measure->second.end() && stands(*found->second, measure, reading))
                reading.standing = found->second;
        }
    }

  private:
    /// A row given later that adds words or evidence alone is no revision of what was rated.
    static bool stands(const RatingGiven& given, const Measure& measure, const Reading& reading) {
        if (given.reading == reading.fact) return true;
        const bool by_person = judged_by_person(reading, measure.described_on(reading.period.last()).qualitative);
        return given.value == reading.value && given.numerator == reading.numerator &&
               given.denominator == reading.denominator && given.by_person == by_person &&
               (!by_person || given.rating == *reading.given);
    }

    std::map<std::pair<std::string, std::string>, std::unordered_map<std::string_view, const RatingGiven*>> latest_;
};

std::string why_not_rated(const Measure& measure, const RatedReading& rated) {
    const auto& reading = *rated.reading;
    if (reading.no_denominator) return "the denominator is 0, so that there is no rate";
    if (measure.described_on(reading.period.last()).qualitative)
        return "no rating was given for a measure by judgement";
    if (rated.version == nullptr)
        return fmt::format("no target was in force on {}", reading.period.last().short_text());
    return rated.version->problem;
}

RatedReading as_it_stands(const Measure& measure, const Reading& reading) {
    const auto& given = *reading.standing;
    RatedReading found;
    found.reading = &reading;
    found.version = measure.in_force_on(reading.period.last());
    found.rating = given.rating;
    found.by_person = given.by_person;
    found.target = {given.direction, given.target, given.target_high};
    found.bands = given.bands;
    found.score = given.points;
    found.target_entry = given.target_entry;
    return found;
}

/// What the reading is held against.
RatedReading held_against_target(const Measure& measure, const Reading& reading) {
    RatedReading found;
    found.reading = &reading;
    found.version = measure.in_force_on(reading.period.last());
    if (found.version == nullptr) return found;
    found.target = found.version->target;
    if (found.version->bands) found.bands = found.version->bands->text();
    found.target_entry = found.version->entry;
    return found;
}

/// `other` scores nothing, and neither does what has no value.
std::optional<int> score_of(const RatedReading& rated) {
    const bool scored = rated.version != nullptr && rated.version->ladder && rated.version->bands;
    if (!scored || !rated.reading->value || rated.rating == Rating::other) return std::nullopt;
    return rated.version->ladder->score(rated.version->target, *rated.reading->value);
}

}  // namespace

bool in_per_cent(std::string_view unit) {
    return unit.empty() || unit.find('%') != std::string_view::npos || key_of(unit).starts_with("per cent") ||
           key_of(unit).starts_with("percent");
}

std::vector<MeasureReadings> readings_of(std::span<const Measure> measures, std::span<const Row> rows,
                                         std::span<const RatingGiven> given) {
    std::vector<MeasureReadings> found(measures.size());
    MeasureOfRow place{measures};
    for (const auto& row : rows) {
        const auto at = place(row);
        if (at < measures.size()) add(found[at], measures[at], row);
    }
    const RatingsGiven standing{given};
    for (std::size_t at = 0; at < found.size(); ++at) {
        std::ranges::stable_sort(found[at].readings, earlier);
        standing.stand_for(measures[at], found[at].readings);
    }
    return found;
}

std::vector<const Reading*> reported(const MeasureReadings& readings, Date as_at) {
    std::vector<const Reading*> latest;
    latest.reserve(readings.readings.size());
    for (const auto& reading : readings.readings) {
        if (reading.reported_on > as_at) continue;
        const bool revises = !latest.empty() && latest.back()->period == reading.period;
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
    if (reading.standing != nullptr) return as_it_stands(measure, reading);
    auto found = held_against_target(measure, reading);
    const bool judged = measure.described_on(reading.period.last()).qualitative;
    if (judged_by_person(reading, judged)) {
        found.rating = reading.given;
        found.by_person = true;
    } else if (reading.value && !judged && found.version != nullptr && found.version->bands) {
        found.rating = found.version->bands->rate(*reading.value);
    } else {
        found.why_not = why_not_rated(measure, found);
    }
    found.score = score_of(found);
    return found;
}

std::optional<RatingGiven> rating_to_give(const ContractRef& contract, const Measure& measure, const Reading& reading) {
    if (reading.standing != nullptr) return std::nullopt;
    const auto outcome = rated(measure, reading);
    if (!outcome.rating) return std::nullopt;
    return RatingGiven{contract,
                       measure.lot,
                       measure.reference,
                       reading.period.text(),
                       reading.fact,
                       reading.value,
                       reading.numerator,
                       reading.denominator,
                       *outcome.rating,
                       outcome.by_person,
                       outcome.target.direction,
                       outcome.target.target,
                       outcome.target.target_high,
                       outcome.bands,
                       outcome.score,
                       outcome.target_entry};
}

}  // namespace contractwatch

// Whether a failure is a repeated one.
#include "domain/measures/severity_points.h"

#include <fmt/format.h>

#include "domain/measures/expectations.h"

namespace contractwatch {
namespace {

enum class Repeat { no, yes, not_determinable };

bool was_expected(const Measure& measure, const Contract& contract, const Period& period) {
    return measure.expected_from <= period.last() && covers(contract, period);
}

/// Of the latest reading, whose score is above 0.
Repeat repeat_of(const Measure& measure, const Contract& contract, std::span<const Reading* const> reported) {
    const auto& latest = *reported.back();
    const auto* const before = reported.size() > 1 ? reported[reported.size() - 2] : nullptr;
    const bool right_before = before != nullptr && before->period.last() + Days{1} == latest.period.first();
    if (!right_before) {
        const bool missing = before != nullptr || was_expected(measure, contract, latest.period.previous());
        return missing ? Repeat::not_determinable : Repeat::no;
    }
    const auto outcome = rated(measure, *before);
    if (outcome.rating == Rating::other) return Repeat::no;
    if (!outcome.score) return Repeat::not_determinable;
    return *outcome.score > 0 ? Repeat::yes : Repeat::no;
}

}  // namespace

std::optional<SeverityPoints> severity_points(const Measure& measure, const Contract& contract,
                                              std::span<const Reading* const> reported) {
    const auto score = reported.empty() ? std::nullopt : rated(measure, *reported.back()).score;
    if (!score) return std::nullopt;
    if (*score == 0) return SeverityPoints{};
    switch (repeat_of(measure, contract, reported)) {
        case Repeat::yes:
            return SeverityPoints{2 * *score, {}};
        case Repeat::no:
            return SeverityPoints{*score, {}};
        case Repeat::not_determinable:
            break;
    }
    return SeverityPoints{*score,
                          fmt::format("repeat not determinable, so that the points count once: {} was not scored",
                                      reported.back()->period.previous().text())};
}

}  // namespace contractwatch

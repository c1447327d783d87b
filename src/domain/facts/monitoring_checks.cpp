// The checks across cells of outcomes, measures, readings and actions.
#include "domain/facts/monitoring_checks.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/calendar/period.h"
#include "domain/facts/reading_columns.h"

namespace contractwatch {
namespace {

/// Where the columns of `measures` stand that are held against one another.
struct MeasureCells {
    const Kind& of = kind("measures");
    std::size_t nature = of.column("nature");
    std::size_t direction = of.column("direction");
    std::size_t target = of.column("target");
    std::size_t target_high = of.column("target_high");
    std::size_t lowest = of.column("lowest");
    std::size_t highest = of.column("highest");
    std::size_t baseline = of.column("baseline");
    /// What only a measure by number has; its points are judged with its target.
    std::array<std::size_t, 9> of_numbers = {target,
                                             target_high,
                                             of.column("approaching"),
                                             of.column("requires_improvement"),
                                             lowest,
                                             highest,
                                             baseline,
                                             of.column("rebase_on"),
                                             of.column("fix_after")};
};

bool given(const Row& row, std::size_t column) {
    return !blank(row.values[column]);
}

std::string_view name_in(const Row& row, std::size_t column) {
    return row.kind->columns[column].name;
}

/// A number in one cell that is to be no larger than that in another.
void check_span(const Row& row, std::size_t low, std::size_t high, std::vector<CellProblem>& problems) {
    const auto least = row.decimal(low);
    const auto most = row.decimal(high);
    if (!least || !most || *least <= *most) return;
    problems.push_back({high, fmt::format("{} is below {} ({}); give the larger number here", most->text(),
                                          name_in(row, low), least->text())});
}

void check_ends(const Row& row, const MeasureCells& at, std::vector<CellProblem>& problems) {
    if (row.text(at.direction) == "within") {
        if (given(row, at.target) == given(row, at.target_high))
            return check_span(row, at.target, at.target_high, problems);
        const bool low_missing = given(row, at.target_high);
        problems.push_back({low_missing ? at.target : at.target_high,
                            fmt::format("a target to stay within has both its ends in one row; give the {} end here",
                                        low_missing ? "lower" : "upper")});
    } else if (given(row, at.target_high)) {
        problems.push_back(
            {at.target_high, fmt::format("where {} is better the target has no upper end; leave target_high blank, or "
                                         "give the direction within",
                                         row.text(at.direction) == "decrease" ? "less" : "more")});
    }
}

void check_possible(const Row& row, std::size_t column, const MeasureCells& at, std::vector<CellProblem>& problems) {
    const auto number = row.decimal(column);
    const auto least = row.decimal(at.lowest);
    const auto most = row.decimal(at.highest);
    if (!number || (least && most && *most < *least)) return;
    const bool below = least && *number < *least;
    if (!below && !(most && *number > *most)) return;
    problems.push_back({column, fmt::format("{} is {} than is possible by {} ({}); one of the two is wrong",
                                            number->text(), below ? "less" : "more", below ? "lowest" : "highest",
                                            below ? least->text() : most->text())});
}

void check_judgement(const Row& row, const MeasureCells& at, std::vector<CellProblem>& problems) {
    for (const auto column : at.of_numbers) {
        if (!given(row, column)) continue;
        problems.push_back({column, fmt::format("a measure by judgement has no number for {} to be held against; leave "
                                                "it blank, or give the nature quantitative",
                                                name_in(row, column))});
    }
}

void check_rate(const Row& row, const ReadingColumns& at, std::vector<CellProblem>& problems) {
    if (given(row, at.numerator) != given(row, at.denominator))
        problems.push_back({at.numerator, "a rate needs both its numerator and its denominator"});
    const auto below = row.decimal(at.denominator);
    if (below && *below < Decimal{}) problems.push_back({at.denominator, "a denominator cannot be below zero"});
}

void check_that_it_reports(const Row& row, const ReadingColumns& at, std::vector<CellProblem>& problems) {
    const std::array reports = {at.value, at.rating, at.numerator, at.denominator};
    if (std::ranges::any_of(reports, [&](std::size_t column) { return given(row, column); })) return;
    const bool takes_back =
        std::ranges::any_of(row.cleared, [&](std::size_t column) { return column == at.value || column == at.rating; });
    if (!takes_back) problems.push_back({at.value, "a reading needs a value, a rating, or numerator and denominator"});
}

/// `other` is a person's word, and so is any rating with a reason why it is not what the bands say.
void check_override(const Row& row, const ReadingColumns& at, std::vector<CellProblem>& problems) {
    const bool other = row.text(at.rating) == "other";
    const bool reasoned = given(row, at.override_reason);
    if (other && !reasoned && !given(row, at.narrative))
        problems.push_back({at.override_reason, "the rating other needs a reason"});
    if (reasoned && !given(row, at.rating))
        problems.push_back({at.rating, "a reason is given for a rating that is not; say which rating was set"});
    if ((other || reasoned) && !given(row, at.submitted_by)) {
        problems.push_back({at.submitted_by, fmt::format("say who set the rating{}: a person does, with a reason",
                                                         other ? " other" : "")});
    }
}

}  // namespace

void check_outcome(const Row& row, std::vector<CellProblem>& problems) {
    static const auto outcome = row.kind->column("outcome");
    static const auto parent = row.kind->column("parent");
    if (!given(row, parent) || key_of(row.text(parent)) != key_of(row.text(outcome))) return;
    problems.push_back(
        {parent, fmt::format("{} cannot be part of itself; give the outcome that it is part of, or leave "
                             "it blank",
                             single_line(row.text(outcome)))});
}

void check_measure(const Row& row, std::vector<CellProblem>& problems) {
    static const MeasureCells at;
    if (row.text(at.nature) == "qualitative") return check_judgement(row, at, problems);
    check_ends(row, at, problems);
    check_span(row, at.lowest, at.highest, problems);
    for (const auto column : {at.target, at.target_high, at.baseline})
        check_possible(row, column, at, problems);
}

void check_reading(const Row& row, std::vector<CellProblem>& problems) {
    const auto& at = reading_columns();
    if (const auto fault = fault_of_period(row.text(at.period))) problems.push_back({at.period, *fault});
    check_rate(row, at, problems);
    check_that_it_reports(row, at, problems);
    check_override(row, at, problems);
}

void check_action(const Row& row, std::vector<CellProblem>& problems) {
    static const auto result = row.kind->column("result");
    static const auto decided_on = row.kind->column("decided_on");
    static const auto decided_by = row.kind->column("decided_by");
    if (!given(row, result) && !given(row, decided_on) && !given(row, decided_by)) return;
    constexpr std::string_view whole = "result, decided_on and decided_by stand in one row";
    if (!given(row, result))
        problems.push_back({result, fmt::format("a decision says what the supplier achieved; {}", whole)});
    if (!given(row, decided_on))
        problems.push_back({decided_on, fmt::format("say on which day the result was decided; {}", whole)});
    if (!given(row, decided_by)) problems.push_back({decided_by, fmt::format("say who decided the result; {}", whole)});
}

}  // namespace contractwatch

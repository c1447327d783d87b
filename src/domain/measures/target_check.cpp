// The bands and the ladder of a row held against its target.
#include "domain/measures/target_check.h"

#include "domain/measures/measure.h"
#include "domain/measures/points.h"

namespace contractwatch {
namespace {

std::size_t column_of(const Kind& kind, TargetPart part) {
    switch (part) {
        case TargetPart::target:
            return kind.column("target");
        case TargetPart::target_high:
            return kind.column("target_high");
        case TargetPart::approaching:
            return kind.column("approaching");
        case TargetPart::requires_improvement:
            return kind.column("requires_improvement");
    }
    return 0;
}

bool by_judgement(const Row& row) {
    static const auto nature = row.kind->column("nature");
    return row.text(nature) == "qualitative";
}

void check_bands(const Row& row, std::vector<CellProblem>& problems) {
    if (by_judgement(row)) return;  // RowCheck says that it has no target
    const auto target = target_of(row);
    const bool incomplete = !target.target || (target.direction == Direction::within && !target.target_high);
    if (incomplete) return;
    const auto fault = fault_of(target);
    if (!fault || fault->part == TargetPart::target_high)
        return;  // RowCheck says that the ends are the wrong way round
    problems.push_back({column_of(*row.kind, fault->part), fault->message});
}

void check_ladder(const Row& row, std::vector<CellProblem>& problems) {
    static const auto points = row.kind->column("points");
    if (row.text(points).empty()) return;
    if (by_judgement(row)) {
        problems.push_back({points, "a measure by judgement has no value to score; leave points blank"});
        return;
    }
    const auto ladder = PointLadder::parse(row.text(points), target_of(row).direction);
    if (!ladder) problems.push_back({points, ladder.error().message});
}

}  // namespace

std::vector<CellProblem> faults_of_target(const Row& row) {
    std::vector<CellProblem> problems;
    static const auto* const measures = &kind("measures");
    if (row.kind != measures || row.text(measures->column("direction")).empty()) return problems;
    check_bands(row, problems);
    check_ladder(row, problems);
    return problems;
}

}  // namespace contractwatch

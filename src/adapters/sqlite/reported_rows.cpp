// A return of payments as it was reported, and as it is known since, as cells of the record, and back.
#include "adapters/sqlite/reported_rows.h"

namespace contractwatch::sqlite {
namespace {

Date day_at(const Statement& at, int column) {
    return Date::parse(at.text(column)).value_or(Date{});
}

Value number_of(const ReportedFigure& figure) {
    return figure.value.empty() ? Value{} : Value{figure.value};
}

}  // namespace

std::vector<std::vector<Value>> reported_cells(const ReportedReturn& reported) {
    std::vector<std::vector<Value>> rows;
    for (const auto& figure : reported.figures)
        rows.push_back({reported.name, reported.period, reported.days.first.text(), reported.days.last.text(),
                        reported.as_at.text(), figure.name, figure.meaning, number_of(figure), reported.approved_by,
                        reported.approver_title, reported.rows, reported.rows_sha256, reported.left_out,
                        reported.left_out_sha256});
    return rows;
}

void read_reported(const Statement& at, std::vector<ReportedReturn>& returns) {
    const auto entry = at.number(0);
    if (returns.empty() || returns.back().entry != entry) {
        ReportedReturn reported;
        reported.entry = entry;
        reported.at = parse_instant(at.text(1)).value_or(Instant{});
        reported.name = at.string(2);
        reported.period = at.string(3);
        reported.days = {day_at(at, 4), day_at(at, 5)};
        reported.as_at = day_at(at, 6);
        reported.approved_by = at.string(10);
        reported.approver_title = at.string(11);
        reported.rows = at.number(12);
        reported.rows_sha256 = at.string(13);
        reported.left_out = at.number(14);
        reported.left_out_sha256 = at.string(15);
        returns.push_back(std::move(reported));
    }
    returns.back().figures.push_back({at.string(7), at.string(8), at.string(9)});
}

std::vector<std::vector<Value>> known_cells(const KnownReturn& known) {
    std::vector<std::vector<Value>> rows;
    for (const auto& figure : known.figures)
        rows.push_back({known.name, known.period, known.days.first.text(), known.days.last.text(), known.as_at.text(),
                        figure.name, figure.meaning, number_of(figure), known.rows, known.left_out});
    return rows;
}

void read_known(const Statement& at, std::vector<KnownReturn>& returns) {
    const bool goes_on = !returns.empty() && returns.back().name == at.text(0) && returns.back().period == at.text(1);
    if (!goes_on) {
        KnownReturn known;
        known.name = at.string(0);
        known.period = at.string(1);
        known.days = {day_at(at, 2), day_at(at, 3)};
        known.as_at = day_at(at, 4);
        known.rows = at.number(8);
        known.left_out = at.number(9);
        known.entry = at.number(10);
        returns.push_back(std::move(known));
    }
    returns.back().figures.push_back({at.string(5), at.string(6), at.string(7)});
}

}  // namespace contractwatch::sqlite

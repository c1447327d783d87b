// A return of payments as it was reported, as cells of the record, and back.
#include "adapters/sqlite/reported_rows.h"

namespace contractwatch::sqlite {

std::vector<std::vector<Value>> reported_cells(const ReportedReturn& reported) {
    std::vector<std::vector<Value>> rows;
    for (const auto& figure : reported.figures)
        rows.push_back({reported.name, reported.period, reported.days.first.text(), reported.days.last.text(),
                        reported.as_at.text(), figure.name, figure.meaning,
                        figure.value.empty() ? Value{} : Value{figure.value}, reported.approved_by,
                        reported.approver_title, reported.rows, reported.rows_sha256, reported.left_out,
                        reported.left_out_sha256});
    return rows;
}

void read_reported(const Statement& at, std::vector<ReportedReturn>& returns) {
    const auto entry = at.number(0);
    if (returns.empty() || returns.back().entry != entry) {
        const auto day = [&](int column) { return Date::parse(at.text(column)).value_or(Date{}); };
        ReportedReturn reported;
        reported.entry = entry;
        reported.at = parse_instant(at.text(1)).value_or(Instant{});
        reported.name = at.string(2);
        reported.period = at.string(3);
        reported.days = {day(4), day(5)};
        reported.as_at = day(6);
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

}  // namespace contractwatch::sqlite

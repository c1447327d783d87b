// Takes a file of rows into the record: whole or not at all, in one transaction.
#include "app/intake.h"

#include <algorithm>

#include "app/reading_periods.h"
#include "base/text.h"
#include "domain/facts/rows_together.h"

namespace contractwatch {
namespace {

FileFact fact_of(const IntakeRequest& request) {
    FileFact file;
    file.name = request.name;
    file.kind = request.kind->name;
    file.feed = request.feed.name;
    file.outcome = "taken";
    return file;
}

void add_summary(IntakeOutcome& outcome, const ReadSummary& summary) {
    outcome.file.sha256 = summary.sha256;
    outcome.file.mapping = summary.mapping;
    outcome.file.skipped = summary.skipped;
    outcome.file.rejected = summary.rejected;
    outcome.problems = summary.problems;
    outcome.unknown_columns = summary.unknown_columns;
}

/// Rows that were good by themselves and are rejected all the same, one problem each.
void add_rejected(ReadSummary& summary, const std::vector<RowProblem>& problems) {
    if (problems.empty()) return;
    const auto room = most_problems_kept - std::min(most_problems_kept, summary.problems.size());
    const auto kept = static_cast<std::ptrdiff_t>(std::min(room, problems.size()));
    summary.problems.insert(summary.problems.end(), problems.begin(), problems.begin() + kept);
    std::ranges::stable_sort(summary.problems, {}, &RowProblem::line);
    summary.rows -= static_cast<std::int64_t>(problems.size());
    summary.rejected += static_cast<std::int64_t>(problems.size());
}

Fields counts_of(const FileFact& file) {
    return {{"accepted", file.accepted}, {"revised", file.revised},   {"unchanged", file.unchanged},
            {"skipped", file.skipped},   {"rejected", file.rejected}, {"accepted_pence", file.accepted_pence}};
}

}  // namespace

Result<IntakeOutcome> Intake::take_in(const IntakeRequest& request, const Asker& asker) {
    const auto sha256 = source_.sha256(request.path);
    if (!sha256) return sha256.error();
    if (const auto mapping = store_.record().mapping_of_file(*sha256, request.kind->name)) {
        auto before = taken_before(request, *sha256);
        if (!before || before->file.mapping == *mapping) return before;
    }

    auto head = entry_now(clock_, asker, "import", std::string{request.kind->name});
    head.source = request.name;
    head.source_sha256 = *sha256;
    auto change = store_.begin(head);
    if (!change) return change.error();
    auto outcome = read_into(**change, request);
    if (!outcome || request.effect == Effect::dry_run) return outcome;
    (*change)->add_file(outcome->file);
    (*change)->set_detail(counts_of(outcome->file));
    (*change)->commit();
    say(*outcome);
    return outcome;
}

Result<IntakeOutcome> Intake::taken_before(const IntakeRequest& request, const std::string& sha256) {
    IntakeOutcome outcome{fact_of(request), {}, {}, true};
    const auto summary = read(request, [](std::vector<GivenRow>&) {});
    if (!summary) return summary.error();
    add_summary(outcome, *summary);
    outcome.file.sha256 = sha256;
    outcome.file.unchanged = summary->rows;
    return outcome;
}

Result<IntakeOutcome> Intake::read_into(Change& change, const IntakeRequest& request) {
    IntakeOutcome outcome{fact_of(request), {}, {}, false};
    std::vector<Row> rows;
    std::vector<std::int64_t> lines;
    const auto summary = read(request, [&](std::vector<GivenRow>& given) {
        rows.clear();
        lines.clear();
        for (auto& each : given) {
            rows.push_back(std::move(each.row));
            lines.push_back(each.line);
        }
        leave_council_blank(*request.kind, rows);
        count(outcome.file, *request.kind, rows, change.take(rows, lines));
        for (std::size_t at = 0; at < given.size(); ++at)
            given[at].row = std::move(rows[at]);
    });
    if (!summary) return summary.error();
    add_summary(outcome, *summary);
    return outcome;
}

Result<ReadSummary> Intake::read(const IntakeRequest& request, const TableSource::Take& take) {
    if (judged_together(*request.kind)) return read_together(request, take);
    if (judged_by_measures(*request.kind)) return read_by_measures(request, take);
    return source_.read(request.path, *request.kind, request.feed, take);
}

Result<ReadSummary> Intake::read_together(const IntakeRequest& request, const TableSource::Take& take) {
    std::vector<GivenRow> rows;
    auto summary = source_.read(
        request.path, *request.kind, request.feed,
        [&](std::vector<GivenRow>& given) { std::ranges::move(given, std::back_inserter(rows)); },
        [&](ReadSummary& so_far) { reject_together(request, rows, so_far); });
    if (summary) take(rows);
    return summary;
}

/// What is taken before the file as a whole is refused leaves no trace: it is one transaction.
Result<ReadSummary> Intake::read_by_measures(const IntakeRequest& request, const TableSource::Take& take) {
    ReadingPeriods periods{store_.record()};
    std::vector<RowProblem> problems;
    return source_.read(
        request.path, *request.kind, request.feed,
        [&](std::vector<GivenRow>& given) {
            std::erase_if(given, [&](const GivenRow& each) {
                auto fault = periods.fault_of(each.row);
                if (!fault) return false;
                problems.push_back(
                    {each.line, std::string{request.kind->columns[fault->column].name}, std::move(fault->message)});
                return true;
            });
            take(given);
        },
        [&](ReadSummary& so_far) { add_rejected(so_far, problems); });
}

void Intake::reject_together(const IntakeRequest& request, std::vector<GivenRow>& rows, ReadSummary& summary) const {
    std::vector<Row> given;
    for (const auto& each : rows)
        given.push_back(each.row);
    const auto faults = faults_together(given, [&](std::string_view contract) {
        return store_.record().rows_of(*request.kind, ContractRef{contract});
    });
    if (faults.empty()) return;
    std::vector<RowProblem> problems;
    for (const auto& [place, problem] : faults)
        problems.push_back(
            {rows[place].line, std::string{request.kind->columns[problem.column].name}, problem.message});
    add_rejected(summary, problems);
    for (auto fault = faults.rbegin(); fault != faults.rend(); ++fault)
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(fault->row));
}

void Intake::count(FileFact& file, const Kind& kind, const std::vector<Row>& rows,
                   const std::vector<RowOutcome>& outcomes) const {
    const auto money = kind.money_column.empty() ? std::optional<std::size_t>{} : kind.find_column(kind.money_column);
    for (std::size_t at = 0; at < rows.size(); ++at) {
        switch (outcomes[at]) {
            case RowOutcome::accepted:
                ++file.accepted;
                if (money) file.accepted_pence += rows[at].whole(*money).value_or(0);
                break;
            case RowOutcome::revised:
                ++file.revised;
                break;
            case RowOutcome::unchanged:
                ++file.unchanged;
                break;
        }
    }
}

/// A blank payer is the council; spelling its name out must not make another payer of it.
void Intake::leave_council_blank(const Kind& kind, std::vector<Row>& rows) const {
    const auto payer = kind.find_column("payer");
    if (!payer || kind.columns[*payer].required) return;
    for (auto& row : rows) {
        if (blank(row.values[*payer])) continue;
        if (key_of(row.text(*payer)) == key_of(council_)) row.values[*payer] = {};
    }
}

Result<std::pair<std::vector<RowOutcome>, std::int64_t>> Intake::take_rows(const std::vector<Row>& rows,
                                                                           const EntryHead& head) {
    auto change = store_.begin(head);
    if (!change) return change.error();
    const auto outcomes = (*change)->take(rows, std::vector<std::int64_t>(rows.size(), 0));
    bool anything = false;
    for (const auto outcome : outcomes)
        anything = anything || outcome != RowOutcome::unchanged;
    if (!anything) return std::pair{outcomes, std::int64_t{0}};
    return std::pair{outcomes, (*change)->commit()};
}

Result<void> Intake::record_refusal(const IntakeRequest& request, const std::string& reason, const Asker& asker) {
    auto head =
        entry_now(clock_, asker, "import_refused", request.kind != nullptr ? std::string{request.kind->name} : "");
    head.source = request.name;
    auto change = store_.begin(head);
    if (!change) return change.error();
    FileFact file;
    file.name = request.name;
    if (auto sha256 = source_.sha256(request.path)) file.sha256 = std::move(*sha256);
    file.kind = head.subject;
    file.feed = request.feed.name;
    file.outcome = "refused";
    file.reason = reason;
    (*change)->add_file(file);
    (*change)->commit();
    const bool somebody_is_answered = asker.who != Asker{}.who;
    if (!somebody_is_answered) journal_.say(Event::file_refused, {{"file", request.name}, {"reason", reason}});
    return {};
}

void Intake::say(const IntakeOutcome& outcome) {
    const auto& file = outcome.file;
    journal_.say(Event::file_taken, {{"file", file.name},
                                     {"kind", file.kind},
                                     {"accepted", file.accepted},
                                     {"revised", file.revised},
                                     {"unchanged", file.unchanged}});
    if (file.rejected == 0) return;
    const auto& first = outcome.problems.front();
    journal_.say(Event::rows_rejected,
                 {{"file", file.name}, {"rejected", file.rejected}, {"line", first.line}, {"reason", first.message}});
}

}  // namespace contractwatch

// What became of a review, recorded by hand: that it was held, put off, or recorded wrongly.
#include "app/review_record.h"

#include <algorithm>

#include "app/portfolio.h"
#include "base/text.h"
#include "domain/reviews/review.h"

namespace contractwatch {
namespace {

/// No occurrence that a command can mean is due further than this from the day that it names.
constexpr Days either_way{3660};

ContractRef contract_of_row(const Row& row) {
    return ContractRef{row.text(review_columns().contract)};
}

/// The day that the row is about.
Date day_of(const Row& row) {
    const auto review = review_of(row);
    return review.occurrence.value_or(review.held_on.value_or(review.deferred_to.value_or(Date{})));
}

bool is_named(const Occurrence& each, Date day) {
    return each.nominal_on() == day || each.due_on == day || each.date.due_on == day;
}

std::string series_in_words(const Row& row) {
    const auto lot = row.text(review_columns().lot);
    return std::string{row.text(review_columns().type)} + " review" +
           (lot.empty() ? "" : " of lot " + std::string{lot});
}

/// The last one before the day and the first one after it.
std::string nearest_in_words(const std::vector<Occurrence>& series, Date day) {
    std::optional<Date> before;
    std::optional<Date> after;
    for (const auto& each : series) {
        const auto nominal = each.nominal_on();
        if (nominal < day) before = std::max(before.value_or(nominal), nominal);
        if (day < nominal) after = std::min(after.value_or(nominal), nominal);
    }
    if (!before && !after) return "; none is scheduled";
    if (before && after) return "; the nearest are those of " + before->text() + " and " + after->text();
    return "; the nearest is that of " + (before ? before : after)->text();
}

}  // namespace

Result<ReviewRecorded> ReviewRecord::hold(const Row& held, const Asker& asker) {
    if (auto known = check_contract(held); !known) return known.error();
    const auto day = held.date(review_columns().held_on);
    if (day && *day > clock_.today())
        return invalid("a review cannot have been held on " + day->text() + ", which is still to come");
    return take(held, "review_record", asker);
}

Result<ReviewRecorded> ReviewRecord::defer(const Row& deferred, const Asker& asker) {
    if (auto known = check_contract(deferred); !known) return known.error();
    if (auto exists = check_exists(deferred); !exists) return exists.error();
    return take(deferred, "review_defer", asker);
}

Result<ReviewRecorded> ReviewRecord::withdraw(const Row& wanted, const Asker& asker) {
    if (auto known = check_contract(wanted); !known) return known.error();
    const auto recorded = recorded_as(wanted);
    if (!recorded) return recorded.error();
    const auto concerns = concerned(*recorded);
    Row row{*wanted.kind};
    for (const auto place : wanted.kind->key_places)
        row.values[place] = recorded->values[place];
    row.values[review_columns().withdrawn_reason] = wanted.values[review_columns().reason];
    auto by = asker;
    by.claimed_by = wanted.text(review_columns().held_by);
    auto head = entry_now(clock_, by, "review_withdraw", contract_of_row(wanted).given());
    head.detail = {{"reason", std::string{wanted.text(review_columns().reason)}}};
    const auto taken = intake_.take_rows({row}, head);
    if (!taken) return taken.error();
    ReviewRecorded came_to{taken->second, {}};
    for (const auto& each : series_of(row)) {
        const bool same = concerns && each.nominal_on() == concerns->nominal_on();
        if (same && each.state != OccurrenceState::extra) came_to.concerns = each;
    }
    return came_to;
}

Result<void> ReviewRecord::check_contract(const Row& row) const {
    return Portfolio{record_, rules_, clock_.today()}.check_known(contract_of_row(row));
}

Result<void> ReviewRecord::check_exists(const Row& deferred) const {
    const auto day = day_of(deferred);
    auto series = series_of(deferred);
    std::erase_if(series, [](const Occurrence& each) { return each.state == OccurrenceState::extra; });
    if (std::ranges::any_of(series, [&](const Occurrence& each) { return is_named(each, day); })) return {};
    return not_found(contract_of_row(deferred).given() + " has no " + series_in_words(deferred) + " of " + day.text() +
                     nearest_in_words(series, day));
}

Result<Row> ReviewRecord::recorded_as(const Row& wanted) const {
    const auto& at = review_columns();
    auto rows = record_.rows_of(at.reviews, contract_of_row(wanted));
    std::erase_if(rows, [&](const Row& row) {
        const bool same_series =
            row.text(at.type) == wanted.text(at.type) && key_of(row.text(at.lot)) == key_of(wanted.text(at.lot));
        return !same_series || withdrawn(row) || blank(row.values[at.held_on]) != blank(wanted.values[at.held_on]);
    });
    const auto all = rows;
    std::erase_if(rows, [&](const Row& row) {
        const bool same_day =
            row.text(at.held_on) == wanted.text(at.held_on) && row.text(at.deferred_to) == wanted.text(at.deferred_to);
        const bool any = blank(wanted.values[at.occurrence]);
        return !same_day || (!any && row.text(at.occurrence) != wanted.text(at.occurrence));
    });
    if (rows.size() == 1) return rows.front();
    const bool held = !blank(wanted.values[at.held_on]);
    std::string days;
    for (const auto& row : rows.empty() ? all : rows) {
        const auto day = row.text(!rows.empty() ? at.occurrence : held ? at.held_on : at.deferred_to);
        days += (days.empty() ? "" : ", ") + (day.empty() ? "none" : std::string{day});
    }
    const auto what = contract_of_row(wanted).given() + ": " +
                      (rows.empty() ? "no " : counted(static_cast<long long>(rows.size()), "record") + " of a ") +
                      series_in_words(wanted) + (held ? " held on " : " put off to ") +
                      std::string{wanted.text(held ? at.held_on : at.deferred_to)};
    if (!rows.empty()) return invalid(what + "; tell them apart by --occurrence, which they have as " + days);
    return not_found(what + " is recorded" + (days.empty() ? "" : "; recorded are those of " + days));
}

Result<ReviewRecorded> ReviewRecord::take(Row row, const std::string& what, const Asker& asker) {
    for (const auto& known : record_.rows_of(review_columns().reviews, contract_of_row(row))) {
        if (key_values(known) == key_values(row) && withdrawn(known))
            row.cleared.push_back(review_columns().withdrawn_reason);
    }
    auto by = asker;
    by.claimed_by = row.text(review_columns().held_by);
    const auto taken = intake_.take_rows({row}, entry_now(clock_, by, what, contract_of_row(row).given()));
    if (!taken) return taken.error();
    return ReviewRecorded{taken->second, concerned(row)};
}

/// The contract's reviews of the row's type and lot.
std::vector<Occurrence> ReviewRecord::series_of(const Row& row) const {
    const Portfolio portfolio{record_, rules_, clock_.today()};
    const auto review = review_of(row);
    const auto day = day_of(row);
    std::vector<Occurrence> series;
    for (auto& each : portfolio.reviews({day - either_way, day + either_way}, contract_of_row(row))) {
        const auto& date = each.occurrence.date;
        if (date.type == review.type && date.lot == review.lot) series.push_back(std::move(each.occurrence));
    }
    return series;
}

std::optional<Occurrence> ReviewRecord::concerned(const Row& row) const {
    const auto review = review_of(row);
    std::optional<Occurrence> extra;
    for (auto& each : series_of(row)) {
        const bool same = review.held_on ? each.held_on == review.held_on : each.deferred_to == review.deferred_to;
        if (!same || (review.occurrence && !is_named(each, *review.occurrence))) continue;
        if (each.state != OccurrenceState::extra) return each;
        extra = each;
    }
    return extra;
}

}  // namespace contractwatch

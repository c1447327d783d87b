// Which of a contract's rows an alert is about: what it was judged by.
#include "domain/alerts/bearing.h"

#include <algorithm>

#include "base/text.h"
#include "domain/calendar/period.h"
#include "domain/measures/measure.h"

namespace contractwatch {
namespace {

using enum FindingKind;

std::string_view cell(const Row& row, std::string_view column) {
    return row.text(row.kind->column(column));
}

bool same(std::string_view one, std::string_view other) {
    return key_of(one) == key_of(other);
}

bool one_of_kinds(FindingKind kind, std::initializer_list<FindingKind> kinds) {
    return std::ranges::find(kinds, kind) != kinds.end();
}

/// A role, or a person, matters to who is named and who is in post, not to what else the register lacks.
bool role_bears(const Alert& alert) {
    return one_of_kinds(alert.kind, {contract_no_manager, contract_no_director, role_left, nobody_reachable});
}

bool person_bears(const Alert& alert, const Row& row) {
    if (alert.kind == nobody_reachable) return true;
    return alert.kind == role_left && same(cell(row, "email"), evidence_named(alert, "person"));
}

/// "performance 2026-10-01 North": a review type, a nominal date and perhaps a lot.
struct ReviewSubject {
    std::string_view type;
    std::string_view nominal_on;
    std::string_view lot;

    explicit ReviewSubject(std::string_view subject) {
        const auto take = [&subject] {
            const auto word = subject.substr(0, subject.find(' '));
            subject.remove_prefix(std::min(subject.size(), word.size() + 1));
            return word;
        };
        type = take();
        nominal_on = take();
        lot = subject;
    }
};

bool review_bears(const Alert& alert, const Row& row) {
    const ReviewSubject subject{alert.subject};
    if (!same(cell(row, "review_type"), subject.type) || !same(cell(row, "lot"), subject.lot)) return false;
    if (row.kind->name == "schedules") return true;
    const auto held_on = cell(row, "held_on");
    if (!held_on.empty() && held_on == evidence_named(alert, "last_review_held_on")) return true;
    if (!cell(row, "occurrence").empty()) return cell(row, "occurrence") == subject.nominal_on;
    return held_on >= alert.since.text();  // without occurrence it closes the one that is open
}

/// Whether both notations name the same period, in whatever way the measure is reported.
bool same_period(std::string_view given, std::string_view wanted) {
    using enum Frequency;
    if (same(given, wanted)) return true;
    for (const auto frequency : {monthly, quarterly, half_yearly, yearly}) {
        for (const auto basis : {PeriodBasis::financial, PeriodBasis::calendar}) {
            const auto period = Period::parse(given, frequency, basis);
            if (period && period->text() == wanted) return true;
        }
    }
    return false;
}

/// The period judged, or one of those before it that the evidence shows as "2026-08: 90, requires improvement".
bool period_bears(const Alert& alert, std::string_view given) {
    if (same_period(given, alert.period)) return true;
    const auto found = std::ranges::find(alert.evidence, "earlier_periods", &Field::name);
    if (found == alert.evidence.end()) return false;
    const auto* earlier = std::get_if<std::vector<std::string>>(&found->value);
    return earlier != nullptr && std::ranges::any_of(*earlier, [&](const std::string& shown) {
               return same_period(given, std::string_view{shown}.substr(0, shown.find(": ")));
           });
}

/// A course is judged by every reading of the measure.
bool is_course(const Alert& alert) {
    return one_of_kinds(alert.kind, {measure_deteriorating, measure_likely_to_miss, reading_implausible});
}

/// As findings name the measure.
std::string subject_of(std::string_view measure, std::string_view lot) {
    Measure named;
    named.reference = MeasureRef{measure};
    named.lot = lot;
    return named.subject();
}

/// What a contract lacks in measures is seen from all of them.
bool is_gap(const Alert& alert) {
    return one_of_kinds(alert.kind, {contract_no_measure, contract_no_outcome_measure, contract_no_qualitative_measure,
                                     contract_no_outcome, s52_kpis_short});
}

/// Named in the evidence as "O-3: named by the contract, lapsed on 31 March 2026".
bool outcome_bears(const Alert& alert, const Row& row) {
    const auto named = std::ranges::find(alert.evidence, "outcomes_named", &Field::name);
    if (alert.kind != contract_no_outcome || named == alert.evidence.end()) return false;
    const auto* list = std::get_if<std::vector<std::string>>(&named->value);
    return list != nullptr && std::ranges::any_of(*list, [&](const std::string& shown) {
               return same(std::string_view{shown}.substr(0, shown.find(": ")), cell(row, "outcome"));
           });
}

/// Named in the evidence as "payment_days_pa23 60 from 1 April 2027, SI 2027/1, taken in by entry 17".
bool legal_number_bears(const Alert& alert, const Row& row) {
    const auto named = std::ranges::find(alert.evidence, "legal_numbers", &Field::name);
    const auto from = row.date(row.kind->column("from"));
    if (named == alert.evidence.end() || !from) return false;
    const auto* list = std::get_if<std::vector<std::string>>(&named->value);
    const auto since = " from " + from->short_text() + ',';
    return list != nullptr && std::ranges::any_of(*list, [&](const std::string& shown) {
               return same(std::string_view{shown}.substr(0, shown.find(' ')), cell(row, "rule")) &&
                      shown.find(since) != std::string::npos;
           });
}

/// The action itself, or one that the measure that missed again raised.
bool action_bears(const Alert& alert, const Row& row) {
    if (alert.kind == action) return same(cell(row, "action"), alert.subject);
    if (alert.kind != measure_missed_again) return false;
    const auto raised_by = cell(row, "raised_by_measure");
    return same(raised_by, alert.subject) ||
           same(raised_by, std::string_view{alert.subject}.substr(0, alert.subject.find(" (lot ")));
}

bool measure_bears(const Alert& alert, const Row& row) {
    if (is_gap(alert)) return row.kind->name == "measures";
    if (!same(subject_of(cell(row, "measure"), cell(row, "lot")), alert.subject)) return false;
    return row.kind->name == "measures" || is_course(alert) || period_bears(alert, cell(row, "period"));
}

bool is_member(const Alert& alert, const std::string& id) {
    return std::ranges::find(alert.members, id, &Member::id) != alert.members.end();
}

/// Terms are held against those of the sub-contract above; periods of returns can be written in several ways.
bool supply_chain_bears(const Alert& alert, const Row& row) {
    const auto name = row.kind->name;
    if (name == "obligations") return alert.kind == spot_check_due && cell(row, "kind") == "spot_check";
    if (name == "returns") {
        return alert.kind == return_overdue && std::ranges::any_of(alert.members, [&](const Member& member) {
                   return same_period(cell(row, "period"), member.id);
               });
    }
    return name == "subcontracts" && alert.kind == flow_down && is_member(alert, key_of(cell(row, "subcontract")));
}

/// The invoice itself, a credit note that reduces it, a payment of it or a dispute over it.
bool invoice_bears(const Alert& alert, const Row& row) {
    const bool alone = row.kind->name == "payments" && cell(row, "invoice").empty();
    if (alone) return alert.kind == spend_over_value || is_member(alert, member_of_payment(row));
    if (alert.kind == payment_share_contract || alert.kind == spend_over_value) return true;
    const bool names_one = row.kind->name == "payments" || row.kind->name == "disputes";
    if (!names_one && is_member(alert, member_of(row))) return true;
    const auto reference = cell(row, names_one ? "invoice" : "credits_invoice");
    if (reference.empty()) return false;
    const auto start = key_of(reference) + '|' + key_of(cell(row, "payee")) + '|';
    return std::ranges::any_of(alert.members, [&](const Member& member) { return member.id.starts_with(start); });
}

}  // namespace

std::string evidence_named(const Alert& alert, std::string_view name) {
    const auto found = std::ranges::find(alert.evidence, name, &Field::name);
    if (found == alert.evidence.end()) return {};
    if (const auto* number = std::get_if<std::int64_t>(&found->value)) return std::to_string(*number);
    const auto* text = std::get_if<std::string>(&found->value);
    return text != nullptr ? *text : std::string{};
}

std::string member_of(const Row& invoice) {
    const auto key = key_values(invoice);  // invoice, payee, payer
    return key.at(0) + '|' + key.at(1) + '|' + key.at(2);
}

std::string member_of_payment(const Row& payment) {
    return '|' + key_of(cell(payment, "payee")) + '|' + std::string{cell(payment, "paid_on")};
}

bool rests_on_every_payment(FindingKind kind) {
    return one_of_kinds(kind, {payment_share_contract, spend_over_value, spend_after_end});
}

bool bears_on(const Alert& alert, const ScheduleVersion& version) {
    if (row_of(alert.kind).aspect != Aspect::reviews) return false;
    const ReviewSubject subject{alert.subject};
    return subject.type == name_of(version.type) && same(subject.lot, version.lot.given());
}

bool bears_on(const Alert& alert, const RatingGiven& rating) {
    if (row_of(alert.kind).aspect != Aspect::measures) return false;
    return same(subject_of(rating.measure.given(), rating.lot), alert.subject) && period_bears(alert, rating.period);
}

bool bears_on(const Alert& alert, const Row& row) {
    const auto name = row.kind->name;
    if (name == "contracts") return true;
    if (name == "roles") return role_bears(alert);
    if (name == "outcomes") return outcome_bears(alert, row);
    if (name == "legal_numbers") return legal_number_bears(alert, row);
    if (name == "actions") return action_bears(alert, row);
    if (alert.kind == action) return false;
    if (name == "people") return person_bears(alert, row);
    if (alert.kind == contract_no_schedule) return name == "schedules";
    if (name == "schedules" || name == "reviews") return review_bears(alert, row);
    if (name == "measures" || name == "readings") return measure_bears(alert, row);
    if (row_of(alert.kind).aspect == Aspect::supply_chain) return supply_chain_bears(alert, row);
    return invoice_bears(alert, row);
}

}  // namespace contractwatch

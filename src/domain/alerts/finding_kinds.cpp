// The table of the kinds of finding: who is told, and what a mail says of each beyond its own facts.
#include <algorithm>
#include <stdexcept>
#include <string>

#include "base/text.h"
#include "domain/alerts/finding.h"
#include "domain/alerts/kinds_about_payment.h"

namespace contractwatch {
namespace {

using enum Audience;
using enum FindingKind;

constexpr bool staged = true;
constexpr bool by_state = false;  ///< reminders, not stages

std::vector<FindingKindRow> register_kinds() {
    return {
        {contract_no_manager,
         "contract_no_manager",
         Aspect::register_entry,
         {procurement, lead_director},
         by_state,
         "No contract manager",
         "Every contract has a named contract manager, over £50,000 above all (Select Committee on Commissioning, "
         "recommendation 24).",
         "Name a contract manager in the register."},
        {contract_no_director,
         "contract_no_director",
         Aspect::register_entry,
         {procurement, manager},
         by_state,
         "No lead director",
         "Every contract has a named lead director, over £50,000 above all (Select Committee on Commissioning, "
         "recommendation 24).",
         "Name a lead director in the register."},
        {role_left,
         "role_left",
         Aspect::register_entry,
         {procurement, lead_director},
         by_state,
         "Somebody named on the contract has left",
         "Whoever has left receives nothing; their deputy, the lead director or procurement does until somebody takes "
         "over (council policy).",
         "Name a successor in the register, or correct the day on which the person left."},
        {nobody_reachable,
         "nobody_reachable",
         Aspect::register_entry,
         {procurement},
         by_state,
         "Nobody on the contract can be reached",
         "Somebody who is in post answers for every contract (Select Committee on Commissioning, recommendations 22 "
         "and "
         "24).",
         "Name a contract manager and a lead director who are in post."},
        {contract_open_ended,
         "contract_open_ended",
         Aspect::register_entry,
         {manager, procurement},
         by_state,
         "No end date",
         "The register of contracts gives each contract's end date (Local Government Transparency Code 2015).",
         "Enter the day on which the contract ends, or the next day on which the council can end it."},
        {contract_no_value,
         "contract_no_value",
         Aspect::register_entry,
         {manager, procurement},
         by_state,
         "No value",
         "The register of contracts gives each contract's value (Local Government Transparency Code 2015).",
         "Enter the value over the whole life of the contract, options included, without recoverable VAT."},
        {contract_no_supplier,
         "contract_no_supplier",
         Aspect::register_entry,
         {manager, procurement},
         by_state,
         "No supplier",
         "The register of contracts names each contract's supplier (Local Government Transparency Code 2015).",
         "Enter the supplier's name."},
        {regime_unknown,
         "regime_unknown",
         Aspect::register_entry,
         {procurement, manager},
         by_state,
         "Procurement regime not recorded",
         "Which law a contract stands under decides its payment clock and its notices; while it is blank no statutory "
         "statement is made (council policy).",
         "Enter the regime: pa23, pcr15, below_threshold, psr, grant, in_house or none."},
    };
}

std::vector<FindingKindRow> review_kinds() {
    return {
        {contract_no_schedule,
         "contract_no_schedule",
         Aspect::reviews,
         {manager, procurement},
         by_state,
         "No review is scheduled",
         "Every contract has clearly scheduled reviews (Select Committee on Commissioning, recommendation 23).",
         "Enter the contract's start date, or a review schedule of its own."},
        {review,
         "review",
         Aspect::reviews,
         {manager},
         staged,
         "Contract review",
         "Reviews fall by the contract's schedule, else by the council's policy for its importance; they are reminded "
         "20, "
         "10, 5 and 1 working days before and every 5 working days after (Select Committee on Commissioning, "
         "recommendation 23; council policy).",
         "Hold the review and record it, or put it off with a reason."},
        {review_deferred_again,
         "review_deferred_again",
         Aspect::reviews,
         {lead_director},
         by_state,
         "Review put off again",
         "A second deferral of a review, or one past the next review, goes to the lead director (council policy).",
         "Decide with the contract manager when the review is to be held."},
        {action,
         "action",
         Aspect::reviews,
         {owner, manager},
         staged,
         "Action",
         "Action is taken where standards are not met, by a named person and by a day (Select Committee on "
         "Commissioning, recommendations 3 and 22); actions are reminded as reviews are (council policy).",
         "Have it done and record the day, or agree another day and record that."},
    };
}

std::vector<FindingKindRow> gap_kinds() {
    return {
        {contract_no_measure,
         "contract_no_measure",
         Aspect::measures,
         {manager, procurement},
         by_state,
         "No measure",
         "Every contract has measures of what it is to achieve (Select Committee on Commissioning, recommendations 2 "
         "and 6), in-house services and grants too (recommendations 21 and 25).",
         "Agree measures and enter them, an outcome among them."},
        {contract_no_outcome_measure,
         "contract_no_outcome_measure",
         Aspect::measures,
         {manager, procurement},
         by_state,
         "Outputs only",
         "Measures are of impacts and not of outputs alone (Select Committee on Commissioning, recommendations 2 and "
         "6).",
         "Agree a measure of what changes for people, or enter which measure is one."},
        {contract_no_qualitative_measure,
         "contract_no_qualitative_measure",
         Aspect::measures,
         {manager, procurement},
         by_state,
         "No measure by judgement",
         "Measures are quantitative and qualitative (Select Committee on Commissioning, recommendations 2 and 6); told "
         "over £50,000 (council policy).",
         "Agree a measure that is judged, with those who use the service."},
        {contract_no_outcome,
         "contract_no_outcome",
         Aspect::measures,
         {manager, procurement},
         by_state,
         "No strategic outcome",
         "Every contract is linked to the council's strategic outcomes (Select Committee on Commissioning, "
         "recommendation 2).",
         "Enter the outcome that the contract, or one of its measures, serves now."},
        {s52_kpis_short,
         "s52_kpis_short",
         Aspect::measures,
         {manager},
         by_state,
         "Fewer than three key performance indicators",
         "Before a public contract over £5 million is entered into at least three key performance indicators are set "
         "(Procurement Act 2023, section 52(1)); not of frameworks, concessions and light touch contracts.",
         "Mark the measures that are key performance indicators, or agree those that are missing."},
    };
}

std::vector<FindingKindRow> measure_kinds() {
    return {
        {measure_missed,
         "measure_missed",
         Aspect::measures,
         {manager},
         by_state,
         "Measure below target",
         "Measures are rated good, approaching target, requires improvement, inadequate or other (Procurement "
         "Regulations 2024, regulation 39(5)), by the contract's bands or else by the council's tolerances. The rating "
         "is a proposal.",
         "Find out why with the supplier, and record what is to be done."},
        {measure_missed_again,
         "measure_missed_again",
         Aspect::measures,
         {manager},
         by_state,
         "Measure below target again",
         "A measure below target in two consecutive reported periods calls for an improvement action (Select Committee "
         "on "
         "Commissioning, recommendation 22; council policy). With none recorded it goes to the lead director.",
         "Agree an improvement action with the supplier: what, by when, and who answers for it."},
        {measure_deteriorating,
         "measure_deteriorating",
         Aspect::measures,
         {manager},
         by_state,
         "Measure getting worse",
         "A point of the control chart (XmR, as NHS \"Making data count\" draws it) that is more than noise, for the "
         "worse; told from 13 readings on, and never for rates of fewer than 20 (council policy).",
         "Ask the supplier what changed, and when; the measure may still be on target."},
        {measure_likely_to_miss,
         "measure_likely_to_miss",
         Aspect::measures,
         {manager},
         by_state,
         "Measure likely to miss its target",
         "A robust line (Theil-Sen) through the last 12 readings, at least 6, rated with the bands in force then "
         "(council policy). It is a warning, not a fact.",
         "Look at the readings with the supplier before the next one is due."},
        {reading_overdue,
         "reading_overdue",
         Aspect::measures,
         {manager},
         by_state,
         "Reading not reported",
         "A reading is due 30 calendar days after its period ends, unless the measure says otherwise (council policy). "
         "Not "
         "reported counts neither as met nor as missed.",
         "Ask the supplier for the reading and have it taken in."},
        {reading_implausible,
         "reading_implausible",
         Aspect::measures,
         {manager},
         by_state,
         "Reading that can hardly be right",
         "Outside the bounds that the measure states, a numerator above its denominator, or the same value in six "
         "periods running (council policy). The reading counts until it is revised.",
         "Ask the supplier to check the reading, and have it revised if it is wrong."},
    };
}

std::vector<FindingKindRow> service_kinds() {
    return {
        {delivery_failed,
         "delivery_failed",
         Aspect::service,
         {service_operator},
         by_state,
         "A message was not delivered",
         "What the mail server refuses, or does not take for days, is never dropped in silence (council "
         "policy).",
         "Read the server's answer, put the address or the settings right, and tell the person by other means."},
        {feed_refused,
         "feed_refused",
         Aspect::service,
         {service_operator},
         by_state,
         "A file was refused, or rows of it",
         "A file is taken in whole or not at all; rows that cannot be read are left out and listed beside it (council "
         "policy).",
         "Put right what the reason names and deliver the file again."},
        {backup_failed,
         "backup_failed",
         Aspect::service,
         {service_operator},
         by_state,
         "The record was not copied",
         "The record is the council's evidence: it is copied every night, and each copy is checked before it counts "
         "(council policy).",
         "Put right what the reason names. `contractwatch backup FILE` makes a copy at once, and the next good nightly "
         "copy ends this."},
        {feed_overdue,
         "feed_overdue",
         Aspect::service,
         {service_operator},
         by_state,
         "An awaited file has not come",
         "What is not delivered cannot be judged: a feed has the rhythm that the settings expect of it (council "
         "policy). "
         "The very same bytes again are nothing new.",
         "Find out why the export did not run, and deliver the file."},
        {bank_rate_missing,
         "bank_rate_missing",
         Aspect::service,
         {service_operator},
         by_state,
         "Bank Rate of a reference day not known",
         "Statutory interest rests on the Bank Rate of 31 December or 30 June before it begins (Late Payment of "
         "Commercial Debts (Rate of Interest) (No. 3) Order 2002); where that is not known there is no figure.",
         "Take the Bank Rate that was in force on that day in as a row of the kind bank_rates: `contractwatch import "
         "bank_rates FILE`. The Bank of England publishes it (series IUDBEDR)."},
        {legal_number_stale,
         "legal_number_stale",
         Aspect::service,
         {service_operator},
         by_state,
         "A number of the law was not checked for a year",
         "Numbers that the law sets change: each has the day on which somebody last held it against its source, and is "
         "checked again after twelve months (council policy).",
         "Check the number against the authority that it names, and take it in with today as checked_on: "
         "`contractwatch "
         "import legal_numbers FILE`. Where it has changed, take in the new one with the day from which it holds."},
        {disk_low,
         "disk_low",
         Aspect::service,
         {service_operator},
         by_state,
         "The disk of the record runs full",
         "A service that cannot write can neither take in nor tell anything, so it says early that room is short "
         "(council policy).",
         "Free space on the disk where the record lies, or make it larger; this ends by itself then."},
    };
}

std::vector<FindingKindRow> all_kinds() {
    std::vector<FindingKindRow> all;
    for (auto&& part :
         {register_kinds(), review_kinds(), gap_kinds(), measure_kinds(), kinds_about_payment(), service_kinds()})
        all.insert(all.end(), part.begin(), part.end());
    std::ranges::sort(all, {}, &FindingKindRow::kind);
    return all;
}

}  // namespace

std::span<const FindingKindRow> finding_kinds() {
    static const auto table = all_kinds();
    return table;
}

const FindingKindRow& row_of(FindingKind kind) {
    const auto row = std::ranges::find(finding_kinds(), kind, &FindingKindRow::kind);
    if (row == finding_kinds().end()) throw std::logic_error("a kind of finding is missing from the table");
    return *row;
}

std::optional<FindingKind> find_finding_kind(std::string_view name) {
    const auto wanted = header_key(name);
    for (const auto& row : finding_kinds()) {
        if (header_key(row.name) == wanted) return row.kind;
    }
    return std::nullopt;
}

}  // namespace contractwatch

// What holds on a date: computed from the record alone, never stored as such.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "domain/facts/fields.h"

namespace contractwatch {

enum class Severity { info, warning, critical };
std::string_view name_of(Severity severity);

/// The parts of a contract that are evaluated apart from one another; the service itself; and the council, across its
/// contracts.
enum class Aspect { register_entry, reviews, measures, payments, supply_chain, service, council };
std::string_view name_of(Aspect aspect);

/// Whom a finding is for, before it is known who that is.
enum class Audience {
    manager,
    deputy,
    lead_director,
    procurement,
    finance,
    accounts_payable,
    service_operator,
    auditors,
    owner  ///< whoever answers for the very thing that the finding is about
};
std::string_view name_of(Audience audience);

enum class FindingKind {
    contract_no_manager,
    contract_no_director,
    role_left,
    nobody_reachable,
    contract_no_schedule,
    contract_open_ended,
    contract_no_value,
    contract_no_supplier,
    regime_unknown,
    review,
    review_deferred_again,
    action,
    contract_no_measure,
    contract_no_outcome_measure,
    contract_no_qualitative_measure,
    contract_no_outcome,
    s52_kpis_short,
    measure_missed,
    measure_missed_again,
    measure_deteriorating,
    measure_likely_to_miss,
    reading_overdue,
    reading_implausible,
    payment_due_soon,
    payment_late,
    payment_share_contract,
    received_revised_later,
    payment_disagrees,
    spend_after_end,
    spend_over_value,
    spend_without_contract,
    payment_share_authority,
    payment_not_improving,
    payment_share_small,
    payment_share_tier,
    flow_down,
    return_overdue,
    spot_check_due,
    small_supplier_slower,
    delivery_failed,
    feed_refused,
    backup_failed,
    feed_overdue,
    bank_rate_missing,
    legal_number_stale,
    disk_low,
};

/// What is fixed for a kind of finding.
struct FindingKindRow {
    FindingKind kind;
    std::string_view name;  ///< stable: part of keys, JSON and the log
    Aspect aspect;
    std::vector<Audience> audience;  ///< who is told by default
    bool staged = false;             ///< the finding itself says at which stage it is; no reminders beside its stages
    std::string_view title;          ///< as a mail names it: "Review due"
    std::string_view rule;           ///< the rule, with its source, as a mail's small print says it
    std::string_view to_do;          ///< what the reader is asked to do
};

std::span<const FindingKindRow> finding_kinds();
const FindingKindRow& row_of(FindingKind kind);
std::optional<FindingKind> find_finding_kind(std::string_view name);

/// One of the things that a finding gathers: an invoice of a contract.
struct Member {
    std::string id;    ///< stable from day to day
    std::string line;  ///< as a mail lists it

    friend bool operator==(const Member&, const Member&) = default;
};

struct Finding {
    FindingKind kind = FindingKind::review;
    ContractRef contract;
    std::string subject = {};  ///< within the contract: "performance 2026-10-01", a measure's reference; may be empty
    std::string period = {};   ///< canonical notation of the period judged; may be empty
    Severity severity = Severity::info;
    Date since;                ///< the day from which it holds
    std::string stage = {};    ///< of a staged kind: the latest stage reached, such as "due in 10 working days"
    std::string summary = {};  ///< one or two sentences, true as long as the evaluation stands: dates, never "tomorrow"
    std::vector<Member> members = {};
    Fields evidence = {};                 ///< the rows and figures that led to it
    std::vector<Audience> audience = {};  ///< where not the default of its kind
};

/// kind/contract/subject/period: the same from day to day.
std::string key_of(const Finding& finding);

/// The findings of one subject as at a day, and how long that answer stands if no fact changes.
struct Evaluation {
    std::vector<Finding> findings;
    Date holds_until = end_of_time;  ///< the last day on which the same findings, stages and summaries come out
};

}  // namespace contractwatch

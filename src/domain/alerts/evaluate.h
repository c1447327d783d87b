// The findings of one aspect of one contract: the place where the rules of the lower rooms become findings.
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/alerts/awaited_feed.h"
#include "domain/alerts/finding.h"
#include "domain/calendar/working_days.h"
#include "domain/contracts/council.h"
#include "domain/contracts/legal_numbers.h"
#include "domain/contracts/register_policy.h"
#include "domain/facts/row.h"
#include "domain/measures/measure_policy.h"
#include "domain/measures/rating_given.h"
#include "domain/payments/pay_runs.h"
#include "domain/payments/payment_policy.h"
#include "domain/payments/payment_tally.h"
#include "domain/reviews/review_policy.h"
#include "domain/reviews/schedule.h"

namespace contractwatch {

/// The council's policies and calendar in force, the numbers of the law beside them, and what it awaits; one value for
/// a whole sweep.
struct Rules {
    RegisterPolicy register_policy;
    ReviewPolicy reviews;
    MeasurePolicy measures;
    PaymentPolicy payments;
    WorkingCalendar calendar;
    Awaited awaited = {};
    /// Law and no policy, as are the numbers in `payments`: Procurement Act 2023 s.52(1).
    DatedNumber key_indicators_over = built_in_legal_numbers().of(rule_key_indicators_over);
    Sha256Of sha256 = {};  ///< no rule: how the rows behind a figure are digested; without it they are not
};

/// The rules by the numbers of the law as they are given, for those that are built in.
Rules with_law(Rules rules, const LegalNumbers& law);

/// How the council's pay runs settle by the rules, which must outlive it.
inline PayRuns pay_runs_of(const Rules& rules) {
    return {rules.payments, rules.calendar};
}

/// Everything in the record about one contract that an aspect needs (needs_of).
struct ContractRows {
    ContractRef contract;
    std::unordered_map<std::string_view, std::vector<Row>> rows;  ///< by kind's name
    std::vector<ScheduleVersion> schedule_versions;               ///< as recorded, oldest first
    std::vector<RatingGiven> ratings = {};                        ///< as recorded, oldest first

    std::span<const Row> of(std::string_view kind_name) const {
        const auto found = rows.find(kind_name);
        return found == rows.end() ? std::span<const Row>{} : std::span<const Row>{found->second};
    }
};

/// The kinds whose rows an aspect is evaluated from, `contracts` always among them.
std::span<const std::string_view> needs_of(Aspect aspect);

/// What holds for that aspect as at the day. A contract that is not in the rows gives nothing.
/// Facts dated after the day do not exist yet.
Evaluation evaluate(Aspect aspect, const ContractRows& contract, const Council& council, const Rules& rules,
                    Date as_at);

/// The ratings that the contract's readings are given on the day and that are not recorded yet.
std::vector<RatingGiven> unrecorded_ratings(const ContractRows& contract, Date as_at);

/// The schedule versions that the contract's reviews follow from that day and that are not recorded yet.
std::vector<ScheduleVersion> unrecorded_versions(const ContractRows& contract, const Rules& rules, Date as_at);

/// What the contract's invoices come to, month by month; nothing for a contract that is not in the rows.
PaymentTallies payment_tallies(const ContractRows& contract, const Rules& rules, Date as_at);

// One or two for each aspect; evaluate() chooses.
Evaluation register_findings(const ContractRows& contract, const People& people, const Rules& rules, Date as_at);
Evaluation review_findings(const ContractRows& contract, const Rules& rules, Date as_at);
Evaluation action_findings(const ContractRows& contract, const Rules& rules, Date as_at);
Evaluation measure_findings(const ContractRows& contract, const Rules& rules, Date as_at);
Evaluation payment_findings(const ContractRows& contract, const Rules& rules, Date as_at);
Evaluation supply_chain_findings(const ContractRows& contract, const Rules& rules, Date as_at);

}  // namespace contractwatch

// What a contract lacks in measures and outcomes.
#pragma once

#include "domain/alerts/evaluate.h"
#include "domain/contracts/outcome.h"

namespace contractwatch {

/// No measure, none of an outcome, none by judgement, fewer key performance indicators than the Act asks for; no link
/// to a strategic outcome, or one to an outcome that the council's list does not have or that has lapsed. Of contracts
/// in force and still to start, in-house services among them. The contract must be among the rows.
Evaluation measure_gaps(const ContractRows& contract, const Outcomes& outcomes, const Rules& rules, Date as_at);

}  // namespace contractwatch

// The kinds of reviews, measures and what is done about them.
#include "domain/facts/column_makers.h"
#include "domain/facts/kinds_by_subject.h"

namespace contractwatch {
namespace {

using namespace column_makers;

Kind schedules() {
    return {"schedules",
            "how often a contract is reviewed, where that is not the policy of its importance",
            {needed_key("contract", reference, "the contract"),
             key_part("lot", reference, "the lot; blank: the whole contract"),
             {"review_type",
              choice,
              "what kind of review",
              required,
              key,
              {"operational", "performance", "strategic", "assessment", "options_appraisal", "closing"}},
             needed("rule", text,
                    "monthly, quarterly, half-yearly, yearly, or an RFC 5545 rule such as FREQ=MONTHLY;BYDAY=2TU"),
             {"anchor", date, "the day it counts from; blank: the contract's start"},
             one_of("roll", "where a date goes that is no working day",
                    {"following", "preceding", "modified_following", "none"}, "following"),
             key_part("effective_from", date, "no review before it is due; blank: the day it was recorded"),
             {"remind_working_days", text, "working days before at which to remind, separated by spaces"}}};
}

Kind reviews() {
    return {"reviews",
            "reviews held and deferred",
            {needed_key("contract", reference, "the contract"),
             key_part("lot", reference, "the lot; blank: the whole contract"),
             {"review_type",
              choice,
              "what kind of review",
              required,
              key,
              {"operational", "performance", "strategic", "assessment", "options_appraisal", "closing"}},
             key_part("occurrence", date, "the nominal date of the review that this is about"),
             key_part("held_on", date, "the day it was held"),
             key_part("deferred_to", date, "the day it was put off to"),
             {"reason", text, "why it was put off"},
             needed("held_by", email, "who held it, or who put it off"),
             {"attendees", text, "who was there"},
             one_of("rating", "how the contract does",
                    {"good", "approaching_target", "requires_improvement", "inadequate", "other"}),
             {"summary", text, "what was found"},
             one_of("decision", "what the review changed",
                    {"continue", "tune_specification", "vary", "improvement", "extend", "recommission", "stop"}),
             {"lessons", text, "what was learned"},
             {"user_input", text, "users' voice: yes, no, not applicable, or how"},
             {"published_on", date, "the day it was published"},
             {"withdrawn_reason", text, "why this row was recorded wrongly; blank: it stands"}}};
}

Kind measures() {
    return {
        "measures",
        "outcome measures of a contract, each with the target in force from a day",
        {needed_key("contract", reference, "the contract"),
         key_part("lot", reference, "the lot; blank: the whole contract"),
         needed_key("measure", reference, "the measure's reference"),
         {"reason", text, "why the target was changed"},
         {"author", email, "who changed it"},
         {"rebase_on", date, "the first period end of a new group for the control chart"},
         {"fix_after", integer, "points after which the chart's limits are fixed, from 2"},
         needed("title", text, "what is measured"),
         one_of("kind", "outcome, output or process", {"outcome", "output", "process"}),
         one_of("nature", "by number or by judgement", {"quantitative", "qualitative"}, "quantitative"),
         {"direction", choice, "which way is better", required, false, {"increase", "decrease", "within"}},
         {"unit", text, "%, days, ratio, ..."},
         {"frequency",
          choice,
          "how often it is reported",
          required,
          false,
          {"monthly", "quarterly", "half-yearly", "yearly"}},
         one_of("period_basis", "the year that periods follow", {"financial", "calendar", "contract"}, "financial"),
         {"target", decimal, "the target; for within, its lower end"},
         {"target_high", decimal, "for within alone, the target's upper end"},
         {"approaching", decimal, "where the band approaching target begins; blank: 5 % off the target"},
         {"requires_improvement", decimal, "where the band requires improvement begins; blank: 15 % off the target"},
         key_part("effective_from", date, "the day from which this target holds"),
         {"lowest", decimal, "least value that is possible"},
         {"highest", decimal, "greatest value that is possible"},
         {"submit_within_days", integer, "calendar days after a period's end by which it is due; blank: 30"},
         {"outcome", reference, "the strategic outcome it serves"},
         {"co_produced", yes_no, "made with those who use the service"},
         {"social_value", yes_no, "a social value commitment"},
         {"s52_kpi", yes_no, "a key performance indicator under Procurement Act 2023 s.52"},
         {"baseline", decimal, "where it stood at the start"},
         {"points", text, "the ladder of severity points"}}};
}

Kind readings() {
    return {"readings",
            "what was reported for a measure and a period",
            {needed_key("contract", reference, "the contract"),
             key_part("lot", reference, "the lot; blank: the whole contract"),
             needed_key("measure", reference, "the measure"),
             needed_key("period", reference,
                        "2026-09, 2026-Q3, 2026-H1, 2026, 2026/27-Q2, 2026/27-H1, 2026/27, or a last day"),
             {"value", decimal, "the value; blank where rated or given as numerator and denominator"},
             one_of("rating", "the rating, where it is a judgement",
                    {"good", "approaching_target", "requires_improvement", "inadequate", "other"}),
             {"numerator", decimal, "of a rate"},
             {"denominator", decimal, "of a rate"},
             {"narrative", text, "the words behind it"},
             {"evidence", text, "where the evidence lies"},
             {"submitted_on", date, "the day it was reported"},
             {"submitted_by", email, "who reported it"},
             {"override_reason", text, "why a person set the rating; with rating and submitted_by"}}};
}

Kind actions() {
    return {"actions",
            "what is to be done about a contract, by whom and by when",
            {needed_key("contract", reference, "the contract"),
             needed_key("action", reference, "the action's reference"),
             one_of("kind", "what it is", {"improvement", "rectification_plan", "other"}, "improvement"),
             needed("description", text, "what is to be done"),
             needed("owner_email", email, "who answers for it"),
             needed("due_on", date, "the day by which it is to be done"),
             {"completed_on", date, "the day it was done; blank: it is open"},
             {"outcome", text, "what came of it"},
             {"raised_by_review", text, "the review that it came from"},
             {"raised_by_measure", reference, "the measure that it came from"},
             {"notice_given_on", date, "the day the supplier was given notice"},
             {"improve_by", date, "the day by which the supplier is to have improved"},
             one_of("result", "what the supplier achieved; with decided_on and decided_by",
                    {"improved", "not_improved", "plan_not_implemented"}),
             {"decided_on", date, "the day the result was decided; with result and decided_by"},
             {"decided_by", email, "who decided it; with result and decided_on"}}};
}

}  // namespace

std::vector<Kind> kinds_of_monitoring() {
    return {schedules(), reviews(), measures(), readings(), actions()};
}

}  // namespace contractwatch

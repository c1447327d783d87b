// The table of kinds. A column's name is the one that councils' templates carry; the LGA contracts schema's own where
// it has one.
#include <algorithm>

#include "domain/facts/kind.h"

namespace contractwatch {
namespace {

using enum ColumnType;

constexpr bool required = true;
constexpr bool key = true;

Column needed(std::string_view name, ColumnType type, std::string_view meaning) {
    return {name, type, meaning, required};
}

Column key_part(std::string_view name, ColumnType type, std::string_view meaning) {
    return {name, type, meaning, false, key};
}

Column needed_key(std::string_view name, ColumnType type, std::string_view meaning) {
    return {name, type, meaning, required, key};
}

Column one_of(std::string_view name, std::string_view meaning, std::vector<std::string_view> choices,
              std::string_view otherwise = {}) {
    return {name, choice, meaning, false, false, std::move(choices), otherwise};
}

Kind people() {
    return {"people",
            "who can hold a role and be written to",
            {needed_key("email", email, "the address that mail goes to"),
             needed("name", text, "as mail greets them"),
             {"job_title", text, "their post"},
             {"directorate", text, "the part of the council they work in"},
             {"active_from", date, "first day in post"},
             {"active_until", date, "last day in post; after it they receive nothing"},
             {"deputy_email", email, "who stands in for them"},
             {"cm_accreditation", text, "contract management accreditation held"},
             {"accredited_until", date, "last day of the accreditation"}}};
}

Kind roles() {
    return {"roles",
            "who holds which role on a contract, and when",
            {needed_key("contract", reference, "the contract"),
             {"role",
              choice,
              "the role held",
              required,
              key,
              {"manager", "deputy", "lead_director", "commissioner", "procurement_lead", "finance"}},
             needed_key("email", email, "the person"),
             key_part("from", date, "first day in the role; blank: since the start"),
             {"until", date, "last day in the role; blank: still held"}}};
}

Kind suppliers() {
    return {"suppliers",
            "who provides, with size and status",
            {needed_key("supplier", reference, "the council's reference or name for the supplier"),
             needed("name", text, "registered name"),
             {"company_number", text, "Companies House number"},
             {"charity_number", text, "Charity Commission number"},
             {"ppon", text, "public procurement organisation number"},
             {"parent_supplier", reference, "the supplier that owns it"},
             {"sme", yes_no, "a small or medium-sized enterprise"},
             {"vcse", yes_no, "a voluntary, community or social enterprise"},
             {"size_basis", text, "how its size is known"},
             {"aliases", text, "other names in ledgers, separated by semicolons"},
             {"valid_from", date, "first day these particulars hold"}}};
}

Kind contracts() {
    return {"contracts",
            "the contract register: the LGA contracts schema's columns and what monitoring needs beyond them",
            {needed_key("ContractReference", reference, "the contract's reference"),
             needed("ContractTitle", text, "the contract's title"),
             {"OrganisationalUnit", text, "the directorate or department responsible"},
             {"Description", text, "what is provided"},
             {"ContractType", text, "the type as published"},
             {"CPVCode", text, "common procurement vocabulary code"},
             {"StartDate", date, "first day of the contract"},
             {"EndDate", date, "last day in force; blank: open-ended"},
             {"ReviewDate", date, "the review date as published"},
             {"LastExtensionDate", date, "latest day any option allows"},
             {"ContractValue", money, "whole-life value without recoverable VAT, options included (see value_basis)"},
             {"IrrecoverableVAT", money, "VAT that cannot be recovered"},
             {"SupplierName", text, "the supplier"},
             {"CompaniesHouseRegistrationNumber", text, "the supplier's company number"},
             {"CharityCommissionNumber", text, "the supplier's charity number"},
             {"SMESupplier", yes_no, "the supplier is an SME"},
             {"VCSESupplier", yes_no, "the supplier is a VCSE"},
             {"ProcessType", text, "how it was procured"},
             {"ContactName", text, "published contact"},
             {"ContactEmail", email, "published contact's address"},
             one_of("type", "what it is",
                    {"contract", "framework", "dynamic_market", "call_off", "purchase_order", "grant", "in_house",
                     "concession", "joint", "placement"},
                    "contract"),
             {"parent_contract", reference, "the framework or contract it stands under"},
             {"lots", text, "its lots, separated by semicolons"},
             {"manager_email", email, "shorthand for the role manager"},
             {"deputy_email", email, "shorthand for the role deputy"},
             {"director_email", email, "shorthand for the role lead_director"},
             one_of("importance", "gold, silver or bronze; blank: derived", {"gold", "silver", "bronze"}),
             {"failure_impact", integer, "impact of failure, 1 to 5"},
             {"continuity", integer, "need for continuity, 1 to 5"},
             {"switching", integer, "difficulty of switching, 1 to 5"},
             {"value_score", integer, "value, 1 to 5"},
             one_of("provider_type", "who provides", {"external", "in_house"}, "external"),
             one_of("regime", "the procurement law it stands under",
                    {"pa23", "pcr15", "below_threshold", "psr", "grant", "in_house", "none"}),
             {"light_touch", yes_no, "a light-touch contract"},
             {"concession", yes_no, "a concession contract"},
             {"user_choice", yes_no, "a user-choice contract"},
             {"works", yes_no, "a works contract"},
             {"entered_on", date, "the day it was entered into"},
             {"procurement_commenced_on", date, "the day its procurement commenced"},
             one_of("value_basis", "what ContractValue covers", {"whole_life", "annual"}, "whole_life"),
             {"estimated_value_gross", money, "estimated value with VAT at entry, for the Act's thresholds"},
             {"framework_ceiling", money, "most that call-offs may come to"},
             {"annual_budget", money, "budget a year"},
             {"outcome", reference, "the strategic outcome it serves"},
             {"payment_terms_days", integer, "days to pay under the contract, from receipt"},
             {"flow_down_days", integer, "days to pay that it requires down the supply chain"},
             {"contract_interest_rate", decimal, "the contract's own interest rate for late payment"},
             {"verification_procedure", yes_no, "invoices are verified before they fall due"},
             one_of("supply_chain_return", "how often the prime declares its supply-chain payments",
                    {"none", "monthly", "quarterly"}, "none"),
             {"authority", text, "the contracting authority; blank: the council"},
             {"committee", text, "the committee that oversees it"},
             {"category", text, "procurement category"},
             {"partners", text, "partner authorities"},
             {"exempt", yes_no, "left out of public editions"},
             {"personal_data", yes_no, "personal data is processed"},
             {"risk_rating", text, "the council's risk rating"},
             {"risk_reviewed_on", date, "the day the risk was last reviewed"},
             {"grant_purpose", text, "what a grant is for"},
             {"award_date", date, "the day of award"},
             {"social_value_reason", text, "social value committed, or why none"},
             one_of("status", "active, ended or terminated", {"active", "ended", "terminated"}, "active"),
             {"ended_on", date, "the day it ended"},
             {"ended_reason", text, "why it ended"}},
            "ContractValue"};
}

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
         {"fix_after", integer, "points after which the chart's limits are fixed"},
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
         {"target_high", decimal, "for within, the target's upper end"},
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
             {"override_reason", text, "why a person set the rating"}}};
}

Kind subcontracts() {
    return {"subcontracts",
            "sub-contracts down the supply chain",
            {needed_key("contract", reference, "the head contract"),
             needed_key("subcontract", reference, "the sub-contract's reference"),
             {"parent", reference, "the sub-contract above it; blank: the head contract"},
             needed("payer", reference, "who pays"),
             needed("payee", reference, "who is paid"),
             {"supply_tier", integer, "the payee's tier; 1 is the prime"},
             {"terms_days", integer, "days to pay that it states"},
             {"prompt_payment_clause", yes_no, "whether the prompt payment clause is in it; blank: unknown"},
             {"payee_sme", yes_no, "the payee is an SME"},
             {"payee_vcse", yes_no, "the payee is a VCSE"},
             {"start", date, "first day"},
             {"end", date, "last day"}}};
}

Kind invoices() {
    return {"invoices",
            "invoices at every supply tier, from receipt to payment",
            {{"contract", reference, "the head contract; blank: none known"},
             {"lot", reference, "the lot; blank: the whole contract"},
             {"subcontract", reference, "the sub-contract; blank at tier 1"},
             {"supply_tier", integer, "1: paid by the council; blank: 1", false, false, {}, "1"},
             key_part("payer", reference, "who pays; blank at tier 1: the council"),
             needed_key("payee", reference, "who is paid"),
             needed_key("invoice", reference, "the payee's invoice reference"),
             {"received_on", date, "the day it reached the address or system named in the contract"},
             {"invoice_date", date, "the date on the invoice"},
             {"due_stated_on", date, "a due date that the payee wrote on it"},
             {"due_in_ledger", date, "a due date that the ledger computed; shown, moves nothing"},
             {"verified_on", date, "the day it was verified"},
             {"performed_on", date, "the day of performance"},
             {"amount_net", money, "without VAT"},
             {"amount_gross", money, "with VAT", required},
             {"paid_on", date, "the day the payee had the money"},
             {"paid_amount", money, "what was paid; blank with paid_on: all of it"},
             {"credits_invoice", reference, "the invoice that this credit note reduces"},
             {"replaces_invoice", reference, "the invoice that this one replaces"},
             {"deduction", money, "deducted before payment"},
             {"deduction_reason", text, "why: CIS, retention, service credit"},
             {"disputed_from", date, "the day a dispute began"},
             {"dispute_notified_on", date, "the day the payee was told"},
             {"dispute_resolved_on", date, "the day it was resolved"},
             {"payee_sme", yes_no, "the payee is an SME"},
             {"payee_vcse", yes_no, "the payee is a VCSE"}},
            "amount_gross",
            {"invoice", "payee", "payer"}};
}

Kind payments() {
    return {"payments",
            "payments made, whole or in part",
            {key_part("payer", reference, "who paid; blank: the council"),
             needed_key("payee", reference, "who was paid"),
             key_part("invoice", reference, "the invoice paid; blank: unknown"),
             key_part("payment", reference, "the payment's reference"),
             {"paid_on", date, "the day of payment", required, key},
             {"amount", money, "what was paid", required, key},
             key_part("copy", integer, "which of several identical rows this is; counted by intake"),
             {"contract", reference, "the contract"},
             {"method", text, "how it was paid"},
             {"value_date", date, "the day the payee had the money"}},
            "amount",
            {"invoice", "payee", "paid_on", "amount", "payment", "payer", "copy"},
            "invoices"};
}

Kind disputes() {
    return {"disputes",
            "invoices that their payer does not accept as they stand; an invoice can have several",
            {key_part("payer", reference, "who pays; blank at tier 1: the council"),
             needed_key("payee", reference, "who is paid"),
             needed_key("invoice", reference, "the invoice disputed"),
             one_of("kind", "disputed, or no valid invoice", {"disputed", "invalid"}, "disputed"),
             {"from", date, "the day it began", required, key},
             {"notified_on", date, "the day the payee was told; blank: not told, and it counts for nothing"},
             {"resolved_on", date, "the day it was resolved; blank: still open"},
             {"contract", reference, "the contract; blank: the invoice's"},
             {"amount", money, "how much of it is disputed"},
             {"reason", text, "why"},
             {"outcome", text, "how it was resolved"}},
            {},
            {"invoice", "payee", "from", "payer"},
            "invoices"};
}

std::vector<Kind> all_kinds() {
    std::vector<Kind> all = {people(),   suppliers(), contracts(),    roles(),    schedules(), reviews(),
                             measures(), readings(),  subcontracts(), invoices(), payments(),  disputes()};
    for (auto& each : all) {
        for (const auto& name : each.key_order)
            each.key_places.push_back(each.column(name));
        if (!each.key_places.empty()) continue;
        for (std::size_t at = 0; at < each.columns.size(); ++at) {
            if (each.columns[at].key) each.key_places.push_back(at);
        }
    }
    return all;
}

}  // namespace

std::span<const Kind> kinds() {
    static const std::vector<Kind> table = all_kinds();
    return table;
}

}  // namespace contractwatch

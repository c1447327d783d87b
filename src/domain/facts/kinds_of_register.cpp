// The kinds of the contract register. A column's name is the one that councils' templates carry; the LGA contracts
// schema's own where it has one.
#include "domain/facts/column_makers.h"
#include "domain/facts/kinds_by_subject.h"

namespace contractwatch {
namespace {

using namespace column_makers;

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

Kind outcomes() {
    return {"outcomes",
            "the council's strategic outcomes, which contracts and measures serve",
            {needed_key("outcome", reference, "the outcome's reference"),
             needed("title", text, "what is to be achieved"),
             {"parent", reference, "the outcome that it is part of"},
             {"valid_from", date, "first day it is one of the council's outcomes; blank: always was"},
             {"valid_until", date, "last day it is one of the council's outcomes; blank: still is"}}};
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
             {"supplier_contact_email", email,
              "whom to write to at the supplier about its returns; nobody is, unless the settings allow it"},
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

Kind obligations() {
    return {"obligations",
            "anything dated that a contract or a supplier owes, once or again and again",
            {key_part("contract", reference, "the contract; blank: the supplier's own"),
             key_part("supplier", reference, "the supplier; blank: the contract's own"),
             needed_key("obligation", reference, "the obligation's reference"),
             {"kind",
              choice,
              "what it is",
              required,
              false,
              {"insurance", "checks", "business_continuity_test", "exit_plan", "financial_check", "guarantee",
               "licence", "spot_check", "report", "other"}},
             needed("due_or_expires_on", date, "the day by which it is due, or on which what was shown expires"),
             one_of("repeat", "how often it falls due again; blank: once",
                    {"monthly", "quarterly", "half-yearly", "yearly"}),
             {"owner_email", email, "who answers for it"},
             {"met_on", date, "the day it was last met"},
             {"evidence", text, "where the evidence lies"}}};
}

}  // namespace

std::vector<Kind> kinds_of_register() {
    return {people(), suppliers(), outcomes(), contracts(), roles(), obligations()};
}

}  // namespace contractwatch

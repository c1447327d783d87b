// The kinds of prompt payment, down the whole supply chain.
#include "domain/facts/column_makers.h"
#include "domain/facts/kinds_by_subject.h"

namespace contractwatch {
namespace {

using namespace column_makers;

Column paid_on_is() {
    return one_of("paid_on_is", "what paid_on is: the day the payee had the money, or that of the pay run",
                  {"value_date", "run_date"}, "value_date");
}

Kind subcontracts() {
    return {"subcontracts",
            "sub-contracts down the supply chain",
            {needed_key("contract", reference, "the head contract"),
             needed_key("subcontract", reference, "the sub-contract's reference"),
             {"parent", reference, "the sub-contract above it, recorded or in the same file; blank: the head contract"},
             needed("payer", reference, "who pays"),
             needed("payee", reference, "who is paid"),
             {"supply_tier", integer,
              "the payee's tier: its parent's and 1 more, 2 under the head contract; may be left blank"},
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
             {"supply_tier", integer,
              "1: paid by the council; blank: 1, or 2 under a sub-contract; of a known one that one's counts"},
             key_part("payer", reference, "who pays; blank at tier 1: the council"),
             needed_key("payee", reference, "who is paid"),
             needed_key("invoice", reference, "the payee's invoice reference"),
             {"received_on", date, "the day it reached the address or system named in the contract"},
             one_of("assume_received", "what stands in where no day of receipt is recorded", {"invoice_date"}),
             by_intake({"received_revised_from", date, "the day of receipt that was revised to a later one"}),
             {"invoice_date", date, "the date on the invoice"},
             {"due_stated_on", date, "a due date that the payee wrote on it"},
             {"due_in_ledger", date, "a due date that the ledger computed; shown, moves nothing"},
             {"verified_on", date, "the day it was verified"},
             {"performed_on", date, "the day of performance"},
             {"amount_net", money, "without VAT"},
             {"amount_gross", money, "with VAT", required},
             {"paid_on", date, "the day the payee had the money, or of the pay run"},
             paid_on_is(),
             {"value_date", date, "the day the payee had the money, where paid_on is of the pay run"},
             {"method", text, "how it was paid: BACS, Faster Payments, CHAPS"},
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
             by_intake(key_part("copy", integer, "which of several identical rows this is; counted by intake")),
             paid_on_is(),
             {"contract", reference, "the contract"},
             {"method", text, "how it was paid: BACS, Faster Payments, CHAPS"},
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

Kind interest() {
    return {"interest",
            "what became of the statutory interest on an invoice: it was paid, or remitted",
            {key_part("payer", reference, "who pays; blank at tier 1: the council"),
             needed_key("payee", reference, "who was paid late"),
             needed_key("invoice", reference, "the invoice paid late"),
             {"kind", choice, "paid to the payee, or remitted", required, key, {"paid", "remitted"}},
             {"on", date, "the day it was paid, or remitted", required, key},
             {"amount", money, "how much, fixed sum included; blank where all of it was remitted"},
             {"decided_by", email, "who decided it; needed where it was remitted"},
             {"reason", text, "why; needed where it was remitted"},
             {"contract", reference, "the contract; blank: the invoice's"}},
            "amount",
            {"invoice", "payee", "on", "kind", "payer"},
            "invoices"};
}

Kind returns() {
    return {"returns",
            "primes' declarations that their supply-chain return for a period is complete",
            {needed_key("contract", reference, "the head contract"),
             needed_key("period", reference, "the period: 2026-09, 2026-Q3, or its last day"),
             needed("submitted_on", date, "the day it was declared"),
             {"submitted_by", text, "who declared it"},
             {"invoices_in_return", integer, "how many invoices it declares"},
             {"nil_return", yes_no, "there was nothing to declare"}}};
}

Kind bank_rates() {
    return {"bank_rates",
            "the Bank of England's Bank Rate, for statutory interest",
            {{"from", date, "the day from which it holds", required, key}, needed("rate", decimal, "per cent a year")}};
}

Kind legal_numbers() {
    return {"legal_numbers",
            "numbers that the law or guidance sets, each with its dates and its source",
            {needed_key("rule", reference, "the rule that it belongs to"),
             needed("value", decimal, "days, pounds or per cent, as the rule says"),
             key_part("applies_to", reference, "what it applies to; blank: everything under the rule"),
             {"from", date, "the day from which it holds", required, key},
             {"until", date, "the last day on which it holds; blank: still does"},
             {"authority", text, "statute, guidance or our reading, and where it stands"},
             needed("checked_on", date, "the day on which somebody last checked it")}};
}

}  // namespace

std::vector<Kind> kinds_of_payment() {
    return {subcontracts(), invoices(), payments(), disputes(), interest(), returns(), bank_rates(), legal_numbers()};
}

}  // namespace contractwatch

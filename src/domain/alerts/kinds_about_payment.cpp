// The kinds of finding about payment: who is told, and what a mail says of each beyond its own facts.
#include "domain/alerts/kinds_about_payment.h"

namespace contractwatch {
namespace {

using enum Audience;
using enum FindingKind;

constexpr bool by_state = false;  ///< reminders, not stages

std::vector<FindingKindRow> payment_kinds() {
    return {
        {payment_due_soon,
         "payment_due_soon",
         Aspect::payments,
         {accounts_payable},
         by_state,
         "Invoices due soon",
         "The council pays within 14 days of receipt (Select Committee on Commissioning, recommendation 20). A pay run "
         "on "
         "the act-by day still reaches the payee in time.",
         "Release these invoices for payment, or record the dispute and when the payee was told of it."},
        {payment_late,
         "payment_late",
         Aspect::payments,
         {accounts_payable, manager},
         by_state,
         "Invoices past their day",
         "The council pays within 14 days of receipt (Select Committee on Commissioning, recommendation 20); statutory "
         "days "
         "are computed from the dates recorded.",
         "Pay these invoices, or record why not."},
        {payment_share_contract,
         "payment_share_contract",
         Aspect::payments,
         {manager},
         by_state,
         "Share of invoices paid in time",
         "90 per cent of a contract's invoices are paid within 14 days of receipt, judged over the last three closed "
         "calendar months (Select Committee on Commissioning, recommendation 20; council policy).",
         "Find out with accounts payable where these invoices waited, and see that later ones do not."},
        {received_revised_later,
         "received_revised_later",
         Aspect::payments,
         {auditors},
         by_state,
         "Day of receipt moved to a later one",
         "Every last day is computed from the day of receipt, so that a later one helps the payer's figures. What was "
         "recorded first stays in the record; a change is shown to the auditors for twelve months after the later day "
         "(council policy).",
         "Ask for what shows when these invoices were received, and have the day corrected if the first one was "
         "right."},
        {payment_disagrees,
         "payment_disagrees",
         Aspect::payments,
         {manager},
         by_state,
         "An invoice and its payments disagree",
         "Where the record has payments of an invoice these count, and the invoice's own day and amount of payment do "
         "not (council policy).",
         "Find out with accounts payable which is right, and have the other corrected."},
    };
}

std::vector<FindingKindRow> spend_kinds() {
    return {
        {spend_after_end,
         "spend_after_end",
         Aspect::payments,
         {procurement},
         by_state,
         "Paid after the end of the contract",
         "The ledger is held against the register over a rolling year: what is paid later than 30 days after a "
         "contract's end was hardly done under it (Select Committee on Commissioning, recommendation 24; council "
         "policy).",
         "Find out under what it was bought: record the extension or the new contract, or stop buying."},
        {spend_over_value,
         "spend_over_value",
         Aspect::payments,
         {procurement},
         by_state,
         "More spent than the contract is worth",
         "The ledger is held against the register: what is spent under a contract stays within its value (Select "
         "Committee on Commissioning, recommendation 24; council policy).",
         "Find out whether the value in the register is right, or record the change by which it grew."},
        {spend_without_contract,
         "spend_without_contract",
         Aspect::council,
         {procurement},
         by_state,
         "Paid under no contract of the register",
         "The register is complete (Select Committee on Commissioning, recommendations 16 and 24): a payee who gets "
         "over £5,000 in a rolling year has a live contract there, over £50,000 above all (council policy).",
         "Enter the contract, add the payee's other name to the list of suppliers, or find out who bought it."},
    };
}

std::vector<FindingKindRow> supply_chain_kinds() {
    return {
        {flow_down,
         "flow_down",
         Aspect::supply_chain,
         {manager},
         by_state,
         "Payment terms not passed down",
         "Prompt payment terms reach all the way down the supply chain (Select Committee on Commissioning, "
         "recommendation 20; Procurement Act 2023, s.73): no sub-contract pays later than the contract above it or "
         "than the days that the law has (30), and each has the prompt payment clause.",
         "Ask the supplier to have these sub-contracts changed, or have the register corrected."},
        {return_overdue,
         "return_overdue",
         Aspect::supply_chain,
         {manager},
         by_state,
         "Supply-chain return not received",
         "A prime's return of how it paid its supply chain is due 20 calendar days after its period; that there was "
         "nothing to declare is declared too (Select Committee on Commissioning, recommendation 20; council policy).",
         "Ask the supplier for the return, nil or not, and have it taken in."},
        {spot_check_due,
         "spot_check_due",
         Aspect::supply_chain,
         {manager},
         by_state,
         "Spot check of the supply chain due",
         "Payment down the supply chain of a large contract is checked on the spot at least every six months (PPN "
         "021); "
         "large is over £5,000,000 (council policy).",
         "Ask some of the sub-contractors when they were paid, and record the check as an obligation of the kind "
         "spot_check that was met."},
    };
}

std::vector<FindingKindRow> council_kinds() {
    return {
        {payment_share_authority,
         "payment_share_authority",
         Aspect::council,
         {procurement, finance},
         by_state,
         "The council's prompt payment below its baseline",
         "Payment within 14 days is delivered within 90 per cent of contracts (Select Committee on Commissioning, "
         "recommendation 20); which figure is the headline is council policy. `contractwatch payments r20` shows them "
         "all.",
         "Look with accounts payable at the contracts below the pass mark, the largest first."},
        {payment_not_improving,
         "payment_not_improving",
         Aspect::council,
         {procurement, finance},
         by_state,
         "Prompt payment not improving",
         "The council continues to improve (Select Committee on Commissioning, recommendation 20), judged by four "
         "closed quarters against the four before (council policy).",
         "Find out what has changed since, and when it began: `contractwatch payments r20` shows each quarter."},
        {payment_share_small,
         "payment_share_small",
         Aspect::council,
         {procurement, finance},
         by_state,
         "Small payees paid in time less often",
         "Smaller providers are treated fairly (Select Committee on Commissioning, recommendations 1, 4 and 5); 5 "
         "points below the whole is a finding (council policy).",
         "Find out with accounts payable where the invoices of small payees wait longer than those of others."},
        {payment_share_tier,
         "payment_share_tier",
         Aspect::council,
         {procurement, finance},
         by_state,
         "Payment down the supply chain below its baseline",
         "Prompt payment reaches all the way down the supply chain (Select Committee on Commissioning, recommendation "
         "20). By what primes declared, and only where the head contract states flow_down_days; never blended with the "
         "council's own ledger.",
         "Ask the primes whose returns show late payments what they do about it."},
        {small_supplier_slower,
         "small_supplier_slower",
         Aspect::council,
         {procurement, finance},
         by_state,
         "Smaller sub-contractors paid later",
         "Smaller providers are treated fairly in the supply chain (Select Committee on Commissioning, recommendations "
         "1, 4, 5 and 18): a prime does not pay SME and VCSE sub-contractors over 5 days later than others, by the "
         "mean of 10 or more invoices of each, over all its contracts and twelve closed calendar months (council "
         "policy).",
         "Ask the supplier why, and agree what it changes."},
    };
}

}  // namespace

std::vector<FindingKindRow> kinds_about_payment() {
    std::vector<FindingKindRow> all;
    for (auto&& part : {payment_kinds(), spend_kinds(), supply_chain_kinds(), council_kinds()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace contractwatch

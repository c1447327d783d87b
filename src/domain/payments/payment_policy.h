// The council's own prompt-payment rules, and beside them the numbers of the law that stand in force with them.
#pragma once

#include "base/money.h"
#include "domain/payments/payment_law.h"

namespace contractwatch {

/// Which of R20's figures is held against the baseline.
enum class R20Headline {
    contracts_at_pass_mark,  ///< contracts whose share of invoices paid in time reaches the pass mark
    contracts_all_on_time,   ///< contracts with every invoice paid in time
    invoices,                ///< by number
    value,                   ///< by what was due
};

/// R20 of the select committee, and working conventions; each a setting, but for the last member, which is law.
struct PaymentPolicy {
    int policy_days = 14;                ///< calendar days from receipt to payment
    int sme_policy_days = 0;             ///< likewise for SME payees; 0: no exception
    int vcse_policy_days = 0;            ///< likewise for VCSE payees; 0: no exception
    int pass_mark_percent = 90;          ///< of invoices whose last day is in the period
    int share_over_months = 3;           ///< closed calendar months that a contract's share is judged over
    int least_late = 2;                  ///< late invoices below which a share is not a finding
    int few_invoices_under = 10;         ///< below it the share is said to rest on few invoices
    int deemed_verified_after_days = 7;  ///< pcr15: verification is deemed no later (Cabinet Office guidance)
    int settlement_working_days = 2;     ///< from the pay run to the payee's account (BACS)
    int due_soon_working_days = 3;       ///< warning before the act-by day, beyond settlement
    int return_due_days = 20;            ///< calendar days after its period by which a supply-chain return is due
    int small_slower_days = 5;           ///< a prime may pay SME and VCSE sub-contractors so much later than others
    int small_least_invoices = 10;       ///< of each, below which the two are not held against each other
    int spot_check_every_months = 6;     ///< of payment down the supply chain of a large contract (PPN 021)
    Money spot_check_over = Money::pounds(5'000'000);  ///< the whole-life value above which a contract is large
    R20Headline headline = R20Headline::contracts_at_pass_mark;  ///< "delivered within 90 % of contracts"
    int baseline_percent = 90;                                   ///< that the headline is to reach

    /// No policy and no setting: what the law asks, built in, or as the record has it (with_law).
    PaymentLaw law = built_in_payment_law();

    friend bool operator==(const PaymentPolicy&, const PaymentPolicy&) = default;
};

}  // namespace contractwatch

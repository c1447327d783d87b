// What is found across contracts: how the council pays as a whole, and how payment goes down the supply chain.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "domain/alerts/alert.h"
#include "domain/alerts/finding.h"
#include "domain/payments/payment_tally.h"
#include "domain/payments/r20_figures.h"

namespace contractwatch {

/// The tallies of one contract.
struct ContractTallies {
    ContractRef contract;
    std::vector<PaymentTally> months;
    std::vector<PrimeTally> primes = {};
};

/// The first day of the months that findings across contracts are made from.
Date first_month_across_contracts(Date as_at);

/// The days whose invoices a finding of that kind across contracts rests on, as found on the day: the closed month, the
/// closed quarters that are held against each other, or the twelve closed months of what primes paid.
DateRange days_behind(FindingKind kind, Date as_at);

/// Whether what one invoice adds to the tallies, in those days, counts in the figures of such an alert.
bool bears_on(const Alert& alert, const PaymentTally& of_invoice);
bool bears_on(const Alert& alert, const PrimeTally& of_invoice);

/// Takes the tallies of every contract of the register and says what holds as at the day.
///
/// By the last closed calendar month: the headline of R20 below its baseline; invoices to SMEs, or to VCSEs, paid in
/// time 5 points or more less often than all; a declared supply tier below the baseline, where contracts state
/// flow_down_days. Under so many late invoices (a setting) neither sort nor tier is a finding. By closed quarters: the
/// headline of the last four below that of the four before. Nothing for a population of none. Over twelve closed months
/// and all contracts of a prime: SME and VCSE sub-contractors who wait over so many days longer than others (settings).
class CouncilPayments {
  public:
    /// Findings keep the digest of the rows behind their figures where a way to make one is given.
    CouncilPayments(const PaymentPolicy& policy, Date as_at, Sha256Of sha256);

    void add(const ContractRef& contract, const PaymentTally& tally);

    void add(const ContractRef& contract, const PrimeTally& tally);

    std::vector<Finding> findings() const;

  private:
    struct MeanDays {
        std::int64_t days = 0;
        std::int64_t invoices = 0;

        std::string text() const;  ///< in tenths, half up
    };
    /// What a prime paid, under which contracts.
    struct Prime {
        std::string name;
        MeanDays small;
        MeanDays others;
        std::set<ContractRef> contracts;
        RowsBehind rows = {};

        bool slower_by_over(std::int64_t days) const;
    };
    void find_slower(std::vector<Finding>& found, const Prime& prime) const;
    void find_authority(std::vector<Finding>& found) const;
    void find_not_improving(std::vector<Finding>& found) const;
    void find_small(std::vector<Finding>& found, std::string_view size, const Share& share) const;
    void find_tier(std::vector<Finding>& found, int tier, const Share& share) const;
    void add_rows(Finding& finding, int supply_tier) const;
    bool too_few_late(const Share& share) const;
    Finding finding_of_month(FindingKind kind, std::string subject, const Share& share) const;

    PaymentPolicy policy_;
    Date as_at_;
    Sha256Of sha256_;
    R20Span month_;
    R20Span last_year_;
    R20Span year_before_;
    Share sme_;
    Share vcse_;
    std::map<int, Share> tiers_;
    std::map<std::pair<int, Date>, RowsBehind> rows_;  ///< by supply tier, the council's own as 1, and month
    DateRange twelve_months_;
    std::map<std::string, Prime> primes_;
};

}  // namespace contractwatch

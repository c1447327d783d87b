// The sub-contracts under one head contract: at which tier each stands, and whether its terms pass the head's down.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "domain/contracts/contract.h"
#include "domain/facts/row.h"
#include "domain/payments/invoice.h"
#include "domain/payments/payment_law.h"

namespace contractwatch {

/// What a row of `subcontracts` says, and where it stands.
struct SubContract {
    std::string reference;
    std::string parent;  ///< the sub-contract above it; empty: the head contract
    std::string payer;
    std::string payee;
    std::optional<int> stated_tier;
    std::optional<Days> terms;   ///< to pay
    std::optional<bool> clause;  ///< whether the prompt payment clause is in it; nothing: unknown
    std::optional<bool> payee_sme;
    std::optional<bool> payee_vcse;
    std::optional<Date> start;
    std::optional<Date> end;  ///< its last day
    Date recorded_on;
    std::optional<int> tier;  ///< the payee's: its parent's and 1 more, 2 under the head contract; nothing where its
                              ///< parents are not known or go round in a circle

    /// The day whose law it goes by: its first, else the one on which it was recorded.
    Date begun_on() const { return start.value_or(recorded_on); }
    /// Whether it is in force on the day: begun (or without a first day), and not past its last.
    bool live_on(Date day) const { return start.value_or(day) <= day && day <= end.value_or(day); }
};

/// The sub-contracts of one head contract.
class SupplyChain {
  public:
    /// Rows of kind `subcontracts` of one contract, in any order.
    explicit SupplyChain(std::span<const Row> rows);

    const std::vector<SubContract>& all() const { return all_; }  ///< by tier and reference; without tier: last
    /// Null where there is none of that reference, as references are compared.
    const SubContract* find(std::string_view reference) const;
    const SubContract* parent_of(const SubContract& each) const {
        return each.parent.empty() ? nullptr : find(each.parent);
    }

  private:
    std::optional<int> tier_of(const SubContract& each) const;

    std::vector<SubContract> all_;
};

/// Of an invoice under a known sub-contract that one's tier counts, whatever the invoice says. Null: not known.
void stand_at_tier(Invoice& invoice, const SubContract* known);

/// The days to pay that the contract above it states: the sub-contract that is its parent, or else the head contract;
/// nothing where that one does not say, or nobody knows the parent.
std::optional<Days> terms_above(const SupplyChain& chain, const SubContract& each, const Contract& head);

/// How the terms of the head contract reach a sub-contract.
struct FlowDown {
    std::vector<std::string> faults;   ///< each a clause without its full stop: what is told as a finding
    std::vector<std::string> unknown;  ///< what the register leaves blank, likewise; shown, never a finding
    std::optional<LegalNumber> law;    ///< the row that its terms are longer than, where that is the fault
};

/// Longer terms than the contract above it, or than the law had when it began (30 days; of an older one its first
/// number), and a prompt payment clause that is said not to be in it are faults (R20; Procurement Act 2023 s.73).
/// `above` are the days to pay that the parent states: the sub-contract's above it, or under the head contract that
/// one's.
FlowDown flow_down_of(const SubContract& each, std::optional<Days> above, const PaymentLaw& law);

}  // namespace contractwatch

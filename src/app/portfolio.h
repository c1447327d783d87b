// What the record says of the contracts as at a day: rows are read, made typed, and judged by the rules.
//
// It only reads: every answer is computed from the facts alone.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/alerts/evaluate.h"
#include "domain/contracts/action.h"
#include "domain/contracts/contract.h"
#include "domain/contracts/council.h"
#include "domain/measures/chart_sheet.h"
#include "domain/measures/measure_rows.h"
#include "domain/payments/payment_figures.h"
#include "domain/payments/r20_figures.h"
#include "domain/reviews/occurrence.h"
#include "ports/evaluations.h"
#include "ports/store.h"

namespace contractwatch {

/// A review of one contract.
struct ContractReview {
    ContractRef contract;
    Occurrence occurrence;
};

/// A measure beside its target, and the findings that hold of it.
struct MeasureStanding {
    MeasureRow row;
    std::vector<std::string> findings;  ///< their keys, in order
};

/// An action, and how it stands.
struct ActionStanding {
    Action action;
    ActionState state = ActionState::open;
};

/// Which payment figures are wanted.
struct PaymentQuestion {
    DateRange range;
    std::vector<PaymentGrouping> groupings = {PaymentGrouping::authority};
    ContractRef contract = {};  ///< empty: all
    Keep keep = Keep::figures;
};

struct PaymentAnswer {
    std::vector<PaymentRow> rows;
    std::int64_t without_received_on = 0;  ///< invoices that no clock runs on
};

/// Who holds a role on a contract.
struct RoleHolder {
    Role role = Role::manager;
    Email person;
    std::string name;
    bool in_post = true;
};

/// What stands in the register of one contract, and what follows from it.
struct RegisterEntry {
    Row row;
    Contract contract;
    ImportanceFinding importance;
    std::optional<Money> whole_life_value;
    bool live = false;
    std::vector<RoleHolder> officers;    ///< manager, deputy and lead director, those that somebody holds
    std::vector<VersionSpan> schedules;  ///< by lot, review type and day
    std::optional<Outcome> outcome;      ///< that it names; nothing also where the list does not have it
};

class Portfolio {
  public:
    /// Everything is said as at the day. The record and the rules must outlive it.
    Portfolio(const Record& record, const Rules& rules, Date as_at) : record_(record), rules_(rules), as_at_(as_at) {}

    /// The contracts of the register, by reference.
    std::vector<ContractRef> contracts() const;
    /// Nothing wrong, or a not_found that names the known references nearest to the one given.
    Result<void> check_known(const ContractRef& contract) const;

    /// What holds of one contract, by key.
    std::vector<Finding> findings(const ContractRef& contract) const;
    /// What holds of all of them and of the service itself, by key. Rows that lie apart from their contract come from
    /// `apart`, whose cache is brought up to date first: one contract's are in memory at a time.
    std::vector<Finding> all_findings(Evaluations& apart) const;

    /// The reviews whose due date is in the range, by contract, lot, type and nominal date.
    std::vector<ContractReview> reviews(DateRange due_in, const ContractRef& only = {}) const;

    /// Each measure with its latest reading, or with that of a period; by contract, lot and measure.
    std::vector<MeasureStanding> measures(const ContractRef& only = {},
                                          const std::optional<std::string>& period = {}) const;

    /// The chart of the contract's measure of that reference, with its lot behind it where several have it: M-1 or
    /// M-1 (lot 2). Up to the period where one is given. Refuses in words what has no chart.
    Result<ChartSheet> chart(const ContractRef& contract, const std::string& measure,
                             const std::optional<std::string>& period = {}) const;

    /// What is to be done about the contract, by reference.
    std::vector<ActionStanding> actions(const ContractRef& contract) const;

    PaymentAnswer payments(const PaymentQuestion& question) const;
    /// What the select committee asked for, of invoices whose last day by the council's policy is in the range.
    R20 r20(const DateRange& range) const;

    /// Nothing where the register does not have it.
    std::optional<RegisterEntry> entry(const ContractRef& contract) const;

  private:
    std::vector<ContractRef> asked_for(const ContractRef& only) const;
    ContractRows rows_of(const ContractRef& contract, std::span<const Aspect> aspects) const;
    using RowsApart = std::function<std::vector<Row>(const Kind& kind, const ContractRef& contract)>;
    ContractRows add_findings_of(std::vector<Finding>& found, const ContractRef& contract, const RowsApart& apart,
                                 const Council& council) const;
    std::vector<RoleHolder> officers_of(const Contract& contract) const;
    void add_findings(std::vector<Finding>& found, const ContractRows& rows, std::span<const Aspect> aspects,
                      const Council& council) const;

    const Record& record_;
    const Rules& rules_;
    Date as_at_;
};

}  // namespace contractwatch

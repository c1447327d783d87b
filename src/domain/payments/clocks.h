// The clocks that run on an invoice: each computed from its dates, none standing in for another.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/date.h"
#include "domain/calendar/working_days.h"
#include "domain/facts/row.h"
#include "domain/payments/invoice.h"
#include "domain/payments/payment_policy.h"

namespace contractwatch {

enum class PaymentClock { policy, pa23, below_threshold, pcr15, contract, reporting };
std::string_view name_of(PaymentClock clock);

/// Every clock, in the order of their names.
std::span<const PaymentClock> clocks();

/// Procurement Regulations 2024 reg 38: days to pay are counted as up to 30, 31 to 60, and 61 and over.
inline constexpr Days reporting_first_bucket{30};
inline constexpr Days reporting_second_bucket{60};

/// The calendar days that the council allows itself to pay a payee of that size: the shortest of its policy and of the
/// exceptions that apply.
Days policy_days_for(const PaymentPolicy& policy, bool sme, bool vcse);

/// Policy (R20 of the select committee): so many days after receipt.
Date policy_last_day(Date received, Days policy_days);

/// Procurement Act 2023 s.68(2), for sub-contracts s.73, for regulated below-threshold contracts s.88: so many days
/// (30) beginning with the day on which the invoice was received or, if later, the day on which it states that payment
/// falls due; of 30 days the last is 29 days on.
Date pa23_last_day(Date received, std::optional<Date> due_stated, Days statutory_days);

/// The cautious reading of s.68(2), which alerts use: a due day that the payee stated ends the time and does not begin
/// it, but never shortens the days that the law gives.
Date pa23_cautious_last_day(Date received, std::optional<Date> due_stated, Days statutory_days);

/// Public Contracts Regulations 2015 reg 113: so many days (30) from verification, which counts as done no later than
/// so many days after receipt (Cabinet Office guidance, a setting).
Date pcr15_last_day(Date received, std::optional<Date> verified, Days deemed_verified_after, Days statutory_days);

/// The contract's own terms: so many days after receipt.
Date contract_last_day(Date received, Days terms);

/// Procurement Regulations 2024 reg 38: from receipt to the day the payee has the money; paid before receipt counts as
/// 0.
Days days_to_pay(Date received, Date paid);

/// The last day on which somebody at work can still act: the last working day on or before the last day, which itself
/// never moves.
Date act_by_day(Date last_day, const WorkingCalendar& calendar);

/// What the clocks follow from in the head contract of an invoice.
struct HeadContract {
    std::string reference;
    std::string regime = {};  ///< as the row has it; empty: unknown
    bool in_house = false;    ///< payment clocks do not apply to an in-house service
    bool concession = false;
    bool grant = false;                     ///< nothing is supplied for it
    bool verified_first = false;            ///< invoices are verified before they fall due
    bool states_interest = false;           ///< the contract has its own rate for late payment
    std::optional<Date> commenced_on = {};  ///< its procurement; nothing where the register does not say
    std::optional<PaymentClock>
        statutory;                  ///< pa23, below_threshold or pcr15; nothing for concessions and other regimes
    std::optional<Days> terms;      ///< to pay under the contract
    std::optional<Days> flow_down;  ///< to pay that it requires down the supply chain
    std::optional<bool> sme;        ///< the supplier, as the register has it
    std::optional<bool> vcse;

    friend bool operator==(const HeadContract&, const HeadContract&) = default;
};

/// The head contract of a row of kind `contracts`.
HeadContract head_contract_of(const Row& contract);

/// The row of the law by which a statutory clock counts the invoice's days: the one in force on the day on which it was
/// received, of s.73 under a sub-contract of the Act. Null for other clocks, without that day, and where none was in
/// force. It stands in the policy, which must outlive it.
const LegalNumber* statutory_days_of(const Invoice& invoice, PaymentClock clock, const PaymentPolicy& policy);

/// The invoice's last day by a statutory clock, whichever law its contract stands under; nothing without such a row.
std::optional<Date> statutory_last_day(const Invoice& invoice, PaymentClock clock, const PaymentPolicy& policy,
                                       Date as_at);

/// The day by which the invoice was to be paid by that clock, if there were no dispute, from what is known as at the
/// day. Nothing where the clock does not apply: no received_on; an in-house service; a statutory clock that is not the
/// head contract's, or of which the law had no number on the day of receipt; policy beyond supply tier 1 where the head
/// contract states no flow_down_days; contract terms beyond supply tier 1, which are the sub-contract's own; and
/// reporting, which has no last day. An invoice without a contract has the policy clock alone.
std::optional<Date> undisturbed_last_day(const Invoice& invoice, const HeadContract* contract, PaymentClock clock,
                                         const PaymentPolicy& policy, Date as_at);

/// An invoice under one clock as at a day.
struct ClockedInvoice {
    Date received_on;
    Date undisturbed_last_day;
    std::optional<Date> last_day;  ///< nothing while a counting dispute is open
    std::optional<Date> settled_on;
    bool credited = false;                    ///< wholly: closed, in no percentage
    Money outstanding;                        ///< the amount due less what was received; never below nothing
    std::optional<DisputeKind> dispute = {};  ///< of the last one that had begun, counting or not
    // Under the statutory clocks alone, which disputes do not move:
    std::optional<Days> notified_after = {};  ///< from receipt until the payee was first told of a dispute
    /// Under the Act, once no dispute is open: as many days as the invoice had, beginning with the resolution. Our
    /// reading, shown beside the original last day, since the Act has no rule for it.
    std::optional<Date> last_day_after_resolution = {};
    Money due = {};  ///< gross less credit notes and deductions

    bool disputed() const { return !last_day.has_value(); }
};

/// The invoice under the clock as at the day; nothing where the clock does not apply or the invoice had not been
/// received.
///
/// A dispute counts where it has begun and the payee has been told (D, the later of the two) on or before the last day
/// reckoned without it; one that does not count moves nothing. Resolved on R, the last day of the policy clock moves by
/// R - D days (received 1 October, D 5 October, R 12 October: 22 October); days of several disputes count once. No
/// other clock moves: the Act has no rule that restarts it, so that after R the original last day stands and as many
/// days beginning with R are shown beside it.
std::optional<ClockedInvoice> clocked(const Invoice& invoice, const HeadContract* contract, PaymentClock clock,
                                      const PaymentPolicy& policy, Date as_at);

}  // namespace contractwatch

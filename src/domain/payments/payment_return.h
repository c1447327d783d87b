// What the council publishes of its payments by law: the figures of a period, the rows behind them, and what they leave
// out.
//
// s.69 and regulation 38: every payment that a payee received in the half-year under a contract of the Act, and the
// sums that became payable in it. s.70: every single payment over the amount that was in force on its day (GBP 30,000)
// in the quarter, under contracts whose procurement commenced when there was one. Regulation 113(7): the
// invoices of older contracts whose last day fell in the half-year, and the interest paid. Sums that were disputed, or
// whose invoice was not valid, stand apart (Procurement Act 2023 s.68(3): the 30 days are not for them), and so do
// payments whose invoice is not in the record. An invoice that touches the period and is not counted is listed with the
// reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "domain/calendar/period.h"
#include "domain/payments/bank_rates.h"
#include "domain/payments/clocks.h"
#include "domain/payments/compliance.h"

namespace contractwatch {

enum class PaymentReturnKind {
    s69,  ///< payments compliance notice, each half-year (Procurement Act 2023 s.69, Procurement Regulations 2024 reg
          ///< 38)
    s70,  ///< large payments, each quarter (Procurement Act 2023 s.70)
    reg113,  ///< statistics of contracts under the Public Contracts Regulations 2015, each half-year (reg 113(7))
};
std::string_view name_of(PaymentReturnKind kind);
std::optional<PaymentReturnKind> find_payment_return(std::string_view name);
/// How often it is published, by financial years.
Frequency frequency_of(PaymentReturnKind kind);

/// Policy: the statistics of regulation 113(7), for which the law has no such day, are to be out so many days after
/// their period.
inline constexpr Days reg113_published_within{29};

/// The row of the law by which the return is published: that of ss.69 and 70 in force on its period's last day. Null
/// for regulation 113(7), and where none was in force.
const LegalNumber* publishing_days_of(PaymentReturnKind kind, const DateRange& period, const PaymentLaw& law);

/// The last day to publish it (ss.69 and 70: 30 days beginning with the period's last day: 29 April, 29 October; 29
/// January, 29 July). For regulation 113(7) an internal target; nothing where the law had no number.
std::optional<Date> publish_by(PaymentReturnKind kind, const DateRange& period, const PaymentLaw& law);

/// A figure of a return: a whole number, or a share or mean; nothing where there is nothing to divide by.
struct ReturnFigure {
    std::string_view name;
    std::string meaning;
    std::optional<std::int64_t> whole = {};
    std::optional<double> fraction = {};
};

/// An invoice that is counted, or a payment of it.
struct ReturnRow {
    std::string
        part;  ///< payment, payable, invoice, disputed, interest or without_invoice: which figures it stands behind
    std::string contract;
    std::string payee;
    std::string invoice;
    std::optional<Date> received_on;
    std::optional<Date> last_day;
    std::optional<Date> paid_on;
    std::optional<Days> days_to_pay;
    Money amount;
    Money unpaid;                             ///< of the amount, at the period's end
    std::optional<DisputeKind> dispute = {};  ///< that had begun by then, of a payable, disputed or other invoice
    std::optional<Days> notified_after = {};  ///< from receipt until the payee was told of it
    std::optional<Date> last_day_after_resolution = {};  ///< by our reading
};

/// An invoice that touches the period and is not counted.
struct LeftOut {
    std::string contract;
    std::string payee;
    std::string invoice;
    std::string reason;
};

/// Takes invoices one after another. The facts are those known now that are dated no later than the day as at which the
/// return is made; what was unpaid is as at the period's end, or that day where it is earlier.
class PaymentReturn {
  public:
    PaymentReturn(PaymentReturnKind kind, DateRange period, const PaymentPolicy& policy, const BankRates& rates,
                  Date as_at);

    /// The invoice, its head contract where it is in the register, and the days to pay that the contract states.
    void add(const Invoice& invoice, const HeadContract* contract, std::optional<Days> terms);

    /// A payment whose invoice is not in the record, as an invoice that has nothing but its receipt; s.70 alone has it.
    void add_without_invoice(const Invoice& payment, const HeadContract* contract);

    std::vector<ReturnFigure> figures() const;
    /// Both by contract, payee and invoice.
    std::vector<ReturnRow> rows() const;
    std::vector<LeftOut> left_out() const;
    /// How many they are.
    std::int64_t count_of_rows() const { return static_cast<std::int64_t>(rows_.size()); }
    std::int64_t count_of_left_out() const { return static_cast<std::int64_t>(left_out_.size()); }
    /// The rows of the law that its rows and its last day to publish rest on, by rule and day.
    std::vector<LegalNumber> law() const;

  private:
    DateRange to_date() const { return {period_.first, end_}; }
    bool touches(const Invoice& invoice) const;
    bool due_in_period(const Invoice& invoice) const;
    bool to_be_listed(const Receipt& payment) const;
    std::string why_left_out(const Invoice& invoice, const HeadContract* contract) const;
    void add_payments(const Invoice& invoice);
    void add_payable(const Invoice& invoice, const HeadContract* contract);
    ReturnRow row_of_dispute(const Invoice& invoice, const HeadContract* contract, std::string_view part);
    bool set_apart(const Invoice& invoice, const HeadContract* contract);
    void add_interest_paid(const Invoice& invoice);
    void leave_out(const Invoice& invoice, std::string reason);
    void add_large_payments(const Invoice& invoice);
    bool is_large(const Receipt& payment, Date day) const;
    void rests_on(const LegalNumber* number);
    PaymentClock clock() const { return kind_ == PaymentReturnKind::reg113 ? PaymentClock::pcr15 : PaymentClock::pa23; }
    void add_older(const Invoice& invoice, const HeadContract* contract, std::optional<Days> terms);
    std::optional<Date> last_day(const Invoice& invoice) const;
    ReturnRow row_of(const Invoice& invoice, std::string_view part);
    std::vector<ReturnFigure> s69_figures() const;
    std::vector<ReturnFigure> s70_figures() const;
    std::vector<ReturnFigure> reg113_figures() const;

    PaymentReturnKind kind_;
    DateRange period_;
    PaymentPolicy policy_;
    const BankRates& rates_;
    Date as_at_;
    Date end_;  ///< of the period, or the day as at which where it is earlier
    std::vector<ReturnRow> rows_;
    std::vector<LeftOut> left_out_;
    std::vector<LegalNumber> law_;
    DaysToPay days_;
    Share on_time_;
    Money payable_;
    Money unpaid_;
    Money disputed_;
    Money paid_;
    std::int64_t paid_without_invoice_ = 0;
    Money without_invoice_;
    Money interest_;
    Money interest_paid_;
    std::int64_t without_interest_ = 0;
};

}  // namespace contractwatch

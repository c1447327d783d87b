// Payment figures over any number of invoices, by group, supply tier, source and clock.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/payments/compliance.h"

namespace contractwatch {

/// What the invoices are gathered by.
enum class PaymentGrouping { contract, payer, payee, tier, size, authority };
std::string_view name_of(PaymentGrouping grouping);
/// The grouping of that name; nothing for another word.
std::optional<PaymentGrouping> find_payment_grouping(std::string_view name);

/// An invoice behind the figures, or under the reporting clock one payment of it.
struct CountedInvoice {
    std::string invoice;
    std::string payee;
    std::string payer;     ///< empty at supply tier 1: the council
    std::string contract;  ///< empty: none known
    InvoiceStanding standing = InvoiceStanding::outside;
    Date received_on;
    std::optional<Date> last_day;    ///< nothing under the reporting clock and while a counting dispute is open
    std::optional<Date> settled_on;  ///< under the reporting clock the day of the payment
    Money outstanding;
    InvoiceState state = InvoiceState::open;
    Money due;       ///< less credit notes and deductions
    Money received;  ///< in all; under the reporting clock by this payment
    Money credited;
    Money deducted;
    std::optional<Date> made_on = {};  ///< of the payment that settled it, as the ledger dates it: a pay run's day too
    std::optional<DisputeKind> dispute = {};  ///< as ClockedInvoice has these
    std::optional<Days> notified_after = {};
    std::optional<Date> last_day_after_resolution = {};
};

/// Whether the invoices behind the figures are kept beside them.
enum class Keep { figures, figures_and_invoices };

/// The figures of one group under one clock. Shares and days are nothing where there is nothing to divide by.
struct PaymentRow {
    PaymentGrouping by = PaymentGrouping::authority;
    std::string group;  ///< the contract's reference (empty: no contract), the payer, the payee, the tier, the size,
                        ///< "authority"
    int supply_tier = 1;
    std::string_view source;        ///< observed at tier 1, declared beyond
    bool received_assumed = false;  ///< of invoices whose own day stands in for the day of receipt
    std::string_view clock;
    Date as_at;
    std::int64_t population = 0;
    std::int64_t on_time = 0;
    std::optional<double> share;                        ///< 0 to 1
    std::optional<bool> passes;                         ///< by contract only
    std::optional<std::int64_t> contracts;              ///< by authority only: those with a population
    std::optional<std::int64_t> contracts_passing;      ///< of these, at the pass mark
    std::optional<std::int64_t> contracts_all_on_time;  ///< of these, with every invoice on time
    std::int64_t late_now = 0;
    std::int64_t late_now_pence = 0;
    std::int64_t not_yet_due = 0;
    std::int64_t paid_early = 0;
    std::int64_t disputed = 0;
    std::optional<double> mean_days_to_pay;
    std::optional<double> median_days_to_pay;
    std::int64_t days_0_30 = 0;
    std::int64_t days_31_60 = 0;
    std::int64_t days_61_over = 0;
    std::vector<CountedInvoice> invoices = {};  ///< where they are kept; by contract, payee, invoice and day settled
};

/// The sizes of an invoice's payee, by the invoice or else, at supply tier 1, by the register: sme, vcse or both;
/// large, or unknown.
std::vector<std::string_view> sizes_of(const Invoice& invoice, const HeadContract* contract);

/// Takes invoices one after another, a million if need be, and says the figures of the range, gathered in as many ways
/// as are wanted.
///
/// By the reporting clock the population is every payment that reached a payee in the range, part payments each for
/// itself. By every other clock it is the invoices whose last day is in the range and before the day as at which. Of
/// the payees of known size those that are SME, VCSE or both are counted in the group of each; the others are large, or
/// unknown where it is not recorded that they are no SME. What supply chains declare is never late now after the range:
/// declared figures are as at the range's last day where that is earlier. Invoices whose own day stands in for the day
/// of receipt have figures of their own, beside those of the others.
class PaymentFigures {
  public:
    PaymentFigures(DateRange range, std::vector<PaymentGrouping> groupings, const PaymentPolicy& policy, Date as_at,
                   Keep keep = Keep::figures);
    PaymentFigures(DateRange range, PaymentGrouping grouping, const PaymentPolicy& policy, Date as_at,
                   Keep keep = Keep::figures)
        : PaymentFigures(range, std::vector{grouping}, policy, as_at, keep) {}

    /// The invoice, and its head contract where it has one that is in the register.
    void add(const Invoice& invoice, const HeadContract* contract);

    /// In the order of the groupings, and sorted by group, supply tier, source and clock, what rests on assumed receipt
    /// behind the rest; one for each of them that has an invoice to show.
    std::vector<PaymentRow> rows() const;

    /// Invoices that no clock runs on because nobody recorded when they were received.
    std::int64_t without_received_on() const { return without_received_on_; }

  private:
    /// Invoices of one supply tier under one clock.
    struct Group {
        int supply_tier = 1;
        PaymentClock clock = PaymentClock::policy;
        bool received_assumed = false;
        Compliance figures;
        std::vector<Share> contracts = {};          ///< by authority only: by the number of the contract
        std::vector<CountedInvoice> invoices = {};  ///< where they are kept
    };
    /// What is gathered under one name.
    struct Gathered {
        PaymentGrouping by = PaymentGrouping::authority;
        std::string name;
        std::vector<Group> groups = {};
    };

    Date facts_as_at(const Invoice& invoice) const;
    Date population_as_at(const Invoice& invoice) const;
    void look_up_places(const Invoice& invoice, const HeadContract* contract);
    void look_up_place(PaymentGrouping by, std::string_view name);
    Group& group_of(Gathered& place, const Invoice& invoice, PaymentClock clock) const;
    void add_clocked(const Invoice& invoice, const ClockedInvoice& under, PaymentClock clock);
    void add_payment(const Invoice& invoice, const Receipt& payment);
    CountedInvoice kept(const Invoice& invoice, const ClockedInvoice& under) const;
    CountedInvoice kept(const Invoice& invoice, const Receipt& payment) const;
    CountedInvoice kept_of(const Invoice& invoice) const;
    void count_for_contract(Group& group, const Share& so_far) const;
    /// By tier, clock and receipt.
    static std::vector<const Group*> in_order(const std::vector<Group>& groups);
    PaymentRow row_of(const Gathered& place, const Group& group) const;
    void count_contracts(PaymentRow& row, const Group& group) const;

    DateRange range_;
    std::vector<PaymentGrouping> groupings_;
    PaymentPolicy policy_;
    Date as_at_;
    Keep keep_;
    std::map<PaymentGrouping, std::unordered_map<std::string, Gathered>> gathered_;  ///< by the name as it is compared
    std::unordered_map<std::string, std::size_t> contract_numbers_;  ///< from 0, by the contract as it is compared
    // Of the invoice that is being added:
    std::vector<Gathered*> places_;
    std::optional<std::size_t> contract_number_;
    std::int64_t without_received_on_ = 0;
};

}  // namespace contractwatch

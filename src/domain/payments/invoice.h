// Invoices with the money and the credit notes that bear on them, as the record has them and as at a day.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "domain/facts/row.h"
#include "domain/payments/pay_runs.h"

namespace contractwatch {

/// What received money may fall short of the amount due by and still settle it.
inline constexpr Money settlement_tolerance = Money::pence(1);

/// Money that reached the payee on a day; negative where it was taken back.
struct Receipt {
    Date on;
    Money amount;
    std::optional<Date> made_on = {};  ///< as the ledger dates it, the day of a pay run too; nothing: on the same day
};

/// A credit note that names the invoice. Its amount is never negative, whichever sign the file gave it.
struct CreditNote {
    std::optional<Date> on;  ///< received, else dated; nothing: there from the beginning
    Money amount;
};

/// Why an invoice is not accepted as it stands: the payer disputes it, or it is no valid invoice.
enum class DisputeKind { disputed, invalid };
std::string_view name_of(DisputeKind kind);

/// An invoice that its payer does not accept as it stands.
struct Dispute {
    Date from;
    std::optional<Date> notified_on;  ///< the payee was told
    std::optional<Date> resolved_on;
    DisputeKind kind = DisputeKind::disputed;
};

/// What became of the statutory interest on an invoice, once.
struct InterestFact {
    enum class Kind { paid, remitted };
    Kind kind = Kind::paid;
    Date on;
    std::optional<Money> amount = {};  ///< with the fixed sum; nothing, where it was remitted: all of it
    std::string decided_by = {};
    std::string reason = {};
};
std::string_view name_of(InterestFact::Kind kind);

/// How the money of an invoice stands.
enum class InvoiceState {
    open,           ///< nothing received
    part_paid,      ///< less received than is due
    settled,        ///< the amount due received, within a penny
    settled_short,  ///< cleared in the ledger for less than is due: closed, and nothing of it is late
    overpaid,       ///< more received than is due: settled
    credited,       ///< nothing is left to pay although nothing needed to be paid: closed, and in no percentage
};
std::string_view name_of(InvoiceState state);

/// One invoice, with facts of any date: the functions below say what of them is there as at a day.
/// The texts are those of the row it was made from, which must outlive it.
struct Invoice {
    std::string_view reference;
    std::string_view payee;
    std::string_view payer;     ///< empty at supply tier 1: the council
    std::string_view contract;  ///< empty: none known
    std::string_view subcontract = {};
    int supply_tier = 1;  ///< the payee's: 1 is paid by the council
    std::optional<Date> received_on;
    bool received_assumed = false;  ///< received_on is the invoice's own day: the feed says that it stands in
    std::optional<Date> received_revised_from = {};  ///< the earlier day of receipt that was recorded first
    std::optional<Date> due_stated_on;
    std::optional<Date> verified_on;
    std::optional<Date> performed_on = {};  ///< the supplier's performance
    std::optional<Date> paid_on;            ///< the payee had the money
    std::optional<Date> paid_made_on = {};  ///< as the ledger dates it, the day of a pay run too
    std::optional<Money> paid_amount;  ///< nothing, with paid_on: settled in full; less than is due: cleared for it
    Money gross;
    std::optional<Money> net = {};  ///< without VAT, where the invoice's row says
    Money deducted;                 ///< CIS, retention, service credits, each with its reason; never negative
    std::optional<bool> payee_sme;
    std::optional<bool> payee_vcse;
    std::vector<Dispute> disputes = {};  ///< in no order; one of the same day, given twice, is one
    std::vector<CreditNote> credits = {};
    /// From the record's payments, by day. Where there are any, at whatever date, paid_on and paid_amount stand aside.
    std::vector<Receipt> receipts = {};
    std::vector<InterestFact> interest = {};  ///< by day

    bool observed() const { return supply_tier <= 1; }  ///< in the council's own ledger; else declared by a prime
};

/// The invoices among the rows of kind `invoices`, each with the credit notes among them and the rows of the kinds
/// `payments`, `disputes` and `interest` that name it. A day of payment is moved to the one on which the pay run
/// reaches the payee where the row says that it is a run date and gives no value date. A dispute that both the
/// invoice's own columns and a row of `disputes` tell of, by the day it began, is as that row has it. Credit notes
/// (rows that name the invoice they reduce, and rows of a negative amount) are not among the invoices; one that names
/// no invoice is netted with none. A payment of the council's is matched whether or not either side spells out that the
/// payer is the council.
std::vector<Invoice> invoices_of(std::span<const Row> invoices, std::span<const Row> payments,
                                 std::span<const Row> disputes = {}, std::span<const Row> interest = {},
                                 const PayRuns& runs = {});

/// Whether a row of kind `invoices` is a credit note: it names the invoice that it reduces, or its amount is negative.
bool is_credit_note(const Row& invoice);

/// What reached the payee by a row of kind `payments`.
Receipt receipt_of(const Row& payment, const PayRuns& runs);

/// Of a credit note the invoice and the payee that it names, as they are compared: it reduces that invoice, whatever
/// contract it names itself. Nothing for any other row.
std::optional<std::vector<std::string>> credited_by(const Row& row);

/// The credit notes that are there as at the day.
Money credit_notes_by(const Invoice& invoice, Date as_at);

/// Gross less the credit notes that are there as at the day and less deductions; never below nothing.
Money amount_due(const Invoice& invoice, Date as_at);

/// Nothing is left to pay although nothing needed to be paid: closed, and in no percentage.
bool wholly_credited(const Invoice& invoice, Date as_at);

/// The first day on which the money received reaches the amount due, within a penny; of an invoice without payments of
/// its own in the record the day on which it was paid, for less too: it is cleared then. Nothing while it is not as at
/// the day, and for an invoice that is wholly credited.
std::optional<Date> settled_on(const Invoice& invoice, Date as_at);

/// The money that had reached the payee by that day. An invoice that only says when it was paid was paid in full.
Money received_by(const Invoice& invoice, Date as_at);

/// What is still to be paid as at the day; nothing of a settled invoice, whatever it was cleared for. Never below
/// nothing.
Money outstanding_of(const Invoice& invoice, Date as_at);

InvoiceState state_of(const Invoice& invoice, Date as_at);

/// The interest that was paid on the invoice on those days (reg 113(7) of the Public Contracts Regulations 2015 asks
/// for it by half-years), with fixed sums.
Money interest_paid_in(const Invoice& invoice, const DateRange& days);

/// "invoice|payee|payer" as names are compared: what tells one invoice from another.
std::string id_of(const Invoice& invoice);

/// The fact if it is of that day or earlier: a later one does not exist yet.
inline std::optional<Date> known(std::optional<Date> fact, Date as_at) {
    return fact && *fact <= as_at ? fact : std::nullopt;
}

}  // namespace contractwatch

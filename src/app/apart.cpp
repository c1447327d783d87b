// What the record has of invoices and payments that stands apart from the figures.
#include "app/apart.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>

#include "app/ledger.h"
#include "base/text.h"

namespace contractwatch {
namespace {

/// Invoice and payee, as they are compared.
std::string place_of(std::string_view invoice, std::string_view payee) {
    return key_of(invoice) + '\n' + key_of(payee);
}

class ApartSearch {
  public:
    ApartSearch(const Record& record, const ContractRef& only, const PayRuns& runs, Date as_at)
        : record_(record), only_(only), runs_(runs), as_at_(as_at) {}

    std::vector<ApartRow> rows() {
        each_invoice(record_, runs_, [&](const Invoice& invoice) { look_at(invoice); });
        record_.each_row(kind("invoices"), [&](const Row& row) {
            if (is_credit_note(row)) look_at_credit_note(row);
        });
        record_.each_row(kind("payments"), [&](const Row& row) { look_at_payment(row); });
        std::ranges::stable_sort(found_, {}, [](const ApartRow& row) {
            return std::tuple{row.because, row.kind, key_of(row.payee), key_of(row.reference), row.on};
        });
        return std::move(found_);
    }

  private:
    bool asked_for(std::string_view contract) const { return only_.empty() || key_of(contract) == only_.key(); }

    void look_at(const Invoice& invoice) {
        known_.insert(place_of(invoice.reference, invoice.payee));
        const auto because = apart_because(invoice, as_at_);
        if (!because || !asked_for(invoice.contract)) return;
        found_.push_back({ApartKind::invoice, *because, std::string{invoice.contract}, std::string{invoice.payee},
                          std::string{invoice.payer}, std::string{invoice.reference}, invoice.received_on,
                          invoice.gross, amount_due(invoice, as_at_), received_by(invoice, as_at_)});
    }

    ApartRow row_of(ApartKind of, ApartBecause because, const Row& row) const {
        const auto text = [&](std::string_view column) { return std::string{row.text(row.kind->column(column))}; };
        ApartRow found;
        found.kind = of;
        found.because = because;
        found.contract = text("contract");
        found.payee = text("payee");
        found.payer = text("payer");
        found.reference = text("invoice");
        return found;
    }

    void look_at_credit_note(const Row& row) {
        const auto& invoices = *row.kind;
        const auto named = row.text(invoices.column("credits_invoice"));
        const bool nets = !named.empty() && known_.contains(place_of(named, row.text(invoices.column("payee"))));
        const auto received = row.date(invoices.column("received_on"));
        const auto on = received ? received : row.date(invoices.column("invoice_date"));
        if (nets || (on && *on > as_at_) || !asked_for(row.text(invoices.column("contract")))) return;
        auto found = row_of(ApartKind::credit_note,
                            named.empty() ? ApartBecause::no_invoice_named : ApartBecause::unknown_invoice_named, row);
        found.on = on;
        found.amount = row.money(invoices.column("amount_gross")).value_or(Money{});
        found_.push_back(std::move(found));
    }

    void look_at_payment(const Row& row) {
        const auto& payments = *row.kind;
        const auto named = row.text(payments.column("invoice"));
        if (named.empty() || known_.contains(place_of(named, row.text(payments.column("payee"))))) return;
        const auto receipt = receipt_of(row, runs_);
        if (receipt.on > as_at_ || !asked_for(row.text(payments.column("contract")))) return;
        auto found = row_of(ApartKind::payment, ApartBecause::unknown_invoice_named, row);
        found.on = receipt.on;
        found.amount = receipt.amount;
        found_.push_back(std::move(found));
    }

    const Record& record_;
    const ContractRef& only_;
    const PayRuns& runs_;
    Date as_at_;
    std::unordered_set<std::string> known_;
    std::vector<ApartRow> found_;
};

}  // namespace

std::string_view name_of(ApartKind kind) {
    constexpr std::string_view names[] = {"invoice", "credit_note", "payment"};
    return names[static_cast<std::size_t>(kind)];
}

std::vector<ApartRow> what_stands_apart(const Record& record, const ContractRef& only, const PayRuns& runs,
                                        Date as_at) {
    return ApartSearch{record, only, runs, as_at}.rows();
}

}  // namespace contractwatch

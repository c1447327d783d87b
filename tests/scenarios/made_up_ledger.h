// A made-up ledger with everything in it that can befall an invoice: the same one at every run.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "builders/rows.h"

namespace contractwatch::scenarios {

/// Rows as the record would have them. Invoices are received from June to September 2026; three in ten are declared by
/// a prime; some name the same reference as another payee's.
class MadeUpLedger {
  public:
    explicit MadeUpLedger(int count) {
        for (int number = 0; number < 40; ++number)
            contracts.push_back(contract(number));
        for (int number = 0; number < count; ++number)
            add_invoice(number);
    }

    std::vector<Row> contracts;
    std::vector<Row> invoices;  ///< credit notes among them
    std::vector<Row> payments;
    std::vector<Row> disputes;

  private:
    using Cells = std::vector<std::pair<std::string_view, std::string>>;

    /// Of an invoice: the cells by which others name it, and the day of its receipt.
    struct Named {
        Cells cells;
        Date received;
        std::int64_t gross;
    };

    int up_to(int most) { return static_cast<int>(random_() % (static_cast<std::uint32_t>(most) + 1)); }
    bool one_in(int so_many) { return up_to(so_many - 1) == 0; }
    static std::string pounds(std::int64_t pence) {
        const auto rest = std::to_string(pence % 100);
        return std::to_string(pence / 100) + (rest.size() == 1 ? ".0" : ".") + rest;
    }
    static Row made(std::string_view kind, const Cells& cells) {
        std::vector<builders::Cell> views(cells.begin(), cells.end());
        return builders::row(kind, views);
    }

    static Row contract(int number) {
        constexpr std::string_view laws[] = {"pa23", "pcr15", "below_threshold", "none"};
        Cells cells{{"ContractReference", "C-" + std::to_string(number)}, {"regime", std::string{laws[number % 4]}}};
        if (number % 5 == 0) cells.emplace_back("payment_terms_days", std::to_string(20 + number));
        if (number % 3 == 0) cells.emplace_back("flow_down_days", std::to_string(10 + number % 30));
        if (number % 7 != 0) cells.emplace_back("SMESupplier", number % 2 == 0 ? "yes" : "no");
        if (number % 11 == 0) cells.emplace_back("VCSESupplier", "yes");
        if (number == 39) cells.emplace_back("provider_type", "in_house");
        return made("contracts", cells);
    }

    void add_invoice(int number) {
        const bool declared = up_to(9) < 3;
        Named named{{{"invoice", "I" + std::to_string(number / 2)},
                     {"payee", "Payee " + std::to_string(2 * up_to(99) + number % 2)},
                     {"payer", declared ? "Prime " + std::to_string(up_to(3)) : ""}},
                    Date{2026, 6, 10} + Days{up_to(112)},
                    1 + up_to(5'000'000)};
        auto cells = named.cells;
        cells.emplace_back("supply_tier", declared ? "2" : "");
        cells.emplace_back("contract", one_in(15) ? "" : "C-" + std::to_string(up_to(41)));  // two are not registered
        cells.emplace_back("amount_gross", pounds(named.gross));
        add_receipt(cells, named.received);
        if (one_in(6)) cells.emplace_back("due_stated_on", (named.received + Days{up_to(40) - 10}).text());
        if (one_in(3)) cells.emplace_back("verified_on", (named.received + Days{up_to(16) - 4}).text());
        if (one_in(2)) cells.emplace_back("payee_sme", one_in(2) ? "yes" : "no");
        if (one_in(3)) cells.emplace_back("payee_vcse", one_in(3) ? "yes" : "no");
        if (one_in(12)) {
            cells.emplace_back("deduction", one_in(6) ? pounds(named.gross) : pounds(named.gross / 5));
            cells.emplace_back("deduction_reason", one_in(4) ? "" : "CIS");
        }
        add_payments(cells, named);
        add_disputes(cells, named);
        invoices.push_back(made("invoices", cells));
        if (one_in(15)) add_credit_note(named, number);
    }

    /// Of a few nobody recorded the day, and for some of these the invoice's own stands in.
    void add_receipt(Cells& cells, Date received) {
        const bool recorded = !one_in(15);
        const bool stands_in = !recorded && !one_in(3);
        if (recorded) cells.emplace_back("received_on", received.text());
        if (stands_in) cells.emplace_back("assume_received", "invoice_date");
        if (stands_in || one_in(40)) cells.emplace_back("invoice_date", received.text());
    }

    /// Of an invoice or of a payment: the day, what it is, and by what way it was paid.
    void add_day_paid(Cells& cells, Date day) {
        cells.emplace_back("paid_on", day.text());
        if (one_in(2)) cells.emplace_back("paid_on_is", one_in(3) ? "value_date" : "run_date");
        if (one_in(3)) cells.emplace_back("method", one_in(2) ? "Faster Payments" : "BACS");
        if (one_in(15)) cells.emplace_back("value_date", (day + Days{up_to(5)}).text());
    }

    void add_payments(Cells& cells, const Named& named) {
        if (one_in(10)) return;
        const auto paid = named.received + Days{up_to(80) - 3};
        if (one_in(3)) {
            add_day_paid(cells, paid);
            if (one_in(5)) cells.emplace_back("paid_amount", pounds(named.gross * up_to(6) / 4));
            if (!one_in(20)) return;  // else there are payments too, and they count
        }
        const int parts = one_in(4) ? 2 + up_to(1) : 1;
        for (int part = 0; part < parts; ++part) {
            if (parts > 1 && one_in(6)) continue;  // one that never came
            auto payment = named.cells;
            add_day_paid(payment, paid + Days{part * up_to(12)});
            auto amount = named.gross / parts + (part == 0 ? named.gross % parts : 0);
            if (one_in(20))
                amount = one_in(2) ? amount + 1 + up_to(500) : std::max<std::int64_t>(amount - up_to(500), 1);
            payment.emplace_back("amount", pounds(amount));
            payments.push_back(made("payments", payment));
        }
    }

    void add_disputes(Cells& cells, const Named& named) {
        if (!one_in(8)) return;
        auto from = named.received + Days{up_to(20)};
        const auto own = from;
        if (one_in(3)) add_dispute(cells, from, "disputed_from", "dispute_notified_on", "dispute_resolved_on");
        for (int more = up_to(3); more > 0; --more) {
            if (from != own || one_in(3)) from = from + Days{1 + up_to(14)};
            auto dispute = named.cells;
            add_dispute(dispute, from, "from", "notified_on", "resolved_on");
            if (one_in(4)) dispute.emplace_back("kind", "invalid");
            disputes.push_back(made("disputes", dispute));
            from = from + Days{1};
        }
    }

    void add_dispute(Cells& cells, Date from, const char* began, const char* told, const char* resolved) {
        cells.emplace_back(began, from.text());
        if (!one_in(5)) cells.emplace_back(told, (from + Days{up_to(8) - 2}).text());
        if (!one_in(4)) cells.emplace_back(resolved, (from + Days{up_to(30)}).text());
    }

    void add_credit_note(const Named& named, int number) {
        auto cells = named.cells;
        cells.front().second = "CN" + std::to_string(number);
        const bool negative = one_in(2);
        const auto amount = one_in(4) ? named.gross : 1 + up_to(static_cast<int>(named.gross));
        cells.emplace_back("amount_gross", (negative ? "-" : "") + pounds(amount));
        if (!negative || !one_in(5)) cells.emplace_back("credits_invoice", named.cells.front().second);
        if (!one_in(4)) cells.emplace_back("received_on", (named.received + Days{up_to(60)}).text());
        invoices.push_back(made("invoices", cells));
    }

    std::mt19937 random_{20'261'001};
};

}  // namespace contractwatch::scenarios

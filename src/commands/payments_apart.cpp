// payments apart: what stands apart from the figures, with the reason.
#include "commands/payments_apart.h"

#include <CLI/CLI.hpp>

#include "app/apart.h"
#include "commands/enquiry.h"
#include "commands/json_of_portfolio.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

json::object document_of(const ApartRow& row) {
    const bool invoice = row.kind == ApartKind::invoice;
    return {{"what", name_of(row.kind)},
            {"because", name_of(row.because)},
            {"contract", row.contract},
            {"payee", row.payee},
            {"payer", row.payer},
            {"invoice", row.reference},
            {"on", json_of(row.on)},
            {"amount_pence", row.amount.pence()},
            {"due_pence", invoice ? json::value(row.due.pence()) : json::value()},
            {"received_pence", invoice ? json::value(row.received.pence()) : json::value()},
            {"reason", words_for(row.because)}};
}

json::object readable(const ApartRow& row) {
    auto line = document_of(row);
    line["amount_pence"] = row.amount.text();
    if (row.kind != ApartKind::invoice) return line;
    line["due_pence"] = row.due.text();
    line["received_pence"] = row.received.text();
    return line;
}

Exit show_apart(Invocation& invocation, const Enquiry& enquiry, const std::string& contract) {
    const auto only = contract_given(enquiry.portfolio(), contract);
    if (!only) return invocation.fail(only.error());
    const auto rows = what_stands_apart(enquiry.record(), *only, pay_runs_of(enquiry.rules()), enquiry.today());
    json::array document;
    json::array lines;
    for (const auto& row : rows) {
        document.push_back(document_of(row));
        lines.push_back(readable(row));
    }
    show(invocation, document, lines,
         {{"what", "what"},
          {"payee", "payee"},
          {"invoice", "invoice"},
          {"contract", "contract"},
          {"day", "on"},
          {"amount", "amount_pence"},
          {"due", "due_pence"},
          {"came", "received_pence"},
          {"reason", "reason"}});
    return Exit::done;
}

}  // namespace

void add_payments_apart(CLI::App& payments, Invocation& invocation, CommandOutcome& outcome) {
    auto contract = std::make_shared<std::string>();
    auto* command = payments.add_subcommand(
        "apart", "List what stands apart from the figures: credit notes of no invoice, invoices no clock runs on, ...");
    command->add_option("--contract", *contract, "Of one contract alone")->type_name("REFERENCE");
    command->callback([&invocation, &outcome, contract] {
        const auto enquiry = Enquiry::open(invocation, outcome);
        if (enquiry) outcome.exit = show_apart(invocation, *enquiry, *contract);
    });
}

}  // namespace contractwatch

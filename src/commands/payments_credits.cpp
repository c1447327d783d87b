// payments credits: the credit notes, and what each of them reduces.
#include "commands/payments_credits.h"

#include <CLI/CLI.hpp>

#include "app/credit_notes.h"
#include "commands/enquiry.h"
#include "commands/json_of_portfolio.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

std::string_view words_for(CreditNoteUse use) {
    constexpr std::string_view words[] = {"reduces that invoice", "names no invoice: nothing is netted with it",
                                          "its invoice is not in the record"};
    return words[static_cast<std::size_t>(use)];
}

Exit show_credits(Invocation& invocation, const Enquiry& enquiry) {
    json::array document;
    json::array readable;
    for (const auto& each : credit_notes(enquiry.record())) {
        json::object object{{"payee", each.payee},
                            {"credit_note", each.credit_note},
                            {"credits_invoice", text_or_null(each.credits_invoice)},
                            {"contract", each.contract},
                            {"on", json_of(each.on)},
                            {"amount_pence", each.amount.pence()},
                            {"use", name_of(each.use)}};
        auto line = object;
        line["amount_pence"] = each.amount.text();
        line["use"] = words_for(each.use);
        document.push_back(std::move(object));
        readable.push_back(std::move(line));
    }
    show(invocation, document, readable,
         {{"payee", "payee"},
          {"credit note", "credit_note"},
          {"of invoice", "credits_invoice"},
          {"contract", "contract"},
          {"on", "on"},
          {"amount", "amount_pence"},
          {"what it does", "use"}});
    return Exit::done;
}

}  // namespace

void add_payments_credits(CLI::App& payments, Invocation& invocation, CommandOutcome& outcome) {
    auto* command = payments.add_subcommand("credits", "List credit notes, those that name no invoice among them");
    command->callback([&invocation, &outcome] {
        const auto enquiry = Enquiry::open(invocation, outcome);
        if (enquiry) outcome.exit = show_credits(invocation, *enquiry);
    });
}

}  // namespace contractwatch

// Filling in what the register knows.
#include "domain/payments/return_form.h"

namespace contractwatch {
namespace {

std::string plain(std::string_view reference) {
    std::string name;
    for (const char letter : reference) {
        const bool kept = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                          (letter >= '0' && letter <= '9') || letter == '-';
        name += kept ? letter : '-';
    }
    return name;
}

std::string yes_or_no(const std::optional<bool>& known) {
    return !known ? "" : *known ? "yes" : "no";
}

}  // namespace

BlankForm blank_return(const Contract& head, const SupplyChain& chain, Date day) {
    BlankForm form{"supply-chain-return-" + plain(head.reference.given()) + ".csv",
                   {"contract", "subcontract", "supply_tier", "payer", "payee", "payee_sme", "payee_vcse", "invoice",
                    "received_on", "amount_gross", "paid_on", "paid_amount", "disputed_from", "dispute_notified_on"},
                   {}};
    for (const auto& each : chain.all()) {
        if (!each.live_on(day)) continue;
        std::vector<std::string> row{head.reference.given(),
                                     each.reference,
                                     each.tier ? std::to_string(*each.tier) : "",
                                     each.payer,
                                     each.payee,
                                     yes_or_no(each.payee_sme),
                                     yes_or_no(each.payee_vcse)};
        row.resize(form.columns.size());
        form.rows.push_back(std::move(row));
    }
    return form;
}

}  // namespace contractwatch

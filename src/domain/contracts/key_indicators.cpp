// Where the Procurement Act 2023 asks for key performance indicators.
#include "domain/contracts/key_indicators.h"

namespace contractwatch {
namespace {

bool in_scope(const Contract& contract) {
    const bool only_leads_to_contracts =
        contract.type == ContractType::framework || contract.type == ContractType::dynamic_market;
    const bool concession = contract.concession || contract.type == ContractType::concession;
    const bool before = contract.entered_on && *contract.entered_on < key_indicators_since;
    return contract.regime == Regime::pa23 && !only_leads_to_contracts && !concession && !contract.light_touch &&
           !before;
}

}  // namespace

std::optional<KeyIndicatorsDuty> key_indicators_due(const Contract& contract) {
    if (!in_scope(contract)) return std::nullopt;
    if (const auto& gross = contract.estimated_value_gross)
        return *gross > key_indicators_over ? std::optional{KeyIndicatorsDuty{gross->text() + ", estimated with VAT"}}
                                            : std::nullopt;
    const auto net = whole_life_value(contract);
    if (!net || *net <= key_indicators_over) return std::nullopt;
    return KeyIndicatorsDuty{net->text() + " without VAT; the estimate with VAT is not recorded"};
}

}  // namespace contractwatch

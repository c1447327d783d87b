// Where the Procurement Act 2023 asks for key performance indicators.
#include "domain/contracts/key_indicators.h"

namespace contractwatch {
namespace {

bool in_scope(const Contract& contract) {
    const bool only_leads_to_contracts =
        contract.type == ContractType::framework || contract.type == ContractType::dynamic_market;
    const bool concession = contract.concession || contract.type == ContractType::concession;
    return contract.regime == Regime::pa23 && !only_leads_to_contracts && !concession && !contract.light_touch;
}

}  // namespace

std::optional<KeyIndicatorsDuty> key_indicators_due(const Contract& contract, const DatedNumber& over) {
    const auto* law = over.in_force(contract.entered_on.value_or(contract.start.value_or(contract.recorded_on)));
    if (law == nullptr || !in_scope(contract)) return std::nullopt;
    if (const auto& gross = contract.estimated_value_gross)
        return *gross > law->amount() ? std::optional{KeyIndicatorsDuty{gross->text() + ", estimated with VAT", *law}}
                                      : std::nullopt;
    const auto net = whole_life_value(contract);
    if (!net || *net <= law->amount()) return std::nullopt;
    return KeyIndicatorsDuty{net->text() + " without VAT; the estimate with VAT is not recorded", *law};
}

}  // namespace contractwatch

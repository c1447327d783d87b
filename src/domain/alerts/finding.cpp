// Findings by name and by key.
#include "domain/alerts/finding.h"

#include "base/text.h"

namespace contractwatch {

std::string_view name_of(Severity severity) {
    constexpr std::string_view names[] = {"info", "warning", "critical"};
    return names[static_cast<std::size_t>(severity)];
}

std::string_view name_of(Aspect aspect) {
    constexpr std::string_view names[] = {"register",     "reviews", "measures", "payments",
                                          "supply chain", "service", "council"};
    return names[static_cast<std::size_t>(aspect)];
}

std::string_view name_of(Audience audience) {
    constexpr std::string_view names[] = {"manager",          "deputy",   "lead_director",
                                          "procurement",      "finance",  "accounts_payable",
                                          "service_operator", "auditors", "owner"};
    return names[static_cast<std::size_t>(audience)];
}

std::string key_of(const Finding& finding) {
    std::string key{row_of(finding.kind).name};
    for (const auto& part : {finding.contract.key(), key_of(finding.subject), key_of(finding.period)}) {
        key += '/';
        key += part;
    }
    return key;
}

}  // namespace contractwatch

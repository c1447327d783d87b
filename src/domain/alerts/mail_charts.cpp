// The first few matters whose readings a chart shows.
#include "domain/alerts/mail_charts.h"

#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

/// One word to a shell, whatever is in it.
std::string typed(std::string_view text) {
    std::string quoted = "'";
    for (const char letter : single_line(text))
        quoted += letter == '\'' ? std::string{"'\\''"} : std::string{letter};
    return quoted + "'";
}

}  // namespace

bool shows_chart(FindingKind kind) {
    switch (kind) {
        case FindingKind::measure_missed:
        case FindingKind::measure_missed_again:
        case FindingKind::measure_deteriorating:
        case FindingKind::measure_likely_to_miss:
        case FindingKind::reading_implausible:
            return true;
        default:
            return false;
    }
}

std::vector<std::size_t> charted_items(const Digest& digest) {
    std::vector<std::size_t> places;
    std::set<std::pair<ContractRef, std::string>> measures;
    for (std::size_t at = 0; at < digest.items.size() && places.size() < charts_in_mail; ++at) {
        const auto& alert = digest.items[at].alert;
        if (!alert.open() || !shows_chart(alert.kind)) continue;
        if (measures.emplace(alert.contract, key_of(alert.subject)).second) places.push_back(at);
    }
    return places;
}

std::string chart_command(const Alert& alert) {
    return fmt::format("contractwatch measures --contract {} --measure {} --period {} --chart chart.png",
                       typed(alert.contract.given()), typed(alert.subject), typed(alert.period));
}

}  // namespace contractwatch

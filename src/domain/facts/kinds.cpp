// The table of kinds: all its parts, and the places of their keys.
#include "domain/facts/kinds_by_subject.h"

namespace contractwatch {
namespace {

/// The key in the order of the fold, which is the order of the columns where the kind states none.
void place_key(Kind& kind) {
    for (const auto& name : kind.key_order)
        kind.key_places.push_back(kind.column(name));
    if (!kind.key_places.empty()) return;
    for (std::size_t at = 0; at < kind.columns.size(); ++at) {
        if (kind.columns[at].key) kind.key_places.push_back(at);
    }
}

std::vector<Kind> all_kinds() {
    std::vector<Kind> all;
    for (auto&& part : {kinds_of_register(), kinds_of_monitoring(), kinds_of_payment()})
        all.insert(all.end(), part.begin(), part.end());
    for (auto& each : all)
        place_key(each);
    return all;
}

}  // namespace

std::span<const Kind> kinds() {
    static const std::vector<Kind> table = all_kinds();
    return table;
}

}  // namespace contractwatch

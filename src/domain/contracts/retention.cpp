// How long what is recorded of a contract is kept.
#include "domain/contracts/retention.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/text.h"

namespace contractwatch {
namespace {

/// What retention needs of a row of the register.
struct Registered {
    Contract contract;
    ContractRef parent;
    std::string type;
};

Registered registered(const Row& row) {
    const auto type = row.text(row.kind->column("type"));
    return {contract_of(row), ContractRef{row.text(row.kind->column("parent_contract"))},
            key_of(type.empty() ? "contract" : type)};
}

/// The names in the list, as they are compared.
std::set<std::string> names_in(std::string_view list) {
    std::set<std::string> names;
    while (!list.empty()) {
        const auto end = std::min(list.find(';'), list.size());
        if (const auto name = key_of(list.substr(0, end)); !name.empty()) names.insert(name);
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return names;
}

std::optional<Retention> retention_of(const Registered& entry, const RetentionPolicy& policy,
                                      const std::set<std::string>& sealed) {
    const auto& contract = entry.contract;
    const auto last = contract.ended_on ? contract.ended_on : contract.end;
    if (!last) return std::nullopt;
    const bool under_seal = sealed.contains(contract.reference.key()) || sealed.contains(entry.type);
    const auto years = under_seal ? policy.sealed_years : policy.contract_years;
    return Retention{contract.reference, *last, under_seal, last->plus_months(12 * years)};
}

}  // namespace

std::vector<Retention> no_longer_kept(std::span<const Row> contracts, const RetentionPolicy& policy, Date today) {
    const auto sealed = names_in(policy.sealed);
    std::map<ContractRef, ContractRef> parents;
    std::map<ContractRef, Retention> passed;
    for (const auto& row : contracts) {
        const auto entry = registered(row);
        const auto& reference = entry.contract.reference;
        parents.emplace(reference, entry.parent);
        const auto retention = live_on(entry.contract, today) ? std::nullopt : retention_of(entry, policy, sealed);
        if (retention && retention->kept_until < today) passed.emplace(reference, *retention);
    }
    for (const auto& [reference, parent] : parents) {
        if (passed.contains(reference)) continue;
        for (auto above = parent; passed.erase(above) > 0;)
            above = parents.at(above);
    }
    std::vector<Retention> all;
    for (const auto& [reference, retention] : passed)
        all.push_back(retention);
    return all;
}

Date bodies_kept_from(const RetentionPolicy& policy, Date today) {
    return today.plus_months(-12 * policy.message_bodies_years);
}

}  // namespace contractwatch

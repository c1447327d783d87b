// Sub-contracts as a tree under their head contract: orphans, circles and stated tiers.
#include "domain/facts/rows_together.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr int tier_under_head_contract = 2;

struct Places {
    const Kind& of = kind("subcontracts");
    std::size_t contract = of.column("contract");
    std::size_t subcontract = of.column("subcontract");
    std::size_t parent = of.column("parent");
    std::size_t supply_tier = of.column("supply_tier");
};

const Places& places() {
    static const Places found;
    return found;
}

/// A sub-contract as the record would have it.
struct Node {
    Row row;
    std::vector<std::size_t> given = {};  ///< the rows that speak of it
    std::string parent() const { return key_of(row.text(places().parent)); }
};

/// The sub-contracts of one contract, by reference.
class Tree {
  public:
    explicit Tree(const std::vector<Row>& recorded) {
        for (const auto& row : recorded)
            nodes_.emplace(key_of(row.text(places().subcontract)), Node{row});
    }

    void add(const Row& row, std::size_t place) {
        auto& node = nodes_.try_emplace(key_of(row.text(places().subcontract)), Node{row}).first->second;
        fold_into(node.row, row);
        node.given.push_back(place);
    }

    /// Faults of rows that were given; those of what the record had before are not theirs.
    void judge(std::vector<FaultTogether>& faults, const std::set<std::string>& refused) const {
        for (const auto& [reference, node] : nodes_) {
            if (node.given.empty()) continue;
            const auto problem = problem_of(reference, node, refused);
            if (!problem) continue;
            for (const auto place : node.given)
                faults.push_back({place, *problem});
        }
    }

  private:
    std::optional<CellProblem> problem_of(const std::string& reference, const Node& node,
                                          const std::set<std::string>& refused) const {
        const auto& at = places();
        int tier = tier_under_head_contract;
        std::string way{node.row.text(at.subcontract)};
        std::set<std::string> passed{reference};
        for (const auto* above = &node; !above->parent().empty(); ++tier) {
            const std::string parent{above->row.text(at.parent)};
            const auto found = nodes_.find(above->parent());
            if (found == nodes_.end()) {
                if (above != &node && !above->given.empty()) return std::nullopt;  // that one goes first
                return orphan(*above, parent, refused);
            }
            way += " under " + parent;
            if (!passed.insert(found->first).second) {
                if (found->first != reference && any_given(passed, reference)) return std::nullopt;
                return circle(way);
            }
            above = &found->second;
        }
        return other_tier(node, tier);
    }

    bool any_given(const std::set<std::string>& references, const std::string& but) const {
        return std::ranges::any_of(
            references, [&](const std::string& each) { return each != but && !nodes_.at(each).given.empty(); });
    }

    static CellProblem circle(const std::string& way) {
        return {places().parent, fmt::format("sub-contracts cannot stand in a circle ({}); give as parent the one "
                                             "above it, or leave it blank under the head contract",
                                             way)};
    }

    static std::optional<CellProblem> other_tier(const Node& node, int tier) {
        const auto& at = places();
        const auto stated = node.row.whole(at.supply_tier);
        if (!stated || *stated == tier) return std::nullopt;
        const auto parent = node.row.text(at.parent);
        return CellProblem{at.supply_tier,
                           fmt::format("supply tier {} is stated, and {} gives {}; give {}, leave it blank, or name "
                                       "another parent",
                                       *stated,
                                       parent.empty() ? std::string{"standing under the head contract"}
                                                      : fmt::format("its parent {}", parent),
                                       tier, tier)};
    }

    static CellProblem orphan(const Node& node, const std::string& parent, const std::set<std::string>& refused) {
        const auto& at = places();
        const std::string contract{node.row.text(at.contract)};
        if (refused.contains(key_of(parent)))
            return {at.parent, fmt::format("its parent, sub-contract {} of contract {}, is in this file and cannot be "
                                           "taken; put that row right and give both again",
                                           parent, contract)};
        return {at.parent, fmt::format("contract {} has no sub-contract {}, neither in the record nor in this file; "
                                       "give the parent's row too, or leave it blank under the head contract",
                                       contract, parent)};
    }

    std::map<std::string, Node> nodes_;
};

using ByContract = std::map<std::string, std::vector<std::size_t>>;

/// Refuses row after row until those left have no fault: what stood under a refused one has lost its parent.
void judge_contract(std::span<const Row> given, std::vector<std::size_t> left, const std::vector<Row>& recorded,
                    std::vector<FaultTogether>& faults) {
    std::set<std::string> refused;
    while (!left.empty()) {
        Tree tree{recorded};
        for (const auto place : left)
            tree.add(given[place], place);
        std::vector<FaultTogether> found;
        tree.judge(found, refused);
        if (found.empty()) return;
        for (auto& fault : found) {
            std::erase(left, fault.row);
            refused.insert(key_of(given[fault.row].text(places().subcontract)));
            faults.push_back(std::move(fault));
        }
    }
}

}  // namespace

bool judged_together(const Kind& kind) {
    return kind.name == "subcontracts";
}

std::vector<FaultTogether> faults_together(std::span<const Row> given, const RecordedRows& recorded) {
    ByContract contracts;
    for (std::size_t place = 0; place < given.size(); ++place)
        contracts[key_of(given[place].text(places().contract))].push_back(place);
    std::vector<FaultTogether> faults;
    for (const auto& [contract, rows] : contracts)
        judge_contract(given, rows, recorded(contract), faults);
    std::ranges::stable_sort(faults, {}, &FaultTogether::row);
    return faults;
}

}  // namespace contractwatch

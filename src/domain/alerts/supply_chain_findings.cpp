// What is wrong down a contract's supply chain: terms that are not passed down, returns that do not come, and
// spot checks that are due.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/alerts/evaluate.h"
#include "domain/alerts/turns.h"
#include "domain/payments/clocks.h"
#include "domain/payments/supply_chain.h"
#include "domain/payments/supply_chain_returns.h"

namespace contractwatch {
namespace {

class ChainFindings {
  public:
    ChainFindings(const ContractRows& rows, const Rules& rules);

    std::vector<Finding> findings(Date day) const;

    /// The next day on which something may change: a contract or sub-contract begins or ends, a return or a spot check
    /// falls due or comes in. Nothing where all is over.
    std::optional<Date> next_turn(Date day) const;

  private:
    Finding made(FindingKind kind, Date since, std::string summary) const;
    void look_at_terms(std::vector<Finding>& found, Date day) const;
    void look_at_returns(std::vector<Finding>& found, Date day) const;
    void look_at_spot_checks(std::vector<Finding>& found, Date day) const;
    bool any_live(Date day) const;
    bool large() const { return value_ && rules_.payments.spot_check_over < *value_; }
    std::optional<Date> last_spot_check(Date day) const;
    Date spot_check_due_by(Date day) const;

    const Rules& rules_;
    Contract contract_;
    std::optional<Money> value_;
    SupplyChain chain_;
    SupplyChainReturns returns_;
    std::vector<Date> spot_checks_;  ///< the days on which one was made
};

std::vector<Date> spot_checks_in(std::span<const Row> obligations) {
    static const auto what = kind("obligations").column("kind");
    static const auto met_on = kind("obligations").column("met_on");
    std::vector<Date> days;
    for (const auto& row : obligations) {
        if (row.text(what) != "spot_check") continue;
        if (const auto day = row.date(met_on)) days.push_back(*day);
    }
    return days;
}

ChainFindings::ChainFindings(const ContractRows& rows, const Rules& rules)
    : rules_(rules),
      contract_(contract_of(rows.of("contracts").front())),
      value_(whole_life_value(contract_)),
      chain_(rows.of("subcontracts")),
      returns_(contract_, rows.of("returns"), rules.payments),
      spot_checks_(spot_checks_in(rows.of("obligations"))) {}

std::vector<Finding> ChainFindings::findings(Date day) const {
    std::vector<Finding> found;
    look_at_terms(found, day);
    look_at_returns(found, day);
    look_at_spot_checks(found, day);
    return found;
}

Finding ChainFindings::made(FindingKind kind, Date since, std::string summary) const {
    Finding finding;
    finding.kind = kind;
    finding.contract = contract_.reference;
    finding.severity = Severity::warning;
    finding.since = since;
    finding.summary = std::move(summary);
    return finding;
}

std::string line_of(const SubContract& each, const FlowDown& flow) {
    const auto tier = each.tier ? fmt::format(", tier {}", *each.tier) : std::string{};
    std::string faults;
    for (const auto& fault : flow.faults)
        faults += (faults.empty() ? "" : "; ") + fault;
    return fmt::format("{}{}, {} to {}: {}", each.reference, tier, each.payer, each.payee, faults);
}

void ChainFindings::look_at_terms(std::vector<Finding>& found, Date day) const {
    if (!live_on(contract_, day)) return;
    std::vector<Member> members;
    std::vector<std::string> unknown;
    std::vector<std::string> law;
    std::int64_t live = 0;
    Date since = end_of_time;
    for (const auto& each : chain_.all()) {
        if (!each.live_on(day)) continue;
        ++live;
        const auto flow = flow_down_of(each, terms_above(chain_, each, contract_), rules_.payments.law);
        if (!flow.unknown.empty()) unknown.push_back(each.reference);
        if (flow.faults.empty()) continue;
        members.push_back({key_of(each.reference), line_of(each, flow)});
        if (flow.law && std::ranges::find(law, flow.law->words()) == law.end()) law.push_back(flow.law->words());
        since = std::min(since, each.begun_on());
    }
    if (members.empty()) return;
    auto finding = made(
        FindingKind::flow_down, since,
        fmt::format("The prompt payment terms do not reach {} of {}.", members.size(), counted(live, "sub-contract")));
    finding.members = std::move(members);
    finding.evidence = {{"sub_contracts", live}, {"terms_or_clause_unknown", std::move(unknown)}};
    if (contract_.payment_terms_days)
        finding.evidence.push_back({"days_to_pay_of_contract", std::int64_t{*contract_.payment_terms_days}});
    if (!law.empty()) finding.evidence.push_back({"legal_numbers", std::move(law)});
    found.push_back(std::move(finding));
}

void ChainFindings::look_at_returns(std::vector<Finding>& found, Date day) const {
    std::vector<SupplyChainReturn> overdue;
    for (const auto& each : returns_.of_periods_ended_before(day)) {
        if (each.overdue_on(day)) overdue.push_back(each);
    }
    if (overdue.empty()) return;
    const auto first_due = overdue.front().due_on;
    auto finding =
        made(FindingKind::return_overdue, first_due + Days{1},
             fmt::format("{} of {} not received; the first was due on {}.",
                         counted(static_cast<long long>(overdue.size()), "supply-chain return"),
                         contract_.supplier.empty() ? "the supplier" : contract_.supplier, first_due.short_text()));
    for (const auto& each : overdue)
        finding.members.push_back(
            {each.period.text(), fmt::format("{}: due on {}", each.period.text(), each.due_on.short_text())});
    finding.evidence = {{"returns", std::string{name_of(*contract_.supply_chain_return)}},
                        {"due_days_after_period", std::int64_t{rules_.payments.return_due_days}},
                        {"first_due_on", first_due.text()}};
    found.push_back(std::move(finding));
}

bool ChainFindings::any_live(Date day) const {
    return std::ranges::any_of(chain_.all(), [&](const SubContract& each) { return each.live_on(day); });
}

std::optional<Date> ChainFindings::last_spot_check(Date day) const {
    std::optional<Date> last;
    for (const auto check : spot_checks_) {
        if (check <= day) last = std::max(last.value_or(check), check);
    }
    return last;
}

/// So many months after the last one, or after the contract's start; of a contract that had run so long when it was
/// recorded, the day before it was.
Date ChainFindings::spot_check_due_by(Date day) const {
    const auto months = rules_.payments.spot_check_every_months;
    if (const auto last = last_spot_check(day)) return last->plus_months(months);
    const auto from_start = contract_.start.value_or(contract_.recorded_on).plus_months(months);
    return std::max(from_start, contract_.recorded_on - Days{1});
}

void ChainFindings::look_at_spot_checks(std::vector<Finding>& found, Date day) const {
    if (!large() || !live_on(contract_, day) || !any_live(day)) return;
    const auto due_by = spot_check_due_by(day);
    if (day <= due_by) return;
    const auto last = last_spot_check(day);
    auto finding = made(
        FindingKind::spot_check_due, due_by + Days{1},
        last ? fmt::format("The last spot check of payment down the supply chain was on {}; the next was due by {}.",
                           last->short_text(), due_by.short_text())
             : std::string{"No spot check of payment down the supply chain is recorded."});
    finding.evidence = {{"whole_life_value_pence", value_->pence()},
                        {"large_over_pence", rules_.payments.spot_check_over.pence()},
                        {"every_months", std::int64_t{rules_.payments.spot_check_every_months}},
                        {"last_spot_check_on", last ? last->text() : std::string{"none"}}};
    found.push_back(std::move(finding));
}

std::optional<Date> ChainFindings::next_turn(Date day) const {
    std::optional<Date> found;
    if (const auto life = next_life_change(contract_, day); life != end_of_time) keep_earliest(found, life, day);
    for (const auto& each : chain_.all()) {
        keep_earliest(found, each.start, day);
        if (each.end) keep_earliest(found, *each.end + Days{1}, day);
    }
    for (const auto submitted : returns_.submitted_on())
        keep_earliest(found, submitted, day);
    if (const auto next = returns_.next_due(day)) keep_earliest(found, next->due_on + Days{1}, day);
    for (const auto check : spot_checks_)
        keep_earliest(found, check, day);
    if (large()) keep_earliest(found, spot_check_due_by(day) + Days{1}, day);
    return found;
}

}  // namespace

Evaluation supply_chain_findings(const ContractRows& contract, const Rules& rules, Date as_at) {
    if (contract.of("contracts").empty()) return {};
    const ChainFindings chain{contract, rules};
    return evaluated(chain, as_at);
}

}  // namespace contractwatch

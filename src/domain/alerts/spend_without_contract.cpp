// The ledger held against the whole register: payees to whom the council pays money under no contract.
#include "domain/alerts/spend_without_contract.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/contracts/contract.h"
#include "domain/payments/spend.h"

namespace contractwatch {
namespace {

// Policy: the ledger against the register.
constexpr Money told_over = Money::pounds(5'000);
constexpr Money warned_over = Money::pounds(50'000);
constexpr Days live_after_end{30};
constexpr Days longest_pay_run{31};

/// Who is meant by a name: a supplier by its reference, a name by itself.
class Payees {
  public:
    explicit Payees(std::span<const Row> suppliers) {
        static const auto supplier = kind("suppliers").column("supplier");
        static const auto name = kind("suppliers").column("name");
        static const auto aliases = kind("suppliers").column("aliases");
        for (const auto& row : suppliers) {
            const auto reference = key_of(row.text(supplier));
            known_.emplace(reference, reference);
            known_.emplace(key_of(row.text(name)), reference);
            names_.emplace(reference, row.text(name));
            auto others = row.text(aliases);
            while (!others.empty()) {
                const auto end = std::min(others.find(';'), others.size());
                known_.emplace(key_of(others.substr(0, end)), reference);
                others.remove_prefix(std::min(end + 1, others.size()));
            }
        }
        known_.erase(std::string{});
    }

    std::string of(std::string_view name) const {
        auto key = key_of(name);
        const auto found = known_.find(key);
        return found == known_.end() ? std::move(key) : found->second;
    }

    /// Those that mean the same.
    std::unordered_set<std::string> names_meaning(const std::string& payee) const {
        std::unordered_set<std::string> found{payee};
        for (const auto& [name, reference] : known_) {
            if (reference == payee) found.insert(name);
        }
        return found;
    }

    /// As the list of suppliers has it, else as it is given.
    std::string name_of(const std::string& payee, std::string_view given) const {
        const auto found = names_.find(payee);
        return std::string{found == names_.end() ? given : found->second};
    }

    /// The names of all of them.
    std::unordered_set<std::string> names() const {
        std::unordered_set<std::string> all;
        for (const auto& [name, reference] : known_)
            all.insert(name);
        return all;
    }

  private:
    std::unordered_map<std::string, std::string> known_;  ///< references by names, as they are compared
    std::unordered_map<std::string, std::string_view> names_;
};

/// When a payee's contracts are live.
using LiveDays = std::unordered_map<std::string, std::vector<DateRange>>;

LiveDays live_days_of(std::span<const Row> contracts, const Payees& payees) {
    LiveDays live;
    for (const auto& row : contracts) {
        const auto contract = contract_of(row);
        if (contract.supplier.empty()) continue;
        const bool closed_undated = closed_on(contract, end_of_time) && !contract.ended_on && !contract.end;
        if (closed_undated) continue;
        const auto last = contract.ended_on ? contract.ended_on : contract.end;
        live[payees.of(contract.supplier)].push_back(
            {contract.start.value_or(Date{}), last ? *last + live_after_end : end_of_time});
    }
    return live;
}

/// What was paid to one payee outside of every contract, by day.
struct Outside {
    std::string name;
    std::vector<Spend> spend;
};

Finding finding_about(const Outside& outside) {
    Money sum;
    Money as_paid;
    auto since = outside.spend.front().on;
    bool over = false;
    for (const auto& each : outside.spend) {
        sum += each.amount;
        if (!each.net) as_paid += each.amount;
        if (sum > told_over && !over) since = each.on;
        over = sum > told_over;
    }
    Finding finding;
    finding.kind = FindingKind::spend_without_contract;
    finding.subject = single_line(outside.name);
    finding.severity = sum > warned_over ? Severity::warning : Severity::info;
    finding.since = since;
    finding.summary =
        fmt::format("{} was paid to {} in {}, {}, while no contract with them was live in the register.", sum.text(),
                    finding.subject, counted(static_cast<long long>(outside.spend.size()), "payment"),
                    spent_when(outside.spend.front().on, outside.spend.back().on));
    if (as_paid != Money{} && as_paid != sum)
        finding.summary +=
            fmt::format(" {} of it is counted as it was paid, with whatever VAT is in it.", as_paid.text());
    finding.evidence = {{"spent_pence", sum.pence()},
                        {"counted_as_paid_pence", as_paid.pence()},
                        {"payments", static_cast<std::int64_t>(outside.spend.size())},
                        {"first_paid_on", outside.spend.front().on.text()},
                        {"last_paid_on", outside.spend.back().on.text()},
                        {"over_pence", told_over.pence()}};
    return finding;
}

Money total_of(const std::vector<Spend>& spend) {
    Money sum;
    for (const auto& each : spend)
        sum += each.amount;
    return sum;
}

/// What was paid in the rolling year while no contract with the payee was live, by payee.
class SpendByPayee {
  public:
    SpendByPayee(const SpendOutsideRegister& outside, const Rules& rules, Date as_at)
        : invoices_(invoices_of(outside.invoices, outside.payments, {}, {}, pay_runs_of(rules))) {
        const Payees payees{outside.suppliers};
        const auto live = live_days_of(outside.contracts, payees);
        for (const auto& each : all_spend(outside, payees, rules, as_at)) {
            if (!in_rolling_year(each.on, as_at)) continue;
            const auto payee = payees.of(each.payee);
            const auto contracts = live.find(payee);
            const auto covers = [&](const DateRange& days) { return days.contains(each.on); };
            if (contracts != live.end() && std::ranges::any_of(contracts->second, covers)) continue;
            auto& known = by_payee_[payee];
            if (known.spend.empty()) known.name = payees.name_of(payee, each.payee);
            known.spend.push_back(each);
        }
    }

    SpendByPayee(const SpendByPayee&) = delete;
    SpendByPayee& operator=(const SpendByPayee&) = delete;

    const std::map<std::string, Outside>& by_payee() const { return by_payee_; }

  private:
    /// By day.
    std::vector<Spend> all_spend(const SpendOutsideRegister& outside, const Payees& payees, const Rules& rules,
                                 Date as_at) const {
        auto suppliers = payees.names();
        for (const auto& row : outside.contracts)
            suppliers.insert(key_of(contract_of(row).supplier));
        suppliers.erase(std::string{});
        std::vector<Spend> spend;
        add_spend(spend, invoices_, as_at);
        add_spend_alone(spend, outside.payments, suppliers, pay_runs_of(rules), as_at);
        std::ranges::stable_sort(spend, {}, &Spend::on);
        return spend;
    }

    std::vector<Invoice> invoices_;  ///< what the spend was made from
    std::map<std::string, Outside> by_payee_;
};

}  // namespace

Date spend_begins(Date as_at) {
    return as_at.plus_months(-months_of_spend) - longest_pay_run;
}

std::vector<Finding> spend_without_contract(const SpendOutsideRegister& outside, const Rules& rules, Date as_at) {
    if (outside.invoices.empty() && outside.payments.empty()) return {};
    const SpendByPayee spend{outside, rules, as_at};
    std::vector<Finding> found;
    for (const auto& [payee, paid] : spend.by_payee()) {
        if (total_of(paid.spend) > told_over) found.push_back(finding_about(paid));
    }
    return found;
}

std::unordered_set<std::string> names_of_payee(std::string_view payee, std::span<const Row> suppliers) {
    const Payees payees{suppliers};
    return payees.names_meaning(payees.of(payee));
}

std::set<std::string> spent_outside(const SpendOutsideRegister& outside, std::string_view payee, const Rules& rules,
                                    Date as_at) {
    const SpendByPayee spend{outside, rules, as_at};
    const auto paid = spend.by_payee().find(Payees{outside.suppliers}.of(payee));
    std::set<std::string> ids;
    if (paid == spend.by_payee().end()) return ids;
    for (const auto& each : paid->second.spend)
        ids.insert(id_of(each));
    return ids;
}

}  // namespace contractwatch

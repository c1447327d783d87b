// The ledger held against one contract of the register.
#include "domain/alerts/spend_findings.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "domain/alerts/turns.h"
#include "domain/contracts/contract.h"
#include "domain/payments/days_of_facts.h"
#include "domain/payments/spend.h"

namespace contractwatch {
namespace {

/// Policy: what was done before the end may still be paid for so long.
constexpr Days paid_after_end{30};

/// What is paid after a contract's end for one invoice, or in one payment that names none.
struct PaidLate {
    std::string id;
    std::string name;
    Money amount;
    Date first;
    Date last;
};

std::string name_of_spend(const Spend& spend) {
    if (spend.invoice == nullptr) return fmt::format("a payment to {} that names no invoice", spend.payee);
    return fmt::format("{} from {}", spend.invoice->reference, spend.payee);
}

std::optional<Date> last_day_of(const Contract& contract) {
    return contract.ended_on ? contract.ended_on : contract.end;
}

class ContractSpend {
  public:
    ContractSpend(const ContractRows& rows, std::span<const Invoice> invoices, const Rules& rules)
        : rows_(rows),
          invoices_(invoices),
          runs_(pay_runs_of(rules)),
          contract_(contract_of(rows.of("contracts").front())),
          value_(whole_life_value(contract_)),
          last_day_(last_day_of(contract_)),
          suppliers_{key_of(contract_.supplier)} {
        suppliers_.erase(std::string{});
        for (const auto& row : rows.of("payments")) {
            if (names_no_invoice(row)) alone_.push_back(row);
        }
    }

    std::vector<Finding> findings(Date day) const {
        if (!value_ && !last_day_) return {};
        const auto spent = spent_by(day);
        std::vector<Finding> found;
        if (auto finding = after_end(spent, day)) found.push_back(std::move(*finding));
        if (auto finding = over_value(spent, day)) found.push_back(std::move(*finding));
        return found;
    }

    /// The next day on which something is paid or credited, or on which a payment that matters is a year old.
    std::optional<Date> next_turn(Date day) const {
        std::optional<Date> found;
        if (!value_ && !last_day_) return found;
        for (const auto& invoice : invoices_)
            each_fact(invoice, [&](std::optional<Date> fact) { keep_earliest(found, fact, day); });
        for (const auto& row : alone_)
            keep_earliest(found, receipt_of(row, runs_).on, day);
        const auto spent = spent_by(day);
        for (const auto& each : spent) {
            const bool late = last_day_ && each.on > *last_day_ + paid_after_end;
            if (late || &each == &spent.back()) keep_earliest(found, each.on.plus_months(months_of_spend), day);
        }
        return found;
    }

  private:
    /// By day.
    std::vector<Spend> spent_by(Date day) const {
        std::vector<Spend> spent;
        add_spend(spent, invoices_, day);
        add_spend_alone(spent, alone_, suppliers_, runs_, day);
        std::ranges::stable_sort(spent, {}, &Spend::on);
        return spent;
    }

    Finding finding_of(FindingKind kind, Date since) const {
        Finding finding;
        finding.kind = kind;
        finding.contract = rows_.contract;
        finding.severity = Severity::warning;
        finding.since = since;
        return finding;
    }

    /// By the day of the first payment after the end.
    std::vector<PaidLate> paid_late(const std::vector<Spend>& spent, Date day) const {
        std::vector<PaidLate> late;
        for (const auto& each : spent) {
            if (each.on <= *last_day_ + paid_after_end || !in_rolling_year(each.on, day)) continue;
            auto id = id_of(each);
            const auto known = std::ranges::find(late, id, &PaidLate::id);
            if (known == late.end()) {
                late.push_back({std::move(id), name_of_spend(each), each.amount, each.on, each.on});
            } else {
                known->amount += each.amount;
                known->last = each.on;
            }
        }
        return late;
    }

    std::optional<Finding> after_end(const std::vector<Spend>& spent, Date day) const {
        if (!last_day_) return std::nullopt;
        const auto late = paid_late(spent, day);
        if (late.empty()) return std::nullopt;
        auto finding = finding_of(FindingKind::spend_after_end, late.front().first);
        Money sum;
        Date last;
        for (const auto& each : late) {
            sum += each.amount;
            last = std::max(last, each.last);
            finding.members.push_back(
                {each.id, fmt::format("{}: {} paid, {}{}", each.name, each.amount.text(),
                                      each.first == each.last ? "on " : "the last on ", each.last.short_text())});
        }
        finding.summary = fmt::format("{} was paid more than 30 days after the last day of the contract, {}: {}.",
                                      sum.text(), last_day_->short_text(), spent_when(late.front().first, last));
        finding.evidence = {{"last_day", last_day_->text()},
                            {"spent_pence", sum.pence()},
                            {"last_paid_on", last.text()},
                            {"days_after_end", std::int64_t{paid_after_end.count()}}};
        return finding;
    }

    std::optional<Finding> over_value(const std::vector<Spend>& spent, Date day) const {
        if (!value_ || spent.empty() || !in_rolling_year(spent.back().on, day)) return std::nullopt;
        Money sum;
        Money as_paid;
        std::optional<Date> over_from;
        for (const auto& each : spent) {
            sum += each.amount;
            if (!each.net) as_paid += each.amount;
            if (sum <= *value_) over_from.reset();
            if (sum > *value_ && !over_from) over_from = each.on;
        }
        if (!over_from) return std::nullopt;
        auto finding = finding_of(FindingKind::spend_over_value, *over_from);
        finding.summary =
            fmt::format("{} is recorded as spent on the contract, {} more than its whole-life value of {}.", sum.text(),
                        (sum - *value_).text(), value_->text());
        if (as_paid != Money{})
            finding.summary +=
                fmt::format(" {} of it is counted as it was paid, with whatever VAT is in it.", as_paid.text());
        finding.evidence = {{"spent_pence", sum.pence()},
                            {"value_pence", value_->pence()},
                            {"over_pence", (sum - *value_).pence()},
                            {"counted_as_paid_pence", as_paid.pence()},
                            {"payments", static_cast<std::int64_t>(spent.size())},
                            {"last_paid_on", spent.back().on.text()}};
        return finding;
    }

    const ContractRows& rows_;
    std::span<const Invoice> invoices_;
    PayRuns runs_;
    Contract contract_;
    std::optional<Money> value_;
    std::optional<Date> last_day_;
    std::unordered_set<std::string> suppliers_;
    std::vector<Row> alone_;
};

}  // namespace

Evaluation spend_findings(const ContractRows& contract, std::span<const Invoice> invoices, const Rules& rules,
                          Date as_at) {
    const ContractSpend spend{contract, invoices, rules};
    return evaluated(spend, as_at);
}

}  // namespace contractwatch

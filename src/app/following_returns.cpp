// Keeps what is known now of the returns of payments that were reported.
#include "app/following_returns.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "app/ledger.h"
#include "app/make_return.h"
#include "app/report_return.h"
#include "base/text.h"
#include "domain/payments/named_days.h"

namespace contractwatch {
namespace {

/// What names an invoice in the keys of its rows, and of what is found through it.
using Found = std::vector<std::string>;

/// The invoices that the rows are of, or that they reduce.
std::vector<Found> named_by(const Row& row) {
    static const auto credits = kind("invoices").column("credits_invoice");
    std::vector<Found> found{found_by(row)};
    const bool reduces = row.kind->name == "invoices" && !row.text(credits).empty();
    if (reduces) found.push_back({key_of(row.text(credits)), found.front().back()});
    return found;
}

/// An invoice that something came for, and the days that it names, with what is known of it now. A payment of no
/// invoice stands for itself.
using Named = std::pair<Found, NamedDays>;

std::vector<Named> days_of(const Record& record, const std::vector<Row>& news) {
    std::map<Found, NamedDays> days;
    std::vector<Named> all;
    for (const auto& row : news) {
        for (const auto& invoice : named_by(row))
            (invoice.front().empty() ? all.emplace_back(invoice, NamedDays{}).second : days[invoice]).add(row);
    }
    for (auto& [invoice, named] : days) {
        for (const auto* name : {"invoices", "payments", "disputes", "interest"}) {
            for (const auto& row : record.rows_by_key(kind(name), invoice))
                named.add(row);
        }
        all.emplace_back(invoice, std::move(named));
    }
    return all;
}

/// Whether what came makes another head contract of it for its invoices. Of a sub-contract everything does.
bool bears_on_invoices(const ChangedRow& changed) {
    if (changed.now.kind->name != "contracts" || !changed.before) return true;
    return head_contract_of(*changed.before) != head_contract_of(changed.now);
}

/// Adds the rows of all invoices under contracts that are others to their invoices now. Whether there are any
/// contracts.
bool add_invoices_of_contracts(Evaluations& evaluations, PaymentNews& news) {
    std::set<ContractRef> contracts;
    for (const auto& each : news.contracts) {
        if (bears_on_invoices(each)) contracts.emplace(each.now.text(*each.now.kind->contract_column()));
    }
    for (const auto& contract : contracts) {
        for (const auto* name : {"invoices", "payments"})
            std::ranges::move(evaluations.rows_of(kind(name), contract), std::back_inserter(news.rows));
    }
    return !contracts.empty();
}

/// Wording apart, which a later program may have put otherwise.
bool same_known(const KnownReturn& one, const KnownReturn& other) {
    const auto same = [](const ReportedFigure& figure, const ReportedFigure& as) {
        return figure.name == as.name && figure.value == as.value;
    };
    return one.rows == other.rows && one.left_out == other.left_out &&
           std::ranges::equal(one.figures, other.figures, same);
}

std::string change_in_words(const std::string& name, const std::string& now, const std::string& before) {
    const auto shown = [](const std::string& value) { return value.empty() ? std::string{"none"} : value; };
    return name + " " + shown(now) + ", before " + shown(before);
}

std::string in_words(const KnownReturn& now, const KnownReturn& before) {
    std::string text;
    const auto add = [&](const std::string& name, const std::string& value, const std::string& was) {
        if (value != was) text += (text.empty() ? "" : "; ") + change_in_words(name, value, was);
    };
    for (const auto& figure : now.figures) {
        const auto was = std::ranges::find(before.figures, figure.name, &ReportedFigure::name);
        add(figure.name, figure.value, was == before.figures.end() ? std::string{} : was->value);
    }
    add("rows", std::to_string(now.rows), std::to_string(before.rows));
    add("left out", std::to_string(now.left_out), std::to_string(before.left_out));
    return now.name + " " + now.period + ": " + text;
}

/// A return that is to be made again.
struct Again {
    KnownReturn last;
    PaymentReturnKind kind = PaymentReturnKind::s69;
    std::set<Found> later = {};  ///< invoices that something came for, with a day after that of what is known last
};

/// Whether any row of the return is of one of the invoices.
bool rests_on(const PaymentReturn& made, const std::set<Found>& invoices) {
    if (invoices.empty()) return false;
    return std::ranges::any_of(made.rows(), [&](const ReturnRow& row) {
        return invoices.contains({key_of(row.invoice), key_of(row.payee)});
    });
}

class FollowingReturns {
  public:
    FollowingReturns(const Record& record, const Rules& rules, Date today)
        : record_(record), rules_(rules), rates_(bank_rates_of(record)), today_(today) {}

    /// Those that what came can bear on. No contract's terms move a day that a return goes by. A payment that s.70 asks
    /// for can name a contract and an invoice that nobody has.
    std::vector<Again> to_be_made(std::vector<KnownReturn> known, Evaluations& evaluations) const {
        auto news = evaluations.payment_news();
        const bool other_contracts = add_invoices_of_contracts(evaluations, news);
        const auto invoices = days_of(record_, news.rows);
        std::vector<Again> found;
        for (auto& last : known) {
            const auto return_kind = find_payment_return(last.name);
            const auto dates = dates_that_count(last.days, Days{0}, rules_.payments);
            bool counts = news.on_all || (other_contracts && return_kind == PaymentReturnKind::s70);
            std::set<Found> later;
            for (const auto& [invoice, days] : invoices) {
                if (!days.can_count(dates)) continue;
                counts = true;
                if (days.any_after(last.as_at)) later.insert(invoice);
            }
            if (return_kind && counts) found.push_back({std::move(last), *return_kind, std::move(later)});
        }
        return found;
    }

    /// What is known now of each that is another one, and nothing of the others.
    std::vector<std::optional<KnownReturn>> made_again(const std::vector<Again>& returns) const {
        std::vector<ReturnWanted> wanted;
        for (const auto& [last, kind, later] : returns) {
            wanted.push_back({kind, last.days, today_});
            wanted.push_back({kind, last.days, last.as_at});
        }
        const auto made = make_returns(record_, wanted, rules_.payments, rates_, pay_runs_of(rules_));
        std::vector<std::optional<KnownReturn>> known;
        for (std::size_t at = 0; at < returns.size(); ++at) {
            const auto& last = returns[at].last;
            const auto as_at = [&](const PaymentReturn& each, Date day) {
                return known_of(each, last.name, last.period, last.days, day);
            };
            auto now = as_at(made[2 * at], today_);
            const bool other = !same_known(now, last);
            const bool came = other && (!same_known(as_at(made[2 * at + 1], last.as_at), last) ||
                                        rests_on(made[2 * at], returns[at].later));
            known.push_back(came ? std::optional{std::move(now)} : std::nullopt);
        }
        return known;
    }

  private:
    const Record& record_;
    const Rules& rules_;
    BankRates rates_;
    Date today_;
};

}  // namespace

FollowedReturns follow_returns(const Record& record, Evaluations& evaluations, Change& change, const Rules& rules,
                               Date today) {
    auto known = record.known_returns();
    if (known.empty()) return {};
    const FollowingReturns following{record, rules, today};
    const auto again = following.to_be_made(std::move(known), evaluations);
    if (again.empty()) return {};
    const auto now = following.made_again(again);
    FollowedReturns followed{{}, static_cast<std::int64_t>(again.size())};
    for (std::size_t at = 0; at < again.size(); ++at) {
        if (!now[at]) continue;
        change.add_known(*now[at]);
        followed.changed.push_back(in_words(*now[at], again[at].last));
    }
    return followed;
}

}  // namespace contractwatch

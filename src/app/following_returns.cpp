// Keeps what is known now of the returns of payments that were reported.
#include "app/following_returns.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

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

/// Whether what came makes another head contract of it for its invoices. Of a sub-contract everything does.
bool bears_on_invoices(const ChangedRow& changed) {
    if (changed.now.kind->name != "contracts" || !changed.before) return true;
    return head_contract_of(*changed.before) != head_contract_of(changed.now);
}

/// Those that are others to their invoices now.
std::set<ContractRef> other_contracts(const PaymentNews& news) {
    std::set<ContractRef> contracts;
    for (const auto& each : news.contracts) {
        if (bears_on_invoices(each)) contracts.emplace(each.now.text(*each.now.kind->contract_column()));
    }
    return contracts;
}

constexpr std::array<std::string_view, 4> of_invoices{"invoices", "payments", "disputes", "interest"};

/// Of each invoice that something came for the days that it names, with what is known of it now; of a contract those
/// of all its invoices together. A payment of no invoice stands for itself.
std::vector<NamedDays> days_touched(const Record& record, Evaluations& evaluations, const PaymentNews& news,
                                    const std::set<ContractRef>& contracts) {
    std::map<Found, NamedDays> days;
    std::vector<NamedDays> all;
    for (const auto& row : news.rows) {
        for (const auto& invoice : named_by(row))
            (invoice.front().empty() ? all.emplace_back() : days[invoice]).add(row);
    }
    for (auto& [invoice, named] : days) {
        for (const auto name : of_invoices) {
            for (const auto& row : record.rows_by_key(kind(name), invoice))
                named.add(row);
        }
        all.push_back(std::move(named));
    }
    for (const auto& contract : contracts) {
        auto& of_contract = all.emplace_back();
        for (const auto name : of_invoices) {
            for (const auto& row : evaluations.rows_of(kind(name), contract))
                of_contract.add(row);
        }
    }
    return all;
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

/// Those of the returns that what came can bear on. A payment that s.70 asks for can name a contract and an invoice
/// that nobody has.
std::vector<KnownReturn> to_be_made(const Record& record, Evaluations& evaluations, const PaymentPolicy& policy) {
    auto known = record.known_returns();
    if (known.empty()) return known;
    const auto news = evaluations.payment_news();
    const auto contracts = other_contracts(news);
    const auto days = days_touched(record, evaluations, news, contracts);
    std::erase_if(known, [&](const KnownReturn& last) {
        const auto dates = dates_of_return(last.days, policy);
        const bool counts = news.on_all || (!contracts.empty() && last.name == name_of(PaymentReturnKind::s70)) ||
                            std::ranges::any_of(days, [&](const NamedDays& each) { return each.can_count(dates); });
        return !counts || !find_payment_return(last.name);
    });
    return known;
}

}  // namespace

FollowedReturns follow_returns(const Record& record, Evaluations& evaluations, Change& change, const Rules& rules) {
    FollowedReturns followed;
    const auto rates = bank_rates_of(record);
    for (const auto& last : to_be_made(record, evaluations, rules.payments)) {
        const auto made = make_return(record, *find_payment_return(last.name), last.days, rules.payments, rates,
                                      pay_runs_of(rules), last.as_at);
        const auto now = known_of(made, last.name, last.period, last.days, last.as_at);
        ++followed.made_again;
        if (same_known(now, last)) continue;
        change.add_known(now);
        followed.changed.push_back(in_words(now, last));
    }
    return followed;
}

}  // namespace contractwatch

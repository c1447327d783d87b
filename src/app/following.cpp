// Brings the alerts of the record into line with what holds: raises, changes, ends.
#include "app/following.h"

#include <algorithm>
#include <iterator>

#include "app/council_facts.h"
#include "domain/alerts/service_findings.h"

namespace contractwatch {
namespace {

/// A register entry that was put right was wrong until then; of the others a later fact can show that nothing was ever
/// wrong.
bool can_be_withdrawn(Aspect aspect) {
    return aspect != Aspect::register_entry && aspect != Aspect::service && aspect != Aspect::council;
}

}  // namespace

Following::Following(const Record& record, Evaluations& evaluations, Change& change, const SweepSettings& settings,
                     Date today, SweepSummary& summary)
    : record_(record),
      evaluations_(evaluations),
      change_(change),
      settings_(settings),
      today_(today),
      summary_(summary),
      council_(council_of(record)) {}

ContractRows Following::rows_of(const ContractRef& contract, const std::vector<Aspect>& aspects) {
    ContractRows rows{contract, {}, record_.schedule_versions(contract)};
    if (std::ranges::find(aspects, Aspect::measures) != aspects.end()) rows.ratings = record_.ratings(contract);
    for (const auto aspect : aspects) {
        for (const auto name : needs_of(aspect)) {
            if (rows.rows.contains(name)) continue;
            const auto& wanted = kind(name);
            if (!wanted.contract_column()) continue;
            rows.rows[name] =
                wanted.led_by_contract() ? record_.rows_of(wanted, contract) : evaluations_.rows_of(wanted, contract);
        }
    }
    return rows;
}

const Officers& Following::officers_of(const ContractRef& contract) {
    return named(contract).officers;
}

std::string Following::contract_title(const ContractRef& contract) {
    return contract.empty() ? std::string{} : named(contract).title;
}

const Following::Named& Following::named(const ContractRef& contract) {
    const auto known = named_.find(contract);
    if (known != named_.end()) return known->second;
    const auto rows = record_.rows_of(kind("contracts"), contract);
    const auto in_register = rows.empty() ? Contract{} : contractwatch::contract_of(rows.front());
    const auto roles = record_.rows_of(kind("roles"), contract);
    return named_.emplace(contract, Named{in_register.title, Officers{in_register, roles}}).first->second;
}

std::vector<std::pair<Subject, Date>> Following::follow_contract(const std::vector<Subject>& subjects) {
    std::vector<Aspect> aspects;
    for (const auto& subject : subjects)
        aspects.push_back(subject.aspect);
    auto rows = rows_of(subjects.front().contract, aspects);
    if (std::ranges::find(aspects, Aspect::reviews) != aspects.end()) {
        for (const auto& version : unrecorded_versions(rows, settings_.rules, today_)) {
            change_.add_schedule_version(version);
            rows.schedule_versions.push_back(version);
            changed_ = true;
        }
    }
    if (std::ranges::find(aspects, Aspect::measures) != aspects.end()) {
        for (const auto& rating : unrecorded_ratings(rows, today_)) {
            change_.add_rating(rating);
            rows.ratings.push_back(rating);
            changed_ = true;
        }
    }
    std::vector<std::pair<Subject, Date>> holds_until;
    for (const auto& subject : subjects)
        holds_until.emplace_back(subject, follow_aspect(rows, subject.aspect));
    summary_.evaluated += static_cast<std::int64_t>(subjects.size());
    return holds_until;
}

Date Following::follow_aspect(const ContractRows& rows, Aspect aspect) {
    try {
        const auto evaluation = evaluate(aspect, rows, council_, settings_.rules, today_);
        bring_into_line(rows.contract, aspect, evaluation.findings, rows);
        return aspect == Aspect::payments ? std::min(evaluation.holds_until, tally(rows)) : evaluation.holds_until;
    } catch (const RecordFailure&) {
        throw;
    } catch (const std::exception& fault) {
        // One contract's fault never stops another's evaluation; its alerts stay as they are, and it is tried again
        // next time.
        summary_.faults.push_back(rows.contract.given() + ": " + fault.what());
        return today_ - Days{1};
    }
}

Date Following::tally(const ContractRows& rows) {
    auto tallies = payment_tallies(rows, settings_.rules, today_);
    tallies_.push_back({rows.contract, std::move(tallies.months), std::move(tallies.primes)});
    return tallies.holds_until;
}

std::optional<std::vector<Finding>> Following::across_contracts(const Sha256Of& sha256) {
    CouncilPayments council{settings_.rules.payments, today_, sha256};
    const auto add = [&](const ContractRef& contract, const auto& tally) { council.add(contract, tally); };
    const auto from = first_month_across_contracts(today_);
    const bool whole = evaluations_.each_tally(from, add) && evaluations_.each_prime_tally(from, add);
    return whole ? std::optional{council.findings()} : std::nullopt;
}

bool Following::say_anew(const std::vector<Finding>& findings) const {
    const auto open = record_.alerts({true, ContractRef{}, Aspect::council, {}});
    return std::ranges::any_of(findings, [&](const Finding& finding) {
        const auto known = std::ranges::find(open, key_of(finding), &Alert::key);
        return known == open.end() || !has_rows_digest(known->evidence) || follow(*known, finding, today_);
    });
}

void Following::follow_council() {
    evaluations_.keep_tallies(tallies_);
    const auto outside = spend_outside_register(record_, evaluations_, today_);
    auto findings = across_contracts({});
    if (findings && say_anew(*findings)) findings = across_contracts(settings_.rules.sha256);
    if (!findings) return;
    std::ranges::move(spend_without_contract(outside, settings_.rules, today_), std::back_inserter(*findings));
    bring_into_line(ContractRef{}, Aspect::council, *findings, {});
}

void Following::follow_service() {
    const auto& rules = settings_.rules;
    const auto findings = service_findings(service_work(record_, rules.awaited), rules.calendar, today_);
    bring_into_line(ContractRef{}, Aspect::service, findings, {});
}

void Following::bring_into_line(const ContractRef& contract, Aspect aspect, const std::vector<Finding>& findings,
                                const ContractRows& rows) {
    auto open = record_.alerts({true, contract, aspect, {}});
    for (const auto& finding : findings)
        follow_finding(finding, open);
    for (const auto& alert : open)
        end_alert(alert, rows);
}

void Following::follow_finding(const Finding& finding, std::vector<Alert>& open) {
    const auto key = key_of(finding);
    const auto known = std::ranges::find(open, key, &Alert::key);
    if (known != open.end()) {
        if (const auto step = follow(*known, finding, today_)) write(*step);
        open.erase(known);
        return;
    }
    const auto ended = record_.alert_of(key);
    const bool again = ended && may_reopen(*ended, today_, settings_.alerts, settings_.rules.calendar);
    write(again ? raise_again(*ended, finding, today_) : raise(finding, today_));
    ++summary_.raised;
}

void Following::end_alert(const Alert& alert, const ContractRows& rows) {
    const auto aspect = row_of(alert.kind).aspect;
    auto ending = Ending::no_longer_holds;
    if (can_be_withdrawn(aspect) && alert.raised_on < today_) {
        const auto then = evaluate(aspect, rows, council_, settings_.rules, alert.raised_on);
        const bool held =
            std::ranges::any_of(then.findings, [&](const Finding& finding) { return key_of(finding) == alert.key; });
        if (!held) ending = Ending::never_held;
    }
    write(end(alert, ending, today_));
    (ending == Ending::never_held ? summary_.withdrawn : summary_.resolved) += 1;
}

void Following::write(const AlertStep& step) {
    change_.add_step(step);
    changed_ = true;
}

}  // namespace contractwatch

// What the record says of the contracts as at a day: rows are read, made typed, and judged by the rules.
#include "app/portfolio.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

#include "app/council_facts.h"
#include "app/ledger.h"
#include "base/text.h"
#include "domain/alerts/contract_reviews.h"
#include "domain/alerts/service_findings.h"
#include "domain/measures/measure.h"

namespace contractwatch {
namespace {

constexpr std::array contract_aspects{Aspect::register_entry, Aspect::reviews, Aspect::measures, Aspect::payments,
                                      Aspect::supply_chain};
constexpr std::array reviews_alone{Aspect::reviews};
constexpr std::array measures_alone{Aspect::measures};

/// The known references that are most like the one given, at most three.
std::vector<std::string> nearest_references(const ContractRef& wanted, const std::vector<ContractRef>& known) {
    std::vector<std::pair<std::size_t, std::string>> near;
    for (const auto& each : known) {
        const auto distance = edit_distance(wanted.key(), each.key());
        if (distance * 2 <= each.key().size()) near.emplace_back(distance, each.given());
    }
    std::ranges::sort(near);
    std::vector<std::string> names;
    for (std::size_t at = 0; at < near.size() && at < 3; ++at)
        names.push_back(near[at].second);
    return names;
}

/// "A", "A or B", "A, B or C".
std::string any_of(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t at = 0; at < names.size(); ++at) {
        if (at > 0) text += at + 1 == names.size() ? " or " : ", ";
        text += names[at];
    }
    return text;
}

/// As a finding of the measure names it.
std::string subject_of(const MeasureRow& row) {
    Measure measure;
    measure.reference = MeasureRef{row.measure};
    measure.lot = row.lot;
    return measure.subject();
}

/// The keys of what holds of the measure; of one period alone where one was asked for.
std::vector<std::string> keys_about(const MeasureRow& row, const std::vector<Finding>& findings,
                                    const std::optional<std::string>& asked) {
    std::vector<std::string> keys;
    for (const auto& finding : findings) {
        const bool of_period = !asked || finding.period == row.period;
        if (of_period && finding.subject == subject_of(row)) keys.push_back(key_of(finding));
    }
    std::ranges::sort(keys);
    return keys;
}

/// The one measure that is meant, or what it may be mistaken for.
Result<const Measure*> measure_meant(const std::vector<Measure>& measures, const std::string& wanted) {
    std::vector<const Measure*> found;
    std::vector<std::string> names;
    for (const auto& each : measures) {
        if (key_of(each.subject()) == key_of(wanted)) return &each;
        if (each.reference.key() == key_of(wanted)) found.push_back(&each);
    }
    if (found.size() == 1) return found.front();
    for (const auto& each : measures) {
        if (found.empty() || each.reference.key() == key_of(wanted)) names.push_back(each.subject());
    }
    if (!found.empty()) return invalid(wanted + " is a measure of several lots; write " + any_of(names));
    return not_found("the contract has no measure " + wanted +
                     (names.empty() ? std::string{} : "; it has " + any_of(names)));
}

}  // namespace

std::vector<ContractRef> Portfolio::contracts() const {
    const auto reference = kind("contracts").column("ContractReference");
    std::vector<ContractRef> found;
    record_.each_row(kind("contracts"), [&](const Row& row) { found.emplace_back(row.text(reference)); });
    std::ranges::sort(found, {}, &ContractRef::given);
    return found;
}

Result<void> Portfolio::check_known(const ContractRef& contract) const {
    if (!record_.rows_of(kind("contracts"), contract).empty()) return {};
    const auto near = nearest_references(contract, contracts());
    return not_found("the register has no contract " + contract.given() +
                     (near.empty() ? "" : "; did you mean " + any_of(near) + "?"));
}

std::vector<ContractRef> Portfolio::asked_for(const ContractRef& only) const {
    return only.empty() ? contracts() : std::vector{only};
}

/// The rows that lie by contract; those that lie apart come from RowsByContract.
ContractRows Portfolio::rows_of(const ContractRef& contract, std::span<const Aspect> aspects) const {
    ContractRows rows{contract, {}, record_.schedule_versions(contract)};
    if (std::ranges::find(aspects, Aspect::measures) != aspects.end()) rows.ratings = record_.ratings(contract);
    for (const auto aspect : aspects) {
        for (const auto name : needs_of(aspect)) {
            const auto& wanted = kind(name);
            if (wanted.led_by_contract() && !rows.rows.contains(name))
                rows.rows[name] = record_.rows_of(wanted, contract);
        }
    }
    return rows;
}

void Portfolio::add_findings(std::vector<Finding>& found, const ContractRows& rows, std::span<const Aspect> aspects,
                             const Council& council) const {
    for (const auto aspect : aspects) {
        auto evaluation = evaluate(aspect, rows, council, rules_, as_at_);
        std::ranges::move(evaluation.findings, std::back_inserter(found));
    }
}

ContractRows Portfolio::add_findings_of(std::vector<Finding>& found, const ContractRef& contract,
                                        const RowsApart& apart, const Council& council) const {
    auto rows = rows_of(contract, contract_aspects);
    for (const auto name : needs_of(Aspect::payments)) {
        const auto& wanted = kind(name);
        if (wanted.contract_column() && !wanted.led_by_contract()) rows.rows[name] = apart(wanted, contract);
    }
    add_findings(found, rows, contract_aspects, council);
    return rows;
}

std::vector<Finding> Portfolio::findings(const ContractRef& contract) const {
    RowsByContract apart{record_, contract};
    std::vector<Finding> found;
    add_findings_of(
        found, contract, [&](const Kind& kind, const ContractRef& of) { return apart.take(kind, of); },
        council_of(record_));
    std::ranges::stable_sort(found, {}, [](const Finding& finding) { return key_of(finding); });
    return found;
}

std::vector<Finding> Portfolio::all_findings(Evaluations& apart) const {
    apart.due(as_at_, {});
    const auto council = council_of(record_);
    const RowsApart rows_apart = [&](const Kind& kind, const ContractRef& of) { return apart.rows_of(kind, of); };
    std::vector<Finding> found;
    CouncilPayments payments{rules_.payments, as_at_, rules_.sha256};
    for (const auto& contract : contracts()) {
        const auto rows = add_findings_of(found, contract, rows_apart, council);
        const auto tallies = payment_tallies(rows, rules_, as_at_);
        for (const auto& tally : tallies.months)
            payments.add(contract, tally);
        for (const auto& tally : tallies.primes)
            payments.add(contract, tally);
    }
    std::ranges::move(payments.findings(), std::back_inserter(found));
    std::ranges::move(spend_without_contract(spend_outside_register(record_, apart, as_at_), rules_, as_at_),
                      std::back_inserter(found));
    auto of_service = service_findings(service_work(record_, rules_.awaited), rules_.calendar, as_at_);
    std::ranges::move(of_service, std::back_inserter(found));
    std::ranges::stable_sort(found, {}, [](const Finding& finding) { return key_of(finding); });
    return found;
}

std::vector<ContractReview> Portfolio::reviews(DateRange due_in, const ContractRef& only) const {
    std::vector<ContractReview> found;
    for (const auto& contract : asked_for(only)) {
        const auto rows = rows_of(contract, reviews_alone);
        for (auto& each : reviews_due(rows, rules_, due_in, as_at_))
            found.push_back({contract, std::move(each)});
    }
    std::ranges::stable_sort(found, {}, [](const ContractReview& each) {
        const auto& date = each.occurrence.date;
        return std::tuple{each.contract.given(), date.lot.given(), name_of(date.type), date.nominal_on};
    });
    return found;
}

std::vector<MeasureStanding> Portfolio::measures(const ContractRef& only,
                                                 const std::optional<std::string>& period) const {
    const auto council = council_of(record_);
    std::vector<MeasureStanding> found;
    for (const auto& reference : asked_for(only)) {
        const auto rows = rows_of(reference, measures_alone);
        if (rows.of("contracts").empty()) continue;
        std::vector<Finding> findings;
        add_findings(findings, rows, measures_alone, council);
        const auto contract = contract_of(rows.of("contracts").front());
        const MeasureFacts facts{rows.of("measures"), rows.of("readings"), rows.ratings};
        for (auto& row : measure_rows(contract, facts, as_at_, period)) {
            auto keys = keys_about(row, findings, period);
            found.push_back({std::move(row), std::move(keys)});
        }
    }
    return found;
}

Result<ChartSheet> Portfolio::chart(const ContractRef& reference, const std::string& wanted,
                                    const std::optional<std::string>& period) const {
    const auto rows = rows_of(reference, measures_alone);
    if (rows.of("contracts").empty()) return not_found("the register has no contract " + reference.given());
    const auto contract = contract_of(rows.of("contracts").front());
    const auto measures = measures_of(rows.of("measures"), contract.start);
    const auto measure = measure_meant(measures, wanted);
    if (!measure) return measure.error();
    const auto given = readings_of(measures, rows.of("readings"), rows.ratings);
    auto known = reported(given[static_cast<std::size_t>(*measure - measures.data())], as_at_);
    if (period) {
        const auto named = (*measure)->period_named(*period);
        if (!named) return named.error();
        std::erase_if(known, [&](const Reading* each) { return each->period.last() > named->last(); });
    }
    auto sheet = chart_sheet(contract, **measure, known);
    if (!sheet) return invalid("there is no chart of " + (*measure)->subject() + ": no reading of it has a value");
    return std::move(*sheet);
}

std::vector<ActionStanding> Portfolio::actions(const ContractRef& contract) const {
    std::vector<ActionStanding> found;
    for (const auto& row : record_.rows_of(kind("actions"), contract)) {
        auto action = action_of(row);
        const auto state = action.state_on(as_at_);
        found.push_back({std::move(action), state});
    }
    std::ranges::stable_sort(found, {}, [](const ActionStanding& each) { return each.action.reference; });
    return found;
}

PaymentAnswer Portfolio::payments(const PaymentQuestion& question) const {
    const HeadContracts heads{record_};
    PaymentFigures figures{question.range, question.groupings, rules_.payments, as_at_, question.keep};
    const auto dates = dates_that_count(question.range, heads.longest_terms(), rules_.payments);
    each_invoice_dated(record_, pay_runs_of(rules_), dates, [&](const Invoice& invoice) {
        if (!question.contract.empty() && key_of(invoice.contract) != question.contract.key()) return;
        figures.add(invoice, heads.of(invoice));
    });
    return {figures.rows(), figures.without_received_on()};
}

R20 Portfolio::r20(const DateRange& range) const {
    const HeadContracts heads{record_};
    R20Figures figures{range, rules_.payments, as_at_};
    each_invoice(record_, pay_runs_of(rules_),
                 [&](const Invoice& invoice) { figures.add(invoice, heads.of(invoice)); });
    return figures.figures();
}

std::vector<RoleHolder> Portfolio::officers_of(const Contract& contract) const {
    const Officers officers{contract, record_.rows_of(kind("roles"), contract.reference)};
    const auto known = council_of(record_).people;
    std::vector<RoleHolder> held;
    for (const auto role : {Role::manager, Role::deputy, Role::lead_director}) {
        const auto person = officers.holder(role, as_at_);
        if (person.empty()) continue;
        held.push_back({role, person, known.name_of(person), known.active_on(person, as_at_)});
    }
    return held;
}

std::optional<RegisterEntry> Portfolio::entry(const ContractRef& contract) const {
    const auto rows = rows_of(contract, reviews_alone);
    if (rows.of("contracts").empty()) return std::nullopt;
    const ContractReviews reviews{rows, rules_, as_at_};
    const auto& read = reviews.contract();
    auto schedules = reviews.spans();
    std::ranges::stable_sort(schedules, {}, [](const VersionSpan& span) {
        return std::tuple{span.version.lot.given(), name_of(span.version.type), span.version.effective_from};
    });
    const auto council = council_of(record_);
    const auto* const outcome = council.outcomes.find(read.outcome);
    return RegisterEntry{rows.of("contracts").front(), read,
                         reviews.importance(),         contractwatch::whole_life_value(read),
                         live_on(read, as_at_),        officers_of(read),
                         std::move(schedules),         outcome != nullptr ? std::optional{*outcome} : std::nullopt};
}

}  // namespace contractwatch

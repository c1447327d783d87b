// Chooses the rules of an aspect, and says which rows they need.
#include "domain/alerts/evaluate.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "domain/alerts/contract_reviews.h"
#include "domain/alerts/measure_gaps.h"
#include "domain/measures/reading.h"
#include "domain/payments/prime_tally.h"

namespace contractwatch {
namespace {

/// Two parts of one aspect.
Evaluation both(Evaluation one, Evaluation other) {
    std::ranges::move(other.findings, std::back_inserter(one.findings));
    one.holds_until = std::min(one.holds_until, other.holds_until);
    return one;
}

}  // namespace

std::span<const std::string_view> needs_of(Aspect aspect) {
    static constexpr std::string_view of_register[] = {"contracts", "people", "roles"};
    static constexpr std::string_view of_reviews[] = {"contracts", "schedules", "reviews", "actions"};
    static constexpr std::string_view of_measures[] = {"contracts", "measures", "readings",
                                                       "actions",   "outcomes", "legal_numbers"};
    static constexpr std::string_view of_payments[] = {"contracts", "subcontracts", "invoices",
                                                       "payments",  "disputes",     "legal_numbers"};
    static constexpr std::string_view of_supply_chain[] = {"contracts", "subcontracts", "returns", "obligations",
                                                           "legal_numbers"};
    switch (aspect) {
        case Aspect::register_entry:
            return of_register;
        case Aspect::reviews:
            return of_reviews;
        case Aspect::measures:
            return of_measures;
        case Aspect::payments:
            return of_payments;
        case Aspect::supply_chain:
            return of_supply_chain;
        case Aspect::service:
        case Aspect::council:
            break;
    }
    return {};
}

Rules with_law(Rules rules, const LegalNumbers& law) {
    rules.payments.law = PaymentLaw{law};
    rules.key_indicators_over = law.of(rule_key_indicators_over);
    return rules;
}

Evaluation evaluate(Aspect aspect, const ContractRows& contract, const Council& council, const Rules& rules,
                    Date as_at) {
    if (contract.of("contracts").empty()) return {};
    switch (aspect) {
        case Aspect::register_entry:
            return register_findings(contract, council.people, rules, as_at);
        case Aspect::reviews:
            return both(review_findings(contract, rules, as_at), action_findings(contract, rules, as_at));
        case Aspect::measures:
            return both(measure_findings(contract, rules, as_at),
                        measure_gaps(contract, council.outcomes, rules, as_at));
        case Aspect::payments:
            return payment_findings(contract, rules, as_at);
        case Aspect::supply_chain:
            return supply_chain_findings(contract, rules, as_at);
        case Aspect::service:
        case Aspect::council:
            break;
    }
    return {};
}

PaymentTallies payment_tallies(const ContractRows& contract, const Rules& rules, Date as_at) {
    if (contract.of("contracts").empty()) return {};
    const auto head = head_contract_of(contract.of("contracts").front());
    auto invoices =
        invoices_of(contract.of("invoices"), contract.of("payments"), contract.of("disputes"), {}, pay_runs_of(rules));
    const SupplyChain chain{contract.of("subcontracts")};
    for (auto& invoice : invoices) {
        if (!invoice.subcontract.empty()) stand_at_tier(invoice, chain.find(invoice.subcontract));
    }
    auto tallies = payment_tallies(invoices, head, rules.payments, as_at, rules.sha256);
    tallies.primes = prime_tallies(invoices, chain, as_at, rules.sha256);
    return tallies;
}

std::vector<RatingGiven> unrecorded_ratings(const ContractRows& contract, Date as_at) {
    if (contract.of("contracts").empty()) return {};
    const auto measures = measures_of(contract.of("measures"), contract_of(contract.of("contracts").front()).start);
    const auto readings = readings_of(measures, contract.of("readings"), contract.ratings);
    std::vector<RatingGiven> found;
    for (std::size_t each = 0; each < measures.size(); ++each) {
        for (const auto* reading : reported(readings[each], as_at)) {
            if (auto rating = rating_to_give(contract.contract, measures[each], *reading))
                found.push_back(std::move(*rating));
        }
    }
    return found;
}

std::vector<ScheduleVersion> unrecorded_versions(const ContractRows& contract, const Rules& rules, Date as_at) {
    if (contract.of("contracts").empty()) return {};
    const ContractReviews reviews{contract, rules, as_at};
    return versions_not_recorded(
        contract.schedule_versions,
        {reviews.contract(), reviews.importance().importance, reviews.schedule_rows(), rules.reviews}, as_at);
}

}  // namespace contractwatch

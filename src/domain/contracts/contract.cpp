// One entry of the contract register, read from its row.
#include "domain/contracts/contract.h"

#include <algorithm>
#include <iterator>
#include <string>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr std::string_view type_names[] = {"contract", "framework", "dynamic_market", "call_off", "purchase_order",
                                           "grant",    "in_house",  "concession",     "joint",    "placement"};
constexpr std::string_view regime_names[] = {"pa23",     "pcr15", "below_threshold", "psr", "grant",
                                             "in_house", "none",  "unknown"};
constexpr std::string_view importance_names[] = {"gold", "silver", "bronze"};
constexpr std::string_view status_names[] = {"active", "ended", "terminated"};

/// Public Contracts Regulations 2015 reg 6(19): without a fixed term, the monthly value times 48.
constexpr int months_without_fixed_term = 48;

/// Beyond a hundred years an end date is a way to say that there is none.
constexpr int longest_term_months = 1200;

/// The places of the columns that are read, looked up once.
struct Places {
    const Kind& contracts = kind("contracts");
    std::size_t reference = contracts.column("ContractReference");
    std::size_t title = contracts.column("ContractTitle");
    std::size_t start = contracts.column("StartDate");
    std::size_t end = contracts.column("EndDate");
    std::size_t last_extension = contracts.column("LastExtensionDate");
    std::size_t value = contracts.column("ContractValue");
    std::size_t supplier = contracts.column("SupplierName");
    std::size_t type = contracts.column("type");
    std::size_t lots = contracts.column("lots");
    std::size_t manager = contracts.column("manager_email");
    std::size_t deputy = contracts.column("deputy_email");
    std::size_t director = contracts.column("director_email");
    std::size_t importance = contracts.column("importance");
    std::size_t scores[4] = {contracts.column("failure_impact"), contracts.column("continuity"),
                             contracts.column("switching"), contracts.column("value_score")};
    std::size_t provider = contracts.column("provider_type");
    std::size_t regime = contracts.column("regime");
    std::size_t light_touch = contracts.column("light_touch");
    std::size_t concession = contracts.column("concession");
    std::size_t user_choice = contracts.column("user_choice");
    std::size_t works = contracts.column("works");
    std::size_t entered_on = contracts.column("entered_on");
    std::size_t value_basis = contracts.column("value_basis");
    std::size_t estimated_value_gross = contracts.column("estimated_value_gross");
    std::size_t outcome = contracts.column("outcome");
    std::size_t payment_terms_days = contracts.column("payment_terms_days");
    std::size_t flow_down_days = contracts.column("flow_down_days");
    std::size_t supply_chain_return = contracts.column("supply_chain_return");
    std::size_t supplier_contact = contracts.column("supplier_contact_email");
    std::size_t interest_rate = contracts.column("contract_interest_rate");
    std::size_t verification_procedure = contracts.column("verification_procedure");
    std::size_t status = contracts.column("status");
    std::size_t ended_on = contracts.column("ended_on");
    std::size_t ended_reason = contracts.column("ended_reason");
};

const Places& places() {
    static const Places found;
    return found;
}

/// The place of a name in a list of enumerators' names; nothing for another.
template <class Enum, std::size_t N>
std::optional<Enum> named(const std::string_view (&names)[N], std::string_view name) {
    const auto* const found = std::ranges::find(names, name);
    if (found == std::end(names)) return std::nullopt;
    return static_cast<Enum>(found - std::begin(names));
}

std::optional<int> small_number(const Row& row, std::size_t column) {
    const auto number = row.whole(column);
    if (!number) return std::nullopt;
    return static_cast<int>(std::clamp<std::int64_t>(*number, -100'000, 100'000));
}

std::vector<std::string> split_lots(std::string_view text) {
    std::vector<std::string> lots;
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        if (const auto lot = trimmed(text.substr(0, end)); !lot.empty()) lots.emplace_back(lot);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lots;
}

void read_law(Contract& contract, const Row& row) {
    const auto& at = places();
    contract.regime = named<Regime>(regime_names, row.text(at.regime)).value_or(Regime::unknown);
    contract.light_touch = row.yes(at.light_touch).value_or(false);
    contract.concession = row.yes(at.concession).value_or(false);
    contract.user_choice = row.yes(at.user_choice).value_or(false);
    contract.works = row.yes(at.works).value_or(false);
    contract.payment_terms_days = small_number(row, at.payment_terms_days);
    contract.flow_down_days = small_number(row, at.flow_down_days);
    contract.supply_chain_return = find_frequency(row.text(at.supply_chain_return));
    contract.supplier_contact = Email{row.text(at.supplier_contact)};
    contract.interest_rate = row.decimal(at.interest_rate);
    contract.verification_procedure = row.yes(at.verification_procedure).value_or(false);
}

void read_life(Contract& contract, const Row& row) {
    const auto& at = places();
    contract.start = row.date(at.start);
    contract.end = row.date(at.end);
    contract.last_extension = row.date(at.last_extension);
    contract.entered_on = row.date(at.entered_on);
    contract.status = named<ContractStatus>(status_names, row.text(at.status)).value_or(ContractStatus::active);
    contract.ended_on = row.date(at.ended_on);
    contract.ended_reason = row.text(at.ended_reason);
}

void read_worth(Contract& contract, const Row& row) {
    const auto& at = places();
    contract.value = row.money(at.value);
    if (row.text(at.value_basis) == "annual") contract.value_basis = ValueBasis::annual;
    contract.estimated_value_gross = row.money(at.estimated_value_gross);
    contract.importance = named<Importance>(importance_names, row.text(at.importance));
    for (std::size_t score = 0; score < contract.scores.size(); ++score)
        contract.scores[score] = small_number(row, at.scores[score]);
}

/// Pence for a part of a sum, half up. Exact for the sums that Money reads and a hundred years of days.
std::int64_t share(std::int64_t pence, std::int64_t part, std::int64_t whole) {
    const auto doubled = 2 * pence * part + whole;
    const auto cut = doubled / (2 * whole);
    return doubled < 0 && doubled % (2 * whole) != 0 ? cut - 1 : cut;
}

/// An annual value over the days from start to last: whole months at a twelfth, days of a broken month in proportion.
Money over_term(Money annual, Date start, Date last) {
    const Date after = last + Days{1};
    int months = (after.year() - start.year()) * 12 + static_cast<int>(after.month()) - static_cast<int>(start.month());
    if (start.plus_months(months) > after) --months;
    if (months >= longest_term_months) return Money::pence(share(annual.pence(), longest_term_months, 12));
    const auto broken = (after - start.plus_months(months)).count();
    const auto month = (start.plus_months(months + 1) - start.plus_months(months)).count();
    return Money::pence(share(annual.pence(), months * month + broken, 12 * month));
}

std::optional<int> score_sum(const Contract& contract) {
    int sum = 0;
    for (const auto& score : contract.scores) {
        if (!score || *score < 1 || *score > 5) return std::nullopt;
        sum += *score;
    }
    return sum;
}

ImportanceFinding from_scores(const Contract& contract, int sum, const RegisterPolicy& policy) {
    const auto importance = sum >= policy.gold_from_score     ? Importance::gold
                            : sum >= policy.silver_from_score ? Importance::silver
                                                              : Importance::bronze;
    return {importance, true,
            fmt::format("{}, from its scores: impact of failure {}, continuity {}, switching {}, value {}, together {}",
                        name_of(importance), *contract.scores[0], *contract.scores[1], *contract.scores[2],
                        *contract.scores[3], sum)};
}

ImportanceFinding from_value(Money value, const RegisterPolicy& policy) {
    const auto importance = value >= policy.gold_from     ? Importance::gold
                            : value >= policy.silver_from ? Importance::silver
                                                          : Importance::bronze;
    return {importance, true, fmt::format("{}, from its whole-life value of {}", name_of(importance), value.text())};
}

}  // namespace

std::string_view name_of(Regime regime) {
    return regime_names[static_cast<std::size_t>(regime)];
}

std::string_view name_of(Importance importance) {
    return importance_names[static_cast<std::size_t>(importance)];
}

Contract contract_of(const Row& row) {
    const auto& at = places();
    Contract contract;
    contract.reference = ContractRef{row.text(at.reference)};
    contract.title = row.text(at.title);
    contract.type = named<ContractType>(type_names, row.text(at.type)).value_or(ContractType::contract);
    if (row.text(at.provider) == "in_house") contract.provider = ProviderType::in_house;
    contract.supplier = row.text(at.supplier);
    contract.outcome = row.text(at.outcome);
    contract.lots = split_lots(row.text(at.lots));
    contract.manager = Email{row.text(at.manager)};
    contract.deputy = Email{row.text(at.deputy)};
    contract.director = Email{row.text(at.director)};
    contract.recorded_on = row.provenance.recorded_on;
    read_law(contract, row);
    read_life(contract, row);
    read_worth(contract, row);
    return contract;
}

bool closed_on(const Contract& contract, Date day) {
    if (contract.ended_on) return *contract.ended_on <= day;
    return contract.status != ContractStatus::active;
}

bool live_on(const Contract& contract, Date day) {
    if (contract.start && day < *contract.start) return false;
    if (contract.ended_on && *contract.ended_on <= day) return day == *contract.ended_on;
    if (!contract.ended_on && contract.status != ContractStatus::active) return false;
    return !contract.end || day <= *contract.end;
}

bool watched_on(const Contract& contract, Date day) {
    if (contract.start && day < *contract.start) return !closed_on(contract, day);
    return live_on(contract, day);
}

Date next_life_change(const Contract& contract, Date day) {
    Date next = end_of_time;
    const auto consider = [&](std::optional<Date> change) {
        if (change && day < *change) next = std::min(next, *change);
    };
    consider(contract.start);
    consider(contract.ended_on);
    if (contract.ended_on) consider(*contract.ended_on + Days{1});
    if (contract.end) consider(*contract.end + Days{1});
    return next;
}

std::optional<Money> whole_life_value(const Contract& contract) {
    if (!contract.value || contract.value_basis == ValueBasis::whole_life) return contract.value;
    const auto last =
        contract.end && contract.last_extension ? std::max(*contract.end, *contract.last_extension) : contract.end;
    if (!contract.start || !last || *last < *contract.start)
        return Money::pence(share(contract.value->pence(), months_without_fixed_term, 12));
    return over_term(*contract.value, *contract.start, *last);
}

ImportanceFinding importance_of(const Contract& contract, const RegisterPolicy& policy) {
    if (contract.importance) {
        return {*contract.importance, true, fmt::format("{}, as the register says", name_of(*contract.importance))};
    }
    if (const auto sum = score_sum(contract)) return from_scores(contract, *sum, policy);
    if (const auto value = whole_life_value(contract)) return from_value(*value, policy);
    return {Importance::silver, false, "silver, not derived: the register has no importance, scores or value"};
}

}  // namespace contractwatch

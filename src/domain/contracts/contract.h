// One entry of the contract register, with what follows from it: its whole-life value, its importance, the days it is
// live.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/id.h"
#include "base/money.h"
#include "domain/calendar/period.h"
#include "domain/contracts/register_policy.h"
#include "domain/facts/row.h"

namespace contractwatch {

enum class ContractType {
    contract,
    framework,
    dynamic_market,
    call_off,
    purchase_order,
    grant,
    in_house,
    concession,
    joint,
    placement,
};

/// The procurement law that a contract stands under; unknown where the register does not say.
enum class Regime { pa23, pcr15, below_threshold, psr, grant, in_house, none, unknown };
std::string_view name_of(Regime regime);

enum class ProviderType { external, in_house };

enum class Importance { gold, silver, bronze };
std::string_view name_of(Importance importance);

enum class ContractStatus { active, ended, terminated };

enum class ValueBasis { whole_life, annual };

/// What a row of `contracts` says. A blank cell is an empty text or nothing.
struct Contract {
    ContractRef reference;
    std::string title;
    ContractType type = ContractType::contract;
    ProviderType provider = ProviderType::external;
    Regime regime = Regime::unknown;
    bool light_touch = false;
    bool concession = false;
    bool user_choice = false;
    bool works = false;

    std::optional<Date> start;
    std::optional<Date> end;             ///< the last day in force as the register has it; nothing: open-ended
    std::optional<Date> last_extension;  ///< the latest day that any option allows
    std::optional<Date> entered_on;
    ContractStatus status = ContractStatus::active;
    std::optional<Date> ended_on;  ///< the day it really ended, its last
    std::string ended_reason;

    std::optional<Money> value;  ///< as given, on the basis given
    ValueBasis value_basis = ValueBasis::whole_life;
    std::optional<Money> estimated_value_gross;  ///< at entry, with VAT: what the Act's thresholds use
    std::optional<Importance> importance;        ///< as given
    std::array<std::optional<int>, 4> scores;    ///< impact of failure, continuity, switching, value; 1 to 5

    std::string supplier;
    std::string outcome;
    std::vector<std::string> lots;
    Email manager;  ///< shorthands for roles
    Email deputy;
    Email director;

    std::optional<int> payment_terms_days;
    std::optional<int> flow_down_days;
    std::optional<Frequency> supply_chain_return;  ///< how often the prime declares how it pays; nothing: never
    Email supplier_contact;                        ///< whom the council may write to at the supplier
    std::optional<Decimal> interest_rate;
    bool verification_procedure = false;

    Date recorded_on;  ///< the civil day on which the register first had it

    bool in_house() const { return provider == ProviderType::in_house || type == ContractType::in_house; }
};

/// Reads a row of `contracts`.
Contract contract_of(const Row& row);

/// Whether the register had it as ended on that day: its ended_on is no later, or it is marked ended or terminated
/// without a day.
bool closed_on(const Contract& contract, Date day);

/// Whether it is in force on that day: started (or without a start), not past its end, not ended.
bool live_on(const Contract& contract, Date day);

/// Whether the register is to be complete for it on that day: in force, or still to start.
bool watched_on(const Contract& contract, Date day);

/// The first day after that one on which live_on or closed_on may answer otherwise; end_of_time where none.
Date next_life_change(const Contract& contract, Date day);

/// The value over the whole life, options included: an annual value times the months from start to the later of end and
/// last extension (to the penny, half up; at most a hundred years). Without both ends the term counts as 48 months (the
/// convention of Public Contracts Regulations 2015 reg 6(19) for contracts without a fixed term). Nothing where no
/// value is recorded.
std::optional<Money> whole_life_value(const Contract& contract);

/// How important a contract is, and how that is known.
struct ImportanceFinding {
    Importance importance = Importance::silver;
    bool derived = true;  ///< false: nothing to derive it from, silver until somebody says
    std::string words;    ///< "gold, as the register says"; "silver, not derived: ..."
};

/// From the register; else from the four factor scores, all of which must be given (policy: their sum from 15 is gold,
/// from 9 silver); else from the whole-life value (policy: from GBP 5m gold, from GBP 250,000 silver); else silver, not
/// derived.
ImportanceFinding importance_of(const Contract& contract, const RegisterPolicy& policy);

}  // namespace contractwatch

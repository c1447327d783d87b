// What is missing from a contract's entry in the register, and whether anybody answers for the contract.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "domain/alerts/evaluate.h"

namespace contractwatch {
namespace {

constexpr Role watched_roles[] = {Role::manager, Role::deputy, Role::lead_director};

class RegisterFindings {
  public:
    RegisterFindings(const ContractRows& rows, const People& people, const Rules& rules, Date as_at)
        : contract_(contract_of(rows.of("contracts").front())),
          officers_(contract_, rows.of("roles")),
          people_(people),
          value_(whole_life_value(contract_)),
          large_(value_ && rules.register_policy.named_officers_over < *value_),
          over_(rules.register_policy.named_officers_over),
          as_at_(as_at) {}

    Evaluation evaluation() {
        stands_before(next_life_change(contract_, as_at_));
        if (!watched_on(contract_, as_at_)) return std::move(result_);
        stands_before(officers_.next_change(as_at_));
        for (const auto role : watched_roles)
            look_at(role);
        look_at_reach();
        look_at_entry();
        return std::move(result_);
    }

  private:
    void stands_before(Date day) {
        if (day != end_of_time) result_.holds_until = std::min(result_.holds_until, day - Days{1});
    }

    Finding& add(FindingKind kind, Severity severity, Date since, std::string summary) {
        Finding finding;
        finding.kind = kind;
        finding.contract = contract_.reference;
        finding.severity = severity;
        finding.since = since;
        finding.summary = std::move(summary);
        result_.findings.push_back(std::move(finding));
        return result_.findings.back();
    }

    void look_at(Role role) {
        const auto email = officers_.holder(role, as_at_);
        if (email.empty()) return look_at_vacancy(role);
        stands_before(people_.next_change(email, as_at_));
        const auto* const person = people_.find(email);
        if (person == nullptr) return;
        if (!person->deputy.empty()) stands_before(people_.next_change(person->deputy, as_at_));
        if (person->left_before(as_at_)) add_left(role, *person);
    }

    void look_at_vacancy(Role role) {
        if (role == Role::deputy) return;
        const auto kind = role == Role::manager ? FindingKind::contract_no_manager : FindingKind::contract_no_director;
        const auto value = value_ ? value_->text() : std::string{"not recorded"};
        auto& finding = add(kind, large_ ? Severity::warning : Severity::info, vacant_since(role),
                            fmt::format("No {} is named{}.", words_for(role),
                                        large_ ? fmt::format(" for this contract of {}", value) : std::string{}));
        finding.evidence = {{"whole_life_value", value}, {"named_officers_over", over_.text()}};
    }

    /// The day after the last holder gave the role up, or the day the contract was recorded.
    Date vacant_since(Role role) const {
        Date since = contract_.recorded_on;
        for (Date day = since; day < as_at_;) {
            const Date next = std::min(officers_.next_change(day), as_at_);
            if (!officers_.holder(role, day).empty() && officers_.holder(role, next).empty()) since = next;
            day = next;
        }
        return since;
    }

    void add_left(Role role, const Person& person) {
        const Date left = *person.active_until;
        const auto words = words_for(role);
        auto& finding = add(FindingKind::role_left, Severity::warning, left + Days{1},
                            fmt::format("{}, the {}, left on {}. {}", people_.name_of(person.email), words,
                                        left.short_text(), instead(role, person)));
        finding.subject = name_of(role);
        finding.evidence = {
            {"role", std::string{words}}, {"person", person.email.given()}, {"last_day_in_post", left.text()}};
    }

    /// Who receives in their place, as recipients.h has it.
    std::string instead(Role role, const Person& person) const {
        const auto gets = [&](const Email& email, std::string_view as) {
            return fmt::format("{}, {}, receives what concerned them.", people_.name_of(email), as);
        };
        if (reached(person.deputy)) return gets(person.deputy, "their deputy");
        for (const auto next : {Role::deputy, Role::lead_director}) {
            if (next <= role) continue;
            const auto email = officers_.holder(next, as_at_);
            if (reached(email)) return gets(email, fmt::format("the {}", words_for(next)));
        }
        return "The procurement mailbox receives what concerned them.";
    }

    bool reached(const Email& email) const { return !email.empty() && people_.active_on(email, as_at_); }

    bool holder_reached(Role role) const {
        const auto email = officers_.holder(role, as_at_);
        if (email.empty()) return false;
        const auto* const person = people_.find(email);
        return reached(email) || (person != nullptr && reached(person->deputy));
    }

    void look_at_reach() {
        if (std::ranges::any_of(watched_roles, [&](Role role) { return holder_reached(role); })) return;
        auto& finding =
            add(FindingKind::nobody_reachable, Severity::critical, unreached_since(),
                "Neither the contract manager nor a deputy nor the lead director is named and in post, so what "
                "concerns this contract goes to the procurement mailbox.");
        for (const auto role : watched_roles)
            finding.evidence.push_back({std::string{words_for(role)}, standing(role)});
    }

    std::string standing(Role role) const {
        const auto email = officers_.holder(role, as_at_);
        if (email.empty()) return "not named";
        const auto* const person = people_.find(email);
        const auto name = people_.name_of(email);
        if (person->not_yet_on(as_at_)) return fmt::format("{}, from {}", name, person->active_from->short_text());
        return fmt::format("{}, left on {}", name, person->active_until->short_text());
    }

    /// The day after the last of those who are named, and their deputies, left; or the day the contract was recorded.
    Date unreached_since() const {
        Date since = contract_.recorded_on;
        const auto consider = [&](const Email& email) {
            const auto* const person = people_.find(email);
            if (person == nullptr || !person->left_before(as_at_)) return;
            since = std::max(since, *person->active_until + Days{1});
        };
        for (const auto role : watched_roles) {
            const auto email = officers_.holder(role, as_at_);
            consider(email);
            if (const auto* const person = people_.find(email)) consider(person->deputy);
        }
        return std::max(since, std::max(vacant_since(Role::manager), vacant_since(Role::lead_director)));
    }

    void look_at_entry() {
        const Date recorded = contract_.recorded_on;
        const auto lacks = [&](FindingKind kind, std::string summary) {
            add(kind, large_ ? Severity::warning : Severity::info, recorded, std::move(summary));
        };
        if (!contract_.end)
            lacks(FindingKind::contract_open_ended,
                  "No end date is recorded, so neither a closing review nor a re-procurement can be planned.");
        if (!contract_.value)
            lacks(FindingKind::contract_no_value,
                  "No value is recorded, so the contract counts as one of unknown value and its importance rests on "
                  "the rest.");
        if (contract_.supplier.empty() && !contract_.in_house())
            lacks(FindingKind::contract_no_supplier, "No supplier is recorded.");
        if (contract_.regime == Regime::unknown && !contract_.in_house())
            lacks(FindingKind::regime_unknown,
                  "No procurement regime is recorded, so no statutory payment day is computed for this contract.");
    }

    Contract contract_;
    Officers officers_;
    const People& people_;
    std::optional<Money> value_;
    bool large_;
    Money over_;
    Date as_at_;
    Evaluation result_;
};

}  // namespace

Evaluation register_findings(const ContractRows& contract, const People& people, const Rules& rules, Date as_at) {
    if (contract.of("contracts").empty()) return {};
    return RegisterFindings{contract, people, rules, as_at}.evaluation();
}

}  // namespace contractwatch

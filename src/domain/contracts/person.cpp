// Who can hold a role, and who held which on a contract on a day.
#include "domain/contracts/person.h"

#include <algorithm>
#include <iterator>

namespace contractwatch {
namespace {

constexpr std::string_view role_names[] = {"manager",      "deputy",           "lead_director",
                                           "commissioner", "procurement_lead", "finance"};

struct PeoplePlaces {
    const Kind& people = kind("people");
    std::size_t email = people.column("email");
    std::size_t name = people.column("name");
    std::size_t job_title = people.column("job_title");
    std::size_t active_from = people.column("active_from");
    std::size_t active_until = people.column("active_until");
    std::size_t deputy = people.column("deputy_email");
};

struct RolePlaces {
    const Kind& roles = kind("roles");
    std::size_t role = roles.column("role");
    std::size_t email = roles.column("email");
    std::size_t from = roles.column("from");
    std::size_t until = roles.column("until");
};

Person person_of(const Row& row) {
    static const PeoplePlaces at;
    return {Email{row.text(at.email)}, std::string{row.text(at.name)}, std::string{row.text(at.job_title)},
            row.date(at.active_from),  row.date(at.active_until),      Email{row.text(at.deputy)}};
}

std::optional<RoleHolding> holding_of(const Row& row) {
    static const RolePlaces at;
    const auto* const found = std::ranges::find(role_names, row.text(at.role));
    if (found == std::end(role_names)) return std::nullopt;
    return RoleHolding{static_cast<Role>(found - std::begin(role_names)), Email{row.text(at.email)}, row.date(at.from),
                       row.date(at.until)};
}

/// The earlier of a next change and another day, if that comes after `day`.
void consider(Date& next, Date day, std::optional<Date> change) {
    if (change && day < *change) next = std::min(next, *change);
}

}  // namespace

People::People(std::span<const Row> rows) {
    by_email_.reserve(rows.size());
    for (const auto& row : rows) {
        auto person = person_of(row);
        auto key = person.email.key();
        by_email_.insert_or_assign(std::move(key), std::move(person));
    }
}

const Person* People::find(const Email& email) const {
    const auto found = by_email_.find(email.key());
    return found == by_email_.end() ? nullptr : &found->second;
}

bool People::active_on(const Email& email, Date day) const {
    const auto* const person = find(email);
    return person == nullptr || person->active_on(day);
}

std::string People::name_of(const Email& email) const {
    const auto* const person = find(email);
    return person == nullptr || person->name.empty() ? email.given() : person->name;
}

Date People::next_change(const Email& email, Date day) const {
    Date next = end_of_time;
    const auto* const person = find(email);
    if (person == nullptr) return next;
    consider(next, day, person->active_from);
    if (person->active_until) consider(next, day, *person->active_until + Days{1});
    return next;
}

std::string_view name_of(Role role) {
    return role_names[static_cast<std::size_t>(role)];
}

std::string_view words_for(Role role) {
    constexpr std::string_view words[] = {"contract manager", "deputy contract manager", "lead director",
                                          "commissioner",     "procurement lead",        "finance lead"};
    return words[static_cast<std::size_t>(role)];
}

Officers::Officers(const Contract& contract, std::span<const Row> roles) {
    for (const auto& row : roles) {
        if (auto holding = holding_of(row)) rows_.push_back(std::move(*holding));
    }
    const std::pair<Role, const Email*> columns[] = {{Role::manager, &contract.manager},
                                                     {Role::deputy, &contract.deputy},
                                                     {Role::lead_director, &contract.director}};
    for (const auto& [role, email] : columns) {
        if (!email->empty()) shorthand_.push_back({role, *email, std::nullopt, std::nullopt});
    }
}

Email Officers::holder(Role role, Date day) const {
    const RoleHolding* latest = nullptr;
    for (const auto& row : rows_) {
        if (row.role != role || !row.holds_on(day)) continue;
        if (latest == nullptr || latest->from < row.from) latest = &row;
    }
    if (latest != nullptr) return latest->person;
    const auto shorthand = std::ranges::find(shorthand_, role, &RoleHolding::role);
    if (shorthand == shorthand_.end()) return {};
    const auto gave_up = [&](const RoleHolding& row) {
        return row.role == role && row.person == shorthand->person && row.until && *row.until < day;
    };
    return std::ranges::any_of(rows_, gave_up) ? Email{} : shorthand->person;
}

Date Officers::next_change(Date day) const {
    Date next = end_of_time;
    for (const auto& row : rows_) {
        consider(next, day, row.from);
        if (row.until) consider(next, day, *row.until + Days{1});
    }
    return next;
}

}  // namespace contractwatch

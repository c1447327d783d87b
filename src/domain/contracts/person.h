// Who can hold a role, and who held which on a contract on a day.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "domain/contracts/contract.h"
#include "domain/facts/row.h"

namespace contractwatch {

struct Person {
    Email email;
    std::string name;
    std::string job_title;
    std::optional<Date> active_from;   ///< first day in post
    std::optional<Date> active_until;  ///< last day in post
    Email deputy;                      ///< who stands in for them; may be empty

    bool active_on(Date day) const { return !not_yet_on(day) && !left_before(day); }
    bool not_yet_on(Date day) const { return active_from && day < *active_from; }
    bool left_before(Date day) const { return active_until && *active_until < day; }
};

/// Everybody in the rows of `people`. Somebody who is named on a contract and is not among them counts as in post:
/// nothing says that they left.
class People {
  public:
    People() = default;
    /// Of rows of `people`.
    explicit People(std::span<const Row> rows);

    const Person* find(const Email& email) const;  ///< null where there is none
    bool active_on(const Email& email, Date day) const;
    /// The name as mail greets them; for somebody unknown their address.
    std::string name_of(const Email& email) const;
    /// The first day after that one on which active_on may answer otherwise for that address.
    Date next_change(const Email& email, Date day) const;

  private:
    std::unordered_map<std::string, Person> by_email_;
};

enum class Role { manager, deputy, lead_director, commissioner, procurement_lead, finance };
std::string_view name_of(Role role);  ///< "lead_director"
/// As a sentence names it: "contract manager", "lead director".
std::string_view words_for(Role role);

/// Somebody's holding of a role on one contract.
struct RoleHolding {
    Role role = Role::manager;
    Email person;
    std::optional<Date> from;   ///< nothing: since the start
    std::optional<Date> until;  ///< the last day; nothing: still held

    bool holds_on(Date day) const { return (!from || *from <= day) && (!until || day <= *until); }
};

/// Who holds the roles on one contract, whether or not they are in post.
class Officers {
  public:
    /// Of the contract's rows of `roles`, and the register's own columns. A role's rows go before the register's
    /// shorthand for it; the shorthand counts on days on which no row holds, unless a row says when that same person
    /// gave the role up.
    Officers(const Contract& contract, std::span<const Row> roles);

    /// Whoever holds the role that day; the latest to begin where there are several. Empty where nobody does.
    Email holder(Role role, Date day) const;
    /// The first day after that one on which holder may answer otherwise for any role.
    Date next_change(Date day) const;

  private:
    std::vector<RoleHolding> rows_;
    std::vector<RoleHolding> shorthand_;
};

}  // namespace contractwatch

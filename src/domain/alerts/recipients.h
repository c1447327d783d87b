// Who a finding comes to on a day: from whom it is for to people who are in post, and why it is them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "domain/alerts/digest.h"
#include "domain/alerts/finding.h"
#include "domain/contracts/person.h"

namespace contractwatch {

/// The council's shared addresses; an empty one is not set.
struct Mailboxes {
    Email procurement;
    Email service_operator;
    Email accounts_payable;
    Email finance;
    Email auditors;

    friend bool operator==(const Mailboxes&, const Mailboxes&) = default;
};

struct Addressee {
    Recipient to;
    Audience audience = Audience::manager;  ///< whose place they take
    std::string why_you;                    ///< "you are the contract manager"; a clause without its full stop

    friend bool operator==(const Addressee&, const Addressee&) = default;
};

struct Addressees {
    std::vector<Addressee> to;   ///< nobody twice; the first reason counts
    std::string nobody_because;  ///< why there is nobody, as a sentence; empty where there is somebody
};

/// Whoever is not in post receives nothing. A manager's place is taken by their own deputy, the contract's deputy, the
/// lead director and then the procurement mailbox; a deputy's by the lead director and procurement; a lead director's
/// by their own deputy and procurement; the owner's of what the finding is about by their own deputy, and then as a
/// manager's. A mailbox that is not set is stood in for by the contract's procurement or
/// finance lead (for procurement and finance), else by the procurement mailbox.
Addressees addressees_of(std::span<const Audience> audience, const Officers& officers, const People& people,
                         const Mailboxes& mailboxes, Date on, const Email& owner = {});

/// The same for what belongs to no contract.
Addressees addressees_of(std::span<const Audience> audience, const Mailboxes& mailboxes);

}  // namespace contractwatch

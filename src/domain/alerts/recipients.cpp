// Who a finding comes to on a day.
#include "domain/alerts/recipients.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace contractwatch {
namespace {

std::string_view mailbox_words(Audience audience) {
    switch (audience) {
        case Audience::procurement:
            return "the procurement mailbox";
        case Audience::finance:
            return "the finance mailbox";
        case Audience::accounts_payable:
            return "the accounts payable mailbox";
        case Audience::service_operator:
            return "the mailbox of the service's operator";
        case Audience::auditors:
            return "the auditors' mailbox";
        default:
            return {};
    }
}

const Email& mailbox(const Mailboxes& mailboxes, Audience audience) {
    switch (audience) {
        case Audience::finance:
            return mailboxes.finance;
        case Audience::accounts_payable:
            return mailboxes.accounts_payable;
        case Audience::service_operator:
            return mailboxes.service_operator;
        case Audience::auditors:
            return mailboxes.auditors;
        default:
            return mailboxes.procurement;
    }
}

/// Goes from one possible recipient to the next until somebody is in post, and keeps why each before was not.
class Search {
  public:
    Search(const Officers& officers, const People& people, const Mailboxes& mailboxes, Date on, const Email& owner)
        : officers_(officers), people_(people), mailboxes_(mailboxes), on_(on), owner_(owner) {}

    std::optional<Addressee> find(Audience audience) {
        reasons_.clear();
        switch (audience) {
            case Audience::owner:
                return owner_or_manager();
            case Audience::manager:
                return first_of({Role::manager, Role::deputy, Role::lead_director}, audience);
            case Audience::deputy:
                return first_of({Role::deputy, Role::lead_director}, audience);
            case Audience::lead_director:
                return first_of({Role::lead_director}, audience);
            case Audience::procurement:
                return shared(audience, Role::procurement_lead);
            case Audience::finance:
                return shared(audience, Role::finance);
            default:
                return shared(audience, std::nullopt);
        }
    }

  private:
    std::optional<Addressee> first_of(std::initializer_list<Role> roles, Audience audience) {
        for (const auto role : roles) {
            if (auto found = holder_or_deputy(role, audience)) return found;
        }
        return to_mailbox(Audience::procurement, audience);
    }

    std::optional<Addressee> owner_or_manager() {
        if (!owner_.empty()) {
            if (auto found = themselves_or_deputy(owner_, Audience::owner, "owner")) return found;
        }
        return first_of({Role::manager, Role::deputy, Role::lead_director}, Audience::owner);
    }

    std::optional<Addressee> holder_or_deputy(Role role, Audience audience) {
        const auto email = officers_.holder(role, on_);
        if (!email.empty()) return themselves_or_deputy(email, audience, words_for(role));
        reasons_.push_back(fmt::format("no {} is named", words_for(role)));
        return std::nullopt;
    }

    std::optional<Addressee> themselves_or_deputy(const Email& email, Audience audience, std::string_view as) {
        if (people_.active_on(email, on_)) return person(email, audience, as);
        const auto* const away = people_.find(email);
        reasons_.push_back(away_words(*away, as));
        const bool stands_in = !away->deputy.empty() && people_.active_on(away->deputy, on_);
        if (!stands_in) return std::nullopt;
        return person(away->deputy, audience, fmt::format("deputy of {}", people_.name_of(email)));
    }

    std::string away_words(const Person& away, std::string_view as) const {
        const auto name = people_.name_of(away.email);
        if (away.not_yet_on(on_))
            return fmt::format("{}, the {}, starts on {}", name, as, away.active_from->short_text());
        return fmt::format("{}, the {}, left on {}", name, as, away.active_until->short_text());
    }

    std::optional<Addressee> shared(Audience audience, std::optional<Role> lead) {
        if (!mailbox(mailboxes_, audience).empty()) return to_mailbox(audience, audience);
        reasons_.push_back(fmt::format("{} is not set", mailbox_words(audience)));
        if (lead) {
            if (auto found = holder_or_deputy(*lead, audience)) return found;
        }
        return audience == Audience::procurement ? std::nullopt : to_mailbox(Audience::procurement, audience);
    }

    std::optional<Addressee> to_mailbox(Audience which, Audience audience) const {
        const auto& email = mailbox(mailboxes_, which);
        if (email.empty()) return std::nullopt;
        return Addressee{{email, {}}, audience, because(fmt::format("this is {}", mailbox_words(which)))};
    }

    Addressee person(const Email& email, Audience audience, std::string_view as) const {
        return {{email, people_.name_of(email)}, audience, because(fmt::format("you are the {}", as))};
    }

    /// "Ann Lee, the contract manager, left on 3 May 2026; you are the deputy contract manager".
    std::string because(const std::string& finally) const {
        std::string words;
        for (const auto& reason : reasons_)
            words += reason + "; ";
        return words + finally;
    }

    const Officers& officers_;
    const People& people_;
    const Mailboxes& mailboxes_;
    Date on_;
    const Email& owner_;
    std::vector<std::string> reasons_;
};

void add_once(std::vector<Addressee>& all, Addressee addressee) {
    const auto same = [&](const Addressee& each) { return each.to.email == addressee.to.email; };
    if (std::ranges::none_of(all, same)) all.push_back(std::move(addressee));
}

}  // namespace

Addressees addressees_of(std::span<const Audience> audience, const Officers& officers, const People& people,
                         const Mailboxes& mailboxes, Date on, const Email& owner) {
    Addressees found;
    Search search{officers, people, mailboxes, on, owner};
    for (const auto each : audience) {
        if (auto addressee = search.find(each)) add_once(found.to, std::move(*addressee));
    }
    if (found.to.empty())
        found.nobody_because =
            "Nobody who is to be told is in post, and no procurement mailbox is set to take it "
            "(mailboxes.procurement).";
    return found;
}

Addressees addressees_of(std::span<const Audience> audience, const Mailboxes& mailboxes) {
    return addressees_of(audience, Officers{Contract{}, {}}, People{}, mailboxes, Date{});
}

}  // namespace contractwatch

// Who is told what by this sweep.
#include "app/dispatch.h"

#include <algorithm>
#include <set>

#include "app/portfolio.h"
#include "app/timetable.h"
#include "domain/alerts/bearing.h"

namespace contractwatch {
namespace {

/// The members that are told one by one; an alert without members, or one that has ended, is told as a whole.
std::vector<std::string> members_to_tell(const Alert& alert) {
    std::vector<std::string> members;
    if (alert.open()) {
        for (const auto& member : alert.members)
            members.push_back(member.id);
    }
    if (members.empty()) members.emplace_back();
    return members;
}

Severity gravest(const DigestItem& item) {
    return item.alert.open() ? item.alert.severity : Severity::info;
}

bool comes_first(const DigestItem& one, const DigestItem& other) {
    if (gravest(one) != gravest(other)) return gravest(one) > gravest(other);
    if (one.alert.contract != other.alert.contract) return one.alert.contract < other.alert.contract;
    return one.alert.key < other.alert.key;
}

}  // namespace

Sending sending_at(Instant now, std::optional<Instant> last_sweep, const Clock& clock, const SweepSettings& settings) {
    const auto today = clock.civil_day(now);
    if (!settings.rules.calendar.is_working_day(today)) return Sending::nothing;
    const auto round = clock.instant_of(today, TimeOfDay{settings.alerts.digest_at});
    const bool told_since = last_sweep && *last_sweep >= round && *last_sweep <= now + believable_lead;
    if (now >= round && !told_since) return Sending::digests;
    const auto time = clock.time_of_day(now).minutes;
    const bool working = settings.alerts.working_from <= time && time < settings.alerts.working_until;
    return working ? Sending::critical_only : Sending::nothing;
}

Dispatch::Dispatch(const Record& record, Change& change, Following& following, const Freezing& freezing, Date today,
                   SweepSummary& summary)
    : record_(record), change_(change), following_(following), freezing_(freezing), today_(today), summary_(summary) {}

void Dispatch::run(Sending sending, const std::string& held, const std::string& note) {
    purpose_ = sending == Sending::digests ? Purpose::digest : Purpose::urgent;
    for (const auto& alert : record_.alerts({false, {}, {}, today_}))
        consider(alert, sending, held);
    for (auto& [person, letterbox] : letterboxes_)
        send(letterbox, purpose_, note);
    for (auto& letterbox : chases_)
        send(letterbox, Purpose::chase, {});
}

void Dispatch::consider(const Alert& alert, Sending sending, const std::string& held) {
    const auto& settings = freezing_.settings;
    const auto telling = telling_due(alert, today_, settings.alerts, settings.rules.calendar);
    if (!telling) return;
    if (settings.sender.empty())
        return hold(alert, telling->stage, "no sender is configured: set mail.transport and mail.from");
    const bool critical = alert.open() && alert.severity == Severity::critical;
    if (sending == Sending::nothing || (sending == Sending::critical_only && !critical))
        return hold(alert, telling->stage, held);

    const auto addressees = addressees_of_alert(alert, *telling);
    if (addressees.to.empty()) {
        hold(alert, telling->stage, addressees.nobody_because);
        return settle(not_told(alert, addressees.nobody_because, today_, settings.rules.calendar));
    }
    tell(alert, *telling, addressees.to);
}

void Dispatch::tell(const Alert& alert, const Telling& telling, const std::vector<Addressee>& addressees) {
    const auto& settings = freezing_.settings;
    chase(alert, telling, addressees);
    const auto step = told(alert, telling, today_, settings.alerts, settings.rules.calendar);
    bool anybody = false;
    for (const auto& addressee : addressees) {
        const auto untold = untold_to(addressee.to.email, alert, telling.stage);
        if (untold.empty()) continue;
        anybody = true;
        auto& letterbox = letterboxes_[addressee.to.email];
        letterbox.digest.to = addressee.to;
        const auto title = following_.contract_title(alert.contract);
        letterbox.digest.items.push_back({step.after, title, addressee.why_you});
        letterbox.told.insert(letterbox.told.end(), untold.begin(), untold.end());
    }
    if (!anybody) return settle(nothing_new(alert, today_, settings.alerts, settings.rules.calendar));
    settle(step);
    summary_.reminded += telling.step == StepKind::reminded ? 1 : 0;
    summary_.escalated += telling.step == StepKind::escalated ? 1 : 0;
}

std::vector<Told> Dispatch::untold_to(const Email& person, const Alert& alert, const std::string& stage) const {
    const auto already = record_.told_of(alert.id);
    const std::set<Told> told_before(already.begin(), already.end());
    std::vector<Told> untold;
    for (const auto& member : members_to_tell(alert)) {
        const Told each{alert.id, member, stage, person};
        if (!told_before.contains(each)) untold.push_back(each);
    }
    return untold;
}

void Dispatch::chase(const Alert& alert, const Telling& telling, const std::vector<Addressee>& told_anyway) {
    if (alert.kind != FindingKind::return_overdue || !alert.open()) return;
    if (freezing_.settings.suppliers != SupplierMail::allowed) return;
    const auto rows = record_.rows_of(kind("contracts"), alert.contract);
    if (rows.empty()) return;
    const auto head = contract_of(rows.front());
    const auto& contact = head.supplier_contact;
    const bool hears_anyway =
        std::ranges::any_of(told_anyway, [&](const Addressee& addressee) { return addressee.to.email == contact; });
    if (contact.empty() || hears_anyway) return;
    Letterbox letterbox;
    letterbox.told = untold_to(contact, alert, telling.stage);
    if (letterbox.told.empty()) return;
    auto asked = alert;
    std::erase_if(asked.members, [&](const Member& member) {
        return std::ranges::find(letterbox.told, member.id, &Told::member) == letterbox.told.end();
    });
    letterbox.digest.to = {contact, {}};
    letterbox.digest.items.push_back({std::move(asked), head.title, {}});
    const SupplyChain chain{record_.rows_of(kind("subcontracts"), alert.contract)};
    letterbox.digest.forms.push_back(blank_return(head, chain, today_));
    chases_.push_back(std::move(letterbox));
}

Addressees Dispatch::addressees_of_alert(const Alert& alert, const Telling& telling) {
    const auto& mailboxes = freezing_.settings.mailboxes;
    Addressees found = alert.contract.empty() ? addressees_of(telling.audience, mailboxes)
                                              : addressees_of(telling.audience, following_.officers_of(alert.contract),
                                                              following_.people(), mailboxes, today_,
                                                              Email{evidence_named(alert, "owner")});
    const auto owner = freezing_.settings.feed_owners.find(alert.subject);
    const bool of_feed = alert.kind == FindingKind::feed_refused || alert.kind == FindingKind::feed_overdue;
    if (of_feed && owner != freezing_.settings.feed_owners.end()) {
        found.to.push_back(
            {{owner->second, {}}, Audience::service_operator, "you are the owner of the feed " + alert.subject});
    }
    if (alert.kind == FindingKind::delivery_failed) pass_by_dead_address(found, alert);
    if (alert.open()) return found;
    // Of an end only those hear who had heard of it before.
    const auto told = record_.told_of(alert.id);
    std::erase_if(found.to, [&](const Addressee& each) {
        return std::ranges::find(told, each.to.email, &Told::person) == told.end();
    });
    if (found.to.empty() && found.nobody_because.empty())
        found.nobody_because = "nobody who was told of it is still concerned with it";
    return found;
}

void Dispatch::pass_by_dead_address(Addressees& found, const Alert& alert) const {
    const Email dead{alert.subject};
    std::erase_if(found.to, [&](const Addressee& each) { return each.to.email == dead; });
    if (!found.to.empty()) return;
    const auto& procurement = freezing_.settings.mailboxes.procurement;
    if (procurement.empty() || procurement == dead || took_no_mail(procurement)) {
        found.nobody_because = "Whoever is to be told of it is at " + dead.given() +
                               ", which took no mail, and the procurement mailbox cannot be told instead.";
        return;
    }
    found.to.push_back(
        {{procurement, {}}, Audience::procurement, dead.given() + " took no mail; this is the procurement mailbox"});
}

bool Dispatch::took_no_mail(const Email& address) const {
    const auto open = record_.alerts({true, {}, Aspect::service, {}});
    return std::ranges::any_of(open, [&](const Alert& alert) {
        return alert.kind == FindingKind::delivery_failed && Email{alert.subject} == address;
    });
}

void Dispatch::hold(const Alert& alert, const std::string& stage, const std::string& reason) {
    summary_.not_sent.push_back({alert.id, stage, reason});
    if (record_.has_not_sent(alert.id, stage)) return;
    change_.add_not_sent(summary_.not_sent.back());
    changed_ = true;
}

void Dispatch::settle(const AlertStep& step) {
    change_.add_step(step);
    changed_ = true;
}

MailCharts Dispatch::charts_of(const Digest& digest) const {
    const Portfolio portfolio{record_, freezing_.settings.rules, today_};
    MailCharts charts;
    for (const auto at : charted_items(digest)) {
        const auto& alert = digest.items[at].alert;
        auto chart = portfolio.chart(alert.contract, alert.subject, alert.period);
        if (chart) charts.emplace(alert.id, std::move(*chart));
    }
    return charts;
}

void Dispatch::send(Letterbox& letterbox, Purpose purpose, const std::string& note) {
    auto& digest = letterbox.digest;
    digest.purpose = purpose;
    digest.on = today_;
    digest.number = record_.messages_on(digest.to.email, purpose, today_) + 1;
    digest.note = note;
    std::ranges::stable_sort(digest.items, comes_first);
    const auto message = freeze(digest, freezing_, change_, charts_of(digest));
    for (const auto& each : letterbox.told)
        change_.add_told(each, message);
    ++summary_.queued;
    changed_ = true;
}

}  // namespace contractwatch

// What would be sent if no fact changed.
#include "daemon/preview.h"

#include <algorithm>
#include <filesystem>

#include "adapters/system/london_clock.h"
#include "adapters/system/temporary_folder.h"
#include "daemon/parts.h"

namespace contractwatch {
namespace {

class SilentJournal : public Journal {
  public:
    void say(Event, const Fields&) override {}
};

/// The settings as they are, but that mails go into the folder and nowhere else, and that no copies are awaited: a
/// service makes them, a preview does not.
Settings into_folder(Settings settings, const std::string& folder) {
    settings.mail.transport = Transport::folder;
    settings.mail.folder = folder;
    settings.copies = {};
    if (settings.mail.from.empty()) settings.mail.from = "preview@contractwatch.invalid";
    return settings;
}

/// The moments of a day at which a service sends something if no fact changes: when work begins, where that is before
/// the digests (critical findings go then), and at the hour of the digests. Never before the record's last entry.
std::vector<Instant> moments_of(Date day, const Clock& clock, const AlertPolicy& policy, Instant last) {
    std::vector<Instant> moments;
    for (const auto minutes : {std::min(policy.working_from, policy.digest_at), policy.digest_at}) {
        const auto moment = std::max(clock.instant_of(day, TimeOfDay{minutes}), last);
        if (moments.empty() || moments.back() < moment) moments.push_back(moment);
    }
    return moments;
}

}  // namespace

Result<std::vector<MessageSummary>> preview(const PreviewRequest& request, const Settings& settings, Instant now) {
    if (request.to < request.from)
        return invalid("--to " + request.to.text() + " is before --from " + request.from.text());
    const auto folder = TemporaryFolder::make();
    if (!folder) return folder.error();
    const auto copy = folder->file("record.db");
    if (auto copied = sqlite::copy_record(request.database, copy); !copied) return copied.error();

    GivenClock clock{now};
    SilentJournal journal;
    const bool keeps_mail = !request.mail_folder.empty();
    auto parts = Parts::open(into_folder(settings, folder->file("mail")), copy, clock, journal);
    if (!parts) return parts.error();
    const auto entries = (*parts)->record().last_entries(1);
    const auto last = entries.empty() ? now : entries.front().head.at;
    auto day = std::max(clock.civil_day(last), clock.civil_day(now));
    if (request.from < clock.civil_day(last)) {
        return invalid("the record already goes up to " + clock.civil_day(last).text() +
                       ": what was sent before is in the record (see messages), not in a preview");
    }
    std::vector<MessageSummary> messages;
    for (; day <= request.to; day = day + Days{1}) {
        if (day == request.from && keeps_mail) {  // what goes out before then is nobody's preview
            if (auto used = (*parts)->use(into_folder(settings, request.mail_folder)); !used) return used.error();
        }
        for (const auto moment : moments_of(day, clock, settings.alerts, last)) {
            clock.move_to(moment);
            const auto before = (*parts)->record().head().sequence;
            const auto swept = (*parts)->sweep({});
            if (!swept) return swept.error();
            const auto after = (*parts)->record().head().sequence;
            if (keeps_mail) {
                if (auto delivered = (*parts)->deliver({}); !delivered) return delivered.error();
            }
            if (day < request.from) continue;
            for (auto entry = before + 1; entry <= after; ++entry) {
                const auto queued = (*parts)->record().messages_of(entry);
                messages.insert(messages.end(), queued.begin(), queued.end());
            }
        }
    }
    return messages;
}

}  // namespace contractwatch

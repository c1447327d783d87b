// Who is told what by this sweep: gathers what is due into one message for each person, freezes it, and records who was
// told.
//
// A digest round is the first sweep at or after the hour of the digests on a working day. Then everything that is due
// goes out, one digest a person. At other times only what is critical goes, and only within working hours; the rest is
// held for the next round, which the record says once.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/following.h"
#include "app/freeze.h"

namespace contractwatch {

/// What may be sent by a sweep at that moment.
enum class Sending { digests, critical_only, nothing };

/// What a sweep at that moment may send; `last_sweep` is the moment of the one before, nothing where there was none.
Sending sending_at(Instant now, std::optional<Instant> last_sweep, const Clock& clock, const SweepSettings& settings);

class Dispatch {
  public:
    Dispatch(const Record& record, Change& change, Following& following, const Freezing& freezing, Date today,
             SweepSummary& summary);

    /// `held` says in words until when what is not sent now is held; `note` is said at the head of each message.
    void run(Sending sending, const std::string& held, const std::string& note);
    bool changed_anything() const { return changed_; }

  private:
    struct Letterbox {
        Digest digest;
        std::vector<Told> told;
    };

    void consider(const Alert& alert, Sending sending, const std::string& held);
    void tell(const Alert& alert, const Telling& telling, const std::vector<Addressee>& addressees);
    void hold(const Alert& alert, const std::string& stage, const std::string& reason);
    void settle(const AlertStep& step);
    Addressees addressees_of_alert(const Alert& alert, const Telling& telling);
    /// A mail about a mail that an address did not take would not be taken there either, and be told of in its turn,
    /// without end. So it goes to anybody but that address, and where there is nobody else to procurement, unless that
    /// mailbox is known to take nothing too.
    void pass_by_dead_address(Addressees& found, const Alert& alert) const;
    bool took_no_mail(const Email& address) const;
    /// Asks the supplier's contact for the returns that have not come, where the settings allow it: once for each
    /// period and step, and not where that address hears of the alert anyway.
    void chase(const Alert& alert, const Telling& telling, const std::vector<Addressee>& told_anyway);
    /// The members of which the person was not told at that stage.
    std::vector<Told> untold_to(const Email& person, const Alert& alert, const std::string& stage) const;
    /// Of those items that show one, each as at its alert's period.
    MailCharts charts_of(const Digest& digest) const;
    void send(Letterbox& letterbox, Purpose purpose, const std::string& note);

    const Record& record_;
    Change& change_;
    Following& following_;
    const Freezing& freezing_;
    Date today_;
    SweepSummary& summary_;
    Purpose purpose_ = Purpose::digest;
    std::map<Email, Letterbox> letterboxes_;
    std::vector<Letterbox> chases_;  ///< to suppliers, one for each contract
    bool changed_ = false;
};

}  // namespace contractwatch

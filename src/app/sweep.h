// One evaluation: what holds today, what that makes of the alerts, who is told of it, and what is known by now of
// returns that were reported, in one transaction.
//
// Level-triggered: nothing depends on when the last sweep was. Only subjects with new facts, or whose last answer no
// longer stands, are evaluated; only alerts whose next step is due are looked at for telling. Mail is decided here and
// frozen here.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/asker.h"
#include "domain/alerts/alert_policy.h"
#include "domain/alerts/digest.h"
#include "domain/alerts/evaluate.h"
#include "domain/alerts/lifecycle.h"
#include "domain/alerts/recipients.h"
#include "ports/clock.h"
#include "ports/composer.h"
#include "ports/evaluations.h"
#include "ports/journal.h"
#include "ports/store.h"

namespace contractwatch {

/// Whether the council lets the service write to suppliers.
enum class SupplierMail { none, allowed };

/// What a sweep is to go by.
struct SweepSettings {
    Rules rules;  ///< each sweep reads the numbers of the law from the record, over those given here
    AlertPolicy alerts;
    Mailboxes mailboxes;
    Email sender;  ///< empty: alerts are raised and nothing is queued
    SupplierMail suppliers = SupplierMail::none;
    std::string message_domain;  ///< right of the @ in every Message-ID
    Fields effective;            ///< the settings in words, for the record
    std::string division;        ///< of the bank holidays in use
    std::string bank_holidays;   ///< those days, for the record
    /// By feed's name: who is told beside the operator that its files were refused or are overdue.
    std::map<std::string, Email> feed_owners;
    std::string fingerprint;  ///< changes when any rule does: then everything is evaluated anew
};

struct SweepSummary {
    std::int64_t evaluated = 0;  ///< subjects
    std::int64_t raised = 0;
    std::int64_t reminded = 0;
    std::int64_t escalated = 0;
    std::int64_t resolved = 0;
    std::int64_t withdrawn = 0;
    std::int64_t queued = 0;  ///< messages
    std::vector<NotSent> not_sent;
    std::int64_t entry = 0;           ///< 0: there was nothing to record
    std::vector<std::string> known;   ///< returns that are known otherwise than they were, and what of them changed
    std::int64_t returns_made = 0;    ///< reported returns that were made again to find out
    std::vector<std::string> faults;  ///< contracts that could not be evaluated, and why; returns likewise
    std::string gap;                  ///< the days on which the service did not run, in words; empty: none
};

class Sweep {
  public:
    Sweep(Store& store, Evaluations& evaluations, const Composer& composer, const Clock& clock, Journal& journal,
          const SweepSettings& settings)
        : store_(store),
          evaluations_(evaluations),
          composer_(composer),
          clock_(clock),
          journal_(journal),
          settings_(settings) {}

    Result<SweepSummary> run(const Asker& asker);

  private:
    /// Whether returns that were reported were looked at as far as the record goes.
    bool follow_returns(Change& change, const Rules& rules, SweepSummary& summary);

    Store& store_;
    Evaluations& evaluations_;
    const Composer& composer_;
    const Clock& clock_;
    Journal& journal_;
    const SweepSettings& settings_;
};

}  // namespace contractwatch

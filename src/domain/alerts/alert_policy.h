// When people are told, reminded, and when somebody above them is.
#pragma once

namespace contractwatch {

/// Council policy; each a setting. Times of day are minutes after midnight.
struct AlertPolicy {
    int digest_at = 8 * 60;     ///< on working days
    int working_from = 8 * 60;  ///< critical findings go at once between these
    int working_until = 18 * 60;
    int remind_after_working_days = 5;  ///< the first reminder; each later one after twice the time, at most 20
    int escalate_critical_after_working_days = 2;
    int escalate_warning_after_working_days = 10;
    int reopen_within_working_days = 10;  ///< a finding that comes back so soon goes on with its alert
    int acknowledge_working_days = 10;    ///< how long an acknowledgement holds where it does not say
    int acknowledge_at_most_working_days = 20;

    friend bool operator==(const AlertPolicy&, const AlertPolicy&) = default;
};

}  // namespace contractwatch

// Views of what went out: who was told what, each attempt to deliver, what was not sent.
#include "adapters/sqlite/views.h"

namespace contractwatch::sqlite {
namespace {

View audit_told() {
    return {"audit_told",
            "Who was told what, when, in which message, and did the mail server accept it?",
            {{"entry", "the log entry that decided to tell"},
             {"at", "when, UTC"},
             {"day", "its civil day"},
             {"person", "who was told"},
             {"alert", "the alert's number"},
             {"kind", "the kind of finding"},
             {"contract", "the contract; NULL: the service itself"},
             {"subject", "what of the contract"},
             {"period", "the period judged"},
             {"member", "what of the alert, such as one invoice; NULL: the alert as a whole"},
             {"stage", "the stage that was told"},
             {"severity", "info, warning or critical, as it was then"},
             {"summary", "what held then, in words"},
             {"message", "the message's number"},
             {"purpose", "digest, urgent, notice, note, chase or test"},
             {"message_subject", "its subject line"},
             {"message_id", "its Message-ID"},
             {"delivery", "accepted, refused, under way or waiting"},
             {"accepted_at", "when the mail server's acceptance was recorded, UTC"},
             {"server", "the mail server"},
             {"reply", "its latest final reply"}},
            R"(SELECT t.entry, e.at, e.day, t.person, t.alert, a.kind, nullif(a.contract, ''), nullif(a.subject, ''),
  nullif(a.period, ''), nullif(t.member, ''), t.stage, s.severity, s.summary, m.id, m.purpose, m.subject, m.message_id,
  CASE d.state WHEN 'sent' THEN 'accepted' WHEN 'refused' THEN 'refused' WHEN 'in_flight' THEN 'under way'
    ELSE 'waiting' END,
  CASE d.state WHEN 'sent' THEN (SELECT at FROM entries WHERE sequence = d.entry) END, d.server, d.reply
FROM told t
JOIN entries e ON e.sequence = t.entry
JOIN alerts a ON a.id = t.alert
JOIN messages m ON m.id = t.message
LEFT JOIN alert_steps s ON s.id = (SELECT max(id) FROM alert_steps WHERE alert = t.alert AND entry <= t.entry)
LEFT JOIN delivery_attempts d ON d.id = (SELECT max(id) FROM delivery_attempts WHERE message = m.id)
ORDER BY t.id)"};
}

View audit_deliveries() {
    return {
        "audit_deliveries",
        "What did each attempt to deliver a message come to?",
        {{"message", "the message's number"},
         {"recipient", "to whom"},
         {"purpose", "digest, urgent, notice, note, chase or test"},
         {"message_subject", "its subject line"},
         {"message_id", "its Message-ID"},
         {"sha256", "SHA-256 of its bytes"},
         {"attempt", "1 for the first"},
         {"started_at", "when it began, UTC"},
         {"started_entry", "the log entry"},
         {"ended_at", "when its end was recorded, UTC; NULL: never, so it may have been delivered"},
         {"ended_entry", "the log entry"},
         {"result", "sent, deferred, refused, configuration or unknown"},
         {"reply_code", "the server's final code"},
         {"reply", "its final reply, or what went wrong before one came"},
         {"server", "whom we spoke to"},
         {"state", "how the message stood after it: in_flight, queued, sent or refused"},
         {"next_attempt_at", "when it was to be tried again, UTC"}},
        R"(SELECT m.id, m.recipient, m.purpose, m.subject, m.message_id, m.sha256, s.attempt, b.at, s.entry, f.at, d.entry,
  d.result, d.reply_code, d.reply, d.server, coalesce(d.state, s.state),
  CASE WHEN d.id IS NULL THEN s.next_attempt_at ELSE d.next_attempt_at END
FROM delivery_attempts s
JOIN messages m ON m.id = s.message
JOIN entries b ON b.sequence = s.entry
LEFT JOIN delivery_attempts d ON d.message = s.message AND d.attempt = s.attempt AND d.phase = 'ended'
LEFT JOIN entries f ON f.sequence = d.entry
WHERE s.phase = 'started'
ORDER BY s.id)"};
}

View audit_not_sent() {
    return {"audit_not_sent",
            "What was not sent, and why not?",
            {{"entry", "the log entry"},
             {"at", "when it was decided, UTC"},
             {"day", "its civil day"},
             {"alert", "the alert's number"},
             {"kind", "the kind of finding"},
             {"contract", "the contract; NULL: the service itself"},
             {"subject", "what of the contract"},
             {"period", "the period judged"},
             {"stage", "the stage that was not told"},
             {"reason", "why not"}},
            R"(SELECT n.entry, e.at, e.day, n.alert, a.kind, nullif(a.contract, ''), nullif(a.subject, ''),
  nullif(a.period, ''), n.stage, n.reason
FROM not_sent n
JOIN entries e ON e.sequence = n.entry
JOIN alerts a ON a.id = n.alert
ORDER BY n.id)"};
}

}  // namespace

std::vector<View> views_of_mail() {
    return {audit_told(), audit_deliveries(), audit_not_sent()};
}

}  // namespace contractwatch::sqlite

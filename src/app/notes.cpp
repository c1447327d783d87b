// Notes of the log's head.
#include "app/notes.h"

#include <algorithm>

#include "app/freeze.h"

namespace contractwatch {
namespace {

constexpr const char* key_made = "key_made";
constexpr const char* noted = "noted";
constexpr const char* note_queued = "note_queued";
constexpr std::chrono::hours between_mails{1};

std::string_view happened(NoteOccasion occasion) {
    switch (occasion) {
        case NoteOccasion::day:
            return "This is the day's note";
        case NoteOccasion::start:
            return "The service has started";
        case NoteOccasion::stop:
            return "The service stops";
    }
    return {};
}

bool since(const std::optional<Entry>& entry, Date day) {
    return entry && entry->head.day >= day;
}

std::vector<std::string> as_given(const std::vector<Email>& addresses) {
    std::vector<std::string> texts;
    for (const auto& each : addresses)
        texts.push_back(each.given());
    return texts;
}

}  // namespace

/// What is told, and whom by mail.
struct Notes::Statement {
    NoteOccasion occasion;
    Head head;
    std::string note = {};  ///< empty: it could not be signed
    std::string unsigned_because = {};
    std::vector<Email> to = {};
    std::string not_mailed_because = {};
};

std::string_view name_of(NoteOccasion occasion) {
    switch (occasion) {
        case NoteOccasion::day:
            return "day";
        case NoteOccasion::start:
            return "start";
        case NoteOccasion::stop:
            return "stop";
    }
    return {};
}

std::string log_name(const Record& record) {
    return "contractwatch/" + record.identity();
}

void Notes::make(NoteOccasion occasion, const Asker& asker) {
    const auto made = try_to_make(occasion, asker);
    if (made) return;
    journal_.say(Event::job_failed,
                 {{"job", "note of the log's head"}, {"then", "made again later"}, {"reason", made.error().message}});
}

void Notes::make_daily(const Asker& asker) {
    const auto& record = store_.record();
    const auto today = clock_.today();
    if (since(record.last_entry(note_queued), today)) return;
    const bool can_be_mailed = !settings_.sender.empty() && !settings_.mailboxes.auditors.empty();
    if (!can_be_mailed && since(record.last_entry(noted), today)) return;
    make(NoteOccasion::day, asker);
}

Result<void> Notes::try_to_make(NoteOccasion occasion, const Asker& asker) {
    const auto key = signer(asker);
    auto head = entry_now(clock_, asker, noted, std::string{name_of(occasion)});
    Statement statement{occasion, store_.record().head()};
    if (key) {
        statement.note = (*key)->note_of(statement.head, head.at);
    } else {
        statement.unsigned_because = key.error().message;
    }
    address(statement);
    if (!statement.to.empty()) head.what = note_queued;
    head.detail = detail_of(statement);
    auto change = store_.begin(head);
    if (!change) return change.error();
    queue_mails(statement, head, **change);
    (*change)->commit();
    say(statement);
    return {};
}

Result<std::unique_ptr<Signer>> Notes::signer(const Asker& asker) {
    auto signer = notary_.signer(log_name(store_.record()));
    if (!signer) return signer;
    if (const auto recorded = record_key((*signer)->verifier_key(), asker); !recorded) return recorded.error();
    return signer;
}

/// The key of a note stands in the log before the note, so that the note vouches for it.
Result<void> Notes::record_key(const std::string& key, const Asker& asker) {
    const auto last = store_.record().last_entry(key_made);
    if (last && last->head.subject == key) return {};
    auto change = store_.begin(entry_now(clock_, asker, key_made, key));
    if (!change) return change.error();
    (*change)->commit();
    if (last) {
        journal_.say(Event::key_replaced, {{"key", key}, {"before", last->head.subject}});
    } else {
        journal_.say(Event::key_made, {{"key", key}});
    }
    return {};
}

bool Notes::too_soon_for(NoteOccasion occasion) const {
    if (occasion == NoteOccasion::day) return false;
    auto mailed = store_.record().entries_of(note_queued);
    std::erase_if(mailed, [&](const Entry& each) { return each.head.subject != name_of(occasion); });
    return !mailed.empty() && clock_.now() < mailed.back().head.at + between_mails;
}

void Notes::address(Statement& statement) const {
    const auto& auditors = settings_.mailboxes.auditors;
    const auto& service_operator = settings_.mailboxes.service_operator;
    if (settings_.sender.empty()) {
        statement.not_mailed_because = "no sender is configured";
    } else if (too_soon_for(statement.occasion)) {
        statement.not_mailed_because = "the last one was mailed less than an hour before";
    } else {
        if (!auditors.empty()) statement.to.push_back(auditors);
        const bool operator_too = statement.note.empty() && !service_operator.empty();
        if (operator_too && service_operator != auditors) statement.to.push_back(service_operator);
        if (statement.to.empty()) statement.not_mailed_because = "no mailbox of auditors is set";
    }
}

Fields Notes::detail_of(const Statement& statement) {
    Fields detail{{"head", statement.head.text()}, {"to", as_given(statement.to)}};
    if (!statement.not_mailed_because.empty()) detail.push_back({"not_mailed", statement.not_mailed_because});
    if (!statement.unsigned_because.empty()) detail.push_back({"unsigned", statement.unsigned_because});
    return detail;
}

void Notes::queue_mails(const Statement& statement, const EntryHead& head, Change& change) {
    const auto& record = store_.record();
    const Freezing freezing{composer_, settings_, head.at, statement.head.text(), record.identity()};
    for (const auto& to : statement.to) {
        Digest digest;
        digest.to = {to, {}};
        digest.purpose = Purpose::note;
        digest.on = head.day;
        digest.number = record.messages_on(to, Purpose::note, head.day) + 1;
        digest.note = happened(statement.occasion);
        digest.signed_note = statement.note;
        if (statement.note.empty()) digest.note += ". The note could not be signed: " + statement.unsigned_because;
        freeze(digest, freezing, change);
    }
}

void Notes::say(const Statement& statement) {
    Fields fields{{"head", statement.head.text()}, {"occasion", std::string{name_of(statement.occasion)}}};
    if (!statement.note.empty()) {
        fields.push_back({"note", statement.note});
        return journal_.say(Event::noted, fields);
    }
    fields.push_back({"reason", statement.unsigned_because});
    journal_.say(Event::note_unsigned, fields);
}

}  // namespace contractwatch

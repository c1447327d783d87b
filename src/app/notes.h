// Notes of the log's head: signed, said in the journal, and mailed to the auditors, so that what is outside of this
// machine shows when the record is cut short, put back or rewritten.
//
// A note is made when the service starts and stops, and once on every civil day. Each is an entry of its own:
// `note_queued` where a mail goes out with it, else `noted`. Mails of starts are at least an hour apart, and so are
// those of stops, so that a service that starts again and again floods nobody; the day's note always goes. Where the
// key cannot be used the head goes out without a signature, to the operator too: nothing else waits for it.
#pragma once

#include <string_view>
#include <vector>

#include "app/asker.h"
#include "app/sweep.h"
#include "ports/notary.h"

namespace contractwatch {

enum class NoteOccasion { day, start, stop };
std::string_view name_of(NoteOccasion occasion);

/// The name of the record's log in keys and notes.
std::string log_name(const Record& record);

class Notes {
  public:
    Notes(Store& store, Notary& notary, const Composer& composer, const Clock& clock, Journal& journal,
          const SweepSettings& settings)
        : store_(store), notary_(notary), composer_(composer), clock_(clock), journal_(journal), settings_(settings) {}

    /// A note of the head as it is now. What prevents it is said in the journal; the caller goes on.
    void make(NoteOccasion occasion, const Asker& asker);
    /// The same, unless the day has had its note.
    void make_daily(const Asker& asker);

  private:
    struct Statement;

    Result<void> try_to_make(NoteOccasion occasion, const Asker& asker);
    Result<std::unique_ptr<Signer>> signer(const Asker& asker);
    Result<void> record_key(const std::string& key, const Asker& asker);
    bool too_soon_for(NoteOccasion occasion) const;
    void address(Statement& statement) const;
    static Fields detail_of(const Statement& statement);
    void queue_mails(const Statement& statement, const EntryHead& head, Change& change);
    void say(const Statement& statement);

    Store& store_;
    Notary& notary_;
    const Composer& composer_;
    const Clock& clock_;
    Journal& journal_;
    const SweepSettings& settings_;
};

}  // namespace contractwatch

// The parts of the program, joined in one place: which concrete part is used, and how long it lives.
#pragma once

#include <memory>
#include <string>

#include "adapters/csv/table_source.h"
#include "adapters/mime/message_composer.h"
#include "adapters/signing/key_file.h"
#include "adapters/sqlite/evaluation_cache.h"
#include "adapters/sqlite/record_store.h"
#include "app/asker.h"
#include "app/intake.h"
#include "app/notes.h"
#include "app/outbox.h"
#include "app/sweep.h"
#include "ports/clock.h"
#include "ports/journal.h"
#include "settings/settings.h"

namespace contractwatch {

/// What the settings make of a sweep's rules.
SweepSettings sweep_settings_of(const Settings& settings);

/// The mailer that the settings ask for; none where they ask for none. Fails where a secret cannot be read.
Result<std::unique_ptr<Mailer>> mailer_of(const Settings& settings);

/// The machine's clock and randomness, as the record needs them.
sqlite::Surroundings surroundings();

/// Everything that works on the one record that this process writes.
class Parts {
  public:
    /// Opens the record at that path. The caller holds the writer's lock.
    static Result<std::unique_ptr<Parts>> open(const Settings& settings, const std::string& database,
                                               const Clock& clock, Journal& journal);

    /// Replaces what depends on settings. Where the new ones cannot be used (a secret is missing) the old ones stay.
    Result<void> use(const Settings& settings);

    /// The first one of a civil day is followed by the day's note of the log's head.
    Result<SweepSummary> sweep(const Asker& asker);
    Result<DeliverySummary> deliver(const Asker& asker);

    const Settings& settings() const { return settings_; }
    const SweepSettings& sweep_settings() const { return sweep_settings_; }
    /// The rules of the settings, by the numbers of the law that the record has now.
    Rules rules() const { return with_law(sweep_settings_.rules, legal_numbers_of(record())); }
    const Clock& clock() const { return clock_; }
    Journal& journal() { return journal_; }
    sqlite::RecordStore& store() { return *store_; }
    const Record& record() const { return store_->record(); }
    CsvSource& source() { return *source_; }
    Intake& intake() { return *intake_; }
    Outbox& outbox() { return *outbox_; }
    Notes notes() { return {*store_, key_file_, *composer_, clock_, journal_, sweep_settings_}; }
    const Composer& composer() const { return *composer_; }
    /// Null where the settings ask for none. Shared: a delivery under way keeps the mailer that it began with.
    std::shared_ptr<Mailer> mailer() { return mailer_; }

  private:
    Parts(std::unique_ptr<sqlite::RecordStore> store, const std::string& database, const Clock& clock,
          Journal& journal);

    Settings settings_;
    SweepSettings sweep_settings_;
    const Clock& clock_;
    Journal& journal_;
    std::unique_ptr<sqlite::RecordStore> store_;
    KeyFile key_file_;
    std::unique_ptr<sqlite::EvaluationCache> evaluations_;
    std::unique_ptr<CsvSource> source_;
    std::unique_ptr<Intake> intake_;
    std::unique_ptr<Outbox> outbox_;
    std::unique_ptr<MessageComposer> composer_;
    std::shared_ptr<Mailer> mailer_;
};

}  // namespace contractwatch

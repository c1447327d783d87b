// A small council whose service is lived through: a real record in a folder of its own, a clock that stands where it is
// put, mail that is kept instead of sent, and processes that begin and end.
//
// C-2 and C-3 have no manager (warnings, to procurement and to their director, Dora); C-4 has nobody at all (critical,
// to procurement alone).
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/csv/sha256.h"
#include "adapters/csv/table_source.h"
#include "adapters/sqlite/evaluation_cache.h"
#include "adapters/sqlite/record_store.h"
#include "adapters/sqlite/verify.h"
#include "adapters/system/london_clock.h"
#include "app/intake.h"
#include "app/outbox.h"
#include "app/sweep.h"
#include "fakes/given_folder.h"
#include "fakes/recording_composer.h"
#include "fakes/recording_journal.h"
#include "fakes/recording_mailer.h"

namespace contractwatch::scenarios {

inline const Email procurement{"procurement@council.example"};
inline const Email accounts{"accounts@council.example"};
inline const Email service_desk{"desk@council.example"};
inline const Email ann{"ann@council.example"};
inline const Email dora{"dora@council.example"};

/// Stands where it is put, and may pass for the machine's own, which can be put back.
class CouncilClock : public GivenClock {
  public:
    using GivenClock::GivenClock;
    bool given() const override { return given_; }
    void pass_for_the_machines() { given_ = false; }

  private:
    bool given_ = true;
};

class Council : public ::testing::Test {
  protected:
    Council() {
        settings.mailboxes.procurement = procurement;
        settings.mailboxes.accounts_payable = accounts;
        settings.mailboxes.service_operator = service_desk;
        settings.sender = Email{"contractwatch@council.example"};
        settings.message_domain = "council.example";
        settings.effective = {{"alerts.digest_at", std::string{"08:00"}}};
        settings.division = "england-and-wales";
        settings.bank_holidays = "2026-12-25";
        settings.fingerprint = "rules 1";
        settings.rules.sha256 = sha256_of;
        begin_process();
    }
    ~Council() override { end_process(); }

    std::string path(const std::string& name) const { return (folder / name).string(); }
    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream{path(name), std::ios::binary} << text;
        return path(name);
    }

    /// Ends the process that runs, with everything that it only had in memory, and begins another on the same record.
    void begin_process() {
        end_process();
        store = std::move(sqlite::RecordStore::open(path("record.db"), {[this] { return clock.now(); },
                                                                        [] { return std::string{"council1"}; }})
                              .value());
        evaluations = sqlite::EvaluationCache::open(store->connection(), path("record.db.scratch"));
        outbox.emplace(*store, clock, journal, retries);
        intake.emplace(*store, source, clock, journal, "Westhaven Council");
    }
    void end_process() {
        intake.reset();
        outbox.reset();
        evaluations.reset();
        store.reset();
    }

    /// London time, such as 2026-10-01T08:00.
    void at(const std::string& time) { clock.move_to(parse_given_time(time).value()); }

    IntakeRequest request_of(const std::string& kind_name, const std::string& file, const std::string& text) const {
        return {write(file, text), file, &kind(kind_name), {}, Effect::record};
    }
    IntakeOutcome take_in(const std::string& kind_name, const std::string& text) {
        return intake->take_in(request_of(kind_name, kind_name + ".csv", text), {}).value();
    }
    void take_in_people() {
        take_in("people", "email,name\nann@council.example,Ann Archer\ndora@council.example,Dora Dean\n");
    }
    /// Those of the names given, out of C-2, C-3 and C-4.
    void take_in_contracts(const std::vector<std::string>& names) {
        std::string text =
            "ContractReference,ContractTitle,StartDate,EndDate,ContractValue,SupplierName,SMESupplier,manager_email,"
            "director_email,regime\n";
        for (const auto& name : names)
            text += name + ",Services of " + name + ",2026-01-01,2027-12-31,60000,Quill Ltd,no,," +
                    (name == "C-4" ? "" : "dora@council.example") + ",pa23\n";
        take_in("contracts", text);
        take_in_measures(names);
    }
    /// Of each contract a yearly measure by judgement that serves an outcome, and that nothing is expected of yet.
    void take_in_measures(const std::vector<std::string>& names) {
        take_in("outcomes", "outcome,title\nO-1,People live well\n");
        std::string text = "contract,measure,title,kind,nature,direction,frequency,effective_from,outcome\n";
        for (const auto& name : names)
            text += name + ",Q-1,What people say of it,outcome,qualitative,increase,yearly,2026-04-01,O-1\n";
        take_in("measures", text);
    }
    /// A contract of Ann's with an invoice whose last day under the 14-day policy was 14 August 2026: critical since
    /// 13 September, to the accounts payable mailbox and Ann.
    void take_in_late_invoice() {
        take_in("contracts",
                "ContractReference,ContractTitle,StartDate,EndDate,ContractValue,SupplierName,SMESupplier,"
                "manager_email,director_email,regime\n"
                "C-1,Street lighting,2026-01-01,2027-12-31,60000,Bright Ltd,no,ann@council.example,"
                "dora@council.example,pa23\n");
        take_in("invoices",
                "contract,payer,payee,invoice,received_on,amount_gross\n"
                "C-1,,Bright Ltd,INV-1,2026-07-31,1000\n");
        take_in_measures({"C-1"});
    }

    SweepSummary sweep() { return Sweep{*store, *evaluations, composer, clock, journal, settings}.run({}).value(); }
    DeliverySummary deliver() { return outbox->deliver_due(mailer, {}).value(); }

    const Record& record() const { return store->record(); }
    std::int64_t count(const std::string& what) const {
        return store->connection().number("SELECT count(*) FROM " + what);
    }
    std::int64_t entries(const std::string& what) const { return count("entries WHERE what = '" + what + "'"); }
    Alert alert_of(const std::string& key) const {
        const auto found = record().alert_of(key);
        if (!found) throw std::runtime_error("there is no alert " + key);
        return *found;
    }
    /// The keys of what each composed message told, those of one message joined by spaces, with to whom it went.
    std::vector<std::string> composed_since(std::size_t first) const {
        std::vector<std::string> told;
        for (auto place = first; place < composer.digests.size(); ++place) {
            const auto& digest = composer.digests[place];
            auto text = std::string{name_of(digest.purpose)} + " " + digest.to.email.given() + ":";
            for (const auto& item : digest.items)
                text += " " + item.alert.key;
            told.push_back(text);
        }
        return told;
    }
    bool verifies() const { return sqlite::verify(path("record.db")).value().verified(); }

    const GivenFolder given_folder;
    const std::filesystem::path& folder = given_folder.path();
    CouncilClock clock{parse_given_time("2026-10-01T08:00").value()};
    fakes::RecordingJournal journal;
    fakes::RecordingComposer composer;
    fakes::RecordingMailer mailer;
    RetryPolicy retries;
    SweepSettings settings;
    CsvSource source{ReadLimits{}};
    std::unique_ptr<sqlite::RecordStore> store;
    std::unique_ptr<sqlite::EvaluationCache> evaluations;
    std::optional<Outbox> outbox;
    std::optional<Intake> intake;
};

}  // namespace contractwatch::scenarios

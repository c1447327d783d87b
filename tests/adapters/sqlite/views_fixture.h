// A record to which tests of the auditors' views add entries, and which they ask.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sqlite/record_folder.h"

namespace contractwatch::sqlite::testing {

inline EntryHead entry_at(std::string_view at, std::string_view what) {
    auto head = import_at(at);
    head.what = what;
    return head;
}

class Views : public ::testing::Test {
  protected:
    std::unique_ptr<Change> begin(const EntryHead& head) const { return std::move(*store_->begin(head)); }

    /// One entry that holds nothing but itself.
    void enter(const EntryHead& head) const { begin(head)->commit(); }

    void take_in(std::string_view at, const std::vector<Row>& rows, const std::string& file = {}) const {
        auto head = import_at(at);
        head.source = file;
        record(*store_, rows, head);
    }

    static AlertStep step_of(FindingKind kind, StepKind step, AlertState state, const std::string& subject,
                             Fields evidence, AlertId id = 0) {
        AlertStep made{step, Date{2026, 10, 1}, "it is so", {}};
        made.after.id = id;
        made.after.kind = kind;
        made.after.contract = ContractRef{"C-1"};
        made.after.subject = subject;
        made.after.key = std::string{row_of(kind).name} + "/c-1/" + key_of(subject) + "/";
        made.after.raised_on = Date{2026, 10, 1};
        made.after.state = state;
        made.after.severity = Severity::warning;
        made.after.summary = "Something holds";
        made.after.evidence = std::move(evidence);
        return made;
    }

    AlertId add(std::string_view at, const AlertStep& step, std::string_view what = "swept") const {
        auto change = begin(entry_at(at, what));
        const auto id = change->add_step(step);
        change->commit();
        return id;
    }

    static Message message_to(std::string_view person) {
        Message made;
        made.to = Email{person};
        made.from = Email{"contracts@council.example"};
        made.on = Date{2026, 10, 1};
        made.subject = "1 thing to do";
        made.message_id = "1@council.example";
        made.bytes = "Subject: 1 thing to do\r\n\r\nHello";
        return made;
    }

    /// Tells Ann and Bob of an alert of C-1; Ann's mail is accepted at the second attempt, Bob's waits.
    void tell_two() const {
        auto change = begin(entry_at("2026-10-01T08:00:00Z", "swept"));
        const auto id =
            change->add_step(step_of(FindingKind::contract_no_manager, StepKind::raised, AlertState::raised, "", {}));
        const auto to_ann = change->add_message(message_to("ann@council.example"));
        const auto to_bob = change->add_message(message_to("bob@council.example"));
        change->add_told({id, "", "raised", Email{"ann@council.example"}}, to_ann);
        change->add_told({id, "", "raised", Email{"bob@council.example"}}, to_bob);
        change->commit();
        attempt(to_ann, 1, {DeliveryResult::deferred, 0, "no route", "mail.example"}, OutboxState::queued, "08:01");
        attempt(to_ann, 2, {DeliveryResult::sent, 250, "250 ok", "mail.example"}, OutboxState::sent, "08:05");
    }

    void attempt(MessageNumber message, int number, const DeliveryOutcome& outcome, OutboxState state,
                 const std::string& time) const {
        auto change = begin(entry_at("2026-10-01T" + time + ":00Z", "delivery_started"));
        change->start_attempt(message, number);
        change->commit();
        change = begin(entry_at("2026-10-01T" + time + ":30Z", "delivery_ended"));
        change->end_attempt({message, number, outcome, state, {}});
        change->commit();
    }

    std::vector<std::string> seen(const std::string& sql) const { return ask(path_, sql); }

    RecordFolder folder_;
    std::unique_ptr<RecordStore> store_ = folder_.open();
    std::string path_ = folder_.path();
};

}  // namespace contractwatch::sqlite::testing

// The parts of the program, joined in one place.
#include "daemon/parts.h"

#include <cstdlib>
#include <random>

#include "adapters/chart/cairo_chart_maker.h"
#include "adapters/csv/blank_form.h"
#include "adapters/csv/sha256.h"
#include "adapters/folder/mail_folder.h"
#include "adapters/html/letter_html.h"
#include "adapters/mime/message_parts.h"
#include "adapters/smtp/smtp_mailer.h"
#include "adapters/system/london_clock.h"
#include "adapters/system/memory.h"
#include "domain/calendar/built_in_bank_holidays.h"
#include "settings/effective.h"
#include "settings/keys.h"
#include "settings/secret.h"

namespace contractwatch {
namespace {

std::string credentials_folder() {
    const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
    return folder != nullptr ? folder : "";
}

SmtpEncryption encryption_of(SmtpSecurity security) {
    switch (security) {
        case SmtpSecurity::tls:
            return SmtpEncryption::tls;
        case SmtpSecurity::none:
            return SmtpEncryption::none;
        case SmtpSecurity::starttls:
            break;
    }
    return SmtpEncryption::starttls;
}

Result<SmtpSettings> smtp_settings_of(const Settings::Smtp& asked) {
    SmtpSettings smtp;
    smtp.host = asked.host;
    smtp.port = asked.port;
    smtp.security = encryption_of(asked.security);
    smtp.user = asked.user;
    smtp.ca_file = asked.ca_file;
    smtp.timeouts.connect = std::chrono::seconds{asked.connect_timeout_seconds};
    smtp.timeouts.final_reply = std::chrono::seconds{asked.reply_timeout_seconds};
    if (asked.user.empty()) return smtp;
    auto secret = read_secret({asked.password_file, asked.credential}, credentials_folder());
    if (!secret) return secret.error();
    smtp.secret = std::move(*secret);
    return smtp;
}

SenderSettings sender_of(const Settings& settings) {
    const auto& mail = settings.mail;
    return {Email{mail.from}, mail.from_name, Email{mail.reply_to}, mail.list_id};
}

std::string days_text(const BankHolidays& holidays) {
    std::string text;
    for (const auto day : holidays.days())
        text += (text.empty() ? "" : " ") + day.text();
    return text;
}

std::vector<AwaitedFeed> awaited_feeds(const std::vector<Feed>& feeds) {
    std::vector<AwaitedFeed> awaited;
    for (const auto& feed : feeds) {
        const auto rhythm = find_rhythm(feed.expected);
        if (!rhythm) continue;
        awaited.push_back({feed.name, *rhythm, dotted(dotted("feed", feed.name), "expected"), quoted(feed.expected)});
    }
    return awaited;
}

/// Copies go to either folder, or to both; they are one piece of work.
std::optional<AwaitedCopies> awaited_copies(const Settings::Copies& copies) {
    const bool to_folder = !copies.folder.empty();
    const auto& folder = to_folder ? copies.folder : copies.snapshot_folder;
    if (folder.empty()) return std::nullopt;
    return AwaitedCopies{dotted("copies", to_folder ? "folder" : "snapshot_folder"), quoted(folder)};
}

/// Everything that a finding or its words can depend on, so that another value of any of it starts evaluation anew. The
/// number is raised with every change of what the rules say.
std::string fingerprint_of(const Fields& effective, const std::string& bank_holidays) {
    std::string text = "rules 4\n";
    for (const auto& field : effective) {
        const auto* value = std::get_if<std::string>(&field.value);
        const bool matters = field.name.starts_with("reviews") || field.name.starts_with("register") ||
                             field.name.starts_with("measures") || field.name.starts_with("payments") ||
                             field.name.starts_with("calendar");
        if (matters) text += field.name + "=" + (value != nullptr ? *value : "") + "\n";
    }
    return text + bank_holidays;
}

}  // namespace

SweepSettings sweep_settings_of(const Settings& settings) {
    const auto holidays = built_in_bank_holidays(settings.calendar.division);
    SweepSettings sweep;
    sweep.rules = {settings.register_policy,  settings.reviews,
                   settings.measures,         settings.payments,
                   WorkingCalendar{holidays}, {awaited_feeds(settings.feeds), awaited_copies(settings.copies)}};
    sweep.rules.sha256 = sha256_of;
    sweep.alerts = settings.alerts;
    sweep.mailboxes = {Email{settings.mailboxes.procurement}, Email{settings.mailboxes.service_operator},
                       Email{settings.mailboxes.accounts_payable}, Email{settings.mailboxes.finance},
                       Email{settings.mailboxes.auditors}};
    sweep.sender = settings.mail.transport == Transport::none ? Email{} : Email{settings.mail.from};
    sweep.suppliers = settings.mail.to_suppliers ? SupplierMail::allowed : SupplierMail::none;
    sweep.message_domain = settings.council.domain;
    sweep.effective = effective(settings);
    for (const auto& feed : settings.feeds) {
        if (!feed.owner.empty()) sweep.feed_owners[feed.name] = Email{feed.owner};
    }
    sweep.division = name_of(settings.calendar.division);
    sweep.bank_holidays = days_text(holidays);
    sweep.fingerprint = fingerprint_of(sweep.effective, sweep.bank_holidays);
    return sweep;
}

Result<std::unique_ptr<Mailer>> mailer_of(const Settings& settings) {
    switch (settings.mail.transport) {
        case Transport::folder:
            return std::unique_ptr<Mailer>{
                std::make_unique<MailFolder>(settings.mail.folder, html_part_of, Email{settings.mail.folder_refuses})};
        case Transport::smtp: {
            auto smtp = smtp_settings_of(settings.smtp);
            if (!smtp) return smtp.error();
            return std::unique_ptr<Mailer>{std::make_unique<SmtpMailer>(std::move(*smtp))};
        }
        case Transport::none:
            break;
    }
    return std::unique_ptr<Mailer>{};
}

sqlite::Surroundings surroundings() {
    const auto random_name = [] {
        std::random_device device;
        static constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz234567";
        std::string name;
        for (int at = 0; at < 16; ++at)
            name += letters[device() % letters.size()];
        return name;
    };
    return {[] { return SystemClock{}.now(); }, random_name};
}

Parts::Parts(std::unique_ptr<sqlite::RecordStore> store, const std::string& database, const Clock& clock,
             Journal& journal)
    : clock_(clock), journal_(journal), store_(std::move(store)), key_file_(database + ".key") {}

Result<std::unique_ptr<Parts>> Parts::open(const Settings& settings, const std::string& database, const Clock& clock,
                                           Journal& journal) {
    auto around = surroundings();
    around.opening = [&clock] { return entry_now(clock, {}, "migrated"); };
    auto store = sqlite::RecordStore::open(database, std::move(around));
    if (!store) return store.error();
    if (const auto& migrated = (*store)->migrated()) {
        journal.say(
            Event::migrated,
            {{"from", std::int64_t{migrated->from}}, {"to", std::int64_t{migrated->to}}, {"copy", migrated->copy}});
    }
    std::unique_ptr<Parts> parts{new Parts(std::move(*store), database, clock, journal)};
    parts->evaluations_ = sqlite::EvaluationCache::open(parts->store_->connection(), database + ".scratch");
    if (auto used = parts->use(settings); !used) return used.error();
    return parts;
}

Result<void> Parts::use(const Settings& settings) {
    auto mailer = mailer_of(settings);
    if (!mailer) return mailer.error();
    settings_ = settings;
    mailer_ = std::move(*mailer);
    sweep_settings_ = sweep_settings_of(settings);
    composer_ = std::make_unique<MessageComposer>(
        sender_of(settings), html_of, [](const ChartSheet& sheet) { return CairoChartMaker{}.mail_png(sheet); },
        csv_of);
    source_ = std::make_unique<CsvSource>(settings.intake.limits);
    intake_ = std::make_unique<Intake>(*store_, *source_, clock_, journal_, settings.council.name);
    RetryPolicy retries{settings.delivery.retry_minutes, settings.delivery.give_up_after_hours};
    if (outbox_) {
        outbox_->use(std::move(retries));
    } else {
        outbox_ = std::make_unique<Outbox>(*store_, clock_, journal_, std::move(retries));
    }
    return {};
}

Result<SweepSummary> Parts::sweep(const Asker& asker) {
    auto summary = Sweep{*store_, *evaluations_, *composer_, clock_, journal_, sweep_settings_}.run(asker);
    if (summary) notes().make_daily(asker);
    give_back_memory();
    return summary;
}

Result<DeliverySummary> Parts::deliver(const Asker& asker) {
    if (mailer_) return outbox_->deliver_due(*mailer_, asker);
    journal_.say(Event::nothing_to_send_with);
    DeliverySummary summary;
    summary.waiting = static_cast<int>(record().outbox().size());
    summary.next_attempt_at = outbox_->next_due();
    return summary;
}

}  // namespace contractwatch

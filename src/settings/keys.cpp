// The table itself, one line a key.
#include "settings/keys.h"

namespace contractwatch {
namespace {

constexpr std::int64_t mebibyte = 1024LL * 1024;
constexpr std::int64_t kibibyte = 1024;
constexpr std::int64_t most_days = 1000;

/// The member of a part of the settings.
template <auto Part, auto Member>
auto& of(Settings& settings) {
    return settings.*Part.*Member;
}

template <auto Part, auto Inner, auto Member>
auto& within(Settings& settings) {
    return settings.*Part.*Inner.*Member;
}

template <auto Member>
auto& feeds(Feed& feed) {
    return feed.*Member;
}

template <class Owner>
KeyOf<Owner> key(std::string_view name, KeyType type, Place<Owner> place, std::string_view meaning) {
    return {name, {type}, place, meaning};
}

Key text(std::string_view name, std::string& (*place)(Settings&), std::string_view meaning) {
    return key<Settings>(name, KeyType::text, place, meaning);
}

Key email(std::string_view name, std::string& (*place)(Settings&), std::string_view meaning) {
    return key<Settings>(name, KeyType::email, place, meaning);
}

Key domain(std::string_view name, std::string& (*place)(Settings&), std::string_view meaning) {
    return key<Settings>(name, KeyType::domain, place, meaning);
}

Key path(std::string_view name, std::string& (*place)(Settings&), std::string_view meaning) {
    return key<Settings>(name, KeyType::path, place, meaning);
}

Key time_of_day(std::string_view name, int& (*place)(Settings&), std::string_view meaning) {
    return key<Settings>(name, KeyType::time_of_day, place, meaning);
}

Key money(std::string_view name, Money& (*place)(Settings&), std::string_view meaning) {
    return key<Settings>(name, KeyType::money, place, meaning);
}

Key whole(std::string_view name, std::int64_t least, std::int64_t most, Place<Settings> place, std::string_view meaning,
          std::int64_t unit = 1) {
    return {name, {KeyType::whole, least, most, {}, unit}, place, meaning};
}

Key percent(std::string_view name, Place<Settings> place, std::string_view meaning) {
    return {name, {KeyType::percent, 0, 100}, place, meaning};
}

Key whole_list(std::string_view name, std::int64_t least, std::int64_t most, Place<Settings> place,
               std::string_view meaning) {
    return {name, {KeyType::whole_list, least, most}, place, meaning};
}

Key choice(std::string_view name, std::vector<std::string_view> choices, Place<Settings> place,
           std::string_view meaning) {
    return {name, {KeyType::choice, 0, 0, std::move(choices)}, place, meaning};
}

/// A choice that is kept as an enumeration.
template <auto Part, auto Member>
constexpr Enumerated<Settings> enumerated{
    [](const Settings& settings) { return static_cast<std::int64_t>(settings.*Part.*Member); },
    [](Settings& settings, std::int64_t place) {
        auto& member = settings.*Part.*Member;
        member = static_cast<std::remove_reference_t<decltype(member)>>(place);
    }};

template <auto Member>
constexpr Enumerated<Feed> enumerated_in_feed{[](const Feed& feed) { return static_cast<std::int64_t>(feed.*Member); },
                                              [](Feed& feed, std::int64_t place) {
                                                  auto& member = feed.*Member;
                                                  member =
                                                      static_cast<std::remove_reference_t<decltype(member)>>(place);
                                              }};

Section council() {
    using Part = Settings::Council;
    constexpr auto part = &Settings::council;
    return {"council",
            "Whose contracts these are.",
            {text("name", &of<part, &Part::name>,
                  "as mails name the council; a payment whose payer is blank is the council's"),
             domain("domain", &of<part, &Part::domain>,
                    "the right-hand side of Message-IDs; empty: the domain of mail.from")}};
}

Section database() {
    return {"database",
            "Where the record is kept.",
            {path("path", &of<&Settings::database, &Settings::Database::path>,
                  "the record; a scratch file and the writer's lock stand beside it")}};
}

Section copies() {
    using Part = Settings::Copies;
    constexpr auto part = &Settings::copies;
    return {"copies",
            "The copies of the record that the service makes every night, each whole and checked.",
            {path("folder", &of<part, &Part::folder>,
                  "where contractwatch-2026-11-23.db goes, for this record alone; empty: no nightly copies"),
             time_of_day("at", &of<part, &Part::at>, "when; a night that was missed is made up for at once"),
             whole("keep", 1, 10000, &of<part, &Part::keep>, "the newest so many stay, older ones are removed"),
             path("snapshot_folder", &of<part, &Part::snapshot_folder>,
                  "where log-20261123.db goes, the same copy published for auditors; empty: nothing is published"),
             whole("snapshot_keep", 1, 10000, &of<part, &Part::snapshot_keep>, "the newest so many of those stay")}};
}

Section disk() {
    using Part = Settings::Disk;
    constexpr auto part = &Settings::disk;
    return {
        "disk",
        "Room for the record. These are read at the start.",
        {whole("ballast_mib", 0, 4096, &of<part, &Part::ballast_mib>,
               "MiB kept free for bad times in a file beside the record, which goes when the disk is full; 0: none"),
         whole("low_mib", 0, 1'000'000, &of<part, &Part::low_mib>,
               "MiB; with less free on the record's disk the operator has an alert; 0: never")}};
}

Section drop() {
    return {"drop",
            "Where files are left for the service.",
            {path("folder", &of<&Settings::drop, &Settings::Drop::folder>,
                  "files put here are taken in by the feed whose pattern they match; empty: no folder is watched")}};
}

Section calendar() {
    return {
        "calendar",
        "Which bank holidays count.",
        {choice("division", {"england-and-wales", "scotland", "northern-ireland"},
                enumerated<&Settings::calendar, &Settings::Calendar::division>, "the division, as GOV.UK names it")}};
}

Section mail() {
    using Part = Settings::Mail;
    constexpr auto part = &Settings::mail;
    return {
        "mail",
        "How mail leaves, and what it says of its sender.",
        {choice("transport", {"none", "smtp", "folder"}, enumerated<part, &Part::transport>,
                "through a mail server, into a folder as files, or not at all"),
         path("folder", &of<part, &Part::folder>, "where the folder transport writes"),
         email("folder_refuses", &of<part, &Part::folder_refuses>,
               "an address that the folder transport refuses as a mail server would, to rehearse what follows"),
         email("from", &of<part, &Part::from>, "the sender's address; somebody should read what bounces to it"),
         text("from_name", &of<part, &Part::from_name>, "the sender's name"),
         email("reply_to", &of<part, &Part::reply_to>, "where answers go; empty: to the sender"),
         domain("list_id", &of<part, &Part::list_id>,
                "a List-Id that mail rules can sort by, such as contracts.council.example; empty: none"),
         {"to_suppliers",
          {KeyType::yes_no},
          &of<part, &Part::to_suppliers>,
          "whether the service may write to suppliers: it asks the contact in the register for a supply-chain return "
          "that has not come, with a blank form"}}};
}

Section smtp() {
    using Part = Settings::Smtp;
    constexpr auto part = &Settings::smtp;
    return {"smtp",
            "The mail server of the smtp transport.",
            {domain("host", &of<part, &Part::host>, "the server's name or address"),
             whole("port", 1, 65535, &of<part, &Part::port>, "usually 587 with starttls, 465 with tls, 25 on a relay"),
             choice("security", {"starttls", "tls", "none"}, enumerated<part, &Part::security>,
                    "upgrade to TLS before anything is said, TLS from the start, or a connection in the clear"),
             text("user", &of<part, &Part::user>, "who logs in; empty: nobody does"),
             key<Settings>("password_file", KeyType::secret_file, &of<part, &Part::password_file>,
                           "a file with the password alone, which other users cannot read"),
             text("credential", &of<part, &Part::credential>,
                  "the systemd credential that holds the password (LoadCredential= in the unit), instead of a file"),
             path("ca_file", &of<part, &Part::ca_file>,
                  "certificates to trust instead of the system's, for a council's own authority"),
             whole("connect_timeout_seconds", 1, 600, &of<part, &Part::connect_timeout_seconds>,
                   "until the server answers at all"),
             whole("reply_timeout_seconds", 1, 3600, &of<part, &Part::reply_timeout_seconds>,
                   "for each reply; too short a wait for the last one sends a message twice"),
             whole("connections", 1, 20, &of<part, &Part::connections>, "at once; Exchange Online allows three"),
             whole("per_minute", 1, 10000, &of<part, &Part::per_minute>, "messages; Exchange Online allows thirty")}};
}

Section mailboxes() {
    using Part = Settings::Mailboxes;
    constexpr auto part = &Settings::mailboxes;
    return {
        "mailboxes",
        "Shared mailboxes that are told what no one person answers for.",
        {email("procurement", &of<part, &Part::procurement>,
               "the register's owner, and the last resort where nobody can be reached"),
         email("operator", &of<part, &Part::service_operator>, "who looks after this service"),
         email("accounts_payable", &of<part, &Part::accounts_payable>, "invoices that must be paid soon, or are late"),
         email("finance", &of<part, &Part::finance>, "payment performance"),
         email("auditors", &of<part, &Part::auditors>,
               "the signed notes of the log's head; best one that reaches people who do not run this service")}};
}

Section alerts() {
    using Part = AlertPolicy;
    constexpr auto part = &Settings::alerts;
    return {
        "alerts",
        "When people are told, told again, and when somebody above them is.",
        {time_of_day("digest_at", &of<part, &Part::digest_at>, "when the day's digest goes out, on working days"),
         time_of_day("working_from", &of<part, &Part::working_from>, "critical findings go at once between this"),
         time_of_day("working_until", &of<part, &Part::working_until>, "and this"),
         whole("remind_after_working_days", 1, 250, &of<part, &Part::remind_after_working_days>,
               "the first reminder; each later one comes after twice the time, at most 20"),
         whole("escalate_critical_after_working_days", 1, 250, &of<part, &Part::escalate_critical_after_working_days>,
               "a critical alert that nobody acknowledged goes further up"),
         whole("escalate_warning_after_working_days", 1, 250, &of<part, &Part::escalate_warning_after_working_days>,
               "so does a warning"),
         whole("reopen_within_working_days", 0, 250, &of<part, &Part::reopen_within_working_days>,
               "a finding that comes back so soon goes on with its alert"),
         whole("acknowledge_working_days", 1, 250, &of<part, &Part::acknowledge_working_days>,
               "how long an acknowledgement holds where it does not say"),
         whole("acknowledge_at_most_working_days", 1, 250, &of<part, &Part::acknowledge_at_most_working_days>,
               "how long one can hold at most")}};
}

Key cadence(std::string_view name, std::string& (*place)(Settings&)) {
    return choice(name, {"monthly", "quarterly", "half-yearly", "yearly", ""}, place,
                  "how often; empty: no review of this type");
}

Section reviews() {
    using Part = ReviewPolicy;
    using Row = ReviewCadences;
    constexpr auto part = &Settings::reviews;
    return {
        "reviews",
        "How often contracts of each importance are reviewed where their own schedule does not say, and the reminders.",
        {cadence("gold_operational", &within<part, &Part::gold, &Row::operational>),
         cadence("gold_performance", &within<part, &Part::gold, &Row::performance>),
         cadence("gold_strategic", &within<part, &Part::gold, &Row::strategic>),
         cadence("silver_operational", &within<part, &Part::silver, &Row::operational>),
         cadence("silver_performance", &within<part, &Part::silver, &Row::performance>),
         cadence("silver_strategic", &within<part, &Part::silver, &Row::strategic>),
         cadence("bronze_operational", &within<part, &Part::bronze, &Row::operational>),
         cadence("bronze_performance", &within<part, &Part::bronze, &Row::performance>),
         cadence("bronze_strategic", &within<part, &Part::bronze, &Row::strategic>),
         whole_list("remind_working_days", 1, 250, &of<part, &Part::remind_working_days>,
                    "before the due date, longest first; a lead longer than half the step is dropped"),
         whole("overdue_every_working_days", 1, 250, &of<part, &Part::overdue_every_working_days>,
               "between the reminders of an overdue review"),
         whole("director_from_working_days", 1, 250, &of<part, &Part::director_from_working_days>,
               "overdue by so many, the lead director is told too"),
         whole("critical_from_working_days", 1, 250, &of<part, &Part::critical_from_working_days>,
               "overdue by so many, it is critical, and told monthly to the lead director")}};
}

Section measures() {
    using Part = MeasurePolicy;
    constexpr auto part = &Settings::measures;
    return {"measures",
            "When readings are due, and actions where a measure missed its target again.",
            {whole("submit_within_days", 0, 366, &of<part, &Part::submit_within_days>,
                   "calendar days after a period's last day, where the measure does not say"),
             whole("action_within_working_days", 0, 250, &of<part, &Part::action_within_working_days>,
                   "for recording an action for a measure that missed again; then the lead director is told too")}};
}

Section payments() {
    using Part = PaymentPolicy;
    constexpr auto part = &Settings::payments;
    return {"payments",
            "The council's own prompt-payment rules. What the law says is not set here.",
            {whole("policy_days", 1, 366, &of<part, &Part::policy_days>, "calendar days from receipt to payment"),
             whole("sme_policy_days", 0, 366, &of<part, &Part::sme_policy_days>,
                   "the same for SME payees where that is fewer; 0: no exception"),
             whole("vcse_policy_days", 0, 366, &of<part, &Part::vcse_policy_days>,
                   "the same for VCSE payees where that is fewer; 0: no exception"),
             percent("pass_mark_percent", &of<part, &Part::pass_mark_percent>,
                     "of invoices, to be paid within policy_days"),
             whole("share_over_months", 1, 36, &of<part, &Part::share_over_months>,
                   "closed calendar months that a contract's share is judged over"),
             whole("least_late", 1, most_days, &of<part, &Part::least_late>,
                   "late invoices below which a share is no finding"),
             whole("few_invoices_under", 0, most_days, &of<part, &Part::few_invoices_under>,
                   "a share of fewer invoices is said to rest on few"),
             whole("deemed_verified_after_days", 0, 366, &of<part, &Part::deemed_verified_after_days>,
                   "under the 2015 Regulations verification is deemed no later than this (Cabinet Office guidance)"),
             whole("settlement_working_days", 0, 20, &of<part, &Part::settlement_working_days>,
                   "from the pay run to the payee's account: 2 for BACS, 0 for Faster Payments"),
             whole("due_soon_working_days", 0, 60, &of<part, &Part::due_soon_working_days>,
                   "warning before the last day on which paying still helps, beyond settlement"),
             whole("return_due_days", 0, 366, &of<part, &Part::return_due_days>,
                   "calendar days after its period by which a prime's supply-chain return is due"),
             whole("small_slower_days", 0, 366, &of<part, &Part::small_slower_days>,
                   "so many days later than others a prime may pay its SME and VCSE sub-contractors"),
             whole("small_least_invoices", 1, most_days, &of<part, &Part::small_least_invoices>,
                   "of each, below which the two are not held against each other"),
             whole("spot_check_every_months", 1, 60, &of<part, &Part::spot_check_every_months>,
                   "between spot checks of payment down the supply chain of a large contract"),
             money("spot_check_over", &of<part, &Part::spot_check_over>,
                   "above this whole-life value a contract is large in that sense"),
             choice("headline", {"contracts_at_pass_mark", "contracts_all_on_time", "invoices", "value"},
                    enumerated<part, &Part::headline>, "which of R20's figures is held against the baseline"),
             percent("baseline_percent", &of<part, &Part::baseline_percent>, "that the headline is to reach")}};
}

Section contract_register() {
    using Part = RegisterPolicy;
    constexpr auto part = &Settings::register_policy;
    return {"register",
            "What the contract register must say.",
            {money("named_officers_over", &of<part, &Part::named_officers_over>,
                   "above this value a contract without a named manager or lead director is a warning"),
             money("gold_from", &of<part, &Part::gold_from>,
                   "contracts from this value are gold where the register does not say"),
             money("silver_from", &of<part, &Part::silver_from>, "from this value silver; below it bronze")}};
}

Section retention() {
    using Part = RetentionPolicy;
    constexpr auto part = &Settings::retention;
    return {
        "retention",
        "How long the record keeps what `contractwatch audit prune` may take out of it. Nothing goes by itself.",
        {whole("contract_years", 1, 100, &of<part, &Part::contract_years>,
               "after a contract's last day in force, what is recorded of it; a convention that the council confirms"),
         whole("sealed_years", 1, 100, &of<part, &Part::sealed_years>,
               "the same of contracts under seal; a convention likewise"),
         text("sealed", &of<part, &Part::sealed>,
              "which those are: references, and types whose contracts all are, such as `C-17; concession`"),
         whole("message_bodies_years", 1, 100, &of<part, &Part::message_bodies_years>,
               "the bytes of messages that are no longer to be sent; their digests stay")}};
}

Section delivery() {
    using Part = Settings::Delivery;
    constexpr auto part = &Settings::delivery;
    return {"delivery",
            "What is done with a message that the mail server did not take.",
            {whole_list("retry_minutes", 1, 1440, &of<part, &Part::retry_minutes>,
                        "the waits between attempts; the last one repeats"),
             whole("give_up_after_hours", 1, 720, &of<part, &Part::give_up_after_hours>,
                   "then the message counts as failed, and somebody else is told")}};
}

Section intake() {
    using Part = Settings::Intake;
    constexpr auto part = &Settings::intake;
    constexpr auto limits = &Part::limits;
    return {"intake",
            "Bounds of the files that are taken in.",
            {whole("max_file_mib", 1, 4096, &within<part, limits, &ReadLimits::file_bytes>,
                   "the size of a file, in MiB", mebibyte),
             whole("max_rows", 1, 20'000'000, &within<part, limits, &ReadLimits::rows>, "the rows of a file"),
             whole("max_field_kib", 1, 1024, &within<part, limits, &ReadLimits::field_bytes>,
                   "the size of a cell, in KiB", kibibyte),
             whole("max_columns", 1, 4096, &within<part, limits, &ReadLimits::columns>, "the columns of a file"),
             percent("max_rejected_percent", &within<part, limits, &ReadLimits::max_rejected_percent>,
                     "more bad rows than this refuse the whole file: it is probably the wrong one"),
             {"strict", {KeyType::yes_no}, &of<part, &Part::strict>, "one bad row refuses the whole file"}}};
}

Section control() {
    using Part = Settings::Control;
    constexpr auto part = &Settings::control;
    return {"control",
            "How commands reach the running service.",
            {path("socket", &of<part, &Part::socket>, "the socket; empty: beside the database"),
             text("group", &of<part, &Part::group>, "the group whose members may use it; empty: the service's own")}};
}

FeedKey feed_text(std::string_view name, std::string& (*place)(Feed&), std::string_view meaning) {
    return key<Feed>(name, KeyType::text, place, meaning);
}

FeedKey feed_choice(std::string_view name, std::vector<std::string_view> choices, Place<Feed> place,
                    std::string_view meaning) {
    return {name, {KeyType::choice, 0, 0, std::move(choices)}, place, meaning};
}

std::vector<FeedKey> keys_of_feeds() {
    return {feed_text("name", &feeds<&Feed::name>, "needed; shown in the log and in mails, and given as --feed"),
            feed_text("kind", &feeds<&Feed::kind>, "needed; what its rows are, such as payments"),
            feed_text("match", &feeds<&Feed::match>,
                      "the names of its files in the drop folder, such as `*spend*.csv`; empty: none"),
            key<Feed>("owner", KeyType::email, &feeds<&Feed::owner>,
                      "who is told, beside the operator, of refused files and rows and of files that do not come"),
            feed_choice(
                "expected", {"daily", "weekly", "monthly", "quarterly", "yearly", ""}, &feeds<&Feed::expected>,
                "how often a file with anything new should come: overdue after a working day's grace, of months five; "
                "empty: none is awaited"),
            feed_choice("date_order", {"day-first", "month-first"}, enumerated_in_feed<&Feed::date_order>,
                        "of dates such as 03/04/2026"),
            feed_choice("encoding", {"auto", "utf-8", "windows-1252", "utf-16"}, enumerated_in_feed<&Feed::encoding>,
                        "of its files"),
            {"header_row",
             {KeyType::header_row, 1, 100'000},
             &feeds<&Feed::header_row>,
             "the header's line, auto to find it, or none with columns by number"},
            {"strict",
             {KeyType::yes_no},
             &feeds<&Feed::strict>,
             "one bad row refuses the whole file; left out: as intake.strict"}};
}

}  // namespace

std::span<const Section> sections() {
    static const std::vector<Section> all = {
        council(),   database(),  copies(), disk(),    drop(),     calendar(), mail(),
        smtp(),      mailboxes(), alerts(), reviews(), measures(), payments(), contract_register(),
        retention(), delivery(),  intake(), control()};
    return all;
}

std::span<const FeedKey> feed_keys() {
    static const auto all = keys_of_feeds();
    return all;
}

}  // namespace contractwatch

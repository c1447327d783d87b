// The rules between keys, one row each.
#include "settings/agreement.h"

#include <algorithm>
#include <functional>

#include "settings/secret.h"

namespace contractwatch {
namespace {

struct Rule {
    std::string_view key;  ///< where to complain
    bool (*broken)(const Settings&);
    std::string_view message;
};

bool sends(const Settings& settings) {
    return settings.mail.transport != Transport::none;
}

bool by_smtp(const Settings& settings) {
    return settings.mail.transport == Transport::smtp;
}

bool has_secret(const Settings::Smtp& smtp) {
    return !smtp.password_file.empty() || !smtp.credential.empty();
}

bool on_this_machine(const std::string& host) {
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

bool strictly_falling(const std::vector<int>& numbers) {
    return std::ranges::adjacent_find(numbers, std::ranges::less_equal{}) == numbers.end();
}

bool is_credential_name(const std::string& name) {
    const bool safe = name.find('/') == std::string::npos && name.find(' ') == std::string::npos;
    return safe && !name.starts_with('.');
}

constexpr Rule rules[] = {
    {"mail.from", [](const Settings& s) { return sends(s) && s.mail.from.empty(); },
     "is needed where mail is sent: the sender's address, such as \"contracts@council.example\""},
    {"mail.folder", [](const Settings& s) { return s.mail.transport == Transport::folder && s.mail.folder.empty(); },
     "is needed where mail.transport is \"folder\": where the messages are written"},
    {"smtp.host", [](const Settings& s) { return by_smtp(s) && s.smtp.host.empty(); },
     "is needed where mail.transport is \"smtp\": the mail server's name, such as \"mail.council.example\""},
    {"smtp.user", [](const Settings& s) { return !s.smtp.user.empty() && !has_secret(s.smtp); },
     "logs in, so a password is needed: name its file with smtp.password_file, or its systemd credential with "
     "smtp.credential"},
    {"smtp.user", [](const Settings& s) { return s.smtp.user.empty() && has_secret(s.smtp); },
     "is needed where a password is given: who logs in with it"},
    {"smtp.credential", [](const Settings& s) { return !s.smtp.password_file.empty() && !s.smtp.credential.empty(); },
     "stands beside smtp.password_file; give the password in one of the two ways"},
    {"smtp.credential", [](const Settings& s) { return !is_credential_name(s.smtp.credential); },
     "is the bare name of a credential, such as \"smtp_password\", not a path"},
    {"smtp.security",
     [](const Settings& s) {
         return s.smtp.security == SmtpSecurity::none && !s.smtp.user.empty() && !on_this_machine(s.smtp.host);
     },
     "would send the password in the clear; use \"starttls\" or \"tls\", or leave smtp.user empty"},
    {"alerts.working_until", [](const Settings& s) { return s.alerts.working_from >= s.alerts.working_until; },
     "should be later than alerts.working_from"},
    {"alerts.acknowledge_working_days",
     [](const Settings& s) { return s.alerts.acknowledge_working_days > s.alerts.acknowledge_at_most_working_days; },
     "should be no more than alerts.acknowledge_at_most_working_days"},
    {"reviews.remind_working_days", [](const Settings& s) { return !strictly_falling(s.reviews.remind_working_days); },
     "should fall from the longest lead to the shortest, such as [20, 10, 5, 1]"},
    {"reviews.critical_from_working_days",
     [](const Settings& s) { return s.reviews.critical_from_working_days < s.reviews.director_from_working_days; },
     "should be no less than reviews.director_from_working_days"},
    {"register.silver_from",
     [](const Settings& s) { return s.register_policy.silver_from >= s.register_policy.gold_from; },
     "should be less than register.gold_from"},
    {"delivery.retry_minutes", [](const Settings& s) { return s.delivery.retry_minutes.empty(); },
     "needs at least one wait, such as [1, 5, 15, 30, 60]"},
    {"database.path", [](const Settings& s) { return s.database.path.empty(); },
     "is needed: where the record is kept, such as \"/var/lib/contractwatch/contractwatch.db\""},
    {"council.name", [](const Settings& s) { return s.council.name.empty(); }, "is needed: as mails name the council"},
};

}  // namespace

void check_agreement(const Settings& settings, Complaints& complaints) {
    for (const auto& rule : rules)
        if (rule.broken(settings)) complaints.about(std::string{rule.key}, std::string{rule.message});
    if (settings.smtp.password_file.empty()) return;
    if (const auto closed = check_secret_file(settings.smtp.password_file); !closed)
        complaints.about("smtp.password_file", closed.error().message);
}

}  // namespace contractwatch

// The table and the advice.
#include "adapters/smtp/classify.h"

#include <algorithm>
#include <array>

namespace contractwatch {
namespace {

struct KnownRefusal {
    int code;
    std::string_view enhanced;
    std::string_view advice;
};

constexpr std::array<KnownRefusal, 4> microsoft_refusals{
    {{550, "5.7.30",
      "Microsoft 365 no longer takes a user name and password for this tenant (from the end of December 2026 that is "
      "the "
      "default). Send through the council's own mail relay or a Microsoft 365 connector, or sign in with a token; "
      "until "
      "then an administrator can still switch basic authentication for SMTP back on."},
     {535, "5.7.139",
      "Sending by SMTP is switched off for the tenant or the mailbox, or a conditional access rule stops it. An "
      "Exchange "
      "administrator allows it for the one mailbox: Set-CASMailbox MAILBOX -SmtpClientAuthenticationDisabled $false."},
     {535, "5.7.3",
      "The user name with this password or token was not accepted. Check both. With a token, the service principal in "
      "Exchange must carry the object id of the enterprise application (not of the app registration), and needs "
      "Add-MailboxPermission MAILBOX -AccessRights FullAccess."},
     {530, "5.7.57",
      "The server takes mail only from clients that sign in. Give a user and a secret, or have the relay accept this "
      "machine by its address or certificate (an inbound connector)."}}};

bool is_sign_in_refusal(int code, std::string_view enhanced) {
    constexpr std::array<int, 4> codes{530, 534, 535, 538};  // RFC 4954 section 6
    constexpr std::array<std::string_view, 7> enhanced_codes{"5.7.3",  "5.7.8",  "5.7.9",  "5.7.11",
                                                             "5.7.30", "5.7.57", "5.7.139"};
    return std::ranges::find(codes, code) != codes.end() ||
           std::ranges::find(enhanced_codes, enhanced) != enhanced_codes.end();
}

DeliveryResult after_invitation(const Attempt& attempt) {
    if (attempt.broke_off) return DeliveryResult::configuration;
    switch (attempt.reply_code / 100) {
        case 2:
            return DeliveryResult::sent;
        case 4:
            return DeliveryResult::deferred;
        case 5:
            return DeliveryResult::refused;
        default:
            return DeliveryResult::unknown;
    }
}

std::string_view general_advice(Trouble trouble) {
    switch (trouble) {
        case Trouble::tls:
            return "The server offers no TLS, and nothing is sent in clear. Check host and port; a relay without TLS "
                   "on this "
                   "machine or a trusted network needs smtp.security = \"none\".";
        case Trouble::certificate:
            return "The server's certificate is not trusted. Check that the host is spelled as in its certificate; "
                   "where the "
                   "council signs its own certificates, give the file of its authority.";
        case Trouble::sign_in:
            return "The server did not let us sign in, so nothing was sent. Check host, port and the way of signing "
                   "in; if "
                   "the server needs no sign-in, leave the user empty.";
        default:
            return {};
    }
}

}  // namespace

std::string_view enhanced_code_of(std::string_view reply) {
    constexpr std::size_t after_code = 4;
    if (reply.size() <= after_code) return {};
    const auto word = reply.substr(after_code, reply.find_first_of(" \n", after_code) - after_code);
    const bool digits_and_dots = word.find_first_not_of("0123456789.") == std::string_view::npos;
    return digits_and_dots && std::ranges::count(word, '.') == 2 ? word : std::string_view{};
}

DeliveryResult classify(const Attempt& attempt) {
    if (attempt.data_invited) return after_invitation(attempt);
    const int family = attempt.reply_code / 100;
    if (family == 4) return DeliveryResult::deferred;
    const bool ours = attempt.trouble != Trouble::none && attempt.trouble != Trouble::connection;
    if (ours || is_sign_in_refusal(attempt.reply_code, enhanced_code_of(attempt.reply)))
        return DeliveryResult::configuration;
    return family == 5 ? DeliveryResult::refused : DeliveryResult::deferred;
}

std::string advice_for(const Attempt& attempt) {
    const auto enhanced = enhanced_code_of(attempt.reply);
    const auto* const known = std::ranges::find_if(microsoft_refusals, [&](const KnownRefusal& refusal) {
        return refusal.code == attempt.reply_code && refusal.enhanced == enhanced;
    });
    if (known != microsoft_refusals.end()) return std::string{known->advice};
    return classify(attempt) == DeliveryResult::configuration ? std::string{general_advice(attempt.trouble)}
                                                              : std::string{};
}

}  // namespace contractwatch

// The conversation with the mail server, by libcurl.
#include "adapters/smtp/smtp_mailer.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <string_view>
#include <utility>

#include <curl/curl.h>
#include <fmt/format.h>

#include "adapters/smtp/classify.h"
#include "adapters/smtp/conversation.h"
#include "adapters/smtp/preflight.h"

namespace contractwatch {
namespace {

constexpr long farewell_seconds = 5;  ///< for the answer to QUIT, which changes nothing

struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;
using List = std::unique_ptr<curl_slist, FreeList>;

/// What the callbacks of one attempt share.
struct Exchange {
    CURL* handle = nullptr;
    Conversation conversation = {};
    bool must_sign_in = false;
    bool broke_off = false;
    long final_reply_seconds = 0;
    std::string_view left = {};  ///< of the message
};

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
    // Fails only where memory is gone or libcurl was built without the option: then nothing may be sent.
    if (curl_easy_setopt(handle, option, value) != CURLE_OK) throw std::bad_alloc{};
}

/// Hears a line of a reply. Breaks off at the invitation to send where nobody let us sign in: libcurl 7.88 would go on.
std::size_t hear(const char* line, std::size_t size, std::size_t count, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    const bool was_invited = exchange.conversation.data_invited();
    exchange.conversation.hear({line, size * count});
    if (exchange.conversation.finished()) {
        curl_easy_setopt(exchange.handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, farewell_seconds);
    } else if (!was_invited && exchange.conversation.data_invited()) {
        curl_easy_setopt(exchange.handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, exchange.final_reply_seconds);
        exchange.broke_off = exchange.must_sign_in && !exchange.conversation.signed_in();
    }
    return exchange.broke_off ? 0 : size * count;
}

std::size_t give(char* to, std::size_t size, std::size_t count, void* user) {
    auto& left = static_cast<Exchange*>(user)->left;
    const auto bytes = std::min(left.size(), size * count);
    std::memcpy(to, left.data(), bytes);
    left.remove_prefix(bytes);
    return bytes;
}

std::string url_of(const SmtpSettings& settings) {
    const auto* const scheme = settings.security == SmtpEncryption::tls ? "smtps" : "smtp";
    const bool ipv6 = settings.host.find(':') != std::string::npos;
    const auto host = ipv6 ? "[" + settings.host + "]" : settings.host;
    return fmt::format("{}://{}:{}/{}", scheme, host, settings.port, settings.hello_name);
}

const char* login_options_of(const SmtpSettings& settings) {
    switch (settings.mechanism) {
        case SmtpMechanism::plain:
            return "AUTH=PLAIN";
        case SmtpMechanism::login:
            return "AUTH=LOGIN";
        case SmtpMechanism::xoauth2:
            return "AUTH=XOAUTH2";
        case SmtpMechanism::oauthbearer:
            return "AUTH=OAUTHBEARER";
        case SmtpMechanism::any:
            break;
    }
    return settings.secret_is == SmtpSecret::bearer_token ? "AUTH=XOAUTH2" : "AUTH=*";
}

void set_connection(CURL* handle, const SmtpSettings& settings) {
    set(handle, CURLOPT_URL, url_of(settings).c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(handle, CURLOPT_PROXY, "");  // none from the environment either
    set(handle, CURLOPT_FRESH_CONNECT, 1L);
    set(handle, CURLOPT_FORBID_REUSE, 1L);
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_USE_SSL,
        settings.security == SmtpEncryption::none ? long{CURLUSESSL_NONE} : long{CURLUSESSL_ALL});
    set(handle, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!settings.ca_file.empty()) set(handle, CURLOPT_CAINFO, settings.ca_file.c_str());
}

void set_timeouts(CURL* handle, const SmtpTimeouts& timeouts) {
    set(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(timeouts.connect.count()));
    set(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(timeouts.reply.count()));
    set(handle, CURLOPT_TIMEOUT, static_cast<long>(timeouts.attempt.count()));
}

void set_sign_in(CURL* handle, const SmtpSettings& settings) {
    if (!settings.signs_in()) return;
    const bool token = settings.secret_is == SmtpSecret::bearer_token;
    set(handle, CURLOPT_USERNAME, settings.user.c_str());
    set(handle, token ? CURLOPT_XOAUTH2_BEARER : CURLOPT_PASSWORD, settings.secret.c_str());
    set(handle, CURLOPT_LOGIN_OPTIONS, login_options_of(settings));
}

void set_exchange(CURL* handle, Exchange& exchange) {
    set(handle, CURLOPT_HEADERFUNCTION, &hear);
    set(handle, CURLOPT_HEADERDATA, static_cast<void*>(&exchange));
    set(handle, CURLOPT_READFUNCTION, &give);
    set(handle, CURLOPT_READDATA, static_cast<void*>(&exchange));
    set(handle, CURLOPT_UPLOAD, 1L);
    set(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(exchange.left.size()));
}

Trouble trouble_of(CURLcode code) {
    switch (code) {
        case CURLE_OK:
            return Trouble::none;
        case CURLE_USE_SSL_FAILED:
            return Trouble::tls;
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR:
            return Trouble::certificate;
        case CURLE_LOGIN_DENIED:
            return Trouble::sign_in;
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_NOT_BUILT_IN:
            return Trouble::settings;
        default:
            return Trouble::connection;
    }
}

std::string server_of(CURL* handle, const SmtpSettings& settings) {
    const char* address = nullptr;
    curl_easy_getinfo(handle, CURLINFO_PRIMARY_IP, &address);
    const bool known = address != nullptr && *address != '\0' && settings.host != address;
    return fmt::format("{}:{}{}", settings.host, settings.port, known ? fmt::format(" ({})", address) : "");
}

/// Whether the server's reply settled the matter, and not what happened around it.
bool decided(const Attempt& attempt) {
    constexpr int first_refusal = 400;
    return attempt.reply_code >= first_refusal || (attempt.data_invited && attempt.reply_code / 100 == 2);
}

/// The server's reply where it decided the matter, otherwise what went wrong in words.
std::string told_of(const Attempt& attempt, CURLcode code, const char* details) {
    if (decided(attempt)) return attempt.reply;
    if (attempt.broke_off) return "The server invited the message without having let us sign in; none of it was sent.";
    std::string wrong = *details != '\0' ? details : curl_easy_strerror(code);
    if (attempt.data_invited) wrong = "The message went out and no final reply came: " + wrong;
    if (!attempt.reply.empty()) wrong += ". The server's last words: " + attempt.reply;
    if (const auto challenge = decoded_challenge(attempt.reply); !challenge.empty()) wrong += " " + challenge;
    return wrong;
}

void start_curl_library() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace

SmtpMailer::SmtpMailer(SmtpSettings settings) : settings_(std::move(settings)) {
    start_curl_library();
}

DeliveryOutcome SmtpMailer::deliver(const Envelope& envelope, const std::string& message) {
    if (auto fault = fault_before_sending(settings_, envelope, message)) return *std::move(fault);
    const auto bytes = with_crlf(message);
    // What the handle uses outlives it.
    Exchange exchange;
    std::array<char, CURL_ERROR_SIZE> details{};
    const List recipients{curl_slist_append(nullptr, ("<" + envelope.to.given() + ">").c_str())};
    const Handle handle{curl_easy_init()};
    if (!handle || !recipients) throw std::bad_alloc{};
    exchange.handle = handle.get();
    exchange.must_sign_in = settings_.signs_in();
    exchange.final_reply_seconds = static_cast<long>(settings_.timeouts.final_reply.count());
    exchange.left = bytes;
    set(handle.get(), CURLOPT_ERRORBUFFER, details.data());
    set_connection(handle.get(), settings_);
    set_timeouts(handle.get(), settings_.timeouts);
    set_sign_in(handle.get(), settings_);
    set_exchange(handle.get(), exchange);
    set(handle.get(), CURLOPT_MAIL_FROM, ("<" + envelope.from.given() + ">").c_str());
    set(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
    const auto code = curl_easy_perform(handle.get());
    const auto trouble = exchange.broke_off ? Trouble::sign_in : trouble_of(code);
    const Attempt attempt{trouble, exchange.conversation.data_invited(), exchange.broke_off,
                          exchange.conversation.code(), exchange.conversation.text()};
    return {classify(attempt), decided(attempt) ? attempt.reply_code : 0, told_of(attempt, code, details.data()),
            server_of(handle.get(), settings_), advice_for(attempt)};
}

}  // namespace contractwatch

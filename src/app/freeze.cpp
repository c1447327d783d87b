// From a digest to a message in the outbox.
#include "app/freeze.h"

namespace contractwatch {
namespace {

/// Tells addresses apart whose plain letters are the same (FNV-1a, 32 bits).
std::string mark_of(const std::string& address) {
    std::uint32_t mark = 2166136261U;
    for (const char letter : address)
        mark = (mark ^ static_cast<unsigned char>(letter)) * 16777619U;
    return std::to_string(mark);
}

/// digest.2026-10-01.1.jane.smith.council.example.MARK.IDENTITY@domain: unique, and the same for the same message.
std::string message_id(const Digest& digest, const Freezing& with) {
    auto person = digest.to.email.key();
    for (auto& letter : person) {
        const bool plain =
            (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '.' || letter == '-';
        if (!plain) letter = letter == '@' ? '.' : '-';
    }
    const auto& domain = with.settings.message_domain;
    return std::string{name_of(digest.purpose)} + "." + digest.on.text() + "." + std::to_string(digest.number) + "." +
           person + "." + mark_of(digest.to.email.key()) + "." + with.identity + "@" +
           (domain.empty() ? "contractwatch.invalid" : domain);
}

}  // namespace

MessageNumber freeze(const Digest& digest, const Freezing& with, Change& change, const MailCharts& charts) {
    const MessageStamp stamp{with.written_at, message_id(digest, with), with.log_head};
    auto composed = with.composer.compose(digest, stamp, charts);
    Message message;
    message.to = digest.to.email;
    message.from = with.settings.sender;
    message.purpose = digest.purpose;
    message.on = digest.on;
    message.number = digest.number;
    message.subject = std::move(composed.subject);
    message.message_id = stamp.message_id;
    message.bytes = std::move(composed.bytes);
    return change.add_message(message);
}

}  // namespace contractwatch

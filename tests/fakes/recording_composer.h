// A composer that keeps what it was asked to write, and can be made to fail.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ports/composer.h"
#include "ports/store.h"

namespace contractwatch::fakes {

class RecordingComposer final : public Composer {
  public:
    /// The bytes hold everything that the digest and the stamp say, so that another input gives other bytes.
    ComposedMessage compose(const Digest& digest, const MessageStamp& stamp, const MailCharts& charts) const override {
        if (failing_at && digests.size() + 1 == *failing_at) throw RecordFailure("the disk is full");
        digests.push_back(digest);
        const auto subject = std::to_string(digest.items.size()) + " for " + digest.to.email.given();
        auto bytes = "Message-ID: <" + stamp.message_id + ">\r\nDate: " + text_of(stamp.written_at) +
                     "\r\nLog: " + stamp.log_head + "\r\n\r\n" + digest.note + "\r\n";
        for (const auto& item : digest.items)
            bytes += item.alert.key + " " + item.alert.stage + " " + item.contract_title + " " + item.why_you + "\r\n";
        for (const auto& [alert, chart] : charts)
            bytes += std::to_string(alert) + " " + chart.alternative + "\r\n";
        return {subject, bytes};
    }

    mutable std::vector<Digest> digests;    ///< in the order in which they were composed
    std::optional<std::size_t> failing_at;  ///< which call fails, from 1, counted with those kept in digests
};

}  // namespace contractwatch::fakes

// A digest as the bytes of a message (RFC 5322): the same in plain text and in HTML, with the headers that mail
// programs, mail rules and auditors go by.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "base/result.h"
#include "domain/alerts/letter.h"
#include "ports/composer.h"

namespace contractwatch {

/// Who the mail says it is from.
struct SenderSettings {
    Email address;
    std::string name = "Contract monitoring";
    Email reply_to;       ///< where a reader's answer goes; empty: to the sender
    std::string list_id;  ///< <list_id> for mail rules, such as contract-alerts.council.example; empty: no List-Id
};

/// A letter as an HTML page.
using LetterRenderer = std::function<std::string(const Letter&)>;

/// A blank form as the bytes of a CSV file.
using FormWriter = std::function<std::string(const BlankForm&)>;

/// A chart as a PNG picture.
using ChartPainter = std::function<Result<std::string>(const ChartSheet&)>;

/// A message that charts would make longer shows fewer of them, the last ones first; without any it is as long as its
/// words are.
inline constexpr std::size_t message_bytes = 100'000;

class MessageComposer : public Composer {
  public:
    /// Without a painter, and where a chart cannot be drawn, it is told in words alone. Without a writer of forms none
    /// is attached.
    MessageComposer(SenderSettings sender, LetterRenderer page_of, ChartPainter picture_of = {},
                    FormWriter form_of = {});

    /// ASCII alone, CRLF line ends, lines of at most 78 characters (a header that is one longer word, such as the log's
    /// head, stays whole). Date is the stamp's instant in UTC, to the second;
    /// the boundary derives from the Message-ID and cannot occur in a part. Text that comes from the record can add no
    /// header and no part: control characters and marks that change writing direction are left out.
    ComposedMessage compose(const Digest& digest, const MessageStamp& stamp, const MailCharts& charts) const override;

  private:
    ComposedMessage compose_with(std::size_t most_charts, const Digest& digest, const MessageStamp& stamp,
                                 const MailCharts& charts) const;

    SenderSettings sender_;
    LetterRenderer page_of_;
    ChartPainter picture_of_;
    FormWriter form_of_;
};

}  // namespace contractwatch

// Reply lines put together.
#include "adapters/smtp/conversation.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr int data_invitation = 354;
constexpr int signed_in_reply = 235;
constexpr int farewell = 221;
constexpr std::size_t longest_text = 4096;

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

}  // namespace

int code_of_reply_line(std::string_view line) {
    constexpr std::size_t digits = 3;
    if (line.size() < digits || !std::ranges::all_of(line.substr(0, digits), is_digit)) return 0;
    const bool ended = line.size() == digits || std::string_view{" -\r\n"}.find(line[digits]) != std::string_view::npos;
    return ended ? (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0') : 0;
}

void Conversation::hear(std::string_view line) {
    if (finished_) return;
    const int code = code_of_reply_line(line);
    const auto clean = single_line(trimmed(line.substr(0, longest_text)));
    if (partial_.size() + clean.size() < longest_text) partial_ += (partial_.empty() ? "" : "\n") + clean;
    const bool more_to_come = code == 0 || (line.size() > 3 && line[3] == '-');
    if (!more_to_come) end_reply(code);
}

void Conversation::end_reply(int code) {
    const auto text = std::exchange(partial_, {});
    if (code == farewell) return;
    finished_ = data_invited_;
    code_ = code;
    text_ = text;
    if (code == signed_in_reply) signed_in_ = true;
    if (code != data_invitation) return;
    data_invited_ = true;
    code_ = 0;  // an invitation is no answer
    text_.clear();
}

}  // namespace contractwatch

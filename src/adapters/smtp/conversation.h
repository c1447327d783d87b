// What the mail server said in one attempt, told from the lines of its replies.
//
// The server invites the data with 354. Before that line the message cannot have gone anywhere; after it the first
// whole reply is the final one, and what comes later (to our QUIT) no longer matters. Before the invitation the last
// reply counts, but for 221, which answers QUIT.
#pragma once

#include <string>
#include <string_view>

namespace contractwatch {

/// The three digits that a reply line begins with; 0 where it begins otherwise.
int code_of_reply_line(std::string_view line);

class Conversation {
  public:
    /// Takes one line as the server sent it.
    void hear(std::string_view line);

    bool data_invited() const { return data_invited_; }
    bool signed_in() const { return signed_in_; }  ///< 235 was seen
    bool finished() const { return finished_; }    ///< the final reply after the data is there
    /// Of the reply that counts; 0 where there is none.
    int code() const { return code_; }
    /// The reply that counts, its lines joined by line ends, without control characters, at most 4 KiB. Where no whole
    /// reply came, what there was of one.
    std::string text() const { return text_.empty() ? partial_ : text_; }

  private:
    void end_reply(int code);

    bool data_invited_ = false;
    bool signed_in_ = false;
    bool finished_ = false;
    int code_ = 0;
    std::string text_;
    std::string partial_;  ///< lines of the reply that is under way
};

}  // namespace contractwatch

// A scanner that knows no more of TOML than where quotes, comments and headings begin and end.
#include "settings/precheck.h"

#include <cstdio>

#include "base/text.h"

namespace contractwatch {
namespace {

enum class Within { nothing, comment, basic, literal, long_basic, long_literal };

bool is_long(Within within) {
    return within == Within::long_basic || within == Within::long_literal;
}

std::string_view character_at(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        ++end;
    return text.substr(at, end - at);
}

std::string hexadecimal(unsigned char byte) {
    char text[8];
    std::snprintf(text, sizeof text, "0x%02X", byte);
    return text;
}

/// What to say of a letter that may stand only inside quotes.
std::string outside_quotes(std::string_view character) {
    if (character == "\u201C" || character == "\u201D" || character == "\u2018" || character == "\u2019")
        return "a curly quote stands here; write the straight quote \" instead";
    if (character == "\u00A0") return "a no-break space stands here; write a plain space";
    if (character == "\u2013" || character == "\u2014")
        return "a dash stands here; write a plain - or put the text in quotes";
    return "the character " + single_line(character) + " stands outside quotes; put the text in double quotes";
}

class Scanner {
  public:
    Scanner(std::string_view text, const std::string& file) : text_(text), file_(file) {}

    std::vector<Problem> scan() {
        while (at_ < text_.size())
            step();
        end_line();
        return std::move(problems_);
    }

  private:
    void step() {
        const char letter = text_[at_];
        const auto byte = static_cast<unsigned char>(letter);
        if (letter == '\n') return next_line();
        if (byte >= 0x80) return pass_character();
        if ((byte < 0x20 && letter != '\t' && letter != '\r') || byte == 0x7F) control_character(byte);
        if (within_ == Within::nothing)
            pass_bare(letter);
        else
            pass_quoted(letter);
    }

    void pass(std::size_t bytes) {
        at_ += bytes;
        column_ += static_cast<int>(bytes);
    }

    /// Outside quotes and comments.
    void pass_bare(char letter) {
        if (letter == '#') within_ = Within::comment;
        if (letter == '"' || letter == '\'') return open_quote(letter);
        valued_ = valued_ || letter == '=';
        follow_brackets(letter);
        if (letter != ' ' && letter != '\t' && letter != '\r') line_begun_ = true;
        pass(1);
    }

    void follow_brackets(char letter) {
        if (heading_) return;
        if (letter == '[' && depth_ == 0 && !line_begun_) {
            heading_ = true;
            return heading_at();
        }
        if (letter == '[' || letter == '{') ++depth_;
        if ((letter == ']' || letter == '}') && depth_ > 0) --depth_;
    }

    /// A heading has something after its bracket on the same line.
    void heading_at() {
        const auto rest = text_.substr(at_, text_.find('\n', at_) - at_);
        const auto named = rest.find_first_not_of("[ \t\r");
        if (named == std::string_view::npos || rest[named] == ']')
            say("a section's heading has no name here; write it as [mail] or [[feed]]");
    }

    /// Elsewhere the parser would take what is quoted for more of the word before.
    bool quote_may_open() const {
        if (at_ == line_start_) return true;
        const char before = text_[at_ - 1];
        const bool in_dotted_key = before == '.' && !valued_ && depth_ == 0;
        return in_dotted_key || std::string_view{" \t=,[{"}.find(before) != std::string_view::npos;
    }

    void open_quote(char quote) {
        if (!quote_may_open())
            say_once("a quote stands here right behind something else; put one pair round the whole text");
        line_begun_ = true;
        const bool basic = quote == '"';
        const bool three = text_.substr(at_, 3) == std::string(3, quote);
        if (three) within_ = basic ? Within::long_basic : Within::long_literal;
        if (!three) within_ = basic ? Within::basic : Within::literal;
        pass(three ? 3 : 1);
    }

    /// Inside quotes or a comment.
    void pass_quoted(char letter) {
        const bool basic = within_ == Within::basic || within_ == Within::long_basic;
        if (basic && letter == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] > ' ' && text_[at_ + 1] < 0x7F)
            return pass(2);
        const char quote = basic ? '"' : '\'';
        if (within_ == Within::comment || letter != quote) return pass(1);
        if (!is_long(within_)) return close_quote(1);
        if (text_.substr(at_, 3) != std::string(3, quote)) return pass(1);
        // Up to two quotes may stand right before the three that close.
        std::size_t quotes = 3;
        while (quotes < 5 && at_ + quotes < text_.size() && text_[at_ + quotes] == quote)
            ++quotes;
        close_quote(quotes);
    }

    void close_quote(std::size_t bytes) {
        within_ = Within::nothing;
        pass(bytes);
    }

    void pass_character() {
        const auto character = character_at(text_, at_);
        if (!is_utf8(character)) {
            say_once("a byte here (" + hexadecimal(static_cast<unsigned char>(text_[at_])) +
                     ") is not UTF-8; save the file as UTF-8");
            return pass(1);
        }
        const bool mark = at_ == 0 && character == "\uFEFF";
        if (within_ == Within::nothing && !mark) say_once(outside_quotes(character));
        at_ += character.size();
        if (!mark) ++column_;
    }

    void control_character(unsigned char byte) {
        say_once("a control character (" + hexadecimal(byte) + ") stands here; take it out");
    }

    void next_line() {
        end_line();
        ++at_;
        line_start_ = at_;
        ++line_;
        column_ = 1;
        line_begun_ = valued_ = heading_ = said_ = false;
        if (!is_long(within_)) within_ = Within::nothing;
    }

    void end_line() {
        if (at_ - line_start_ <= most_line_bytes) return;
        column_ = 1;
        say("the line has " + std::to_string(at_ - line_start_) + " bytes; " + std::to_string(most_line_bytes) +
            " is the most");
    }

    void say_once(std::string message) {
        if (!said_) say(std::move(message));
        said_ = true;
    }

    void say(std::string message) { problems_.push_back({file_, line_, column_, "", std::move(message)}); }

    std::string_view text_;
    const std::string& file_;
    std::vector<Problem> problems_ = {};
    std::size_t at_ = 0;
    std::size_t line_start_ = 0;
    int line_ = 1;
    int column_ = 1;
    int depth_ = 0;
    Within within_ = Within::nothing;
    bool line_begun_ = false;  // something other than space has stood on this line
    bool valued_ = false;      // an equals sign has stood on this line
    bool heading_ = false;     // this line is a section's heading
    bool said_ = false;        // this line's characters have been complained of
};

}  // namespace

std::vector<Problem> precheck(std::string_view text, const std::string& file) {
    if (text.size() > most_settings_bytes)
        return {{file, 0, 0, "",
                 "has " + std::to_string(text.size()) + " bytes; a settings file has at most " +
                     std::to_string(most_settings_bytes) + ". Is it the right file?"}};
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return {{file, 0, 0, "", "is written in UTF-16; save it as UTF-8"}};
    return Scanner{text, file}.scan();
}

}  // namespace contractwatch

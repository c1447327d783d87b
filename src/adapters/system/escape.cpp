// Escapes for text that goes into a log.
#include <array>
#include <cstdint>
#include <string>

#include "adapters/system/journal_writer.h"
#include "base/text.h"

namespace contractwatch {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

/// C0, DEL and C1; soft hyphen; the marks of direction and those without width; line and paragraph separators; tags.
constexpr std::array unseen{Range{0x00, 0x1F},     Range{0x7F, 0x9F},     Range{0xAD, 0xAD},      Range{0x61C, 0x61C},
                            Range{0x180E, 0x180E}, Range{0x200B, 0x200F}, Range{0x2028, 0x202E},  Range{0x2060, 0x206F},
                            Range{0xFEFF, 0xFEFF}, Range{0xFFF9, 0xFFFB}, Range{0xE0000, 0xE007F}};

bool is_unseen(char32_t code) {
    for (const auto& range : unseen) {
        if (code >= range.first && code <= range.last) return true;
    }
    return false;
}

std::string hexadecimal(char32_t number, std::size_t digits) {
    std::string text;
    for (std::size_t at = digits; at-- > 0;)
        text += "0123456789abcdef"[(number >> (4 * at)) & 0xFU];
    return text;
}

std::string escape(char32_t code) {
    if (code == '\n') return "\\n";
    if (code == '\r') return "\\r";
    if (code == '\t') return "\\t";
    if (code < 0x100) return "\\x" + hexadecimal(code, 2);
    return code < 0x10000 ? "\\u" + hexadecimal(code, 4) : "\\U" + hexadecimal(code, 8);
}

/// The bytes of the character that the text begins with; 0 where they are no UTF-8.
std::size_t length_of_first(std::string_view text) {
    for (std::size_t length = 1; length <= 4 && length <= text.size(); ++length) {
        if (is_utf8(text.substr(0, length))) return length;
    }
    return 0;
}

char32_t code_of(std::string_view character) {
    const auto lead = static_cast<unsigned char>(character[0]);
    if (character.size() == 1) return lead;
    char32_t code = lead & (0xFFU >> (character.size() + 1));
    for (const char byte : character.substr(1))
        code = code << 6U | (static_cast<unsigned char>(byte) & 0x3FU);
    return code;
}

}  // namespace

std::string escaped_for_log(std::string_view text) {
    std::string shown;
    while (!text.empty()) {
        const auto length = length_of_first(text);
        if (length == 0) {
            shown += "\\x" + hexadecimal(static_cast<unsigned char>(text[0]), 2);
            text.remove_prefix(1);
            continue;
        }
        const auto character = text.substr(0, length);
        const auto code = code_of(character);
        shown += is_unseen(code) ? escape(code) : std::string{character};
        text.remove_prefix(length);
    }
    return shown;
}

}  // namespace contractwatch

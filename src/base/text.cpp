// Text compared, cleaned and counted.
#include "base/text.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace contractwatch {
namespace {

/// A character of UTF-8 text and the bytes that it takes; where they spell none, one byte and `invalid_character`.
struct Character {
    char32_t code;
    std::size_t bytes;
};

constexpr char32_t invalid_character = 0xFFFFFFFF;
constexpr char32_t no_break_space = 0xA0;
constexpr std::string_view replacement = "\xEF\xBF\xBD";

unsigned char byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

bool is_ascii_space(unsigned char byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

bool is_space(char32_t code) {
    constexpr char32_t figure_space = 0x2007;
    constexpr char32_t narrow_no_break_space = 0x202F;
    return (code < 0x80 && is_ascii_space(static_cast<unsigned char>(code))) || code == no_break_space ||
           code == figure_space || code == narrow_no_break_space;
}

/// The bytes that follow a leading byte; 4 for one that cannot lead.
std::size_t followers(unsigned char lead) {
    if (lead < 0x80) return 0;
    if (lead >= 0xC2 && lead <= 0xDF) return 1;
    if (lead >= 0xE0 && lead <= 0xEF) return 2;
    if (lead >= 0xF0 && lead <= 0xF4) return 3;
    return 4;
}

/// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool well_formed(char32_t code, std::size_t bytes) {
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    return code >= least[bytes] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

Character character_at(std::string_view text, std::size_t at) {
    const auto lead = byte_at(text, at);
    const auto more = followers(lead);
    if (more == 0) return {lead, 1};
    if (more > 3 || at + more >= text.size()) return {invalid_character, 1};
    char32_t code = lead & (0x3FU >> more);
    for (std::size_t next = 1; next <= more; ++next) {
        const auto byte = byte_at(text, at + next);
        if ((byte & 0xC0U) != 0x80U) return {invalid_character, 1};
        code = code << 6U | (byte & 0x3FU);
    }
    return well_formed(code, more + 1) ? Character{code, more + 1} : Character{invalid_character, 1};
}

/// The lower-case letter of Latin-1, Latin Extended-A and Latin Extended Additional; the same where there is none.
char32_t lower(char32_t code) {
    constexpr char32_t multiplication_sign = 0xD7;
    constexpr char32_t y_diaeresis = 0x178;
    if (code >= 0xC0 && code <= 0xDE && code != multiplication_sign) return code + 0x20;
    if (code == y_diaeresis) return 0xFF;
    const bool even_is_upper = (code >= 0x100 && code <= 0x12F) || (code >= 0x132 && code <= 0x137) ||
                               (code >= 0x14A && code <= 0x177) || (code >= 0x1E00 && code <= 0x1E95) ||
                               (code >= 0x1EA0 && code <= 0x1EFF);
    if (even_is_upper) return code | 1U;
    const bool odd_is_upper = (code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17E);
    return odd_is_upper ? code + (code & 1U) : code;
}

/// Writes a character of two or three bytes where `to` points, and says where the next one goes.
char* write(char* to, Character character) {
    const auto tail = [](char32_t bits) { return static_cast<char>(0x80U | (bits & 0x3FU)); };
    if (character.bytes == 2) {
        *to++ = static_cast<char>(0xC0U | character.code >> 6U);
    } else {
        *to++ = static_cast<char>(0xE0U | character.code >> 12U);
        *to++ = tail(character.code >> 6U);
    }
    *to++ = tail(character.code);
    return to;
}

/// The bytes of the white space that ends the text; 0 where it ends otherwise.
std::size_t space_at_end(std::string_view text) {
    if (is_ascii_space(byte_at(text, text.size() - 1))) return 1;
    for (const std::size_t bytes : {2U, 3U}) {
        if (text.size() < bytes) return 0;
        const auto character = character_at(text, text.size() - bytes);
        if (character.bytes == bytes && is_space(character.code)) return bytes;
    }
    return 0;
}

bool is_line_break(char32_t code) {
    return (code >= '\t' && code <= '\r') || code == 0x85 || code == 0x2028 || code == 0x2029;
}

/// Controls, and the marks without width or that change the direction of writing (Unicode's Cf, but for those that
/// only spell).
bool is_unseen(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD || code == 0x61C || code == 0x180E ||
           (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF || (code >= 0xFFF9 && code <= 0xFFFB) ||
           (code >= 0xE0000 && code <= 0xE007F);
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    while (!text.empty()) {
        const auto first = character_at(text, 0);
        if (!is_space(first.code)) break;
        text.remove_prefix(first.bytes);
    }
    while (!text.empty()) {
        const auto bytes = space_at_end(text);
        if (bytes == 0) break;
        text.remove_suffix(bytes);
    }
    return text;
}

std::string key_of(std::string_view text) {
    text = trimmed(text);
    std::string key(text.size(), '\0');  // folding never makes it longer
    char* to = key.data();
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = byte_at(text, at);
        const auto character = byte < 0x80 ? Character{byte, 1} : character_at(text, at);
        if (is_space(character.code)) {
            if (to[-1] != ' ') *to++ = ' ';
        } else if (character.bytes == 1) {
            *to++ = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 0x20) : static_cast<char>(byte);
        } else if (character.bytes == 4) {
            to = std::copy_n(text.data() + at, 4, to);
        } else {
            to = write(to, {lower(character.code), character.bytes});
        }
        at += character.bytes;
    }
    key.resize(static_cast<std::size_t>(to - key.data()));
    return key;
}

std::string header_key(std::string_view text) {
    auto key = key_of(text);
    std::erase_if(key, [](char letter) { return letter == ' ' || letter == '_' || letter == '-'; });
    return key;
}

std::string ungrouped_digits(std::string_view text) {
    std::string digits;
    const auto comma = text.find(',');
    const auto lead = comma == std::string_view::npos ? text.size() : comma;
    if (comma != std::string_view::npos && (lead == 0 || lead > 3)) return {};
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool here = at >= lead && (at - lead) % 4 == 0;
        if (here && text[at] == ',') continue;
        if (here || text[at] < '0' || text[at] > '9') return {};
        digits += text[at];
    }
    const bool whole_groups = (text.size() - lead) % 4 == 0;
    return whole_groups ? digits : std::string{};
}

std::size_t edit_distance(std::string_view from, std::string_view to) {
    std::vector<std::size_t> before_last(to.size() + 1);
    std::vector<std::size_t> last(to.size() + 1);
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(row.begin(), row.end(), 0U);
    for (std::size_t i = 1; i <= from.size(); ++i) {
        before_last.swap(last);
        last.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= to.size(); ++j) {
            const std::size_t replace = from[i - 1] == to[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + replace});
            const bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
            if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
    }
    return row[to.size()];
}

std::string_view nearest(std::string_view typed, const std::vector<std::string_view>& candidates) {
    std::string_view best;
    std::size_t best_distance = SIZE_MAX;
    for (const auto candidate : candidates) {
        const auto allowed = candidate.size() / 3;
        if (typed.size() > candidate.size() + allowed || typed.size() + allowed < candidate.size()) continue;
        const auto distance = edit_distance(typed, candidate);
        if (distance > allowed || distance >= best_distance) continue;
        best = candidate;
        best_distance = distance;
    }
    return best;
}

std::string single_line(std::string_view text) {
    std::string line;
    line.reserve(text.size());
    bool in_break = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = character_at(text, at);
        const bool breaks = is_line_break(character.code);
        if (breaks && !in_break) line += ' ';
        if (character.code == invalid_character) {
            line += replacement;
        } else if (!breaks && !is_unseen(character.code)) {
            line += text.substr(at, character.bytes);
        }
        in_break = breaks;
        at += character.bytes;
    }
    return line;
}

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const auto character = character_at(bytes, at);
        if (character.code == invalid_character) return false;
        at += character.bytes;
    }
    return true;
}

std::string counted(long long count, std::string_view singular, std::string_view plural) {
    auto text = std::to_string(count) + ' ';
    if (count == 1 || !plural.empty()) return text.append(count == 1 ? singular : plural);
    return text.append(singular).append("s");
}

}  // namespace contractwatch

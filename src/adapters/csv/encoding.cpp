// Encodings recognised by their marks and by their bytes.
#include "adapters/csv/encoding.h"

#include <cstring>
#include <optional>
#include <vector>

#include <fmt/format.h>

namespace contractwatch {
namespace {

constexpr std::string_view utf_8_mark = "\xEF\xBB\xBF";
constexpr std::string_view little_mark = "\xFF\xFE";
constexpr std::string_view big_mark = "\xFE\xFF";
constexpr std::size_t piece_bytes = 256 * 1024;
constexpr char32_t replacement = 0xFFFD;
constexpr char32_t byte_order_mark = 0xFEFF;

/// Windows-1252 from 0x80 to 0x9F; elsewhere it is Latin-1.
constexpr char32_t high_controls[32] = {
    0x20AC, replacement, 0x201A,      0x0192, 0x201E,      0x2026,      0x2020, 0x2021,      0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152,      replacement, 0x017D, replacement, replacement, 0x2018, 0x2019,      0x201C, 0x201D, 0x2022,
    0x2013, 0x2014,      0x02DC,      0x2122, 0x0161,      0x203A,      0x0153, replacement, 0x017E, 0x0178};

void append(std::string& text, char32_t code) {
    const auto tail = [&](unsigned shift) { text += static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xC0U | code >> 6U);
        tail(0);
    } else if (code < 0x10000) {
        text += static_cast<char>(0xE0U | code >> 12U);
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0U | code >> 18U);
        tail(12);
        tail(6);
        tail(0);
    }
}

/// How many bytes from the start on are ASCII.
std::size_t ascii_bytes(std::string_view bytes) {
    constexpr std::uint64_t high_bits = 0x8080808080808080U;
    std::size_t at = 0;
    for (std::uint64_t eight = 0; at + sizeof eight <= bytes.size(); at += sizeof eight) {
        std::memcpy(&eight, bytes.data() + at, sizeof eight);
        if ((eight & high_bits) != 0) break;
    }
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80)
        ++at;
    return at;
}

/// By its mark, or as asked; UTF-16 without a mark has its NUL before or after an ASCII letter.
std::optional<CharacterSet> utf_16(std::string_view first, Encoding asked) {
    if (first.starts_with(little_mark)) return CharacterSet::utf_16_little;
    if (first.starts_with(big_mark)) return CharacterSet::utf_16_big;
    if (asked != Encoding::utf_16 || first.starts_with(utf_8_mark)) return std::nullopt;
    return first.front() == '\0' ? CharacterSet::utf_16_big : CharacterSet::utf_16_little;
}

/// What is learned from one reading of the whole file.
struct Census {
    std::int64_t bytes = 0;
    std::string first;
    bool has_nul = false;
    bool is_utf_8 = true;
    Utf8Check utf_8 = {};
};

void count(Census& census, std::string_view piece) {
    if (census.bytes == 0) census.first = piece.substr(0, 4096);
    census.bytes += static_cast<std::int64_t>(piece.size());
    census.has_nul = census.has_nul || piece.find('\0') != std::string_view::npos;
    census.is_utf_8 = census.is_utf_8 && census.utf_8.take(piece);
}

Result<Census> take_census(Bytes& bytes) {
    Census census;
    std::vector<char> room(piece_bytes);
    bytes.rewind();
    while (true) {
        const auto count_read = bytes.read(room);
        if (!count_read) return count_read.error();
        if (*count_read == 0) break;
        count(census, {room.data(), *count_read});
    }
    if (census.bytes == 0) return invalid("the file is empty; a table has at least its header row");
    return census;
}

Error broken_off() {
    return invalid(
        "the file breaks off in the middle of a character: it is half-written; give it again once it is whole");
}

Result<CharacterSet> of_bytes(const Census& census, Encoding asked) {
    if (census.has_nul) {
        return invalid(
            "the file holds NUL bytes, so it is no text; save it as CSV (where it is UTF-16 without a byte order "
            "mark, say encoding = \"utf-16\" in its feed)");
    }
    const bool marked = census.first.starts_with(utf_8_mark);
    if (asked == Encoding::windows_1252 && !marked) return CharacterSet::windows_1252;
    if (census.is_utf_8 && census.utf_8.complete()) return CharacterSet::utf_8;
    const bool cut = census.is_utf_8 && (marked || census.utf_8.wide_characters() > 1);
    if (cut) return broken_off();
    if (asked == Encoding::utf_8 || marked) {
        return invalid(
            "the file is said to be UTF-8 and is not; save it as \"CSV UTF-8\", or say encoding = "
            "\"windows-1252\" in its feed");
    }
    return CharacterSet::windows_1252;
}

}  // namespace

std::string_view name_of(CharacterSet set) {
    switch (set) {
        case CharacterSet::utf_8:
            return "utf-8";
        case CharacterSet::windows_1252:
            return "windows-1252";
        case CharacterSet::utf_16_little:
        case CharacterSet::utf_16_big:
            return "utf-16";
    }
    return "utf-8";
}

bool Utf8Check::take_lead(unsigned char lead) {
    if (lead < 0xC2 || lead > 0xF4) return false;
    remaining_ = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    least_ = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;  // no overlong forms
    most_ = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;   // no surrogates, nothing above U+10FFFF
    ++wide_;
    return true;
}

bool Utf8Check::take(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (remaining_ == 0) at += ascii_bytes(bytes.substr(at));
        if (at == bytes.size()) break;
        const auto byte = static_cast<unsigned char>(bytes[at]);
        if (remaining_ == 0) {
            if (!take_lead(byte)) return false;
            continue;
        }
        if (byte < least_ || byte > most_) return false;
        least_ = 0x80;
        most_ = 0xBF;
        --remaining_;
    }
    return true;
}

Result<CharacterSet> find_character_set(Bytes& bytes, Encoding asked) {
    const auto census = take_census(bytes);
    if (!census) return census.error();
    const auto foreign = foreign_format(census->first);
    if (!foreign.empty()) {
        return invalid(fmt::format("the file is {}, not a table of text; save or download it as CSV", foreign));
    }
    const auto wide = utf_16(census->first, asked);
    if (!wide) return of_bytes(*census, asked);
    if (census->bytes % 2 != 0) return broken_off();
    return *wide;
}

void Decoder::add_to(std::string& text, std::string_view bytes) {
    if (set_ == CharacterSet::windows_1252) return add_windows_1252(text, bytes);
    if (set_ != CharacterSet::utf_8) return add_utf_16(text, bytes);
    if (at_start_ && bytes.starts_with(utf_8_mark)) bytes.remove_prefix(utf_8_mark.size());
    at_start_ = false;
    text += bytes;
}

void Decoder::add_windows_1252(std::string& text, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto plain = ascii_bytes(bytes);
        text += bytes.substr(0, plain);
        bytes.remove_prefix(plain);
        if (bytes.empty()) return;
        const auto byte = static_cast<unsigned char>(bytes.front());
        append(text, byte < 0xA0 ? high_controls[byte - 0x80] : byte);
        bytes.remove_prefix(1);
    }
}

void Decoder::add_utf_16(std::string& text, std::string_view bytes) {
    for (const char each : bytes) {
        const auto byte = static_cast<unsigned char>(each);
        if (odd_byte_ < 0) {
            odd_byte_ = byte;
            continue;
        }
        const auto first = static_cast<char32_t>(odd_byte_);
        odd_byte_ = -1;
        add_unit(text,
                 set_ == CharacterSet::utf_16_big ? first << 8U | byte : static_cast<char32_t>(byte) << 8U | first);
    }
}

void Decoder::add_unit(std::string& text, char32_t unit) {
    const bool mark = at_start_ && unit == byte_order_mark;
    at_start_ = false;
    if (mark) return;
    const bool second = unit >= 0xDC00 && unit <= 0xDFFF;
    if (surrogate_ != 0 && second) {
        append(text, 0x10000 + ((surrogate_ - 0xD800) << 10U) + (unit - 0xDC00));
        surrogate_ = 0;
        return;
    }
    if (surrogate_ != 0) append(text, replacement);
    surrogate_ = 0;
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        surrogate_ = unit;
    } else {
        append(text, second || unit == 0 ? replacement : unit);
    }
}

}  // namespace contractwatch

// In which characters a file is written, and its text in UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/csv/bytes.h"
#include "ports/table_source.h"

namespace contractwatch {

enum class CharacterSet { utf_8, windows_1252, utf_16_little, utf_16_big };

/// As it is written in settings and in the log.
std::string_view name_of(CharacterSet set);

/// Whether bytes that come piece by piece are UTF-8 (RFC 3629).
class Utf8Check {
  public:
    /// False from the first byte on that cannot stand where it stands.
    bool take(std::string_view bytes);
    /// Whether the last character so far is whole.
    bool complete() const { return remaining_ == 0; }
    /// Characters so far that take more than one byte.
    std::int64_t wide_characters() const { return wide_; }

  private:
    bool take_lead(unsigned char lead);

    int remaining_ = 0;
    unsigned char least_ = 0x80;
    unsigned char most_ = 0xBF;
    std::int64_t wide_ = 0;
};

/// Reads the file from its start to its end, and says how it is written. A byte order mark decides; else what the
/// feed says; else it is UTF-8 where all of it is, and Windows-1252 where not. Refuses what is no text: a web page, an
/// archive, an image, NUL bytes; and a file that breaks off in the middle of a character.
Result<CharacterSet> find_character_set(Bytes& bytes, Encoding asked);

/// Turns bytes that come piece by piece into UTF-8, without the byte order mark. What has no character becomes U+FFFD.
class Decoder {
  public:
    explicit Decoder(CharacterSet set) : set_(set) {}

    /// Appends the text of the bytes. Characters that they leave unfinished come with the next piece.
    void add_to(std::string& text, std::string_view bytes);

  private:
    void add_windows_1252(std::string& text, std::string_view bytes);
    void add_utf_16(std::string& text, std::string_view bytes);
    void add_unit(std::string& text, char32_t unit);

    CharacterSet set_;
    bool at_start_ = true;
    int odd_byte_ = -1;       ///< of UTF-16: the first byte of a unit whose second is still to come
    char32_t surrogate_ = 0;  ///< of UTF-16: the first of a pair
};

}  // namespace contractwatch

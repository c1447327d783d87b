// The public half of a key that signs notes, in the form of C2SP's signed notes (https://c2sp.org/signed-note):
// name+hash+key, where hash is the first four bytes of SHA-256(name, line feed, 1, the 32 bytes of the Ed25519 key) in
// hex, and key is base64 of 1 and those bytes.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace contractwatch {

struct VerifierKey {
    std::string name;        ///< of the log; without spaces and plus signs
    std::string public_key;  ///< 32 bytes

    /// Refuses in words what is no such key, or one whose hash does not fit.
    static Result<VerifierKey> parse(std::string_view text);

    std::string text() const;
    std::string hash() const;        ///< four bytes
    std::string short_text() const;  ///< name+hash: as people tell keys apart
    /// Whether the 64 bytes are this key's signature of that text.
    bool signed_it(std::string_view text, std::string_view signature) const;

    friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};

/// Whether a key or a log may be called that: printed, without spaces and plus signs.
bool is_key_name(std::string_view name);

}  // namespace contractwatch

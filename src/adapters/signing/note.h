// Signed notes of the log's head, in C2SP's form (https://c2sp.org/signed-note):
//
//     contractwatch/abcdefghijklmnop                  which log: the record's own name
//     1234                                            the number of its last entry
//     6Ci8...=                                        that entry's hash, 32 bytes in base64
//     at 2026-10-01T07:00:00Z                         when it was signed; an extension, as further lines may be
//
//     — contractwatch/abcdefghijklmnop 2Oxv...=       base64 of the key's hash and of the signature, 4 and 64 bytes
//
// The signature is Ed25519's over everything before the blank line. Lines end in a line feed alone. Reading is total:
// whatever the bytes are, the answer is the note that they spell, or what is wrong with them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/signing/verifier_key.h"
#include "base/result.h"
#include "ports/store.h"

namespace contractwatch {

/// What the name of every log begins with.
inline constexpr std::string_view log_prefix = "contractwatch/";

struct NoteSignature {
    std::string name;      ///< of the key
    std::string key_hash;  ///< four bytes
    std::string bytes;
};

struct SignedNote {
    std::string text;  ///< what is signed
    std::string log;
    Head head;
    std::vector<NoteSignature> signatures;  ///< at least one
};

/// What is to be signed.
std::string note_text(const std::string& log, const Head& head, Instant at);
/// The whole note of a text that one key signed.
std::string signed_note(const std::string& text, const VerifierKey& key, std::string_view signature);

/// Takes nothing but the exact form.
Result<SignedNote> parse_note(std::string_view bytes);

/// What stands in a text that looks like our notes, with the line ends of notes: in a mail, among the lines of a
/// journal that spells a line end as \n, or by itself.
std::vector<std::string> notes_in(std::string_view text);

/// By one of those keys, by none of them, or in the name of one that did not sign this text.
enum class NoteTrust { signed_by_key, unknown_key, wrong_signature };

struct NoteJudgement {
    NoteTrust trust = NoteTrust::unknown_key;
    std::string key;  ///< name+hash of the key that signed, or is said to have signed
};

/// Signatures of other keys beside a good one do not matter, as C2SP has it; a wrong one does.
NoteJudgement judge(const SignedNote& note, std::span<const VerifierKey> keys);

}  // namespace contractwatch

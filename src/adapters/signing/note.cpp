// Notes as text.
#include "adapters/signing/note.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "adapters/signing/bytes_as_text.h"
#include "base/text.h"

namespace contractwatch {
namespace {

constexpr std::string_view dash = "\xE2\x80\x94 ";  // U+2014 and a space
constexpr std::size_t hash_bytes = 32;
constexpr std::size_t key_hash_bytes = 4;
constexpr std::size_t longest_note = 16'384;
constexpr std::size_t most_signatures = 16;

Error no_note(std::string_view why) {
    return invalid("it is no signed note of a log's head: " + std::string{why});
}

/// The line that the text begins with, which is taken off with its end.
std::string_view take_line(std::string_view& text) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    return line;
}

std::optional<std::int64_t> sequence_of(std::string_view line) {
    std::int64_t sequence = 0;
    const auto read = std::from_chars(line.data(), line.data() + line.size(), sequence);
    const bool canonical = read.ec == std::errc{} && std::to_string(sequence) == line;
    return canonical && sequence > 0 ? std::optional{sequence} : std::nullopt;
}

std::optional<NoteSignature> signature_of(std::string_view line) {
    if (!line.starts_with(dash)) return std::nullopt;
    line.remove_prefix(dash.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    const auto bytes = bytes_of_base64(line.substr(space + 1));
    const auto name = line.substr(0, space);
    if (!bytes || bytes->size() <= key_hash_bytes || !is_key_name(name)) return std::nullopt;
    return NoteSignature{std::string{name}, bytes->substr(0, key_hash_bytes), bytes->substr(key_hash_bytes)};
}

bool has_control_characters(std::string_view text) {
    return std::ranges::any_of(text, [](char letter) {
        return (static_cast<unsigned char>(letter) < ' ' && letter != '\n') || letter == '\x7F';
    });
}

/// Behind the last of the signatures that begin there.
std::size_t end_of_signatures(std::string_view text, std::size_t at) {
    while (text.substr(at).starts_with(dash)) {
        const auto line = text.find('\n', at);
        if (line == std::string_view::npos) return at;
        at = line + 1;
    }
    return at;
}

/// Found by the blank line before the signatures, and from there back to the name of the log.
void add_notes_of(std::string_view text, std::vector<std::string>& notes) {
    const auto gap_line = "\n\n" + std::string{dash};
    for (auto gap = text.find(gap_line); gap != std::string_view::npos; gap = text.find(gap_line)) {
        const auto begin = text.substr(0, gap).rfind(log_prefix);
        const auto end = end_of_signatures(text, gap + 2);
        if (begin != std::string_view::npos && end - begin <= longest_note)
            notes.emplace_back(text.substr(begin, end - begin));
        text.remove_prefix(std::max(end, gap + gap_line.size()));
    }
}

std::string with_line_ends(std::string text) {
    for (auto at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at))
        text.replace(at, 2, "\n");
    return text;
}

}  // namespace

std::string note_text(const std::string& log, const Head& head, Instant at) {
    return fmt::format("{}\n{}\n{}\nat {}\n", log, head.sequence, base64_of(bytes_of_hex(head.hash)), text_of(at));
}

std::string signed_note(const std::string& text, const VerifierKey& key, std::string_view signature) {
    return fmt::format("{}\n{}{} {}\n", text, dash, key.name, base64_of(key.hash() + std::string{signature}));
}

Result<SignedNote> parse_note(std::string_view bytes) {
    if (bytes.size() > longest_note) return no_note("it is too long");
    if (!is_utf8(bytes) || has_control_characters(bytes)) return no_note("it holds bytes that no note has");
    const auto blank = bytes.find("\n\n");
    if (blank == std::string_view::npos || !bytes.ends_with('\n'))
        return no_note("a note has a text, a blank line and signatures, each line with its end");
    SignedNote note;
    note.text = bytes.substr(0, blank + 1);
    auto text = std::string_view{note.text};
    note.log = take_line(text);
    if (!note.log.starts_with(log_prefix) || !is_key_name(note.log)) return no_note("its first line names no log");
    const auto sequence = sequence_of(take_line(text));
    const auto hash = bytes_of_base64(take_line(text));
    if (!sequence) return no_note("its second line is no number of an entry");
    if (!hash || hash->size() != hash_bytes) return no_note("its third line is no hash in base64");
    note.head = {*sequence, hex_of(*hash)};
    for (auto signatures = bytes.substr(blank + 2); !signatures.empty();) {
        auto signature = signature_of(take_line(signatures));
        if (!signature || note.signatures.size() == most_signatures)
            return no_note("after the blank line stands something else than signatures");
        note.signatures.push_back(std::move(*signature));
    }
    if (note.signatures.empty()) return no_note("it has no signature");
    return note;
}

std::vector<std::string> notes_in(std::string_view text) {
    std::string plain{text};
    std::erase(plain, '\r');
    plain += '\n';
    std::vector<std::string> notes;
    add_notes_of(plain, notes);
    if (notes.empty()) add_notes_of(with_line_ends(std::move(plain)), notes);
    return notes;
}

NoteJudgement judge(const SignedNote& note, std::span<const VerifierKey> keys) {
    const auto& first = note.signatures.front();
    NoteJudgement judgement{NoteTrust::unknown_key, first.name + "+" + hex_of(first.key_hash)};
    for (const auto& signature : note.signatures) {
        const auto key = std::ranges::find_if(keys, [&](const VerifierKey& each) {
            return each.name == signature.name && each.hash() == signature.key_hash;
        });
        if (key == keys.end()) continue;
        if (!key->signed_it(note.text, signature.bytes)) return {NoteTrust::wrong_signature, key->short_text()};
        judgement = {NoteTrust::signed_by_key, key->short_text()};
    }
    return judgement;
}

}  // namespace contractwatch

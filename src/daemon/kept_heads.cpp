// What an auditor kept outside of the record, held against it.
#include "daemon/kept_heads.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "adapters/mime/message_parts.h"
#include "adapters/signing/note.h"
#include "app/notes.h"
#include "base/text.h"

namespace contractwatch {
namespace {

constexpr std::uintmax_t largest_file = 64ULL * 1024 * 1024;
constexpr std::size_t hash_digits = 64;
constexpr std::string_view digits = "0123456789";

/// What one argument holds.
struct Evidence {
    std::string where;
    std::vector<std::string> notes;
    std::vector<Head> heads;  ///< which nobody signed
};

template <class T>
void add_new(std::vector<T>& all, const T& one) {
    if (std::ranges::find(all, one) == all.end()) all.push_back(one);
}

/// Every sequence:hash in a text, such as that in the footer of a mail.
void add_heads_of(std::string_view text, std::vector<Head>& heads) {
    for (auto colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':', colon + 1)) {
        const auto before = text.substr(0, colon).find_last_not_of(digits);
        const auto begin = before == std::string_view::npos ? 0 : before + 1;
        const auto head = sqlite::parse_head(text.substr(begin, colon - begin + 1 + hash_digits));
        if (head && head->sequence > 0) add_new(heads, *head);
    }
}

void add_text(std::string_view text, Evidence& evidence) {
    for (const auto& note : notes_in(text))
        add_new(evidence.notes, note);
    add_heads_of(text, evidence.heads);
}

Result<std::string> contents_of(const std::string& path) {
    std::error_code fault;
    const auto size = std::filesystem::file_size(path, fault);
    if (fault) return unavailable(path + " cannot be read: " + fault.message());
    if (size > largest_file) return invalid(path + " is too large for a mail or a note");
    std::ifstream file{path, std::ios::binary};
    if (!file) return unavailable(path + " cannot be read; is it closed to this account?");
    return std::string{std::istreambuf_iterator<char>{file}, {}};
}

Result<Evidence> evidence_in_file(const std::string& path) {
    const auto bytes = contents_of(path);
    if (!bytes) return bytes.error();
    Evidence evidence{path, {}, {}};
    const auto mail = kept_mail(*bytes);
    for (const auto& head : mail.log_heads)
        add_heads_of(trimmed(head), evidence.heads);
    for (const auto& text : mail.texts)
        add_text(text, evidence);
    if (evidence.notes.empty() && evidence.heads.empty()) add_text(*bytes, evidence);
    if (!evidence.notes.empty() || !evidence.heads.empty()) return evidence;
    return invalid(path + " holds no head of a log: neither a signed note, nor X-Contractwatch-Log, nor sequence:hash");
}

Result<Evidence> evidence_of(const std::string& given) {
    if (const auto head = sqlite::parse_head(given)) return Evidence{given, {}, {*head}};
    if (std::filesystem::exists(given)) return evidence_in_file(given);
    return invalid("\"" + given +
                   "\" is no head of a log; it is written as sequence:hash, or is the file of a mail (.eml) or a note");
}

/// The record's side of the comparison, and what has come of it so far.
class Comparison {
  public:
    explicit Comparison(const sqlite::OpenRecord& opened) : opened_(opened), log_(log_name(*opened.record)) {
        for (const auto& entry : opened.record->entries_of("key_made")) {
            if (const auto key = VerifierKey::parse(entry.head.subject)) recorded_.push_back({*key, entry.sequence});
        }
        for (const auto& each : recorded_)
            keys_.push_back(each.key);
    }

    Result<void> use_own_keys(const std::vector<std::string>& texts) {
        std::vector<VerifierKey> own;
        for (const auto& text : texts) {
            const auto key = VerifierKey::parse(trimmed(text));
            if (!key) return key.error();
            const bool recorded = std::ranges::find(recorded_, *key, &Recorded::key) != recorded_.end();
            if (!recorded) object({}, unrecorded(*key));
            own.push_back(*key);
        }
        if (!own.empty()) keys_ = std::move(own);
        return {};
    }

    void compare(const Evidence& evidence) {
        auto unsigned_heads = evidence.heads;
        for (const auto& bytes : evidence.notes)
            compare_note(evidence.where, bytes, unsigned_heads);
        for (const auto& head : unsigned_heads)
            compare_head({evidence.where, head}, {});
    }

    KeptCheck take() { return std::move(check_); }

  private:
    struct Recorded {
        VerifierKey key;
        std::int64_t entry;
    };

    /// The entry that records the key; 0: none does.
    std::int64_t since(const std::string& short_text) const {
        for (const auto& each : recorded_) {
            if (each.key.short_text() == short_text) return each.entry;
        }
        return 0;
    }

    std::string unrecorded(const VerifierKey& key) const {
        if (key.name != log_)
            return fmt::format(
                "the key {} is of another log than this, which is {}: another record "
                "stands in the place of the one that you know, or the key is not of this one",
                key.short_text(), log_);
        return fmt::format(
            "the log does not record the key {}, which you kept: it was rewritten, or another record "
            "stands in its place",
            key.short_text());
    }

    void compare_note(const std::string& where, const std::string& bytes, std::vector<Head>& unsigned_heads) {
        const auto note = parse_note(bytes);
        if (!note) return object({}, where + ": " + note.error().message);
        std::erase(unsigned_heads, note->head);
        if (note->log != log_) {
            return object(note->head,
                          fmt::format("{} is a note of the log {}, and this is {}: another record stands in "
                                      "the place of the one that you know, or the note is not of this one",
                                      where, note->log, log_));
        }
        const auto judgement = judge(*note, keys_);
        switch (judgement.trust) {
            case NoteTrust::signed_by_key:
                return compare_head({where, note->head}, judgement.key);
            case NoteTrust::unknown_key:
                object(note->head, stranger(where, judgement.key));
                return compare_head({where, note->head}, {});
            case NoteTrust::wrong_signature:
                return object(note->head, fmt::format("the signature in {} is not that of {}: the note was altered or "
                                                      "forged, and says nothing of the log",
                                                      where, judgement.key));
        }
    }

    std::string stranger(const std::string& where, const std::string& key) const {
        if (const auto entry = since(key); entry != 0) {
            return fmt::format(
                "{} is signed with {}, which is not among the keys that you gave; the log records it "
                "since entry {}: find out why a new key was made",
                where, key, entry);
        }
        return fmt::format(
            "{} is signed with {}, which the log does not record: the note is forged, or the log was "
            "rewritten or replaced",
            where, key);
    }

    void compare_head(const sqlite::KeptHead& kept, const std::string& signed_by) {
        const auto found = sqlite::check_heads(*opened_.connection, {kept});
        check_.heads.push_back({kept.where, kept.head, signed_by, found.empty()});
        check_.problems.insert(check_.problems.end(), found.begin(), found.end());
    }

    void object(const Head& head, std::string message) {
        check_.problems.push_back({"entries", head.sequence, head.sequence, std::move(message)});
    }

    const sqlite::OpenRecord& opened_;
    std::string log_;
    std::vector<Recorded> recorded_;
    std::vector<VerifierKey> keys_;  ///< that signatures must be of
    KeptCheck check_;
};

}  // namespace

Result<KeptCheck> check_kept(const sqlite::OpenRecord& opened, const std::vector<std::string>& kept,
                             const std::vector<std::string>& keys) {
    Comparison comparison{opened};
    if (const auto used = comparison.use_own_keys(keys); !used) return used.error();
    for (const auto& given : kept) {
        const auto evidence = evidence_of(given);
        if (!evidence) return evidence.error();
        comparison.compare(*evidence);
    }
    return comparison.take();
}

}  // namespace contractwatch

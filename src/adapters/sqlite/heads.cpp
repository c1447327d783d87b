// Heads of the log that somebody kept outside of it.
#include "adapters/sqlite/heads.h"

#include <charconv>

#include "adapters/sqlite/canonical.h"

namespace contractwatch::sqlite {
namespace {

constexpr std::size_t hash_digits = 64;

std::string not_in_the_log(const KeptHead& kept, std::int64_t last) {
    const auto entry = "entry " + std::to_string(kept.head.sequence) + ", for which " + kept.where + " vouches, ";
    if (kept.head.sequence < last) return entry + "is not in the log: it was taken out";
    return entry + "is not in the log, which ends with entry " + std::to_string(last) +
           ": its end was cut off, or an older copy or another record stands in its place";
}

std::string another_entry(const KeptHead& kept) {
    return "entry " + std::to_string(kept.head.sequence) + " is not the one for which " + kept.where +
           " vouches: it or what comes before it was rewritten, or another record stands in its place";
}

}  // namespace

std::optional<Head> parse_head(std::string_view text) {
    Head head;
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto read = std::from_chars(text.data(), text.data() + colon, head.sequence);
    head.hash = text.substr(colon + 1);
    const bool hex_alone = head.hash.find_first_not_of("0123456789abcdef") == std::string::npos;
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + colon && head.sequence >= 0;
    // Before the first entry there is nothing to vouch for, and no hash.
    const bool sound = head.hash.size() == hash_digits || (head.sequence == 0 && head.hash.empty());
    return whole && sound && hex_alone ? std::optional{head} : std::nullopt;
}

std::vector<VerifyProblem> check_heads(const Connection& connection, const std::vector<KeptHead>& heads) {
    std::vector<VerifyProblem> problems;
    const auto last = connection.number("SELECT coalesce(max(sequence), 0) FROM entries");
    auto entry = connection.prepare("SELECT hash FROM entries WHERE sequence = ?");
    for (const auto& kept : heads) {
        const auto sequence = kept.head.sequence;
        if (sequence == 0) continue;  // any log follows from it
        entry.bind(0, sequence);
        if (!entry.step()) {
            problems.push_back({"entries", sequence, sequence, not_in_the_log(kept, last)});
        } else if (hex(entry.blob(0)) != kept.head.hash) {
            problems.push_back({"entries", sequence, sequence, another_entry(kept)});
        }
        entry.reset();
    }
    return problems;
}

}  // namespace contractwatch::sqlite

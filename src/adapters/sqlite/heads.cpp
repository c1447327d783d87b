// Heads of the log that somebody kept outside of it.
#include "adapters/sqlite/heads.h"

#include <charconv>
#include <optional>

#include "adapters/sqlite/canonical.h"
#include "adapters/sqlite/record_store.h"

namespace contractwatch::sqlite {
namespace {

constexpr std::size_t hash_digits = 64;

std::optional<Head> parse_head(std::string_view text) {
    Head head;
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto read = std::from_chars(text.data(), text.data() + colon, head.sequence);
    head.hash = text.substr(colon + 1);
    const bool hex_alone = head.hash.find_first_not_of("0123456789abcdef") == std::string::npos;
    const bool sound = read.ec == std::errc{} && read.ptr == text.data() + colon && head.hash.size() == hash_digits;
    return sound && hex_alone ? std::optional{head} : std::nullopt;
}

}  // namespace

Result<std::vector<VerifyProblem>> check_heads(const std::string& path, const std::vector<std::string>& heads) {
    auto opened = open_for_reading(path);
    if (!opened) return opened.error();
    std::vector<VerifyProblem> problems;
    auto entry = opened->connection->prepare("SELECT hash FROM entries WHERE sequence = ?");
    for (const auto& text : heads) {
        const auto head = parse_head(text);
        if (!head)
            return invalid(
                "\"" + text +
                "\" is no head of a log; it is written as sequence:hash, or is a mail with X-Contractwatch-Log");
        if (head->sequence == 0) continue;  // given out before the first entry: any log follows from it
        entry.bind(0, head->sequence);
        const auto number = "entry " + std::to_string(head->sequence);
        const bool there = entry.step();
        if (!there) {
            problems.push_back(
                {"entries", head->sequence, head->sequence,
                 number + ", which a kept head vouches for, is not in the log: it was cut off or replaced"});
        } else if (hex(entry.blob(0)) != head->hash) {
            problems.push_back({"entries", head->sequence, head->sequence,
                                number + " is not the one that a kept head vouches for: the log was rewritten"});
        }
        entry.reset();
    }
    return problems;
}

}  // namespace contractwatch::sqlite

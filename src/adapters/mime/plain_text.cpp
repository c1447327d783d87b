// Headings, paragraphs and lists in plain text.
#include "adapters/mime/plain_text.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

constexpr std::size_t line_width = 72;

std::size_t width_of(std::string_view text) {
    const auto begins = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
    return static_cast<std::size_t>(std::ranges::count_if(text, begins));
}

/// The words in lines; the first line begins with `first`, the others with as many spaces.
std::string wrapped(std::string_view text, std::string_view first = "") {
    const auto clean = single_line(text);
    const std::string indent(width_of(first), ' ');
    std::string lines;
    std::string line{first};
    for (std::string_view rest = trimmed(clean); !rest.empty();) {
        const auto word = rest.substr(0, rest.find(' '));
        rest = trimmed(rest.substr(word.size()));
        const bool begun = line.size() > indent.size() && line != first;
        if (begun && width_of(line) + 1 + width_of(word) > line_width) {
            lines += line + '\n';
            line = indent + std::string{word};
        } else {
            line += (begun ? " " : "") + std::string{word};
        }
    }
    return lines + line + '\n';
}

std::string heading(std::string_view text, char under) {
    const auto clean = single_line(text);
    return clean + '\n' + std::string(width_of(clean), under) + '\n';
}

std::string head_of(const LetterItem& item) {
    const auto stage = item.stage.empty() ? std::string{} : ", " + item.stage;
    auto text = wrapped(fmt::format("[{}] {}{}", item.tone_word, item.headline, stage));
    if (!item.contract.empty()) text += wrapped(item.contract);
    return text;
}

std::string full_text_of(const LetterItem& item) {
    auto text = head_of(item) + '\n';
    for (const auto& sentence : item.sentences)
        text += wrapped(sentence, "  ");
    if (!item.why_you.empty()) text += wrapped(item.why_you, "  ");
    if (!item.to_do.empty()) text += '\n' + wrapped(item.to_do, "  What to do: ");
    if (!item.evidence.empty()) text += '\n';
    for (const auto& line : item.evidence)
        text += wrapped(line.value, "  " + single_line(line.name) + ": ");
    if (item.chart) text += '\n' + wrapped(item.chart->alternative, "  The chart: ");
    if (!item.chart_note.empty()) text += '\n' + wrapped(item.chart_note, "  ");
    if (!item.members.empty()) text += '\n' + wrapped(item.members_title + ':', "  ");
    for (const auto& member : item.members)
        text += wrapped(member, "  - ");
    if (!item.rule.empty()) text += '\n' + wrapped(item.rule, "  The rule behind it: ");
    text += fmt::format("  Alert {}", item.alert);
    if (item.acknowledge.empty()) return text + '\n';
    // Not wrapped: it is copied whole.
    return text + ". To acknowledge it:\n  " + single_line(item.acknowledge) + '\n';
}

std::string text_of(const LetterItem& item) {
    if (item.length == Length::full) return full_text_of(item);
    return head_of(item) + fmt::format("  Alert {}\n", item.alert);
}

}  // namespace

std::string plain_text_of(const Letter& letter) {
    std::string text = heading(letter.title + ", " + letter.dateline, '=') + '\n';
    text += wrapped(letter.greeting);
    for (const auto& sentence : letter.opening)
        text += '\n' + wrapped(sentence);
    if (!letter.verbatim.empty()) text += '\n';
    for (const auto& line : letter.verbatim)
        text += line + '\n';
    for (const auto& section : letter.sections) {
        text += "\n\n" + heading(fmt::format("{} ({})", section.title, section.items.size()), '-');
        for (const auto& item : section.items)
            text += '\n' + text_of(item);
    }
    text += "\n-- \n";
    for (const auto& sentence : letter.closing)
        text += wrapped(sentence) + '\n';
    return text;
}

}  // namespace contractwatch

// Lines that fit.
#include "adapters/chart/text_lines.h"

#include "base/text.h"

namespace contractwatch {
namespace {

/// Without its last character.
void cut_character(std::string& text) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U)
        text.pop_back();
    if (!text.empty()) text.pop_back();
}

}  // namespace

std::string fitted(std::string_view text, const Lettering& lettering, double width, const Ruler& ruler) {
    auto kept = single_line(text);
    if (ruler(kept, lettering) <= width) return kept;
    while (!kept.empty() && ruler(kept + "...", lettering) > width)
        cut_character(kept);
    return std::string{trimmed(kept)} + "...";
}

std::vector<std::string> lines_of(std::string_view text, const Lettering& lettering, double width, std::size_t most,
                                  const Ruler& ruler) {
    const auto clean = single_line(text);
    std::vector<std::string> lines;
    std::string line;
    for (std::string_view rest = trimmed(clean); !rest.empty();) {
        if (lines.size() + 1 == most) {
            lines.push_back(fitted((line.empty() ? "" : line + " ") + std::string{rest}, lettering, width, ruler));
            return lines;
        }
        const auto word = rest.substr(0, rest.find(' '));
        const auto longer = line.empty() ? std::string{word} : line + " " + std::string{word};
        if (line.empty() || ruler(longer, lettering) <= width) {
            line = longer;
            rest = trimmed(rest.substr(word.size()));
        } else {
            lines.push_back(fitted(line, lettering, width, ruler));
            line.clear();
        }
    }
    if (!line.empty()) lines.push_back(fitted(line, lettering, width, ruler));
    return lines;
}

}  // namespace contractwatch

// Text made harmless for HTML.
#include "adapters/html/escape.h"

#include "base/text.h"

namespace contractwatch {
namespace {

std::string_view reference_of(char letter) {
    switch (letter) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        case '`':
            return "&#96;";
        default:
            return {};
    }
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string html;
    for (const char letter : single_line(text)) {
        const auto reference = reference_of(letter);
        if (reference.empty()) {
            html += letter;
        } else {
            html += reference;
        }
    }
    return html;
}

}  // namespace contractwatch

// Cards and rows. Whatever comes from the letter goes through escaped().
#include "adapters/html/item_html.h"

#include <string_view>

#include <fmt/format.h>

#include "adapters/html/escape.h"
#include "ports/chart_maker.h"

namespace contractwatch {
namespace {

struct ToneStyle {
    std::string_view shape;   ///< beside the word, so that nothing hangs on the colour
    std::string_view colour;  ///< of edge and word; at least 4.5 to 1 against `ground` and white
    std::string_view ground;
};

ToneStyle style_of(Tone tone) {
    switch (tone) {
        case Tone::critical:
            return {"&#9650;", "#a1261b", "#fbefed"};
        case Tone::warning:
            return {"&#9670;", "#8a5200", "#fcf4e6"};
        case Tone::info:
            return {"&#9679;", "#2b5c86", "#eef4f9"};
        case Tone::settled:
            return {"&#10003;", "#2f6b45", "#eef6f0"};
    }
    return {};
}

/// A paragraph so many pixels below what is above it; the text is HTML already. (Word knows no padding of paragraphs.)
std::string paragraph(int above, std::string_view style, std::string_view html) {
    return fmt::format("<p style=\"margin:{}px 0 0 0;{}\">{}</p>\n", above, style, html);
}

std::string badge_of(const LetterItem& item) {
    const auto style = style_of(item.tone);
    const auto stage = item.stage.empty() ? std::string{} : " &#183; " + escaped(item.stage);
    return fmt::format(
        "<span style=\"color:{};font-weight:bold\"><span aria-hidden=\"true\">{}</span>&nbsp;{}</span>{}", style.colour,
        style.shape, escaped(item.tone_word), stage);
}

std::string sentences_of(const LetterItem& item) {
    std::string html;
    for (const auto& sentence : item.sentences)
        html += paragraph(10, "", escaped(sentence));
    if (!item.why_you.empty()) html += paragraph(10, "color:#565d58", escaped(item.why_you));
    return html;
}

std::string evidence_of(const LetterItem& item) {
    if (item.evidence.empty()) return {};
    std::string rows;
    for (const auto& line : item.evidence) {
        rows += fmt::format(
            "<tr><td width=\"36%\" valign=\"top\" style=\"padding:5px 12px 5px 0;border-top:1px solid #e6e8e3;"
            "color:#565d58\">{}</td><td valign=\"top\" style=\"padding:5px 0;border-top:1px solid #e6e8e3;"
            "word-break:break-word\">{}</td></tr>\n",
            escaped(line.name), escaped(line.value));
    }
    return fmt::format(
        "<table width=\"100%\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:14px 0 0 0;"
        "font-size:14px;line-height:20px\">\n{}</table>\n",
        rows);
}

/// As wide as it is drawn, and narrower on a phone; in words where it was not drawn.
std::string chart_of(const LetterItem& item) {
    if (!item.chart_note.empty()) return paragraph(14, "font-size:13px;color:#565d58", escaped(item.chart_note));
    if (!item.chart) return {};
    const auto words = escaped(item.chart->alternative);
    if (item.picture.empty()) return paragraph(14, "", words);
    return fmt::format(
        "<table role=\"presentation\" width=\"100%\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" "
        "style=\"margin:14px 0 0 0\"><tr><td><img src=\"cid:{}\" width=\"{}\" alt=\"{}\" "
        "style=\"display:block;width:100%;max-width:{}px;height:auto;border:0\"></td></tr></table>\n",
        escaped(item.picture), chart_width, words, chart_width);
}

std::string members_of(const LetterItem& item) {
    if (item.members.empty()) return {};
    std::string rows;
    for (const auto& member : item.members) {
        rows += fmt::format(
            "<tr><td style=\"padding:4px 0;border-top:1px solid #e6e8e3;word-break:break-word\">{}</td></tr>\n",
            escaped(member));
    }
    return paragraph(14, "font-size:14px;font-weight:bold", escaped(item.members_title)) +
           fmt::format(
               "<table width=\"100%\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:4px 0 0 0;"
               "font-size:14px;line-height:20px\">\n{}</table>\n",
               rows);
}

std::string to_do_of(const LetterItem& item) {
    if (item.to_do.empty()) return {};
    return fmt::format(
        "<table role=\"presentation\" width=\"100%\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" "
        "style=\"margin:16px 0 0 0\"><tr><td bgcolor=\"{0}\" style=\"background:{0};padding:10px 14px\">"
        "<p style=\"margin:0\"><b style=\"color:#1d2320\">What to do</b><br>{1}</p></td></tr></table>\n",
        style_of(item.tone).ground, escaped(item.to_do));
}

std::string small_print_of(const LetterItem& item) {
    std::string html;
    if (!item.rule.empty()) html += "The rule behind it: " + escaped(item.rule) + "<br>";
    html += fmt::format("Alert {}", item.alert);
    if (!item.acknowledge.empty()) {
        html += fmt::format(
            ". To acknowledge it:<br><span style=\"font-family:Consolas,'Courier New',monospace;font-size:12px;"
            "color:#1d2320;word-break:break-word\">{}</span>",
            escaped(item.acknowledge));
    }
    return paragraph(14, "font-size:12px;line-height:18px;color:#626a64", html);
}

}  // namespace

std::string card_of(const LetterItem& item) {
    const auto style = style_of(item.tone);
    std::string inside = paragraph(0, "font-size:13px;line-height:18px;color:#565d58", badge_of(item));
    inside += fmt::format(
        "<h3 "
        "style=\"margin:4px 0 0 0;font-size:18px;line-height:24px;font-weight:bold;color:#1d2320\">{}</h3>\n",
        escaped(item.headline));
    if (!item.contract.empty()) inside += paragraph(0, "font-size:15px;line-height:21px", escaped(item.contract));
    inside += sentences_of(item) + to_do_of(item) + chart_of(item) + evidence_of(item) + members_of(item) +
              small_print_of(item);
    return fmt::format(
        "<table role=\"presentation\" width=\"100%\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" "
        "style=\"margin:0 0 14px 0\"><tr>\n<td width=\"4\" bgcolor=\"{0}\" style=\"width:4px;background:{0};"
        "font-size:0;line-height:0\">&nbsp;</td>\n<td bgcolor=\"#ffffff\" style=\"background:#ffffff;"
        "border:1px solid #dfe2dc;border-left:0;padding:16px 18px;font-size:15px;line-height:22px;color:#1d2320\">\n"
        "{1}</td></tr></table>\n",
        style.colour, inside);
}

std::string brief_row_of(const LetterItem& item) {
    const auto contract = item.contract.empty() ? std::string{} : "<br>" + escaped(item.contract);
    return fmt::format(
        "<tr><td style=\"padding:7px 0;border-top:1px solid #dfe2dc;font-size:14px;line-height:20px;color:#565d58\">"
        "{} &#183; <b style=\"color:#1d2320\">{}</b> &#183; alert {}{}</td></tr>\n",
        badge_of(item), escaped(item.headline), item.alert, contract);
}

}  // namespace contractwatch

// The page around the items.
#include "adapters/html/letter_html.h"

#include <string_view>

#include <fmt/format.h>

#include "adapters/html/escape.h"
#include "adapters/html/item_html.h"

namespace contractwatch {
namespace {

// What the items may take of the page: the rest is for head, headings and closing.
constexpr std::size_t bytes_for_cards = 60'000;
constexpr std::size_t bytes_for_rows = 25'000;

constexpr std::string_view page =
    R"(<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>{subject}</title>
</head>
<body style="margin:0;padding:0;background:#f1f2ee;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">{preview}</div>
<table role="presentation" width="100%" border="0" cellpadding="0" cellspacing="0" bgcolor="#f1f2ee" style="background:#f1f2ee">
<tr><td align="center" style="padding:20px 10px 32px 10px">
<!--[if mso]><table role="presentation" width="600" align="center" border="0" cellpadding="0" cellspacing="0"><tr><td><![endif]-->
<table role="presentation" width="100%" border="0" cellpadding="0" cellspacing="0" style="width:100%;max-width:600px">
<tr><td align="left" style="font-family:'Segoe UI',Calibri,Arial,sans-serif;font-size:15px;line-height:22px;color:#1d2320">
{content}</td></tr></table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
)";

std::string head_of(const Letter& letter) {
    return fmt::format(
        "<p style=\"margin:0;font-size:13px;line-height:18px;color:#565d58\">contractwatch &#183; {}</p>\n"
        "<h1 style=\"margin:2px 0 0 0;font-size:26px;line-height:32px;font-weight:bold;color:#1f4a3d\">{}</h1>\n"
        "<table role=\"presentation\" width=\"100%\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\"><tr>"
        "<td height=\"10\" style=\"border-bottom:2px solid "
        "#1f4a3d;font-size:0;line-height:0\">&nbsp;</td></tr></table>\n",
        escaped(letter.dateline), escaped(letter.title));
}

std::string opening_of(const Letter& letter) {
    auto html = fmt::format("<p style=\"margin:18px 0 0 0\">{}</p>\n", escaped(letter.greeting));
    for (const auto& sentence : letter.opening) {
        html +=
            fmt::format("<p style=\"margin:10px 0 0 0;font-size:16px;line-height:24px\">{}</p>\n", escaped(sentence));
    }
    return html;
}

std::string verbatim_of(const Letter& letter) {
    if (letter.verbatim.empty()) return {};
    std::string html =
        "<pre style=\"margin:16px 0 0 0;padding:12px;background:#ffffff;border:1px solid #cdd1ca;font-family:Consolas,"
        "'Courier New',monospace;font-size:12px;line-height:18px;white-space:pre-wrap;word-break:break-all\">";
    for (const auto& line : letter.verbatim)
        html += escaped(line) + '\n';
    return html + "</pre>\n";
}

std::string section_head_of(const LetterSection& section) {
    return fmt::format(
        "<h2 style=\"margin:28px 0 10px 0;font-size:19px;line-height:24px;font-weight:bold;color:#1f4a3d\">"
        "{} <span style=\"font-weight:normal;color:#565d58\">({})</span></h2>\n",
        escaped(section.title), section.items.size());
}

/// So many bytes; once something did not fit, nothing more does, so that what is told at length is what comes first.
class Room {
  public:
    explicit Room(std::size_t bytes) : left_(bytes) {}

    /// Adds the item as the renderer writes it. Says whether it did.
    bool add(std::string (*html_of_item)(const LetterItem&), const LetterItem& item, std::string& place) {
        if (left_ == 0) return false;
        const auto html = html_of_item(item);
        const bool fits = html.size() <= left_;
        left_ = fits ? left_ - html.size() : 0;
        if (fits) place += html;
        return fits;
    }

  private:
    std::size_t left_;
};

/// Puts the items of one letter on the page as long as there is room.
class Items {
  public:
    /// The section: cards first, then the rows of what is told in brief.
    std::string html_of(const LetterSection& section) {
        cards_.clear();
        rows_.clear();
        for (const auto& item : section.items)
            place(item);
        auto html = section_head_of(section) + cards_;
        if (rows_.empty()) return html;
        return html +
               "<table role=\"presentation\" width=\"100%\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\">\n" +
               rows_ + "</table>\n";
    }

    std::size_t left_out() const { return left_out_; }

  private:
    void place(const LetterItem& item) {
        if (item.length == Length::full && cards_left_.add(card_of, item, cards_)) return;
        if (!rows_left_.add(brief_row_of, item, rows_)) ++left_out_;
    }

    std::string cards_;
    std::string rows_;
    Room cards_left_{bytes_for_cards};
    Room rows_left_{bytes_for_rows};
    std::size_t left_out_ = 0;
};

std::string sections_of(const Letter& letter) {
    std::string html;
    Items items;
    for (const auto& section : letter.sections)
        html += items.html_of(section);
    if (items.left_out() == 0) return html;
    return html + fmt::format(
                      "<p style=\"margin:16px 0 0 0\"><b>And {} more.</b> The plain text of this mail names them "
                      "all, and so does <span style=\"font-family:Consolas,'Courier New',monospace;font-size:13px\">"
                      "contractwatch alerts --open</span>.</p>\n",
                      items.left_out());
}

std::string closing_of(const Letter& letter) {
    std::string html =
        "<table role=\"presentation\" width=\"100%\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\"><tr>"
        "<td height=\"24\" style=\"border-bottom:1px solid "
        "#cdd1ca;font-size:0;line-height:0\">&nbsp;</td></tr></table>\n";
    for (const auto& sentence : letter.closing) {
        html += fmt::format(
            "<p style=\"margin:10px 0 0 "
            "0;font-size:12px;line-height:18px;color:#626a64;word-break:break-word\">{}</p>\n",
            escaped(sentence));
    }
    return html;
}

}  // namespace

std::string html_of(const Letter& letter) {
    return fmt::format(page, fmt::arg("subject", escaped(letter.subject)),
                       fmt::arg("preview", escaped(letter.opening.empty() ? std::string{} : letter.opening.front())),
                       fmt::arg("content", head_of(letter) + opening_of(letter) + verbatim_of(letter) +
                                               sections_of(letter) + closing_of(letter)));
}

}  // namespace contractwatch

// A message in plain words, before it is laid out for a mail program.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/alerts/alert.h"
#include "domain/alerts/digest.h"
#include "domain/measures/chart_sheet.h"

namespace contractwatch {

/// How much an item presses. Shown by a word and a shape as well as by a colour.
enum class Tone { critical, warning, info, settled };

/// A figure or fact with its name, both in words.
struct LetterLine {
    std::string name;
    std::string value;

    friend bool operator==(const LetterLine&, const LetterLine&) = default;
};

/// Whether an item is told at length or in a few lines; a mail of hundreds stays one that can be read.
enum class Length { full, brief };

/// One alert, told. Every text is one line without control characters; what does not apply is empty.
struct LetterItem {
    AlertId alert = 0;
    Tone tone = Tone::info;
    Length length = Length::full;
    std::string tone_word;  ///< Critical, Warning, For information, Resolved
    std::string headline;   ///< what was found, such as "Review due"
    std::string stage;      ///< "due in 10 working days", "reminder 2"
    std::string contract;   ///< its reference and title
    std::string why_you;    ///< a sentence
    std::vector<std::string> sentences;
    std::string members_title;         ///< "Invoices (38)"
    std::vector<std::string> members;  ///< the last may be "and 13 more"
    std::vector<LetterLine> evidence;
    std::string to_do;
    std::string rule;         ///< small print: the rule and its source
    std::string acknowledge;  ///< the command, as it is typed
    std::optional<ChartSheet> chart = {};
    std::string picture = {};  ///< the Content-ID under which the chart is shown; whoever composes the message gives it
    std::string chart_note = {};  ///< where the chart is to be seen, of a matter that has one but does not show it
};

struct LetterSection {
    std::string title;
    std::vector<LetterItem> items;
};

struct Letter {
    Recipient to;
    Purpose purpose = Purpose::digest;
    std::string subject;   ///< at most 120 characters
    std::string title;     ///< what this mail is: "Contract digest"
    std::string dateline;  ///< Thursday 1 October 2026
    std::string greeting;
    std::vector<std::string> opening;
    std::vector<std::string> verbatim;    ///< lines that are shown as they are, such as those of a signed note
    std::vector<LetterSection> sections;  ///< without empty ones
    std::vector<std::string> closing;     ///< how the mail came about, and what it is not
};

}  // namespace contractwatch

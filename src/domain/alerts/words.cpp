// Names, values and texts of the record as a mail spells them.
#include "domain/alerts/words.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/date.h"
#include "base/decimal.h"
#include "base/money.h"
#include "base/text.h"
#include "domain/facts/legal_rules.h"

namespace contractwatch {
namespace {

// Bounds that only a damaged or hostile register reaches.
constexpr std::size_t name_characters = 80;
constexpr std::size_t value_characters = 240;
constexpr std::size_t sentence_characters = 900;

std::string text_in_words(std::string_view text) {
    using Meaning = std::pair<std::string_view, std::string_view>;
    constexpr std::array<Meaning, 9> spoken{{{"pa23", "Procurement Act 2023"},
                                             {"pcr15", "Public Contracts Regulations 2015"},
                                             {"below_threshold", "regulated below-threshold contract"},
                                             {"psr", "Provider Selection Regime"},
                                             {"in_house", "in-house"},
                                             {"approaching_target", "approaching target"},
                                             {"requires_improvement", "requires improvement"},
                                             {"options_appraisal", "options appraisal"},
                                             {"lead_director", "lead director"}}};
    const auto* const found = std::ranges::find(spoken, text, &Meaning::first);
    if (found != spoken.end()) return std::string{found->second};
    return with_days_in_words(text);
}

std::string number_in_words(std::string_view name, std::int64_t number) {
    if (name.ends_with("_pence")) return Money::pence(number).text();
    return std::to_string(number);
}

std::string of_unit(LegalUnit unit, std::string_view value) {
    const auto number = Decimal::parse(value);
    if (unit == LegalUnit::pounds && number) return Money::pence(number->units() / (Decimal::scale / 100)).text();
    return std::string{value} + ' ' + std::string{name_of(unit)};
}

/// "payment_days_pa23 30 from 24 February 2025, ..." as "30 days from 24 February 2025, ...".
std::string legal_number_in_words(std::string_view number) {
    const auto name = number.substr(0, number.find(' '));
    const auto from = number.find(" from ");
    const auto rule = std::ranges::find(legal_rules(), name, &LegalRule::name);
    if (rule == legal_rules().end() || from == std::string_view::npos) return std::string{number};
    const auto value = number.substr(name.size() + 1, from - name.size() - 1);
    return of_unit(rule->unit, value) + std::string{number.substr(from)};
}

std::string list_in_words(std::string_view name, const std::vector<std::string>& list) {
    std::string words;
    for (const auto& entry : list)
        words += (words.empty() ? "" : ", ") +
                 (name == "legal_numbers" ? legal_number_in_words(entry) : text_in_words(entry));
    return words.empty() ? "none" : words;
}

std::string value_in_words(const Field& field) {
    return std::visit(
        [&field](const auto& value) -> std::string {
            using T = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<T, std::monostate>)
                return "not known";
            else if constexpr (std::is_same_v<T, bool>)
                return value ? "yes" : "no";
            else if constexpr (std::is_same_v<T, std::int64_t>)
                return number_in_words(field.name, value);
            else if constexpr (std::is_same_v<T, std::string>)
                return value.empty() ? "not known" : text_in_words(value);
            else
                return list_in_words(field.name, value);
        },
        field.value);
}

}  // namespace

std::string capitalised(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 0x20);
    return text;
}

std::string clipped(std::string_view text, std::size_t characters) {
    constexpr std::string_view cut = "...";
    // Bounds the work; what lies so far behind would be cut off anyway.
    auto line = single_line(text.substr(0, (characters + 1) * 16));
    const auto begins = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
    if (std::cmp_less_equal(std::ranges::count_if(line, begins), characters)) return line;
    std::size_t kept = 0;
    std::size_t at = 0;
    while (at < line.size() && !(begins(line[at]) && kept++ == characters - cut.size()))
        ++at;
    return line.substr(0, at).append(cut);
}

std::string with_spaces(std::string_view name) {
    std::string words = single_line(name);
    std::ranges::replace(words, '_', ' ');
    return words;
}

std::string with_days_in_words(std::string_view text) {
    constexpr std::size_t day_length = 10;
    std::string words;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(" ,;:()", at), text.size());
        const auto word = text.substr(at, end - at);
        const auto day = word.size() == day_length ? Date::parse(word) : std::nullopt;
        words += day ? day->short_text() : std::string{word};
        if (end < text.size()) words += text[end];
        at = end + 1;
    }
    return words;
}

std::string_view source_of(std::string_view rule) {
    const auto open = rule.find(" (");
    if (open == std::string_view::npos) return {};
    const auto begin = open + 2;
    int depth = 1;
    for (auto at = begin; at < rule.size(); ++at) {
        if (rule[at] == '(') ++depth;
        if (rule[at] == ')' && --depth == 0) return rule.substr(begin, at - begin);
    }
    return {};
}

std::string sentence_of(std::string_view text) {
    auto sentence = capitalised(clipped(trimmed(text), sentence_characters));
    constexpr std::string_view ends = ".!?:";
    if (!sentence.empty() && ends.find(sentence.back()) == std::string_view::npos) sentence += '.';
    return sentence;
}

LetterLine in_words(const Field& field) {
    auto name = with_spaces(field.name);
    if (name.ends_with(" pence")) name.resize(name.size() - std::string_view{" pence"}.size());
    return {capitalised(clipped(name, name_characters)), clipped(value_in_words(field), value_characters)};
}

}  // namespace contractwatch

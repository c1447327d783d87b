// How each type of value is checked, described and written.
#include "settings/shape.h"

#include <algorithm>
#include <cstdio>
#include <limits>

#include "base/money.h"
#include "base/text.h"
#include "domain/facts/email_address.h"

namespace contractwatch {
namespace {

constexpr std::size_t most_text_bytes = 1000;

bool is_letter_or_digit(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
}

bool is_domain(std::string_view text) {
    if (text.empty() || text.size() > 253 || text.back() == '-') return false;
    char before = '.';
    for (const char letter : text) {
        if (letter == '.' && (before == '.' || before == '-')) return false;
        if (letter == '-' && before == '.') return false;
        if (letter != '.' && letter != '-' && !is_letter_or_digit(letter)) return false;
        before = letter;
    }
    return before != '.';
}

/// A mail server: a name, or an address of IPv4 or IPv6.
bool is_host(std::string_view text) {
    const bool hexadecimal = text.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
    return is_domain(text) || (hexadecimal && text.find(':') != std::string_view::npos);
}

std::string listed(const std::vector<std::string_view>& choices) {
    std::string text;
    for (std::size_t at = 0; at < choices.size(); ++at) {
        if (at > 0) text += at + 1 == choices.size() ? " or " : ", ";
        text += quoted(choices[at]);
    }
    return text;
}

std::string bounds_of(const Shape& shape) {
    return std::to_string(shape.least) + " to " + std::to_string(shape.most);
}

/// What the value should be, with an example.
std::string expectation(const Shape& shape) {
    switch (shape.type) {
        case KeyType::text:
            return "text in quotes such as \"Contract reviews\"";
        case KeyType::email:
            return "an address in quotes such as \"procurement@council.example\"";
        case KeyType::domain:
            return "a name in quotes such as \"mail.council.example\"";
        case KeyType::path:
        case KeyType::secret_file:
            return "a path in quotes such as \"/var/lib/contractwatch\"";
        case KeyType::choice:
            return listed(shape.choices);
        case KeyType::yes_no:
            return "true or false, without quotes";
        case KeyType::whole:
            return "a whole number from " + bounds_of(shape) + ", without quotes";
        case KeyType::percent:
            return "a whole number of per cent from " + bounds_of(shape) + ", without quotes";
        case KeyType::money:
            return "an amount in pounds such as 50000 or \"1,234.50\"";
        case KeyType::time_of_day:
            return "a time of day in quotes such as \"08:00\"";
        case KeyType::whole_list:
            return "a list of whole numbers from " + bounds_of(shape) + " such as [20, 10, 5, 1]";
        case KeyType::header_row:
            return "\"auto\", \"none\" or the number of the header's line";
    }
    return {};
}

Error wrong(const Shape& shape, const Given& given) {
    return invalid("is " + in_words(given) + "; it should be " + expectation(shape));
}

Result<Accepted> accept_text(const Shape& shape, const Given& given) {
    if (given.form != Given::Form::text) return wrong(shape, given);
    if (given.text.size() > most_text_bytes)
        return invalid("is longer than " + std::to_string(most_text_bytes) + " bytes");
    if (given.text != single_line(given.text))
        return invalid("holds a line end or a control character; it should be one plain line");
    const auto text = std::string{trimmed(given.text)};
    if (shape.type == KeyType::email && !text.empty()) {
        if (const auto fault = fault_of_address(text)) return invalid("is " + quoted(text) + ", which " + *fault);
    }
    if (shape.type == KeyType::domain && !text.empty() && !is_host(text)) return wrong(shape, given);
    return Accepted{text};
}

Result<Accepted> accept_choice(const Shape& shape, const Given& given) {
    if (given.form != Given::Form::text) return wrong(shape, given);
    const auto wanted = header_key(given.text);
    const auto found = std::ranges::find_if(shape.choices, [&](auto choice) { return header_key(choice) == wanted; });
    if (found != shape.choices.end()) return Accepted{static_cast<std::int64_t>(found - shape.choices.begin())};
    const auto meant = nearest(given.text, shape.choices);
    auto error = wrong(shape, given);
    if (!meant.empty()) error.message += "; did you mean " + quoted(meant) + "?";
    return error;
}

Result<Accepted> accept_whole(const Shape& shape, const Given& given) {
    if (given.form != Given::Form::whole) return wrong(shape, given);
    if (given.whole < shape.least || given.whole > shape.most)
        return invalid("is " + std::to_string(given.whole) + "; it should be from " + bounds_of(shape));
    return Accepted{given.whole * shape.unit};
}

Result<Accepted> accept_money(const Shape& shape, const Given& given) {
    constexpr std::int64_t most_pounds = 90'000'000'000;
    const bool number = given.form == Given::Form::whole && given.whole >= 0 && given.whole < most_pounds;
    if (number) return Accepted{Money::pounds(given.whole).pence()};
    const auto amount = given.form == Given::Form::text ? Money::parse(given.text) : std::nullopt;
    if (!amount || *amount < Money{}) return wrong(shape, given);
    return Accepted{amount->pence()};
}

Result<Accepted> accept_time(const Shape& shape, const Given& given) {
    const auto& text = given.text;
    const bool shaped = given.form == Given::Form::text && text.size() == 5 && text[2] == ':' &&
                        (text.substr(0, 2) + text.substr(3)).find_first_not_of("0123456789") == std::string::npos;
    if (!shaped) return wrong(shape, given);
    const int hours = (text[0] - '0') * 10 + (text[1] - '0');
    const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
    if (hours > 23 || minutes > 59) return wrong(shape, given);
    return Accepted{std::int64_t{hours * 60 + minutes}};
}

Result<Accepted> accept_list(const Shape& shape, const Given& given) {
    constexpr std::size_t most_items = 50;
    if (given.form != Given::Form::list) return wrong(shape, given);
    if (given.parts.size() > most_items) return invalid("has more than " + std::to_string(most_items) + " numbers");
    std::vector<int> numbers;
    for (const auto& part : given.parts) {
        const bool good = part.form == Given::Form::whole && part.whole >= shape.least && part.whole <= shape.most;
        if (!good) return invalid("holds " + in_words(part) + "; it should be " + expectation(shape));
        numbers.push_back(static_cast<int>(part.whole));
    }
    return Accepted{std::move(numbers)};
}

Result<Accepted> accept_header_row(const Shape& shape, const Given& given) {
    if (given.form == Given::Form::whole) return accept_whole(shape, given);
    if (given.form == Given::Form::text && given.text == "auto") return Accepted{std::int64_t{0}};
    if (given.form == Given::Form::text && given.text == "none") return Accepted{std::int64_t{-1}};
    return wrong(shape, given);
}

std::string time_text(std::int64_t minutes) {
    char text[16];
    std::snprintf(text, sizeof text, "%02d:%02d", static_cast<int>(minutes / 60 % 24), static_cast<int>(minutes % 60));
    return text;
}

std::string money_text(std::int64_t pence) {
    return pence % 100 == 0 ? std::to_string(pence / 100) : quoted(Money::pence(pence).text());
}

std::string whole_text(const Shape& shape, std::int64_t value) {
    switch (shape.type) {
        case KeyType::choice:
            return quoted(shape.choices.at(static_cast<std::size_t>(value)));
        case KeyType::money:
            return money_text(value);
        case KeyType::time_of_day:
            return quoted(time_text(value));
        case KeyType::header_row:
            return value == 0 ? quoted("auto") : value < 0 ? quoted("none") : std::to_string(value);
        default:
            return std::to_string(value / shape.unit);
    }
}

std::string list_text(const std::vector<int>& numbers) {
    std::string text = "[";
    for (const int number : numbers)
        text += (text.size() > 1 ? ", " : "") + std::to_string(number);
    return text + "]";
}

}  // namespace

std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') result += '\\';
        result += letter;
    }
    return result + "\"";
}

std::string in_words(const Given& given) {
    constexpr std::size_t shown = 60;
    switch (given.form) {
        case Given::Form::text: {
            const auto line = single_line(given.text);
            return line.empty() ? "empty" : line.size() > shown ? "a long text" : "the text " + quoted(line);
        }
        case Given::Form::whole:
            return "the number " + std::to_string(given.whole);
        case Given::Form::decimal:
            return "a number with decimals";
        case Given::Form::yes_no:
            return given.yes ? "true" : "false";
        case Given::Form::moment:
            return "a date or time without quotes";
        case Given::Form::list:
            return "a list";
        case Given::Form::table:
            return "a section";
    }
    return {};
}

Result<Accepted> accept(const Shape& shape, const Given& given) {
    switch (shape.type) {
        case KeyType::choice:
            return accept_choice(shape, given);
        case KeyType::yes_no:
            if (given.form != Given::Form::yes_no) return wrong(shape, given);
            return Accepted{given.yes};
        case KeyType::whole:
        case KeyType::percent:
            return accept_whole(shape, given);
        case KeyType::money:
            return accept_money(shape, given);
        case KeyType::time_of_day:
            return accept_time(shape, given);
        case KeyType::whole_list:
            return accept_list(shape, given);
        case KeyType::header_row:
            return accept_header_row(shape, given);
        default:
            return accept_text(shape, given);
    }
}

std::string written(const Shape& shape, const Accepted& value) {
    if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "true" : "false";
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return whole_text(shape, *whole);
    if (const auto* text = std::get_if<std::string>(&value)) return quoted(*text);
    return list_text(std::get<std::vector<int>>(value));
}

std::string description(const Shape& shape) {
    switch (shape.type) {
        case KeyType::text:
            return "text";
        case KeyType::email:
            return "address";
        case KeyType::domain:
            return "name of a host or domain";
        case KeyType::path:
            return "path";
        case KeyType::secret_file:
            return "path of a secret file";
        case KeyType::choice:
            return listed(shape.choices);
        case KeyType::yes_no:
            return "true or false";
        case KeyType::whole:
            return "whole number, " + bounds_of(shape);
        case KeyType::percent:
            return "per cent, " + bounds_of(shape);
        case KeyType::money:
            return "pounds";
        case KeyType::time_of_day:
            return "time of day";
        case KeyType::whole_list:
            return "list of whole numbers, each " + bounds_of(shape);
        case KeyType::header_row:
            return "\"auto\", \"none\" or a line number";
    }
    return {};
}

}  // namespace contractwatch

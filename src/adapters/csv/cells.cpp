// Cells by type: the common spellings at once, the others with patience.
#include "adapters/csv/cells.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/csv/dates.h"
#include "domain/facts/email_address.h"

namespace contractwatch {
namespace {

using Fault = std::optional<std::string>;

/// As it was given, safe and short enough for a sentence.
std::string quoted(std::string_view cell) {
    constexpr std::size_t longest = 60;
    auto shown = single_line(cell);
    if (shown.size() <= longest) return '"' + shown + '"';
    shown.resize(longest);
    while (!is_utf8(shown))
        shown.pop_back();
    return '"' + shown + "...\"";
}

Fault read_reference(std::string_view cell, Value& into) {
    const auto odd = [](unsigned char letter) { return letter < ' ' || letter >= 0x7F; };
    const bool plain = cell.find("  ") == std::string_view::npos && std::ranges::none_of(cell, odd);
    if (plain) {
        into = std::string{cell};
        return std::nullopt;
    }
    std::string collapsed;
    while (!cell.empty()) {
        const auto end = std::min(cell.find_first_of(" \t\r\n"), cell.size());
        if (!collapsed.empty()) collapsed += ' ';
        collapsed += cell.substr(0, end);
        cell = trimmed(cell.substr(end));
    }
    into = std::move(collapsed);
    return std::nullopt;
}

Fault read_email(std::string_view cell, Value& into) {
    if (auto fault = fault_of_address(cell)) return quoted(cell) + ' ' + *fault;
    into = std::string{cell};
    return std::nullopt;
}

Fault read_date(std::string_view cell, DateOrder order, Value& into) {
    const auto date = parse_date(cell, order);
    if (!date) return date.error().message;
    into = cell.size() == 10 && cell[4] == '-' ? std::string{cell} : date->text();
    return std::nullopt;
}

/// Pence of 1234, 1234.5 or 1234.50 with or without a minus; nothing for anything else, good or bad.
std::optional<std::int64_t> plain_pence(std::string_view cell) {
    const bool negative = cell.front() == '-';
    if (negative) cell.remove_prefix(1);
    const auto point = std::min(cell.find('.'), cell.size());
    const auto decimals = cell.size() - point;  // with the point
    if (point == 0 || point > 10 || decimals == 1 || decimals > 3) return std::nullopt;
    std::int64_t pence = 0;
    for (std::size_t at = 0; at < cell.size(); ++at) {
        if (at == point) continue;
        if (cell[at] < '0' || cell[at] > '9') return std::nullopt;
        pence = pence * 10 + (cell[at] - '0');
    }
    if (decimals == 0) pence *= 100;
    if (decimals == 2) pence *= 10;
    return negative ? -pence : pence;
}

/// Without the zeros that programs write behind the pence: 1234.5000 is 1234.50.
std::string_view without_idle_zeros(std::string_view cell) {
    const auto point = cell.find('.');
    if (point == std::string_view::npos) return cell;
    while (cell.size() > point + 3 && cell.back() == '0')
        cell.remove_suffix(1);
    return cell;
}

/// Ledgers that write the sign behind the amount: 38,937.00- is -38,937.00.
std::string with_sign_before(std::string_view cell) {
    const bool behind = cell.ends_with('-') && cell.find_first_of("-(") == cell.size() - 1;
    return behind ? '-' + std::string{trimmed(cell.substr(0, cell.size() - 1))} : std::string{cell};
}

Fault read_money(std::string_view cell, Value& into) {
    if (const auto pence = plain_pence(cell)) {
        into = *pence;
        return std::nullopt;
    }
    const auto signed_amount = with_sign_before(cell);
    const auto money = Money::parse(without_idle_zeros(signed_amount));
    if (!money) {
        return quoted(cell) + " is no amount in pounds and pence; write it as 1234.50, 1,234.50 or -1,234.50";
    }
    into = money->pence();
    return std::nullopt;
}

Fault read_decimal(std::string_view cell, Value& into) {
    const auto decimal = Decimal::parse(cell);
    if (!decimal)
        return quoted(cell) + " is no number, or one of nine billion or more; write it in digits, such as 96.5";
    into = decimal->text();
    return std::nullopt;
}

Fault read_integer(std::string_view cell, Value& into) {
    const auto decimal = Decimal::parse(cell);
    const bool whole = decimal && decimal->units() % Decimal::scale == 0 && cell.find('%') == std::string_view::npos;
    if (!whole) return quoted(cell) + " is no whole number; write it in digits, such as 30";
    into = decimal->units() / Decimal::scale;
    return std::nullopt;
}

Fault read_yes_no(std::string_view cell, Value& into) {
    const auto key = key_of(cell);
    for (const auto* yes : {"yes", "y", "true", "1"}) {
        if (key != yes) continue;
        into = std::int64_t{1};
        return std::nullopt;
    }
    for (const auto* no : {"no", "n", "false", "0"}) {
        if (key != no) continue;
        into = std::int64_t{0};
        return std::nullopt;
    }
    return quoted(cell) + " is neither yes nor no; write yes or no, or leave the cell blank where it is unknown";
}

Fault read_choice(const Column& column, std::string_view cell, Value& into) {
    const auto key = header_key(cell);
    for (const auto choice : column.choices) {
        if (choice != cell && header_key(choice) != key) continue;
        into = std::string{choice};
        return std::nullopt;
    }
    const auto meant = nearest(key_of(cell), column.choices);
    if (!meant.empty()) return fmt::format("{} is unknown; did you mean {}?", quoted(cell), meant);
    return fmt::format("{} is unknown; write one of {}", quoted(cell), fmt::join(column.choices, ", "));
}

}  // namespace

std::optional<std::string> read_cell(const Column& column, std::string_view cell, DateOrder order, Value& into) {
    switch (column.type) {
        case ColumnType::text:
            into = std::string{cell};
            return std::nullopt;
        case ColumnType::reference:
            return read_reference(cell, into);
        case ColumnType::email:
            return read_email(cell, into);
        case ColumnType::date:
            return read_date(cell, order, into);
        case ColumnType::money:
            return read_money(cell, into);
        case ColumnType::decimal:
            return read_decimal(cell, into);
        case ColumnType::integer:
            return read_integer(cell, into);
        case ColumnType::yes_no:
            return read_yes_no(cell, into);
        case ColumnType::choice:
            return read_choice(column, cell, into);
    }
    return std::nullopt;
}

}  // namespace contractwatch

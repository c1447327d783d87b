// Rows of a fold held in memory as bytes, found by key and given out in key order.
#include "adapters/sqlite/held_rows.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>
#include <new>

namespace contractwatch::sqlite {
namespace {

constexpr std::uint16_t number_mark = 0x8000;

template <class Number>
void append(std::string& to, Number number) {
    char bytes[sizeof number];
    std::memcpy(bytes, &number, sizeof number);
    to.append(bytes, sizeof number);
}

template <class Number>
Number taken(std::string_view& from) {
    Number number;
    std::memcpy(&number, from.data(), sizeof number);
    from.remove_prefix(sizeof number);
    return number;
}

/// A column's place, marked where a number follows; else the text follows, with its length before it.
void write_cells(const Row& row, std::string& cells) {
    cells.clear();
    for (std::size_t column = 0; column < row.values.size(); ++column) {
        const auto place = static_cast<std::uint16_t>(column);
        if (const auto* number = std::get_if<std::int64_t>(&row.values[column])) {
            append(cells, static_cast<std::uint16_t>(place | number_mark));
            append(cells, *number);
        } else if (const auto* text = std::get_if<std::string>(&row.values[column])) {
            append(cells, place);
            append(cells, static_cast<std::uint32_t>(text->size()));
            cells += *text;
        }
    }
}

std::uint64_t hash_of(std::string_view key) {
    return std::hash<std::string_view>{}(key);
}

/// The first bytes of a key after what all keys begin with, as a number that sorts as they do.
std::uint64_t lead_of(std::string_view key, std::size_t alike) {
    std::uint64_t lead = 0;
    for (std::size_t at = alike; at < alike + sizeof lead; ++at)
        lead = lead << 8U | (at < key.size() ? static_cast<unsigned char>(key[at]) : 0U);
    return lead;
}

/// How many bytes all keys begin with alike.
std::size_t bytes_alike(const std::vector<HeldRow*>& rows) {
    if (rows.empty()) return 0;
    auto alike = rows.front()->key();
    for (const auto* row : rows) {
        const auto differs = std::ranges::mismatch(alike, row->key()).in1;
        alike = alike.substr(0, static_cast<std::size_t>(differs - alike.begin()));
    }
    return alike.size();
}

}  // namespace

std::size_t first_column(std::string_view cells) {
    return static_cast<std::size_t>(taken<std::uint16_t>(cells) & ~number_mark);
}

HeldCell next_cell(std::string_view& cells) {
    const auto place = taken<std::uint16_t>(cells);
    if ((place & number_mark) != 0)
        return {static_cast<std::size_t>(place & ~number_mark), true, taken<std::int64_t>(cells), {}};
    const auto size = taken<std::uint32_t>(cells);
    const auto text = cells.substr(0, size);
    cells.remove_prefix(size);
    return {place, false, 0, text};
}

HeldRow* HeldRows::find(std::string_view key) const {
    if (slots_.empty()) return nullptr;
    const auto slot = slots_[slot_of(key, hash_of(key))];
    return slot.row == 0 ? nullptr : rows_[slot.row - 1];
}

/// The slot of that key, or the free one where it would go.
std::size_t HeldRows::slot_of(std::string_view key, std::uint64_t hash) const {
    const auto mask = slots_.size() - 1;
    const auto part = static_cast<std::uint32_t>(hash >> 32U);
    auto slot = static_cast<std::uint32_t>(hash) & mask;
    for (; slots_[slot].row != 0; slot = (slot + 1) & mask) {
        if (slots_[slot].hash_part == part && rows_[slots_[slot].row - 1]->key() == key) break;
    }
    return slot;
}

void HeldRows::hold(std::string_view key, const Row& row, const HeldOrigin& origin) {
    if (rows_.size() * 2 >= slots_.size()) grow();
    write_cells(row, cells_);
    used_.resize(row.values.size());
    for (std::size_t column = 0; column < used_.size(); ++column) {
        if (!blank(row.values[column])) used_[column] = true;
    }
    const auto hash = hash_of(key);
    auto* held = new (room(sizeof(HeldRow) + key.size() + cells_.size()))
        HeldRow{origin, static_cast<std::uint32_t>(key.size()), static_cast<std::uint32_t>(cells_.size())};
    auto* bytes = reinterpret_cast<char*>(held + 1);
    cells_.copy(std::copy(key.begin(), key.end(), bytes), cells_.size());
    auto& slot = slots_[slot_of(key, hash)];
    if (slot.row != 0) {
        rows_[slot.row - 1] = held;
        return;
    }
    rows_.push_back(held);
    slot = {static_cast<std::uint32_t>(hash >> 32U), static_cast<std::uint32_t>(rows_.size())};
}

void HeldRows::grow() {
    constexpr std::size_t fewest = 64;
    slots_.assign(std::max(fewest, slots_.size() * 2), {});
    for (std::size_t at = 0; at < rows_.size(); ++at) {
        const auto key = rows_[at]->key();
        const auto hash = hash_of(key);
        slots_[slot_of(key, hash)] = {static_cast<std::uint32_t>(hash >> 32U), static_cast<std::uint32_t>(at + 1)};
    }
}

char* HeldRows::room(std::size_t bytes) {
    bytes = (bytes + alignof(HeldRow) - 1) / alignof(HeldRow) * alignof(HeldRow);
    if (bytes > left_) {
        const auto size = std::max(bytes, chunk_bytes);
        chunks_.push_back(std::make_unique_for_overwrite<char[]>(size));
        left_ = size;
        free_ = chunks_.back().get();
    }
    auto* found = free_;
    free_ += bytes;
    left_ -= bytes;
    return found;
}

std::vector<const HeldRow*> HeldRows::in_order() const {
    std::vector<std::pair<std::uint64_t, const HeldRow*>> led;
    led.reserve(rows_.size());
    const auto alike = bytes_alike(rows_);
    for (const auto* row : rows_)
        led.emplace_back(lead_of(row->key(), alike), row);
    std::ranges::sort(led, [](const auto& one, const auto& other) {
        return one.first != other.first ? one.first < other.first : one.second->key() < other.second->key();
    });
    std::vector<const HeldRow*> rows;
    rows.reserve(led.size());
    for (const auto& [lead, row] : led)
        rows.push_back(row);
    return rows;
}

std::vector<std::size_t> HeldRows::columns_in_use() const {
    std::vector<std::size_t> columns;
    for (std::size_t column = 0; column < used_.size(); ++column) {
        if (used_[column]) columns.push_back(column);
    }
    return columns;
}

std::size_t HeldRows::bytes() const {
    return chunks_.size() * chunk_bytes + rows_.capacity() * sizeof(HeldRow*) + slots_.size() * sizeof(Slot);
}

void HeldRows::clear() {
    *this = HeldRows{};
}

}  // namespace contractwatch::sqlite

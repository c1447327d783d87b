// The key of a record as one run of bytes, which sorts as the fold of its kind does.
#include "adapters/sqlite/key_bytes.h"

#include "base/text.h"

namespace contractwatch::sqlite {
namespace {

constexpr char escape = '\xff';

}  // namespace

void append_part(std::string_view part, std::string& key) {
    while (!part.empty()) {
        const auto plain = part.substr(0, part.find('\0'));
        key.append(plain);
        part.remove_prefix(plain.size());
        if (part.empty()) break;
        key += '\0';
        key += escape;
        part.remove_prefix(1);
    }
    key.append(2, '\0');
}

void write_key(const Row& row, std::string& key) {
    key.clear();
    for (const auto column : row.kind->key_places) {
        const auto& value = row.values[column];
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            append_part(std::to_string(*number), key);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            append_part(key_of(*text), key);
        } else {
            key.append(2, '\0');
        }
    }
}

void read_key(std::string_view key, std::vector<std::string>& parts) {
    for (auto& part : parts) {
        part.clear();
        while (true) {
            const auto zero = key.find('\0');
            part.append(key.substr(0, zero));
            const bool ends = key[zero + 1] != escape;
            key.remove_prefix(zero + 2);
            if (ends) break;
            part += '\0';
        }
    }
}

bool is_key_of(std::string_view key, std::string_view text) {
    if (key.size() != text.size()) return key == key_of(text);
    bool after_space = true;  // a space at either end, or a second one, is no part of a key
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char letter = text[at];
        const bool space = letter == ' ';
        if ((space && after_space) || letter < ' ') return key == key_of(text);
        const bool upper = letter >= 'A' && letter <= 'Z';
        if (key[at] != (upper ? static_cast<char>(letter + 0x20) : letter)) return key == key_of(text);
        after_space = space;
    }
    return text.empty() || !after_space || key == key_of(text);
}

}  // namespace contractwatch::sqlite

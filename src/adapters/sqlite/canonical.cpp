// The canonical form of rows and entries and its SHA-256.
#include "adapters/sqlite/canonical.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <stdexcept>

#include <openssl/evp.h>

namespace contractwatch::sqlite {
namespace {

const EVP_MD* sha256() {
    static const EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return algorithm;
}

std::array<char, 8> big_endian(std::int64_t number) {
    static_assert(std::endian::native == std::endian::little);
    return std::bit_cast<std::array<char, 8>>(__builtin_bswap64(static_cast<std::uint64_t>(number)));
}

std::string with_length(std::string_view text) {
    const auto length = big_endian(static_cast<std::int64_t>(text.size()));
    return std::string{length.begin(), length.end()}.append(text);
}

}  // namespace

struct Sha256::Context {
    EVP_MD_CTX* evp = EVP_MD_CTX_new();
    ~Context() { EVP_MD_CTX_free(evp); }
    void start() const {
        if (EVP_DigestInit_ex2(evp, sha256(), nullptr) != 1) throw std::runtime_error("SHA-256 is not available");
    }
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
    context_->start();
}
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
    EVP_DigestUpdate(context_->evp, bytes.data(), bytes.size());
}

Digest256 Sha256::finish() {
    Digest256 digest{};
    unsigned int length = 0;
    EVP_DigestFinal_ex(context_->evp, digest.data(), &length);
    context_->start();
    return digest;
}

std::string hex(std::span<const unsigned char> bytes) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

/// Where the next bytes go.
char* CanonicalBytes::room(std::size_t bytes) {
    if (bytes > bytes_.size() - used_) bytes_.resize(2 * (used_ + bytes));
    auto* const to = bytes_.data() + used_;
    used_ += bytes;
    return to;
}

void CanonicalBytes::raw(std::string_view text) {
    std::memcpy(room(text.size()), text.data(), text.size());
}

void CanonicalBytes::number(std::int64_t number) {
    const auto bytes = big_endian(number);
    std::memcpy(room(bytes.size()), bytes.data(), bytes.size());
}

void CanonicalBytes::prefixed(std::string_view text) {
    number(static_cast<std::int64_t>(text.size()));
    raw(text);
}

void CanonicalBytes::integer(std::int64_t number_value) {
    std::array<char, 17> bytes{'I', 0, 0, 0, 0, 0, 0, 0, 8};
    std::ranges::copy(big_endian(number_value), bytes.begin() + 9);
    std::memcpy(room(bytes.size()), bytes.data(), bytes.size());
}

void CanonicalBytes::text(std::string_view text_value) {
    *room(1) = 'T';
    prefixed(text_value);
}

void CanonicalBytes::blob(std::span<const unsigned char> bytes) {
    *room(1) = 'B';
    prefixed({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void CanonicalBytes::value(const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return integer(*whole);
    if (const auto* words = std::get_if<std::string>(&value)) return text(*words);
}

Digest256 CanonicalBytes::digest() const {
    thread_local Sha256 hash;
    hash.add(std::string_view{bytes_}.substr(0, used_));
    return hash.finish();
}

RowShape::RowShape(std::string_view table, const std::vector<std::string>& columns) : table_(table) {
    head_ = "contractwatch row v1" + with_length(table);
    for (std::size_t place = 0; place < columns.size(); ++place) {
        const auto& name = columns[place];
        columns_.push_back({with_length(name), place});
    }
    const auto name_of = [](const Column& column) { return std::string_view{column.name_bytes}.substr(8); };
    std::ranges::sort(columns_, {}, name_of);
}

Digest256 RowShape::digest(std::span<const Value* const> cells) const {
    thread_local CanonicalBytes bytes;
    bytes.clear();
    bytes.raw(head_);
    for (const auto& column : columns_) {
        const auto& cell = *cells[column.place];
        if (blank(cell)) continue;
        bytes.raw(column.name_bytes);
        bytes.value(cell);
    }
    return bytes.digest();
}

Digest256 RowShape::digest(std::span<const CellView> cells) const {
    thread_local CanonicalBytes bytes;
    bytes.clear();
    bytes.raw(head_);
    for (const auto& column : columns_) {
        const auto& cell = cells[column.place];
        if (cell.type == CellView::Type::blank) continue;
        bytes.raw(column.name_bytes);
        cell.type == CellView::Type::whole ? bytes.integer(cell.number) : bytes.text(cell.text);
    }
    return bytes.digest();
}

void RowsDigest::add(const std::string& table, std::int64_t id, const Digest256& row) {
    if (tables_.empty() || tables_.back().table != table) {
        const auto found = std::ranges::find(tables_, table, &Rows::table);
        if (found != tables_.end()) {
            found->rows.emplace_back(id, row);
            return;
        }
        tables_.push_back({table, {}});
    }
    tables_.back().rows.emplace_back(id, row);
}

Digest256 RowsDigest::finish() const {
    std::vector<const Rows*> in_order;
    for (const auto& each : tables_)
        in_order.push_back(&each);
    std::ranges::sort(in_order, {}, [](const Rows* rows) -> const std::string& { return rows->table; });
    OrderedRowsDigest digest;
    for (const auto* rows : in_order) {
        for (const auto& [id, row] : rows->rows)
            digest.add(rows->table, id, row);
    }
    return digest.finish();
}

void OrderedRowsDigest::add(const std::string& table, std::int64_t id, const Digest256& row) {
    if (table_ != table) {
        table_ = table;
        bytes_ = with_length(table) + std::string(8 + sizeof(Digest256), '\0');
    }
    auto* const number = bytes_.data() + 8 + table.size();
    std::ranges::copy(big_endian(id), number);
    std::ranges::copy(row, number + 8);
    hash_.add(bytes_);
}

}  // namespace contractwatch::sqlite

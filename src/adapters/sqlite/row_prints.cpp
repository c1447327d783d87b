// Short prints of rows: whether a fold and its facts hold the same rows, without holding any of them.
#include "adapters/sqlite/row_prints.h"

#include <algorithm>
#include <cstring>

namespace contractwatch::sqlite {
namespace {

constexpr std::uint64_t prime = (std::uint64_t{1} << 61U) - 1;

/// Beyond so many facts the prints would take too much memory: 8 bytes each.
constexpr std::int64_t most_facts = 8'000'000;

/// A polynomial that grows by one coefficient below the prime after another.
class Polynomial {
  public:
    explicit Polynomial(std::uint64_t point) : point_(point) {}

    void add(std::uint64_t coefficient) {
        __extension__ using Wide = unsigned __int128;
        const auto product = static_cast<Wide>(value_) * point_ + coefficient;
        value_ = (static_cast<std::uint64_t>(product) & prime) + static_cast<std::uint64_t>(product >> 61U);
        if (value_ >= prime) value_ -= prime;
    }
    /// Seven bytes to a coefficient.
    void add_bytes(std::string_view bytes) {
        constexpr std::size_t most = 7;
        for (; bytes.size() > most; bytes.remove_prefix(most))
            add(first_bytes(bytes) & 0xff'ffff'ffff'ffffU);
        if (bytes.empty()) return;
        std::uint64_t last = 0;
        std::memcpy(&last, bytes.data(), bytes.size());
        add(last);
    }
    std::uint64_t value() const { return value_; }

  private:
    static std::uint64_t first_bytes(std::string_view bytes) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes.data(), sizeof eight);
        return eight;
    }

    std::uint64_t point_;
    std::uint64_t value_ = 1;
};

/// Its column and what it is (for a number with its top byte, for a text with its length), then what it holds. Blanks
/// leave nothing.
void add_cell(Polynomial& polynomial, std::size_t column, const CellView& cell) {
    const auto head = static_cast<std::uint64_t>(column) << 42U | static_cast<std::uint64_t>(cell.type) << 40U;
    if (cell.type == CellView::Type::whole) {
        const auto bits = static_cast<std::uint64_t>(cell.number);
        polynomial.add(head | bits >> 56U);
        polynomial.add(bits & 0xff'ffff'ffff'ffffU);
    }
    if (cell.type == CellView::Type::text) {
        polynomial.add(head | cell.text.size());
        polynomial.add_bytes(cell.text);
    }
}

}  // namespace

RowPrints::RowPrints(std::uint64_t drawn) : point_(drawn % (prime - 1) + 1) {}

RowPrints RowPrints::to_compare() const {
    RowPrints prints{0};
    prints.point_ = point_;
    return prints;
}

void RowPrints::add(std::int64_t fact, std::int64_t entry, std::span<const CellView> cells) {
    if (!useful_) return;
    if (fact < 1 || fact > most_facts) return give_up();
    const auto place = static_cast<std::size_t>(fact - 1);
    if (place >= prints_.size()) prints_.resize(place + 1);
    Polynomial polynomial{point_};
    polynomial.add(static_cast<std::uint64_t>(entry));
    for (std::size_t column = 0; column < cells.size(); ++column)
        add_cell(polynomial, column, cells[column]);
    prints_[place] = polynomial.value() + 1;
    ++rows_;
}

void RowPrints::give_up() {
    useful_ = false;
    prints_ = {};
}

bool RowPrints::agree(const RowPrints& other) const {
    const auto without_row = static_cast<std::size_t>(std::ranges::count(prints_, 0U));
    return useful_ && other.useful_ && point_ == other.point_ && rows_ == other.rows_ && prints_ == other.prints_ &&
           prints_.size() == rows_ + without_row;
}

}  // namespace contractwatch::sqlite

// Short prints of rows: whether a fold and its facts hold the same rows, without holding any of them.
#include "adapters/sqlite/row_prints.h"

#include <algorithm>
#include <cstring>

namespace contractwatch::sqlite {
namespace {

constexpr std::uint64_t prime = (std::uint64_t{1} << 61U) - 1;

/// Beyond so many facts the prints would take too much memory: 8 bytes each.
constexpr std::int64_t most_facts = 8'000'000;

__extension__ using Wide = unsigned __int128;

std::uint64_t reduced(Wide number) {
    const auto folded = (number & prime) + (number >> 61U);
    const auto below = (static_cast<std::uint64_t>(folded) & prime) + static_cast<std::uint64_t>(folded >> 61U);
    return below >= prime ? below - prime : below;
}

/// So many products of a coefficient and a power stay below 2^128 together.
constexpr std::size_t products_together = 1'024;

/// The value of a polynomial at the point whose powers are given, as coefficient after coefficient comes. No product
/// waits for the one before it, so that the processor takes several at a time.
class Polynomial {
  public:
    explicit Polynomial(PowersOfPoint& powers) : powers_(powers) { take_powers(); }

    /// Below 2^57.
    void add(std::uint64_t coefficient) {
        if (next_ == end_) go_on();
        sum_ += static_cast<Wide>(coefficient) * *next_++;
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
    std::uint64_t value() const { return reduced(sum_); }

  private:
    static std::uint64_t first_bytes(std::string_view bytes) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes.data(), sizeof eight);
        return eight;
    }
    void go_on() {
        sum_ = reduced(sum_);
        taken_ += products_together;
        take_powers();
    }
    void take_powers() {
        const auto powers = powers_.first(taken_ + products_together).subspan(taken_);
        next_ = powers.data();
        end_ = next_ + powers.size();
    }

    PowersOfPoint& powers_;
    std::size_t taken_ = 0;  ///< of the powers, before those that are being taken
    const std::uint64_t* next_ = nullptr;
    const std::uint64_t* end_ = nullptr;
    Wide sum_ = 0;
};

std::uint64_t top_byte(std::int64_t number) {
    return static_cast<std::uint64_t>(number) >> 56U;
}

std::uint64_t below_top_byte(std::int64_t number) {
    return static_cast<std::uint64_t>(number) & 0xff'ffff'ffff'ffffU;
}

/// Its column and what it is (for a number with its top byte, for a text with its length), then what it holds. Blanks
/// leave nothing.
void add_cell(Polynomial& polynomial, std::size_t column, const CellView& cell) {
    const auto head = static_cast<std::uint64_t>(column) << 42U | static_cast<std::uint64_t>(cell.type) << 40U;
    if (cell.type == CellView::Type::whole) {
        polynomial.add(head | top_byte(cell.number));
        polynomial.add(below_top_byte(cell.number));
    }
    if (cell.type == CellView::Type::text) {
        polynomial.add(head | cell.text.size());
        polynomial.add_bytes(cell.text);
    }
}

}  // namespace

PowersOfPoint::PowersOfPoint(std::uint64_t drawn) : powers_{drawn % (prime - 1) + 1} {}

std::span<const std::uint64_t> PowersOfPoint::first(std::size_t count) {
    while (powers_.size() < count)
        powers_.push_back(reduced(static_cast<Wide>(powers_.back()) * powers_.front()));
    return {powers_.data(), count};
}

RowPrints::RowPrints(std::uint64_t drawn) : powers_(drawn) {}

RowPrints RowPrints::to_compare() const {
    RowPrints prints{0};
    prints.powers_ = powers_;
    return prints;
}

void RowPrints::add(std::int64_t fact, std::int64_t entry, std::span<const CellView> cells) {
    if (!useful_) return;
    if (fact < 1 || fact > most_facts) return give_up();
    const auto place = static_cast<std::size_t>(fact - 1);
    if (place >= prints_.size()) prints_.resize(place + 1);
    Polynomial polynomial{powers_};
    polynomial.add(top_byte(entry));
    polynomial.add(below_top_byte(entry));
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
    return useful_ && other.useful_ && powers_.point() == other.powers_.point() && rows_ == other.rows_ &&
           prints_ == other.prints_ && prints_.size() == rows_ + without_row;
}

}  // namespace contractwatch::sqlite

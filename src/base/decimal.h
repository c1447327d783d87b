// Decimal numbers as they were written, so that a rating at the edge of a band is exact.
#pragma once

#include <compare>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace contractwatch {

/// units / 10^9: exact for up to nine decimals and magnitudes below nine billion.
class Decimal {
  public:
    static constexpr std::int64_t scale = 1'000'000'000;
    /// The largest magnitude there is. Sums, differences and products stop there instead of overflowing.
    static constexpr std::int64_t most_units = 9'000'000'000 * scale - 1;

    constexpr Decimal() = default;
    /// A whole number below nine billion.
    constexpr explicit Decimal(std::int64_t whole) : units_(whole * scale) {}
    /// So many units of 10^-9, brought to the nearest decimal there is.
    static constexpr Decimal of_units(std::int64_t units) {
        Decimal decimal;
        decimal.units_ = units > most_units ? most_units : units < -most_units ? -most_units : units;
        return decimal;
    }

    /// Reads an optional sign, digits with or without thousands commas, a point and decimals (.5 too), an exponent
    /// (1.5e3) and a trailing percent sign, which is dropped (95 % is 95). Decimals beyond the ninth are rounded half
    /// away from zero. Nothing for anything else: words, NaN and infinities, magnitudes from nine billion.
    static std::optional<Decimal> parse(std::string_view text);

    constexpr std::int64_t units() const { return units_; }
    double approximate() const { return static_cast<double>(units_) / static_cast<double>(scale); }
    std::string text() const;  ///< shortest exact form: 96.5, -3, 0.333333333

    /// This decimal times numerator / denominator, exact while it fits nine decimals, else cut toward zero.
    /// Dividing by zero is our own mistake and throws.
    Decimal times(std::int64_t numerator, std::int64_t denominator) const;
    Decimal magnitude() const { return of_units(units_ < 0 ? -units_ : units_); }

    friend constexpr auto operator<=>(const Decimal&, const Decimal&) = default;
    friend constexpr Decimal operator+(Decimal a, Decimal b) { return a.plus(b.units_); }
    friend constexpr Decimal operator-(Decimal a, Decimal b) { return a.plus(-b.units_); }
    friend std::ostream& operator<<(std::ostream& out, const Decimal& decimal);

  private:
    constexpr Decimal plus(std::int64_t units) const {
        if (units > 0 && units_ > most_units - units) return of_units(most_units);
        if (units < 0 && units_ < -most_units - units) return of_units(-most_units);
        return of_units(units_ + units);
    }

    std::int64_t units_ = 0;
};

}  // namespace contractwatch

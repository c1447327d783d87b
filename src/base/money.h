// Money in exact pence.
#pragma once

#include <compare>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace contractwatch {

/// An amount of pounds sterling in whole pence; negative for money owed back.
class Money {
  public:
    constexpr Money() = default;
    static constexpr Money pence(std::int64_t pence) { return Money{pence}; }
    static constexpr Money pounds(std::int64_t pounds) { return Money{pounds * 100}; }

    /// Reads 1234.5, .50, 1,234.50, a leading pound sign before or after a minus, (1,234.50) and -1,234.50; at most two
    /// decimals, exact to the penny; spaces around the signs do not matter.
    /// Nothing for anything else, thousands commas in the wrong place and amounts beyond 90 billion pounds among it.
    static std::optional<Money> parse(std::string_view text);

    constexpr std::int64_t pence() const { return pence_; }
    std::string text() const;  ///< £1,234.50, or -£1,234.50

    friend constexpr auto operator<=>(const Money&, const Money&) = default;
    friend constexpr Money operator+(Money a, Money b) { return Money{a.pence_ + b.pence_}; }
    friend constexpr Money operator-(Money a, Money b) { return Money{a.pence_ - b.pence_}; }
    friend constexpr Money operator-(Money a) { return Money{-a.pence_}; }
    constexpr Money& operator+=(Money other) {
        pence_ += other.pence_;
        return *this;
    }
    friend std::ostream& operator<<(std::ostream& out, Money money);

  private:
    constexpr explicit Money(std::int64_t pence) : pence_(pence) {}
    std::int64_t pence_ = 0;
};

}  // namespace contractwatch

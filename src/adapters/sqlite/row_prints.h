// Short prints of rows: whether a fold and its facts hold the same rows, without holding any of them.
//
// Where each key has one fact, the fold has one row for each fact, with the same cells. Both are walked, each in its
// own order, and leave a print of every row in the place of its fact. A print is a polynomial over the row's bytes,
// modulo a prime near 2^61, at a point that is drawn anew for each pair: two rows that differ agree with a chance of a
// few hundred in 2^61, whatever was put into them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "adapters/sqlite/connection.h"

namespace contractwatch::sqlite {

/// A point below the prime, and its powers from the first on.
class PowersOfPoint {
  public:
    /// The point that a number drawn by chance gives.
    explicit PowersOfPoint(std::uint64_t drawn);
    std::uint64_t point() const { return powers_.front(); }
    /// Reckoned where they are wanted for the first time.
    std::span<const std::uint64_t> first(std::size_t count);

  private:
    std::vector<std::uint64_t> powers_;
};

class RowPrints {
  public:
    /// To be made at the point that a number drawn by chance gives.
    explicit RowPrints(std::uint64_t drawn);
    /// Without prints yet, to be made at the same point.
    RowPrints to_compare() const;

    /// Of the row of that fact, which `entry` added.
    void add(std::int64_t fact, std::int64_t entry, std::span<const CellView> cells);
    /// From now on they agree with no others.
    void give_up();
    bool given_up() const { return !useful_; }
    /// Whether both are certain to be of the same rows: each has one row for every fact, and for the same facts none.
    bool agree(const RowPrints& other) const;

  private:
    PowersOfPoint powers_;
    bool useful_ = true;
    std::size_t rows_ = 0;
    std::vector<std::uint64_t> prints_;  ///< by fact, from 1; 0: none
};

}  // namespace contractwatch::sqlite

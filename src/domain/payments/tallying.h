// Adds tallies up by their sort, and keeps the digest of the rows behind each.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "domain/payments/rows_behind.h"

namespace contractwatch {

template <class Sort, class Tally>
class Tallying {
  public:
    /// Which must outlive it; without a way to make digests there are none.
    explicit Tallying(const Sha256Of& sha256) : sha256_(sha256) {}

    /// What one invoice adds, and how its line is made.
    template <class Line>
    void add(Sort sort, const Tally& one, const Line& line) {
        const auto [at, is_new] = sums_.try_emplace(std::move(sort), Sum{one, {}});
        auto& sum = at->second;
        if (!is_new) sum.tally += one;
        if (sha256_) sum.rows.add(line());
    }

    /// By their sort.
    std::vector<std::pair<Sort, Tally>> tallies() {
        std::vector<std::pair<Sort, Tally>> found;
        found.reserve(sums_.size());
        for (auto& [sort, sum] : sums_) {
            found.emplace_back(sort, sum.tally);
            found.back().second.rows_sha256 = sum.rows.sha256(sha256_);
        }
        return found;
    }

  private:
    struct Sum {
        Tally tally;
        RowsBehind rows;
    };

    const Sha256Of& sha256_;
    std::map<Sort, Sum> sums_;
};

}  // namespace contractwatch

// The fold of a kind as it stands against the same fold made again in memory.
#include "adapters/sqlite/held_comparison.h"

#include <optional>

#include "adapters/sqlite/key_bytes.h"
#include "adapters/sqlite/schema.h"

namespace contractwatch::sqlite {
namespace {

class HeldComparison {
  public:
    HeldComparison(const Connection& connection, const Kind& kind, const std::function<void(DifferentRow)>& found)
        : keys_(static_cast<int>(kind.key_places.size())),
          first_origin_(keys_ + static_cast<int>(kind.columns.size())),
          found_(found),
          stands_(connection.prepare(select_fold_in_order(connection, kind))) {}

    void run(const HeldRows& rebuilt) {
        const auto rows = rebuilt.in_order();
        auto next = rows.begin();
        while (stands_.step()) {
            read_standing_key();
            for (; next != rows.end() && (*next)->key() < key_; ++next)
                tell(Difference::missing, **next);
            const bool founded = next != rows.end() && (*next)->key() == key_;
            founded ? compare_with(**next++) : tell_unfounded();
        }
        for (; next != rows.end(); ++next)
            tell(Difference::missing, **next);
    }

  private:
    void read_standing_key() {
        key_.clear();
        for (int part = 0; part < keys_; ++part)
            append_part(stands_.text(part), key_);
    }

    void compare_with(const HeldRow& row) const {
        if (const auto column = differing(row)) tell(Difference::changed, row, stands_.column_name(*column));
    }

    std::optional<int> differing(const HeldRow& row) const {
        auto cells = row.cells();
        for (int column = keys_; column < first_origin_; ++column) {
            const bool held = !cells.empty() && first_column(cells) == static_cast<std::size_t>(column - keys_);
            const bool same = held ? stands_as(column, next_cell(cells)) : stands_.null(column);
            if (!same) return column;
        }
        int column = first_origin_;
        for (const auto number : {row.origin.first_entry, row.origin.last_entry, row.origin.last_fact}) {
            if (stands_.number(column) != number) return column;
            ++column;
        }
        return std::nullopt;
    }

    bool stands_as(int column, const HeldCell& cell) const {
        if (stands_.null(column) || stands_.whole(column) != cell.is_number) return false;
        return cell.is_number ? stands_.number(column) == cell.number : stands_.text(column) == cell.text;
    }

    void tell(Difference how, const HeldRow& row, std::string column = {}) const {
        found_({how, parts(row.key()), row.origin.last_entry, row.origin.last_fact, std::move(column)});
    }
    void tell_unfounded() const {
        found_(
            {Difference::unfounded, parts(key_), stands_.number(first_origin_ + 1), stands_.number(first_origin_ + 2)});
    }
    std::vector<std::string> parts(std::string_view key) const {
        std::vector<std::string> parts(static_cast<std::size_t>(keys_));
        read_key(key, parts);
        return parts;
    }

    int keys_;          ///< columns of the key, which are the first
    int first_origin_;  ///< the column of first_entry; last_entry and last_fact follow
    const std::function<void(DifferentRow)>& found_;
    Statement stands_;
    std::string key_;  ///< of the row that stands
};

}  // namespace

void compare(const Connection& connection, const Kind& kind, const HeldRows& rebuilt,
             const std::function<void(DifferentRow)>& found) {
    HeldComparison{connection, kind, found}.run(rebuilt);
}

}  // namespace contractwatch::sqlite

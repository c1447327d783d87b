// The prints of a fold's rows, as they must be where each key has one fact.
#include "adapters/sqlite/fold_prints.h"

#include <string>
#include <vector>

#include "adapters/sqlite/key_bytes.h"
#include "adapters/sqlite/schema.h"
#include "base/text.h"

namespace contractwatch::sqlite {
namespace {

/// A row of a fold as it is visited: the key's parts, the kind's columns, first_entry, last_entry, last_fact.
class FoldRow {
  public:
    explicit FoldRow(const Kind& kind) : kind_(kind) {}

    void read(const RowView& row) {
        cells_.resize(row.size());
        for (std::size_t column = 0; column < cells_.size(); ++column)
            cells_[column] = row[column];
    }

    std::span<const CellView> own_cells() const {
        return std::span{cells_}.subspan(kind_.key_places.size(), kind_.columns.size());
    }
    std::int64_t first_entry() const { return origin(3); }
    std::int64_t last_entry() const { return origin(2); }
    std::int64_t last_fact() const { return origin(1); }

    /// Whether the key is that of the row, and above the one of the row before.
    bool is_in_place() {
        key_.clear();
        for (std::size_t part = 0; part < kind_.key_places.size(); ++part) {
            const auto& own = own_cells()[kind_.key_places[part]];
            if (!is_key(cells_[part].text, own)) return false;
            append_part(cells_[part].text, key_);
        }
        const bool rises = before_.empty() || before_ < key_;
        std::swap(before_, key_);
        return rises;
    }

  private:
    static bool is_key(std::string_view key, const CellView& cell) {
        return cell.type == CellView::Type::whole ? key == std::to_string(cell.number) : is_key_of(key, cell.text);
    }
    std::int64_t origin(std::size_t from_end) const { return cells_[cells_.size() - from_end].number; }

    const Kind& kind_;
    std::vector<CellView> cells_;
    std::string key_;
    std::string before_;  ///< the key of the row before
};

}  // namespace

void add_prints_of_fold(const Connection& connection, const Kind& kind, RowPrints& prints) {
    FoldRow row{kind};
    const RowVisitor add_print = [&](const RowView& visited) {
        row.read(visited);
        if (row.first_entry() != row.last_entry() || !row.is_in_place()) return prints.give_up();
        prints.add(row.last_fact(), row.first_entry(), row.own_cells());
    };
    auto rows = visit_fold_in_order(connection, kind, add_print);
    while (!prints.given_up() && rows.step()) {
    }
}

}  // namespace contractwatch::sqlite

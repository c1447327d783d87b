// What is kept of the rows of one table that went or were cut.
#include "adapters/sqlite/pruned_walk.h"

#include <charconv>

namespace contractwatch::sqlite {
namespace {

/// Zeroes where the text is no digest, which is then that of no row.
Digest256 digest_in(std::string_view hex) {
    Digest256 digest{};
    if (hex.size() != 2 * digest.size()) return digest;
    for (std::size_t at = 0; at < digest.size(); ++at)
        std::from_chars(hex.data() + 2 * at, hex.data() + 2 * at + 2, digest[at], 16);
    return digest;
}

}  // namespace

PrunedWalk::PrunedWalk(const Connection& connection, std::string_view table) {
    if (!has_table(connection, "pruned_rows")) return;
    rows_.emplace(
        connection.prepare("SELECT row_id, entry_of_row, digest_of_row, digest_left, id, entry FROM pruned_rows WHERE "
                           "table_name = ? ORDER BY row_id, id"));
    waits_ = rows_->bind(0, table).step();
    advance();
}

void PrunedWalk::advance() {
    done_ = !waits_;
    if (done_) return;
    row_ = rows_->number(0);
    entry_ = rows_->number(1);
    digest_ = digest_in(rows_->text(2));
    left_ = rows_->string(2);
    left_ = rows_->string(2);
    holds_together_ = true;
    while (waits_ && rows_->number(0) == row_)
        read_row();
}

void PrunedWalk::read_row() {
    holds_together_ = holds_together_ && rows_->text(2) == left_ && rows_->number(1) == entry_;
    left_ = rows_->string(3);
    last_id_ = rows_->number(4);
    last_entry_ = rows_->number(5);
    waits_ = rows_->step();
}

}  // namespace contractwatch::sqlite

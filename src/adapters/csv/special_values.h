// What a feed says about all rows of its files: constants, and how dates and amounts are meant.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/facts/row.h"
#include "ports/table_source.h"

namespace contractwatch {

/// The column that a mapping of that name feeds: the kind's column of the name; for invoices also `due`, which is
/// due_stated_on where the feed says due_is = "stated_on_invoice" and due_in_ledger where it does not, and `amount`,
/// which is amount_net where the feed says amounts_are = "net" and amount_gross where it does not. Nothing for a name
/// that means nothing.
std::optional<std::size_t> column_fed_by(std::string_view name, const Kind& kind, const Feed& feed);

/// The values of a feed, read once for all rows.
class SpecialValues {
  public:
    /// Fails, with what would be right, for a value that its column cannot hold, a word that a feed does not know, and
    /// a name that is neither a column nor one of amounts_are, paid_on_is, assume_received and due_is.
    static Result<SpecialValues> of(const Kind& kind, const Feed& feed);

    /// Fills the row's blanks; what the row clears stays cleared.
    void fill(Row& row) const;
    /// For the log: payer = "Hyndburn Borough Council", assume_received = invoice_date. Empty where there are none.
    const std::string& text() const { return text_; }

  private:
    Result<void> add_constant(const Column& column, std::size_t place, const std::string& given, DateOrder order);
    Result<void> add_word(const std::string& name, const std::string& word, const Kind& kind);

    std::vector<std::pair<std::size_t, Value>> constants_;
    /// The day of receipt, and what stands in for it: a row that clears the first clears the second.
    std::optional<std::pair<std::size_t, std::size_t>> assumed_;
    std::string text_;
};

}  // namespace contractwatch

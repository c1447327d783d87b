// The invoices that a figure of payments rests on, in lines of text whose digest is kept with the figure.
//
// Each invoice that counts is a line. A tab stands between its fields, and a line feed at its end:
//
//     invoice  payee  payer  contract  supply tier  received on  last day  settled on  due in pence  on_time|late
//
// Texts are as the invoice's row has them, with \\, \t, \n and \r for a backslash, a tab and the ends of lines among
// them; days are as 2026-10-01, and empty where there is none. Of what a prime paid to its sub-contractors the fields
// behind the day of receipt are the day on which it was settled, the days that this took, and small or other. The lines
// are sorted by their bytes.
//
// A figure of one contract has the SHA-256 of those lines. One across contracts is added up from tallies, and has the
// SHA-256 of a line for each of them, sorted likewise, with the SHA-256 of the tally's own rows at its end. The
// contract and the prime are spelled as they are compared, the month as 2026-10:
//
//     month  contract  supply tier  sme, vcse, sme vcse or nothing  on time  invoices  SHA-256
//     month  contract  prime  small|other  invoices  days  SHA-256
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "domain/facts/fields.h"
#include "domain/payments/compliance.h"

namespace contractwatch {

/// The SHA-256 of bytes in lower-case hex. The domain has no such thing of its own: it is handed in.
using Sha256Of = std::function<std::string(std::string_view bytes)>;

/// Of an invoice that counts in a share, without its end.
std::string line_behind(const Invoice& invoice, const ClockedInvoice& under, bool on_time);

/// Fields with a tab between them.
std::string tabbed(std::initializer_list<std::string_view> fields);
/// A text as it stands in a field.
std::string field_text(std::string_view text);

/// The lines behind one figure, in whatever order they come: of invoices, or of tallies of so many.
class RowsBehind {
  public:
    void add(std::string line, std::int64_t invoices = 1) {
        lines_.push_back(std::move(line));
        invoices_ += invoices;
    }
    void add(const RowsBehind& more);
    /// The invoice's line, where it is in the population of those days as at the day.
    void add_counted(const Invoice& invoice, const ClockedInvoice& under, const DateRange& days, Date as_at);
    std::int64_t invoices() const { return invoices_; }
    /// All lines in their order, each with its end.
    std::string text();
    /// Empty where no way to make one was handed in.
    std::string sha256(const Sha256Of& sha256) { return sha256 ? sha256(text()) : std::string{}; }
    /// Adds to the evidence of the figure how many invoices it rests on, and their digest; nothing without one.
    void add_to(Fields& evidence, const Sha256Of& sha256);

  private:
    std::vector<std::string> lines_;
    std::int64_t invoices_ = 0;
};

/// Whether that is what the field of the evidence says: it stands beside the figures and is none of them.
bool tells_rows_behind(const Field& field);

/// Whether the evidence has a digest of the rows behind its figures.
bool has_rows_digest(const Fields& evidence);

/// Whether what was found says the same as what is kept, whatever rows they rest on. A digest is news where none is
/// kept.
bool same_figures(const Fields& kept, const Fields& found);

}  // namespace contractwatch

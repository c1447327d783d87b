// The invoices that a figure of payments rests on, in lines of text whose digest is kept with the figure.
#include "domain/payments/rows_behind.h"

#include <algorithm>

namespace contractwatch {
namespace {

constexpr std::string_view rows_behind = "rows_behind";
constexpr std::string_view rows_sha256 = "rows_sha256";

Fields figures_of(Fields evidence) {
    std::erase_if(evidence, tells_rows_behind);
    return evidence;
}

}  // namespace

std::string field_text(std::string_view text) {
    std::string field;
    field.reserve(text.size());
    for (const auto each : text) {
        switch (each) {
            case '\\':
                field += "\\\\";
                break;
            case '\t':
                field += "\\t";
                break;
            case '\n':
                field += "\\n";
                break;
            case '\r':
                field += "\\r";
                break;
            default:
                field += each;
        }
    }
    return field;
}

std::string tabbed(std::initializer_list<std::string_view> fields) {
    std::string line;
    for (const auto& field : fields) {
        if (&field != fields.begin()) line += '\t';
        line += field;
    }
    return line;
}

std::string line_behind(const Invoice& invoice, const ClockedInvoice& under, bool on_time) {
    const auto text_of = [](std::optional<Date> day) { return day ? day->text() : std::string{}; };
    return tabbed({field_text(invoice.reference), field_text(invoice.payee), field_text(invoice.payer),
                   field_text(invoice.contract), std::to_string(invoice.supply_tier), under.received_on.text(),
                   text_of(under.last_day), text_of(under.settled_on), std::to_string(under.due.pence()),
                   on_time ? "on_time" : "late"});
}

void RowsBehind::add(const RowsBehind& more) {
    lines_.insert(lines_.end(), more.lines_.begin(), more.lines_.end());
    invoices_ += more.invoices_;
}

void RowsBehind::add_counted(const Invoice& invoice, const ClockedInvoice& under, const DateRange& days, Date as_at) {
    const auto standing = standing_of(under, days, as_at);
    if (in_population(standing)) add(line_behind(invoice, under, standing == InvoiceStanding::on_time));
}

std::string RowsBehind::text() {
    if (!std::ranges::is_sorted(lines_)) std::ranges::sort(lines_);
    std::size_t bytes = 0;
    for (const auto& line : lines_)
        bytes += line.size() + 1;
    std::string text;
    text.reserve(bytes);
    for (const auto& line : lines_) {
        text += line;
        text += '\n';
    }
    return text;
}

void RowsBehind::add_to(Fields& evidence, const Sha256Of& sha256) {
    if (!sha256) return;
    evidence.push_back({std::string{rows_behind}, invoices_});
    evidence.push_back({std::string{rows_sha256}, sha256(text())});
}

bool tells_rows_behind(const Field& field) {
    return field.name == rows_behind || field.name == rows_sha256;
}

bool has_rows_digest(const Fields& evidence) {
    return std::ranges::find(evidence, rows_sha256, &Field::name) != evidence.end();
}

bool same_figures(const Fields& kept, const Fields& found) {
    if (has_rows_digest(found) && !has_rows_digest(kept)) return false;
    return kept == found || figures_of(kept) == figures_of(found);
}

}  // namespace contractwatch

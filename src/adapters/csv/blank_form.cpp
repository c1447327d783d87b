// A blank form, line by line.
#include "adapters/csv/blank_form.h"

#include "adapters/csv/writer.h"

namespace contractwatch {
namespace {

void add_line(const std::vector<std::string>& cells, std::string& text) {
    for (std::size_t at = 0; at < cells.size(); ++at)
        text += (at == 0 ? "" : ",") + text_cell(cells[at]);
    text += "\r\n";
}

}  // namespace

std::string csv_of(const BlankForm& form) {
    std::string text = "\xEF\xBB\xBF";
    add_line(form.columns, text);
    for (const auto& row : form.rows)
        add_line(row, text);
    return text;
}

}  // namespace contractwatch

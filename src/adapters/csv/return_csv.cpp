// The parts of a return of payments as CSV, byte for byte as they are printed.
#include "adapters/csv/return_csv.h"

#include "adapters/csv/writer.h"

namespace contractwatch {
namespace {

std::string line_of(const std::vector<std::string>& cells) {
    std::string line;
    for (const auto& cell : cells)
        line += (&cell == &cells.front() ? "" : ",") + cell;
    return line + '\n';
}

std::string day_cell(std::optional<Date> day) {
    return day ? day->text() : std::string{};
}

std::string days_cell(std::optional<Days> days) {
    return days ? std::to_string(days->count()) : std::string{};
}

}  // namespace

std::string return_rows_csv(const PaymentReturn& made) {
    auto text =
        line_of({"part", "contract", "payee", "invoice", "received_on", "last_day", "paid_on", "days_to_pay",
                 "amount_pence", "unpaid_pence", "dispute", "notified_after_days", "last_day_after_resolution"});
    for (const auto& row : made.rows())
        text += line_of({text_cell(row.part), text_cell(row.contract), text_cell(row.payee), text_cell(row.invoice),
                         day_cell(row.received_on), day_cell(row.last_day), day_cell(row.paid_on),
                         days_cell(row.days_to_pay), number_cell(std::to_string(row.amount.pence())),
                         number_cell(std::to_string(row.unpaid.pence())),
                         row.dispute ? text_cell(name_of(*row.dispute)) : std::string{}, days_cell(row.notified_after),
                         day_cell(row.last_day_after_resolution)});
    return text;
}

std::string return_left_out_csv(const PaymentReturn& made) {
    auto text = line_of({"contract", "payee", "invoice", "reason"});
    for (const auto& row : made.left_out())
        text += line_of({text_cell(row.contract), text_cell(row.payee), text_cell(row.invoice), text_cell(row.reason)});
    return text;
}

}  // namespace contractwatch

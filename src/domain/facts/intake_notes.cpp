// Notes in the rows of invoices.
#include "domain/facts/intake_notes.h"

namespace contractwatch {
namespace {

struct NotedColumns {
    const Kind& of = kind("invoices");
    std::size_t received_on = of.column("received_on");
    std::size_t received_revised_from = of.column("received_revised_from");
    std::size_t paid_on = of.column("paid_on");
    std::size_t paid_on_is = of.column("paid_on_is");
};

/// The earlier day of receipt, if the row gives a later one; ISO days sort as they fall.
Value revised_from(const NotedColumns& at, const Row& current, const Row& given) {
    const auto before = current.text(at.received_on);
    if (before.empty() || given.text(at.received_on) <= before) return {};
    const auto noted = current.text(at.received_revised_from);
    return std::string{!noted.empty() && noted < before ? noted : before};
}

Value meaning_of_paid_on(const NotedColumns& at, const Row& current, const Row& given) {
    const bool other_day = !blank(given.values[at.paid_on]) && given.values[at.paid_on] != current.values[at.paid_on];
    const bool silent = blank(given.values[at.paid_on_is]) && current.text(at.paid_on_is) == "run_date";
    return other_day && silent ? Value{std::string{"value_date"}} : Value{};
}

}  // namespace

std::unique_ptr<Row> with_notes(const Row& current, const Row& given) {
    static const NotedColumns at;
    if (given.kind != &at.of) return nullptr;
    auto revised = revised_from(at, current, given);
    auto meaning = meaning_of_paid_on(at, current, given);
    if (blank(revised) && blank(meaning)) return nullptr;
    auto noted = std::make_unique<Row>(given);
    if (!blank(revised)) noted->values[at.received_revised_from] = std::move(revised);
    if (!blank(meaning)) noted->values[at.paid_on_is] = std::move(meaning);
    return noted;
}

}  // namespace contractwatch

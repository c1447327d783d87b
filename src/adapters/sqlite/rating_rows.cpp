// A rating that a reading was given as cells of the record, and back.
#include "adapters/sqlite/rating_rows.h"

#include "ports/store.h"

namespace contractwatch::sqlite {
namespace {

Value text_or_blank(const std::string& text) {
    return text.empty() ? Value{} : Value{text};
}

Value decimal_or_blank(const std::optional<Decimal>& decimal) {
    return decimal ? Value{decimal->text()} : Value{};
}

Rating rating_named(std::string_view name) {
    const auto rating = find_rating(name);
    if (!rating) throw RecordFailure("the record is damaged: a reading has the unknown rating " + std::string{name});
    return *rating;
}

std::optional<int> points_at(const Statement& at, int column) {
    return at.null(column) ? std::nullopt : std::optional{static_cast<int>(at.number(column))};
}

}  // namespace

std::vector<Value> rating_cells(const RatingGiven& rating) {
    return {rating.contract.key(),
            rating.contract.given(),
            text_or_blank(rating.lot),
            rating.measure.given(),
            rating.period,
            rating.reading,
            decimal_or_blank(rating.value),
            decimal_or_blank(rating.numerator),
            decimal_or_blank(rating.denominator),
            std::string{name_of(rating.rating)},
            std::int64_t{rating.by_person ? 1 : 0},
            std::string{name_of(rating.direction)},
            decimal_or_blank(rating.target),
            decimal_or_blank(rating.target_high),
            text_or_blank(rating.bands),
            rating.points ? Value{std::int64_t{*rating.points}} : Value{},
            rating.target_entry != 0 ? Value{rating.target_entry} : Value{}};
}

RatingGiven read_rating(const Statement& at) {
    return {ContractRef{at.text(0)},
            at.string(1),
            MeasureRef{at.text(2)},
            at.string(3),
            at.number(4),
            Decimal::parse(at.text(5)),
            Decimal::parse(at.text(6)),
            Decimal::parse(at.text(7)),
            rating_named(at.text(8)),
            at.number(9) != 0,
            find_direction(at.text(10)).value_or(Direction::increase),
            Decimal::parse(at.text(11)),
            Decimal::parse(at.text(12)),
            at.string(13),
            points_at(at, 14),
            at.null(15) ? 0 : at.number(15)};
}

}  // namespace contractwatch::sqlite

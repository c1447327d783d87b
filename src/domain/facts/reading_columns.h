// Where the columns of `readings` stand, looked up once.
#pragma once

#include "domain/facts/kind.h"

namespace contractwatch {

struct ReadingColumns {
    const Kind& of = kind("readings");
    std::size_t lot = of.column("lot");
    std::size_t measure = of.column("measure");
    std::size_t period = of.column("period");
    std::size_t value = of.column("value");
    std::size_t rating = of.column("rating");
    std::size_t numerator = of.column("numerator");
    std::size_t denominator = of.column("denominator");
    std::size_t narrative = of.column("narrative");
    std::size_t submitted_on = of.column("submitted_on");
    std::size_t submitted_by = of.column("submitted_by");
    std::size_t override_reason = of.column("override_reason");
};

inline const ReadingColumns& reading_columns() {
    static const ReadingColumns columns;
    return columns;
}

}  // namespace contractwatch

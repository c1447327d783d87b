// What the record says that belongs to no one contract.
#pragma once

#include <utility>

#include "domain/contracts/outcome.h"
#include "domain/contracts/person.h"

namespace contractwatch {

struct Council {
    Council() = default;
    Council(People known_people, Outcomes known_outcomes = {})  // NOLINT: often only the people matter
        : people(std::move(known_people)), outcomes(std::move(known_outcomes)) {}

    People people;
    Outcomes outcomes;
};

}  // namespace contractwatch

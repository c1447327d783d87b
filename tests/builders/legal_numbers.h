// Numbers of the law as a council takes them in.
#pragma once

#include <utility>
#include <vector>

#include "builders/rows.h"
#include "domain/alerts/evaluate.h"

namespace contractwatch::builders {

/// Of SI 2027/1, checked on 1 October 2026.
inline Row legal_number(std::string_view rule, std::string_view value, std::string_view from,
                        std::string_view until = {}) {
    return row("legal_numbers", {{"rule", rule},
                                 {"value", value},
                                 {"from", from},
                                 {"until", until},
                                 {"authority", "SI 2027/1"},
                                 {"checked_on", "2026-10-01"}});
}

/// The council's usual rules, by these numbers over those that are built in.
inline Rules rules_with(const std::vector<Row>& taken_in) {
    return with_law(Rules{}, legal_numbers_with(taken_in));
}

}  // namespace contractwatch::builders

// An enumerator, found by the name under which it stands in the record.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

#include "ports/store.h"

namespace contractwatch::sqlite {

/// The one of that name; another name is damage.
template <class Enumeration, std::size_t count>
Enumeration named(const Enumeration (&all)[count], std::string_view name) {
    const auto found = std::ranges::find(all, name, [](Enumeration each) { return name_of(each); });
    if (found == std::end(all))
        throw RecordFailure("the record is damaged: it holds the unknown word " + std::string{name});
    return *found;
}

}  // namespace contractwatch::sqlite

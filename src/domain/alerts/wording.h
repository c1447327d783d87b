// From what one person is told to the words that tell it: British English, for a reader who knows contracts and no
// computers.
#pragma once

#include <cstddef>

#include "domain/alerts/digest.h"
#include "domain/alerts/letter.h"

namespace contractwatch {

inline constexpr std::size_t subject_characters = 120;  ///< longer subjects are cut by mail programs
inline constexpr std::size_t members_listed = 25;       ///< of one alert; the rest is counted
inline constexpr std::size_t items_in_full = 25;        ///< of one letter; the rest is told in brief

/// The digest in words. A test mail has no items, whatever the digest holds. Says nothing that the alerts do not say:
/// no word of blame and no legal conclusion (docs: "Wording").
Letter letter_of(const Digest& digest);

}  // namespace contractwatch

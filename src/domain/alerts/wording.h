// From what one person is told to the words that tell it: British English, for a reader who knows contracts and no
// computers.
#pragma once

#include <cstddef>

#include "domain/alerts/digest.h"
#include "domain/alerts/letter.h"
#include "domain/alerts/mail_charts.h"

namespace contractwatch {

inline constexpr std::size_t subject_characters = 120;  ///< longer subjects are cut by mail programs
inline constexpr std::size_t members_listed = 25;       ///< of one alert; the rest is counted
inline constexpr std::size_t items_in_full = 25;        ///< of one letter; the rest is told in brief

/// The digest in words, with so many of the charts; a matter that shows none says where its chart is to be seen. A test
/// mail has no items, whatever the digest holds. Says nothing that the alerts do not say: no word of blame and no legal
/// conclusion (docs: "Wording").
Letter letter_of(const Digest& digest, const MailCharts& charts = {}, std::size_t most_charts = charts_in_mail);

}  // namespace contractwatch

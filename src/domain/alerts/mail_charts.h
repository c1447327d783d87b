// Which matters of a message show the control chart of their measure.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "domain/alerts/digest.h"
#include "domain/measures/chart_sheet.h"

namespace contractwatch {

inline constexpr std::size_t charts_in_mail = 4;  ///< at most, so that a mail stays one that every server takes

/// The charts that a message may show, each by the alert beside which it stands.
using MailCharts = std::map<AlertId, ChartSheet>;

/// Whether an alert of that kind judges readings that a control chart shows.
bool shows_chart(FindingKind kind);

/// The places of those items of the digest that show one, in its order: of open alerts, one for each measure.
std::vector<std::size_t> charted_items(const Digest& digest);

/// The command that draws the chart that the alert would show, as it is typed.
std::string chart_command(const Alert& alert);

}  // namespace contractwatch

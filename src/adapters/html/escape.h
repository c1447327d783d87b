// The one way in which text gets into HTML.
#pragma once

#include <string>
#include <string_view>

namespace contractwatch {

/// Text as it may stand in an element or in a quoted attribute: &, <, >, both quotes and the backtick are written as
/// references; line ends become a space; other control characters and the marks that change the direction of writing
/// or have no width are left out; bytes that are no UTF-8 become U+FFFD. Never used for URLs, scripts or styles: no
/// data goes there.
std::string escaped(std::string_view text);

}  // namespace contractwatch

// What the table of keys prints of itself.
#pragma once

#include <string>

namespace contractwatch {

/// docs/configuration.md.
std::string configuration_page();

/// config/contractwatch.toml, the example that is installed: every section and key, explained, with its default.
std::string example_file();

}  // namespace contractwatch

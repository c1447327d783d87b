// The table of kinds, part by part, each in the order in which its files are best taken in.
#pragma once

#include <vector>

#include "domain/facts/kind.h"

namespace contractwatch {

std::vector<Kind> kinds_of_register();
std::vector<Kind> kinds_of_monitoring();
std::vector<Kind> kinds_of_payment();

}  // namespace contractwatch

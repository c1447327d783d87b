// What a supplier is written when its supply-chain return has not come: plain words, none of the council's own affairs.
#pragma once

#include "domain/alerts/digest.h"
#include "domain/alerts/letter.h"

namespace contractwatch {

/// The letter that a digest of the purpose `chase` is; its one item is an alert return_overdue.
Letter chase_letter(const Digest& digest);

}  // namespace contractwatch

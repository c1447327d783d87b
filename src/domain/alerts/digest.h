// What one person is told in one message, before it is put into words.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "domain/alerts/alert.h"
#include "domain/payments/return_form.h"

namespace contractwatch {

/// Why a message is written.
enum class Purpose { digest, urgent, notice, test, note, chase };
std::string_view name_of(Purpose purpose);

/// Somebody, or a mailbox, that mail can go to.
struct Recipient {
    Email email;
    std::string name;  ///< as a greeting uses it

    friend bool operator==(const Recipient&, const Recipient&) = default;
};

/// One alert as this person hears of it.
struct DigestItem {
    Alert alert;
    std::string contract_title;
    std::string why_you;  ///< "you are the contract manager", "the manager has left and you are the deputy"
};

struct Digest {
    Recipient to;
    Purpose purpose = Purpose::digest;
    Date on;
    int number = 1;                 ///< of this purpose to this person on this day
    std::vector<DigestItem> items;  ///< critical first, then by contract
    std::string note;               ///< said at the head, such as that the service was down; may be empty
    std::string signed_note = {};   ///< carried as it is, in the text and as a file: of the log's head; may be empty
    std::vector<BlankForm> forms = {};  ///< to be filled in and sent back, each a file
};

}  // namespace contractwatch

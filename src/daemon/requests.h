// The requests that change the record, as JSON: the same whether they came over the socket or from this process's own
// command.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/asker.h"
#include "daemon/parts.h"

namespace contractwatch {

struct RequestFile {
    std::string name;  ///< as the caller calls it
    std::string path;  ///< where its bytes lie
};

struct Request {
    std::string command;    ///< import, sweep, deliver, acknowledge, review_record, review_defer, review_withdraw,
                            ///< payments_return, mail_test, prune, erase
    std::string arguments;  ///< a JSON object
    std::vector<RequestFile> files = {};
    Effect effect = Effect::record;  ///< what its arguments ask for
};

/// What a request came to. Exit codes are the program's: 0 done, 1 done but something does not hold, 2 wrong usage, 3
/// could not be done.
struct Answer {
    std::string json;  ///< the result, or {"error": sentence}
    int exit = 0;
};

Answer perform(const Request& request, const Asker& asker, Parts& parts);

/// To whom a mail_test goes. Fails where it is no address, and where there is no way to send.
Result<Email> test_address(const Request& request, Parts& parts);
Answer answer_of_test(const Email& to, const DeliveryStanding& standing);
Answer answer_of_delivery(const DeliverySummary& summary);

/// An answer that says what went wrong.
Answer failed(const Error& error);

}  // namespace contractwatch

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
    std::string command;    ///< import, sweep, deliver, acknowledge, review_record, review_defer, mail_test
    std::string arguments;  ///< a JSON object
    std::vector<RequestFile> files = {};
};

/// What a request came to. Exit codes are the program's: 0 done, 1 done but something does not hold, 2 wrong usage, 3
/// could not be done.
struct Answer {
    std::string json;  ///< the result, or {"error": sentence}
    int exit = 0;
};

Answer perform(const Request& request, const Asker& asker, Parts& parts);

/// An answer that says what went wrong.
Answer failed(const Error& error);

}  // namespace contractwatch

// The names under which purposes stand in the record and in mail.
#include "domain/alerts/digest.h"

namespace contractwatch {

std::string_view name_of(Purpose purpose) {
    switch (purpose) {
        case Purpose::digest:
            return "digest";
        case Purpose::urgent:
            return "urgent";
        case Purpose::notice:
            return "notice";
        case Purpose::test:
            return "test";
        case Purpose::note:
            return "note";
        case Purpose::chase:
            return "chase";
    }
    return {};
}

}  // namespace contractwatch

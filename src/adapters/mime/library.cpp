// The one call of g_mime_init.
#include "adapters/mime/library.h"

#include <mutex>

#include <gmime/gmime.h>

namespace contractwatch {

void start_mime_library() {
    static std::once_flag once;
    std::call_once(once, [] { g_mime_init(); });
}

}  // namespace contractwatch

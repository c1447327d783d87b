// GMime, made ready once for the whole process.
#pragma once

namespace contractwatch {

/// To be called before anything of GMime is used; safe to call again and from several threads.
void start_mime_library();

}  // namespace contractwatch

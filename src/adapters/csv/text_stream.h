// The text of a file, piece by piece, and the hash of the bytes that it came from.
#pragma once

#include <string>
#include <vector>

#include "adapters/csv/bytes.h"
#include "adapters/csv/encoding.h"
#include "adapters/csv/sha256.h"

namespace contractwatch {

/// Reads the file anew from its start. The file must outlive the stream.
class TextStream {
  public:
    TextStream(Bytes& bytes, CharacterSet set);

    /// Appends the next piece of text; false where there is none left.
    Result<bool> add_to(std::string& text);
    /// Of all bytes, once the stream has come to its end.
    std::string sha256() { return hash_.hex(); }

  private:
    Bytes* bytes_;
    Decoder decoder_;
    Sha256 hash_;
    std::vector<char> room_;
};

}  // namespace contractwatch

// Bytes hashed and decoded on their way.
#include "adapters/csv/text_stream.h"

namespace contractwatch {

TextStream::TextStream(Bytes& bytes, CharacterSet set) : bytes_(&bytes), decoder_(set), room_(256 * 1024) {
    bytes_->rewind();
}

Result<bool> TextStream::add_to(std::string& text) {
    const auto count = bytes_->read(room_);
    if (!count) return count.error();
    const std::string_view piece{room_.data(), *count};
    hash_.add(piece);
    decoder_.add_to(text, piece);
    return !piece.empty();
}

}  // namespace contractwatch

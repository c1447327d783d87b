// The disk on which the record lies: its room, and the ballast that is thrown off when there is none left.
#pragma once

#include <cstdint>
#include <optional>

namespace contractwatch {

class RecordDisk {
  public:
    virtual ~RecordDisk() = default;
    /// What an account without privileges may still write there, in bytes; nothing where it cannot be found out.
    virtual std::optional<std::int64_t> free_bytes() const = 0;
    /// The bytes that the ballast is to keep from others; 0: none is asked for.
    virtual std::int64_t ballast_bytes() const = 0;
    /// Makes the ballast where it is missing. False where there is no room for it.
    virtual bool take_ballast() = 0;
    virtual void throw_off_ballast() = 0;
};

}  // namespace contractwatch

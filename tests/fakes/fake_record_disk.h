// A record's disk whose room is what a test says.
#pragma once

#include "ports/record_disk.h"

namespace contractwatch::fakes {

class FakeRecordDisk final : public RecordDisk {
  public:
    std::optional<std::int64_t> free_bytes() const override { return free; }
    std::int64_t ballast_bytes() const override { return 16; }
    bool take_ballast() override {
        has_ballast = has_ballast || free.value_or(0) >= ballast_bytes();
        return has_ballast;
    }
    void throw_off_ballast() override { has_ballast = false; }

    std::optional<std::int64_t> free = 1'000;
    bool has_ballast = true;
};

}  // namespace contractwatch::fakes

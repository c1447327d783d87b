// The file system on which the record lies, and `<database>.ballast` on it.
#pragma once

#include <string>

#include "ports/record_disk.h"

namespace contractwatch {

class DiskOfRecord : public RecordDisk {
  public:
    DiskOfRecord(std::string database, std::int64_t ballast_bytes)
        : database_(std::move(database)), ballast_(database_ + ".ballast"), bytes_(ballast_bytes) {}

    std::optional<std::int64_t> free_bytes() const override;
    std::int64_t ballast_bytes() const override { return bytes_; }
    /// With real blocks. Where none is asked for, one that is there from before goes.
    bool take_ballast() override;
    void throw_off_ballast() override;

  private:
    std::string database_;
    std::string ballast_;
    std::int64_t bytes_;
};

}  // namespace contractwatch

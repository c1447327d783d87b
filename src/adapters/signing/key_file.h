// The key that signs the notes, in a file beside the record: PKCS#8 in PEM, read and written by this account alone.
#pragma once

#include <string>

#include "ports/notary.h"

namespace contractwatch {

class KeyFile : public Notary {
  public:
    explicit KeyFile(std::string path) : path_(std::move(path)) {}

    /// A new key stands whole on the disk before it is given. Refuses a file that belongs to another account, that
    /// others may read (somebody may have copied the key), that is a link, or that holds no Ed25519 key; it is left as
    /// it is.
    Result<std::unique_ptr<Signer>> signer(const std::string& log) override;

  private:
    std::string path_;
};

}  // namespace contractwatch

// Who signs the head of the log, so that a copy of it kept outside of the record can be shown to come from here.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "ports/store.h"

namespace contractwatch {

/// A key that is ready to sign.
class Signer {
  public:
    virtual ~Signer() = default;
    /// The public half, in one line, as whoever checks a note is given it.
    virtual std::string verifier_key() const = 0;
    /// The signed note that says that this was the log's head at that moment.
    virtual std::string note_of(const Head& head, Instant at) const = 0;
};

class Notary {
  public:
    virtual ~Notary() = default;
    /// The key of the log of that name, made where there is none yet. Fails in words where one is kept that cannot be
    /// read, or must not be trusted.
    virtual Result<std::unique_ptr<Signer>> signer(const std::string& log) = 0;
};

}  // namespace contractwatch

// The digests of a batch of rows, computed on another thread while this one does something else.
#pragma once

#include <functional>
#include <future>
#include <vector>

#include "adapters/sqlite/canonical.h"

namespace contractwatch::sqlite {

class DigestsBeside {
  public:
    /// Begins; `digest` gives the digest of the row at a place and must stand until wait() or the end of this.
    DigestsBeside(std::size_t count, std::function<Digest256(std::size_t)> digest) {
        auto work = [count, digest = std::move(digest)] {
            std::vector<Digest256> digests(count);
            for (std::size_t at = 0; at < count; ++at)
                digests[at] = digest(at);
            return digests;
        };
        digests_ = std::async(count < many ? std::launch::deferred : std::launch::async, std::move(work));
    }

    std::vector<Digest256> wait() { return digests_.get(); }

  private:
    static constexpr std::size_t many = 256;  ///< fewer are not worth a thread

    std::future<std::vector<Digest256>> digests_;
};

}  // namespace contractwatch::sqlite

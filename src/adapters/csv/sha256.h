// SHA-256 of bytes that come piece by piece.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace contractwatch {

/// Failures of the library itself (no memory) are thrown as std::runtime_error.
class Sha256 {
  public:
    Sha256();
    void add(std::string_view bytes);
    /// Of everything added, in lower-case hex. Ends the sum: call it once.
    std::string hex();

  private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

/// Of bytes that are there whole.
std::string sha256_of(std::string_view bytes);

}  // namespace contractwatch

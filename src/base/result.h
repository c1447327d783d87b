// How a call answers that may fail in a way its caller can act on.
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace contractwatch {

/// What a caller can do about a failure decides its code; there are few on purpose.
enum class ErrorCode {
    invalid,      ///< what was given is wrong; giving it again will not help
    not_found,    ///< the thing named does not exist
    conflict,     ///< somebody else holds it, or it is already otherwise
    refused,      ///< not allowed
    unavailable,  ///< cannot be reached now; may work later
};

/// A failure: its code, and a sentence for a person that says what is wrong and what would be right.
struct Error {
    ErrorCode code = ErrorCode::invalid;
    std::string message;

    friend bool operator==(const Error&, const Error&) = default;
};

/// A value, or the error that stands in its place. Reading the wrong one is our own mistake and throws.
template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : outcome_(std::move(value)) {}                           // NOLINT: a value is a result
    Result(Error error) : outcome_(tl::make_unexpected(std::move(error))) {}  // NOLINT: an error is a result

    bool ok() const { return outcome_.has_value(); }
    explicit operator bool() const { return ok(); }

    const T& value() const& { return outcome_.value(); }
    T& value() & { return outcome_.value(); }
    T&& value() && { return std::move(outcome_).value(); }
    const T& operator*() const& { return outcome_.value(); }
    T& operator*() & { return outcome_.value(); }
    T&& operator*() && { return std::move(outcome_).value(); }
    const T* operator->() const { return &outcome_.value(); }
    T* operator->() { return &outcome_.value(); }
    const Error& error() const { return outcome_.error(); }

  private:
    tl::expected<T, Error> outcome_;
};

/// A result that carries nothing but its success.
template <>
class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Error error) : outcome_(tl::make_unexpected(std::move(error))) {}  // NOLINT: an error is a result

    bool ok() const { return outcome_.has_value(); }
    explicit operator bool() const { return ok(); }
    const Error& error() const { return outcome_.error(); }

  private:
    tl::expected<void, Error> outcome_;
};

inline Error invalid(std::string message) {
    return {ErrorCode::invalid, std::move(message)};
}
inline Error not_found(std::string message) {
    return {ErrorCode::not_found, std::move(message)};
}
inline Error conflict(std::string message) {
    return {ErrorCode::conflict, std::move(message)};
}
inline Error refused(std::string message) {
    return {ErrorCode::refused, std::move(message)};
}
inline Error unavailable(std::string message) {
    return {ErrorCode::unavailable, std::move(message)};
}

}  // namespace contractwatch

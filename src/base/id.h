// References that cannot be mistaken for one another.
#pragma once

#include <compare>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace contractwatch {

/// A name as it was given, compared without regard to case and spacing. One type for each Tag.
template <class Tag>
class Reference {
  public:
    Reference() = default;
    explicit Reference(std::string_view given) : given_(trimmed(given)), key_(key_of(given)) {}

    const std::string& given() const { return given_; }  ///< as it was spelled
    const std::string& key() const { return key_; }      ///< as it is compared
    bool empty() const { return key_.empty(); }

    friend bool operator==(const Reference& a, const Reference& b) { return a.key_ == b.key_; }
    friend std::strong_ordering operator<=>(const Reference& a, const Reference& b) { return a.key_ <=> b.key_; }
    friend std::ostream& operator<<(std::ostream& out, const Reference& reference) { return out << reference.given_; }

  private:
    std::string given_;
    std::string key_;
};

using ContractRef = Reference<struct ContractTag>;
using MeasureRef = Reference<struct MeasureTag>;
using Email = Reference<struct EmailTag>;

}  // namespace contractwatch

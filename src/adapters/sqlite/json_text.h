// Fields, members and audiences as the JSON that stands in the record.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/alerts/finding.h"
#include "domain/facts/fields.h"

namespace contractwatch::sqlite {

std::string json_of(const Fields& fields);
std::string json_of(const std::vector<Member>& members);
std::string json_of(const std::vector<Audience>& audience);

/// What the record holds was written by the functions above; anything else is damage and throws.
Fields fields_of(std::string_view json);
std::vector<Member> members_of(std::string_view json);
std::vector<Audience> audience_of(std::string_view json);

}  // namespace contractwatch::sqlite

// What the portfolio answers, as the JSON of docs/commands.md: the field names are a contract with whoever builds on
// them. Dates are ISO dates, money is pence, shares are 0 to 1; what is not known is null.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "app/portfolio.h"
#include "domain/alerts/alert.h"

namespace contractwatch {

boost::json::value json_of(const std::optional<Date>& day);
boost::json::value text_or_null(std::string_view text);

/// Each row of the law in words, with its day, its authority and where it comes from.
boost::json::array json_of(const std::vector<LegalNumber>& law);
boost::json::object json_of(const Finding& finding);
boost::json::object json_of(const Alert& alert);
boost::json::object json_of(const ContractReview& review);
boost::json::object json_of(const MeasureStanding& standing);
boost::json::object json_of(const PaymentRow& row);
boost::json::object json_of(const CountedInvoice& invoice);
boost::json::object json_of(const VersionSpan& schedule);
boost::json::object json_of(const ActionStanding& standing);
/// Every column of the register under its name in the record, and under `derived` what follows from them.
boost::json::object json_of(const RegisterEntry& entry);

/// The list of what each gives, in their order.
template <class Each>
boost::json::array list_of(const std::vector<Each>& all) {
    boost::json::array list;
    for (const auto& each : all)
        list.push_back(json_of(each));
    return list;
}

}  // namespace contractwatch

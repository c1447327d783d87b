// What the commands that only read have in common: what they work on, how days are given, how lists are shown.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/array.hpp>

#include "adapters/sqlite/history_reader.h"
#include "app/portfolio.h"
#include "commands/commands.h"
#include "commands/table.h"
#include "daemon/parts.h"

namespace contractwatch {

/// The record opened for enquiry, and the day and the rules by which it is read. All that is asked of it is answered as
/// at one moment, whatever the service writes meanwhile.
class Enquiry {
  public:
    /// Tells what is wrong on standard error; the outcome then has its exit code.
    static std::unique_ptr<Enquiry> open(Invocation& invocation, CommandOutcome& outcome);

    Date today() const { return today_; }
    const Record& record() const { return *opened_.record; }
    const History& history() const { return history_; }
    const Rules& rules() const { return rules_; }
    const Portfolio& portfolio() const { return portfolio_; }
    /// What holds of all contracts and of the service. Which rows belong to which contract is kept in a file for as
    /// long as it takes. Fails where there is no room for one.
    Result<std::vector<Finding>> all_findings() const;

  private:
    Enquiry(sqlite::OpenRecord opened, Rules rules, Date today)
        : opened_(std::move(opened)),
          history_(*opened_.connection),
          rules_(std::move(rules)),
          today_(today),
          portfolio_(*opened_.record, rules_, today) {}

    sqlite::OpenRecord opened_;
    sqlite::HistoryReader history_;
    Rules rules_;
    Date today_;
    Portfolio portfolio_;
};

/// The day that an option gives, or the other one where it was left out; refuses what is no day.
Result<Date> day_given(std::string_view option, const std::string& text, Date otherwise);

/// The contract named with --contract, empty where none was; refuses one that the register does not have.
Result<ContractRef> contract_given(const Portfolio& portfolio, const std::string& text);

/// The document, or a table of it for a person: of the document itself, or of a list that is made for enquiry.
void show(Invocation& invocation, const boost::json::array& document, const std::vector<TableHead>& columns);
void show(Invocation& invocation, const boost::json::array& document, const boost::json::array& readable,
          const std::vector<TableHead>& columns);

}  // namespace contractwatch

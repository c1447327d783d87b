// Brings the alerts of the record into line with what holds: raises, changes, ends.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/sweep.h"

namespace contractwatch {

class Following {
  public:
    Following(const Record& record, Evaluations& evaluations, Change& change, const SweepSettings& settings, Date today,
              SweepSummary& summary);

    /// Evaluates the aspects of one contract and brings its alerts into line. Gives until when each answer stands.
    std::vector<std::pair<Subject, Date>> follow_contract(const std::vector<Subject>& aspects);
    /// The same for what is found across contracts, once each contract that is due has been followed.
    void follow_council();
    /// The same for what concerns the service itself.
    void follow_service();

    const People& people() const { return council_.people; }
    /// Of a contract that an alert is about; its rows are read once.
    const Officers& officers_of(const ContractRef& contract);
    std::string contract_title(const ContractRef& contract);
    bool changed_anything() const { return changed_; }

  private:
    struct Named {
        std::string title;
        Officers officers;
    };

    ContractRows rows_of(const ContractRef& contract, const std::vector<Aspect>& aspects);
    const Named& named(const ContractRef& contract);
    Date follow_aspect(const ContractRows& rows, Aspect aspect);
    Date tally(const ContractRows& rows);
    /// What the payments of all contracts come to, with the digest of the rows behind each figure where a way to make
    /// one is given; nothing where the tallies have been lost.
    std::optional<std::vector<Finding>> across_contracts(const Sha256Of& sha256);
    /// Whether one of them says something that its alert does not say yet, for which it needs its digest.
    bool say_anew(const std::vector<Finding>& findings) const;
    void bring_into_line(const ContractRef& contract, Aspect aspect, const std::vector<Finding>& findings,
                         const ContractRows& rows);
    void follow_finding(const Finding& finding, std::vector<Alert>& open);
    void end_alert(const Alert& alert, const ContractRows& rows);
    void write(const AlertStep& step);

    const Record& record_;
    Evaluations& evaluations_;
    Change& change_;
    const SweepSettings& settings_;
    Date today_;
    SweepSummary& summary_;
    Council council_;
    std::map<ContractRef, Named> named_;
    std::vector<ContractTallies> tallies_;
    bool changed_ = false;
};

}  // namespace contractwatch

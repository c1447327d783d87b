// What must be looked at again, and when: a cache beside the record that can be thrown away at any time.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "domain/alerts/council_payments.h"
#include "domain/alerts/finding.h"
#include "domain/facts/row.h"

namespace contractwatch {

/// One aspect of one contract.
struct Subject {
    ContractRef contract;
    Aspect aspect = Aspect::register_entry;

    friend bool operator==(const Subject&, const Subject&) = default;
};

/// A record of which rows came.
struct ChangedRow {
    std::optional<Row> before;  ///< as it was known; nothing where it is new
    Row now;
};

/// What came into the record that returns of payments are made of.
struct PaymentNews {
    /// So much of it, or of such a kind, that every return can be another one.
    bool on_all = false;
    /// Of invoices and what is found through them: what was given, and of what was known before how it was given then.
    /// Where there is so much that on_all is told, none.
    std::vector<Row> rows = {};
    std::vector<ChangedRow> contracts = {};  ///< and sub-contracts
};

class Evaluations {
  public:
    virtual ~Evaluations() = default;

    /// Takes in what the record has got since the last time, and gives the subjects with new facts or whose last answer
    /// stands no longer than the day before. Everything, where the rules (named by a fingerprint) are other ones than
    /// last time, and where last time was asked for a later day: the clock has been put back since.
    virtual std::vector<Subject> due(Date today, const std::string& rules_fingerprint) = 0;
    /// The rows of a kind that lie apart from their contract in the record (invoices, payments).
    virtual std::vector<Row> rows_of(const Kind& kind, const ContractRef& contract) = 0;
    /// Those that belong to no contract of the register: invoices that name none, or one that is not there, what is
    /// found through them, and payments that name no invoice either, dated from that day on.
    virtual std::vector<Row> rows_of_no_contract(const Kind& kind, Date from) = 0;
    /// Keeps the payment tallies of those contracts in place of what was kept of them. They follow from the facts that
    /// the record has, so they may be kept before it is changed.
    virtual void keep_tallies(const std::vector<ContractTallies>& tallies) = 0;
    /// Shows the tallies kept, of months from that day on, by contract. False, and some may be missing, where what was
    /// kept has been lost since due() was last asked: what is to be tallied again is due the next time.
    virtual bool each_tally(Date from, const std::function<void(const ContractRef&, const PaymentTally&)>& use) = 0;
    /// The same of what primes paid.
    virtual bool each_prime_tally(Date from, const std::function<void(const ContractRef&, const PrimeTally&)>& use) = 0;
    /// What came since keep_payment_news_seen() was last called, as due() has taken it in; on all, where it never was,
    /// or what was kept is lost.
    virtual PaymentNews payment_news() = 0;
    /// Keeps how far returns of payments were looked at; call after the record has been changed by it.
    virtual void keep_payment_news_seen() = 0;
    /// Keeps until when each subject's answer stands; call after the record has been changed by it.
    virtual void keep(const std::vector<std::pair<Subject, Date>>& holds_until) = 0;
};

}  // namespace contractwatch

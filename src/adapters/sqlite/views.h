// The views for auditors: each answers a question, and is a stable interface whose columns only ever grow at the end.
#pragma once

#include <string>
#include <vector>

namespace contractwatch::sqlite {

struct ViewColumn {
    std::string name;
    std::string meaning;
};

struct View {
    std::string name;      ///< begins with audit_
    std::string question;  ///< what it answers; its meaning in `about`
    std::vector<ViewColumn> columns;
    std::string select;  ///< gives the columns in their order; reads facts and folds, never the bytes of messages

    /// CREATE VIEW, word for word as SQLite keeps it.
    std::string sql() const;
};

/// Every view, in a fixed order.
const std::vector<View>& views();

/// Of the log itself: what was done, which files came, when nothing ran, which settings held.
std::vector<View> views_of_log();
/// Of what went out: who was told what, each attempt to deliver, what was not sent.
std::vector<View> views_of_mail();
/// Of alerts and the figures that led to them.
std::vector<View> views_of_alerts();
/// Of the figures of payments that were reported by hand.
std::vector<View> views_of_payments();
/// Of how the register and the targets changed, and who answers for a contract.
std::vector<View> views_of_register();
/// Of reviews.
std::vector<View> views_of_reviews();

}  // namespace contractwatch::sqlite

// The payment figures of a ledger computed by SQL that knows nothing of the program.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "domain/facts/row.h"

namespace contractwatch::scenarios {

using Figures = std::map<std::string, std::string>;  ///< by group, tier, clock and whether receipt is assumed

class FiguresInSql {
  public:
    FiguresInSql() {
        sqlite3_open(":memory:", &database_);
        run("BEGIN");
    }
    FiguresInSql(const FiguresInSql&) = delete;
    FiguresInSql& operator=(const FiguresInSql&) = delete;
    ~FiguresInSql() { sqlite3_close(database_); }

    /// Into a table of the kind's name, a column for each of the kind's.
    void load(const std::vector<Row>& rows) {
        if (rows.empty()) return;
        const auto& kind = *rows.front().kind;
        std::string columns;
        std::string places;
        for (const auto& column : kind.columns) {
            columns += (columns.empty() ? "\"" : ", \"") + std::string{column.name} + "\"";
            places += places.empty() ? "?" : ", ?";
        }
        run("CREATE TABLE " + std::string{kind.name} + " (" + columns + ")");
        auto* insert = prepared("INSERT INTO " + std::string{kind.name} + " VALUES (" + places + ")");
        for (const auto& row : rows) {
            for (std::size_t at = 0; at < row.values.size(); ++at)
                bind(insert, static_cast<int>(at) + 1, row.values[at]);
            EXPECT_EQ(sqlite3_step(insert), SQLITE_DONE) << sqlite3_errmsg(database_);
            sqlite3_reset(insert);
        }
        sqlite3_finalize(insert);
    }

    void run(const std::string& sql) {
        char* fault = nullptr;
        sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, &fault);
        ASSERT_EQ(fault, nullptr) << fault << "\n" << sql;
    }

    /// The first column names the group; the rest are its figures.
    Figures asked(const std::string& sql) {
        auto* rows = prepared(sql);
        Figures found;
        while (sqlite3_step(rows) == SQLITE_ROW) {
            std::string text;
            for (int column = 1; column < sqlite3_column_count(rows); ++column)
                text += cell(rows, column) + " ";
            found[reinterpret_cast<const char*>(sqlite3_column_text(rows, 0))] = text;
        }
        sqlite3_finalize(rows);
        return found;
    }

  private:
    sqlite3_stmt* prepared(const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        EXPECT_EQ(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr), SQLITE_OK)
            << sqlite3_errmsg(database_);
        return statement;
    }

    static void bind(sqlite3_stmt* statement, int at, const Value& value) {
        if (const auto* text = std::get_if<std::string>(&value)) {
            sqlite3_bind_text(statement, at, text->data(), static_cast<int>(text->size()), SQLITE_TRANSIENT);
        } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
            sqlite3_bind_int64(statement, at, *number);
        } else {
            sqlite3_bind_null(statement, at);
        }
    }

    static std::string cell(sqlite3_stmt* rows, int column) {
        switch (sqlite3_column_type(rows, column)) {
            case SQLITE_NULL:
                return "-";
            case SQLITE_FLOAT:
                return std::to_string(sqlite3_column_double(rows, column));
            default:
                return reinterpret_cast<const char*>(sqlite3_column_text(rows, column));
        }
    }

    sqlite3* database_ = nullptr;
};

/// Made once, over the tables invoices, payments, disputes and contracts: `stood`, an invoice under a clock or a
/// payment under the reporting clock, where it is one of the month's. The figures of September 2026 as at 15 October,
/// with 10 days for SMEs and 12 for VCSEs.
inline constexpr const char* stood_in_sql = R"(
CREATE TABLE days AS WITH RECURSIVE d(day) AS (SELECT julianday('2026-01-01') UNION ALL SELECT day + 1 FROM d LIMIT 730)
  SELECT day, strftime('%w', day) NOT IN ('0', '6') AND date(day) NOT IN ('2026-01-01', '2026-04-03', '2026-04-06',
    '2026-05-04', '2026-05-25', '2026-08-31', '2026-12-25', '2026-12-28', '2027-01-01') AS working FROM d;
CREATE TABLE settles AS SELECT day, (SELECT w.day FROM days w WHERE w.working AND w.day > d.day ORDER BY w.day
  LIMIT 1 OFFSET 1) AS on_day FROM days d;
CREATE UNIQUE INDEX settles_by_day ON settles(day);

CREATE TABLE inv AS SELECT rowid AS id, invoice, payee, coalesce(payer, '') AS payer, coalesce(contract, '') AS contract,
  coalesce(supply_tier, 1) AS tier,
  julianday(coalesce(received_on, CASE WHEN assume_received IS NOT NULL THEN invoice_date END)) AS received,
  received_on IS NULL AS assumed, julianday(due_stated_on) AS stated, julianday(verified_on) AS verified,
  amount_gross AS gross, CASE WHEN deduction_reason IS NOT NULL THEN abs(coalesce(deduction, 0)) ELSE 0 END AS deducted,
  paid_amount, julianday(paid_on) AS paid_on, coalesce(paid_on_is, '') = 'run_date' AS run,
  coalesce(method, '') = 'Faster Payments' AS fast, julianday(value_date) AS value_date,
  julianday(disputed_from) AS d_from, julianday(dispute_notified_on) AS d_told, julianday(dispute_resolved_on) AS d_over,
  payee_sme, payee_vcse,
  julianday(CASE WHEN coalesce(supply_tier, 1) = 1 THEN '2026-10-15' ELSE '2026-09-30' END) AS known,
  julianday(CASE WHEN coalesce(supply_tier, 1) = 1 THEN '2026-10-15' ELSE '2026-10-01' END) AS before
  FROM invoices WHERE credits_invoice IS NULL AND amount_gross >= 0;
CREATE INDEX inv_by_name ON inv(invoice, payee, payer);

CREATE TABLE credit AS SELECT i.id, sum(abs(c.amount_gross)) AS amount FROM invoices c
  JOIN inv i ON i.invoice = c.credits_invoice AND i.payee = c.payee AND i.payer = coalesce(c.payer, '')
  WHERE coalesce(julianday(coalesce(c.received_on, c.invoice_date)), 0) <= i.known GROUP BY i.id;
CREATE UNIQUE INDEX credit_by_id ON credit(id);

CREATE TABLE pay AS SELECT i.id, p.amount, coalesce(julianday(p.value_date), CASE
    WHEN coalesce(p.paid_on_is, '') = 'run_date' AND coalesce(p.method, '') <> 'Faster Payments'
    THEN (SELECT on_day FROM settles WHERE day = julianday(p.paid_on)) ELSE julianday(p.paid_on) END) AS day
  FROM payments p JOIN inv i ON i.invoice = p.invoice AND i.payee = p.payee AND i.payer = coalesce(p.payer, '');
CREATE INDEX pay_by_id ON pay(id, day);

CREATE TABLE own AS SELECT id, paid_amount, gross, coalesce(value_date, CASE WHEN run AND NOT fast
    THEN (SELECT on_day FROM settles WHERE day = paid_on) ELSE paid_on END) AS day
  FROM inv WHERE paid_on IS NOT NULL AND id NOT IN (SELECT id FROM pay);
CREATE UNIQUE INDEX own_by_id ON own(id);

CREATE TABLE said AS
  SELECT i.id, max(julianday(d."from"), julianday(d.notified_on)) AS d, julianday(d.resolved_on) AS over
  FROM disputes d JOIN inv i ON i.invoice = d.invoice AND i.payee = d.payee AND i.payer = coalesce(d.payer, '')
  UNION ALL
  SELECT id, max(d_from, d_told), d_over FROM inv WHERE d_from IS NOT NULL AND NOT EXISTS (SELECT 1 FROM disputes d
    WHERE d.invoice = inv.invoice AND d.payee = inv.payee AND coalesce(d.payer, '') = inv.payer
    AND julianday(d."from") = d_from);
CREATE TABLE told AS SELECT said.id, d, CASE WHEN over <= known THEN over END AS over,
  row_number() OVER (PARTITION BY said.id ORDER BY d, over) AS number FROM said JOIN inv USING (id) WHERE d <= known;
CREATE UNIQUE INDEX told_by_id ON told(id, number);

CREATE TABLE owed AS SELECT i.*, max(gross - deducted - coalesce(c.amount, 0), 0) AS due, k.ContractReference AS registered,
  CASE WHEN k.regime IN ('pa23', 'pcr15', 'below_threshold') THEN k.regime END AS law, k.payment_terms_days AS terms,
  k.flow_down_days AS flow_down, coalesce(k.provider_type, '') = 'in_house' AS in_house,
  coalesce(i.payee_sme, CASE WHEN tier = 1 THEN k.SMESupplier END) AS sme,
  coalesce(i.payee_vcse, CASE WHEN tier = 1 THEN k.VCSESupplier END) AS vcse
  FROM inv i LEFT JOIN credit c USING (id) LEFT JOIN contracts k ON k.ContractReference = i.contract
  WHERE received <= known;

CREATE TABLE came AS SELECT *, (SELECT sum(amount) FROM pay WHERE pay.id = owed.id AND day <= known) AS paid_in,
  (SELECT min(day) FROM (SELECT p.day, (SELECT sum(amount) FROM pay q WHERE q.id = p.id AND q.day <= p.day) AS so_far
    FROM pay p WHERE p.id = owed.id AND p.day <= known) WHERE so_far + 1 >= due) AS reached FROM owed;
CREATE TABLE paid AS SELECT came.*, CASE WHEN due = 0 THEN NULL WHEN own.id IS NULL THEN reached
    WHEN own.day <= known AND coalesce(own.paid_amount, 1) > 0 THEN own.day END AS settled,
  coalesce(paid_in, CASE WHEN own.day <= known THEN coalesce(own.paid_amount, due) END, 0) AS received_sum
  FROM came LEFT JOIN own ON own.id = came.id;

CREATE TABLE clocked AS
  SELECT *, 'policy' AS clock, received + CASE WHEN tier = 1 THEN min(14, CASE WHEN sme THEN 10 ELSE 14 END,
    CASE WHEN vcse THEN 12 ELSE 14 END) ELSE flow_down END AS plain FROM paid WHERE NOT in_house
  UNION ALL SELECT *, law, CASE law WHEN 'pcr15'
    THEN min(coalesce(CASE WHEN verified <= known THEN verified END, received + 7), received + 7) + 30
    ELSE max(received, coalesce(stated, received)) + 29 END FROM paid WHERE law IS NOT NULL AND NOT in_house
  UNION ALL SELECT *, 'contract', received + terms FROM paid WHERE terms IS NOT NULL AND tier = 1 AND NOT in_house;

CREATE TABLE ended AS WITH RECURSIVE moved(id, clock, number, last_day, until, open) AS (
  SELECT id, clock, 0, plain, received, 0 FROM clocked WHERE plain IS NOT NULL
  UNION ALL
  SELECT m.id, m.clock, t.number,
    last_day + CASE WHEN m.clock = 'policy' AND t.over IS NOT NULL THEN max(t.over - max(t.d, until), 0) ELSE 0 END,
    max(until, coalesce(t.over, until)), t.over IS NULL
  FROM moved m JOIN told t ON t.id = m.id AND t.number = m.number + 1 WHERE t.d <= m.last_day AND NOT open)
  SELECT id, clock, max(open) AS open, max(last_day) AS last_day FROM moved GROUP BY id, clock;
CREATE UNIQUE INDEX ended_by_id ON ended(id, clock);

CREATE TABLE stood AS
  SELECT contract, payee, CASE WHEN payer = '' AND tier = 1 THEN 'the council' ELSE payer END AS payer, tier, sme, vcse,
    assumed, c.clock, CASE WHEN due = 0 THEN 'credited' WHEN e.open THEN 'disputed'
      WHEN e.last_day >= before THEN CASE WHEN settled IS NULL THEN 'not_yet_due' ELSE 'paid_early' END
      WHEN settled IS NULL THEN 'late_now' WHEN settled <= e.last_day THEN 'on_time' ELSE 'paid_late' END AS standing,
    CASE WHEN settled IS NULL THEN max(due - received_sum, 0) ELSE 0 END AS to_pay, max(settled - received, 0) AS took
  FROM clocked c JOIN ended e USING (id, clock)
  WHERE CASE WHEN e.open THEN plain ELSE e.last_day END BETWEEN julianday('2026-09-01') AND julianday('2026-09-30')
  UNION ALL
  SELECT contract, payee, CASE WHEN payer = '' AND tier = 1 THEN 'the council' ELSE payer END, tier, sme, vcse, assumed,
    'reporting', CASE WHEN m.day - received <= 30 THEN 'on_time' ELSE 'paid_late' END, 0, max(m.day - received, 0)
  FROM owed JOIN (SELECT id, day, amount FROM pay UNION ALL SELECT id, day, coalesce(paid_amount, gross) FROM own) m
    USING (id)
  WHERE m.amount > 0 AND m.day <= known AND NOT in_house
    AND m.day BETWEEN julianday('2026-09-01') AND julianday('2026-09-30');
COMMIT;
)";

/// Every figure of the groups that the SQL expression makes of `stood`.
inline std::string figures_in_sql(const std::string& grouped, const std::string& condition = "1") {
    return "WITH figures AS (SELECT " + grouped +
           R"( || ' ' || tier || ' ' || clock || ' ' || assumed AS name, contract, standing, to_pay,
  CASE WHEN standing IN ('on_time', 'paid_late') THEN took END AS days,
  standing IN ('on_time', 'paid_late', 'late_now') AS in_it FROM stood WHERE )" +
           condition + R"(), ranked AS (
  SELECT name, days, row_number() OVER (PARTITION BY name ORDER BY days) AS place, count(*) OVER (PARTITION BY name) AS many
  FROM figures WHERE days IS NOT NULL
), middle AS (
  SELECT name, avg(days) AS median FROM ranked WHERE place IN ((many + 1) / 2, (many + 2) / 2) GROUP BY name
), shares AS (
  SELECT name, contract, sum(in_it) AS population, sum(standing = 'on_time') AS on_time FROM figures
  WHERE contract <> '' GROUP BY name, contract HAVING population > 0
), counted AS (
  SELECT name, count(*) AS contracts, sum(on_time * 100 >= 90 * population) AS passing, sum(on_time = population) AS whole
  FROM shares GROUP BY name
)
SELECT name, sum(in_it), sum(standing = 'on_time'), coalesce(contracts, 0), coalesce(passing, 0), coalesce(whole, 0),
  sum(standing = 'late_now'), sum(CASE WHEN standing = 'late_now' THEN to_pay ELSE 0 END), sum(standing = 'not_yet_due'),
  sum(standing = 'paid_early'), sum(standing = 'disputed'), avg(days), median, sum(coalesce(days <= 30, 0)),
  sum(coalesce(days BETWEEN 31 AND 60, 0)), sum(coalesce(days > 60, 0))
FROM figures LEFT JOIN middle USING (name) LEFT JOIN counted USING (name) GROUP BY name)";
}

}  // namespace contractwatch::scenarios

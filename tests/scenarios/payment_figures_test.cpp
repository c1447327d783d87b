// The payment figures of 100,000 made-up invoices, computed a second time in SQL that knows nothing of the program; and
// what must hold of any invoices.
#include "domain/payments/payment_figures.h"

#include <algorithm>
#include <map>
#include <random>
#include <span>

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace contractwatch {
namespace {

const DateRange month{Date{2026, 9, 1}, Date{2026, 9, 30}};
constexpr Date as_at{2026, 10, 15};
constexpr Date day_zero{2026, 1, 1};

/// An invoice with the texts that it points to.
struct MadeUp {
    std::string reference;
    std::string payee;
    std::string contract;
    int head = 0;  ///< which of the contracts below
    Invoice invoice = {};
};

std::vector<HeadContract> contracts() {
    std::vector<HeadContract> all(40);
    for (std::size_t at = 0; at < all.size(); ++at) {
        constexpr PaymentClock laws[] = {PaymentClock::pa23, PaymentClock::pcr15, PaymentClock::below_threshold};
        if (at % 4 != 3) all[at].statutory = laws[at % 4];
        if (at % 5 == 0) all[at].terms = Days{20 + static_cast<int>(at)};
    }
    return all;
}

/// The same ones at every run: random numbers of a fixed seed.
class MadeUpInvoices {
  public:
    explicit MadeUpInvoices(int number) : all_(static_cast<std::size_t>(number)) {
        for (std::size_t at = 0; at < all_.size(); ++at)
            make(all_[at], at);
    }

    std::vector<MadeUp>& all() { return all_; }

  private:
    int up_to(int most) { return std::uniform_int_distribution{0, most}(random_); }
    bool one_in(int so_many) { return up_to(so_many - 1) == 0; }

    void make(MadeUp& made, std::size_t at) {
        made.reference = "I" + std::to_string(at);
        made.payee = "Payee " + std::to_string(up_to(199));
        made.head = up_to(39);
        made.contract = "C-" + std::to_string(made.head);
        auto& invoice = made.invoice;
        invoice.reference = made.reference;
        invoice.payee = made.payee;
        invoice.contract = made.contract;
        invoice.received_on = day_zero + Days{170 + up_to(120)};
        if (one_in(6)) invoice.due_stated_on = *invoice.received_on + Days{up_to(40) - 10};
        if (one_in(3)) invoice.verified_on = *invoice.received_on + Days{up_to(12)};
        invoice.gross = Money::pence(1 + up_to(5'000'000));
        if (one_in(20)) invoice.credits.push_back({{}, one_in(4) ? invoice.gross : Money::pence(1)});
        add_dispute(invoice);
        add_payments(invoice);
    }

    void add_dispute(Invoice& invoice) {
        if (!one_in(12)) return;
        Dispute dispute{*invoice.received_on + Days{up_to(25)}, {}, {}};
        if (!one_in(4)) dispute.notified_on = dispute.from + Days{up_to(6)};
        if (!one_in(3)) dispute.resolved_on = dispute.from + Days{up_to(30)};
        invoice.disputes = {dispute};
    }

    void add_payments(Invoice& invoice) {
        const auto paid = *invoice.received_on + Days{up_to(80) - 3};
        if (one_in(10)) return;
        if (!one_in(4)) {
            invoice.receipts = {{paid, invoice.gross}};
            return;
        }
        const auto part = Money::pence(invoice.gross.pence() / 3);
        invoice.receipts = {{paid, part}, {paid + Days{up_to(9)}, invoice.gross - part}};
        if (one_in(5)) invoice.receipts.pop_back();
    }

    std::mt19937 random_{20'261'001};
    std::vector<MadeUp> all_;
};

/// Everything that a row of figures says, as text that can be compared.
std::string text_of(const PaymentRow& row) {
    const auto number = [](const auto& value) { return value ? std::to_string(*value) : std::string{"-"}; };
    const auto count = [](std::int64_t value) { return std::to_string(value) + " "; };
    return count(row.population) + count(row.on_time) + count(row.late_now) + count(row.late_now_pence) +
           count(row.not_yet_due) + count(row.paid_early) + count(row.disputed) + number(row.mean_days_to_pay) + " " +
           number(row.median_days_to_pay) + " " + count(row.days_0_30) + count(row.days_31_60) +
           count(row.days_61_over);
}

using Figures = std::map<std::string, std::string>;  ///< by group and clock

Figures computed(PaymentGrouping grouping, std::vector<MadeUp>& all) {
    const auto heads = contracts();
    PaymentFigures figures{month, grouping, PaymentPolicy{}, as_at};
    for (auto& each : all) {
        each.invoice.reference = each.reference;  // it may have been moved
        each.invoice.payee = each.payee;
        each.invoice.contract = each.contract;
        figures.add(each.invoice, &heads[static_cast<std::size_t>(each.head)]);
    }
    Figures found;
    for (const auto& row : figures.rows())
        found[row.group + " " + std::string{row.clock}] = text_of(row);
    return found;
}

/// The same invoices in a table, and the figures as one query.
class InSql {
  public:
    explicit InSql(const std::vector<MadeUp>& all) {
        sqlite3_open(":memory:", &database_);
        run("CREATE TABLE inv (id INTEGER PRIMARY KEY, contract TEXT, payee TEXT, law TEXT, terms INT, received INT, "
            "stated INT, verified INT, due INT, told INT, resolved INT); CREATE TABLE pay (id INT, day INT, amount "
            "INT); BEGIN;");
        const auto heads = contracts();
        for (std::size_t at = 0; at < all.size(); ++at)
            insert(static_cast<std::int64_t>(at), all[at], heads[static_cast<std::size_t>(all[at].head)]);
        run("COMMIT; CREATE INDEX pay_by_id ON pay (id)");
    }
    InSql(const InSql&) = delete;
    InSql& operator=(const InSql&) = delete;
    ~InSql() { sqlite3_close(database_); }

    Figures figures(const std::string& group) {
        const auto first = day(month.first);
        const auto last = day(month.last);
        const auto today = day(as_at);
        const std::string sql =
            "WITH paid AS (SELECT id, day, sum(amount) OVER (PARTITION BY id ORDER BY day) AS so_far FROM pay WHERE "
            "day <= " +
            today +
            "), settled AS (SELECT p.id, min(p.day) AS day FROM paid p JOIN inv USING (id) WHERE "
            "so_far + 1 >= due AND due > 0 GROUP BY p.id), owed AS (SELECT inv.*, settled.day AS settled, due - "
            "coalesce((SELECT sum(amount) FROM pay WHERE pay.id = inv.id AND day <= " +
            today +
            "), 0) AS open FROM "
            "inv LEFT JOIN settled USING (id) WHERE received <= " +
            today +
            "), "
            "clocked AS (SELECT *, 'policy' AS clock, received + 14 AS plain FROM owed "
            "UNION ALL SELECT *, law, CASE law WHEN 'pcr15' THEN min(coalesce(CASE WHEN verified <= " +
            today +
            " THEN verified END, received + 7), received + 7) + 30 ELSE max(received, coalesce(stated, received)) + 29 "
            "END FROM owed WHERE law IS NOT NULL "
            "UNION ALL SELECT *, 'contract', received + terms FROM owed WHERE terms IS NOT NULL), "
            "counted AS (SELECT *, told IS NOT NULL AND told <= " +
            today +
            " AND told <= plain AS counts, "
            "resolved IS NOT NULL AND resolved <= " +
            today +
            " AS over FROM clocked), "
            "moved AS (SELECT *, counts AND NOT over AS disputed, plain + CASE WHEN clock = 'policy' AND counts AND "
            "over "
            "THEN max(resolved - told, 0) ELSE 0 END AS last_day FROM counted), "
            "stood AS (SELECT *, CASE WHEN disputed THEN 'disputed' WHEN last_day >= " +
            today +
            " THEN CASE WHEN settled "
            "IS NULL THEN 'not_yet_due' ELSE 'paid_early' END WHEN settled IS NULL THEN 'late_now' WHEN settled <= "
            "last_day THEN 'on_time' ELSE 'paid_late' END AS standing FROM moved WHERE due > 0 AND last_day BETWEEN " +
            first + " AND " + last +
            "), "
            "figures AS (SELECT " +
            group +
            " AS grouped, clock, standing, open, CASE WHEN standing IN ('on_time', "
            "'paid_late') THEN max(settled - received, 0) END AS days, standing IN ('on_time', 'paid_late', "
            "'late_now') "
            "AS in_it FROM stood UNION ALL "
            "SELECT " +
            group +
            ", 'reporting', CASE WHEN pay.day - received <= 30 THEN 'on_time' ELSE 'paid_late' END, "
            "0, max(pay.day - received, 0), 1 FROM pay JOIN inv USING (id) WHERE received <= " +
            today +
            " AND amount > "
            "0 AND pay.day <= " +
            today + " AND pay.day BETWEEN " + first + " AND " + last +
            "), "
            "ranked AS (SELECT grouped, clock, days, row_number() OVER (PARTITION BY grouped, clock ORDER BY days) AS "
            "place, count(*) OVER (PARTITION BY grouped, clock) AS many FROM figures WHERE days IS NOT NULL), "
            "middle AS (SELECT grouped, clock, avg(days) AS median FROM ranked WHERE place IN ((many + 1) / 2, (many + "
            "2) "
            "/ 2) GROUP BY 1, 2) "
            "SELECT grouped || ' ' || clock, sum(in_it), sum(standing = 'on_time'), sum(standing = 'late_now'), "
            "sum(CASE WHEN standing = 'late_now' THEN max(open, 0) ELSE 0 END), sum(standing = 'not_yet_due'), "
            "sum(standing = 'paid_early'), sum(standing = 'disputed'), avg(days), median, sum(coalesce(days <= 30, "
            "0)), "
            "sum(coalesce(days BETWEEN 31 AND 60, 0)), sum(coalesce(days > 60, 0)) "
            "FROM figures LEFT JOIN middle USING (grouped, clock) GROUP BY grouped, clock";
        return asked(sql);
    }

  private:
    static std::string day(Date of) { return std::to_string((of - day_zero).count()); }
    static std::string day(std::optional<Date> of) { return of ? day(*of) : "NULL"; }

    void run(const std::string& sql) {
        char* fault = nullptr;
        sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, &fault);
        ASSERT_EQ(fault, nullptr) << fault << "\n" << sql;
    }

    void insert(std::int64_t id, const MadeUp& made, const HeadContract& head) {
        const auto& invoice = made.invoice;
        auto due = invoice.gross.pence();
        for (const auto& credit : invoice.credits)
            due -= credit.amount.pence();
        const auto* dispute = invoice.disputes.empty() ? nullptr : &invoice.disputes.front();
        std::string told = "NULL";
        if (dispute != nullptr && dispute->notified_on) told = day(std::max(dispute->from, *dispute->notified_on));
        const auto law = head.statutory ? "'" + std::string{name_of(*head.statutory)} + "'" : "NULL";
        const auto terms = head.terms ? std::to_string(head.terms->count()) : "NULL";
        run("INSERT INTO inv VALUES (" + std::to_string(id) + ", '" + made.contract + "', '" + made.payee + "', " +
            law + ", " + terms + ", " + day(*invoice.received_on) + ", " + day(invoice.due_stated_on) + ", " +
            day(invoice.verified_on) + ", " + std::to_string(due) + ", " + told + ", " +
            day(dispute != nullptr ? dispute->resolved_on : std::nullopt) + ")");
        for (const auto& receipt : invoice.receipts)
            run("INSERT INTO pay VALUES (" + std::to_string(id) + ", " + day(receipt.on) + ", " +
                std::to_string(receipt.amount.pence()) + ")");
    }

    Figures asked(const std::string& sql) {
        sqlite3_stmt* rows = nullptr;
        const auto prepared = sqlite3_prepare_v2(database_, sql.c_str(), -1, &rows, nullptr);
        EXPECT_EQ(prepared, SQLITE_OK) << sqlite3_errmsg(database_);
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

    static std::string cell(sqlite3_stmt* rows, int column) {
        constexpr int mean = 8;
        constexpr int median = 9;
        if (sqlite3_column_type(rows, column) == SQLITE_NULL) return "-";
        if (column == mean || column == median) return std::to_string(sqlite3_column_double(rows, column));
        return std::to_string(sqlite3_column_int64(rows, column));
    }

    sqlite3* database_ = nullptr;
};

TEST(PaymentFigures, AgreeWithASecondComputationInSql) {
    MadeUpInvoices invoices{100'000};
    InSql sql{invoices.all()};
    EXPECT_EQ(computed(PaymentGrouping::authority, invoices.all()), sql.figures("'authority'"));
    EXPECT_EQ(computed(PaymentGrouping::contract, invoices.all()), sql.figures("contract"));
    EXPECT_EQ(computed(PaymentGrouping::payee, invoices.all()), sql.figures("payee"));
    EXPECT_EQ(sql.figures("'authority'").size(), 6U) << "every clock has figures to compare";
}

TEST(PaymentFigures, DoNotDependOnTheOrderOfArrival) {
    MadeUpInvoices invoices{3'000};
    const auto before = computed(PaymentGrouping::contract, invoices.all());
    std::ranges::shuffle(invoices.all(), std::mt19937{7});
    EXPECT_EQ(computed(PaymentGrouping::contract, invoices.all()), before);
}

/// The policy's share of the invoices so far, as a fraction that compares exactly.
Share policy_share(std::span<const MadeUp> all) {
    PaymentFigures figures{month, PaymentGrouping::authority, PaymentPolicy{}, as_at};
    for (const auto& each : all)
        figures.add(each.invoice, nullptr);
    for (const auto& row : figures.rows()) {
        if (row.clock == "policy") return {row.on_time, row.population};
    }
    return {};
}

bool less(const Share& one, const Share& other) {
    return one.on_time * other.population < other.on_time * one.population;
}

TEST(PaymentFigures, NeverFallByAnInvoiceInTimeNorRiseByOneThatIsUnpaid) {
    MadeUpInvoices invoices{400};
    for (std::size_t number = 20; number < invoices.all().size(); number += 20) {
        const std::vector<MadeUp> some(invoices.all().begin(), invoices.all().begin() + static_cast<long>(number));
        auto more = some;
        auto& added = more.emplace_back();
        added.invoice.received_on = month.first;
        added.invoice.gross = Money::pounds(100);
        const auto before = policy_share(some);
        EXPECT_FALSE(less(before, policy_share(more))) << "one more that is unpaid";
        more.back().invoice.paid_on = month.first + Days{14};
        EXPECT_FALSE(less(policy_share(more), before)) << "one more paid on its last day";
    }
}

}  // namespace
}  // namespace contractwatch

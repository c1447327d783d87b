// The lines of the invoices that a figure rests on, which are digested.
#include "domain/payments/rows_behind.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "builders/payments.h"

namespace contractwatch {
namespace {

using builders::contract_with;
using builders::invoice_of_acme;

/// In place of a digest what is digested.
std::string shown(std::string_view bytes) {
    return std::string{bytes};
}

Rules rules_shown() {
    Rules rules;
    rules.sha256 = shown;
    return rules;
}

/// What is digested of the contract's share over July to September 2026, as found on 1 October.
std::string behind_share(const ContractRows& contract) {
    for (const auto& finding : payment_findings(contract, rules_shown(), Date{2026, 10, 1}).findings) {
        if (finding.kind != FindingKind::payment_share_contract) continue;
        for (const auto& field : finding.evidence)
            if (field.name == "rows_sha256") return std::get<std::string>(field.value);
    }
    return "there is none";
}

/// Three that count: paid in time, paid late, and late now.
std::vector<Row> three() {
    return {invoice_of_acme({{"invoice", "I-1"}, {"received_on", "2026-07-01"}, {"paid_on", "2026-07-15"}}),
            invoice_of_acme({{"invoice", "I-2"}, {"received_on", "2026-08-01"}, {"paid_on", "2026-08-16"}}),
            invoice_of_acme({{"invoice", "I-3"}, {"received_on", "2026-09-16"}, {"amount_gross", "250.5"}})};
}

constexpr auto lines_of_three =
    "I-1\tAcme\t\tC-1\t1\t2026-07-01\t2026-07-15\t2026-07-15\t10000\ton_time\n"
    "I-2\tAcme\t\tC-1\t1\t2026-08-01\t2026-08-15\t2026-08-16\t10000\tlate\n"
    "I-3\tAcme\t\tC-1\t1\t2026-09-16\t2026-09-30\t\t25050\tlate\n";

TEST(RowsBehind, AreALineForEachInvoiceThatCounts) {
    EXPECT_EQ(behind_share(contract_with(three())), lines_of_three);
}

TEST(RowsBehind, AreTheSameInWhateverOrderTheyCame) {
    auto invoices = three();
    std::mt19937 random{20261129};
    for (int at = 0; at < 20; ++at) {
        std::ranges::shuffle(invoices, random);
        ASSERT_EQ(behind_share(contract_with(invoices)), lines_of_three);
    }
}

TEST(RowsBehind, AreOthersWhereOneDateIsAnother) {
    auto invoices = three();
    invoices[1] = invoice_of_acme({{"invoice", "I-2"}, {"received_on", "2026-08-01"}, {"paid_on", "2026-08-17"}});
    EXPECT_NE(behind_share(contract_with(invoices)), lines_of_three) << "late all the same";
    invoices = three();
    invoices[2] = invoice_of_acme({{"invoice", "I-3"}, {"received_on", "2026-09-15"}, {"amount_gross", "250.5"}});
    EXPECT_NE(behind_share(contract_with(invoices)), lines_of_three);
}

TEST(RowsBehind, DoNotChangeByAnInvoiceThatDoesNotCount) {
    struct Case {
        std::vector<builders::Cell> cells;
        const char* because;
    };
    const Case cases[] = {
        {{{"received_on", "2026-09-17"}}, "its last day is 1 October"},
        {{{"received_on", "2026-06-16"}}, "its last day was in June"},
        {{{"received_on", ""}}, "nobody knows when it was received"},
        {{{"received_on", "2026-08-01"}, {"supply_tier", "2"}, {"payer", "Acme"}}, "a prime owes it"},
        {{{"received_on", "2026-08-01"}, {"disputed_from", "2026-08-02"}, {"dispute_notified_on", "2026-08-02"}},
         "it is disputed"}};
    for (auto [cells, because] : cases) {
        auto invoices = three();
        cells.emplace_back("invoice", "I-4");
        invoices.push_back(invoice_of_acme(cells));
        EXPECT_EQ(behind_share(contract_with(invoices)), lines_of_three) << because;
    }
}

TEST(RowsBehind, KeepTabsAndLineEndsOfATextApartFromTheirOwn) {
    EXPECT_EQ(field_text("a\tb\\n\r\nc"), "a\\tb\\\\n\\r\\nc");
}

TEST(RowsBehind, AreSortedByTheirBytes) {
    RowsBehind rows;
    for (const auto* line : {"é", "z", "Z", "a\t1", "a"})
        rows.add(line);
    EXPECT_EQ(rows.text(), "Z\na\na\t1\nz\né\n");
}

TEST(RowsBehind, AreCountedAsInvoicesWhereALineStandsForSeveral) {
    RowsBehind month;
    month.add("C-1", 20);
    RowsBehind rows;
    rows.add("C-2", 3);
    rows.add(month);
    Fields evidence;
    rows.add_to(evidence, shown);
    EXPECT_EQ(evidence, (Fields{{"rows_behind", std::int64_t{23}}, {"rows_sha256", std::string{"C-1\nC-2\n"}}}));
    rows.add_to(evidence, {});
    EXPECT_EQ(evidence.size(), 2u) << "without a way to make a digest there is none";
}

TEST(RowsBehind, StandBesideTheFiguresAndAreNone) {
    const Fields figures{{"population", std::int64_t{10}}, {"on_time", std::int64_t{8}}};
    const auto with = [&](std::int64_t rows, const char* sha256) {
        auto fields = figures;
        fields.insert(fields.begin() + 1, {"rows_behind", rows});
        fields.push_back({"rows_sha256", std::string{sha256}});
        return fields;
    };
    EXPECT_TRUE(same_figures(with(10, "aa"), with(10, "aa")));
    EXPECT_TRUE(same_figures(with(10, "aa"), with(11, "bb")));
    EXPECT_TRUE(same_figures(figures, figures));
    EXPECT_FALSE(same_figures(figures, with(10, "aa"))) << "it gets its digest";
    EXPECT_TRUE(same_figures(with(10, "aa"), figures)) << "nobody asked for another";
    EXPECT_TRUE(has_rows_digest(with(10, "aa")));
    EXPECT_FALSE(has_rows_digest(figures));
    auto other = with(10, "aa");
    other[0].value = std::int64_t{11};
    EXPECT_FALSE(same_figures(other, with(10, "aa")));
    EXPECT_FALSE(same_figures(other, figures));
}

}  // namespace
}  // namespace contractwatch

// The table of kinds, and the names under which its columns are found and stored.
#include "domain/facts/kind.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include <gtest/gtest.h>

#include "base/text.h"

namespace contractwatch {
namespace {

TEST(Kind, IsFoundWithoutRegardToCaseAndHyphens) {
    EXPECT_EQ(find_kind("invoices"), &kind("invoices"));
    EXPECT_EQ(find_kind(" Sub-Contracts "), &kind("subcontracts"));
    EXPECT_EQ(find_kind("spreadsheets"), nullptr);
    EXPECT_THROW((void)kind("spreadsheets"), std::logic_error);
}

TEST(Kind, FindsAColumnAsCouncilsSpellIt) {
    const auto& contracts = kind("contracts");
    EXPECT_EQ(contracts.columns[contracts.column("contract reference")].name, "ContractReference");
    EXPECT_EQ(contracts.columns[contracts.column("CPV-CODE")].name, "CPVCode");
    EXPECT_EQ(contracts.find_column("colour"), std::nullopt);
    EXPECT_THROW((void)contracts.column("colour"), std::logic_error);
}

TEST(Kind, StoresEachColumnUnderAPlainName) {
    struct {
        const char* kind;
        const char* column;
        const char* stored;
    } const rows[] = {
        {"contracts", "ContractReference", "contract_reference"},
        {"contracts", "CPVCode", "cpv_code"},
        {"contracts", "SMESupplier", "sme_supplier"},
        {"contracts", "VCSESupplier", "vcse_supplier"},
        {"contracts", "IrrecoverableVAT", "irrecoverable_vat_pence"},
        {"contracts", "ContractValue", "contract_value_pence"},
        {"contracts", "CompaniesHouseRegistrationNumber", "companies_house_registration_number"},
        {"contracts", "LastExtensionDate", "last_extension_date"},
        {"contracts", "estimated_value_gross", "estimated_value_gross_pence"},
        {"invoices", "received_on", "received_on"},
        {"measures", "s52_kpi", "s52_kpi"},
    };
    for (const auto& row : rows) {
        const auto& of = kind(row.kind);
        EXPECT_EQ(of.columns[of.column(row.column)].stored_name(), row.stored);
    }
}

TEST(Kind, HasNoTwoColumnsOfOneName) {
    for (const auto& each : kinds()) {
        std::set<std::string> stored;
        std::set<std::string> matched;
        for (const auto& column : each.columns) {
            EXPECT_TRUE(stored.insert(column.stored_name()).second) << each.name << ' ' << column.name;
            EXPECT_TRUE(matched.insert(header_key(column.name)).second) << each.name << ' ' << column.name;
            EXPECT_FALSE(column.meaning.empty()) << each.name << ' ' << column.name;
        }
    }
}

TEST(Kind, StoresNamesOfLowerCaseLettersDigitsAndUnderscoresOnly) {
    for (const auto& each : kinds()) {
        for (const auto& column : each.columns) {
            const auto stored = column.stored_name();
            EXPECT_EQ(stored.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"), std::string::npos) << stored;
            EXPECT_EQ(stored.find("__"), std::string::npos) << stored;
        }
    }
}

TEST(Kind, HasAKeyThatNamesEachOfItsKeyColumnsOnce) {
    for (const auto& each : kinds()) {
        EXPECT_FALSE(each.key_places.empty()) << each.name;
        const std::set<std::size_t> places{each.key_places.begin(), each.key_places.end()};
        EXPECT_EQ(places.size(), each.key_places.size()) << each.name;
        for (std::size_t at = 0; at < each.columns.size(); ++at) {
            EXPECT_EQ(each.columns[at].key, places.contains(at)) << each.name << ' ' << each.columns[at].name;
        }
    }
}

TEST(Kind, GivesChoicesWhereAColumnIsAChoiceAndNowhereElse) {
    for (const auto& each : kinds()) {
        for (const auto& column : each.columns) {
            EXPECT_EQ(column.type == ColumnType::choice, !column.choices.empty()) << each.name << ' ' << column.name;
            const auto& choices = column.choices;
            const bool known = column.otherwise.empty() || choices.empty() ||
                               std::find(choices.begin(), choices.end(), column.otherwise) != choices.end();
            EXPECT_TRUE(known) << each.name << ' ' << column.name;
        }
    }
}

TEST(Kind, SumsAColumnOfMoney) {
    for (const auto& each : kinds()) {
        if (each.money_column.empty()) continue;
        EXPECT_EQ(each.columns[each.column(each.money_column)].type, ColumnType::money) << each.name;
    }
}

TEST(Kind, KnowsTheColumnThatNamesItsContract) {
    EXPECT_EQ(kind("contracts").contract_column(), kind("contracts").column("ContractReference"));
    EXPECT_EQ(kind("invoices").contract_column(), kind("invoices").column("contract"));
    EXPECT_EQ(kind("people").contract_column(), std::nullopt);
}

TEST(Kind, KeepsOneContractsRecordsTogetherWhereTheContractLeadsTheKey) {
    for (const auto* name : {"contracts", "roles", "schedules", "reviews", "measures", "readings", "subcontracts"}) {
        EXPECT_TRUE(kind(name).led_by_contract()) << name;
    }
    for (const auto* name : {"people", "suppliers", "invoices", "payments"}) {
        EXPECT_FALSE(kind(name).led_by_contract()) << name;
    }
}

}  // namespace
}  // namespace contractwatch

// A record of two contracts and three invoices, and the cache beside it.
#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include "adapters/sqlite/evaluation_cache.h"
#include "adapters/sqlite/record_folder.h"

namespace contractwatch {

inline void PrintTo(const Subject& subject, std::ostream* out) {
    *out << subject.contract << " " << name_of(subject.aspect);
}

}  // namespace contractwatch

namespace contractwatch::sqlite::testing {

using builders::row;

inline constexpr Date today{2026, 10, 1};

inline Row contract(std::string_view reference) {
    return row("contracts", {{"ContractReference", reference}});
}

inline std::vector<std::string> numbers(const std::vector<Row>& rows) {
    std::vector<std::string> found;
    for (const auto& each : rows)
        found.emplace_back(each.text(each.kind->column("invoice")));
    return found;
}

class Cache : public ::testing::Test {
  protected:
    Cache() {
        record(*store_, {contract("C-1"), contract("C-2"), invoice("INV-1", {{"contract", "C-1"}}),
                         invoice("INV-2", {{"contract", "c-2"}}), invoice("INV-3")});
        settle();
    }

    std::unique_ptr<EvaluationCache> open_cache() const {
        return EvaluationCache::open(store_->connection(), folder_.path("record.db.scratch"));
    }

    /// As a sweep does: every answer stands until the end of that day.
    void settle(Date holds_until = end_of_time) {
        std::vector<std::pair<Subject, Date>> answers;
        for (const auto& subject : due())
            answers.emplace_back(subject, holds_until);
        cache_->keep(answers);
    }

    std::vector<Subject> due(Date day = today, const std::string& rules = "rules") { return cache_->due(day, rules); }

    std::vector<std::string> invoices_of(std::string_view reference) {
        return numbers(cache_->rows_of(kind("invoices"), ContractRef{reference}));
    }

    RecordFolder folder_;
    std::unique_ptr<RecordStore> store_ = folder_.open();
    std::unique_ptr<EvaluationCache> cache_ = open_cache();
};

}  // namespace contractwatch::sqlite::testing

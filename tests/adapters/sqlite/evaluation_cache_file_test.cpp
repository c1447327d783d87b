// The cache's file: whose it is, and that nothing in it is believed where it is not whole.
#include <filesystem>
#include <fstream>

#include "adapters/sqlite/evaluation_cache_fixture.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::ElementsAre;

TEST_F(Cache, IsThrownAwayBesideAnotherRecord) {
    const RecordFolder other;
    const auto store = other.open();
    record(*store, {contract("C-5")}, import_at("2026-10-01T09:00:00Z"));
    EXPECT_EQ(EvaluationCache::open(store->connection(), folder_.path("record.db.scratch"))->due(today, "rules").size(),
              5U);
}

TEST_F(Cache, IsThrownAwayBesideAnOlderCopyOfTheRecord) {
    const auto copy = folder_.path("copy.db");
    ASSERT_TRUE(copy_record(folder_.path(), copy).ok());
    record(*store_, {contract("C-3")});
    settle();
    const auto older = Connection::open(copy, Access::read_only);
    EXPECT_EQ(EvaluationCache::open(**older, folder_.path("record.db.scratch"))->due(today, "rules").size(), 10U);
}

TEST_F(Cache, IsMadeAnewWhereItIsMissingOrDamaged) {
    const auto path = folder_.path("record.db.scratch");
    const auto good = bytes_of(path);
    const struct {
        std::string bytes;
        const char* because;
    } files[] = {
        {"", "it was emptied"},
        {std::string(20'000, 'x'), "it is no database"},
        {good.substr(0, good.size() / 2), "it was cut short"},
        {good.substr(0, 100) + std::string(good.size() - 100, '\xff'), "all but its header was overwritten"},
    };
    for (const auto& file : files) {
        cache_.reset();
        std::ofstream{path, std::ios::binary} << file.bytes;
        cache_ = open_cache();
        EXPECT_EQ(due().size(), 10U) << file.because;
        EXPECT_THAT(invoices_of("C-1"), ElementsAre("INV-1")) << file.because;
    }
    cache_.reset();
    std::filesystem::remove(path);
    cache_ = open_cache();
    EXPECT_EQ(due().size(), 10U);
}

TEST_F(Cache, IsMadeAnewWhereItIsDamagedWhileInUse) {
    const auto path = folder_.path("record.db.scratch");
    {
        std::fstream file{path, std::ios::binary | std::ios::in | std::ios::out};
        file.seekp(24);  // from the counter on that tells SQLite to read again
        file << std::string(bytes_of(path).size() - 24, '\xff');
    }
    record(*store_, {contract("C-3")});
    cache_->rows_of(kind("invoices"), ContractRef{"C-1"});
    EXPECT_EQ(due().size(), 15U);
}

}  // namespace
}  // namespace contractwatch::sqlite::testing

// The canonical form, held against the program in the auditors' guide, which shares no code with ours.
#include <cstdio>
#include <sstream>

#include <gmock/gmock.h>

#include "adapters/sqlite/canonical.h"
#include "adapters/sqlite/record_folder.h"

namespace contractwatch::sqlite::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Le;

/// The Python program that stands in the guide.
std::string program_in_guide() {
    std::istringstream guide{bytes_of(SOURCE_DIR "/docs/auditors-guide.md")};
    std::string program;
    bool inside = false;
    for (std::string line; std::getline(guide, line);) {
        if (line == "```") inside = false;
        if (inside) program += line + "\n";
        if (line == "```python") inside = true;
    }
    return program;
}

struct Said {
    std::string text;
    int status = -1;
};

Said check_with_guide(const RecordFolder& folder, const std::string& record) {
    std::ofstream{folder.path("check.py")} << program_in_guide();
    auto* pipe = popen(("/usr/bin/python3 " + folder.path("check.py") + " " + record + " 2>&1").c_str(), "r");
    Said said;
    for (int letter = fgetc(pipe); letter != EOF; letter = fgetc(pipe))
        said.text += static_cast<char>(letter);
    said.status = pclose(pipe);
    return said;
}

class CanonicalForm : public ::testing::Test {
  protected:
    CanonicalForm() {
        auto clears = invoice("INV-1");
        clears.cleared = {clears.kind->column("paid_on"), clears.kind->column("contract")};
        record(*store_,
               {invoice("INV-1", {{"paid_on", "2026-09-30"}, {"amount_gross", "-10.01"}, {"payee_vcse", "no"}}), clears,
                builders::row("people", {{"email", "siân@x.example"}, {"name", "Siân Ŵyn £"}})});
        auto head = import_at("2026-10-02T08:00:00Z");
        head.claimed_by = "S. Jones";
        head.source = "ledger.csv";
        head.detail = {{"rows", std::int64_t{1}}};
        record(*store_, {invoice("INV-2")}, head);
        record(*store_, {}, import_at("2026-10-03T08:00:00Z"));
    }

    RecordFolder folder_;
    std::unique_ptr<RecordStore> store_ = folder_.open();
};

TEST_F(CanonicalForm, IsThatOfTheAuditorsGuide) {
    const auto said = check_with_guide(folder_, folder_.path());
    EXPECT_EQ(said.text, "verified 3 entries, head " + store_->record().head().text() + "\n");
    EXPECT_EQ(said.status, 0);
}

TEST_F(CanonicalForm, IsThatOfTheAuditorsGuideWhereRowsWerePrunedAndTextsErased) {
    record(*store_,
           {builders::row("contracts", {{"ContractReference", "C-1"}, {"ContractTitle", "Footbridge"}}),
            builders::row("contracts", {{"ContractReference", "C-2"}, {"ContractTitle", "x"}, {"Description", "y"}})},
           import_at("2026-10-03T08:00:00Z"));
    {
        auto erasing = std::move(*store_->begin(import_at("2026-10-04T08:00:00Z")));
        ASSERT_TRUE(erasing->erase({&kind("contracts"), 2, {kind("contracts").column("Description")}}).ok());
        erasing->commit();
        erasing.reset();
        auto pruning = std::move(*store_->begin(import_at("2026-10-05T08:00:00Z")));
        pruning->prune({{ContractRef{"C-1"}}, Date{}});
        pruning->commit();
    }
    EXPECT_EQ(check_with_guide(folder_, folder_.path()).text,
              "verified 6 entries, head " + store_->record().head().text() + "\n");
    store_.reset();
    ASSERT_EQ(meddle_unseen(folder_.path(), "contracts", "UPDATE contracts SET description = 'z' WHERE id = 2"), "");
    EXPECT_THAT(check_with_guide(folder_, folder_.path()).text, HasSubstr("row 2 of contracts was changed"));
    ASSERT_EQ(meddle_unseen(folder_.path(), "pruned_rows", "DELETE FROM pruned_rows WHERE table_name = 'contracts'"),
              "");
    EXPECT_THAT(check_with_guide(folder_, folder_.path()).text, HasSubstr("entry 4 or its rows were changed"));
}

TEST_F(CanonicalForm, LetsTheGuidesProgramFindAnEditedRow) {
    store_.reset();
    ASSERT_EQ(meddle_unseen(folder_.path(), "invoices", "UPDATE invoices SET amount_gross_pence = 1 WHERE id = 1"), "");
    const auto said = check_with_guide(folder_, folder_.path());
    EXPECT_EQ(said.text, "row 1 of invoices was changed\nentry 1 or its rows were changed\n");
    EXPECT_NE(said.status, 0);
}

TEST_F(CanonicalForm, LetsTheGuidesProgramFindAnEditedEntry) {
    store_.reset();
    ASSERT_EQ(meddle_unseen(folder_.path(), "entries", "UPDATE entries SET claimed_by = 'A. Other' WHERE sequence = 2"),
              "");
    EXPECT_EQ(check_with_guide(folder_, folder_.path()).text, "entry 2 or its rows were changed\n");
}

TEST(CanonicalFormOfTheGuide, IsAShortProgram) {
    const auto program = program_in_guide();
    EXPECT_THAT(program, HasSubstr("contractwatch row v1"));
    EXPECT_THAT(std::count(program.begin(), program.end(), '\n'), Le(40));
}

TEST(CanonicalRow, IsHashedOverItsBytes) {
    // SHA-256 of "contractwatch row v1", LP("t"), LP("id") I LP(7), LP("name") T LP("x"), as computed with Python's
    // hashlib.
    const Value id{std::int64_t{7}};
    const Value blank{};
    const Value name{std::string{"x"}};
    const RowShape shape{"t", {"name", "id", "also"}};
    EXPECT_EQ(hex(shape.digest(Cells{&name, &id, &blank})),
              "9673f534d1118f2919c235179159dfb73e6a183da50f8d630c03bef034127ecf");
}

}  // namespace
}  // namespace contractwatch::sqlite::testing

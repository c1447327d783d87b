// How long the verification of a record takes, against `PRAGMA integrity_check` of the same file by `sqlite3`.
//
// verify_bench [rows] [rounds]: so many invoices are taken in from a file; then the two take turns, each in a process
// of its own, once unmeasured so that the file lies in memory for both. Printed are the medians, and their ratio.
#include <iostream>
#include <stdexcept>

#include "adapters/csv/table_source.h"
#include "adapters/sqlite/record_store.h"
#include "adapters/sqlite/verify.h"
#include "adapters/system/london_clock.h"
#include "adapters/system/memory.h"
#include "app/intake.h"
#include "bench/child.h"
#include "bench/folder.h"
#include "bench/invoice_file.h"

using namespace contractwatch;

namespace {

class Silence : public Journal {
  public:
    void say(Event, const Fields&) override {}
};

void take_in(const std::string& file, const std::string& database) {
    const SystemClock clock;
    Silence journal;
    CsvSource source{ReadLimits{}};
    auto store =
        sqlite::RecordStore::open(database, {[&] { return clock.now(); }, [] { return std::string{"bench"}; }});
    if (!store) throw std::runtime_error(store.error().message);
    Intake intake{**store, source, clock, journal, "The Council"};
    const auto outcome = intake.take_in({file, "invoices.csv", &kind("invoices"), {}, Effect::record}, {});
    if (!outcome) throw std::runtime_error(outcome.error().message);
}

void verify(const std::string& database) {
    const auto report = sqlite::verify(database);
    if (!report) throw std::runtime_error(report.error().message);
    if (!report->verified()) throw std::runtime_error(report->problems.front().message);
}

void say(const bench::Cost& theirs, const bench::Cost& ours) {
    std::cout << "wall time " << theirs.wall << " and " << ours.wall << " s, ratio " << ours.wall / theirs.wall
              << "; processor time " << theirs.processor << " and " << ours.processor << " s, ratio "
              << ours.processor / theirs.processor << "; memory " << theirs.memory << " and " << ours.memory
              << " MiB\n";
}

bench::Cost medians(const std::vector<bench::Cost>& costs) {
    return {bench::median(costs, &bench::Cost::wall), bench::median(costs, &bench::Cost::processor),
            bench::median(costs, &bench::Cost::memory)};
}

}  // namespace

int main(int argc, char** argv) {
    const std::int64_t rows = argc > 1 ? std::stoll(argv[1]) : 1'000'000;
    const int rounds = argc > 2 ? std::stoi(argv[2]) : 5;
    keep_memory_small();
    const bench::Folder folder{"verify_bench"};
    const auto database = folder / "record.db";
    bench::cost_of_child([&] {
        bench::write_invoices(folder / "invoices.csv", rows);
        take_in(folder / "invoices.csv", database);
    });
    const auto check = [&] { return bench::cost_of_program({"sqlite3", database, "PRAGMA integrity_check"}); };
    const auto verification = [&] { return bench::cost_of_child([&] { verify(database); }); };
    std::cout << rows << " rows, " << std::filesystem::file_size(database) / 1'000'000
              << " MB; integrity_check and verify:\n";
    check();
    verification();
    std::vector<bench::Cost> theirs;
    std::vector<bench::Cost> ours;
    for (int round = 0; round < rounds; ++round) {
        theirs.push_back(check());
        ours.push_back(verification());
        std::cout << "  ";
        say(theirs.back(), ours.back());
    }
    std::cout << "medians of " << rounds << ": ";
    say(medians(theirs), medians(ours));
}

// How long the intake of a large file of invoices takes, against `sqlite3 .import` of the same file.
//
// import_bench [rows] [rounds]: the two take turns, each into a fresh file; printed are the medians, their ratio, and
// the anonymous memory of this process after an import with the record still open.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <vector>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/csv/table_source.h"
#include "adapters/sqlite/evaluation_cache.h"
#include "adapters/sqlite/record_store.h"
#include "adapters/system/london_clock.h"
#include "adapters/system/memory.h"
#include "app/intake.h"
#include "bench/folder.h"
#include "bench/invoice_file.h"

using namespace contractwatch;

namespace {

namespace fs = std::filesystem;

constexpr const char* plain_table =
    "CREATE TABLE invoices(contract TEXT, supply_tier INTEGER, payer TEXT, payee TEXT, invoice TEXT, received_on TEXT, "
    "amount_net TEXT, amount_gross TEXT, paid_on TEXT, payee_sme TEXT, payee_vcse TEXT) STRICT; "
    "CREATE UNIQUE INDEX by_key ON invoices(invoice, payee, payer);";

class Silence : public Journal {
  public:
    void say(Event, const Fields&) override {}
};

void remove_database(const std::string& path) {
    for (const auto* ending : {"", "-wal", "-shm", "-journal"})
        fs::remove(path + ending);
}

/// Nobody is to wait for the disk to deal with what was written and removed before the clock starts.
void let_the_disk_settle() {
    sync();
}

/// Seconds: on the clock; of all processors together; of one, in the thread or the program that does the writing.
struct Cost {
    double wall = 0;
    double processor = 0;
    double writer = 0;
};

double processor_seconds(int whose) {
    rusage used{};
    getrusage(whose, &used);
    double seconds = 0;
    for (const auto& time : {used.ru_utime, used.ru_stime})
        seconds += static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    return seconds;
}

Cost cost_of(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    const Cost before{0, processor_seconds(RUSAGE_SELF), processor_seconds(RUSAGE_THREAD)};
    const auto children = processor_seconds(RUSAGE_CHILDREN);
    work();
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    const auto program = processor_seconds(RUSAGE_CHILDREN) - children;
    return {wall.count(), processor_seconds(RUSAGE_SELF) - before.processor + program,
            processor_seconds(RUSAGE_THREAD) - before.writer + program};
}

void run_sqlite3(const std::string& database, const std::string& command) {
    const auto child = fork();
    if (child == 0) {
        execlp("sqlite3", "sqlite3", database.c_str(), command.c_str(), nullptr);
        _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0) throw std::runtime_error("sqlite3 failed: is it installed?");
}

Cost plain_import(const bench::Folder& folder, const std::string& file) {
    const auto database = folder / "plain.db";
    remove_database(database);
    run_sqlite3(database, plain_table);
    let_the_disk_settle();
    return cost_of([&] { run_sqlite3(database, ".import --csv --skip 1 " + file + " invoices"); });
}

std::string anonymous_memory() {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("RssAnon:")) return line.substr(8);
    }
    return "unknown";
}

/// What the first full sweep reads: which invoices belong to which contract, then those of each contract.
void read_all(const sqlite::RecordStore& store, const bench::Folder& folder) {
    fs::remove(folder / "record.db.scratch");
    const auto cache = sqlite::EvaluationCache::open(store.connection(), folder / "record.db.scratch");
    std::vector<Subject> subjects;
    const auto linking = cost_of([&] { subjects = cache->due(Date{2026, 10, 1}, "bench"); });
    std::size_t rows = 0;
    const auto reading = cost_of([&] {
        for (const auto& subject : subjects)
            rows += cache->rows_of(kind("invoices"), subject.contract).size();
    });
    std::cout << "  a first sweep reads: links " << linking.wall << " s, " << rows << " rows of " << subjects.size()
              << " contracts " << reading.wall << " s, scratch "
              << fs::file_size(folder / "record.db.scratch") / 1'000'000 << " MB\n";
}

Cost our_import(const bench::Folder& folder, const std::string& file) {
    const auto database = folder / "record.db";
    remove_database(database);
    const SystemClock clock;
    Silence journal;
    CsvSource source{ReadLimits{}};
    auto store =
        sqlite::RecordStore::open(database, {[&] { return clock.now(); }, [] { return std::string{"bench"}; }});
    if (!store) throw std::runtime_error(store.error().message);
    Intake intake{**store, source, clock, journal, "The Council"};
    let_the_disk_settle();
    const auto took = cost_of([&] {
        const auto outcome = intake.take_in({file, "invoices.csv", &kind("invoices"), {}, Effect::record}, {});
        if (!outcome) throw std::runtime_error(outcome.error().message);
        std::cout << "  " << outcome->file.accepted << " accepted";
    });
    give_back_memory();
    std::cout << ", then anonymous memory " << anonymous_memory() << ", file " << fs::file_size(database) / 1'000'000
              << " MB\n";
    read_all(**store, folder);
    return took;
}

double median(std::vector<Cost> costs, double Cost::*part) {
    std::ranges::nth_element(costs, costs.begin() + static_cast<std::ptrdiff_t>(costs.size() / 2), {}, part);
    return costs[costs.size() / 2].*part;
}

void say(std::string_view what, double plain, double ours) {
    std::cout << what << ": sqlite3 .import " << plain << " s, import " << ours << " s, ratio " << ours / plain << "\n";
}

}  // namespace

int main(int argc, char** argv) {
    const std::int64_t rows = argc > 1 ? std::stoll(argv[1]) : 1'000'000;
    const int rounds = argc > 2 ? std::stoi(argv[2]) : 3;
    keep_memory_small();
    const bench::Folder folder{"import_bench"};
    const auto file = folder / "invoices.csv";
    bench::write_invoices(file, rows);
    std::vector<Cost> plain;
    std::vector<Cost> ours;
    for (int round = 0; round < rounds; ++round) {
        plain.push_back(plain_import(folder, file));
        ours.push_back(our_import(folder, file));
        say("  wall time", plain.back().wall, ours.back().wall);
    }
    std::cout << rows << " rows, medians of " << rounds << "\n";
    say("wall time", median(plain, &Cost::wall), median(ours, &Cost::wall));
    say("processor time", median(plain, &Cost::processor), median(ours, &Cost::processor));
    say("of the writer", median(plain, &Cost::writer), median(ours, &Cost::writer));
}

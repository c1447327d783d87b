// The parsing thread and the caller's, joined by a few batches.
#include "adapters/csv/file_reading.h"

#include <exception>
#include <optional>
#include <thread>

#include <fmt/format.h>

namespace contractwatch {
namespace {

/// So many that what the taking of a batch costs once, and it starts a thread of its own, does not count.
constexpr std::size_t rows_of_batch = 16'384;

/// Ends the batches and waits for the thread, however its holder is left.
class Parsing {
  public:
    Parsing(Batches& batches, std::function<void()> job) : batches_(&batches), thread_(std::move(job)) {}
    Parsing(const Parsing&) = delete;
    Parsing& operator=(const Parsing&) = delete;
    ~Parsing() {
        batches_->end();
        thread_.join();
    }

  private:
    Batches* batches_;
    std::thread thread_;
};

}  // namespace

FileReading::FileReading(Bytes& bytes, CharacterSet set, const Header& header, RowMaker& maker, const Kind& kind,
                         const ReadLimits& limits)
    : bytes_(&bytes),
      header_(&header),
      maker_(&maker),
      kind_(&kind),
      limits_(&limits),
      text_(bytes, set),
      reader_(text_, header.delimiter, limits) {}

Result<ReadSummary> FileReading::run(const std::function<void(std::vector<GivenRow>&)>& take) {
    std::optional<Result<ReadSummary>> outcome;
    std::exception_ptr thrown;
    Batches batches;
    {
        const Parsing parsing{batches, [&] {
                                  try {
                                      outcome = parse(batches);
                                  } catch (...) {
                                      thrown = std::current_exception();
                                  }
                                  batches.end();
                              }};
        while (auto batch = batches.take()) {
            take(*batch);
            batches.give_back(std::move(*batch));
        }
    }
    if (thrown) std::rethrow_exception(thrown);
    return std::move(*outcome);
}

Result<ReadSummary> FileReading::parse(Batches& batches) {
    std::vector<GivenRow> batch;
    RawRow raw;
    while (true) {
        const auto more = reader_.next(raw);
        if (!more) return more.error();
        if (!*more) break;
        if (raw.line == header_->line) continue;
        if (auto added = add(raw, batch); !added) return added.error();
        if (batch.size() < rows_of_batch) continue;
        if (!batches.give(std::exchange(batch, {}))) return unavailable("reading was broken off");
        spent_ = batches.spent();
    }
    if (!bytes_->unchanged()) {
        return unavailable("the file changed while it was being read; give it again once it is written to its end");
    }
    if (!batch.empty()) batches.give(std::move(batch));
    summary_.sha256 = text_.sha256();
    return std::move(summary_);
}

Result<void> FileReading::add(const RawRow& raw, std::vector<GivenRow>& batch) {
    if (batch.capacity() == 0) batch.reserve(rows_of_batch);
    batch.push_back({blank_row(), raw.line});
    problems_.clear();
    const auto verdict = maker_->make(raw, batch.back(), problems_);
    if (verdict != RowVerdict::good) batch.pop_back();
    if (verdict == RowVerdict::good) ++summary_.rows;
    if (verdict == RowVerdict::skipped) ++summary_.skipped;
    if (verdict == RowVerdict::rejected) ++summary_.rejected;
    keep_problems();
    if (summary_.rows + summary_.rejected <= limits_->rows) return {};
    return refused(
        fmt::format("the file has more than {} rows; split it, or raise the limit in the settings", limits_->rows));
}

Row FileReading::blank_row() {
    if (spent_.empty()) return Row{*kind_};
    auto row = std::move(spent_.back().row);
    spent_.pop_back();
    row.values.assign(kind_->columns.size(), {});
    row.cleared.clear();
    row.provenance = {};
    return row;
}

void FileReading::keep_problems() {
    for (auto& problem : problems_) {
        if (summary_.problems.size() < most_problems_kept) summary_.problems.push_back(std::move(problem));
    }
}

}  // namespace contractwatch

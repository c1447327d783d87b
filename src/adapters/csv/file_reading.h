// One reading of one file: from its rows to batches, with the sums of what was found.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "adapters/csv/batches.h"
#include "adapters/csv/header.h"
#include "adapters/csv/row_maker.h"
#include "adapters/csv/text_stream.h"
#include "ports/table_source.h"

namespace contractwatch {

class FileReading {
  public:
    /// What is given must outlive the reading.
    FileReading(Bytes& bytes, CharacterSet set, const Header& header, RowMaker& maker, const Kind& kind,
                const ReadLimits& limits);

    /// Reads to the end, on a thread of its own, while `take` gets the good rows in batches on this one. What `take`
    /// throws ends the reading and is thrown on. The summary has everything but the mapping.
    Result<ReadSummary> run(const std::function<void(std::vector<GivenRow>&)>& take);

  private:
    Result<ReadSummary> parse(Batches& batches);
    Result<void> add(const RawRow& raw, std::vector<GivenRow>& batch);
    /// One of those that were taken already, where there is one: its memory serves again.
    Row blank_row();
    void keep_problems();

    Bytes* bytes_;
    const Header* header_;
    RowMaker* maker_;
    const Kind* kind_;
    const ReadLimits* limits_;
    TextStream text_;
    RowReader reader_;
    ReadSummary summary_;
    std::vector<RowProblem> problems_;  ///< of the row at hand
    std::vector<GivenRow> spent_;       ///< rows that were taken, to be filled again
};

}  // namespace contractwatch

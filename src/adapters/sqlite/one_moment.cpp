// Connections that read one and the same moment of a record.
#include "adapters/sqlite/one_moment.h"

#include <algorithm>

#include "adapters/sqlite/record_store.h"
#include "adapters/sqlite/schema.h"

namespace contractwatch::sqlite {
namespace {

/// A writer commits some thousand times a second at most, and a try takes some hundred microseconds.
constexpr int most_tries = 10'000;

/// The head at which a transaction begins, which is fixed by reading it; none where the log is missing.
Head begin_at_head(const Connection& connection) {
    connection.execute("BEGIN");
    return has_table(connection, "entries") ? RecordReader{connection}.head() : Head{};
}

bool begin_together(const OneMoment& moment) {
    const auto head = begin_at_head(*moment.front());
    bool together = true;
    for (std::size_t at = 1; at < moment.size(); ++at)
        together = begin_at_head(*moment[at]) == head && together;
    if (together) return true;
    for (const auto& connection : moment)
        connection->execute("ROLLBACK");
    return false;
}

}  // namespace

Result<OneMoment> open_at_one_moment(const std::string& path) {
    OneMoment moment;
    for (auto& connection : moment) {
        auto opened = open_as_it_is(path);
        if (!opened) return opened.error();
        connection = std::move(*opened);
        connection->execute("PRAGMA temp_store = FILE");  // what is too large for memory
        stand_in_for_columns(*connection);
    }
    for (int tries = 0; tries < most_tries; ++tries) {
        if (begin_together(moment)) return moment;
    }
    return unavailable(path + ": the record is being written without a pause; try again, or stop the service first");
}

}  // namespace contractwatch::sqlite

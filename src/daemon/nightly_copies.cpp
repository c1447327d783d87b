// The service's nightly copies: how they stand, and the flight that makes them.
#include "daemon/nightly_copies.h"

#include <memory>
#include <stop_token>
#include <utility>

namespace contractwatch {
namespace {

struct Copying {
    CopyOrder order;
    std::stop_source stop = {};
    Result<MadeCopies> outcome = unavailable("the copy ended without an answer");
};

}  // namespace

std::optional<CopyStanding> NightlyCopies::standing(const Settings::Copies& asked, const Record& record) const {
    if (asked.folder.empty() && asked.snapshot_folder.empty()) return std::nullopt;
    CopyStanding standing{TimeOfDay{asked.at}, {}, last_failure_};
    if (const auto last = record.last_entry("copied")) standing.last_copy = last->recorded_at;
    return standing;
}

Flight NightlyCopies::begin(CopyOrder order, std::function<void(const Result<MadeCopies>&)> record) {
    const auto copying = std::make_shared<Copying>(Copying{std::move(order)});
    return {[copying] { copying->outcome = make_copies(copying->order, copying->stop.get_token()); },
            [this, copying, record = std::move(record)] {
                if (!copying->outcome && copying->stop.stop_requested()) return;
                record(copying->outcome);
                if (!copying->outcome) last_failure_ = clock_.now();
            },
            [copying] { copying->stop.request_stop(); }};
}

}  // namespace contractwatch

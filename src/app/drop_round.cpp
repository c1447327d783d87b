// One look at the drop folder.
#include "app/drop_round.h"

#include <algorithm>

namespace contractwatch {
namespace {

Feed feed_of(const Route& route, std::span<const Feed> feeds, bool strict_by_default) {
    const auto found = std::ranges::find(feeds, route.feed, &Feed::name);
    if (!route.feed.empty() && found != feeds.end()) return *found;
    Feed none;
    none.strict = strict_by_default;
    return none;
}

/// The rejected rows are listed beside the file before it is put away; the list goes with it.
ReadSummary summary_of(const IntakeOutcome& outcome) {
    ReadSummary summary;
    summary.rejected = outcome.file.rejected;
    summary.problems = outcome.problems;
    return summary;
}

}  // namespace

Result<DropSummary> DropRound::run(Stillness& stillness, std::span<const Feed> feeds, bool strict_by_default) {
    DropSummary summary;
    auto unfinished = folder_.unfinished();
    if (!unfinished) return unfinished.error();
    for (const auto& file : *unfinished) {
        if (auto read = read_in(file, feeds, strict_by_default, summary); !read) return read.error();
    }
    const auto look = folder_.look();
    if (!look) return look.error();
    for (const auto& seen : stillness.still(look->files, clock_.now())) {
        const auto file = folder_.take(seen);
        if (!file && file.error().code == ErrorCode::conflict)
            continue;  // it moved under our hands; the next look sees it anew
        if (!file) return file.error();
        if (auto read = read_in(*file, feeds, strict_by_default, summary); !read) return read.error();
    }
    summary.waiting = stillness.is_waiting();
    return summary;
}

Result<void> DropRound::read_in(const TakenFile& file, std::span<const Feed> feeds, bool strict_by_default,
                                DropSummary& summary) {
    IntakeRequest request{file.path, file.name, nullptr, {}, Effect::record};
    const auto route = route_of(file.name, feeds);
    if (!route) return refuse(file, request, route.error().message, summary);
    request.kind = find_kind(route->kind);
    request.feed = feed_of(*route, feeds, strict_by_default);
    if (request.kind == nullptr)
        return refuse(file, request, "the feed " + route->feed + " is of the unknown kind " + route->kind, summary);
    const auto outcome = intake_.take_in(request, {});
    if (!outcome) {
        // What may pass (a disk, a lock) is no fault of the file: it stays with us and is tried again.
        if (outcome.error().code == ErrorCode::unavailable || outcome.error().code == ErrorCode::conflict)
            return outcome.error();
        return refuse(file, request, outcome.error().message, summary);
    }
    if (outcome->file.rejected > 0) {
        if (auto listed = source_.write_rejected(file.path, summary_of(*outcome)); !listed) return listed.error();
    }
    const auto finished = folder_.finish(file, clock_.today().year());
    if (!finished) return finished.error();
    ++summary.taken;
    return {};
}

Result<void> DropRound::refuse(const TakenFile& file, const IntakeRequest& request, const std::string& reason,
                               DropSummary& summary) {
    if (auto recorded = intake_.record_refusal(request, reason, {}); !recorded) return recorded;
    const auto moved = folder_.refuse(file, reason);
    if (!moved) return moved.error();
    ++summary.refused;
    return {};
}

}  // namespace contractwatch

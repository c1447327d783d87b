// Jobs on the worker, and their ends posted to the loop.
#include "daemon/workbench.h"

#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

namespace contractwatch {

using Steady = std::chrono::steady_clock;

Workbench::Workbench(boost::asio::io_context& loop, Journal& journal, std::function<Standing()> standing, Ended ended)
    : loop_(loop), journal_(journal), standing_(std::move(standing)), ended_(std::move(ended)) {}

void Workbench::add(Need need, Job job, std::function<void(JobEnd)> then) {
    worker_.add([this, need, job = std::move(job), then = std::move(then)] { do_job(need, job, then); });
}

void Workbench::do_job(Need need, const Job& job, const std::function<void(JobEnd)>& then) {
    if (durability_lost_) return;
    auto end = JobEnd::failed;
    std::optional<Standing> standing;
    job_since_ = Steady::now().time_since_epoch();
    if (need == Need::always || !stopping_) end = run_job(job, journal_);
    // Asked apart: what the job did stands, whether or not it can be told how things stand after it.
    const Job asking{"standing", "asked again after the next job", [&] { standing = standing_(); }};
    if (end == JobEnd::done && !stopping_) run_job(asking, journal_);
    job_since_ = Steady::duration::zero();
    if (end == JobEnd::durability_lost) durability_lost_ = true;
    boost::asio::post(loop_, [this, end, standing, then] { ended_(end, standing, then); });
}

bool Workbench::busy_for(Steady::duration time) const {
    const auto since = job_since_.load();
    return since != Steady::duration::zero() && Steady::now().time_since_epoch() - since > time;
}

}  // namespace contractwatch

// The loop, run in this process with jobs that only report: what runs when, what a failure leads to, how it ends.
#include "daemon/loop.h"

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <future>
#include <mutex>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include "adapters/control/control_client.h"
#include "adapters/system/accounts.h"
#include "adapters/system/london_clock.h"
#include "fakes/given_folder.h"
#include "ports/store.h"

namespace contractwatch {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::chrono::seconds patience{20};

/// What happened, in its order; tests wait for lines in it.
class Diary : public Journal {
  public:
    void note(const std::string& line) {
        {
            const std::lock_guard guard{mutex_};
            lines_.push_back(line);
        }
        changed_.notify_all();
    }
    void say(Event event, const Fields& fields) override {
        note(std::string{row_of(event).name} + ": " + sentence(event, fields));
    }
    int count(const std::string& line) const {
        const std::lock_guard guard{mutex_};
        return static_cast<int>(std::ranges::count(lines_, line));
    }
    [[nodiscard]] bool wait_for(const std::string& line, int times = 1) {
        std::unique_lock guard{mutex_};
        return changed_.wait_for(guard, patience, [&] { return std::ranges::count(lines_, line) >= times; });
    }
    std::vector<std::string> lines() const {
        const std::lock_guard guard{mutex_};
        return lines_;
    }

  private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> lines_;
};

class ServiceLoop : public testing::Test {
  protected:
    ServiceLoop() {
        settings_.rest = milliseconds{1};
        settings_.first_retry = milliseconds{1};
        settings_.last_retry = milliseconds{4};
        jobs_.start = [this] { diary_.note("start"); };
        jobs_.stop = [this] { diary_.note("stop"); };
        jobs_.sweep = [this] {
            last_sweep_ = clock_.now();
            diary_.note("sweep");
        };
        jobs_.take_off = [](int) { return std::vector<Flight>{}; };
        jobs_.reload = [this] { diary_.note("reload"); };
        jobs_.standing = [this] {
            auto standing = standing_;
            standing.last_sweep = last_sweep_;
            return standing;
        };
    }

    ~ServiceLoop() override {
        if (loop_) finish();
    }

    void begin() {
        loop_ = std::make_unique<Loop>(settings_, clock_, diary_, jobs_);
        end_ = std::async(std::launch::async, [this] { return loop_->run(); });
    }

    LoopEnd ended() {
        if (end_.wait_for(patience) != std::future_status::ready) {
            ADD_FAILURE() << "the loop does not end";
            std::abort();
        }
        const auto end = end_.get();
        loop_.reset();
        EXPECT_TRUE(end.ok()) << end.error().message;
        return end.ok() ? *end : LoopEnd::start_failed;
    }

    LoopEnd finish() {
        loop_->stop();
        return ended();
    }

    /// The clock moves on and the loop notices.
    void later(Instant::duration time) {
        clock_.move_to(clock_.now() + time);
        loop_->look_again();
    }

    const GivenFolder given_;
    const fs::path& folder_ = given_.path();
    GivenClock clock_{*parse_instant("2026-11-23T09:10:00Z")};
    Diary diary_;
    LoopSettings settings_;
    ServiceJobs jobs_;
    Standing standing_;                  ///< the worker's alone once the loop runs
    std::optional<Instant> last_sweep_;  ///< likewise
    std::unique_ptr<Loop> loop_;
    std::future<Result<LoopEnd>> end_;
};

TEST_F(ServiceLoop, LifeIsStartSweepStop) {
    begin();
    ASSERT_TRUE(diary_.wait_for("sweep"));
    EXPECT_EQ(finish(), LoopEnd::stopped);
    EXPECT_THAT(diary_.lines(), ElementsAre("start", "sweep", "stop"));
}

TEST_F(ServiceLoop, WhatFallsDueIsDoneWhenTheClockSaysSo) {
    begin();
    ASSERT_TRUE(diary_.wait_for("sweep"));
    later(minutes{49});
    later(minutes{1});
    ASSERT_TRUE(diary_.wait_for("sweep", 2)) << "ten o'clock";
    later(hours{24 * 400});
    ASSERT_TRUE(diary_.wait_for("sweep", 3)) << "after more than a year's sleep one sweep catches up";
    finish();
    EXPECT_EQ(diary_.count("sweep"), 3);
}

TEST_F(ServiceLoop, SigtermStopsAndSighupReloads) {
    begin();
    ASSERT_TRUE(diary_.wait_for("sweep"));
    kill(getpid(), SIGHUP);
    ASSERT_TRUE(diary_.wait_for("reload"));
    kill(getpid(), SIGTERM);
    EXPECT_EQ(ended(), LoopEnd::stopped);
    EXPECT_EQ(diary_.lines().back(), "stop");
}

TEST_F(ServiceLoop, FailedSweepIsSaidAndTriedAgainAndStopsNothingElse) {
    std::atomic<int> tries = 0;
    jobs_.sweep = [&] {
        if (++tries < 4) throw std::runtime_error("the disk is full");
        last_sweep_ = clock_.now();
        diary_.note("sweep");
    };
    begin();
    ASSERT_TRUE(diary_.wait_for("sweep"));
    EXPECT_EQ(finish(), LoopEnd::stopped);
    EXPECT_EQ(tries, 4);
    EXPECT_EQ(std::ranges::count_if(diary_.lines(), [](const auto& line) { return line.starts_with("sweep_failed"); }),
              3);
    EXPECT_THAT(diary_.lines(), Contains(HasSubstr("tried again in a second): the disk is full")));
}

TEST_F(ServiceLoop, StartThatFailsEndsItWithoutAStop) {
    jobs_.start = [] { throw RecordFailure("the record is damaged"); };
    begin();
    EXPECT_EQ(ended(), LoopEnd::start_failed);
    EXPECT_THAT(diary_.lines(), ElementsAre(HasSubstr("the record is damaged")));
}

TEST_F(ServiceLoop, LostDurabilityEndsTheProcessAndNothingElseIsWritten) {
    jobs_.sweep = [&] {
        loop_->stop();
        throw DurabilityLost("fsync failed");
    };
    begin();
    EXPECT_EQ(ended(), LoopEnd::durability_lost);
    EXPECT_THAT(diary_.lines(), ElementsAre("start", HasSubstr("fsync failed")));
}

TEST_F(ServiceLoop, DeliveriesFlyBesideTheWorkerOverABoundedNumberOfConnections) {
    settings_.connections = 2;
    std::atomic<int> waiting = 5;
    std::atomic<int> in_the_air = 0;
    std::atomic<int> most_in_the_air = 0;
    standing_.next_attempt_at = clock_.now();
    jobs_.take_off = [&](int most) {
        std::vector<Flight> taken;
        while (most-- > 0 && waiting > 0) {
            --waiting;
            taken.push_back({[&] {
                                 most_in_the_air = std::max(most_in_the_air.load(), ++in_the_air);
                                 --in_the_air;
                             },
                             [&] { diary_.note("settled"); }});
        }
        if (waiting == 0) standing_.next_attempt_at.reset();
        return taken;
    };
    begin();
    EXPECT_TRUE(diary_.wait_for("settled", 5));
    EXPECT_EQ(finish(), LoopEnd::stopped);
    EXPECT_EQ(diary_.count("settled"), 5);
    EXPECT_LE(most_in_the_air, 2);
}

TEST_F(ServiceLoop, WorkerGoesOnWhileAServerIsSlow) {
    std::promise<void> server_answers;
    auto answered = server_answers.get_future().share();
    standing_.next_attempt_at = clock_.now();
    jobs_.take_off = [&](int) {
        standing_.next_attempt_at.reset();
        return std::vector<Flight>{{[answered] { answered.wait(); }, [&] { diary_.note("settled"); }}};
    };
    begin();
    ASSERT_TRUE(diary_.wait_for("sweep"));
    later(minutes{50});
    EXPECT_TRUE(diary_.wait_for("sweep", 2));
    EXPECT_EQ(diary_.count("settled"), 0);
    loop_->stop();
    server_answers.set_value();
    EXPECT_EQ(ended(), LoopEnd::stopped);
    EXPECT_EQ(diary_.lines().back(), "stop") << "what the server said is recorded before the end";
    EXPECT_EQ(diary_.count("settled"), 1);
}

TEST_F(ServiceLoop, DeliveryThatThrowsIsSettledAndASettlementThatFailsIsTriedAgain) {
    std::atomic<int> tries = 0;
    standing_.next_attempt_at = clock_.now();
    jobs_.take_off = [&](int) {
        standing_.next_attempt_at.reset();
        return std::vector<Flight>{{[] { throw std::runtime_error("no such server"); },
                                    [&] {
                                        if (++tries < 3) throw RecordFailure("the disk is full");
                                        diary_.note("settled");
                                    }}};
    };
    begin();
    EXPECT_TRUE(diary_.wait_for("settled"));
    finish();
    EXPECT_EQ(tries, 3);
    EXPECT_THAT(diary_.lines(), Contains(HasSubstr("no such server")));
}

TEST_F(ServiceLoop, DeliveryThatDoesNotEndIsCutOff) {
    settings_.farewell = milliseconds{10};
    const auto never = std::make_shared<std::promise<void>>();
    std::promise<void> gone;
    auto went = gone.get_future();
    standing_.next_attempt_at = clock_.now();
    jobs_.take_off = [&](int) {
        standing_.next_attempt_at.reset();
        return std::vector<Flight>{{[&, never] {
                                        diary_.note("flying");
                                        never->get_future().wait();
                                        gone.set_value();
                                    },
                                    [&] { diary_.note("settled"); }}};
    };
    begin();
    ASSERT_TRUE(diary_.wait_for("flying"));
    EXPECT_EQ(finish(), LoopEnd::flights_cut_off);
    EXPECT_EQ(diary_.lines().back(), "stop");
    never->set_value();
    went.wait();
    EXPECT_EQ(diary_.count("settled"), 0) << "it is in flight for the next process";
}

TEST_F(ServiceLoop, CopyIsMadeBesideTheWorkerAndOneAtATime) {
    std::promise<void> disk_is_slow;
    const auto written = disk_is_slow.get_future().share();
    standing_.copies = CopyStanding{};
    jobs_.copy = [&, written] {
        return Flight{[this, written] {
                          diary_.note("copying");
                          written.wait();
                      },
                      [this] {
                          standing_.copies->last_copy = clock_.now();
                          diary_.note("copied");
                      }};
    };
    begin();
    ASSERT_TRUE(diary_.wait_for("copying"));
    ASSERT_TRUE(diary_.wait_for("sweep"));
    later(minutes{50});
    ASSERT_TRUE(diary_.wait_for("sweep", 2)) << "the worker is free meanwhile";
    disk_is_slow.set_value();
    ASSERT_TRUE(diary_.wait_for("copied"));
    EXPECT_EQ(diary_.count("copying"), 1);
    later(hours{24});
    EXPECT_TRUE(diary_.wait_for("copied", 2)) << "the next night's";
    EXPECT_EQ(finish(), LoopEnd::stopped);
}

TEST_F(ServiceLoop, CopyUnderWayIsBrokenOffWhenTheServiceStops) {
    const auto stop = std::make_shared<std::promise<void>>();
    standing_.copies = CopyStanding{};
    jobs_.copy = [this, stop] {
        return Flight{[this, stop] {
                          diary_.note("copying");
                          stop->get_future().wait();
                      },
                      [this] { diary_.note("settled"); }, [stop] { stop->set_value(); }};
    };
    begin();
    ASSERT_TRUE(diary_.wait_for("copying"));
    EXPECT_EQ(finish(), LoopEnd::stopped);
    EXPECT_EQ(diary_.lines().back(), "stop");
    EXPECT_EQ(diary_.count("settled"), 1);
}

TEST_F(ServiceLoop, CommandOverTheSocketIsDoneByTheWorkerInItsCallersName) {
    settings_.control = ControlSettings{folder_ / "s", folder_ / "spool"};
    jobs_.perform = [this](const ControlRequest& request, const AnswerLine& line, const AnswerDone&) {
        line("{\"user\":\"" + name_of_user(request.user) + "\"}");
        diary_.note(request.command);
        standing_.facts_since_sweep = false;
        return 1;
    };
    begin();
    ASSERT_TRUE(diary_.wait_for("sweep"));
    std::vector<std::string> lines;
    const auto exit = call_service(folder_ / "s", {"acknowledge"}, [&](const auto& line) { lines.push_back(line); });
    ASSERT_TRUE(exit.ok()) << exit.error().message;
    EXPECT_EQ(*exit, 1);
    EXPECT_THAT(lines, ElementsAre("{\"user\":\"" + current_user() + "\"}"));
    finish();
    EXPECT_FALSE(fs::exists(folder_ / "s"));
}

TEST_F(ServiceLoop, CommandThatFailsIsAnsweredAndTheServiceGoesOn) {
    settings_.control = ControlSettings{folder_ / "s", folder_ / "spool"};
    jobs_.perform = [](const ControlRequest&, const AnswerLine&, const AnswerDone&) -> int {
        throw RecordFailure("the disk is full");
    };
    begin();
    ASSERT_TRUE(diary_.wait_for("sweep"));
    std::vector<std::string> lines;
    const auto exit = call_service(folder_ / "s", {"sweep"}, [&](const auto& line) { lines.push_back(line); });
    ASSERT_TRUE(exit.ok()) << exit.error().message;
    EXPECT_EQ(*exit, 3);
    EXPECT_THAT(lines, ElementsAre(R"({"error":"the disk is full"})"));
    later(hours{1});
    EXPECT_TRUE(diary_.wait_for("sweep", 2));
}

TEST_F(ServiceLoop, FactsOfACommandAreSweptAtOnce) {
    settings_.control = ControlSettings{folder_ / "s", folder_ / "spool"};
    jobs_.perform = [this](const ControlRequest&, const AnswerLine&, const AnswerDone&) {
        standing_.facts_since_sweep = true;
        return 0;
    };
    jobs_.sweep = [this] {
        standing_.facts_since_sweep = false;
        last_sweep_ = clock_.now();
        diary_.note("sweep");
    };
    begin();
    ASSERT_TRUE(diary_.wait_for("sweep"));
    ASSERT_TRUE(call_service(folder_ / "s", {"import"}, [](const auto&) {}).ok());
    EXPECT_TRUE(diary_.wait_for("sweep", 2));
}

TEST_F(ServiceLoop, TakenSocketIsAnErrorBeforeAnythingRuns) {
    std::ofstream{folder_ / "s"} << "not a socket";
    settings_.control = ControlSettings{folder_ / "s", folder_ / "spool"};
    jobs_.perform = [](const ControlRequest&, const AnswerLine&, const AnswerDone&) { return 0; };
    Loop loop{settings_, clock_, diary_, jobs_};
    EXPECT_FALSE(loop.run().ok());
    EXPECT_TRUE(diary_.lines().empty());
}

TEST_F(ServiceLoop, DropFolderIsLookedAtWhenAFileComesWithoutWaitingForTheMinute) {
    settings_.drop_folder = folder_;
    standing_.drop_folder = DropState::quiet;
    jobs_.look_at_drop_folder = [this] { diary_.note("look"); };
    begin();
    ASSERT_TRUE(diary_.wait_for("look"));
    ASSERT_TRUE(diary_.wait_for("sweep"));
    std::ofstream{folder_ / "invoices.csv"} << "a";
    EXPECT_TRUE(diary_.wait_for("look", 2));
}

TEST_F(ServiceLoop, ClockThatGoesBackIsSaidOnce) {
    begin();
    ASSERT_TRUE(diary_.wait_for("sweep"));
    later(-hours{2});
    ASSERT_TRUE(
        diary_.wait_for("clock_went_back: The machine's clock went back from 2026-11-23T09:10:00Z to "
                        "2026-11-23T07:10:00Z; nothing new falls due until it has caught up."));
    later(minutes{1});
    finish();
    EXPECT_EQ(diary_.lines().size(), 4U) << "start, sweep, the clock, stop";
}

}  // namespace
}  // namespace contractwatch

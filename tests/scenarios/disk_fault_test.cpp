// A life of the council on a disk that goes wrong at every single step, and under a power cut after every step: nothing
// that was acknowledged is lost, nothing is half done, and in the end the same people were told the same things.
//
// The life has several hundred steps of the disk. Short of the long form (FAULTS=all in the environment) every few of
// them is tried, beginning elsewhere for each way of failing.
#include <gtest/gtest.h>

#include "app/acknowledge.h"
#include "fakes/faulty_disk.h"
#include "scenarios/council.h"

namespace contractwatch::scenarios {
namespace {

using fakes::DiskAfterCut;
using fakes::DiskFault;
using fakes::FaultyDisk;
using fakes::Lasting;

/// How a disk goes wrong, and from which step on it is tried.
struct Way {
    const char* name;
    Lasting lasting;
    DiskFault fault;
    int first;
};

std::ostream& operator<<(std::ostream& out, const Way& way) {
    return out << way.name;
}

/// Before the council, whose record is opened through it.
class WithFaultyDisk {
  protected:
    FaultyDisk disk;
};

class DiskFaultScenario : protected WithFaultyDisk, public Council {
  protected:
    static constexpr int stride = 11;

    static int every() { return std::getenv("FAULTS") != nullptr ? 1 : stride; }

    DiskFaultScenario() { keep_beginning(); }

    void keep_beginning() {
        end_process();
        beginning_ = files();
        begin_process();
    }

    /// The record's files as they lie on the disk.
    std::map<std::string, std::string> files() const {
        std::map<std::string, std::string> found;
        for (const auto* ending : {"", "-wal", ".scratch", ".scratch-journal"}) {
            const auto name = path(std::string{"record.db"} + ending);
            if (std::filesystem::exists(name)) found[name] = fakes::bytes_on_disk(name);
        }
        return found;
    }

    /// A process on a disk that holds these files and no others of the record.
    void begin_with(const std::map<std::string, std::string>& files) {
        end_process();
        for (const auto* ending : {"", "-wal", "-shm", "-journal", ".scratch", ".scratch-journal"})
            std::filesystem::remove(path(std::string{"record.db"} + ending));
        for (const auto& [name, bytes] : files)
            std::ofstream{name, std::ios::binary} << bytes;
        begin_process();
    }

    /// The council's life, in steps each of which may be done once more.
    std::vector<std::function<void()>> life() {
        return {
            [this] { at("2026-10-01T07:00"); },
            [this] { take_in_people(); },
            [this] {
                take_in_contracts({"C-2", "C-4"});
            },
            [this] { take_in_late_invoice(); },
            [this] { at("2026-10-01T08:00"); },
            [this] { sweep(); },
            [this] { deliver_all(); },
            [this] { acknowledge(alert_of("contract_no_manager/c-2//").id); },
            [this] { begin_process(); },
            [this] { at("2026-10-08T08:00"); },
            [this] {
                take_in("contracts", "ContractReference,ContractTitle,manager_email\nC-4,Four,ann@council.example\n");
            },
            [this] { sweep(); },
            [this] { deliver_all(); },
        };
    }

    /// As the service does it: what became of an attempt is kept until it could be recorded.
    void deliver_all() {
        for (;;) {
            if (!aloft_) {
                auto taken = outbox->take_off(1, {}).value();
                if (taken.empty()) return;
                const auto outcome =
                    mailer.deliver({taken.front().row.from, taken.front().row.to}, taken.front().bytes);
                aloft_ = {std::move(taken.front()), outcome};
            }
            static_cast<void>(outbox->land(aloft_->first, aloft_->second, {}).value());
            aloft_.reset();
        }
    }

    void acknowledge(AlertId alert) {
        static_cast<void>(acknowledge_alert(*store, clock, settings, alert,
                                            {"dora@council.example", "being recruited", {}}, {"deploy", {}})
                              .value());
    }

    /// Does the step as the service would: after a failure on the same connection, after a sync that failed in another
    /// process. True where it was done.
    bool try_step(const std::function<void()>& step) {
        try {
            if (!store) begin_process();
            step();
            note_head();
            return true;
        } catch (const DurabilityLost&) {
            aloft_.reset();
            end_process();
        } catch (const std::exception&) {  // tried again by the loop
        }
        note_head();
        return false;
    }

    /// What this process knows to be in the record.
    void note_head() {
        if (store) acknowledged_.emplace_back(disk.log().size(), record().head());
    }

    void expect_acknowledged(const Head& head) const {
        if (head.sequence == 0) return;
        EXPECT_EQ(count("entries WHERE sequence = " + std::to_string(head.sequence) + " AND lower(hex(hash)) = '" +
                        head.hash + "'"),
                  1)
            << "entry " << head.sequence << " was acknowledged";
    }

    /// What came of a life: who was told what, in which messages, and how everything stands. A step may be there twice:
    /// whoever acknowledged and was not told that it is on the disk does it again.
    std::vector<std::string> outcome() const {
        std::vector<std::string> lines;
        for (const auto* query :
             {"SELECT person || ' ' || key || ' ' || stage || ' ' || member FROM told JOIN alerts ON alerts.id = alert "
              "ORDER BY 1",
              "SELECT message_id || ' ' || subject || ' ' || state FROM messages JOIN current_outbox ON message = id "
              "ORDER BY 1",
              "SELECT key || ' ' || state FROM current_alerts ORDER BY 1",
              "SELECT DISTINCT key || ' ' || step FROM alert_steps "
              "JOIN alerts ON alerts.id = alert ORDER BY 1",
              "SELECT name || ' ' || accepted FROM files ORDER BY id"}) {
            auto rows = store->connection().prepare(query);
            while (rows.step())
                lines.push_back(rows.string(0));
        }
        return lines;
    }

    void begin_anew() {
        acknowledged_.clear();
        aloft_.reset();
        composer.digests.clear();
        mailer.delivered.clear();
        at("2026-10-01T07:00");
        disk.mend();
        begin_with(beginning_);
    }

    std::vector<std::string> undisturbed() {
        begin_anew();
        disk.mend();
        for (const auto& step : life())
            step();
        steps_ = disk.steps();
        return outcome();
    }

    /// Lives with a fault. A step that fails is tried twice while the fault lasts, then the disk is mended. False where
    /// the life ended before the fault.
    bool live_with_fault(int at, const Way& way) {
        begin_anew();
        disk.fail(at, way.lasting, way.fault);
        for (const auto& step : life()) {
            if (try_step(step) || try_step(step)) continue;
            disk.mend();
            mended_ = true;
            if (!try_step(step) && !try_step(step)) ADD_FAILURE() << "a step still fails on a disk that was mended";
        }
        const bool reached = std::exchange(mended_, false) || disk.failed();
        disk.mend();
        return reached;
    }

    void expect_whole() {
        begin_process();
        for (const auto& [steps, head] : acknowledged_)
            expect_acknowledged(head);
        EXPECT_TRUE(verifies());
    }

    std::map<std::string, std::string> beginning_;
    std::vector<std::pair<std::size_t, Head>> acknowledged_;
    std::optional<std::pair<InFlight, DeliveryOutcome>> aloft_;
    int steps_ = 0;
    bool mended_ = false;
};

class EveryFault : public DiskFaultScenario, public ::testing::WithParamInterface<Way> {};

TEST_P(EveryFault, LosesNothingAndTellsTheSame) {
    const auto expected = undisturbed();
    ASSERT_GT(steps_, 200) << "steps of the disk in a life";
    for (int at = GetParam().first; live_with_fault(at, GetParam()) && !HasFailure(); at += every()) {
        SCOPED_TRACE("step " + std::to_string(at));
        expect_whole();
        EXPECT_EQ(outcome(), expected);
    }
}

INSTANTIATE_TEST_SUITE_P(Disk, EveryFault,
                         ::testing::Values(Way{"FullOnce", Lasting::once, DiskFault::full, 1},
                                           Way{"BrokenOnce", Lasting::once, DiskFault::broken, 4},
                                           Way{"FullFromThere", Lasting::from_there_on, DiskFault::full, 7},
                                           Way{"BrokenFromThere", Lasting::from_there_on, DiskFault::broken, 10}),
                         [](const auto& way) { return way.param.name; });

TEST_F(DiskFaultScenario, ANewRecordIsMadeWholeOrNotAtAll) {
    for (int at = 1;; at += every()) {
        SCOPED_TRACE("step " + std::to_string(at));
        begin_anew();
        end_process();
        for (const auto& [name, bytes] : beginning_)
            std::filesystem::remove(name);
        std::filesystem::remove(path("record.db-shm"));
        disk.fail(at, Lasting::from_there_on, DiskFault::full);
        const bool made = try_step([] {});
        const bool reached = disk.failed();
        end_process();
        disk.mend();
        begin_process();
        EXPECT_TRUE(verifies());
        take_in_people();
        if (!reached) return;
        EXPECT_FALSE(made && record().head().sequence == 0);
    }
}

TEST_F(DiskFaultScenario, APowerCutLeavesAllThatWasAcknowledged) {
    begin_anew();
    end_process();
    DiskAfterCut after{files()};
    disk.keep_log();
    begin_process();
    for (const auto& step : life())
        ASSERT_TRUE(try_step(step));
    end_process();
    const auto log = disk.log();
    auto acknowledged = acknowledged_;
    Head last;
    std::size_t next = 0;
    for (std::size_t at = 0; at < log.size() && !HasFailure(); ++at) {
        after.go_on(log[at]);
        for (; next < acknowledged.size() && acknowledged[next].first <= at + 1; ++next)
            last = acknowledged[next].second;
        const bool synced = log[at].kind == fakes::DiskStep::Kind::sync;
        if (!synced && at % static_cast<std::size_t>(every()) != 0) continue;
        SCOPED_TRACE("after step " + std::to_string(at + 1));
        const auto unsynced = after.unsynced();
        const std::array<std::size_t, 3> shares{0, 2, 1};  // of the unsynced steps: none, every second, all
        for (const auto share : shares) {
            if (share != 1 && unsynced == 0) continue;
            begin_with(after.files([share](std::size_t number) { return share != 0 && number % share == 0; }));
            expect_acknowledged(last);
            EXPECT_TRUE(verifies()) << unsynced << " unsynced steps, share " << share;
        }
    }
    EXPECT_EQ(next, acknowledged.size());
}

}  // namespace
}  // namespace contractwatch::scenarios

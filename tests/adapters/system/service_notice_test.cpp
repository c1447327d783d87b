// What a service manager hears, over a real socket in its place.
#include "adapters/system/service_notice.h"

#include <cstdlib>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "fakes/given_folder.h"

namespace contractwatch {
namespace {

namespace fs = std::filesystem;

class ServiceNotices : public testing::Test {
  protected:
    ServiceNotices() {
        const auto path = (folder_ / "notify").string();
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        manager_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        EXPECT_EQ(bind(manager_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        setenv("NOTIFY_SOCKET", path.c_str(), 1);
    }
    ~ServiceNotices() override {
        for (const auto* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
            unsetenv(name);
        close(manager_);
    }

    std::string heard() const {
        char text[512];
        const auto length = recv(manager_, text, sizeof text, MSG_DONTWAIT);
        return length < 0 ? "nothing" : std::string{text, static_cast<std::size_t>(length)};
    }

    const GivenFolder given_;
    const fs::path& folder_ = given_.path();
    int manager_ = -1;
    ServiceNotice notice_;
};

TEST_F(ServiceNotices, SayReadyReloadingStoppingAndFed) {
    notice_.ready();
    EXPECT_EQ(heard(), "READY=1");
    notice_.reloading();
    EXPECT_THAT(heard(), testing::MatchesRegex("RELOADING=1\nMONOTONIC_USEC=[0-9]+"));
    notice_.feed_watchdog();
    EXPECT_EQ(heard(), "WATCHDOG=1");
    notice_.stopping();
    EXPECT_EQ(heard(), "STOPPING=1");
}

TEST_F(ServiceNotices, StatusIsOneLineWhateverItHolds) {
    notice_.status("Next: sweep\nREADY=1");
    EXPECT_EQ(heard(), "STATUS=Next: sweep READY=1");
}

TEST_F(ServiceNotices, WatchdogIntervalIsTheManagersAndOnlyForThisProcess) {
    EXPECT_EQ(ServiceNotice::watchdog_interval(), std::nullopt);
    setenv("WATCHDOG_USEC", "90000000", 1);
    EXPECT_EQ(ServiceNotice::watchdog_interval(), std::chrono::seconds{90});
    setenv("WATCHDOG_PID", "1", 1);
    EXPECT_EQ(ServiceNotice::watchdog_interval(), std::nullopt);
}

TEST_F(ServiceNotices, WithoutAManagerNothingHappens) {
    unsetenv("NOTIFY_SOCKET");
    notice_.ready();
    EXPECT_EQ(heard(), "nothing");
}

}  // namespace
}  // namespace contractwatch

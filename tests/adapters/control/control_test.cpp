// The control socket from both sides, over real sockets.
#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>
#include <thread>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <gmock/gmock.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/control/control_client.h"
#include "adapters/control/control_server.h"
#include "fakes/given_folder.h"

namespace contractwatch {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using Lines = std::vector<std::string>;

std::string text_of_file(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

class Control : public testing::Test {
  protected:
    Control() {
        settings_.socket = folder_ / "s";
        settings_.spool = folder_ / "record.db.spool";
        settings_.group = "no-such-group";
    }

    ~Control() override {
        loop_.stop();
        if (thread_.joinable()) thread_.join();
        server_.reset();
    }

    void serve(ControlHandler handler) {
        auto server = ControlServer::open(loop_, settings_, std::move(handler));
        ASSERT_TRUE(server.ok()) << server.error().message;
        server_ = std::move(server).value();
        thread_ = std::thread{[this] {
            const auto busy = boost::asio::make_work_guard(loop_);
            loop_.run();
        }};
    }

    /// Serves requests by saying what came.
    void serve_echo() {
        serve([](ControlRequest request, AnswerLine line, AnswerDone done) {
            line("{\"command\":\"" + request.command + "\"}");
            line(request.arguments);
            for (const auto& file : request.files) {
                line(file.name + " " + std::to_string(file.bytes) + " " + text_of_file(file.path).substr(0, 20));
            }
            done(1);
        });
    }

    fs::path write_file(const std::string& name, const std::string& text) {
        std::ofstream{folder_ / name, std::ios::binary} << text;
        return folder_ / name;
    }

    Result<int> call(const ControlCall& what) {
        return call_service(settings_.socket, what, [this](const std::string& line) { lines_.push_back(line); });
    }

    /// A connection that speaks for itself.
    int connect_raw() const {
        const int file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        settings_.socket.native().copy(address.sun_path, sizeof address.sun_path - 1);
        EXPECT_EQ(connect(file, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        return file;
    }

    /// What the service answers to these bytes until it ends the connection.
    std::string answer_to(const std::string& bytes) const {
        const int file = connect_raw();
        for (std::size_t sent = 0; sent < bytes.size();) {
            const auto more = send(file, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
            if (more <= 0) break;
            sent += static_cast<std::size_t>(more);
        }
        std::string answer;
        char buffer[4096];
        for (ssize_t got; (got = recv(file, buffer, sizeof buffer, 0)) > 0;) {
            answer.append(buffer, static_cast<std::size_t>(got));
        }
        close(file);
        return answer;
    }

    const GivenFolder given_;
    const fs::path& folder_ = given_.path();
    ControlSettings settings_;
    boost::asio::io_context loop_;
    std::unique_ptr<ControlServer> server_;
    std::thread thread_;
    Lines lines_;
};

TEST_F(Control, CommandItsArgumentsAndItsFilesReachTheHandlerAndItsLinesAndExitComeBack) {
    serve_echo();
    const std::string large(200'000, 'x');
    const auto exit = call({"import",
                            R"({"kind":"people"})",
                            {{"a.csv", write_file("1", "ab;cd")},
                             {"empty.csv", write_file("2", "")},
                             {"large.csv", write_file("3", large)}}});
    ASSERT_TRUE(exit.ok()) << exit.error().message;
    EXPECT_EQ(*exit, 1);
    EXPECT_THAT(lines_, ElementsAre(R"({"command":"import"})", R"({"kind":"people"})", "a.csv 5 ab;cd", "empty.csv 0 ",
                                    "large.csv 200000 " + std::string(20, 'x')));
}

TEST_F(Control, SpooledFilesArePrivateAndGoneWhenTheAnswerIsDone) {
    std::promise<fs::path> spooled;
    serve([&](ControlRequest request, AnswerLine, AnswerDone done) {
        struct stat folder {};
        struct stat file {};
        stat(request.files.at(0).path.parent_path().c_str(), &folder);
        stat(request.files.at(0).path.c_str(), &file);
        EXPECT_EQ(folder.st_mode & 0777U, 0700U);
        EXPECT_EQ(file.st_mode & 0777U, 0600U);
        spooled.set_value(request.files.at(0).path);
        done(0);
    });
    ASSERT_TRUE(call({"import", "{}", {{"a.csv", write_file("1", "text")}}}).ok());
    EXPECT_FALSE(fs::exists(spooled.get_future().get()));
}

TEST_F(Control, AnswersMayComeFromAnotherThreadAndLater) {
    std::promise<std::pair<AnswerLine, AnswerDone>> waiting;
    serve([&](ControlRequest, AnswerLine line, AnswerDone done) { waiting.set_value({line, done}); });
    std::thread worker{[&] {
        auto [line, done] = waiting.get_future().get();
        for (int number = 0; number < 1000; ++number)
            line(std::to_string(number));
        done(0);
    }};
    const auto exit = call({"sweep"});
    worker.join();
    ASSERT_TRUE(exit.ok()) << exit.error().message;
    EXPECT_EQ(lines_.size(), 1000U);
    EXPECT_EQ(lines_.back(), "999");
}

TEST_F(Control, HandlerThatForgetsToAnswerHasEndedWithThree) {
    serve([](ControlRequest, AnswerLine, AnswerDone) {});
    const auto exit = call({"sweep"});
    ASSERT_TRUE(exit.ok()) << exit.error().message;
    EXPECT_EQ(*exit, 3);
}

TEST_F(Control, WrongRequestsAreAnsweredWithASentence) {
    settings_.largest_file = 1000;
    serve_echo();
    struct Row {
        std::string request;
        std::string says;
    };
    const Row rows[]{
        {"hello\n", "is not JSON"},
        {"[1]\n", "not a JSON object"},
        {"{}\n", "it names no command"},
        {R"({"command":7})"
         "\n",
         "it names no command"},
        {R"({"command":"import","arguments":[]})"
         "\n",
         "its arguments are not a JSON object"},
        {R"({"command":"import","files":{}})"
         "\n",
         "its files are not a list"},
        {R"({"command":"import","files":[{"name":"a"}]})"
         "\n",
         "no size in bytes"},
        {R"({"command":"import","files":[{"name":"a","bytes":-1}]})"
         "\n",
         "no size in bytes"},
        {R"({"command":"import","files":[{"name":"a","bytes":1001}]})"
         "\n",
         "at most 1000 can be taken in"},
        {R"({"command":"import","files":[{"name":"a","bytes":2}]})"
         "\nabc",
         "More bytes came"},
        {std::string(std::size_t{3} << 20U, 'x'), "at most 1 MiB"},
    };
    for (const auto& row : rows) {
        const auto answer = answer_to(row.request);
        EXPECT_THAT(answer, HasSubstr(row.says)) << row.request.substr(0, 80);
        EXPECT_THAT(answer, HasSubstr(R"({"done":true,"exit":2})")) << row.request.substr(0, 80);
    }
}

TEST_F(Control, CallerWhoFallsSilentIsEndedAndItsRequestIsNotHandled) {
    settings_.silence = std::chrono::milliseconds{20};
    serve([](ControlRequest, AnswerLine, AnswerDone) { ADD_FAILURE() << "half a file was handled"; });
    EXPECT_THAT(answer_to(""), HasSubstr("not complete"));
    EXPECT_THAT(answer_to(R"({"command":"import","files":[{"name":"a","bytes":9}]})"
                          "\nhalf"),
                HasSubstr("it was not carried out"));
    EXPECT_TRUE(fs::is_empty(settings_.spool));
}

TEST_F(Control, NinthConnectionIsToldThatTheServiceIsBusyAndTheNextIsServed) {
    settings_.connections = 2;
    serve_echo();
    const int first = connect_raw();
    const int second = connect_raw();
    EXPECT_THAT(answer_to(""), HasSubstr("busy with other commands"));
    close(first);
    close(second);
    auto exit = call({"sweep"});
    for (int again = 0; again < 10'000 && exit.ok() && *exit == 3; ++again)
        exit = call({"sweep"});
    EXPECT_TRUE(exit.ok() && *exit == 1);
}

TEST_F(Control, SocketIsForOwnerAndGroupAndGoneAfterwards) {
    serve_echo();
    struct stat about {};
    ASSERT_EQ(stat(settings_.socket.c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777U, 0660U);
    std::promise<void> stopped;
    boost::asio::post(loop_, [&] {
        server_->stop_listening();
        stopped.set_value();
    });
    stopped.get_future().get();
    EXPECT_FALSE(fs::exists(settings_.socket));
}

TEST_F(Control, SocketOfADeadServiceIsReplacedAndOneThatIsServedIsNot) {
    const int dead = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    settings_.socket.native().copy(address.sun_path, sizeof address.sun_path - 1);
    ASSERT_EQ(bind(dead, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    close(dead);
    serve_echo();
    auto other = settings_;
    other.spool = folder_ / "other.spool";
    const auto second = ControlServer::open(loop_, other, [](ControlRequest, AnswerLine, AnswerDone) {});
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
    EXPECT_TRUE(call({"sweep"}).ok()) << "the first goes on";
}

TEST_F(Control, FileThatIsNoSocketIsLeftAlone) {
    write_file("s", "precious");
    const auto server = ControlServer::open(loop_, settings_, [](ControlRequest, AnswerLine, AnswerDone) {});
    ASSERT_FALSE(server.ok());
    EXPECT_EQ(text_of_file(settings_.socket), "precious");
}

TEST_F(Control, CommandWithoutAServiceSaysSo) {
    const auto exit = call({"sweep"});
    ASSERT_FALSE(exit.ok());
    EXPECT_EQ(exit.error().code, ErrorCode::unavailable);
    EXPECT_THAT(exit.error().message, HasSubstr("No service answers at"));
}

TEST_F(Control, CommandWhoseServiceGoesAwaySaysThatTheOutcomeIsUnknown) {
    const int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    settings_.socket.native().copy(address.sun_path, sizeof address.sun_path - 1);
    ASSERT_EQ(bind(listening, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(listen(listening, 1), 0);
    std::thread dying{[listening] { close(accept(listening, nullptr, nullptr)); }};
    const auto exit = call({"sweep"});
    dying.join();
    close(listening);
    ASSERT_FALSE(exit.ok());
    EXPECT_EQ(exit.error().code, ErrorCode::unavailable);
    EXPECT_THAT(exit.error().message, HasSubstr("audit tail"));
}

TEST_F(Control, CommandWithAMissingFileSendsNothing) {
    serve([](ControlRequest, AnswerLine, AnswerDone) { ADD_FAILURE() << "something was sent"; });
    const auto exit = call({"import", "{}", {{"a.csv", folder_ / "not-there.csv"}}});
    ASSERT_FALSE(exit.ok());
    EXPECT_EQ(exit.error().code, ErrorCode::not_found);
}

TEST_F(Control, TooLongAPathIsASentence) {
    settings_.socket = folder_ / std::string(120, 'x');
    EXPECT_THAT(call({"sweep"}).error().message, HasSubstr("107 characters"));
    const auto server = ControlServer::open(loop_, settings_, [](ControlRequest, AnswerLine, AnswerDone) {});
    ASSERT_FALSE(server.ok());
}

/// Gives the command as another user from a process of its own. Gives that process's exit code.
int call_as(uid_t user, const fs::path& socket) {
    const auto child = fork();
    if (child == 0) {
        if (setgroups(0, nullptr) != 0 || setgid(user) != 0 || setuid(user) != 0) _exit(100);
        const auto exit = call_service(socket, {"acknowledge"}, [](const std::string&) {});
        _exit(exit.ok() ? *exit : 101);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(Control, WhoAsksIsWhatTheKernelSaysNotWhatTheCallerClaims) {
    ASSERT_EQ(geteuid(), 0U) << "this test must run as root: it gives a command as another Unix user";
    constexpr uid_t nobody = 65534;
    std::promise<uid_t> seen;
    serve([&](ControlRequest request, AnswerLine, AnswerDone done) {
        seen.set_value(request.user);
        done(7);
    });
    fs::permissions(folder_, static_cast<fs::perms>(0755));
    EXPECT_EQ(call_as(nobody, settings_.socket), 101) << "the socket is not for everybody";
    fs::permissions(settings_.socket, static_cast<fs::perms>(0666));
    ASSERT_EQ(call_as(nobody, settings_.socket), 7);
    const auto user = seen.get_future().get();
    EXPECT_EQ(user, nobody);
    EXPECT_STREQ(getpwuid(user)->pw_name, "nobody");
}

}  // namespace
}  // namespace contractwatch

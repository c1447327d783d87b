// Mail handed to real servers on the loopback: one that works, and one that goes wrong in every way there is.
#include "adapters/smtp/smtp_mailer.h"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/smtp/preflight.h"
#include "fakes/python_server.h"

namespace contractwatch {
namespace {

using fakes::PythonServer;
using testing::HasSubstr;
using testing::Not;

const std::string message = "From: a@council.example\r\nSubject: x\r\n\r\nhello\r\n";
const Envelope envelope{Email{"contractwatch@council.example"}, Email{"jane.smith@council.example"}};

SmtpSettings settings_for(const PythonServer& server) {
    SmtpSettings settings;
    settings.host = "127.0.0.1";
    settings.port = server.port();
    settings.security = SmtpEncryption::none;
    settings.hello_name = "watch.council.example";
    settings.timeouts = {std::chrono::seconds{1}, std::chrono::seconds{1}, std::chrono::seconds{1},
                         std::chrono::seconds{20}};
    return settings;
}

DeliveryOutcome deliver_to(const PythonServer& server) {
    return SmtpMailer{settings_for(server)}.deliver(envelope, message);
}

/// A settings value that signs in as jane with the password.
SmtpSettings signing_in(const PythonServer& server) {
    auto settings = settings_for(server);
    settings.user = "jane";
    settings.secret = "open sesame";
    return settings;
}

/// A certificate for 127.0.0.1 with its key, made for this run of the tests.
std::string certificate() {
    static const std::string file = [] {
        auto folder = std::filesystem::path{testing::TempDir()} / "contractwatch-certificate";
        std::filesystem::create_directories(folder);
        const auto pem = (folder / "both.pem").string();
        const auto key = (folder / "key.pem").string();
        const auto command =
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test "
            "-addext subjectAltName=IP:127.0.0.1 -keyout " +
            key + " -out " + pem + " 2>/dev/null && cat " + key + " >> " + pem;
        EXPECT_EQ(std::system(command.c_str()), 0);
        return pem;
    }();
    return file;
}

TEST(SmtpMailer, HandsTheMessageOverAndKeepsTheFinalReply) {
    PythonServer server{"smtp_server.py", ""};
    const auto outcome = deliver_to(server);
    EXPECT_EQ(outcome.result, DeliveryResult::sent);
    EXPECT_EQ(outcome.reply_code, 250);
    EXPECT_EQ(outcome.reply, "250 2.0.0 kept as number 1");
    EXPECT_EQ(outcome.server, "127.0.0.1:" + std::to_string(server.port()));
    const auto seen = server.stop();
    EXPECT_THAT(seen,
                HasSubstr("\"from\": \"contractwatch@council.example\", \"to\": [\"jane.smith@council.example\"]"));
}

TEST(SmtpMailer, SendsEveryByteAndStuffsDots) {
    PythonServer server{"smtp_server.py", ""};
    EXPECT_EQ(SmtpMailer{settings_for(server)}
                  .deliver(envelope, "Subject: x\r\n\r\n.\r\n..\r\n.a\n.\r\nMAIL FROM:<evil@x.example>\r\n")
                  .result,
              DeliveryResult::sent);
    // base64 of the same with CRLF throughout: the lone LF did not end the message.
    EXPECT_THAT(server.stop(),
                HasSubstr("U3ViamVjdDogeA0KDQouDQouLg0KLmENCi4NCk1BSUwgRlJPTTo8ZXZpbEB4LmV4YW1wbGU+DQo="));
}

TEST(SmtpMailer, ServesSeveralThreadsAtOnce) {
    PythonServer server{"smtp_server.py", ""};
    auto settings = settings_for(server);
    settings.timeouts = {};
    SmtpMailer mailer{settings};
    std::vector<std::thread> threads;
    std::vector<DeliveryOutcome> outcomes(8);
    for (auto& outcome : outcomes)
        threads.emplace_back([&] { outcome = mailer.deliver(envelope, message); });
    for (auto& thread : threads)
        thread.join();
    for (const auto& outcome : outcomes)
        EXPECT_EQ(outcome.result, DeliveryResult::sent) << outcome.reply;
    const auto seen = server.stop();
    EXPECT_EQ(std::count(seen.begin(), seen.end(), '\n'), 8);
}

TEST(SmtpMailer, SignsInWithUserAndPassword) {
    PythonServer server{"smtp_server.py", "--user jane --password 'open sesame'"};
    for (const auto mechanism : {SmtpMechanism::any, SmtpMechanism::plain, SmtpMechanism::login}) {
        auto settings = signing_in(server);
        settings.mechanism = mechanism;
        EXPECT_EQ(SmtpMailer{settings}.deliver(envelope, message).result, DeliveryResult::sent);
    }
    EXPECT_THAT(server.stop(), HasSubstr("\"signed_in\": true"));
}

TEST(SmtpMailer, CallsAWrongPasswordConfiguration) {
    PythonServer server{"smtp_server.py", "--user jane --password other"};
    const auto outcome = SmtpMailer{signing_in(server)}.deliver(envelope, message);
    EXPECT_EQ(outcome.result, DeliveryResult::configuration);
    EXPECT_EQ(outcome.reply_code, 535);
    EXPECT_THAT(outcome.reply, HasSubstr("535"));
    EXPECT_EQ(server.stop(), "");
}

TEST(SmtpMailer, SignsInWithAToken) {
    PythonServer server{"smtp_fault_server.py",
                        "--offer 'AUTH LOGIN XOAUTH2' --auth-reply '334 ' --auth-reply '235 2.7.0 in'"};
    auto settings = signing_in(server);
    settings.secret_is = SmtpSecret::bearer_token;
    EXPECT_EQ(SmtpMailer{settings}.deliver(envelope, message).result, DeliveryResult::sent);
    const auto seen = server.stop();
    EXPECT_THAT(seen, HasSubstr("AUTH XOAUTH2\n"));
    EXPECT_THAT(
        seen, HasSubstr("dXNlcj1qYW5lAWF1dGg9QmVhcmVyIG9wZW4gc2VzYW1lAQE="));  // user=jane^Aauth=Bearer open sesame^A^A
}

TEST(SmtpMailer, TellsWhatAServerHidInAChallenge) {
    PythonServer server{"smtp_fault_server.py",
                        "--offer 'AUTH XOAUTH2' --auth-reply '334 ' --auth-reply '334 eyJzdGF0dXMiOiI0MDAifQ=='"};
    auto settings = signing_in(server);
    settings.secret_is = SmtpSecret::bearer_token;
    const auto outcome = SmtpMailer{settings}.deliver(envelope, message);
    EXPECT_EQ(outcome.result, DeliveryResult::configuration);
    EXPECT_THAT(outcome.reply, HasSubstr(R"({"status":"400"})"));
    EXPECT_THAT(server.stop(), Not(HasSubstr("MAIL FROM")));
}

TEST(SmtpMailer, SendsNothingWhereSigningInIsWantedAndNotOffered) {
    for (const std::string offer : {"", "--offer SIZE", "--offer 'AUTH GSSAPI'"}) {
        PythonServer server{"smtp_fault_server.py", offer};
        const auto outcome = SmtpMailer{signing_in(server)}.deliver(envelope, message);
        EXPECT_EQ(outcome.result, DeliveryResult::configuration) << offer << outcome.reply;
        EXPECT_THAT(outcome.advice, HasSubstr("sign"));
        EXPECT_THAT(server.stop(), Not(HasSubstr("BODY")));
    }
}

TEST(SmtpMailer, SendsNothingWhereSigningInIsNotConfirmed) {
    PythonServer server{"smtp_fault_server.py",
                        "--offer 'AUTH PLAIN' --auth-reply '334 ' --auth-reply '250 never mind'"};
    const auto outcome = SmtpMailer{signing_in(server)}.deliver(envelope, message);
    EXPECT_EQ(outcome.result, DeliveryResult::configuration) << outcome.reply;
    EXPECT_THAT(server.stop(), Not(HasSubstr("BODY")));
}

TEST(SmtpMailer, SendsNothingWhereStarttlsIsMissing) {
    PythonServer server{"smtp_fault_server.py", "--offer SIZE"};
    auto settings = settings_for(server);
    settings.security = SmtpEncryption::starttls;
    const auto outcome = SmtpMailer{settings}.deliver(envelope, message);
    EXPECT_EQ(outcome.result, DeliveryResult::configuration) << outcome.reply;
    EXPECT_THAT(outcome.advice, HasSubstr("TLS"));
    EXPECT_THAT(server.stop(), Not(HasSubstr("MAIL FROM")));
}

TEST(SmtpMailer, SpeaksTlsEitherWay) {
    for (const bool from_the_start : {false, true}) {
        PythonServer server{"smtp_server.py", "--certificate " + certificate() + (from_the_start ? " --tls" : "")};
        auto settings = settings_for(server);
        settings.security = from_the_start ? SmtpEncryption::tls : SmtpEncryption::starttls;
        settings.ca_file = certificate();
        const auto outcome = SmtpMailer{settings}.deliver(envelope, message);
        EXPECT_EQ(outcome.result, DeliveryResult::sent) << outcome.reply;
        EXPECT_THAT(server.stop(), HasSubstr("\"tls\": true"));
    }
}

TEST(SmtpMailer, TrustsNoCertificateThatNobodyVouchesFor) {
    for (const bool from_the_start : {false, true}) {
        PythonServer server{"smtp_server.py", "--certificate " + certificate() + (from_the_start ? " --tls" : "")};
        auto settings = settings_for(server);
        settings.security = from_the_start ? SmtpEncryption::tls : SmtpEncryption::starttls;
        const auto outcome = SmtpMailer{settings}.deliver(envelope, message);
        EXPECT_EQ(outcome.result, DeliveryResult::configuration) << outcome.reply;
        EXPECT_THAT(outcome.advice, HasSubstr("certificate"));
        EXPECT_EQ(server.stop(), "");
    }
}

struct FaultRow {
    const char* behaviour;
    DeliveryResult before_the_data;
    DeliveryResult after_it;
    const char* because;
};

TEST(SmtpMailer, ClassifiesEveryFaultAtEveryStage) {
    using enum DeliveryResult;
    const FaultRow rows[] = {
        {"'451 4.3.0 try later'", deferred, deferred, "a 4xx passes"},
        {"'554 5.3.0 never'", refused, refused, "a 5xx is for good"},
        {"'421 4.3.2 closing'", deferred, deferred, "421 passes"},
        {"'451-4.3.0 on two|451 4.3.0 lines'", deferred, deferred, "a reply of several lines is one"},
        {"close", deferred, unknown, "after the data a closed connection says nothing"},
        {"garbage", deferred, unknown, "nonsense is no reply"},
        {"long", deferred, unknown, "nor is a line without end"},
        {"silence", deferred, unknown, "nor is silence"},
    };
    for (const auto& row : rows) {
        for (const std::string stage : {"banner", "ehlo", "mail", "rcpt", "data", "final"}) {
            PythonServer server{"smtp_fault_server.py", "--at " + stage + " --do " + row.behaviour};
            const auto outcome = deliver_to(server);
            EXPECT_EQ(outcome.result, stage == "final" ? row.after_it : row.before_the_data)
                << stage << ' ' << row.behaviour << ": " << row.because << "; " << outcome.reply;
            EXPECT_NE(outcome.reply, "") << stage << ' ' << row.behaviour;
            EXPECT_EQ(server.stop().find("BODY") != std::string::npos, stage == "final")
                << stage << ' ' << row.behaviour;
        }
    }
}

TEST(SmtpMailer, WaitsLongerForTheFinalReplyThanForOthers) {
    PythonServer server{"smtp_fault_server.py", "--at final --do trickle"};
    auto settings = settings_for(server);
    settings.timeouts.final_reply = std::chrono::seconds{15};
    EXPECT_EQ(SmtpMailer{settings}.deliver(envelope, message).result, DeliveryResult::sent);
}

TEST(SmtpMailer, DoesNotMindHowTheServerTakesLeave) {
    for (const std::string behaviour : {"close", "'500 what?'", "garbage"}) {
        PythonServer server{"smtp_fault_server.py", "--at quit --do " + behaviour};
        const auto outcome = deliver_to(server);
        EXPECT_EQ(outcome.result, DeliveryResult::sent) << behaviour;
        EXPECT_EQ(outcome.reply, "250 2.0.0 taken") << behaviour;
    }
}

TEST(SmtpMailer, DefersWhereNobodyListens) {
    int port = 0;
    {
        PythonServer server{"smtp_fault_server.py", ""};
        port = server.port();
    }
    SmtpSettings settings;
    settings.host = "127.0.0.1";
    settings.port = port;
    const auto outcome = SmtpMailer{settings}.deliver(envelope, message);
    EXPECT_EQ(outcome.result, DeliveryResult::deferred);
    EXPECT_EQ(outcome.reply_code, 0);
    EXPECT_NE(outcome.reply, "");
}

TEST(SmtpMailer, SpeaksToNobodyForAnAddressThatIsNone) {
    PythonServer server{"smtp_fault_server.py", ""};
    SmtpMailer mailer{settings_for(server)};
    const char* hostile[] = {"a@b.example\r\nRCPT TO:<evil@x.example>",
                             "a@b.example> SIZE=1",
                             "Name <a@b.example>",
                             "a b@c.example",
                             "",
                             "j\xC3\xA9@b.example",
                             "a@b.example,c@d.example",
                             "@b.example",
                             "a\n@b.example"};
    for (const auto* const address : hostile) {
        EXPECT_EQ(mailer.deliver({envelope.from, Email{address}}, message).result, DeliveryResult::refused) << address;
        EXPECT_EQ(mailer.deliver({Email{address}, envelope.to}, message).result, DeliveryResult::configuration)
            << address;
    }
    EXPECT_EQ(server.stop(), "\n");
}

TEST(Preflight, RefusesBytesThatAreNoAscii) {
    SmtpSettings settings;
    settings.host = "relay.council.example";
    EXPECT_EQ(fault_before_sending(settings, envelope, "caf\xC3\xA9")->result, DeliveryResult::refused);
    EXPECT_EQ(fault_before_sending(settings, envelope, std::string_view{"a\0b", 3})->result, DeliveryResult::refused);
    EXPECT_EQ(fault_before_sending(settings, envelope, "")->result, DeliveryResult::refused);
    EXPECT_FALSE(fault_before_sending(settings, envelope, message));
}

TEST(Preflight, SendsNoSecretInClearAcrossANetwork) {
    SmtpSettings settings;
    settings.host = "relay.council.example";
    settings.security = SmtpEncryption::none;
    EXPECT_FALSE(fault_before_sending(settings, envelope, message));
    settings.user = "jane";
    settings.secret = "secret";
    EXPECT_EQ(fault_before_sending(settings, envelope, message)->result, DeliveryResult::configuration);
    settings.host = "127.0.0.1";
    EXPECT_FALSE(fault_before_sending(settings, envelope, message));
}

TEST(Preflight, RefusesAHostThatIsNone) {
    SmtpSettings settings;
    for (const auto* const host : {"", "relay.example/path", "a b", "user@relay.example", "relay.example\r\n"}) {
        settings.host = host;
        EXPECT_EQ(fault_before_sending(settings, envelope, message)->result, DeliveryResult::configuration) << host;
    }
}

TEST(Crlf, EndsEveryLineTheSameWay) {
    EXPECT_EQ(with_crlf("a\nb\r\nc\rd"), "a\r\nb\r\nc\r\nd\r\n");
    EXPECT_EQ(with_crlf("a\r\n"), "a\r\n");
    EXPECT_EQ(with_crlf("\n\n"), "\r\n\r\n");
    EXPECT_EQ(with_crlf("a\r\r\n"), "a\r\n\r\n");
}

}  // namespace
}  // namespace contractwatch

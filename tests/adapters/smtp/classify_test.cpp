// The table that decides what becomes of a message, row by row.
#include "adapters/smtp/classify.h"

#include <ostream>

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

constexpr bool invited = true;

struct ClassifyRow {
    Attempt attempt;
    DeliveryResult expected;
    const char* because;
};

Attempt before(Trouble trouble, int code, const char* reply = "") {
    return {trouble, false, false, code, reply};
}
Attempt after(int code) {
    return {Trouble::connection, invited, false, code, ""};
}

TEST(Classification, FollowsTheTable) {
    using enum DeliveryResult;
    const ClassifyRow rows[] = {
        {before(Trouble::connection, 550, "550 5.1.1 no such user"), refused, "a 5xx before the data is for good"},
        {before(Trouble::connection, 554, "554 5.7.1 relay access denied"), refused, "5.7.1 is not about signing in"},
        {before(Trouble::connection, 552, "552 message too large"), refused, "a 5xx without enhanced code is for good"},
        {before(Trouble::connection, 530, "530 5.7.57 Client not authenticated to send mail"), configuration,
         "530 asks to sign in"},
        {before(Trouble::connection, 530, "530 Authentication required"), configuration, "530 says so by itself"},
        {before(Trouble::sign_in, 535, "535 5.7.3 Authentication unsuccessful"), configuration,
         "535 is a wrong secret"},
        {before(Trouble::sign_in, 534, "534 5.7.9 mechanism too weak"), configuration, "534 is about the mechanism"},
        {before(Trouble::sign_in, 538, "538 encryption required"), configuration, "538 is about signing in"},
        {before(Trouble::connection, 550, "550 5.7.30 Basic authentication is not supported"), configuration,
         "a 5.7 code about signing in"},
        {before(Trouble::sign_in, 504, "504 unknown mechanism"), configuration, "signing in failed for good"},
        {before(Trouble::connection, 451, "451 4.3.0 later"), deferred, "a 4xx passes"},
        {before(Trouble::connection, 421, "421 4.3.2 closing"), deferred, "421 passes"},
        {before(Trouble::sign_in, 454, "454 4.7.0 temporary failure"), deferred, "a 4xx while signing in passes too"},
        {before(Trouble::tls, 454, "454 4.7.0 TLS not available just now"), deferred, "so does one to STARTTLS"},
        {before(Trouble::connection, 0), deferred, "no connection, no name, silence"},
        {before(Trouble::connection, 250, "250 hello"), deferred, "the connection broke after a good reply"},
        {before(Trouble::certificate, 220, "220 hello"), configuration, "a certificate is not trusted by trying again"},
        {before(Trouble::tls, 250, "250 hello"), configuration, "TLS is wanted and not offered"},
        {before(Trouble::tls, 502, "502 no STARTTLS here"), configuration, "TLS is wanted and refused"},
        {before(Trouble::sign_in, 250, "250 hello"), configuration,
         "libcurl gives EHLO's code where no mechanism fits"},
        {before(Trouble::sign_in, 334, "334 eyJ9"), configuration, "the server put an error into a challenge"},
        {before(Trouble::settings, 0), configuration, "settings that make no sense stay so"},
        {after(250), sent, "the server has taken it"},
        {after(251), sent, "any 2xx takes it"},
        {after(554), refused, "refused after the data"},
        {after(451), deferred, "not now, after the data"},
        {after(421), deferred, "closing, after the data"},
        {after(0), unknown, "no final reply: it may have been taken"},
        {after(354), unknown, "an invitation is no final reply"},
        {after(999), unknown, "nonsense is no final reply"},
        {{Trouble::connection, invited, true, 0, ""}, configuration, "we broke off, so nothing went out"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(classify(row.attempt), row.expected) << row.because;
}

TEST(Classification, KnowsMicrosoftsFourRefusals) {
    struct AdviceRow {
        int code;
        const char* reply;
        const char* says;
    };
    const AdviceRow rows[] = {
        {550, "550 5.7.30 Basic authentication is not supported for Client Submission.", "basic authentication"},
        {535, "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.",
         "Set-CASMailbox"},
        {535, "535 5.7.3 Authentication unsuccessful [AB0PR01CA0001]", "enterprise application"},
        {530, "530 5.7.57 Client not authenticated to send mail.", "sign in"},
    };
    for (const auto& row : rows) {
        const Attempt attempt{Trouble::connection, false, false, row.code, row.reply};
        EXPECT_EQ(classify(attempt), DeliveryResult::configuration) << row.reply;
        EXPECT_NE(advice_for(attempt).find(row.says), std::string::npos) << advice_for(attempt);
    }
}

TEST(Classification, GivesNoAdviceForWhatItDoesNotKnow) {
    EXPECT_EQ(advice_for(before(Trouble::connection, 550, "550 5.1.1 no such user")), "");
    EXPECT_EQ(advice_for(before(Trouble::connection, 0)), "");
}

TEST(EnhancedCode, IsTheWordAfterTheCode) {
    EXPECT_EQ(enhanced_code_of("550 5.7.30 Basic"), "5.7.30");
    EXPECT_EQ(enhanced_code_of("550-5.7.1 first\n550 5.7.1 second"), "5.7.1");
    EXPECT_EQ(enhanced_code_of("550 No such user"), "");
    EXPECT_EQ(enhanced_code_of("550"), "");
}

}  // namespace
}  // namespace contractwatch

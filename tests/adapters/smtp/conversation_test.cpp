// Replies told apart from their lines.
#include "adapters/smtp/conversation.h"

#include <initializer_list>

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

Conversation heard(std::initializer_list<std::string_view> lines) {
    Conversation conversation;
    for (const auto line : lines)
        conversation.hear(line);
    return conversation;
}

TEST(ReplyLine, BeginsWithThreeDigits) {
    EXPECT_EQ(code_of_reply_line("250 ok\r\n"), 250);
    EXPECT_EQ(code_of_reply_line("250-more\r\n"), 250);
    EXPECT_EQ(code_of_reply_line("354\r\n"), 354);
    EXPECT_EQ(code_of_reply_line("2500 ok"), 0);
    EXPECT_EQ(code_of_reply_line("hello"), 0);
    EXPECT_EQ(code_of_reply_line(""), 0);
}

TEST(Conversation, JoinsTheLinesOfAReply) {
    const auto conversation = heard({"550-5.7.1 first\r\n", "550 5.7.1 second\r\n"});
    EXPECT_EQ(conversation.code(), 550);
    EXPECT_EQ(conversation.text(), "550-5.7.1 first\n550 5.7.1 second");
}

TEST(Conversation, IgnoresTheAnswerToQuit) {
    EXPECT_EQ(heard({"550 no\r\n", "221 bye\r\n"}).code(), 550);
    EXPECT_EQ(heard({"354 go\r\n", "250 taken\r\n", "221 bye\r\n"}).code(), 250);
}

TEST(Conversation, KeepsTheFirstReplyAfterTheData) {
    const auto conversation = heard({"250 ok\r\n", "354 go\r\n", "250 taken as 7\r\n", "421 closing\r\n"});
    EXPECT_TRUE(conversation.finished());
    EXPECT_EQ(conversation.text(), "250 taken as 7");
}

TEST(Conversation, HasNoCodeBetweenInvitationAndFinalReply) {
    const auto conversation = heard({"250 ok\r\n", "354 go\r\n"});
    EXPECT_TRUE(conversation.data_invited());
    EXPECT_FALSE(conversation.finished());
    EXPECT_EQ(conversation.code(), 0);
}

TEST(Conversation, DoesNotEndAtHalfAFinalReply) {
    const auto conversation = heard({"354 go\r\n", "250-taken\r\n"});
    EXPECT_FALSE(conversation.finished());
    EXPECT_EQ(conversation.code(), 0);
}

TEST(Conversation, SeesSigningInOnlyInAReplyOfItsOwn) {
    EXPECT_TRUE(heard({"235 welcome\r\n"}).signed_in());
    EXPECT_FALSE(heard({"250-235 welcome\r\n", "250 ok\r\n"}).signed_in());
}

TEST(Conversation, KeepsNoControlCharactersAndNoEndlessText) {
    EXPECT_EQ(heard({"550 \x1b[31mred\x07 alert\r\n"}).text(), "550 [31mred alert");
    Conversation conversation;
    for (int line = 0; line < 1000; ++line)
        conversation.hear("250-" + std::string(1000, 'x') + "\r\n");
    EXPECT_LE(conversation.text().size(), 4096U);
}

}  // namespace
}  // namespace contractwatch

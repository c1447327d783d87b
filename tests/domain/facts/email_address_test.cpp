// Addresses that can be written to, and those that are refused at intake.
#include "domain/facts/email_address.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace contractwatch {
namespace {

TEST(EmailAddress, IsAPlainMailboxAtADomain) {
    const std::vector<std::string> addresses = {
        "jo.bloggs@council.example", "o'neil+contracts@sub.council.gov.uk",    "a@b.example", "postmaster@localhost",
        "jo@xn--caf-dma.example",    std::string(64, 'a') + "@council.example"};
    for (const auto& good : addresses) {
        EXPECT_EQ(fault_of_address(good), std::nullopt) << good;
    }
}

TEST(EmailAddress, IsRefusedWithWhatWouldBeRight) {
    const struct {
        std::string address;
        std::string says;
        std::string because;
    } rows[] = {
        {"jo.bloggs", "no @", "a name alone"},
        {"jo@council", "mail domain", "the end of the domain is missing"},
        {"@council.example", "mailbox", "nobody is named"},
        {".jo@council.example", "mailbox", "a dot at the start"},
        {"jo..b@council.example", "mailbox", "two dots"},
        {"\"jo b\"@council.example", "more than an address", "quoted local parts are mistakes in a register"},
        {"jo@-council.example", "mail domain", "a label that begins with a hyphen"},
        {"jo@council..example", "mail domain", "an empty label"},
        {"jo@[192.0.2.1]", "mail domain", "an address literal"},
        {"Jo Bloggs <jo@council.example>", "more than an address", "a name beside it goes out verbatim"},
        {"jo@council.example, al@council.example", "more than one address", "one person each"},
        {"jo@council.example; al", "more than an address", "one person each"},
        {"j\xC3\xB6@council.example", "plain ASCII", "servers without SMTPUTF8"},
        {"jo@council.example\r\nBcc: x@y.example", "plain ASCII", "a line end would be another header"},
        {std::string(65, 'a') + "@council.example", "too long", "RFC 5321: 64 before the @"},
        {"", "no @", "nothing"},
    };
    for (const auto& row : rows) {
        const auto fault = fault_of_address(row.address);
        ASSERT_TRUE(fault.has_value()) << row.address << ": " << row.because;
        EXPECT_NE(fault->find(row.says), std::string::npos) << row.address << ": " << *fault;
    }
}

}  // namespace
}  // namespace contractwatch

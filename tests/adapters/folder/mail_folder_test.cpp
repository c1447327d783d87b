// Mail in a folder: named, whole, never over another.
#include "adapters/folder/mail_folder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "adapters/folder/mail_name.h"

namespace contractwatch {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string message =
    "From: a@council.example\r\nTo: Jane\r\nDate: Thu, 01 Oct 2026 07:00:00 +0000\r\nX-Contractwatch-Purpose: "
    "digest\r\n\r\nhello\r\n";

Envelope to(const std::string& address) {
    return {Email{"contractwatch@council.example"}, Email{address}};
}

/// A folder for one test, with what it holds.
class Folder {
  public:
    Folder()
        : path_(fs::path{testing::TempDir()} /
                ("mail-" + std::to_string(::getpid()) + "-" + std::to_string(++count_))) {
        fs::remove_all(path_);
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string path() const { return (path_ / "out").string(); }
    std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator{path()})
            names.push_back(entry.path().filename().string());
        std::ranges::sort(names);
        return names;
    }
    std::string content(const std::string& name) const {
        std::ifstream file{path_ / "out" / name, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

  private:
    static inline int count_ = 0;
    fs::path path_;
};

std::string page(const std::string& text) {
    return "<p>" + std::to_string(text.size()) + "</p>";
}

TEST(MailFolder, WritesTheMessageAndItsPage) {
    const Folder folder;
    const auto outcome = MailFolder{folder.path(), page}.deliver(to("Jane.Smith@council.example"), message);
    EXPECT_EQ(outcome.result, DeliveryResult::sent);
    EXPECT_EQ(outcome.reply_code, 250);
    EXPECT_EQ(outcome.reply, "250 written to 2026-10-01-0700-jane.smith-digest.eml");
    EXPECT_THAT(folder.names(),
                ElementsAre("2026-10-01-0700-jane.smith-digest.eml", "2026-10-01-0700-jane.smith-digest.html"));
    EXPECT_EQ(folder.content("2026-10-01-0700-jane.smith-digest.eml"), message);
    EXPECT_EQ(folder.content("2026-10-01-0700-jane.smith-digest.html"), page(message));
}

TEST(MailFolder, RefusesTheOneAddressThatItIsToldToAndNoOther) {
    const Folder folder;
    MailFolder mailer{folder.path(), page, Email{"Jane.Smith@council.example"}};
    const auto refused = mailer.deliver(to("jane.smith@council.example"), message);
    EXPECT_EQ(refused.result, DeliveryResult::refused);
    EXPECT_EQ(refused.reply_code, 550);
    EXPECT_THAT(refused.reply, HasSubstr("mail.folder_refuses"));
    EXPECT_EQ(mailer.deliver(to("john.smith@council.example"), message).result, DeliveryResult::sent);
    EXPECT_EQ(folder.names().size(), 2U) << "the one that was taken, with its page";
}

TEST(MailFolder, WritesNoPageWhereThereIsNone) {
    const Folder folder;
    MailFolder{folder.path(), [](const std::string&) { return std::string{}; }}.deliver(to("jane@council.example"),
                                                                                        message);
    EXPECT_THAT(folder.names(), ElementsAre("2026-10-01-0700-jane-digest.eml"));
}

TEST(MailFolder, NeverWritesOverAnother) {
    const Folder folder;
    MailFolder mailer{folder.path(), page};
    mailer.deliver(to("jane@council.example"), message);
    EXPECT_EQ(mailer.deliver(to("jane@other.example"), message + "second").reply,
              "250 written to 2026-10-01-0700-jane-digest-2.eml");
    EXPECT_EQ(folder.content("2026-10-01-0700-jane-digest.eml"), message);
    EXPECT_EQ(folder.content("2026-10-01-0700-jane-digest-2.eml"), message + "second");
    EXPECT_EQ(folder.names().size(), 4U);
}

TEST(MailFolder, LeavesAPageAloneThatStandsThereAlready) {
    const Folder folder;
    fs::create_directories(folder.path());
    std::ofstream{folder.path() + "/2026-10-01-0700-jane-digest.html"} << "mine";
    const auto outcome = MailFolder{folder.path(), page}.deliver(to("jane@council.example"), message);
    EXPECT_EQ(outcome.reply, "250 written to 2026-10-01-0700-jane-digest-2.eml");
    EXPECT_EQ(folder.content("2026-10-01-0700-jane-digest.html"), "mine");
}

TEST(MailFolder, ServesSeveralThreadsAtOnce) {
    const Folder folder;
    MailFolder mailer{folder.path(), page};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread) {
        threads.emplace_back([&] {
            for (int times = 0; times < 5; ++times)
                mailer.deliver(to("jane@council.example"), message);
        });
    }
    for (auto& thread : threads)
        thread.join();
    const auto names = folder.names();
    EXPECT_EQ(std::ranges::count_if(names, [](const std::string& name) { return name.ends_with(".eml"); }), 40);
    EXPECT_EQ(names.size(), 80U);
}

TEST(MailFolder, SaysWhatIsWrongWithAFolderThatItCannotUse) {
    const Folder folder;
    fs::create_directories(fs::path{folder.path()}.parent_path());
    std::ofstream{folder.path()} << "a file, no folder";
    const auto outcome = MailFolder{folder.path(), page}.deliver(to("jane@council.example"), message);
    EXPECT_EQ(outcome.result, DeliveryResult::configuration);
    EXPECT_THAT(outcome.reply, HasSubstr(folder.path()));
    EXPECT_NE(outcome.advice, "");
}

TEST(MailFolder, RefusesAnAddressThatIsNone) {
    const Folder folder;
    EXPECT_EQ((MailFolder{folder.path(), page}.deliver(to("../../etc/passwd"), message).result),
              DeliveryResult::refused);
    EXPECT_FALSE(fs::exists(folder.path()));
}

TEST(MailName, IsMadeOfSafeLettersAlone) {
    EXPECT_EQ(mail_name_of(to("o'brien/../x+y@council.example"), message), "2026-10-01-0700-o_brien_.._x_y-digest");
    EXPECT_EQ(mail_name_of(to("-rf@council.example"), message), "2026-10-01-0700-_rf-digest");
    EXPECT_EQ(mail_name_of(to("jane@council.example"), "X-Contractwatch-Purpose: ../x\r\n\r\n"), "undated-jane-_._x");
}

TEST(MailName, SaysThatThereIsNoDate) {
    for (const std::string date :
         {"", "yesterday", "Thu, 01 Foo 2026 07:00:00 +0000", "Thu, 01 Oct 26 07:00", "Thu, 01 Oct 2026"}) {
        EXPECT_EQ(mail_name_of(to("jane@council.example"), "Date: " + date + "\r\n\r\n"), "undated-jane-mail") << date;
    }
}

TEST(Header, IsUnfoldedAndFoundInAnyCase) {
    EXPECT_EQ(header_of("Subject: one\r\n two\r\n\tthree\r\nTo: x\r\n\r\n", "subject"), "one two three");
    EXPECT_EQ(header_of("To: x\r\n\r\nSubject: body\r\n", "Subject"), "");
    EXPECT_EQ(header_of("X-Subject: no\r\n Subject: folded\r\nSubject: yes\r\n", "Subject"), "yes");
    EXPECT_EQ(header_of("", "Subject"), "");
}

}  // namespace
}  // namespace contractwatch

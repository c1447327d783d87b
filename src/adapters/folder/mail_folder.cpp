// A message and its page, side by side.
#include "adapters/folder/mail_folder.h"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "adapters/folder/mail_name.h"
#include "adapters/folder/new_file.h"
#include "domain/facts/email_address.h"

namespace contractwatch {
namespace {

namespace fs = std::filesystem;

/// Gives message and page the first name that neither has to share. Gives the message's.
std::string appear(const std::string& folder, const std::string& name, const NewFile& mail, const NewFile* page) {
    for (int copy = 1;; ++copy) {
        const auto stem = copy == 1 ? name : fmt::format("{}-{}", name, copy);
        if (page != nullptr && fs::exists(fs::path{folder} / (stem + ".html"))) continue;
        if (!mail.appear_as(stem + ".eml")) continue;
        if (page != nullptr) page->appear_as(stem + ".html");
        return stem + ".eml";
    }
}

DeliveryOutcome failed(const std::system_error& error, const std::string& folder) {
    const bool full = error.code() == std::errc::no_space_on_device || error.code().value() == EDQUOT;
    const auto result = full ? DeliveryResult::deferred : DeliveryResult::configuration;
    return {result, 0, fmt::format("The mail folder cannot be written: {}.", error.what()), folder,
            full ? "Make room on the disk; the mail is written again later."
                 : "Name a folder that the service may write to."};
}

}  // namespace

MailFolder::MailFolder(std::string folder, HtmlOfMessage html_of, Email refuses)
    : folder_(std::move(folder)), html_of_(std::move(html_of)), refuses_(std::move(refuses)) {}

DeliveryOutcome MailFolder::deliver(const Envelope& envelope, const std::string& message) {
    if (const auto fault = fault_of_address(envelope.to.given())) {
        return {DeliveryResult::refused, 0,
                "Not written: the recipient " + single_line(envelope.to.given()) + " " + *fault + ".", folder_};
    }
    if (!refuses_.empty() && envelope.to == refuses_) {
        constexpr int no_such_mailbox = 550;
        return {DeliveryResult::refused, no_such_mailbox,
                "550 5.1.1 <" + refuses_.given() + ">: refused, as mail.folder_refuses says", folder_};
    }
    try {
        fs::create_directories(folder_);
        const NewFile mail{folder_, message};
        const auto html = html_of_(message);
        std::optional<NewFile> page;
        if (!html.empty()) page.emplace(folder_, html);
        const auto file = appear(folder_, mail_name_of(envelope, message), mail, page ? &*page : nullptr);
        synchronise_folder(folder_);
        constexpr int taken = 250;
        return {DeliveryResult::sent, taken, "250 written to " + file, folder_};
    } catch (const std::system_error& error) {
        return failed(error, folder_);
    }
}

}  // namespace contractwatch

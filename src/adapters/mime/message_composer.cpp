// Headers and parts by GMime.
#include "adapters/mime/message_composer.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmime/gmime.h>

#include "adapters/mime/library.h"
#include "adapters/mime/plain_text.h"
#include "base/text.h"
#include "domain/alerts/wording.h"
#include "domain/alerts/words.h"

namespace contractwatch {
namespace {

constexpr const char* utf_8 = "utf-8";
constexpr std::size_t longest_name = 120;

/// ASCII letters that mean nothing to a header: what a Message-ID and a List-Id may be made of.
std::string token_of(std::string_view text) {
    std::string token;
    std::ranges::copy_if(text, std::back_inserter(token), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') ||
               std::string_view{"@.:!#$%&*+-/=?^_{|}~"}.find(letter) != std::string_view::npos;
    });
    return token;
}

/// "=_" cannot occur in quoted-printable text, so that no part can hold the boundary. FNV-1a spreads the Message-ID.
std::string boundary_of(std::string_view message_id) {
    std::uint64_t spread = 0xcbf29ce484222325U;
    for (const char letter : message_id)
        spread = (spread ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
    return fmt::format("=_cw_{:016x}", spread);
}

/// One line that no reader takes for an encoded word (RFC 2047): GMime lets those in the text pass, and what they hide
/// would come out behind our cleaning.
std::string header_text(std::string_view text) {
    auto line = single_line(text);
    for (auto at = line.find("=?"); at != std::string::npos; at = line.find("=?", at))
        line.insert(at + 1, " ");
    return line;
}

void set_header(GMimeMessage* message, const char* name, const std::string& value) {
    if (value.empty()) return;
    g_mime_object_set_header(GMIME_OBJECT(message), name, header_text(value).c_str(), utf_8);
}

void set_mailbox(GMimeMessage* message, GMimeAddressType type, const std::string& name, const Email& address) {
    if (address.empty()) return;
    const auto shown = header_text(clipped(trimmed(name), longest_name));
    auto* mailbox =
        internet_address_mailbox_new(shown.empty() ? nullptr : shown.c_str(), token_of(address.given()).c_str());
    internet_address_set_charset(mailbox, utf_8);
    internet_address_list_add(g_mime_message_get_addresses(message, type), mailbox);
    g_object_unref(mailbox);
}

void set_date(GMimeMessage* message, Instant instant) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
    GDateTime* date = g_date_time_new_from_unix_utc(seconds);
    g_mime_message_set_date(message, date);
    g_date_time_unref(date);
}

std::string alert_ids_of(const Digest& digest) {
    std::string ids;
    for (const auto& item : digest.items)
        ids += (ids.empty() ? "" : ", ") + std::to_string(item.alert.id);
    return ids;
}

void set_headers(GMimeMessage* message, const Digest& digest, const Letter& letter, const MessageStamp& stamp,
                 const SenderSettings& sender) {
    set_mailbox(message, GMIME_ADDRESS_TYPE_FROM, sender.name, sender.address);
    set_mailbox(message, GMIME_ADDRESS_TYPE_REPLY_TO, {}, sender.reply_to);
    set_mailbox(message, GMIME_ADDRESS_TYPE_TO, digest.to.name, digest.to.email);
    g_mime_message_set_subject(message, header_text(letter.subject).c_str(), utf_8);
    set_date(message, stamp.written_at);
    g_mime_message_set_message_id(message, token_of(stamp.message_id).c_str());
    set_header(message, "Auto-Submitted", "auto-generated");                     // RFC 3834
    set_header(message, "X-Auto-Response-Suppress", "OOF, AutoReply, RN, NRN");  // MS-OXCMAIL; bounces stay on
    const auto list_id = token_of(sender.list_id);
    if (!list_id.empty()) set_header(message, "List-Id", "<" + list_id + ">");
    set_header(message, "X-Contractwatch-Purpose", std::string{name_of(digest.purpose)});
    set_header(message, "X-Contractwatch-Log", token_of(stamp.log_head));
    set_header(message, "X-Contractwatch-Alert", alert_ids_of(digest));
}

GMimePart* new_part(const char* type, const char* subtype, const std::string& content, GMimeContentEncoding encoding) {
    GMimeStream* stream = g_mime_stream_mem_new_with_buffer(content.data(), content.size());
    GMimeDataWrapper* data = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    GMimePart* part = g_mime_part_new_with_type(type, subtype);
    g_mime_part_set_content(part, data);
    g_mime_part_set_content_encoding(part, encoding);
    g_object_unref(data);
    g_object_unref(stream);
    return part;
}

GMimeObject* new_text(const char* subtype, const std::string& content,
                      GMimeContentEncoding encoding = GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE) {
    GMimePart* part = new_part("text", subtype, content, encoding);
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", utf_8);
    return GMIME_OBJECT(part);
}

GMimeObject* new_multipart(const char* subtype, const std::string& boundary, const std::vector<GMimeObject*>& held) {
    GMimeMultipart* parts = g_mime_multipart_new_with_subtype(subtype);
    g_mime_multipart_set_boundary(parts, boundary.c_str());
    for (GMimeObject* part : held) {
        g_mime_multipart_add(parts, part);
        g_object_unref(part);
    }
    return GMIME_OBJECT(parts);
}

/// In base64, so that no mail program on the way has a reason to touch a byte.
GMimeObject* new_attachment(const std::string& name, const char* subtype, const std::string& content) {
    GMimeObject* part = new_text(subtype, content, GMIME_CONTENT_ENCODING_BASE64);
    g_mime_object_set_disposition(part, GMIME_DISPOSITION_ATTACHMENT);
    g_mime_part_set_filename(GMIME_PART(part), name.c_str());
    return part;
}

/// The files that go with the message: a signed note, and forms to be filled in.
std::vector<GMimeObject*> attachments_of(const Digest& digest, const FormWriter& form_of) {
    std::vector<GMimeObject*> files;
    if (!digest.signed_note.empty())
        files.push_back(new_attachment("note-" + digest.on.text() + ".txt", "plain", digest.signed_note));
    for (const auto& form : digest.forms) {
        if (form_of) files.push_back(new_attachment(token_of(form.file_name), "csv", form_of(form)));
    }
    return files;
}

/// A picture that the page shows by its Content-ID (RFC 2392).
struct Picture {
    std::string id;
    std::string png;
};

GMimeObject* new_picture(const Picture& picture) {
    GMimePart* part = new_part("image", "png", picture.png, GMIME_CONTENT_ENCODING_BASE64);
    g_mime_part_set_content_id(part, picture.id.c_str());
    g_mime_object_set_disposition(GMIME_OBJECT(part), GMIME_DISPOSITION_INLINE);
    g_mime_part_set_filename(part, (picture.id.substr(0, picture.id.find('.')) + ".png").c_str());
    return GMIME_OBJECT(part);
}

/// The page, with those of the pictures that it shows.
GMimeObject* new_page(const std::string& page, const std::vector<Picture>& pictures, const std::string& message_id) {
    std::vector<GMimeObject*> held{new_text("html", page)};
    for (const auto& picture : pictures) {
        if (page.find("cid:" + picture.id) != std::string::npos) held.push_back(new_picture(picture));
    }
    return held.size() == 1 ? held.front() : new_multipart("related", boundary_of("related " + message_id), held);
}

void set_parts(GMimeMessage* message, std::vector<GMimeObject*> files, const std::string& text, GMimeObject* page,
               const std::string& message_id) {
    GMimeObject* body = new_multipart("alternative", boundary_of(message_id), {new_text("plain", text), page});
    if (!files.empty()) {
        files.insert(files.begin(), body);
        body = new_multipart("mixed", boundary_of("mixed " + message_id), files);
    }
    g_mime_message_set_mime_part(message, body);
    g_object_unref(body);
}

std::string bytes_of(GMimeMessage* message) {
    GMimeFormatOptions* format = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
    GMimeStream* stream = g_mime_stream_mem_new();
    g_mime_object_write_to_stream(GMIME_OBJECT(message), format, stream);
    const GByteArray* array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    std::string bytes(reinterpret_cast<const char*>(array->data), array->len);
    g_object_unref(stream);
    g_mime_format_options_free(format);
    return bytes;
}

/// The charts of the letter, drawn; each item learns under which name its own is shown.
std::vector<Picture> draw_charts(Letter& letter, const ChartPainter& picture_of, const std::string& message_id) {
    std::vector<Picture> pictures;
    for (auto& section : letter.sections) {
        for (auto& item : section.items) {
            if (!item.chart || !picture_of) continue;
            auto png = picture_of(*item.chart);
            if (!png) continue;
            item.picture = fmt::format("chart-{}.{}", pictures.size() + 1, token_of(message_id));
            pictures.push_back({item.picture, std::move(*png)});
        }
    }
    return pictures;
}

/// So that a reader who keeps the mail holds evidence of what stood in the record before it.
void add_footer(Letter& letter, const MessageStamp& stamp) {
    if (stamp.log_head.empty()) return;
    letter.closing.emplace_back(
        "If you keep this mail, an auditor can hold the record against it (contractwatch audit verify --head): the "
        "last "
        "entry before this mail was queued is");
    letter.closing.push_back(stamp.log_head);
}

}  // namespace

MessageComposer::MessageComposer(SenderSettings sender, LetterRenderer page_of, ChartPainter picture_of,
                                 FormWriter form_of)
    : sender_(std::move(sender)),
      page_of_(std::move(page_of)),
      picture_of_(std::move(picture_of)),
      form_of_(std::move(form_of)) {
    start_mime_library();
}

ComposedMessage MessageComposer::compose(const Digest& digest, const MessageStamp& stamp,
                                         const MailCharts& charts) const {
    for (auto most = charts.size();; --most) {
        auto composed = compose_with(most, digest, stamp, charts);
        if (most == 0 || composed.bytes.size() <= message_bytes) return composed;
    }
}

ComposedMessage MessageComposer::compose_with(std::size_t most_charts, const Digest& digest, const MessageStamp& stamp,
                                              const MailCharts& charts) const {
    auto letter = letter_of(digest, charts, most_charts);
    add_footer(letter, stamp);
    const auto pictures = draw_charts(letter, picture_of_, stamp.message_id);
    const std::unique_ptr<GMimeMessage, decltype(&g_object_unref)> message{g_mime_message_new(FALSE), &g_object_unref};
    set_headers(message.get(), digest, letter, stamp, sender_);
    set_parts(message.get(), attachments_of(digest, form_of_), plain_text_of(letter),
              new_page(page_of_(letter), pictures, stamp.message_id), stamp.message_id);
    return {letter.subject, bytes_of(message.get())};
}

}  // namespace contractwatch

// Parts taken out of a message by GMime.
#include "adapters/mime/message_parts.h"

#include <memory>

#include <gmime/gmime.h>

#include "adapters/mime/library.h"

namespace contractwatch {
namespace {

struct Unreference {
    void operator()(void* object) const { g_object_unref(object); }
};

std::string bytes_of(GMimePart* part) {
    GMimeDataWrapper* content = g_mime_part_get_content(part);
    if (content == nullptr) return {};
    const std::unique_ptr<GMimeStream, Unreference> stream{g_mime_stream_mem_new()};
    g_mime_data_wrapper_write_to_stream(content, stream.get());
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
    return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

std::string decoded(GMimePart* part) {
    auto text = bytes_of(part);
    std::erase(text, '\r');
    return text;
}

/// In UTF-8, whatever the mail program wrote it in.
std::string text_of(GMimeObject* part) {
    const std::unique_ptr<char, decltype(&g_free)> text{g_mime_text_part_get_text(GMIME_TEXT_PART(part)), &g_free};
    std::string plain = text ? text.get() : "";
    std::erase(plain, '\r');
    return plain;
}

void keep_head_of(GMimeMessage* message, KeptMail& kept) {
    const char* head = g_mime_object_get_header(GMIME_OBJECT(message), "X-Contractwatch-Log");
    if (head != nullptr) kept.log_heads.emplace_back(head);
}

void keep_part(GMimeObject* part, KeptMail& kept) {
    if (GMIME_IS_TEXT_PART(part) != 0) {
        kept.texts.push_back(text_of(part));
    } else if (GMIME_IS_MESSAGE_PART(part) != 0) {
        GMimeMessage* message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
        if (message != nullptr) keep_head_of(message, kept);
    } else if (GMIME_IS_PART(part) != 0) {
        kept.texts.push_back(decoded(GMIME_PART(part)));
    }
}

using Message = std::unique_ptr<GMimeMessage, Unreference>;

Message parsed(const std::string& message) {
    start_mime_library();
    const std::unique_ptr<GMimeStream, Unreference> stream{
        g_mime_stream_mem_new_with_buffer(message.data(), message.size())};
    const std::unique_ptr<GMimeParser, Unreference> parser{g_mime_parser_new_with_stream(stream.get())};
    return Message{g_mime_parser_construct_message(parser.get(), nullptr)};
}

/// Every part, those of forwarded messages too.
template <class Use>
void each_part(GMimeMessage* message, Use use) {
    const std::unique_ptr<GMimePartIter, decltype(&g_mime_part_iter_free)> parts{
        g_mime_part_iter_new(GMIME_OBJECT(message)), &g_mime_part_iter_free};
    do {
        GMimeObject* part = g_mime_part_iter_get_current(parts.get());
        if (part != nullptr) use(part);
    } while (g_mime_part_iter_next(parts.get()) != 0);
}

bool is_html(GMimeObject* object) {
    return GMIME_IS_PART(object) != 0 &&
           g_mime_content_type_is_type(g_mime_object_get_content_type(object), "text", "html") != 0;
}

bool is_png(GMimeObject* object) {
    return GMIME_IS_PART(object) != 0 &&
           g_mime_content_type_is_type(g_mime_object_get_content_type(object), "image", "png") != 0;
}

/// The picture itself where the page names it.
void show(std::string& page, GMimePart* picture) {
    const char* id = g_mime_part_get_content_id(picture);
    if (id == nullptr) return;
    const auto named = "src=\"cid:" + std::string{id} + "\"";
    const auto at = page.find(named);
    if (at == std::string::npos) return;
    const auto bytes = bytes_of(picture);
    const std::unique_ptr<char, decltype(&g_free)> text{
        g_base64_encode(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()), &g_free};
    page.replace(at, named.size(), "src=\"data:image/png;base64," + std::string{text.get()} + "\"");
}

}  // namespace

std::string html_part_of(const std::string& message) {
    const auto mail = parsed(message);
    std::string page;
    if (!mail) return page;
    each_part(mail.get(), [&](GMimeObject* part) {
        if (page.empty() && is_html(part)) page = decoded(GMIME_PART(part));
        if (is_png(part)) show(page, GMIME_PART(part));
    });
    return page;
}

KeptMail kept_mail(const std::string& message) {
    KeptMail kept;
    const auto mail = parsed(message);
    if (!mail) return kept;
    keep_head_of(mail.get(), kept);
    each_part(mail.get(), [&](GMimeObject* part) { keep_part(part, kept); });
    return kept;
}

}  // namespace contractwatch

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

std::string decoded(GMimePart* part) {
    GMimeDataWrapper* content = g_mime_part_get_content(part);
    if (content == nullptr) return {};
    const std::unique_ptr<GMimeStream, Unreference> stream{g_mime_stream_mem_new()};
    g_mime_data_wrapper_write_to_stream(content, stream.get());
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
    std::string text(reinterpret_cast<const char*>(bytes->data), bytes->len);
    std::erase(text, '\r');
    return text;
}

bool is_html(GMimeObject* object) {
    return GMIME_IS_PART(object) != 0 &&
           g_mime_content_type_is_type(g_mime_object_get_content_type(object), "text", "html") != 0;
}

}  // namespace

std::string html_part_of(const std::string& message) {
    start_mime_library();
    const std::unique_ptr<GMimeStream, Unreference> stream{
        g_mime_stream_mem_new_with_buffer(message.data(), message.size())};
    const std::unique_ptr<GMimeParser, Unreference> parser{g_mime_parser_new_with_stream(stream.get())};
    const std::unique_ptr<GMimeMessage, Unreference> parsed{g_mime_parser_construct_message(parser.get(), nullptr)};
    if (!parsed) return {};
    const std::unique_ptr<GMimePartIter, decltype(&g_mime_part_iter_free)> parts{
        g_mime_part_iter_new(GMIME_OBJECT(parsed.get())), &g_mime_part_iter_free};
    do {
        GMimeObject* part = g_mime_part_iter_get_current(parts.get());
        if (part != nullptr && is_html(part)) return decoded(GMIME_PART(part));
    } while (g_mime_part_iter_next(parts.get()) != 0);
    return {};
}

}  // namespace contractwatch

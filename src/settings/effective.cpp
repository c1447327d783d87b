// Keys and values out of settings.
#include "settings/effective.h"

#include "settings/keys.h"

namespace contractwatch {
namespace {

std::string list_of(const std::vector<std::string>& texts) {
    std::string text = "[";
    for (const auto& each : texts)
        text += (text.size() > 1 ? ", " : "") + quoted(each);
    return text + "]";
}

void add_feed(const Feed& feed, Fields& fields) {
    const auto prefix = dotted("feed", feed.name);
    for (const auto& key : feed_keys())
        fields.push_back({dotted(prefix, key.name), written(key.shape, kept(key, feed))});
    for (const auto& [column, headers] : feed.columns)
        fields.push_back({dotted(prefix, "columns." + column), list_of(headers)});
    for (const auto& [column, constant] : feed.values)
        fields.push_back({dotted(prefix, "values." + column), quoted(constant)});
}

}  // namespace

Fields effective(const Settings& settings) {
    Fields fields;
    for (const auto& section : sections())
        for (const auto& key : section.keys)
            fields.push_back({dotted(section.name, key.name), written(key.shape, kept(key, settings))});
    for (const auto& feed : settings.feeds)
        add_feed(feed, fields);
    return fields;
}

}  // namespace contractwatch

// The sections, by the table of keys.
#include "settings/reading.h"

#include <algorithm>
#include <filesystem>

#include "base/text.h"

namespace contractwatch {
namespace {

const Section* find_section(std::string_view name) {
    const auto all = sections();
    const auto found = std::ranges::find(all, name, &Section::name);
    return found == all.end() ? nullptr : &*found;
}

std::vector<std::string_view> section_names() {
    std::vector<std::string_view> names = {"feed"};
    for (const auto& section : sections())
        names.push_back(section.name);
    return names;
}

/// Where a key of that name stands in some other section, dotted; empty: nowhere.
std::string elsewhere(std::string_view name) {
    for (const auto& section : sections())
        if (std::ranges::find(section.keys, name, &Key::name) != section.keys.end()) return dotted(section.name, name);
    return {};
}

std::string unknown_key(const Section& section, std::string_view name) {
    std::vector<std::string_view> names;
    for (const auto& key : section.keys)
        names.push_back(key.name);
    if (const auto other = elsewhere(name); !other.empty()) return "unknown key here; did you mean " + other + "?";
    const auto meant = nearest_name(name, names);
    if (meant.empty()) return "unknown key; [" + std::string{section.name} + "] has none like it";
    return "unknown key; did you mean " + std::string{meant} + "?";
}

/// Something at the top of the file that is no section we know.
std::string unknown_section(const Given& given) {
    const auto all_names = section_names();
    if (given.form != Given::Form::table && given.form != Given::Form::list) {
        const auto other = elsewhere(given.key);
        return other.empty() ? "unknown key; keys stand in sections such as [mail]"
                             : "stands outside its section; did you mean " + other + "?";
    }
    const auto meant = nearest_name(given.key, all_names);
    if (meant.empty()) return "unknown section";
    if (meant == "feed") return "unknown section; did you mean [[feed]]?";
    return "unknown section; did you mean [" + std::string{meant} + "]?";
}

class Reader {
  public:
    Reader(const std::string& folder, Complaints& complaints) : folder_(folder), complaints_(complaints) {}

    Settings read(const Given& top) {
        const Given* feeds = nullptr;
        for (const auto& part : top.parts) {
            complaints_.remember(part.key, part);
            if (part.key == "feed")
                feeds = &part;
            else
                read_part(part);
        }
        if (feeds) settings_.feeds = read_feeds(*feeds, settings_.intake.strict, complaints_);
        return std::move(settings_);
    }

  private:
    void read_part(const Given& part) {
        if (names_a_secret(part.key) && part.form == Given::Form::text)
            return complaints_.at(part, part.key, secret_refusal());
        const auto* section = find_section(part.key);
        if (!section) return complaints_.at(part, part.key, unknown_section(part));
        if (part.form == Given::Form::list)
            return complaints_.at(part, part.key, "is one section; write it once, as [" + part.key + "]");
        if (part.form != Given::Form::table)
            return complaints_.at(part, part.key,
                                  "is " + in_words(part) + "; it should be a section, [" + part.key + "]");
        for (const auto& given : part.parts)
            read_key(*section, given);
    }

    void read_key(const Section& section, const Given& given) {
        const auto name = dotted(section.name, given.key);
        const auto key = std::ranges::find(section.keys, given.key, &Key::name);
        if (key == section.keys.end()) {
            const bool secret = names_a_secret(given.key);
            return complaints_.at(given, name, secret ? secret_refusal() : unknown_key(section, given.key));
        }
        complaints_.remember(name, given);
        auto value = accept(key->shape, given);
        if (!value) return complaints_.at(given, name, value.error().message);
        put(*key, settings_, placed(key->shape, std::move(value).value()));
    }

    /// A relative path with its folder before it.
    Accepted placed(const Shape& shape, Accepted value) const {
        if (shape.type != KeyType::path && shape.type != KeyType::secret_file) return value;
        auto& text = std::get<std::string>(value);
        if (!text.empty()) text = (std::filesystem::path{folder_} / text).lexically_normal().string();
        return value;
    }

    const std::string& folder_;
    Complaints& complaints_;
    Settings settings_ = {};
};

}  // namespace

void Complaints::about(const std::string& key, std::string message) {
    auto place = places_.find(key);
    if (place == places_.end()) place = places_.find(key.substr(0, key.find('.')));
    const auto [line, column] = place == places_.end() ? std::pair{1, 1} : place->second;
    problems_.push_back({file_, line, column, key, std::move(message)});
}

bool names_a_secret(std::string_view name) {
    const auto key = header_key(name);
    constexpr std::string_view words[] = {"password", "passwd", "passphrase", "secret", "token", "apikey"};
    return std::ranges::any_of(words, [&](auto word) { return key.find(word) != std::string::npos; });
}

std::string secret_refusal() {
    return "a secret does not stand in this file: put it into a file of its own that only the service can read and "
           "name "
           "that with smtp.password_file, or give it as a systemd credential and name that with smtp.credential";
}

Settings read_settings(const Given& top, const std::string& folder, Complaints& complaints) {
    return Reader{folder, complaints}.read(top);
}

}  // namespace contractwatch

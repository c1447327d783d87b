// The table of keys: everything that can be set, each with its name, type, bounds and meaning in one line.
//
// From it come the reading of a settings file, its checking, docs/configuration.md, config/contractwatch.toml, and what
// `settings show` prints. A default stands in no second place: it is what the struct that the key fills begins with.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/money.h"
#include "settings/settings.h"
#include "settings/shape.h"

namespace contractwatch {

/// An enumeration whose enumerators stand in the order of its choices.
template <class Owner>
struct Enumerated {
    std::int64_t (*place)(const Owner&);
    void (*choose)(Owner&, std::int64_t);
};

/// Where a value is kept. A choice kept as text is kept as it is spelled among the choices.
template <class Owner>
using Place = std::variant<std::string& (*)(Owner&), int& (*)(Owner&), std::int64_t& (*)(Owner&), bool& (*)(Owner&),
                           Money& (*)(Owner&), std::vector<int>& (*)(Owner&), Enumerated<Owner>>;

template <class Owner>
struct KeyOf {
    std::string_view name;  ///< without its section
    Shape shape;
    Place<Owner> place;
    std::string_view meaning;
};

using Key = KeyOf<Settings>;
using FeedKey = KeyOf<Feed>;

struct Section {
    std::string_view name;
    std::string_view meaning;
    std::vector<Key> keys;
};

/// Every section but [[feed]], in the order in which they are explained.
std::span<const Section> sections();

/// The keys of a [[feed]] beside its tables `columns` and `values`.
std::span<const FeedKey> feed_keys();

/// Puts an accepted value where it is kept.
void put(const Key& key, Settings& settings, const Accepted& value);
void put(const FeedKey& key, Feed& feed, const Accepted& value);

/// The value that is kept.
Accepted kept(const Key& key, const Settings& settings);
Accepted kept(const FeedKey& key, const Feed& feed);

/// section.name
std::string dotted(std::string_view section, std::string_view name);

/// The name among the candidates that was most likely meant: one that is near, or that begins nearly like what was
/// typed. Empty where there is none.
std::string_view nearest_name(std::string_view typed, const std::vector<std::string_view>& candidates);

}  // namespace contractwatch

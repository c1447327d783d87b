// How values get into their places and out of them, and which name was meant.
#include <algorithm>
#include <stdexcept>

#include "base/text.h"
#include "settings/keys.h"

namespace contractwatch {
namespace {

std::string_view spelling(const Shape& shape, std::int64_t place) {
    return shape.choices.at(static_cast<std::size_t>(place));
}

/// One for each kind of place.
template <class Owner>
struct Putting {
    const Shape& shape;
    Owner& owner;
    const Accepted& value;

    void operator()(std::string& (*place)(Owner&)) const {
        const auto* chosen = std::get_if<std::int64_t>(&value);
        place(owner) = chosen ? std::string{spelling(shape, *chosen)} : std::get<std::string>(value);
    }
    void operator()(int& (*place)(Owner&)) const { place(owner) = static_cast<int>(std::get<std::int64_t>(value)); }
    void operator()(std::int64_t& (*place)(Owner&)) const { place(owner) = std::get<std::int64_t>(value); }
    void operator()(bool& (*place)(Owner&)) const { place(owner) = std::get<bool>(value); }
    void operator()(Money& (*place)(Owner&)) const { place(owner) = Money::pence(std::get<std::int64_t>(value)); }
    void operator()(std::vector<int>& (*place)(Owner&)) const { place(owner) = std::get<std::vector<int>>(value); }
    void operator()(const Enumerated<Owner>& place) const { place.choose(owner, std::get<std::int64_t>(value)); }
};

template <class Owner>
struct Keeping {
    const Shape& shape;
    Owner& owner;

    Accepted operator()(std::string& (*place)(Owner&)) const {
        if (shape.type != KeyType::choice) return place(owner);
        const auto found = std::ranges::find(shape.choices, std::string_view{place(owner)});
        if (found == shape.choices.end()) throw std::logic_error("a setting holds what is none of its choices");
        return std::int64_t{found - shape.choices.begin()};
    }
    Accepted operator()(int& (*place)(Owner&)) const { return std::int64_t{place(owner)}; }
    Accepted operator()(std::int64_t& (*place)(Owner&)) const { return place(owner); }
    Accepted operator()(bool& (*place)(Owner&)) const { return place(owner); }
    Accepted operator()(Money& (*place)(Owner&)) const { return place(owner).pence(); }
    Accepted operator()(std::vector<int>& (*place)(Owner&)) const { return place(owner); }
    Accepted operator()(const Enumerated<Owner>& place) const { return place.place(owner); }
};

/// Edits that lead from what was typed to some beginning of the candidate.
std::size_t distance_to_beginning(std::string_view typed, std::string_view candidate) {
    std::size_t least = typed.size();
    const std::size_t from = typed.size() > 2 ? typed.size() - 2 : 0;
    for (std::size_t length = from; length <= std::min(candidate.size(), typed.size() + 2); ++length)
        least = std::min(least, edit_distance(typed, candidate.substr(0, length)));
    return least;
}

}  // namespace

void put(const Key& key, Settings& settings, const Accepted& value) {
    std::visit(Putting<Settings>{key.shape, settings, value}, key.place);
}

void put(const FeedKey& key, Feed& feed, const Accepted& value) {
    std::visit(Putting<Feed>{key.shape, feed, value}, key.place);
}

Accepted kept(const Key& key, const Settings& settings) {
    auto copy = settings;
    return std::visit(Keeping<Settings>{key.shape, copy}, key.place);
}

Accepted kept(const FeedKey& key, const Feed& feed) {
    auto copy = feed;
    return std::visit(Keeping<Feed>{key.shape, copy}, key.place);
}

std::string dotted(std::string_view section, std::string_view name) {
    return section.empty() ? std::string{name} : std::string{section} + "." + std::string{name};
}

std::string_view nearest_name(std::string_view typed, const std::vector<std::string_view>& candidates) {
    constexpr std::size_t enough_to_go_by = 4;
    constexpr std::size_t longest_name = 80;
    if (typed.size() > longest_name) return {};
    if (const auto near = nearest(typed, candidates); !near.empty()) return near;
    if (typed.size() < enough_to_go_by) return {};
    std::string_view best;
    std::size_t least = typed.size() / 4 + 1;
    for (const auto candidate : candidates) {
        const auto distance = distance_to_beginning(typed, candidate);
        if (distance >= least) continue;
        best = candidate;
        least = distance;
    }
    return best;
}

}  // namespace contractwatch

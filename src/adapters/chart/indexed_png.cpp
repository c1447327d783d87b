// The palette, and libpng's simplified writer.
#include "adapters/chart/indexed_png.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include <png.h>

namespace contractwatch {
namespace {

int red(std::uint32_t colour) {
    return static_cast<int>((colour >> 16U) & 0xFFU);
}
int green(std::uint32_t colour) {
    return static_cast<int>((colour >> 8U) & 0xFFU);
}
int blue(std::uint32_t colour) {
    return static_cast<int>(colour & 0xFFU);
}

int distance(std::uint32_t one, std::uint32_t other) {
    const auto square = [](int side) { return side * side; };
    return square(red(one) - red(other)) + square(green(one) - green(other)) + square(blue(one) - blue(other));
}

/// The kept first, then the most frequent; of equally frequent ones the darker.
std::vector<std::uint32_t> palette_of(const Pixels& pixels, std::span<const std::uint32_t> kept,
                                      std::size_t most_colours) {
    std::unordered_map<std::uint32_t, std::size_t> counts;
    for (const auto colour : pixels.colours)
        ++counts[colour];
    std::vector<std::pair<std::size_t, std::uint32_t>> by_count;
    for (const auto& [colour, count] : counts)
        by_count.emplace_back(count, colour);
    const auto is_kept = [&](std::uint32_t colour) { return std::ranges::find(kept, colour) != kept.end(); };
    std::ranges::sort(by_count, [&](const auto& one, const auto& other) {
        if (is_kept(one.second) != is_kept(other.second)) return is_kept(one.second);
        return one.first != other.first ? one.first > other.first : one.second < other.second;
    });
    std::vector<std::uint32_t> palette;
    for (std::size_t at = 0; at < by_count.size() && at < most_colours; ++at)
        palette.push_back(by_count[at].second);
    return palette;
}

std::uint8_t nearest(std::uint32_t colour, const std::vector<std::uint32_t>& palette) {
    const auto found = std::ranges::min_element(palette, {}, [&](auto each) { return distance(each, colour); });
    return static_cast<std::uint8_t>(found - palette.begin());
}

std::vector<std::uint8_t> places_of(const Pixels& pixels, const std::vector<std::uint32_t>& palette) {
    std::unordered_map<std::uint32_t, std::uint8_t> places;
    std::vector<std::uint8_t> found;
    found.reserve(pixels.colours.size());
    for (const auto colour : pixels.colours) {
        auto known = places.find(colour);
        if (known == places.end()) known = places.emplace(colour, nearest(colour, palette)).first;
        found.push_back(known->second);
    }
    return found;
}

}  // namespace

Result<std::string> indexed_png(const Pixels& pixels, std::span<const std::uint32_t> kept, std::size_t most_colours) {
    const auto palette = palette_of(pixels, kept, most_colours);
    const auto places = places_of(pixels, palette);
    std::vector<std::uint8_t> map;
    for (const auto colour : palette)
        map.insert(map.end(), {static_cast<std::uint8_t>(red(colour)), static_cast<std::uint8_t>(green(colour)),
                               static_cast<std::uint8_t>(blue(colour))});
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(pixels.width);
    image.height = static_cast<png_uint_32>(pixels.colours.size() / pixels.width);
    image.format = PNG_FORMAT_RGB_COLORMAP;
    image.colormap_entries = static_cast<png_uint_32>(palette.size());
    std::string bytes(PNG_IMAGE_PNG_SIZE_MAX(image), '\0');
    png_alloc_size_t written = bytes.size();
    if (png_image_write_to_memory(&image, bytes.data(), &written, 0, places.data(), 0, map.data()) == 0)
        return unavailable(std::string{"the chart could not be written as PNG: "} + image.message);
    bytes.resize(written);
    return bytes;
}

}  // namespace contractwatch

// The control charts of 100,000 series of 60 points: processor time on one core.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <vector>

#include "domain/measures/control_chart.h"

using namespace contractwatch;

namespace {

constexpr std::size_t points = 60;
constexpr std::size_t different_series = 1000;

std::vector<std::vector<SeriesPoint>> some_series() {
    std::mt19937 random{20260923};
    std::normal_distribution<double> value{95, 2};
    std::vector<std::vector<SeriesPoint>> all(different_series, std::vector<SeriesPoint>(points));
    for (auto& series : all) {
        for (auto& point : series)
            point.value = value(random);
    }
    return all;
}

double processor_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int argc, char** argv) {
    const auto count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000UL;
    const auto all = some_series();
    const auto start = processor_seconds();
    std::size_t concerns = 0;
    for (std::size_t each = 0; each < count; ++each) {
        const auto chart = control_chart(all[each % all.size()], {.target = 95});
        concerns += chart.variation == Variation::concern ? 1 : 0;
    }
    std::printf("%lu series of %zu points: %.2f s (%zu of concern)\n", count, points, processor_seconds() - start,
                concerns);
    return 0;
}

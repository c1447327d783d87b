// The chart as it is laid out and drawn: nothing off the page, nothing over another, the same in both forms.
#include "adapters/chart/cairo_chart_maker.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>

#include <cairo.h>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "adapters/chart/indexed_png.h"
#include "adapters/chart/inks.h"
#include "builders/measures.h"

namespace contractwatch {
namespace {

using builders::measure;
using builders::reading;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr Date today{2045, 12, 31};

ChartSheet sheet_of(const std::vector<Row>& given, const std::vector<double>& values) {
    std::vector<Row> rows;
    auto month = Date{2026, 1, 1};
    for (const auto value : values) {
        if (!std::isnan(value)) {
            rows.push_back(reading({{"period", month.text().substr(0, 7)}, {"value", figure(value, 9)}}));
        }
        month = month.plus_months(1);
    }
    Contract contract;
    contract.reference = ContractRef{"C-1"};
    contract.title = "Lamps <b>&</b> posts";
    const auto measures = measures_of(given, {});
    const auto readings = readings_of(measures, rows);
    return chart_sheet(contract, measures.front(), reported(readings.front(), today)).value();
}

ChartSheet sheet_of(const std::vector<double>& values) {
    return sheet_of({measure()}, values);
}

std::vector<double> many(std::size_t count) {
    std::vector<double> values;
    for (std::size_t at = 0; at < count; ++at)
        values.push_back(90 + static_cast<double>(at * 7 % 5));
    return values;
}

bool touch(const PlannedText& one, const PlannedText& other) {
    const auto apart = [](const PlannedText& left, const PlannedText& right) {
        return left.at.x + left.width <= right.at.x;
    };
    return !apart(one, other) && !apart(other, one) && std::abs(one.at.y - other.at.y) < one.lettering.size * 0.8;
}

void expect_readable(const ChartSheet& sheet) {
    const auto plan = measured_plan(sheet);
    for (std::size_t at = 0; at < plan.texts.size(); ++at) {
        const auto& text = plan.texts[at];
        EXPECT_GE(text.at.x, 0) << text.text;
        EXPECT_LE(text.at.x + text.width, plan.width) << text.text;
        EXPECT_GE(text.at.y - text.lettering.size, 0) << text.text;
        EXPECT_LE(text.at.y, plan.height) << text.text;
        for (std::size_t other = at + 1; other < plan.texts.size(); ++other)
            EXPECT_FALSE(touch(text, plan.texts[other])) << text.text << " over " << plan.texts[other].text;
    }
    for (const auto& mark : plan.marks) {
        EXPECT_TRUE(mark.at.x > 0 && mark.at.x < plan.width) << mark.at.x;
        EXPECT_TRUE(mark.at.y > 0 && mark.at.y < plan.height) << mark.at.y;
    }
}

long shaped(const ChartPlan& plan, MarkShape shape) {
    return std::ranges::count(plan.marks, shape, &PlannedMark::shape);
}

TEST(ChartPlan, KeepsEveryTextOnThePageAndApart) {
    const auto nothing = std::nan("");
    expect_readable(sheet_of({97}));
    expect_readable(sheet_of({95, 95, 95, 95}));
    expect_readable(sheet_of({0, 0}));
    expect_readable(sheet_of({-3, -2.5, -4, 8'000'000'000.0}));
    expect_readable(sheet_of({0.000000001, 0.000000002}));
    expect_readable(sheet_of({8'999'999'999.0, -8'999'999'999.0, 8'999'999'999.0}));
    expect_readable(sheet_of({90, nothing, nothing, nothing, nothing, 91, nothing, 95}));
    expect_readable(sheet_of(many(24)));
    expect_readable(sheet_of(many(200)));
    expect_readable(sheet_of({measure({{"target", "-"}})}, {90, 91}));
    expect_readable(
        sheet_of({measure({{"direction", "within"}, {"target", "90"}, {"target_high", "90.5"}})}, many(30)));
    expect_readable(sheet_of({measure({{"title", std::string(300, 'W')}, {"unit", std::string(300, 'u')}})}, many(14)));
    expect_readable(sheet_of(
        {measure({{"title", "\u0395\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ac <script> & \u4e2d\u6587"}})}, many(14)));
}

TEST(ChartPlan, GivesEachMeaningAShapeOfItsOwn) {
    auto values = many(20);
    for (const double value : {93.0, 91.0, 88.0, 80.0, 70.0, 60.0, 50.0})
        values.push_back(value);
    const auto worse = measured_plan(sheet_of(values));
    EXPECT_GT(shaped(worse, MarkShape::square), 1);
    EXPECT_EQ(shaped(worse, MarkShape::triangle), 0);
    const auto better = measured_plan(sheet_of({measure({{"direction", "decrease"}})}, values));
    EXPECT_EQ(shaped(better, MarkShape::diamond), shaped(worse, MarkShape::square)) << "less is better";
    const auto neutral = measured_plan(sheet_of({measure({{"direction", "within"}, {"target_high", "99"}})}, values));
    EXPECT_EQ(shaped(neutral, MarkShape::triangle) + 1,
              shaped(worse, MarkShape::square) + shaped(worse, MarkShape::diamond))
        << "of the two marks in the legend one is left";
}

TEST(ChartPlan, MarksEveryReading) {
    EXPECT_EQ(measured_plan(sheet_of(many(200))).marks.size(), 200U) << "nothing special: no legend";
}

TEST(ChartPlan, DrawsGroupsApart) {
    const auto one = measured_plan(sheet_of(many(20)));
    const auto two = measured_plan(sheet_of({measure({{"rebase_on", "2026-11-01"}})}, many(20)));
    EXPECT_EQ(one.areas.size(), 1U);
    EXPECT_EQ(two.areas.size(), 2U);
}

bool has_text(const ChartPlan& plan, const std::string& wanted) {
    return std::ranges::any_of(plan.texts, [&](const PlannedText& text) { return text.text.starts_with(wanted); });
}

/// The level lines of that colour and dash, from the top down, as heights.
std::vector<double> levels(const ChartPlan& plan, const Ink& ink, bool dashed) {
    std::vector<double> heights;
    for (const auto& line : plan.lines) {
        const bool level = line.spots.size() == 2 && line.spots.front().y == line.spots.back().y;
        const bool same = line.ink.red == ink.red && line.ink.green == ink.green && line.ink.blue == ink.blue;
        if (level && same && line.dashes.empty() != dashed) heights.push_back(line.spots.front().y);
    }
    std::ranges::sort(heights);
    return heights;
}

TEST(ChartPlan, DrawsMeanLimitsAndTargetWhereTheyAre) {
    const auto sheet = sheet_of(many(14));
    const auto plan = measured_plan(sheet);
    const auto mean = levels(plan, inks::mean, false);
    const auto limits = levels(plan, inks::limit, true);
    ASSERT_EQ(mean.size(), 1U);
    ASSERT_EQ(limits.size(), 2U);
    EXPECT_LT(limits.front(), mean.front());
    EXPECT_GT(limits.back(), mean.front());
    EXPECT_NEAR(limits.front() + limits.back(), 2 * mean.front(), 1e-6) << "as far above the mean as below it";
    const auto target = levels(plan, inks::target, true);
    ASSERT_FALSE(target.empty());
    const auto& point = sheet.points.back();
    const auto& mark = plan.marks.back();
    EXPECT_EQ(target.front() < mark.at.y, *point.target > point.judged.value) << "above what is less than it";
    EXPECT_TRUE(has_text(plan, "Mean "));
    EXPECT_EQ(std::ranges::count_if(plan.texts, [](const auto& text) { return text.text.starts_with("Limit "); }), 2);
    EXPECT_TRUE(has_text(plan, "Target "));
    EXPECT_TRUE(has_text(plan, "Latest "));
    EXPECT_TRUE(levels(measured_plan(sheet_of({measure({{"target", "-"}})}, many(14))), inks::target, true).empty());
}

TEST(ChartPlan, PutsEveryPointAtItsValueInItsPeriod) {
    const auto plan = measured_plan(sheet_of({90, 92, 91, 94}));
    ASSERT_EQ(plan.marks.size(), 4U);
    const auto rise = (plan.marks[0].at.y - plan.marks[1].at.y) / 2;
    EXPECT_GT(rise, 0) << "more is higher";
    EXPECT_NEAR(plan.marks[0].at.y - plan.marks[2].at.y, rise, 1e-6);
    EXPECT_NEAR(plan.marks[0].at.y - plan.marks[3].at.y, 4 * rise, 1e-6);
    const auto step = plan.marks[1].at.x - plan.marks[0].at.x;
    for (std::size_t at = 2; at < 4; ++at)
        EXPECT_NEAR(plan.marks[at].at.x - plan.marks[at - 1].at.x, step, 1e-6);
}

TEST(ChartPlan, SaysTitleContractPeriodsAndWhatIsSeen) {
    const auto sheet = sheet_of({90, 92, 91, 94});
    const auto plan = measured_plan(sheet);
    for (const auto& text : {sheet.title, std::string{"C-1: Lamps"}, std::string{"Jan"}, std::string{"Feb"},
                             std::string{"Mar"}, std::string{"Apr"}, std::string{"2026"}, sheet.sentence.substr(0, 20)})
        EXPECT_TRUE(has_text(plan, text)) << text;
}

std::size_t count_of(const std::string& text, std::string_view what) {
    std::size_t count = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size()))
        ++count;
    return count;
}

/// A fill or a stroke of that colour, as Cairo writes it into an SVG.
std::string in_svg(std::string_view of, const Ink& ink) {
    const auto share = [](double part) { return figure(part * 100, 6) + "%"; };
    return fmt::format("{}:rgb({},{},{})", of, share(ink.red), share(ink.green), share(ink.blue));
}

TEST(ChartPicture, HasEveryElementOfItsPlanInTheSvg) {
    auto values = many(20);
    for (const double value : {80.0, 70.0, 60.0, 50.0})
        values.push_back(value);
    const auto sheet = sheet_of(values);
    const auto plan = measured_plan(sheet);
    const auto svg = CairoChartMaker{}.svg(sheet).value();
    for (const auto variation : {Variation::common, Variation::concern}) {
        const auto style = style_of(variation);
        const auto planned = std::ranges::count(plan.marks, style.shape, &PlannedMark::shape);
        EXPECT_GT(planned, 0);
        EXPECT_EQ(count_of(svg, in_svg("fill", style.fill)), static_cast<std::size_t>(planned)) << words_of(variation);
    }
    EXPECT_GT(count_of(svg, in_svg("stroke", inks::mean)), 0U);
    EXPECT_GT(count_of(svg, in_svg("stroke", inks::target)), 0U);
    EXPECT_EQ(count_of(svg, in_svg("stroke", inks::limit)), levels(plan, inks::limit, true).size());
}

TEST(ChartPicture, IsAnSvgThatCarriesItsWords) {
    const auto svg = CairoChartMaker{}.svg(sheet_of({measure({{"title", "A <b> & c"}})}, many(14))).value();
    EXPECT_THAT(svg, HasSubstr("<title id=\"title\">A &lt;b> &amp; c</title>"));
    EXPECT_THAT(svg, HasSubstr("role=\"img\" aria-labelledby=\"title desc\""));
    EXPECT_THAT(svg, HasSubstr("<desc id=\"desc\">Control chart of A &lt;b> &amp; c, contract C-1: 14 readings from "));
    EXPECT_THAT(svg, Not(HasSubstr("surface")));
}

TEST(ChartPicture, IsTheSameForTheSameSheet) {
    const auto sheet = sheet_of(many(14));
    EXPECT_EQ(CairoChartMaker{}.svg(sheet).value(), CairoChartMaker{}.svg(sheet).value());
    EXPECT_EQ(CairoChartMaker{}.png(sheet).value(), CairoChartMaker{}.png(sheet).value());
}

struct Unread {
    std::string bytes;
    std::size_t at = 0;
};

cairo_status_t give(void* from, unsigned char* place, unsigned int length) {
    auto& unread = *static_cast<Unread*>(from);
    if (unread.at + length > unread.bytes.size()) return CAIRO_STATUS_READ_ERROR;
    std::copy_n(unread.bytes.begin() + static_cast<long>(unread.at), length, place);
    unread.at += length;
    return CAIRO_STATUS_SUCCESS;
}

TEST(ChartPicture, IsAPngOfTwiceThePixels) {
    const auto sheet = sheet_of(many(14));
    const auto png = CairoChartMaker{}.png(sheet).value();
    EXPECT_THAT(png, StartsWith("\x89PNG"));
    Unread unread{png};
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> read{
        cairo_image_surface_create_from_png_stream(give, &unread), &cairo_surface_destroy};
    ASSERT_EQ(cairo_surface_status(read.get()), CAIRO_STATUS_SUCCESS);
    EXPECT_EQ(cairo_image_surface_get_width(read.get()), static_cast<int>(page_width) * 2);
}

/// Width, height, bits and kind of colour stand at these places of every PNG.
unsigned number_at(const std::string& png, std::size_t at) {
    unsigned number = 0;
    for (std::size_t byte = 0; byte < 4; ++byte)
        number = number * 256 + static_cast<unsigned char>(png[at + byte]);
    return number;
}

TEST(ChartPicture, IsSmallInAMailAndDrawnAtItsWidth) {
    constexpr std::size_t most_bytes = 14'000;
    constexpr char with_a_palette = 3;
    for (const std::size_t readings : {1U, 14U, 60U, 200U}) {
        const auto sheet = sheet_of(many(readings));
        const auto png = CairoChartMaker{}.mail_png(sheet).value();
        EXPECT_LE(png.size(), most_bytes) << readings;
        EXPECT_EQ(number_at(png, 16), 556U);
        EXPECT_EQ(number_at(png, 20), static_cast<unsigned>(measured_plan(sheet).height));
        EXPECT_EQ(png[25], with_a_palette);
        EXPECT_EQ(png, CairoChartMaker{}.mail_png(sheet).value());
    }
}

std::vector<std::uint32_t> colours_in(const std::string& png) {
    Unread unread{png};
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> read{
        cairo_image_surface_create_from_png_stream(give, &unread), &cairo_surface_destroy};
    EXPECT_EQ(cairo_surface_status(read.get()), CAIRO_STATUS_SUCCESS);
    const auto* row = reinterpret_cast<const std::uint32_t*>(cairo_image_surface_get_data(read.get()));
    std::vector<std::uint32_t> colours;
    for (int left = cairo_image_surface_get_height(read.get()); left > 0; --left) {
        for (int x = 0; x < cairo_image_surface_get_width(read.get()); ++x)
            colours.push_back(row[x] & 0xFFFFFFU);
        row += cairo_image_surface_get_stride(read.get()) / 4;
    }
    return colours;
}

TEST(IndexedPng, KeepsUpTo256ColoursAsTheyAre) {
    Pixels pixels{16, {}};
    for (std::uint32_t at = 0; at < 256; ++at)
        pixels.colours.push_back(at * 0x010101U);
    EXPECT_EQ(colours_in(indexed_png(pixels, {}, 256).value()), pixels.colours);
}

TEST(IndexedPng, TakesTheNearestForTheRarestOfMore) {
    Pixels pixels{257, {}};
    for (std::uint32_t at = 0; at < 257; ++at)
        pixels.colours.push_back(at * 0x010000U / 257 * 0x100U);
    auto once = pixels.colours;
    pixels.colours.insert(pixels.colours.end(), once.begin(), once.end());
    pixels.colours.back() = 0x00FF00U;
    const auto seen = colours_in(indexed_png(pixels, {}, 256).value());
    std::size_t other = 0;
    for (std::size_t at = 0; at < seen.size(); ++at)
        other += seen[at] == pixels.colours[at] ? 0 : 1;
    EXPECT_EQ(seen.size(), pixels.colours.size());
    EXPECT_GE(other, 1U);
    EXPECT_LE(other, 2U) << "the rarest alone";
}

TEST(IndexedPng, KeepsARareColourThatItIsToldToKeep) {
    Pixels pixels{5, {1, 1, 2, 2, 0xFF0000}};
    const std::vector<std::uint32_t> kept{0xFF0000, 0x00FF00};
    EXPECT_THAT(colours_in(indexed_png(pixels, kept, 2).value()), testing::ElementsAre(1, 1, 1, 1, 0xFF0000));
}

TEST(ChartPicture, HasTheColoursOfSpecialCausesInAMailAsTheyAre) {
    auto values = many(20);
    for (const double value : {80.0, 70.0, 60.0, 50.0})
        values.push_back(value);
    const auto colours = colours_in(CairoChartMaker{}.mail_png(sheet_of(values)).value());
    EXPECT_THAT(colours, testing::Contains(0xfab428U));
    EXPECT_THAT(colours, testing::Contains(0xf3f5f1U)) << "the usual range";
}

}  // namespace
}  // namespace contractwatch

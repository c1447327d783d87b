// The chart as it is laid out and drawn: nothing off the page, nothing over another, the same in both forms.
#include "adapters/chart/cairo_chart_maker.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include <cairo.h>
#include <gmock/gmock.h>

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

long shaped(const ChartPlan& plan, Shape shape) {
    return std::ranges::count(plan.marks, shape, &PlannedMark::shape);
}

TEST(ChartPlan, KeepsEveryTextOnThePageAndApart) {
    const auto nothing = std::nan("");
    expect_readable(sheet_of({97}));
    expect_readable(sheet_of({95, 95, 95, 95}));
    expect_readable(sheet_of({0, 0}));
    expect_readable(sheet_of({-3, -2.5, -4, 8'000'000'000.0}));
    expect_readable(sheet_of({0.000000001, 0.000000002}));
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
    EXPECT_GT(shaped(worse, Shape::square), 1);
    EXPECT_EQ(shaped(worse, Shape::triangle), 0);
    const auto better = measured_plan(sheet_of({measure({{"direction", "decrease"}})}, values));
    EXPECT_EQ(shaped(better, Shape::diamond), shaped(worse, Shape::square)) << "less is better";
    const auto neutral = measured_plan(sheet_of({measure({{"direction", "within"}, {"target_high", "99"}})}, values));
    EXPECT_EQ(shaped(neutral, Shape::triangle) + 1, shaped(worse, Shape::square) + shaped(worse, Shape::diamond))
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

}  // namespace
}  // namespace contractwatch

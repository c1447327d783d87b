// Plans on Cairo's surfaces.
#include "adapters/chart/cairo_chart_maker.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <numbers>
#include <vector>

#include <cairo-svg.h>
#include <cairo.h>

#include "adapters/chart/indexed_png.h"
#include "adapters/chart/inks.h"
#include "base/text.h"

namespace contractwatch {
namespace {

constexpr const char* font = "DejaVu Sans";
/// How a picture is drawn for where it is shown.
struct Use {
    int pixels_for_one;
    std::size_t colours;
};
constexpr Use in_documents{2, 256};  ///< which are printed, and read on screens of twice the density
constexpr Use in_mails{1, 32};       ///< few colours: half the bytes, and no difference to the eye

struct Destroy {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* pen) const { cairo_destroy(pen); }
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};
using Surface = std::unique_ptr<cairo_surface_t, Destroy>;
using Pen = std::unique_ptr<cairo_t, Destroy>;

/// Letters keep their width at every scale, so that a plan holds for both pictures.
Pen pen_on(cairo_surface_t* surface) {
    Pen pen{cairo_create(surface)};
    const std::unique_ptr<cairo_font_options_t, Destroy> options{cairo_font_options_create()};
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(pen.get(), options.get());
    return pen;
}

void use(cairo_t* pen, const Ink& ink) {
    cairo_set_source_rgb(pen, ink.red, ink.green, ink.blue);
}

void use(cairo_t* pen, const Lettering& lettering) {
    cairo_select_font_face(pen, font, CAIRO_FONT_SLANT_NORMAL,
                           lettering.weight == Weight::bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(pen, lettering.size);
}

void draw(cairo_t* pen, const PlannedArea& area) {
    use(pen, area.ink);
    cairo_rectangle(pen, area.from.x, area.from.y, area.to.x - area.from.x, area.to.y - area.from.y);
    cairo_fill(pen);
}

void draw(cairo_t* pen, const PlannedLine& line) {
    use(pen, line.ink);
    cairo_set_line_width(pen, line.width);
    cairo_set_line_join(pen, CAIRO_LINE_JOIN_ROUND);
    cairo_set_dash(pen, line.dashes.data(), static_cast<int>(line.dashes.size()), 0);
    for (const auto& spot : line.spots)
        cairo_line_to(pen, spot.x, spot.y);
    cairo_stroke(pen);
    cairo_set_dash(pen, nullptr, 0, 0);
}

void outline(cairo_t* pen, const PlannedMark& mark) {
    const auto [x, y] = mark.at;
    const auto r = mark.radius;
    switch (mark.shape) {
        case MarkShape::circle:
            return cairo_arc(pen, x, y, r, 0, 2 * std::numbers::pi);
        case MarkShape::square:
            return cairo_rectangle(pen, x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
        case MarkShape::diamond:
            cairo_move_to(pen, x, y - r * 1.25);
            cairo_line_to(pen, x + r * 1.25, y);
            cairo_line_to(pen, x, y + r * 1.25);
            cairo_line_to(pen, x - r * 1.25, y);
            return cairo_close_path(pen);
        case MarkShape::triangle:
            cairo_move_to(pen, x, y - r * 1.2);
            cairo_line_to(pen, x + r * 1.15, y + r * 0.9);
            cairo_line_to(pen, x - r * 1.15, y + r * 0.9);
            return cairo_close_path(pen);
    }
}

void draw(cairo_t* pen, const PlannedMark& mark) {
    cairo_new_path(pen);
    outline(pen, mark);
    use(pen, mark.fill);
    cairo_fill_preserve(pen);
    use(pen, mark.edge);
    cairo_set_line_width(pen, 1);
    cairo_stroke(pen);
}

void draw(cairo_t* pen, const PlannedText& text) {
    use(pen, text.ink);
    use(pen, text.lettering);
    cairo_move_to(pen, text.at.x, text.at.y);
    cairo_show_text(pen, text.text.c_str());
}

void draw(cairo_t* pen, const ChartPlan& plan) {
    cairo_set_source_rgb(pen, 1, 1, 1);
    cairo_paint(pen);
    for (const auto& area : plan.areas)
        draw(pen, area);
    for (const auto& line : plan.lines)
        draw(pen, line);
    for (const auto& mark : plan.marks)
        draw(pen, mark);
    for (const auto& text : plan.texts)
        draw(pen, text);
}

cairo_status_t append(void* bytes, const unsigned char* more, unsigned int length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(more), length);
    return CAIRO_STATUS_SUCCESS;
}

/// Nothing wrong, or what Cairo says is.
Result<void> check(cairo_status_t status) {
    if (status == CAIRO_STATUS_SUCCESS) return {};
    return unavailable(std::string{"the chart could not be drawn: "} + cairo_status_to_string(status));
}

std::string escaped(std::string_view text) {
    std::string escaped;
    for (const char letter : single_line(text)) {
        if (letter == '&') {
            escaped += "&amp;";
        } else if (letter == '<') {
            escaped += "&lt;";
        } else {
            escaped += letter;
        }
    }
    return escaped;
}

/// With its name and the text that stands for it, which Cairo has no words for; and without the number by which Cairo
/// tells the surfaces of one process apart.
std::string with_words(std::string svg, const ChartSheet& sheet) {
    const auto root = svg.find("<svg ");
    const auto end = svg.find('>', root);
    if (root == std::string::npos || end == std::string::npos) return svg;
    svg.insert(end + 1, "\n<title id=\"title\">" + escaped(sheet.title) + "</title>\n<desc id=\"desc\">" +
                            escaped(sheet.alternative) + "</desc>");
    svg.insert(end, " role=\"img\" aria-labelledby=\"title desc\"");
    const auto numbered = svg.find("<g id=\"surface");
    if (numbered != std::string::npos) svg.replace(numbered, svg.find('>', numbered) - numbered, "<g");
    return svg;
}

Pixels pixels_of(cairo_surface_t* surface) {
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface)) / sizeof(std::uint32_t);
    Pixels pixels;
    pixels.width = static_cast<std::size_t>(cairo_image_surface_get_width(surface));
    const auto* row = reinterpret_cast<const std::uint32_t*>(cairo_image_surface_get_data(surface));
    for (int left = cairo_image_surface_get_height(surface); left > 0; --left, row += stride) {
        for (std::size_t x = 0; x < pixels.width; ++x)
            pixels.colours.push_back(row[x] & 0xFFFFFFU);
    }
    return pixels;
}

std::uint32_t colour_of(const Ink& ink) {
    constexpr double most = 255;
    const auto part = [](double share) { return static_cast<std::uint32_t>(std::lround(share * most)); };
    return part(ink.red) << 16U | part(ink.green) << 8U | part(ink.blue);
}

/// What is drawn in so few pixels as a mark has its own colour all the same.
std::vector<std::uint32_t> colours_of(const ChartPlan& plan) {
    std::vector<std::uint32_t> colours{0xFFFFFFU};
    for (const auto& area : plan.areas)
        colours.push_back(colour_of(area.ink));
    for (const auto& line : plan.lines)
        colours.push_back(colour_of(line.ink));
    for (const auto& mark : plan.marks)
        colours.insert(colours.end(), {colour_of(mark.fill), colour_of(mark.edge)});
    std::ranges::sort(colours);
    colours.erase(std::unique(colours.begin(), colours.end()), colours.end());
    return colours;
}

Result<std::string> drawn_png(const ChartPlan& plan, const Use& use) {
    const int scale = use.pixels_for_one;
    const Surface surface{cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(plan.width) * scale,
                                                     static_cast<int>(plan.height) * scale)};
    const auto pen = pen_on(surface.get());
    cairo_scale(pen.get(), scale, scale);
    draw(pen.get(), plan);
    if (const auto drawn = check(cairo_status(pen.get())); !drawn) return drawn.error();
    cairo_surface_flush(surface.get());
    return indexed_png(pixels_of(surface.get()), colours_of(plan), use.colours);
}

}  // namespace

ChartPlan measured_plan(const ChartSheet& sheet) {
    const Surface surface{cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1)};
    const auto pen = pen_on(surface.get());
    return plan_of(sheet, [&pen](std::string_view text, const Lettering& lettering) {
        use(pen.get(), lettering);
        cairo_text_extents_t extents;
        cairo_text_extents(pen.get(), std::string{text}.c_str(), &extents);
        return extents.x_advance;
    });
}

Result<std::string> CairoChartMaker::png(const ChartSheet& sheet) const {
    return drawn_png(measured_plan(sheet), in_documents);
}

Result<std::string> CairoChartMaker::mail_png(const ChartSheet& sheet) const {
    return drawn_png(measured_plan(sheet), in_mails);
}

Result<std::string> CairoChartMaker::svg(const ChartSheet& sheet) const {
    const auto plan = measured_plan(sheet);
    std::string bytes;
    const Surface surface{cairo_svg_surface_create_for_stream(append, &bytes, plan.width, plan.height)};
    cairo_svg_surface_set_document_unit(surface.get(), CAIRO_SVG_UNIT_PX);
    const auto pen = pen_on(surface.get());
    draw(pen.get(), plan);
    cairo_surface_finish(surface.get());
    if (const auto drawn = check(cairo_status(pen.get())); !drawn) return drawn.error();
    if (const auto written = check(cairo_surface_status(surface.get())); !written) return written.error();
    return with_words(std::move(bytes), sheet);
}

}  // namespace contractwatch

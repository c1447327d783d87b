// The page from its head down to the meaning of its marks.
#include "adapters/chart/chart_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "adapters/chart/inks.h"
#include "adapters/chart/text_lines.h"
#include "adapters/chart/value_axis.h"
#include "base/text.h"

namespace contractwatch {
namespace {

constexpr double margin = 14;
constexpr double plot_height = 190;
constexpr double widest_line_name = 128;
constexpr double widest_tick = 90;
constexpr double name_height = 14;
constexpr double between_labels = 7;

constexpr Lettering title_letters{15, Weight::bold};
constexpr Lettering body_letters{12, Weight::regular};
constexpr Lettering small_letters{10.5, Weight::regular};
constexpr Lettering small_bold{10.5, Weight::bold};

const std::vector<double> limit_dashes{5, 4};
const std::vector<double> target_dashes{9, 3, 2, 3};

/// What a line at the right edge is called.
struct LineName {
    std::string text;
    double y = 0;
    Ink ink;
    Lettering lettering = small_letters;
};

class Planning {
  public:
    Planning(const ChartSheet& sheet, const Ruler& ruler) : sheet_(sheet), ruler_(ruler) {}

    ChartPlan plan() {
        plan_.width = page_width;
        head();
        top_ = at_ + 28;
        bottom_ = top_ + plot_height;
        const ValueAxis axis{sheet_, top_, bottom_};
        auto names = line_names(axis);
        sides(axis, names);
        grid(axis);
        for (const auto& [first, last] : groups())
            group(axis, first, last);
        targets(axis);
        course(axis);
        place(names);
        periods();
        foot();
        plan_.height = at_ + margin;
        return std::move(plan_);
    }

  private:
    using Span = std::pair<std::size_t, std::size_t>;  ///< the first point and the last

    void write(std::string text, double x, double y, const Lettering& lettering, const Ink& ink) {
        const auto width = ruler_(text, lettering);
        plan_.texts.push_back({std::move(text), {x, y}, lettering, ink, width});
    }

    void write_lines(std::string_view text, const Lettering& lettering, std::size_t most, double height,
                     const Ink& ink) {
        for (auto& line : lines_of(text, lettering, page_width - 2 * margin, most, ruler_)) {
            at_ += height;
            write(std::move(line), margin, at_, lettering, ink);
        }
    }

    void head() {
        constexpr double title_height = 20;
        constexpr double body_height = 17;
        at_ = margin - 4;
        write_lines(sheet_.title, title_letters, 2, title_height, inks::text);
        const auto contract = sheet_.contract_title.empty() ? sheet_.contract.given()
                                                            : sheet_.contract.given() + ": " + sheet_.contract_title;
        write_lines(contract, small_letters, 1, body_height, inks::quiet_text);
        at_ += 4;
        write_lines(sheet_.sentence, body_letters, 3, body_height, inks::text);
    }

    void sides(const ValueAxis& axis, const std::vector<LineName>& names) {
        double widest = 0;
        for (const auto& tick : axis.ticks())
            widest = std::max(widest, std::min(widest_tick, ruler_(tick.text, small_letters)));
        left_ = margin + widest + 8;
        widest = 0;
        for (const auto& name : names)
            widest = std::max(widest, ruler_(name.text, name.lettering));
        right_ = page_width - margin - widest - 8;
        slot_ = (right_ - left_) / sheet_.places();
    }

    double x_of(const SheetPoint& point) const { return left_ + slot_ * (point.place + 0.5); }

    void grid(const ValueAxis& axis) {
        if (!sheet_.unit.empty()) {
            write(fitted(sheet_.unit, small_letters, page_width / 2, ruler_), margin, top_ - 8, small_letters,
                  inks::quiet_text);
        }
        for (const auto& tick : axis.ticks()) {
            const auto y = axis.y_of(tick.value);
            plan_.lines.push_back({{{left_, y}, {right_, y}}, inks::grid, 1});
            const auto text = fitted(tick.text, small_letters, widest_tick, ruler_);
            write(text, left_ - 8 - ruler_(text, small_letters), y + 4, small_letters, inks::quiet_text);
        }
    }

    std::vector<Span> groups() const {
        std::vector<Span> found;
        for (std::size_t at = 0; at < sheet_.points.size(); ++at) {
            const bool goes_on = at > 0 && sheet_.points[at].judged.group == sheet_.points[at - 1].judged.group;
            if (goes_on) {
                found.back().second = at;
            } else {
                found.emplace_back(at, at);
            }
        }
        return found;
    }

    void level(double from, double to, double y, const Ink& ink, double width, const std::vector<double>& dashes) {
        plan_.lines.push_back({{{from, y}, {to, y}}, ink, width, dashes});
    }

    void group(const ValueAxis& axis, std::size_t first, std::size_t last) {
        const auto& limits = sheet_.points[first].judged.limits;
        if (!limits.average_moving_range) return;
        const auto from = x_of(sheet_.points[first]) - slot_ / 2;
        const auto to = x_of(sheet_.points[last]) + slot_ / 2;
        const auto upper = axis.y_of(*limits.upper());
        const auto lower = axis.y_of(*limits.lower());
        plan_.areas.push_back({{from, upper}, {to, lower}, inks::usual_range});
        level(from, to, axis.y_of(limits.mean), inks::mean, 1.2, {});
        if (limits.no_variation()) return;
        level(from, to, upper, inks::limit, 1.1, limit_dashes);
        level(from, to, lower, inks::limit, 1.1, limit_dashes);
    }

    /// One line for each stretch of periods with the same target.
    void targets_of(const ValueAxis& axis, std::optional<double> SheetPoint::*target) {
        const auto& points = sheet_.points;
        for (std::size_t first = 0; first < points.size();) {
            auto last = first;
            while (last + 1 < points.size() && points[last + 1].*target == points[first].*target)
                ++last;
            if (points[first].*target) {
                const auto from = first == 0 ? left_ : x_of(points[first]) - slot_ / 2;
                level(from, x_of(points[last]) + slot_ / 2, axis.y_of(*(points[first].*target)), inks::target, 1.6,
                      target_dashes);
            }
            first = last + 1;
        }
    }

    void targets(const ValueAxis& axis) {
        targets_of(axis, &SheetPoint::target);
        targets_of(axis, &SheetPoint::target_high);
    }

    void course(const ValueAxis& axis) {
        const auto radius = std::clamp(slot_ * 0.36, 1.4, 4.0);
        for (const auto& [first, last] : groups()) {
            PlannedLine line{{}, inks::course, 1.4};
            for (auto at = first; at <= last; ++at)
                line.spots.push_back({x_of(sheet_.points[at]), axis.y_of(sheet_.points[at].judged.value)});
            if (line.spots.size() > 1) plan_.lines.push_back(std::move(line));
        }
        for (const auto& point : sheet_.points) {
            const auto style = style_of(point.variation);
            const bool special = point.variation != Variation::common;
            plan_.marks.push_back({{x_of(point), axis.y_of(point.judged.value)},
                                   style.shape,
                                   special ? radius * 1.25 : radius,
                                   style.fill,
                                   style.edge});
        }
    }

    void name_target(std::vector<LineName>& names, const ValueAxis& axis) const {
        constexpr int most_decimals = 9;
        const auto& latest = sheet_.points.back();
        if (!latest.target) return;
        const bool range = latest.target_high.has_value();
        names.push_back({fmt::format("{} {}", range ? "Target from" : "Target", figure(*latest.target, most_decimals)),
                         axis.y_of(*latest.target), inks::target, small_bold});
        if (range) {
            names.push_back({"Target to " + figure(*latest.target_high, most_decimals), axis.y_of(*latest.target_high),
                             inks::target, small_bold});
        }
    }

    std::vector<LineName> line_names(const ValueAxis& axis) const {
        const auto& latest = sheet_.points.back();
        const auto& limits = latest.judged.limits;
        const int decimals = decimals_for(reach_of(sheet_));
        std::vector<LineName> names{{"Latest " + figure(latest.judged.value, 9), axis.y_of(latest.judged.value),
                                     style_of(latest.variation).edge, small_bold}};
        name_target(names, axis);
        if (limits.average_moving_range) {
            names.push_back({"Mean " + figure(limits.mean, decimals), axis.y_of(limits.mean), inks::mean});
            if (!limits.no_variation()) {
                const auto* const kind = sheet_.trial_limits ? "Trial limit " : "Limit ";
                names.push_back(
                    {kind + figure(*limits.upper(), decimals), axis.y_of(*limits.upper()), inks::quiet_text});
                names.push_back(
                    {kind + figure(*limits.lower(), decimals), axis.y_of(*limits.lower()), inks::quiet_text});
            }
        }
        for (auto& name : names)
            name.text = fitted(name.text, name.lettering, widest_line_name, ruler_);
        return names;
    }

    /// Each as near to its line as the others leave room for.
    void place(std::vector<LineName>& names) {
        std::ranges::stable_sort(names, {}, &LineName::y);
        double least = top_;
        for (auto& name : names) {
            name.y = std::max(name.y, least);
            least = name.y + name_height;
        }
        double most = bottom_ + 2;
        for (auto name = names.rbegin(); name != names.rend(); ++name) {
            name->y = std::min(name->y, most);
            most = name->y - name_height;
        }
        for (auto& name : names)
            write(name.text, right_ + 8, name.y + 4, name.lettering, name.ink);
    }

    double label_width() const {
        double widest = 0;
        for (const auto& point : sheet_.points)
            widest = std::max(widest, ruler_(point.label.name, small_letters));
        return widest;
    }

    /// Every so many places a label, counted back from the latest.
    void periods() {
        const auto every = std::max(1, static_cast<int>(std::ceil((label_width() + between_labels) / slot_)));
        const auto y = bottom_ + 16;
        double free_from = 0;
        std::string year;
        for (const auto& point : sheet_.points) {
            if ((sheet_.places() - 1 - point.place) % every == 0) label(point.label.name, x_of(point), y);
            if (point.label.year == year || point.label.year.empty()) continue;
            const auto x = std::max(0.0, x_of(point) - ruler_(point.label.name, small_letters) / 2);
            if (x < free_from || x + ruler_(point.label.year, small_letters) > page_width) continue;
            year = point.label.year;
            write(year, x, y + 14, small_letters, inks::quiet_text);
            free_from = x + plan_.texts.back().width + between_labels;
        }
        at_ = y + (year.empty() ? 0 : 14);
    }

    void label(const std::string& text, double middle, double y) {
        const auto width = ruler_(text, small_letters);
        write(text, std::clamp(middle - width / 2, 2.0, page_width - width - 2), y, small_letters, inks::quiet_text);
    }

    std::vector<std::pair<Variation, std::string>> meanings() const {
        const auto shown = [&](auto... variations) {
            return std::ranges::any_of(sheet_.points,
                                       [&](const SheetPoint& each) { return ((each.variation == variations) || ...); });
        };
        std::vector<std::pair<Variation, std::string>> found;
        if (shown(Variation::common)) found.emplace_back(Variation::common, "usual ups and downs");
        if (shown(Variation::improvement)) found.emplace_back(Variation::improvement, "special cause: improvement");
        if (shown(Variation::concern)) found.emplace_back(Variation::concern, "special cause: concern");
        if (shown(Variation::neutral_high, Variation::neutral_low))
            found.emplace_back(Variation::neutral_high, "special cause");
        return found;
    }

    void foot() {
        constexpr double height = 22;
        constexpr double radius = 4.5;
        const auto shown = meanings();
        const bool nothing_special = shown.size() == 1 && shown.front().first == Variation::common;
        at_ += nothing_special ? 4 : height;
        auto x = margin + radius;
        for (const auto& [variation, words] : shown) {
            if (nothing_special) break;
            const auto style = style_of(variation);
            plan_.marks.push_back({{x, at_ - 4}, style.shape, radius, style.fill, style.edge});
            write(words, x + 10, at_, small_letters, inks::quiet_text);
            x += 10 + plan_.texts.back().width + 22;
        }
        if (sheet_.trial_limits && sheet_.points.back().judged.limits.average_moving_range) {
            at_ += 2;
            write_lines("The limits are on trial: they come of fewer than 13 readings and will still move.",
                        small_letters, 1, name_height, inks::quiet_text);
        }
    }

    const ChartSheet& sheet_;
    const Ruler& ruler_;
    ChartPlan plan_;
    double at_ = 0;  ///< the lowest baseline so far
    double top_ = 0;
    double bottom_ = 0;
    double left_ = 0;
    double right_ = 0;
    double slot_ = 1;  ///< the room of one period
};

}  // namespace

ChartPlan plan_of(const ChartSheet& sheet, const Ruler& ruler) {
    return Planning{sheet, ruler}.plan();
}

}  // namespace contractwatch

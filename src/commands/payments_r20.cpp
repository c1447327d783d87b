// payments r20: the figures that the select committee asked for, shown together.
#include "commands/payments_r20.h"

#include <array>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "commands/enquiry.h"
#include "commands/json_of_portfolio.h"
#include "domain/calendar/period.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

constexpr std::array headlines = {R20Headline::contracts_at_pass_mark, R20Headline::contracts_all_on_time,
                                  R20Headline::invoices, R20Headline::value};

/// A month, quarter, half-year or year of the financial year; the last closed calendar month where none was given.
Result<Period> period_given(const std::string& text, Date today) {
    if (text.empty())
        return Period::containing(today.first_of_month() - Days{1}, Frequency::monthly, PeriodBasis::financial);
    for (const auto frequency : {Frequency::monthly, Frequency::quarterly, Frequency::half_yearly, Frequency::yearly}) {
        const auto period = Period::parse(text, frequency, PeriodBasis::financial);
        if (!period) continue;
        if (period->first() <= today) return *period;
        return invalid(period->text() + " begins on " + period->first().text() + ", after today");
    }
    return invalid("--period " + text +
                   " is not a period; give a month 2026-10, a quarter 2026/27-Q3, a half 2026/27-H2 or a year 2026/27");
}

template <class Each>
json::value value_or_null(const std::optional<Each>& each) {
    return each ? json::value(*each) : json::value(nullptr);
}

json::object json_of(const Share& share) {
    return {{"on_time", share.on_time}, {"population", share.population}, {"share", value_or_null(share.fraction())}};
}

json::object json_of(const R20Shares& shares) {
    json::object object{{"from", shares.days.first.text()}, {"to", shares.days.last.text()}};
    for (const auto each : headlines)
        object.emplace(name_of(each), json_of(shares.of(each)));
    return object;
}

json::object json_of(const R20Row& row) {
    auto object = json_of(row.share);
    object.emplace("late_now", row.late_now);
    object.emplace("late_now_pence", row.late_now_amount.pence());
    object.emplace("not_yet_due", row.not_yet_due);
    object.emplace("disputed", row.disputed);
    object.emplace("mean_days_to_pay", value_or_null(row.mean_days_to_pay));
    object.emplace("median_days_to_pay", value_or_null(row.median_days_to_pay));
    return object;
}

json::array declared_of(const R20& figures) {
    json::array tiers;
    for (const auto& [tier, row] : figures.declared) {
        auto object = json_of(row);
        object.emplace("supply_tier", tier);
        tiers.push_back(std::move(object));
    }
    return tiers;
}

json::object document_of(const R20& figures, const Period& period) {
    json::array quarters;
    for (const auto& quarter : figures.quarters)
        quarters.push_back(json_of(quarter));
    return {{"period", period.text()},
            {"as_at", figures.as_at.text()},
            {"headline", name_of(figures.headline)},
            {"baseline_percent", figures.baseline_percent},
            {"reaches_baseline", value_or_null(figures.reaches_baseline)},
            {"figures", json_of(figures.period)},
            {"invoices", json_of(figures.all)},
            {"sme", json_of(figures.sme)},
            {"vcse", json_of(figures.vcse)},
            {"without_contract", json_of(figures.without_contract)},
            {"declared", declared_of(figures)},
            {"quarters", std::move(quarters)},
            {"last_four_quarters", json_of(figures.last_year)},
            {"four_before", json_of(figures.year_before)},
            {"falling", value_or_null(figures.falling)}};
}

/// A figure of value in pounds, any other as a number.
std::string counted_in(R20Headline figure, std::int64_t number) {
    return figure == R20Headline::value ? Money::pence(number).text() : std::to_string(number);
}

void print_shares(std::ostream& out, const R20& figures) {
    json::array lines;
    for (const auto each : headlines) {
        const auto& share = figures.period.of(each);
        lines.push_back({{"figure", words_for(each)},
                         {"share", share.text()},
                         {"on_time", counted_in(each, share.on_time)},
                         {"population", counted_in(each, share.population)},
                         {"headline", each == figures.headline ? "headline" : ""}});
    }
    print_table(
        out, lines,
        {{"figure", "figure"}, {"share", "share"}, {"on time", "on_time"}, {"of", "population"}, {"", "headline"}});
}

json::object line_of(std::string_view sort, const R20Row& row) {
    return {{"sort", sort},
            {"share", row.share.text()},
            {"on_time", row.share.on_time},
            {"population", row.share.population},
            {"late_now", row.late_now},
            {"to_pay", row.late_now_amount.text()},
            {"not_yet_due", row.not_yet_due},
            {"disputed", row.disputed},
            {"mean", one_decimal(row.mean_days_to_pay)},
            {"median", one_decimal(row.median_days_to_pay)}};
}

void print_rows(std::ostream& out, const R20& figures) {
    json::array lines{line_of("under contracts of the register", figures.all), line_of("of these to SMEs", figures.sme),
                      line_of("of these to VCSEs", figures.vcse),
                      line_of("without a contract", figures.without_contract)};
    for (const auto& [tier, row] : figures.declared)
        lines.push_back(line_of(fmt::format("tier {}, declared", tier), row));
    print_table(out, lines,
                {{"invoices", "sort"},
                 {"share", "share"},
                 {"on time", "on_time"},
                 {"of", "population"},
                 {"late now", "late_now"},
                 {"to pay", "to_pay"},
                 {"not yet due", "not_yet_due"},
                 {"disputed", "disputed"},
                 {"mean days", "mean"},
                 {"median", "median"}});
}

json::object trend_line(const R20Shares& shares) {
    json::object line{{"days", shares.days.first.text() + " to " + shares.days.last.text()}};
    for (const auto each : headlines)
        line.emplace(name_of(each), shares.of(each).text());
    return line;
}

void print_trend(std::ostream& out, const R20& figures) {
    json::array lines;
    for (const auto& quarter : figures.quarters)
        lines.push_back(trend_line(quarter));
    lines.push_back(trend_line(figures.year_before));
    lines.push_back(trend_line(figures.last_year));
    std::vector<TableHead> columns{{"last days", "days"}};
    for (const auto each : headlines)
        columns.push_back({std::string{words_for(each)}, std::string{name_of(each)}});
    print_table(out, lines, columns);
}

std::string verdict(const R20& figures) {
    const auto& share = figures.period.of(figures.headline);
    auto words = fmt::format("The headline, {}, is {}", words_for(figures.headline), share.text());
    if (figures.reaches_baseline)
        words += fmt::format(", {} the baseline of {} %", *figures.reaches_baseline ? "at or above" : "below",
                             figures.baseline_percent);
    const auto trend =
        fmt::format("{} in the last four closed quarters, {} in the four before",
                    figures.last_year.of(figures.headline).text(), figures.year_before.of(figures.headline).text());
    return words + "; " + trend + ".\n";
}

void print_words(std::ostream& out, const R20& figures, const Period& period, const PaymentPolicy& policy) {
    out << "Invoices whose last day by the council's policy (" << policy.policy_days << " days) fell in "
        << period.text() << " (" << period.first().text() << " to " << period.last().text() << "), as at "
        << figures.as_at.text() << (figures.as_at > period.last() ? "" : " (to date)") << ":\n";
    print_shares(out, figures);
    out << '\n';
    print_rows(out, figures);
    out << '\n';
    print_trend(out, figures);
    out << '\n' << verdict(figures);
}

Exit show_r20(Invocation& invocation, const Enquiry& enquiry, const std::string& text) {
    const auto period = period_given(text, enquiry.today());
    if (!period) return invocation.fail(period.error());
    const auto figures = enquiry.portfolio().r20(period->days());
    if (invocation.wants_json()) {
        invocation.print(document_of(figures, *period));
    } else if (!invocation.quiet()) {
        print_words(invocation.out(), figures, *period, enquiry.rules().payments);
    }
    return Exit::done;
}

}  // namespace

void add_payments_r20(CLI::App& payments, Invocation& invocation, CommandOutcome& outcome) {
    auto period = std::make_shared<std::string>();
    auto* command = payments.add_subcommand(
        "r20", "Show the shares paid in time that the select committee asked for, with the trend");
    command
        ->add_option("--period", *period,
                     "2026-10, 2026/27-Q3, 2026/27-H2 or 2026/27 (default: the last closed calendar month)")
        ->type_name("PERIOD");
    command->callback([&invocation, &outcome, period] {
        const auto enquiry = Enquiry::open(invocation, outcome);
        if (enquiry) outcome.exit = show_r20(invocation, *enquiry, *period);
    });
}

}  // namespace contractwatch

// A return of payments as somebody approved it is kept: as reported then, whatever is known later.
#include "app/report_return.h"

#include <fmt/format.h>

#include "base/text.h"

namespace contractwatch {
namespace {

/// Read back it is the same number, and a fraction still one: 1.0, not 1.
std::string number_of(const ReturnFigure& figure) {
    if (figure.whole) return std::to_string(*figure.whole);
    if (!figure.fraction) return {};
    const auto text = fmt::format("{}", *figure.fraction);
    return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

Result<void> may_be_reported(const ReportedReturn& reported, Date today) {
    if (trimmed(reported.approved_by).empty())
        return invalid("--approved-by is missing: the name of who approved the return");
    if (trimmed(reported.approver_title).empty())
        return invalid("--approver-title is missing: the title of who approved the return");
    if (today > reported.days.last) return {};
    return invalid(reported.period + " is not over before " + (reported.days.last + Days{1}).text() +
                   ": its figures can be shown to date, but not reported yet");
}

}  // namespace

Result<ReturnAsked> return_asked(const std::string& name, const std::string& text, Date today) {
    const auto kind = find_payment_return(name);
    if (!kind) return invalid("there is no return " + name + "; give s69, s70 or reg113");
    const auto period = Period::parse(text, frequency_of(*kind), PeriodBasis::financial);
    if (!period) return period.error();
    if (period->first() > today)
        return invalid(period->text() + " begins on " + period->first().text() + ", after today");
    return ReturnAsked{*kind, *period};
}

KnownReturn known_of(const PaymentReturn& made, const std::string& name, const std::string& period,
                     const DateRange& days, Date as_at) {
    KnownReturn known;
    known.name = name;
    known.period = period;
    known.days = days;
    known.as_at = as_at;
    for (const auto& figure : made.figures())
        known.figures.push_back({std::string{figure.name}, std::string{figure.meaning}, number_of(figure)});
    known.rows = made.count_of_rows();
    known.left_out = made.count_of_left_out();
    return known;
}

ReportedReturn reported_of(const PaymentReturn& made, const ReturnAsked& asked, Date as_at) {
    ReportedReturn reported;
    static_cast<KnownReturn&>(reported) =
        known_of(made, std::string{name_of(asked.kind)}, asked.period.text(), asked.period.days(), as_at);
    for (const auto& number : made.law())
        reported.law.push_back(number.words());
    return reported;
}

bool same_report(const ReportedReturn& one, const ReportedReturn& other) {
    return one.figures == other.figures && one.rows_sha256 == other.rows_sha256 &&
           one.left_out_sha256 == other.left_out_sha256 && one.approved_by == other.approved_by &&
           one.approver_title == other.approver_title;
}

Result<std::int64_t> report_return(Store& store, const Clock& clock, const ReportedReturn& reported,
                                   const Asker& asker) {
    auto head = entry_now(clock, asker, "payments_return", reported.name + " " + reported.period);
    if (const auto fit = may_be_reported(reported, head.day); !fit) return fit.error();
    const auto before = store.record().reported(reported.name, reported.period);
    if (!before.empty() && same_report(before.back(), reported)) return 0;
    head.detail = {{"as_at", reported.as_at.text()},
                   {"approved_by", reported.approved_by},
                   {"approver_title", reported.approver_title},
                   {"rows", reported.rows},
                   {"rows_sha256", reported.rows_sha256},
                   {"legal_numbers", reported.law}};
    auto change = store.begin(head);
    if (!change) return change.error();
    (*change)->add_reported(reported);
    return (*change)->commit();
}

}  // namespace contractwatch

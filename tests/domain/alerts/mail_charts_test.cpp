// Which matters of a mail show a chart, and what those that show none say instead.
#include "domain/alerts/mail_charts.h"

#include <gmock/gmock.h>

#include "domain/alerts/wording.h"

namespace contractwatch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

DigestItem missed(AlertId id, const std::string& measure) {
    DigestItem item;
    item.alert.id = id;
    item.alert.kind = FindingKind::measure_missed;
    item.alert.contract = ContractRef{"C-1"};
    item.alert.subject = measure;
    item.alert.period = "2026-08";
    return item;
}

Digest digest_of(std::vector<DigestItem> items) {
    Digest digest;
    digest.on = Date{2026, 10, 1};
    digest.items = std::move(items);
    return digest;
}

/// Of the items that show one.
MailCharts charts_of(const Digest& digest) {
    MailCharts charts;
    for (const auto at : charted_items(digest))
        charts[digest.items[at].alert.id].alternative = "Control chart of " + digest.items[at].alert.subject;
    return charts;
}

Letter letter_with_charts(const Digest& digest, std::size_t most = charts_in_mail) {
    return letter_of(digest, charts_of(digest), most);
}

/// "chart" of an item that shows one, otherwise where its chart is said to be.
std::vector<std::string> told_of(const Letter& letter) {
    std::vector<std::string> told;
    for (const auto& item : letter.sections.front().items)
        told.push_back(item.chart ? "chart" : item.chart_note);
    return told;
}

TEST(MailCharts, BelongToWhatIsFoundOfReadings) {
    std::vector<std::string_view> names;
    for (const auto& row : finding_kinds()) {
        if (shows_chart(row.kind)) names.push_back(row.name);
    }
    EXPECT_THAT(names, testing::UnorderedElementsAre("measure_missed", "measure_missed_again", "measure_deteriorating",
                                                     "measure_likely_to_miss", "reading_implausible"));
}

TEST(MailCharts, AreOfTheFirstFourMeasures) {
    auto other_contract = missed(3, "M-1");
    other_contract.alert.contract = ContractRef{"C-2"};
    auto ended = missed(4, "M-2");
    ended.alert.state = AlertState::resolved;
    auto overdue = missed(5, "M-3");
    overdue.alert.kind = FindingKind::reading_overdue;
    const auto digest = digest_of({missed(1, "M-1"), missed(2, "m-1"), other_contract, ended, overdue, missed(6, "M-4"),
                                   missed(7, "M-5"), missed(8, "M-6")});
    EXPECT_THAT(charted_items(digest), ElementsAre(0, 2, 5, 6));
    EXPECT_THAT(charted_items({}), IsEmpty());
}

TEST(MailCharts, AreShownOncePerMeasureAndTheRestSaysWhereToSeeThem) {
    const auto again = missed(2, "M-1");
    const auto letter = letter_with_charts(
        digest_of({missed(1, "M-1"), again, missed(3, "M-2"), missed(4, "M-3"), missed(5, "M-4"), missed(6, "it's")}));
    EXPECT_THAT(
        told_of(letter),
        ElementsAre("chart", "The control chart of this measure stands with alert 1.", "chart", "chart", "chart",
                    "The control chart of this measure is drawn by: contractwatch measures --contract 'C-1' "
                    "--measure 'it'\\''s' --period '2026-08' --chart chart.png"));
}

TEST(MailCharts, AreAsManyAsAreAskedFor) {
    const auto digest = digest_of({missed(1, "M-1"), missed(2, "M-2")});
    EXPECT_THAT(told_of(letter_with_charts(digest, 1)),
                ElementsAre("chart", "The control chart of this measure is drawn by: " +
                                         chart_command(digest.items.back().alert)));
    EXPECT_EQ(told_of(letter_with_charts(digest, 0)).front(),
              "The control chart of this measure is drawn by: " + chart_command(digest.items.front().alert));
}

TEST(MailCharts, StandWithNothingThatIsToldInBrief) {
    auto digest = digest_of(std::vector<DigestItem>(items_in_full, missed(1, "M-1")));
    digest.items.push_back(missed(2, "M-9"));
    const auto letter = letter_of(digest, {{2, ChartSheet{}}});
    EXPECT_EQ(letter.sections.front().items.back().length, Length::brief);
    EXPECT_EQ(told_of(letter).back(), "");
}

}  // namespace
}  // namespace contractwatch

// The promise of holds_until: until then every later day gives the same answer.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "builders/rows.h"
#include "domain/alerts/evaluate.h"

namespace contractwatch {
namespace {

using builders::Cell;
using builders::row;

const Date first_day{2026, 1, 1};
constexpr int days = 730;

/// Contracts, schedules, reviews, roles and people drawn from a fixed seed, with every odd case among them.
class Draw {
  public:
    explicit Draw(unsigned seed) : random_(seed) {}

    ContractRows contract() {
        ContractRows rows;
        rows.contract = ContractRef{"C-1"};
        rows.rows["contracts"] = {row("contracts", {{"ContractReference", "C-1"},
                                                    {"StartDate", maybe(day(-900, 200), 9)},
                                                    {"EndDate", maybe(day(100, 900), 7)},
                                                    {"ContractValue", one_of({"", "40000", "400000", "9000000"})},
                                                    {"SupplierName", one_of({"", "Acme"})},
                                                    {"regime", one_of({"", "pa23"})},
                                                    {"manager_email", one_of({"", "p0@c.example", "p1@c.example"})},
                                                    {"deputy_email", one_of({"", "", "p2@c.example"})},
                                                    {"director_email", one_of({"", "p3@c.example"})},
                                                    {"status", one_of({"active", "active", "active", "ended"})},
                                                    {"ended_on", maybe(day(200, 700), 2)}})};
        add(rows, "schedules", up_to(3), [&] { return schedule(); });
        add(rows, "reviews", up_to(10), [&] { return review(); });
        add(rows, "roles", up_to(3), [&] { return role(); });
        add(rows, "actions", up_to(2), [&] { return action(); });
        add(rows, "measures", up_to(2), [&] { return measure(); });
        return rows;
    }

    People people() {
        std::vector<Row> rows;
        for (const auto* email : {"p0@c.example", "p1@c.example", "p2@c.example", "p3@c.example"}) {
            rows.push_back(row("people", {{"email", email},
                                          {"name", email},
                                          {"active_from", maybe(day(-100, 400), 3)},
                                          {"active_until", maybe(day(100, 700), 5)},
                                          {"deputy_email", one_of({"", "p1@c.example", "p2@c.example"})}}));
        }
        return People{rows};
    }

  private:
    int up_to(int most) { return std::uniform_int_distribution{0, most}(random_); }
    std::string day(int from, int to) {
        return (first_day + Days{std::uniform_int_distribution{from, to}(random_)}).text();
    }
    std::string maybe(std::string text, int of_ten) { return up_to(9) < of_ten ? text : std::string{}; }
    std::string one_of(std::vector<std::string> all) {
        return all[static_cast<std::size_t>(up_to(static_cast<int>(all.size()) - 1))];
    }
    template <class Make>
    void add(ContractRows& rows, std::string_view kind_name, int count, const Make& make) {
        for (int each = 0; each < count; ++each)
            rows.rows[kind_name].push_back(make());
    }

    Row schedule() {
        return row(
            "schedules",
            {{"review_type", one_of({"operational", "performance", "strategic", "closing"})},
             {"rule", one_of({"monthly", "quarterly", "yearly", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=WEEKLY;INTERVAL=2",
                              "FREQ=MONTHLY;COUNT=9", "FREQ=YEARLY;BYMONTH=1,3;BYMONTHDAY=1,3", "nonsense"})},
             {"anchor", maybe(day(-400, 300), 4)},
             {"roll", one_of({"", "preceding", "modified_following", "none"})},
             {"lot", one_of({"", "", "North"})},
             {"effective_from", maybe(day(-200, 600), 4)},
             {"remind_working_days", one_of({"", "30 3", "2"})}});
    }

    Row review() {
        const bool put_off = up_to(9) < 3;
        auto made = row("reviews", {{"review_type", one_of({"operational", "performance", "strategic", "closing"})},
                                    {"lot", one_of({"", "", "", "North"})},
                                    {"occurrence", maybe(day(-100, 700), put_off ? 6 : 2)},
                                    {"held_on", put_off ? std::string{} : day(-300, 700)},
                                    {"deferred_to", put_off ? day(0, 800) : std::string{}},
                                    {"rating", one_of({"", "good"})}});
        made.provenance.recorded_on = first_day + Days{up_to(300)};
        return made;
    }

    Row action() {
        auto made = row("actions", {{"action", one_of({"A-1", "A-2"})},
                                    {"description", "more staff"},
                                    {"owner_email", "p0@c.example"},
                                    {"due_on", day(-60, 700)},
                                    {"completed_on", maybe(day(0, 700), 4)},
                                    {"decided_on", maybe(day(0, 700), 3)}});
        made.provenance.recorded_on = first_day + Days{up_to(300)};
        return made;
    }

    Row measure() {
        return row("measures", {{"measure", one_of({"M-1", "M-2"})},
                                {"title", "visits"},
                                {"kind", one_of({"", "outcome", "output"})},
                                {"nature", one_of({"", "qualitative"})},
                                {"direction", "increase"},
                                {"frequency", "yearly"},
                                {"outcome", one_of({"", "O-1", "O-2", "O-9"})},
                                {"s52_kpi", one_of({"", "yes"})},
                                {"effective_from", maybe(day(-300, 700), 6)}});
    }

    Row role() {
        return row("roles", {{"role", one_of({"manager", "deputy", "lead_director"})},
                             {"email", one_of({"p0@c.example", "p1@c.example", "p4@c.example"})},
                             {"from", maybe(day(-100, 600), 6)},
                             {"until", maybe(day(0, 700), 5)}});
    }

    std::mt19937 random_;
};

/// All of a finding that a person could be shown.
std::string told(const Evaluation& evaluation) {
    std::string text;
    for (const auto& finding : evaluation.findings) {
        text += key_of(finding) + '|' + finding.stage + '|' + std::string{name_of(finding.severity)} + '|' +
                finding.summary + '|' + finding.since.text();
        for (const auto audience : finding.audience)
            text += '|' + std::string{name_of(audience)};
        for (const auto& field : finding.evidence) {
            if (const auto* words = std::get_if<std::string>(&field.value)) text += '|' + field.name + '=' + *words;
        }
        text += '\n';
    }
    return text;
}

/// The lines from the first one that is not the same.
std::string first_difference(std::string_view one, std::string_view other) {
    const auto at = static_cast<std::size_t>(std::ranges::mismatch(one, other).in1 - one.begin());
    const auto line = one.substr(0, at).rfind('\n') + 1;
    return std::string{one.substr(line, 500)} + "\nagainst\n" + std::string{other.substr(line, 500)};
}

/// Says of each day what is told on it and until when that is to stand, as a service sees it that sweeps each day.
void expect_promise_kept(Aspect aspect, unsigned seed) {
    Draw draw{seed};
    auto rows = draw.contract();
    const Council council{
        draw.people(), Outcomes{std::vector<Row>{row("outcomes", {{"outcome", "O-1"}, {"valid_until", "2026-07-31"}}),
                                                 row("outcomes", {{"outcome", "O-2"}, {"valid_from", "2026-10-01"}})}}};
    const Rules rules;
    std::vector<std::string> said;
    std::vector<Date> until;
    for (int day = 0; day < days; ++day) {
        const Date today = first_day + Days{day};
        for (auto& version : unrecorded_versions(rows, rules, today))
            rows.schedule_versions.push_back(std::move(version));
        const auto evaluation = evaluate(aspect, rows, council, rules, today);
        ASSERT_LE(today, evaluation.holds_until) << seed;
        said.push_back(told(evaluation));
        until.push_back(evaluation.holds_until);
    }
    for (std::size_t day = 0; day + 1 < said.size(); ++day) {
        for (auto later = day + 1; later < said.size() && first_day + Days{later} <= until[day]; ++later) {
            ASSERT_TRUE(said[day] == said[later])
                << "seed " << seed << ": " << first_day + Days{day} << " promised until " << until[day]
                << ", and was wrong on " << first_day + Days{later} << "\n"
                << first_difference(said[day], said[later]);
        }
    }
}

TEST(HoldsUntil, IsKeptByTheFindingsOfReviews) {
    for (unsigned seed = 0; seed < 12; ++seed)
        ASSERT_NO_FATAL_FAILURE(expect_promise_kept(Aspect::reviews, seed));
}

TEST(HoldsUntil, IsKeptByTheFindingsOfMeasures) {
    for (unsigned seed = 0; seed < 12; ++seed)
        ASSERT_NO_FATAL_FAILURE(expect_promise_kept(Aspect::measures, seed));
}

TEST(HoldsUntil, IsKeptByTheFindingsOfTheRegister) {
    for (unsigned seed = 0; seed < 12; ++seed)
        ASSERT_NO_FATAL_FAILURE(expect_promise_kept(Aspect::register_entry, seed));
}

}  // namespace
}  // namespace contractwatch

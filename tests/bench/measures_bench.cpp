// What a year of 100,000 measures costs, and what share that is of all that is evaluated of their contracts.
//
// measures_bench [contracts] [readings] [days]: 20,000 contracts (the default) with five monthly measures of 60
// readings each, the last twelve submitted during the year, and 50 invoices. Each aspect of each contract is evaluated
// as the sweeps of 2026 would: on 1 January, and on the day after each answer's last, for so many days. Nothing is read
// or written, so that the share is of the rules' processor time alone; sweep_bench.py holds one day's against a sweep.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "builders/rows.h"
#include "domain/alerts/evaluate.h"
#include "domain/calendar/built_in_bank_holidays.h"

using namespace contractwatch;

namespace {

constexpr std::size_t measures_each = 5;
constexpr int invoices_each = 50;
constexpr Date first_day{2026, 1, 1};
constexpr std::array aspects{Aspect::register_entry, Aspect::reviews, Aspect::measures, Aspect::payments,
                             Aspect::supply_chain};

double processor_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// Some contracts, one after another, always the same.
class MadeUpContracts {
  public:
    MadeUpContracts(int readings_each, Date last_month) : readings_each_(readings_each), last_month_(last_month) {}

    ContractRows next() {
        ContractRows made;
        made.contract = ContractRef{fmt::format("C-{}", ++number_)};
        const auto start = Date{2021, 1, 1} + Days{any(0, 364)};
        made.rows["contracts"] = {builders::row("contracts", {{"ContractReference", made.contract.given()},
                                                              {"ContractTitle", "A service"},
                                                              {"StartDate", start.text()},
                                                              {"EndDate", (start + Days{2500}).text()},
                                                              {"ContractValue", "400000.00"},
                                                              {"SupplierName", "Quill Ltd"},
                                                              {"manager_email", "ann@council.example"},
                                                              {"director_email", "bob@council.example"},
                                                              {"regime", "pa23"}})};
        for (std::size_t measure = 0; measure < measures_each; ++measure)
            add_measure(made, fmt::format("M-{}", measure));
        for (int invoice = 0; invoice < invoices_each; ++invoice)
            add_invoice(made, fmt::format("INV-{}", invoice));
        return made;
    }

  private:
    int any(int from, int to) { return std::uniform_int_distribution{from, to}(random_); }

    void add_measure(ContractRows& to, const std::string& measure) {
        const auto from = last_month_.plus_months(1 - readings_each_).first_of_month();
        to.rows["measures"].push_back(builders::row("measures", {{"contract", to.contract.given()},
                                                                 {"measure", measure},
                                                                 {"title", "Visits kept"},
                                                                 {"kind", "outcome"},
                                                                 {"direction", "increase"},
                                                                 {"frequency", "monthly"},
                                                                 {"unit", "%"},
                                                                 {"target", "95"},
                                                                 {"effective_from", from.text()}}));
        for (int month = 0; month < readings_each_; ++month) {
            const auto first = last_month_.plus_months(month + 1 - readings_each_);
            const auto value = std::normal_distribution{97.0, 1.5}(random_);
            to.rows["readings"].push_back(
                builders::row("readings", {{"contract", to.contract.given()},
                                           {"measure", measure},
                                           {"period", first.text().substr(0, 7)},
                                           {"value", fmt::format("{:.1f}", value)},
                                           {"submitted_on", (first.last_of_month() + Days{any(1, 28)}).text()}}));
        }
    }

    void add_invoice(ContractRows& to, const std::string& invoice) {
        const auto received = first_day + Days{any(0, 364)};
        to.rows["invoices"].push_back(builders::row("invoices", {{"contract", to.contract.given()},
                                                                 {"payee", "Quill Ltd"},
                                                                 {"invoice", invoice},
                                                                 {"received_on", received.text()},
                                                                 {"amount_gross", "1000.00"},
                                                                 {"paid_on", (received + Days{any(5, 16)}).text()}}));
    }

    int readings_each_;
    Date last_month_;
    int number_ = 0;
    std::mt19937 random_{20260923};
};

struct Spent {
    double seconds = 0;
    std::size_t evaluations = 0;
    std::size_t findings = 0;
};

/// As the sweep does it: ratings and schedule versions first, then what holds.
void live_through(Aspect aspect, ContractRows& contract, const Rules& rules, Date last_day, Spent& spent) {
    static const Council council;
    const auto began = processor_seconds();
    for (auto day = first_day; day <= last_day;) {
        if (aspect == Aspect::reviews) {
            for (auto& version : unrecorded_versions(contract, rules, day))
                contract.schedule_versions.push_back(std::move(version));
        }
        if (aspect == Aspect::measures) {
            for (auto& rating : unrecorded_ratings(contract, day))
                contract.ratings.push_back(std::move(rating));
        }
        const auto evaluation = evaluate(aspect, contract, council, rules, day);
        ++spent.evaluations;
        spent.findings += evaluation.findings.size();
        if (evaluation.holds_until >= last_day) break;
        day = evaluation.holds_until + Days{1};
    }
    spent.seconds += processor_seconds() - began;
}

}  // namespace

int main(int argc, char** argv) {
    const auto count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 20'000UL;
    const int readings_each = argc > 2 ? std::atoi(argv[2]) : 60;
    const int days = argc > 3 ? std::atoi(argv[3]) : 365;
    const Date last_day = first_day + Days{days - 1};
    const Rules rules{{}, {}, {}, {}, WorkingCalendar{built_in_bank_holidays(Division::england_and_wales)}};
    MadeUpContracts contracts{readings_each, last_day.plus_months(days > 28 ? 0 : -2)};
    std::array<Spent, aspects.size()> spent;
    for (std::size_t each = 0; each < count; ++each) {
        auto contract = contracts.next();
        for (std::size_t at = 0; at < aspects.size(); ++at)
            live_through(aspects[at], contract, rules, last_day, spent[at]);
    }
    double all = 0;
    for (const auto& each : spent)
        all += each.seconds;
    for (std::size_t at = 0; at < aspects.size(); ++at) {
        fmt::print("{}: {:.2f} s, {} evaluations, {:.1f} findings each, {:.3f} of all\n", name_of(aspects[at]),
                   spent[at].seconds, spent[at].evaluations,
                   static_cast<double>(spent[at].findings) / static_cast<double>(spent[at].evaluations),
                   spent[at].seconds / all);
    }
    const auto& measures = spent[2];
    const auto measured = static_cast<double>(count * measures_each);
    fmt::print(
        "{} days of {:.0f} measures with {} readings each: {:.2f} s, {:.0f} microseconds a measure, {:.1f} an "
        "evaluation of one, {:.3f} of what all aspects take\n",
        days, measured, readings_each, measures.seconds, 1e6 * measures.seconds / measured,
        1e6 * measures.seconds / static_cast<double>(measures.evaluations * measures_each), measures.seconds / all);
    return 0;
}

// payments: how many invoices were paid on time, by every clock that ran on them.
#include <algorithm>
#include <array>
#include <span>

#include <CLI/CLI.hpp>

#include "base/text.h"
#include "commands/enquiry.h"
#include "commands/json_of_portfolio.h"
#include "commands/payments_apart.h"
#include "commands/payments_behind.h"
#include "commands/payments_interest.h"
#include "commands/payments_r20.h"
#include "commands/payments_return.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

struct PaymentsOptions {
    std::string from;
    std::string to;
    std::vector<std::string> by = {"authority"};
    std::string contract;
    bool rows = false;
};

/// The last closed calendar month where no day was given; up to today with a first day alone, the month of the last
/// day with that one alone.
Result<DateRange> range_given(const PaymentsOptions& options, Date today) {
    const auto month_end = today.first_of_month() - Days{1};
    const auto to = day_given("--to", options.to, options.from.empty() ? month_end : today);
    if (!to) return to.error();
    const auto from = day_given("--from", options.from, to->first_of_month());
    if (!from) return from.error();
    if (*to < *from) return invalid("the range ends on " + to->text() + ", before it begins on " + from->text());
    return DateRange{*from, *to};
}

Result<std::vector<PaymentGrouping>> groupings_given(const std::vector<std::string>& names) {
    std::vector<PaymentGrouping> given;
    for (const auto& name : names) {
        const auto grouping = find_payment_grouping(name);
        if (!grouping)
            return invalid("--by " + name + " is not known; give contract, payer, payee, tier, size or authority");
        if (std::ranges::find(given, *grouping) == given.end()) given.push_back(*grouping);
    }
    return given;
}

json::object document_of(const PaymentRow& row, Keep keep) {
    auto object = json_of(row);
    if (keep == Keep::figures_and_invoices) object.emplace("rows", list_of(row.invoices));
    return object;
}

/// As a person reads it: shares in per cent, money in pounds.
json::array readable(const std::vector<PaymentRow>& rows) {
    json::array lines;
    for (const auto& row : rows) {
        auto line = json_of(row);
        line["group"] = row.group.empty() ? "(no contract)" : row.group;
        line["received_assumed"] = row.received_assumed ? "assumed" : "";
        line["share"] = Share{row.on_time, row.population}.text();
        line["late_now_pence"] = Money::pence(row.late_now_pence).text();
        line["mean_days_to_pay"] = one_decimal(row.mean_days_to_pay);
        line["median_days_to_pay"] = one_decimal(row.median_days_to_pay);
        lines.push_back(std::move(line));
    }
    return lines;
}

json::array readable_invoices(const std::vector<PaymentRow>& rows) {
    json::array lines;
    for (const auto& row : rows) {
        for (const auto& invoice : row.invoices) {
            auto line = json_of(invoice);
            line["group"] = row.group.empty() ? "(no contract)" : row.group;
            line["clock"] = row.clock;
            line["outstanding_pence"] = invoice.outstanding.text();
            line["due_pence"] = invoice.due.text();
            line["received_pence"] = invoice.received.text();
            line["received_assumed"] = row.received_assumed ? "assumed" : "";
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

void print_words(std::ostream& out, const PaymentAnswer& answer, const DateRange& range, Date today) {
    out << "Invoices whose last day fell from " << range.first.text() << " to " << range.last.text() << ", as at "
        << today.text() << (today > range.last ? "" : " (to date)") << ":\n";
    print_table(out, readable(answer.rows),
                {{"by", "by"},
                 {"group", "group"},
                 {"tier", "supply_tier"},
                 {"source", "source"},
                 {"clock", "clock"},
                 {"receipt", "received_assumed"},
                 {"invoices", "population"},
                 {"on time", "on_time"},
                 {"share", "share"},
                 {"late now", "late_now"},
                 {"to pay", "late_now_pence"},
                 {"not yet due", "not_yet_due"},
                 {"paid early", "paid_early"},
                 {"disputed", "disputed"},
                 {"mean days", "mean_days_to_pay"},
                 {"median", "median_days_to_pay"}});
    if (answer.without_received_on > 0)
        out << "No clock runs on " << counted(answer.without_received_on, "invoice") << " without received_on.\n";
}

void print_invoices(std::ostream& out, const std::vector<PaymentRow>& rows) {
    out << '\n';
    print_table(out, readable_invoices(rows),
                {{"group", "group"},
                 {"clock", "clock"},
                 {"contract", "contract"},
                 {"payee", "payee"},
                 {"invoice", "invoice"},
                 {"received", "received_on"},
                 {"receipt", "received_assumed"},
                 {"last day", "last_day"},
                 {"paid by the ledger", "made_on"},
                 {"settled", "settled_on"},
                 {"standing", "standing"},
                 {"state", "state"},
                 {"due", "due_pence"},
                 {"came", "received_pence"},
                 {"to pay", "outstanding_pence"},
                 {"dispute", "dispute"},
                 {"told after", "notified_after_days"},
                 {"anew from resolution", "last_day_after_resolution"}});
}

Exit show_payments(Invocation& invocation, const Enquiry& enquiry, const PaymentsOptions& options) {
    const auto range = range_given(options, enquiry.today());
    if (!range) return invocation.fail(range.error());
    const auto groupings = groupings_given(options.by);
    if (!groupings) return invocation.fail(groupings.error());
    const auto contract = contract_given(enquiry.portfolio(), options.contract);
    if (!contract) return invocation.fail(contract.error());
    const auto keep = options.rows ? Keep::figures_and_invoices : Keep::figures;
    const auto answer = enquiry.portfolio().payments({*range, *groupings, *contract, keep});
    if (invocation.wants_json()) {
        invocation.print_list(answer.rows.size(), [&](std::size_t at) { return document_of(answer.rows[at], keep); });
    } else if (!invocation.quiet()) {
        print_words(invocation.out(), answer, *range, enquiry.today());
        if (options.rows) print_invoices(invocation.out(), answer.rows);
    }
    return Exit::done;
}

/// Given to a subcommand they would be passed over in silence.
void refuse_with_subcommands(CLI::App& payments, std::span<CLI::Option* const> options) {
    for (auto* each : payments.get_subcommands({})) {
        for (auto* option : options)
            each->excludes(option);
    }
}

}  // namespace

void add_payments(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto options = std::make_shared<PaymentsOptions>();
    auto* command = app.add_subcommand("payments", "Show how many invoices were paid on time, by every clock");
    const std::array own{
        command->add_option("--from", options->from, "The first last day (default: of the last closed calendar month)")
            ->type_name("DATE"),
        command->add_option("--to", options->to, "The last one (default: of the last closed calendar month)")
            ->type_name("DATE"),
        command
            ->add_option("--by", options->by,
                         "contract, payer, payee, tier, size or authority, or several with commas between (default: "
                         "authority)")
            ->delimiter(',')
            ->type_name("WORDS"),
        command->add_option("--contract", options->contract, "The invoices under one contract alone")->type_name("REF"),
        command->add_flag("--rows", options->rows, "List the invoices behind the figures as well")};
    command->require_subcommand(0, 1);
    command->fallthrough();
    add_payments_r20(*command, invocation, outcome);
    add_payments_apart(*command, invocation, outcome);
    add_payments_behind(*command, invocation, outcome);
    add_payments_interest(*command, invocation, outcome);
    add_payments_return(*command, invocation, outcome);
    refuse_with_subcommands(*command, own);
    command->callback([&invocation, &outcome, options, command] {
        if (!command->get_subcommands().empty()) return;
        const auto enquiry = Enquiry::open(invocation, outcome);
        if (enquiry) outcome.exit = show_payments(invocation, *enquiry, *options);
    });
}

}  // namespace contractwatch

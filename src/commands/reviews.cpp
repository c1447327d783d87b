// reviews: each review that should be in a range of days, and what became of it.
#include <CLI/CLI.hpp>

#include "commands/enquiry.h"
#include "commands/json_of_portfolio.h"

namespace contractwatch {
namespace {

struct ReviewsOptions {
    std::string from;
    std::string to;
    std::string contract;
    bool overdue = false;
};

/// A year back and a year ahead, where nothing else was given.
Result<DateRange> range_given(const ReviewsOptions& options, Date today) {
    const auto from = day_given("--from", options.from, today.plus_months(-12));
    if (!from) return from.error();
    const auto to = day_given("--to", options.to, today.plus_months(12));
    if (!to) return to.error();
    if (*to < *from) return invalid("the range ends on " + to->text() + ", before it begins on " + from->text());
    return DateRange{*from, *to};
}

Exit show_reviews(Invocation& invocation, const Enquiry& enquiry, const ReviewsOptions& options) {
    const auto contract = contract_given(enquiry.portfolio(), options.contract);
    if (!contract) return invocation.fail(contract.error());
    const auto range = range_given(options, enquiry.today());
    if (!range) return invocation.fail(range.error());
    auto reviews = enquiry.portfolio().reviews(*range, *contract);
    if (options.overdue) {
        std::erase_if(reviews, [](const auto& each) { return each.occurrence.state != OccurrenceState::overdue; });
    }
    show(invocation, list_of(reviews),
         {{"contract", "contract"},
          {"lot", "lot"},
          {"review", "review_type"},
          {"nominal", "nominal_on"},
          {"due", "due_on"},
          {"state", "state"},
          {"held", "held_on"},
          {"rating", "rating"}});
    return Exit::done;
}

}  // namespace

void add_reviews(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto options = std::make_shared<ReviewsOptions>();
    auto* command = app.add_subcommand("reviews", "Show the reviews that are due in a range of days");
    command->add_option("--from", options->from, "The first due date (default: a year back)")->type_name("DATE");
    command->add_option("--to", options->to, "The last due date (default: a year ahead)")->type_name("DATE");
    command->add_option("--contract", options->contract, "Only of this contract")->type_name("CONTRACT");
    command->add_flag("--overdue", options->overdue, "Only those that are overdue");
    command->callback([&invocation, &outcome, options] {
        const auto enquiry = Enquiry::open(invocation, outcome);
        if (enquiry) outcome.exit = show_reviews(invocation, *enquiry, *options);
    });
}

}  // namespace contractwatch

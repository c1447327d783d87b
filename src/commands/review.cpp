// review record, review defer and review withdraw: what became of a review, by hand.
#include <array>
#include <map>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "commands/commands.h"

namespace contractwatch {
namespace {

/// An option and the column of `reviews` that it fills.
struct ReviewOption {
    const char* option;
    const char* column;
    const char* meaning;
    bool required = false;
};

constexpr std::array recording{
    ReviewOption{"--held-on", "held_on", "The day it was held", true},
    ReviewOption{"--by", "held_by", "Who held it (an email address)", true},
    ReviewOption{"--occurrence", "occurrence",
                 "The nominal date of the review that it was (default: the latest open one that fits)"},
    ReviewOption{"--lot", "lot", "The lot that it was about"},
    ReviewOption{"--rating", "rating", "good, approaching_target, requires_improvement, inadequate or other"},
    ReviewOption{"--summary", "summary", "What was found"},
    ReviewOption{"--decision", "decision",
                 "continue, tune_specification, vary, improvement, extend, recommission or stop"},
    ReviewOption{"--lessons", "lessons", "What was learned"},
    ReviewOption{"--attendees", "attendees", "Who was there"},
    ReviewOption{"--user-input", "user_input", "Users' voice: yes, no, not applicable, or how"},
};

constexpr std::array deferring{
    ReviewOption{"--occurrence", "occurrence", "The nominal date of the review", true},
    ReviewOption{"--to", "deferred_to", "The new due date", true},
    ReviewOption{"--reason", "reason", "Why it is put off", true},
    ReviewOption{"--by", "held_by", "Who puts it off (an email address)", true},
    ReviewOption{"--lot", "lot", "The lot that it is about"},
};

constexpr std::array withdrawing{
    ReviewOption{"--held-on", "held_on", "The day on which it is recorded as held"},
    ReviewOption{"--to", "deferred_to", "The day to which it is recorded as put off"},
    ReviewOption{"--reason", "reason", "What was wrong", true},
    ReviewOption{"--by", "held_by", "Who withdraws it (an email address)", true},
    ReviewOption{"--occurrence", "occurrence", "The nominal date that it is recorded for"},
    ReviewOption{"--lot", "lot", "The lot that it is recorded for"},
};

/// What was recorded, in a sentence.
std::string sentence_of(const boost::json::value& result, const std::string& request) {
    if (!result.at("recorded").as_bool()) return "That was recorded before; nothing changed.";
    const auto* state = result.at("state").if_string();
    const std::string recorded = request == "review_withdraw" ? "Withdrawn" : "Recorded";
    if (state == nullptr) return recorded + ".";
    if (*state == "extra")
        return "Recorded as extra: it closes no review of the schedule. `contractwatch reviews` shows those that are "
               "open.";
    const std::string nominal{result.at("nominal_on").as_string()};
    if (*state == "held") return recorded + "; the review of " + nominal + " is held.";
    return recorded + "; the review of " + nominal + " is due on " + std::string{result.at("due_on").as_string()} + ".";
}

template <std::size_t count>
void add(CLI::App& review, const char* name, const char* what, const std::array<ReviewOption, count>& options,
         const char* request, Invocation& invocation, CommandOutcome& outcome) {
    auto cells = std::make_shared<std::map<std::string, std::string>>();
    auto* command = review.add_subcommand(name, what);
    command->add_option("CONTRACT", (*cells)["contract"], "The contract's reference")->required();
    command
        ->add_option("TYPE", (*cells)["review_type"],
                     "operational, performance, strategic, assessment, options_appraisal or closing")
        ->required();
    for (const auto& option : options)
        command->add_option(option.option, (*cells)[option.column], option.meaning)->required(option.required);
    command->callback([&invocation, &outcome, cells, request] {
        boost::json::object arguments;
        for (const auto& [column, text] : *cells)
            arguments.emplace(column, text);
        const auto reply = invocation.submit({request, boost::json::serialize(arguments), {}});
        outcome.exit = reply.exit;
        if (reply.exit != Exit::done) return;
        if (invocation.wants_json()) return invocation.print(reply.result);
        if (invocation.quiet()) return;
        invocation.out() << sentence_of(reply.result, request) << '\n';
    });
}

}  // namespace

void add_review(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto* review = app.add_subcommand("review", "Record what became of a review");
    review->require_subcommand(1);
    review->fallthrough();
    add(*review, "record", "Record a review that was held", recording, "review_record", invocation, outcome);
    add(*review, "defer", "Put a review off", deferring, "review_defer", invocation, outcome);
    add(*review, "withdraw", "Withdraw what was recorded wrongly of a review", withdrawing, "review_withdraw",
        invocation, outcome);
}

}  // namespace contractwatch

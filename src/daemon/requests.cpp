// The requests that change the record, as JSON.
#include "daemon/requests.h"

#include <algorithm>

#include <boost/json.hpp>

#include "adapters/csv/cells.h"
#include "app/acknowledge.h"
#include "app/interest_due.h"
#include "app/prune.h"
#include "app/report_return.h"
#include "app/review_record.h"
#include "app/send_test.h"
#include "base/text.h"
#include "daemon/digested.h"
#include "daemon/json_of.h"
#include "domain/facts/email_address.h"
#include "domain/facts/row_check.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

/// The arguments of a request, read with words for what is wrong.
class Arguments {
  public:
    explicit Arguments(json::object object) : object_(std::move(object)) {}

    std::string text(std::string_view name) const {
        const auto* found = object_.if_contains({name.data(), name.size()});
        return found != nullptr && found->is_string() ? std::string{found->get_string()} : std::string{};
    }
    std::int64_t number(std::string_view name) const {
        const auto* found = object_.if_contains({name.data(), name.size()});
        return found != nullptr && found->is_int64() ? found->get_int64() : 0;
    }
    std::vector<std::string> texts(std::string_view name) const {
        const auto* found = object_.if_contains({name.data(), name.size()});
        std::vector<std::string> all;
        if (found == nullptr || !found->is_array()) return all;
        for (const auto& each : found->get_array()) {
            if (each.is_string()) all.emplace_back(each.get_string());
        }
        return all;
    }
    bool yes(std::string_view name) const {
        const auto* found = object_.if_contains({name.data(), name.size()});
        return found != nullptr && found->is_bool() && found->get_bool();
    }
    const json::object& all() const { return object_; }

  private:
    json::object object_;
};

Answer answered(const json::value& value, int exit = 0) {
    return {json::serialize(value), exit};
}

Result<Arguments> arguments_of(const Request& request) {
    boost::system::error_code fault;
    const auto parsed = json::parse(request.arguments.empty() ? "{}" : request.arguments, fault);
    if (fault || !parsed.is_object()) return invalid("the request's arguments are no JSON object");
    return Arguments{parsed.get_object()};
}

/// The feed of that name, or none where no name is given.
Result<Feed> feed_named(const std::string& name, const Kind& kind, const Settings& settings) {
    Feed none;
    none.strict = settings.intake.strict;
    if (name.empty()) return none;
    std::vector<std::string_view> names;
    for (const auto& feed : settings.feeds) {
        if (header_key(feed.name) == header_key(name)) {
            if (!feed.kind.empty() && header_key(feed.kind) != header_key(kind.name)) {
                return invalid("the feed " + name + " is for " + feed.kind + ", not for " + std::string{kind.name});
            }
            return feed;
        }
        names.emplace_back(feed.name);
    }
    const auto near = nearest(name, names);
    return not_found("the settings have no feed " + name +
                     (near.empty() ? "" : "; did you mean " + std::string{near} + "?"));
}

/// A file that was not taken has the fields of one that was, and the reason as its problem and as its error.
json::value refused_json(const std::string& name, const Kind& kind, const Error& error) {
    IntakeOutcome nothing;
    nothing.file.name = name;
    nothing.file.kind = kind.name;
    nothing.problems.push_back({0, "", error.message});
    auto refused = json_of(nothing);
    refused.as_object().emplace("error", error.message);
    return refused;
}

/// Whether the feed's owner is told. A file of theirs that is none is theirs to put right, whoever gave it in; a path
/// that leads nowhere, or a disk that fails, is not.
bool concerns_owner(const IntakeRequest& request, const Error& error) {
    const bool of_the_file = error.code == ErrorCode::refused || error.code == ErrorCode::invalid;
    return of_the_file && !request.feed.name.empty() && request.effect == Effect::record;
}

Answer import_files(const Request& request, const Arguments& arguments, const Asker& asker, Parts& parts) {
    const auto known = kind_named(arguments.text("kind"));
    if (!known) return failed(known.error());
    const auto* kind = *known;
    auto feed = feed_named(arguments.text("feed"), *kind, parts.settings());
    if (!feed) return failed(feed.error());
    if (arguments.yes("strict")) feed->strict = true;
    const auto effect = arguments.yes("dry_run") ? Effect::dry_run : Effect::record;

    json::array files;
    int exit = 0;
    for (const auto& file : request.files) {
        const IntakeRequest given{file.path, file.name, kind, *feed, effect};
        const auto outcome = parts.intake().take_in(given, asker);
        if (outcome) {
            files.push_back(json_of(*outcome));
            continue;
        }
        if (concerns_owner(given, outcome.error())) {
            const auto recorded = parts.intake().record_refusal(given, outcome.error().message, asker);
            if (!recorded) return failed(recorded.error());
        }
        exit = std::max(exit, feed->strict && outcome.error().code == ErrorCode::refused ? 1 : 3);
        files.push_back(refused_json(file.name, *kind, outcome.error()));
    }
    return answered({{"files", std::move(files)}}, exit);
}

Answer sweep(const Asker& asker, Parts& parts) {
    const auto summary = parts.sweep(asker);
    return summary ? answered(json_of(*summary)) : failed(summary.error());
}

Answer deliver(const Asker& asker, Parts& parts) {
    const auto summary = parts.deliver(asker);
    return summary ? answer_of_delivery(*summary) : failed(summary.error());
}

Answer acknowledge_alert(const Arguments& arguments, const Asker& asker, Parts& parts) {
    const auto until = arguments.text("until");
    const auto day = Date::parse(until);
    if (!until.empty() && !day) return failed(invalid("--until " + until + " is no day; write it as 2026-10-31"));
    if (const auto fault = fault_of_address(arguments.text("by")))
        return failed(invalid("--by " + arguments.text("by") + ": " + *fault));
    const Acknowledgement asked{arguments.text("by"), arguments.text("note"), day};
    const auto alert = acknowledge_alert(parts.store(), parts.clock(), parts.sweep_settings(),
                                         arguments.number("alert"), asked, asker);
    if (!alert) return failed(alert.error());
    return answered({{"id", alert->id},
                     {"state", name_of(alert->state)},
                     {"acknowledged_until", alert->acknowledged_until->text()}});
}

/// The option of the command line that fills a column of `reviews`.
std::string option_of(std::string_view column) {
    if (column == "contract") return "CONTRACT";
    if (column == "review_type") return "TYPE";
    if (column == "held_by") return "--by";
    if (column == "deferred_to") return "--to";
    std::string option = "--" + std::string{column};
    std::ranges::replace(option, '_', '-');
    return option;
}

/// A row of `reviews` from the arguments, each named as a column; problems in words.
Result<Row> review_row(const Arguments& arguments) {
    const auto& reviews = kind("reviews");
    Row row{reviews};
    for (const auto& [name, value] : arguments.all()) {
        const auto place = reviews.find_column({name.data(), name.size()});
        const auto cell =
            value.is_string() ? trimmed({value.get_string().data(), value.get_string().size()}) : std::string_view{};
        if (!place || cell.empty()) continue;
        const auto problem = read_cell(reviews.columns[*place], cell, DateOrder::day_first, row.values[*place]);
        if (problem) return invalid(option_of({name.data(), name.size()}) + ": " + *problem);
    }
    for (const auto& column : reviews.columns) {
        const auto place = reviews.column(column.name);
        if (column.required && blank(row.values[place]))
            return invalid(option_of(column.name) + " is missing: " + std::string{column.meaning});
    }
    if (arguments.text("held_on").empty() == arguments.text("deferred_to").empty())
        return invalid("give --held-on where the review was held, or --to where it was put off");
    const auto problems = RowCheck{reviews}.problems(row);
    if (!problems.empty()) {
        const auto& first = problems.front();
        return invalid(option_of(reviews.columns[first.column].name) + ": " + first.message);
    }
    return row;
}

json::value text_or_null(const std::optional<Date>& day) {
    return day ? json::value(day->text()) : json::value{};
}

Answer record_review(const Request& request, const Arguments& arguments, const Asker& asker, Parts& parts) {
    const auto row = review_row(arguments);
    if (!row) return failed(row.error());
    const auto rules = parts.rules();
    ReviewRecord reviews{parts.record(), parts.intake(), parts.clock(), rules};
    const auto recorded = request.command == "review_defer"      ? reviews.defer(*row, asker)
                          : request.command == "review_withdraw" ? reviews.withdraw(*row, asker)
                                                                 : reviews.hold(*row, asker);
    if (!recorded) return failed(recorded.error());
    const auto& review = recorded->concerns;
    return answered({{"contract", arguments.text("contract")},
                     {"recorded", recorded->entry != 0},
                     {"entry", recorded->entry},
                     {"nominal_on", text_or_null(review ? std::optional{review->nominal_on()} : std::nullopt)},
                     {"due_on", text_or_null(review ? std::optional{review->due_on} : std::nullopt)},
                     {"state", review ? json::value(name_of(review->state)) : json::value{}}});
}

Answer report_payments_return(const Arguments& arguments, const Asker& asker, Parts& parts) {
    const auto today = parts.clock().today();
    const auto asked = return_asked(arguments.text("return"), arguments.text("period"), today);
    if (!asked) return failed(asked.error());
    const auto rules = parts.rules();
    const auto made = make_return(parts.record(), asked->kind, asked->period.days(), rules.payments,
                                  bank_rates_of(parts.record()), pay_runs_of(rules), today);
    auto reported = digested(reported_of(made, *asked, today), made);
    reported.approved_by = trimmed(arguments.text("approved_by"));
    reported.approver_title = trimmed(arguments.text("approver_title"));
    const auto entry = report_return(parts.store(), parts.clock(), reported, asker);
    if (!entry) return failed(entry.error());
    return answered({{"return", reported.name},
                     {"period", reported.period},
                     {"recorded", *entry != 0},
                     {"entry", *entry},
                     {"rows_sha256", reported.rows_sha256}});
}

Answer send_test_mail(const Request& request, const Asker& asker, Parts& parts) {
    const auto to = test_address(request, parts);
    if (!to) return failed(to.error());
    const auto sent = send_test(parts.store(), parts.composer(), parts.outbox(), *parts.mailer(), parts.clock(),
                                parts.sweep_settings(), *to, asker);
    return sent ? answer_of_test(*to, *sent) : failed(sent.error());
}

Answer prune_record(const Arguments& arguments, const Asker& asker, Parts& parts) {
    const auto effect = arguments.yes("dry_run") ? Effect::dry_run : Effect::record;
    if (effect == Effect::record && !arguments.yes("confirmed"))
        return failed(
            invalid("what is pruned cannot be had back: look at `audit prune --dry-run` first, make a copy "
                    "with `contractwatch backup FILE`, and then say --yes"));
    const auto summary =
        prune(parts.store(), parts.clock(), parts.journal(), parts.settings().retention, effect, asker);
    return summary ? answered(json_of(*summary)) : failed(summary.error());
}

Answer erase_text(const Arguments& arguments, const Asker& asker, Parts& parts) {
    if (const auto fault = fault_of_address(arguments.text("by")))
        return failed(invalid("--by " + arguments.text("by") + ": " + *fault));
    auto by = asker;
    by.claimed_by = arguments.text("by");
    const EraseRequest asked{arguments.text("table"), arguments.number("row"), arguments.texts("columns"),
                             arguments.text("reason")};
    const auto summary = erase(parts.store(), parts.clock(), parts.journal(), asked, by);
    return summary ? answered(json_of(*summary)) : failed(summary.error());
}

}  // namespace

Answer failed(const Error& error) {
    const bool usage = error.code == ErrorCode::invalid || error.code == ErrorCode::not_found;
    return answered({{"error", error.message}}, usage ? 2 : 3);
}

Result<Email> test_address(const Request& request, Parts& parts) {
    if (!parts.mailer()) return invalid("the settings name no way to send: set mail.transport and mail.from first");
    const auto arguments = arguments_of(request);
    if (!arguments) return arguments.error();
    const auto address = arguments->text("address");
    if (const auto fault = fault_of_address(address)) return invalid(address + ": " + *fault);
    return Email{address};
}

Answer answer_of_test(const Email& to, const DeliveryStanding& standing) {
    return answered({{"to", to.given()}, {"state", name_of(standing.state)}, {"reply", standing.reply}},
                    standing.state == OutboxState::sent ? 0 : 3);
}

Answer answer_of_delivery(const DeliverySummary& summary) {
    return answered(json_of(summary));
}

Answer perform(const Request& request, const Asker& asker, Parts& parts) {
    const auto read = arguments_of(request);
    if (!read) return failed(read.error());
    const auto& arguments = *read;
    if (request.command == "import") return import_files(request, arguments, asker, parts);
    if (request.command == "sweep") return sweep(asker, parts);
    if (request.command == "deliver") return deliver(asker, parts);
    if (request.command == "acknowledge") return acknowledge_alert(arguments, asker, parts);
    if (request.command == "review_record" || request.command == "review_defer" || request.command == "review_withdraw")
        return record_review(request, arguments, asker, parts);
    if (request.command == "payments_return") return report_payments_return(arguments, asker, parts);
    if (request.command == "prune") return prune_record(arguments, asker, parts);
    if (request.command == "erase") return erase_text(arguments, asker, parts);
    if (request.command == "mail_test") return send_test_mail(request, asker, parts);
    return failed(
        invalid("this service knows no request " + request.command + "; is it of another version than the command?"));
}

}  // namespace contractwatch

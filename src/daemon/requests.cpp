// The requests that change the record, as JSON.
#include "daemon/requests.h"

#include <boost/json.hpp>

#include "adapters/csv/cells.h"
#include "app/acknowledge.h"
#include "app/send_test.h"
#include "base/text.h"
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

Answer import_files(const Request& request, const Arguments& arguments, const Asker& asker, Parts& parts) {
    const auto* kind = find_kind(arguments.text("kind"));
    if (kind == nullptr) {
        std::vector<std::string_view> names;
        for (const auto& each : kinds())
            names.push_back(each.name);
        const auto near = nearest(arguments.text("kind"), names);
        return failed(invalid(
            "there is no kind of file called " + arguments.text("kind") +
            (near.empty() ? "; contractwatch import --help lists them" : "; did you mean " + std::string{near} + "?")));
    }
    auto feed = feed_named(arguments.text("feed"), *kind, parts.settings());
    if (!feed) return failed(feed.error());
    if (arguments.yes("strict")) feed->strict = true;
    const auto effect = arguments.yes("dry_run") ? Effect::dry_run : Effect::record;

    json::array files;
    int exit = 0;
    for (const auto& file : request.files) {
        const auto outcome = parts.intake().take_in({file.path, file.name, kind, *feed, effect}, asker);
        if (outcome) {
            files.push_back(json_of(*outcome));
            continue;
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
    return summary ? answered(json_of(*summary)) : failed(summary.error());
}

Answer acknowledge_alert(const Arguments& arguments, const Asker& asker, Parts& parts) {
    const auto until = arguments.text("until");
    const auto day = Date::parse(until);
    if (!until.empty() && !day) return failed(invalid("--until " + until + " is no day; write it as 2026-10-31"));
    const Acknowledgement asked{arguments.text("by"), arguments.text("note"), day};
    const auto alert = acknowledge_alert(parts.store(), parts.clock(), parts.sweep_settings(),
                                         arguments.number("alert"), asked, asker);
    if (!alert) return failed(alert.error());
    return answered({{"id", alert->id},
                     {"state", name_of(alert->state)},
                     {"acknowledged_until", alert->acknowledged_until->text()}});
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
        if (problem) return invalid(std::string{name} + ": " + *problem);
    }
    for (const auto& column : reviews.columns) {
        const auto place = reviews.column(column.name);
        if (column.required && blank(row.values[place]))
            return invalid(std::string{column.name} + " is missing: " + std::string{column.meaning});
    }
    const auto problems = RowCheck{reviews}.problems(row);
    if (!problems.empty()) return invalid(problems.front().message);
    return row;
}

Answer record_review(const Request& request, const Arguments& arguments, const Asker& asker, Parts& parts) {
    const auto row = review_row(arguments);
    if (!row) return failed(row.error());
    const auto held_on = row->date(kind("reviews").column("held_on"));
    if (held_on && *held_on > parts.clock().today()) {
        return failed(invalid("a review cannot have been held on " + held_on->text() + ", which is still to come"));
    }
    const ContractRef contract{arguments.text("contract")};
    if (parts.record().rows_of(kind("contracts"), contract).empty()) {
        return failed(not_found("the register has no contract " + contract.given() +
                                "; `contractwatch findings` and the register list them"));
    }
    auto by = asker;
    by.claimed_by = arguments.text("held_by");
    const auto recorded =
        parts.intake().take_rows({*row}, entry_now(parts.clock(), by, request.command, contract.given()));
    if (!recorded) return failed(recorded.error());
    return answered({{"contract", contract.given()}, {"recorded", recorded->second != 0}, {"entry", recorded->second}});
}

Answer send_test_mail(const Arguments& arguments, const Asker& asker, Parts& parts) {
    if (!parts.mailer())
        return failed(invalid("the settings name no way to send: set mail.transport and mail.from first"));
    if (const auto fault = fault_of_address(arguments.text("address"))) {
        return failed(invalid(arguments.text("address") + ": " + *fault));
    }
    const auto sent = send_test(parts.store(), parts.composer(), parts.outbox(), *parts.mailer(), parts.clock(),
                                parts.sweep_settings(), Email{arguments.text("address")}, asker);
    if (!sent) return failed(sent.error());
    const bool accepted = sent->state == OutboxState::sent;
    return answered({{"to", arguments.text("address")}, {"state", name_of(sent->state)}, {"reply", sent->reply}},
                    accepted ? 0 : 3);
}

}  // namespace

Answer failed(const Error& error) {
    const bool usage = error.code == ErrorCode::invalid || error.code == ErrorCode::not_found;
    return answered({{"error", error.message}}, usage ? 2 : 3);
}

Answer perform(const Request& request, const Asker& asker, Parts& parts) {
    boost::system::error_code fault;
    const auto parsed = json::parse(request.arguments.empty() ? "{}" : request.arguments, fault);
    if (fault || !parsed.is_object()) return failed(invalid("the request's arguments are no JSON object"));
    const Arguments arguments{parsed.get_object()};
    if (request.command == "import") return import_files(request, arguments, asker, parts);
    if (request.command == "sweep") return sweep(asker, parts);
    if (request.command == "deliver") return deliver(asker, parts);
    if (request.command == "acknowledge") return acknowledge_alert(arguments, asker, parts);
    if (request.command == "review_record" || request.command == "review_defer")
        return record_review(request, arguments, asker, parts);
    if (request.command == "mail_test") return send_test_mail(arguments, asker, parts);
    return failed(
        invalid("this service knows no request " + request.command + "; is it of another version than the command?"));
}

}  // namespace contractwatch

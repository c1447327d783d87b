// import KIND FILE...: takes files in; import --template KIND: prints the blank form of a kind.
#include <filesystem>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "adapters/csv/writer.h"
#include "app/reading_periods.h"
#include "base/text.h"
#include "commands/commands.h"
#include "domain/facts/rows_together.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

struct ImportOptions {
    std::string kind;
    std::vector<std::string> files;
    std::string feed;
    bool dry_run = false;
    bool strict = false;
    bool blank_form = false;
};

std::string names_of_kinds() {
    std::string names;
    for (const auto& each : kinds())
        names += (names.empty() ? "" : ", ") + std::string{each.name};
    return names;
}

Exit print_template(Invocation& invocation, const ImportOptions& options) {
    const auto kind = kind_named(options.kind);
    if (!kind) return invocation.fail(kind.error());
    invocation.out() << template_line(**kind);
    return Exit::done;
}

std::int64_t number(const json::object& object, std::string_view name) {
    return object.at({name.data(), name.size()}).to_number<std::int64_t>();
}

std::vector<RowProblem> problems_in(const json::array& reply) {
    std::vector<RowProblem> problems;
    for (const auto& each : reply) {
        const auto& problem = each.as_object();
        problems.push_back({number(problem, "line"), json::value_to<std::string>(problem.at("column")),
                            json::value_to<std::string>(problem.at("message"))});
    }
    return problems;
}

/// What the file is read within once more; it was taken, so that there were not too many rejected rows.
ReadLimits limits_of_taken(Invocation& invocation) {
    const auto settings = invocation.settings();
    auto limits = settings ? settings->intake.limits : ReadLimits{};
    limits.max_rejected_percent = 100;
    return limits;
}

/// Lists the rejected rows beside the file, where whoever sent it will look. The service may be another account in
/// another place, so this process reads the file once more for it.
void list_rejected(Invocation& invocation, const std::string& path, const Kind& kind, const Feed& feed,
                   const json::array& problems) {
    CsvSource source{limits_of_taken(invocation)};
    auto summary = source.read(path, kind, feed, [](std::vector<GivenRow>&) {});
    const bool took_the_record = judged_together(kind) || judged_by_measures(kind);
    if (summary && took_the_record) summary->problems = problems_in(problems);
    const auto written = summary ? source.write_rejected(path, *summary) : Result<std::string>{summary.error()};
    if (!written) {
        invocation.fail(written.error());
        return;
    }
    if (!invocation.wants_json() && !invocation.quiet())
        invocation.out() << "  the rejected rows are listed in " << *written << '\n';
}

/// The feed as the settings have it; the request was performed, so where one is named it exists.
Feed feed_of(Invocation& invocation, const std::string& name) {
    const auto settings = invocation.settings();
    for (const auto& feed : settings->feeds) {
        if (header_key(feed.name) == header_key(name)) return feed;
    }
    return {};
}

void print_file(Invocation& invocation, const json::object& file) {
    auto& out = invocation.out();
    out << json::value_to<std::string>(file.at("file")) << " (" << json::value_to<std::string>(file.at("kind"))
        << "): ";
    if (file.at("taken_before").as_bool()) {
        out << "these very bytes were taken in before; nothing changed\n";
        return;
    }
    out << number(file, "accepted") << " new, " << number(file, "revised") << " revised, " << number(file, "unchanged")
        << " unchanged, " << number(file, "skipped") << " skipped, " << number(file, "rejected") << " rejected\n";
    for (const auto& column : file.at("unknown_columns").as_array())
        out << "  kept out: the column " << column.as_string().c_str() << " is not known\n";
    std::size_t shown = 0;
    for (const auto& problem : file.at("problems").as_array()) {
        if (++shown > 20) break;
        out << "  line " << problem.at("line") << ", " << problem.at("column").as_string().c_str() << ": "
            << problem.at("message").as_string().c_str() << '\n';
    }
}

Exit import_files(Invocation& invocation, const ImportOptions& options) {
    Request request{
        "import",
        json::serialize(json::object{
            {"kind", options.kind}, {"feed", options.feed}, {"dry_run", options.dry_run}, {"strict", options.strict}}),
        {},
        options.dry_run ? Effect::dry_run : Effect::record};
    for (const auto& path : options.files) {
        if (!std::filesystem::exists(path)) return invocation.fail(not_found(path + ": there is no such file"));
        request.files.push_back({std::filesystem::path{path}.filename().string(), path});
    }
    const auto reply = invocation.submit(request);
    const auto* files = reply.result.is_object() ? reply.result.get_object().if_contains("files") : nullptr;
    if (files == nullptr) return reply.exit;
    for (std::size_t at = 0; at < files->as_array().size(); ++at) {
        const auto& file = files->as_array()[at].as_object();
        if (const auto* error = file.if_contains("error")) {
            invocation.err() << "contractwatch: " << error->as_string().c_str() << '\n';
            continue;
        }
        if (!invocation.wants_json() && !invocation.quiet()) print_file(invocation, file);
        const bool to_list = number(file, "rejected") > 0 && !options.dry_run && !file.at("taken_before").as_bool();
        if (to_list)
            list_rejected(invocation, options.files[at], kind(options.kind), feed_of(invocation, options.feed),
                          file.at("problems").as_array());
    }
    if (invocation.wants_json()) invocation.print(reply.result);
    return reply.exit;
}

}  // namespace

void add_import(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto options = std::make_shared<ImportOptions>();
    auto* command = app.add_subcommand("import", "Take files of a kind in");
    command->add_option("KIND", options->kind, "What the rows are: " + names_of_kinds())->required();
    auto* files = command->add_option("FILE", options->files, "CSV files");
    command->add_option("--feed", options->feed, "The feed of the settings whose mapping applies");
    command->add_flag("--dry-run", options->dry_run, "Check and count, record nothing");
    command->add_flag("--strict", options->strict, "Refuse a file that has one bad row");
    command->add_flag("--template", options->blank_form, "Print the blank form of the kind");
    command->callback([&invocation, &outcome, options, files] {
        if (options->blank_form) {
            outcome.exit = print_template(invocation, *options);
            return;
        }
        if (files->empty()) throw CLI::RequiredError("FILE");
        outcome.exit = import_files(invocation, *options);
    });
}

}  // namespace contractwatch

// settings check and settings show: what is wrong in a settings file, and what is in force.
#include <filesystem>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "commands/commands.h"
#include "settings/effective.h"
#include "settings/load.h"

namespace contractwatch {
namespace {

namespace json = boost::json;

json::object document_of(const std::vector<Problem>& problems) {
    json::array list;
    for (const auto& each : problems) {
        list.push_back({{"file", each.file},
                        {"line", each.line},
                        {"column", each.column},
                        {"key", each.key},
                        {"message", each.message}});
    }
    return {{"problems", std::move(list)}};
}

void print_words(Invocation& invocation, const std::string& path, const std::vector<Problem>& problems) {
    for (const auto& each : problems)
        invocation.out() << text_of(each) << '\n';
    if (!problems.empty() || invocation.quiet()) return;
    if (path.empty()) {
        invocation.out() << "There is no settings file; the defaults apply.\n";
    } else {
        invocation.out() << path << ": nothing is wrong\n";
    }
}

Exit check_settings(Invocation& invocation) {
    const auto path = invocation.settings_path();
    if (!path.empty() && !std::filesystem::exists(path))
        return invocation.fail(not_found(path + ": there is no such settings file"));
    const auto problems = path.empty() ? std::vector<Problem>{} : load(path).problems;
    if (invocation.wants_json()) {
        invocation.print(document_of(problems));
    } else {
        print_words(invocation, path, problems);
    }
    return problems.empty() ? Exit::done : Exit::does_not_hold;
}

/// Values are written as TOML writes them, and those are JSON as well.
json::value value_of(const std::string& written) {
    boost::system::error_code fault;
    auto value = json::parse(written, fault);
    return fault ? json::value(written) : value;
}

Exit show_settings(Invocation& invocation) {
    const auto settings = invocation.settings();
    if (!settings) return Exit::wrong_usage;
    json::object document;
    for (const auto& [name, value] : effective(*settings)) {
        const auto& written = std::get<std::string>(value);
        document.emplace(name, value_of(written));
        if (!invocation.wants_json() && !invocation.quiet()) invocation.out() << name << " = " << written << '\n';
    }
    if (invocation.wants_json()) invocation.print(document);
    return Exit::done;
}

}  // namespace

void add_settings(CLI::App& app, Invocation& invocation, CommandOutcome& outcome) {
    auto* settings = app.add_subcommand("settings", "Check the settings, or show those in force");
    settings->require_subcommand(1);
    settings->fallthrough();
    auto* check = settings->add_subcommand("check", "Say everything that is wrong in the settings file");
    check->callback([&invocation, &outcome] { outcome.exit = check_settings(invocation); });
    auto* shown = settings->add_subcommand("show", "Show every setting in force; secrets are never among them");
    shown->callback([&invocation, &outcome] { outcome.exit = show_settings(invocation); });
}

}  // namespace contractwatch

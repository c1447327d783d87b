// The program called in-process with a folder of its own: files to take in, a record, and what it said.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "commands/commands.h"
#include "fakes/given_folder.h"

namespace contractwatch::testing {

namespace json = boost::json;

struct Said {
    int exit = 0;
    std::string out;
    std::string err;

    json::value document() const { return json::parse(out); }
    json::array list() const { return document().as_array(); }
};

inline std::string text_in(const json::value& object, std::string_view name) {
    const auto& value = object.at(json::string_view{name.data(), name.size()});
    return value.is_string() ? std::string{value.as_string()} : json::serialize(value);
}

/// The member of each object of a list, in the list's order.
inline std::vector<std::string> each_of(const json::array& list, std::string_view name) {
    std::vector<std::string> texts;
    for (const auto& object : list)
        texts.push_back(text_in(object, name));
    return texts;
}

class CalledProgram : public ::testing::Test {
  protected:
    CalledProgram() { write("settings.toml", "[council]\nname = \"Westhaven\"\n"); }

    std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

    void write(const std::string& name, const std::string& text) const { std::ofstream{path(name)} << text; }

    /// The arguments alone, without settings or record.
    static Said call_bare(const std::vector<std::string>& arguments) {
        std::vector<const char*> line{"contractwatch"};
        for (const auto& each : arguments)
            line.push_back(each.c_str());
        std::ostringstream out;
        std::ostringstream err;
        const auto exit = run_program(static_cast<int>(line.size()), line.data(), out, err);
        return {exit, out.str(), err.str()};
    }

    /// With the settings and the record of this test, at nine on 1 October 2026 where the call names no other time.
    Said call(std::vector<std::string> arguments) const {
        const std::vector<std::string> usual{"--settings", path("settings.toml"), "--database", path("record.db")};
        if (std::ranges::find(arguments, "--now") == arguments.end()) {
            arguments.emplace_back("--now");
            arguments.emplace_back("2026-10-01T09:00");
        }
        arguments.insert(arguments.end(), usual.begin(), usual.end());
        return call_bare(arguments);
    }

    Said ask(std::vector<std::string> arguments) const {
        arguments.emplace_back("--json");
        return call(std::move(arguments));
    }

    void take_in(const std::string& kind, const std::string& csv) const {
        write(kind + ".csv", csv);
        const auto said = ask({"import", kind, path(kind + ".csv"), "--now", "2026-09-30T09:00"});
        ASSERT_EQ(said.exit, 0) << said.err << said.out;
        const auto document = said.document();
        ASSERT_EQ(text_in(document.at("files").at(0), "rejected"), "0") << said.out;
    }

  private:
    GivenFolder folder_;
};

}  // namespace contractwatch::testing

// One call of the program: the global options, and what every command needs of them.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "adapters/sqlite/record_store.h"
#include "base/result.h"
#include "daemon/requests.h"
#include "ports/clock.h"
#include "settings/settings.h"

namespace contractwatch {

/// The program's exit codes.
enum class Exit {
    done = 0,
    does_not_hold = 1,  ///< done, and what was asked about does not hold
    wrong_usage = 2,    ///< wrong usage or settings
    could_not = 3,
};

/// Options that may stand anywhere on the line.
struct GlobalOptions {
    std::string settings_file;  ///< empty: the default one, if it exists
    std::string database;       ///< empty: the settings'
    std::string now;            ///< empty: the machine's clock
    bool json = false;
    bool quiet = false;
};

inline constexpr auto default_settings_file = "/etc/contractwatch/contractwatch.toml";

class Invocation {
  public:
    Invocation(std::ostream& out, std::ostream& err) : out_(out), err_(err) {}

    GlobalOptions& options() { return options_; }
    std::ostream& out() { return out_; }
    std::ostream& err() { return err_; }
    bool wants_json() const { return options_.json; }
    bool quiet() const { return options_.quiet; }

    /// The settings of the file named, of the default file, or the defaults. Every problem is told on standard error.
    std::optional<Settings> settings();
    /// The file that settings() reads; empty where there is none to read.
    std::string settings_path() const;
    /// The record's path: the option's, else the settings'.
    std::string database(const Settings& settings) const;
    /// The machine's clock or the one given with --now; tells what is wrong with it.
    const Clock* clock();

    /// The record, open for reading; tells what is wrong with it.
    std::optional<sqlite::OpenRecord> record();

    /// Has a request performed by the service that holds the record, else by this process, and gives its answer. What
    /// could not be done is told on standard error and shows in the exit code.
    struct Reply {
        boost::json::value result;
        Exit exit = Exit::done;
    };
    Reply submit(const Request& request);

    /// Prints a sentence on standard error and gives the exit code that its kind of error has.
    Exit fail(const Error& error);
    /// Prints the document on standard output.
    void print(const boost::json::value& document);
    /// A list, its elements made one after another, so that a long one needs no room for all of them.
    void print_list(std::size_t size, const std::function<boost::json::value(std::size_t)>& element);

  private:
    Reply perform_here(const Request& request, const Settings& settings, const std::string& database);
    /// What is only tried out needs no record, and leaves none.
    Reply perform_nowhere(const Request& request, const Settings& settings);
    Reply perform_on(const Request& request, const Settings& settings, const std::string& database, const Asker& asker);
    Reply ask_service(const Request& request, const std::string& socket);
    Reply told(const Answer& answer);

    GlobalOptions options_;
    std::ostream& out_;
    std::ostream& err_;
    std::optional<Settings> settings_;
    std::unique_ptr<Clock> clock_;
};

}  // namespace contractwatch

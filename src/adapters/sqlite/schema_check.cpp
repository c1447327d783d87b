// Whether the record's tables, indexes, triggers and views are those that it was made with.
#include "adapters/sqlite/schema_check.h"

#include <algorithm>
#include <iterator>

#include "adapters/sqlite/migrations.h"
#include "adapters/sqlite/schema.h"

namespace contractwatch::sqlite {
namespace {

class SchemaCheck {
  public:
    explicit SchemaCheck(const Connection& connection) : connection_(connection), version_(version_of(connection)) {}

    std::vector<SchemaFault> run() {
        check_objects();
        check_descriptions();
        return std::move(faults_);
    }

  private:
    void found(std::string name, std::string message) { faults_.push_back({std::move(name), std::move(message)}); }

    void check_objects() {
        for (const auto& object : objects_since(version_))
            check_object(object);
        auto stands =
            connection_.prepare("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
        while (stands.step()) {
            const auto type = stands.string(0);
            const auto name = stands.string(1);
            const bool ours = std::ranges::any_of(
                objects(), [&](const SchemaObject& object) { return object.type == type && object.name == name; });
            if (!ours) found(name, "the " + type + " " + name + " is not the record's own: it was added by hand");
        }
    }

    void check_object(const SchemaObject& object) {
        auto row = connection_.prepare("SELECT sql FROM sqlite_schema WHERE type = ? AND name = ?");
        row.bind(0, std::string_view{object.type}).bind(1, std::string_view{object.name});
        const auto words = "the " + object.type + " " + object.name;
        if (!row.step()) return found(object.name, words + " is missing");
        if (row.text(0) != object.sql) found(object.name, words + " is not as it was made");
    }

    /// The words of an older form are not those of this program.
    void check_descriptions() {
        if (version_ < schema_version || !has_table(connection_, "about")) return;
        auto described = descriptions();
        std::ranges::sort(described);
        std::vector<Description> stands;
        auto rows = connection_.prepare("SELECT table_name, column_name, meaning FROM about");
        while (rows.step())
            stands.push_back({rows.string(0), rows.string(1), rows.string(2)});
        std::ranges::sort(stands);
        std::vector<Description> differ;
        std::ranges::set_symmetric_difference(described, stands, std::back_inserter(differ));
        const auto same_place = [](const Description& one, const Description& other) {
            return one.table == other.table && one.column == other.column;
        };
        differ.erase(std::ranges::unique(differ, same_place).begin(), differ.end());
        for (const auto& each : differ) {
            found("about", "the description of " + (each.column.empty() ? "" : each.column + " of ") + each.table +
                               " was changed");
        }
    }

    const Connection& connection_;
    int version_;
    std::vector<SchemaFault> faults_;
};

}  // namespace

std::vector<SchemaFault> faults_of_schema(const Connection& connection) {
    return SchemaCheck{connection}.run();
}

}  // namespace contractwatch::sqlite

// The log and the facts of the record as CSV files.
#include "daemon/export.h"

#include <filesystem>
#include <fstream>

#include <boost/json.hpp>

#include "adapters/csv/writer.h"
#include "adapters/sqlite/record_copy.h"
#include "adapters/sqlite/whole_record.h"

namespace contractwatch {
namespace {

namespace files = std::filesystem;
namespace json = boost::json;

constexpr const char* line_end = "\r\n";

std::string cell_of(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return number_cell(std::to_string(*number));
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) return {};
    return text->empty() ? "\"\"" : given_cell(*text);  // decimals are kept as text
}

void write_line(std::ostream& out, const std::vector<Value>& cells) {
    const char* separator = "";
    for (const auto& cell : cells) {
        out << separator << cell_of(cell);
        separator = ",";
    }
    out << line_end;
}

Result<void> make_folder(const std::string& folder) {
    std::error_code fault;
    files::create_directories(folder, fault);
    if (fault) return unavailable(folder + ": the folder cannot be made: " + fault.message());
    if (!files::is_empty(folder, fault) || fault)
        return conflict(folder + ": the folder is not empty; name one that does not exist yet");
    return {};
}

/// Fails where not all of it could be written.
Result<void> finished(std::ofstream& out, const std::string& path) {
    out.close();
    if (out) return {};
    return unavailable(path + ": the file could not be written; is the disk full?");
}

Result<void> write_manifest(const std::string& path, const Export& made) {
    json::array listed;
    for (const auto& each : made.files) {
        listed.push_back({{"file", each.file},
                          {"table", each.table},
                          {"rows", each.rows},
                          {"bytes", each.bytes},
                          {"sha256", each.sha256}});
    }
    std::ofstream out{path, std::ios::binary};
    out << json::serialize(json::object{{"head", made.head.text()}, {"files", std::move(listed)}}) << '\n';
    return finished(out, path);
}

}  // namespace

Result<Export> export_record(const std::string& database, const std::string& folder) {
    if (auto ready = make_folder(folder); !ready) return ready.error();
    Export made;
    Result<void> written;
    const auto head = sqlite::read_whole(database, [&](const sqlite::WholeTable& table, const auto& each_row) {
        if (!written) return;
        ExportedFile file{table.name + ".csv", table.name, 0, 0, {}};
        const auto path = (files::path{folder} / file.file).string();
        std::ofstream out{path, std::ios::binary};
        write_line(out, {table.columns.begin(), table.columns.end()});
        each_row([&](const std::vector<Value>& cells) {
            write_line(out, cells);
            ++file.rows;
        });
        written = finished(out, path);
        if (written) made.files.push_back(std::move(file));
    });
    if (!head) return head.error();
    if (!written) return written.error();
    made.head = *head;
    for (auto& each : made.files) {
        const auto path = files::path{folder} / each.file;
        auto sha256 = sqlite::sha256_of_file(path.string());
        if (!sha256) return sha256.error();
        each.sha256 = std::move(*sha256);
        each.bytes = static_cast<std::int64_t>(files::file_size(path));
    }
    if (auto listed = write_manifest((files::path{folder} / "manifest.json").string(), made); !listed)
        return listed.error();
    return made;
}

}  // namespace contractwatch

// Requests and answers as JSON, by Boost.JSON.
#include "adapters/control/request_line.h"

#include <boost/json.hpp>

namespace contractwatch {
namespace {

namespace json = boost::json;

Error no_request(const std::string& why) {
    return invalid("That is not a request to contractwatch: " + why +
                   ". A request is one line of JSON with command, arguments and files.");
}

Result<AnnouncedFile> parse_file(const json::value& value, std::uint64_t largest_file) {
    const auto* file = value.if_object();
    const auto* name = file == nullptr ? nullptr : file->if_contains("name");
    const auto* bytes = file == nullptr ? nullptr : file->if_contains("bytes");
    const bool whole = name != nullptr && name->is_string() && bytes != nullptr && bytes->is_int64();
    if (!whole || bytes->get_int64() < 0) return no_request("a file has no name or no size in bytes");
    const auto size = static_cast<std::uint64_t>(bytes->get_int64());
    const std::string given{name->get_string()};
    if (size <= largest_file) return AnnouncedFile{given, size};
    return invalid("The file " + given + " has " + std::to_string(size) + " bytes; at most " +
                   std::to_string(largest_file) + " can be taken in at once. Split it.");
}

Result<std::vector<AnnouncedFile>> parse_files(const json::object& request, std::uint64_t largest_file) {
    std::vector<AnnouncedFile> files;
    const auto* list = request.if_contains("files");
    if (list == nullptr) return files;
    if (!list->is_array()) return no_request("its files are not a list");
    if (list->get_array().size() > most_files) {
        return invalid("A request may bring at most " + std::to_string(most_files) + " files; send them in several.");
    }
    for (const auto& value : list->get_array()) {
        const auto file = parse_file(value, largest_file);
        if (!file) return file.error();
        files.push_back(*file);
    }
    return files;
}

Result<json::object> parse_object(std::string_view text, const std::string& what) {
    json::error_code fault;
    const auto value = json::parse(json::string_view{text.data(), text.size()}, fault);
    if (fault) return no_request(what + " is not JSON (" + fault.message() + ")");
    if (!value.is_object()) return no_request(what + " is not a JSON object");
    return value.get_object();
}

}  // namespace

Result<RequestLine> parse_request_line(std::string_view line, std::uint64_t largest_file) {
    const auto request = parse_object(line, "the line");
    if (!request) return request.error();
    const auto* command = request->if_contains("command");
    if (command == nullptr || !command->is_string() || command->get_string().empty()) {
        return no_request("it names no command");
    }
    RequestLine read{std::string{command->get_string()}};
    if (const auto* arguments = request->if_contains("arguments")) {
        if (!arguments->is_object()) return no_request("its arguments are not a JSON object");
        read.arguments = json::serialize(*arguments);
    }
    auto files = parse_files(*request, largest_file);
    if (!files) return files.error();
    read.files = std::move(files).value();
    return read;
}

Result<std::string> request_line(const RequestLine& request) {
    const auto arguments = parse_object(request.arguments, "what was given as arguments");
    if (!arguments) return arguments.error();
    json::array files;
    for (const auto& file : request.files)
        files.push_back({{"name", file.name}, {"bytes", file.bytes}});
    const json::object line{{"command", request.command}, {"arguments", *arguments}, {"files", files}};
    return json::serialize(line) + "\n";
}

std::string error_line(const std::string& message) {
    return json::serialize(json::object{{"error", message}});
}

std::string done_line(int exit) {
    return json::serialize(json::object{{"done", true}, {"exit", exit}});
}

std::optional<int> exit_of(const std::string& line) {
    json::error_code fault;
    const auto value = json::parse(line, fault);
    const auto* answer = fault ? nullptr : value.if_object();
    const auto* done = answer == nullptr ? nullptr : answer->if_contains("done");
    const auto* exit = answer == nullptr ? nullptr : answer->if_contains("exit");
    const bool last = done != nullptr && done->is_bool() && done->get_bool() && exit != nullptr && exit->is_int64();
    if (!last) return std::nullopt;
    return static_cast<int>(exit->get_int64());
}

}  // namespace contractwatch

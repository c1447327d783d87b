// The client by plain blocking calls.
#include "adapters/control/control_client.h"

#include <array>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/control/listening_socket.h"
#include "adapters/control/request_line.h"

namespace contractwatch {
namespace {

constexpr std::size_t piece = 64 * 1024;

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    int number() const { return number_; }

  private:
    int number_;
};

struct OpenedFile {
    AnnouncedFile announced;
    Descriptor descriptor;
};

std::string reason() {
    return std::generic_category().message(errno);
}

Error cannot_connect(const std::filesystem::path& socket) {
    if (errno == EACCES || errno == EPERM) {
        return refused("You may not give commands to the service at " + socket.string() +
                       ": ask an administrator to put you into the group contractwatch-operators, and log in anew.");
    }
    return unavailable("No service answers at " + socket.string() + " (" + reason() +
                       "): it has stopped or is starting. Try again in a moment; `systemctl status contractwatch` "
                       "says how it is.");
}

Result<Descriptor> connect_to(const std::filesystem::path& path) {
    const auto address = socket_address(path);
    if (!address) return path_too_long(path);
    Descriptor connection{socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    const bool connected =
        connection.number() >= 0 &&
        connect(connection.number(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) == 0;
    if (!connected) return cannot_connect(path);
    return connection;
}

Result<OpenedFile> open_file(const FileToSend& file) {
    Descriptor opened{open(file.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    struct stat about {};
    if (opened.number() < 0 || fstat(opened.number(), &about) != 0) {
        const auto code = errno == ENOENT ? ErrorCode::not_found : ErrorCode::refused;
        return Error{code, "The file " + file.path.string() + " cannot be read: " + reason() + "."};
    }
    if (!S_ISREG(about.st_mode)) return invalid(file.path.string() + " is not a file that can be taken in.");
    return OpenedFile{{file.name, static_cast<std::uint64_t>(about.st_size)}, std::move(opened)};
}

Result<std::vector<OpenedFile>> open_files(const std::vector<FileToSend>& files) {
    std::vector<OpenedFile> opened;
    for (const auto& file : files) {
        auto one = open_file(file);
        if (!one) return one.error();
        opened.push_back(std::move(one).value());
    }
    return opened;
}

/// False where the service takes no more: then its answer says why.
bool send_all(int connection, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

/// Sends as many bytes as were announced. Gives whether the service takes more, or an error where the file has shrunk.
Result<bool> send_file(int connection, const OpenedFile& file) {
    std::array<char, piece> buffer{};
    for (auto left = file.announced.bytes; left > 0;) {
        const auto got = read(file.descriptor.number(), buffer.data(), std::min<std::uint64_t>(left, buffer.size()));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return conflict("The file " + file.announced.name + " changed while it was sent. Send it again.");
        if (!send_all(connection, {buffer.data(), static_cast<std::size_t>(got)})) return false;
        left -= static_cast<std::uint64_t>(got);
    }
    return true;
}

Result<void> send_request(int connection, const ControlCall& call, const std::vector<OpenedFile>& files) {
    RequestLine request{call.command, call.arguments};
    for (const auto& file : files)
        request.files.push_back(file.announced);
    const auto line = request_line(request);
    if (!line) return line.error();
    bool goes_on = send_all(connection, *line);
    for (const auto& file : files) {
        if (!goes_on) break;
        const auto sent = send_file(connection, file);
        if (!sent) return sent.error();
        goes_on = *sent;
    }
    return {};
}

Error ended_too_soon() {
    return unavailable(
        "The service ended the connection before its answer was complete: it has stopped or is restarting. Whether the "
        "command was recorded is not known: look with `contractwatch audit tail` before you give it again.");
}

Result<int> read_answer(int connection, const std::function<void(const std::string&)>& use_line) {
    std::array<char, piece> buffer{};
    std::string text;
    for (;;) {
        const auto got = recv(connection, buffer.data(), buffer.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return ended_too_soon();
        text.append(buffer.data(), static_cast<std::size_t>(got));
        std::size_t start = 0;
        for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', start)) {
            const auto line = text.substr(start, end - start);
            start = end + 1;
            if (const auto exit = exit_of(line)) return *exit;
            use_line(line);
        }
        text.erase(0, start);
    }
}

}  // namespace

Result<int> call_service(const std::filesystem::path& socket, const ControlCall& call,
                         const std::function<void(const std::string&)>& use_line) {
    const auto files = open_files(call.files);
    if (!files) return files.error();
    const auto connection = connect_to(socket);
    if (!connection) return connection.error();
    const auto sent = send_request(connection->number(), call, *files);
    if (!sent) return sent.error();
    return read_answer(connection->number(), use_line);
}

}  // namespace contractwatch

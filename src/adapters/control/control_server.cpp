// The server's connections over Boost.Asio's local sockets.
#include "adapters/control/control_server.h"

#include <array>
#include <atomic>
#include <deque>
#include <optional>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/control/listening_socket.h"
#include "adapters/control/request_line.h"
#include "adapters/control/spool.h"

namespace contractwatch {
namespace {

namespace asio = boost::asio;
using Protocol = asio::local::stream_protocol;
using Failure = boost::system::error_code;

constexpr std::size_t piece = 64 * 1024;
constexpr int wrong_request = 2;
constexpr int not_done = 3;

/// What all connections share; it lives as long as the last of them.
struct Exchange {
    ControlSettings settings;
    ControlHandler handler;
    int open = 0;
    int served = 0;
};

class Connection : public std::enable_shared_from_this<Connection> {
  public:
    Connection(Protocol::socket socket, std::shared_ptr<Exchange> exchange);
    ~Connection() { --exchange_->open; }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void start();
    void refuse(const std::string& message, int exit);
    void send(std::string line);
    void finish(int exit);
    /// Runs it on the loop's thread, from whichever thread this is called.
    void on_loop(std::function<void(Connection&)> what);

  private:
    void take_line(std::size_t length);
    void take_bytes(std::string_view bytes);
    void read_more();
    void hand_over();
    void write_next();
    void wait_for_the_other();
    void silent();
    void end();

    Protocol::socket socket_;
    asio::steady_timer silence_;
    std::shared_ptr<Exchange> exchange_;
    std::string received_;
    std::unique_ptr<std::array<char, piece>> buffer_;
    RequestLine request_;
    std::unique_ptr<Spool> spool_;
    std::deque<std::string> answers_;
    enum class State { receiving, working, finishing, ended } state_ = State::receiving;
};

/// What a handler holds of a connection. Without a done, the last of it to go ends the answer.
class Answer {
  public:
    explicit Answer(std::shared_ptr<Connection> connection) : connection_(std::move(connection)) {}
    ~Answer() { done(not_done); }
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;

    void line(std::string text) {
        connection_->on_loop([text = std::move(text)](Connection& connection) mutable { connection.send(text); });
    }
    void done(int exit) {
        if (done_.exchange(true)) return;
        connection_->on_loop([exit](Connection& connection) { connection.finish(exit); });
    }

  private:
    std::shared_ptr<Connection> connection_;
    std::atomic<bool> done_ = false;
};

Connection::Connection(Protocol::socket socket, std::shared_ptr<Exchange> exchange)
    : socket_(std::move(socket)), silence_(socket_.get_executor()), exchange_(std::move(exchange)) {
    ++exchange_->open;
}

void Connection::on_loop(std::function<void(Connection&)> what) {
    asio::post(socket_.get_executor(), [self = shared_from_this(), what = std::move(what)] { what(*self); });
}

void Connection::start() {
    if (exchange_->open > exchange_->settings.connections) {
        return refuse("The service is busy with other commands. Try again in a moment.", not_done);
    }
    wait_for_the_other();
    asio::async_read_until(socket_, asio::dynamic_buffer(received_, longest_request_line), '\n',
                           [self = shared_from_this()](const Failure& failure, std::size_t length) {
                               if (failure == asio::error::not_found) {
                                   return self->refuse("A request's line may have at most 1 MiB.", wrong_request);
                               }
                               if (!failure) return self->take_line(length);
                               if (failure != asio::error::operation_aborted) self->end();
                           });
}

void Connection::take_line(std::size_t length) {
    auto request =
        parse_request_line(std::string_view{received_}.substr(0, length - 1), exchange_->settings.largest_file);
    if (!request) return refuse(request.error().message, wrong_request);
    request_ = std::move(request).value();
    const auto number = ++exchange_->served;
    spool_ = std::make_unique<Spool>(exchange_->settings.spool / ("request-" + std::to_string(number)), request_.files);
    if (const auto opened = spool_->open(); !opened) return refuse(opened.error().message, not_done);
    const auto after_line = std::exchange(received_, {}).substr(length);
    buffer_ = std::make_unique<std::array<char, piece>>();
    take_bytes(after_line);
}

void Connection::take_bytes(std::string_view bytes) {
    if (bytes.size() > spool_->missing()) {
        return refuse("More bytes came than the request announced for its files.", wrong_request);
    }
    if (const auto taken = spool_->take(bytes); !taken) return refuse(taken.error().message, not_done);
    if (spool_->missing() == 0) return hand_over();
    read_more();
}

void Connection::read_more() {
    wait_for_the_other();
    socket_.async_read_some(asio::buffer(*buffer_),
                            [self = shared_from_this()](const Failure& failure, std::size_t length) {
                                if (!failure) return self->take_bytes({self->buffer_->data(), length});
                                if (failure != asio::error::operation_aborted) self->end();
                            });
}

void Connection::hand_over() {
    silence_.cancel();
    buffer_.reset();
    ucred caller{};
    socklen_t size = sizeof caller;
    if (getsockopt(socket_.native_handle(), SOL_SOCKET, SO_PEERCRED, &caller, &size) != 0) {
        return refuse("The service cannot tell who asks.", not_done);
    }
    state_ = State::working;
    const auto answer = std::make_shared<Answer>(shared_from_this());
    exchange_->handler(
        {caller.uid, request_.command, request_.arguments, spool_->files()},
        [answer](std::string line) { answer->line(std::move(line)); }, [answer](int exit) { answer->done(exit); });
}

void Connection::refuse(const std::string& message, int exit) {
    Failure no_matter;
    socket_.cancel(no_matter);
    send(error_line(message));
    finish(exit);
}

void Connection::send(std::string line) {
    if (state_ == State::finishing || state_ == State::ended) return;
    answers_.push_back(std::move(line) + "\n");
    if (answers_.size() == 1) write_next();
}

void Connection::finish(int exit) {
    spool_.reset();
    send(done_line(exit));
    if (state_ != State::ended) state_ = State::finishing;
}

void Connection::write_next() {
    wait_for_the_other();
    asio::async_write(socket_, asio::buffer(answers_.front()),
                      [self = shared_from_this()](const Failure& failure, std::size_t) {
                          if (failure) return self->end();
                          self->silence_.cancel();
                          self->answers_.pop_front();
                          if (!self->answers_.empty()) return self->write_next();
                          if (self->state_ == State::finishing) self->end();
                      });
}

void Connection::wait_for_the_other() {
    silence_.expires_after(exchange_->settings.silence);
    silence_.async_wait([self = shared_from_this()](const Failure& failure) {
        const bool put_off = self->silence_.expiry() > asio::steady_timer::clock_type::now();
        if (!failure && !put_off) self->silent();
    });
}

void Connection::silent() {
    if (state_ != State::receiving) return end();
    refuse("The request was not complete and nothing more came; it was not carried out.", wrong_request);
}

void Connection::end() {
    state_ = State::ended;
    silence_.cancel();
    answers_.clear();
    Failure no_matter;
    socket_.close(no_matter);
}

class Listener : public ControlServer {
  public:
    Listener(asio::io_context& loop, int file, std::shared_ptr<Exchange> exchange)
        : acceptor_(loop, Protocol{}, file), pause_(loop), exchange_(std::move(exchange)) {
        stat(exchange_->settings.socket.c_str(), &own_);
        accept();
    }
    ~Listener() override { stop_listening(); }

    void stop_listening() override {
        if (!acceptor_.is_open()) return;
        Failure no_matter;
        acceptor_.close(no_matter);
        pause_.cancel();
        struct stat about {};
        const auto& path = exchange_->settings.socket;
        const bool ours = stat(path.c_str(), &about) == 0 && about.st_ino == own_.st_ino;
        if (ours) unlink(path.c_str());
    }

  private:
    void accept() {
        acceptor_.async_accept([this](const Failure& failure, Protocol::socket socket) {
            if (failure == asio::error::operation_aborted) return;
            if (failure) return accept_later();
            std::make_shared<Connection>(std::move(socket), exchange_)->start();
            accept();
        });
    }

    /// Out of files or memory: asking again at once would only spin.
    void accept_later() {
        pause_.expires_after(std::chrono::seconds{1});
        pause_.async_wait([this](const Failure& failure) {
            if (!failure) accept();
        });
    }

    Protocol::acceptor acceptor_;
    asio::steady_timer pause_;
    std::shared_ptr<Exchange> exchange_;
    struct stat own_ {};
};

}  // namespace

Result<std::unique_ptr<ControlServer>> ControlServer::open(asio::io_context& loop, const ControlSettings& settings,
                                                           ControlHandler handler) {
    if (const auto prepared = prepare_spool(settings.spool); !prepared) return prepared.error();
    const auto file = listen_at(settings.socket, settings.group);
    if (!file) return file.error();
    auto exchange = std::make_shared<Exchange>(Exchange{settings, std::move(handler)});
    return std::unique_ptr<ControlServer>{std::make_unique<Listener>(loop, *file, std::move(exchange))};
}

}  // namespace contractwatch

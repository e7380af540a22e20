// One kept-alive connection of the canned server.
#pragma once

#include "answers.hpp"

#include <cstdint>
#include <string>

namespace canned {

/// Reads requests, throws their bodies away and sends answers, as far as the socket lets it without blocking.
/// Requests are taken one after another; a request is not looked at before the answer of the one before it is
/// out.
class connection {
  public:
    explicit connection(int socket) noexcept : socket_(socket) {}
    connection(connection const&) = delete;
    connection& operator=(connection const&) = delete;
    ~connection();

    enum class state {
        reading,  ///< wants to be called again when the socket can be read
        writing,  ///< … when it can be written
        held,     ///< has an answer that `release` will send; only when answers are to be held
        closed    ///< the peer left, or sent what this server does not understand
    };

    /// Goes on. With `hold`, stops before every answer.
    state advance(bool hold);
    /// Sends the held answer and goes on.
    state release();

    int socket() const noexcept { return socket_; }

  private:
    enum class step { done, blocked, failed };

    step read_head();
    bool parse_head(std::size_t length);
    step drain_body();
    step send_answer();

    int socket_;
    std::string input_;
    std::size_t head_length_ = 0;
    std::uint64_t body_left_ = 0;
    answer answer_;
    std::size_t sent_ = 0;
    bool has_answer_ = false;
};

}  // namespace canned

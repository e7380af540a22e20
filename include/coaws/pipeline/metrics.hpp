// What calls cost: reported to whoever a client was given for it.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace coaws {

/// What the time of a call is spent on. Times of several attempts add up. Handlers of events and what lies
/// between the phases count in the total only.
enum class call_phase : std::uint8_t {
    endpoint,    ///< finding the endpoint
    serialize,   ///< checking parameters, making the request, compressing it, its checksum
    sign,        ///< making an attempt's request: keys, where they have to be fetched, and the signature
    exchange,    ///< from handing the request to the transport to having its response: the next five together
    pool_wait,   ///< getting a connection from the pool
    connect,     ///< opening one: name, TCP, proxy, TLS
    send,        ///< sending the request
    first_byte,  ///< from the end of the request to the first byte of the response
    receive,     ///< the rest of the response; of one that is streamed, up to the end of its head
    parse,       ///< reading the response
    backoff,     ///< sleeping: before another attempt, and where a rate limit asks for it
};
inline constexpr std::size_t call_phase_count = 11;

/// The phase's name, e.g. "first_byte".
std::string_view to_string(call_phase phase) noexcept;

/// How a call ended.
enum class call_outcome : std::uint8_t {
    success,
    service_error,  ///< with an error that the service answered with
    failure,        ///< with any other error
    cancelled       ///< cancelled, dropped with its execution context, or by a handler's foreign exception
};

/// "success", "service_error", "failure" or "cancelled".
std::string_view to_string(call_outcome outcome) noexcept;

/// What a call cost. The views last for the report only.
struct call_metrics {
    std::string_view service;    ///< as `session::client` takes it, e.g. "s3"
    std::string_view operation;  ///< e.g. "PutObject"
    call_outcome outcome = call_outcome::cancelled;
    std::string_view error;  ///< the service's error code, or the error's type; empty without an error
    unsigned attempts = 0;   ///< 0 when the call ended before its first one
    unsigned status = 0;     ///< of the last response; 0 when there was none
    std::chrono::nanoseconds total{};
    std::array<std::chrono::nanoseconds, call_phase_count> phases{};  ///< see `spent`
    /// Bytes of heads and bodies, before encryption and with the chunks of their transfer. What is read from
    /// a streamed response later does not count.
    std::uint64_t bytes_sent = 0;
    std::uint64_t bytes_received = 0;
    unsigned pool_waits = 0;          ///< how often all connections were in use
    unsigned connections_opened = 0;  ///< how often none could be used again

    call_metrics() = default;
    std::chrono::nanoseconds spent(call_phase phase) const noexcept {
        return phases[static_cast<std::size_t>(phase)];
    }
};

/// Learns what every call of the clients that it was given to cost (`client_config::with_metrics_observer`).
///
/// Clients share the observer; it must not be destroyed from within a report. Thread-safety: reports come
/// from every thread that runs operations, several at once.
class metrics_observer {
  public:
    virtual ~metrics_observer() = default;

    /// A call has ended. Pages and polls of a waiter are calls of their own; presigning is none, nor is a
    /// call of an operation that does not exist. Runs on the thread of the call and holds it up: be quick,
    /// and do not wait. Exceptions are swallowed.
    virtual void call_ended(call_metrics const& metrics) = 0;
};

/// What a transport adds up while it makes an exchange, for `pipeline::send_options::metrics`. A transport
/// that can't tell leaves it alone.
struct exchange_metrics {
    std::chrono::nanoseconds pool_wait{};
    std::chrono::nanoseconds connect{};
    std::chrono::nanoseconds send{};
    std::chrono::nanoseconds first_byte{};
    std::chrono::nanoseconds receive{};
    std::uint64_t bytes_sent = 0;
    std::uint64_t bytes_received = 0;
    unsigned pool_waits = 0;
    unsigned connections_opened = 0;

    exchange_metrics() = default;
};

}  // namespace coaws

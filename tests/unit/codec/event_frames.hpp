// Messages of event streams, made for tests.
#pragma once

#include <coaws/base/digest.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace coaws::testing_data {

inline std::string big_endian(std::uint64_t n, int width) {
    std::string out;
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) out += static_cast<char>(n >> shift);
    return out;
}

/// The twelve bytes that a message of these lengths begins with.
inline std::string event_prelude(std::size_t total, std::size_t headers) {
    std::string out = big_endian(total, 4) + big_endian(headers, 4);
    return out + big_endian(crc32(out), 4);
}

/// A whole message with headers that are encoded already.
inline std::string event_frame(std::string_view headers, std::string_view payload) {
    std::string out = event_prelude(headers.size() + payload.size() + 16, headers.size());
    out += headers;
    out += payload;
    return out + big_endian(crc32(out), 4);
}

/// A header of any type; `encoded` is its value as it stands on the wire.
inline std::string event_header(std::string_view name, char type, std::string_view encoded) {
    std::string out(1, static_cast<char>(name.size()));
    out += name;
    out += type;
    out += encoded;
    return out;
}

inline std::string text_header(std::string_view name, std::string_view text) {
    return event_header(name, '\7', big_endian(text.size(), 2) + std::string(text));
}

/// An event of a service; `headers` are further ones.
inline std::string make_event(std::string_view type, std::string_view payload,
                              std::string_view headers = {}) {
    auto all = text_header(":message-type", "event") + text_header(":event-type", type);
    return event_frame(all.append(headers), payload);
}

inline std::string make_exception(std::string_view type, std::string_view payload) {
    return event_frame(text_header(":message-type", "exception") + text_header(":exception-type", type),
                       payload);
}

inline std::string make_error(std::string_view code, std::string_view message) {
    return event_frame(text_header(":message-type", "error") + text_header(":error-code", code) +
                           text_header(":error-message", message),
                       {});
}

}  // namespace coaws::testing_data

// Bytes, kept apart from text.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace coaws {

/// A sequence of bytes, distinct in type from a text. Both are held in a `std::string`.
struct blob {
    std::string bytes;

    blob() = default;
    explicit blob(std::string data) : bytes(std::move(data)) {}
    explicit blob(std::string_view data) : bytes(data) {}
    explicit blob(char const* data) : bytes(data) {}

    bool operator==(blob const&) const = default;
};

}  // namespace coaws

// What a request carries, or how a response's bytes are reached.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace coaws {

namespace pipeline {
class byte_source;    // an asynchronous producer of bytes; see coaws/pipeline/byte_source.hpp
class incoming_body;  // a response body being received; see coaws/pipeline/byte_source.hpp
}  // namespace pipeline

/// The description of a body: cheap to copy (large contents are shared), no I/O of its own.
///
/// All kinds that are sent can be replayed for a retry: memory as it is, a file by opening it again, a source
/// by asking the factory for a fresh one.
class body {
  public:
    /// Makes a fresh source that yields the same bytes each time.
    using source_factory = std::function<std::unique_ptr<pipeline::byte_source>()>;

    struct file {
        std::string path;
        std::uint64_t offset = 0;               ///< first byte sent
        std::optional<std::uint64_t> length{};  ///< bytes sent; to the end of the file when absent
    };
    struct source {
        std::optional<std::uint64_t> size{};  ///< unknown sizes are sent chunked
        source_factory factory;
    };

    /// No body.
    body() = default;

    /// Owns a copy of (or the moved) bytes.
    static body from_string(std::string bytes);
    /// Refers to bytes that must outlive the operation.
    static body from_span(std::span<std::byte const> bytes);
    static body from_span(std::string_view bytes);
    /// Reads a file when sent; it is opened anew on every attempt.
    static body from_file(std::string path);
    /// Pulls from a source; `size` may be unknown.
    static body from_source(std::optional<std::uint64_t> size, source_factory factory);
    /// A response body still on its connection. Used by the library.
    static body from_incoming(std::shared_ptr<pipeline::incoming_body> stream);

    bool empty() const noexcept { return std::holds_alternative<std::monostate>(content_); }
    /// The bytes when they are in memory (owned or referred to).
    std::optional<std::string_view> in_memory() const noexcept;
    file const* as_file() const noexcept { return std::get_if<file>(&content_); }
    source const* as_source() const noexcept { return std::get_if<source>(&content_); }
    std::shared_ptr<pipeline::incoming_body> incoming() const noexcept;
    /// Length in bytes where it is known without I/O: memory, a file with explicit length, a sized source; 0
    /// when empty.
    std::optional<std::uint64_t> known_size() const noexcept;

  private:
    using shared_bytes = std::shared_ptr<std::string const>;
    using incoming_ptr = std::shared_ptr<pipeline::incoming_body>;
    std::variant<std::monostate, shared_bytes, std::string_view, file, source, incoming_ptr> content_;
};

}  // namespace coaws

// What a request carries, or how a response's bytes are reached.
#include <coaws/http/body.hpp>
#include <utility>

namespace coaws {

body body::from_string(std::string bytes) {
    body out;
    out.content_ = std::make_shared<std::string const>(std::move(bytes));
    return out;
}

body body::from_span(std::span<std::byte const> bytes) {
    return from_span(std::string_view(reinterpret_cast<char const*>(bytes.data()), bytes.size()));
}

body body::from_span(std::string_view bytes) {
    body out;
    out.content_ = bytes;
    return out;
}

body body::from_file(std::string path) {
    file description;
    description.path = std::move(path);
    body out;
    out.content_ = std::move(description);
    return out;
}

body body::from_source(std::optional<std::uint64_t> size, source_factory factory) {
    source description;
    description.size = size;
    description.factory = std::move(factory);
    body out;
    out.content_ = std::move(description);
    return out;
}

body body::from_incoming(std::shared_ptr<pipeline::incoming_body> stream) {
    body out;
    if (stream != nullptr) out.content_ = std::move(stream);
    return out;
}

std::optional<std::string_view> body::in_memory() const noexcept {
    if (auto const* const owned = std::get_if<shared_bytes>(&content_)) return std::string_view(**owned);
    if (auto const* const view = std::get_if<std::string_view>(&content_)) return *view;
    return {};
}

std::shared_ptr<pipeline::incoming_body> body::incoming() const noexcept {
    auto const* const stream = std::get_if<incoming_ptr>(&content_);
    return stream != nullptr ? *stream : nullptr;
}

std::optional<std::uint64_t> body::known_size() const noexcept {
    if (empty()) return 0;
    if (auto const bytes = in_memory()) return bytes->size();
    if (auto const* const description = as_file()) return description->length;
    if (auto const* const description = as_source()) return description->size;
    return {};
}

}  // namespace coaws

// An environment and files in memory.
#include <algorithm>
#include <cerrno>
#include <coaws/base/errors_transfer.hpp>
#include <coaws/transport/memory_ports.hpp>
#include <coaws/transport/system.hpp>
#include <cstring>
#include <utility>

namespace coaws::transport {
namespace {

/// Part of a text. Behaves as the source over a real file does.
class memory_source final : public pipeline::byte_source {
  public:
    memory_source(body::file part, std::optional<std::string> text)
        : part_(std::move(part)), text_(std::move(text)) {}

    boost::asio::awaitable<std::size_t> read_some(boost::asio::mutable_buffer buffer) override {
        if (!text_) throw file_error(ENOENT, part_.path);
        auto const from = std::min<std::uint64_t>(part_.offset, text_->size());
        auto const available = text_->size() - from;
        auto const wanted = part_.length.value_or(available);
        if (given_ == available && given_ < wanted) throw incomplete_read_error(given_, wanted);
        auto const rest = std::min<std::uint64_t>(wanted, available) - given_;
        auto const count = std::min<std::uint64_t>(buffer.size(), rest);
        if (count > 0) std::memcpy(buffer.data(), text_->data() + from + given_, count);
        given_ += count;
        co_return count;
    }

  private:
    body::file part_;
    std::optional<std::string> text_;
    std::uint64_t given_ = 0;
};

}  // namespace

memory_environment::memory_environment(std::map<std::string, std::string, std::less<>> variables,
                                       std::string home)
    : variables_(std::move(variables)), home_(std::move(home)) {}

std::optional<std::string> memory_environment::get(std::string_view name) const {
    std::lock_guard lock(guard_);
    auto it = variables_.find(name);
    return it == variables_.end() ? std::nullopt : std::optional(it->second);
}

std::string memory_environment::home() const {
    std::lock_guard lock(guard_);
    return home_;
}

void memory_environment::set(std::string name, std::string value) {
    std::lock_guard lock(guard_);
    variables_.insert_or_assign(std::move(name), std::move(value));
}

void memory_environment::unset(std::string_view name) {
    std::lock_guard lock(guard_);
    if (auto it = variables_.find(name); it != variables_.end()) variables_.erase(it);
}

void memory_environment::set_home(std::string path) {
    std::lock_guard lock(guard_);
    home_ = std::move(path);
}

memory_files::memory_files(std::map<std::string, std::string, std::less<>> contents)
    : contents_(std::move(contents)) {}

std::optional<std::string> memory_files::find(std::string_view path) {
    std::lock_guard lock(guard_);
    auto it = contents_.find(path);
    return it == contents_.end() ? std::nullopt : std::optional(it->second);
}

boost::asio::awaitable<std::optional<std::string>> memory_files::read(std::string path) {
    co_return find(path);
}

boost::asio::awaitable<std::optional<std::uint64_t>> memory_files::size(std::string path) {
    auto const text = find(path);
    co_return text ? std::optional<std::uint64_t>(text->size()) : std::nullopt;
}

std::unique_ptr<pipeline::byte_source> memory_files::open(body::file const& part) {
    return std::make_unique<memory_source>(part, find(part.path));
}

void memory_files::set(std::string path, std::string text) {
    std::lock_guard lock(guard_);
    contents_.insert_or_assign(std::move(path), std::move(text));
}

void memory_files::remove(std::string_view path) {
    std::lock_guard lock(guard_);
    if (auto it = contents_.find(path); it != contents_.end()) contents_.erase(it);
}

}  // namespace coaws::transport

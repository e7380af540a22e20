// A flat buffer of received bytes: appended at the end, taken from the front.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

namespace coaws::transport {

/// Received and not yet interpreted bytes. Views stay valid until the next `prepare`.
class input_buffer {
  public:
    std::string_view data() const noexcept { return {storage_.get() + begin_, end_ - begin_}; }
    bool empty() const noexcept { return begin_ == end_; }
    std::size_t size() const noexcept { return end_ - begin_; }
    std::size_t capacity() const noexcept { return capacity_; }

    /// Room for at least `least` more bytes; the whole free tail is given.
    std::span<char> prepare(std::size_t least) {
        if (empty()) begin_ = end_ = 0;
        if (capacity_ - end_ < least) make_room(least);
        return {storage_.get() + end_, capacity_ - end_};
    }
    void commit(std::size_t count) noexcept { end_ += count; }
    void consume(std::size_t count) noexcept { begin_ += count; }
    void clear() noexcept { begin_ = end_ = 0; }

    /// Gives memory back when more than `keep` is held and nothing is stored.
    void shrink(std::size_t keep) noexcept {
        if (empty() && capacity_ > keep) {
            storage_.reset();
            capacity_ = begin_ = end_ = 0;
        }
    }

  private:
    void make_room(std::size_t least) {
        std::size_t held = size();
        if (capacity_ - held >= least) {
            std::memmove(storage_.get(), storage_.get() + begin_, held);
        } else {
            std::size_t grown = capacity_ == 0 ? 4096 : capacity_ * 2;
            if (grown < held + least) grown = held + least;
            auto larger = std::unique_ptr<char[]>(new char[grown]);
            if (held != 0) std::memcpy(larger.get(), storage_.get() + begin_, held);
            storage_ = std::move(larger);
            capacity_ = grown;
        }
        begin_ = 0;
        end_ = held;
    }

    std::unique_ptr<char[]> storage_;
    std::size_t capacity_ = 0;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

}  // namespace coaws::transport

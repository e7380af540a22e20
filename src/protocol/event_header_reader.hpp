// Headers of an event-stream message as members of its event.
#pragma once

#include <coaws/schema/shape_reader.hpp>
#include <coaws/value/value.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace coaws::protocol {

/// Whether a member of the event is read from the message's headers.
bool has_header_members(schema const& event) noexcept;

/// Offers the members of an event that are bound to headers (ES-05): the header has the member's own name,
/// and a value of the kind that the message gave it. A time is in milliseconds. The headers must outlive the
/// reader.
class event_header_reader final : public shape_reader {
  public:
    explicit event_header_reader(value_map const& headers) noexcept : headers_(headers) {}

    bool read_null() override { return false; }
    wire_kind peek(schema const& s) override;
    void begin_struct(schema const&) override { next_member_ = 0; }
    schema const* next_member(schema const& s) override;
    std::string_view unknown_member() const override { return {}; }
    std::size_t begin_list(schema const&) override { return 0; }
    bool next_element(schema const&) override { return false; }
    std::size_t begin_map(schema const&) override { return 0; }
    bool next_entry(schema const&, std::string_view&) override { return false; }
    bool read_bool(schema const& s) override;
    std::int64_t read_int(schema const& s) override;
    double read_double(schema const& s) override;
    void read_string(schema const& s, std::string& out) override;
    void read_blob(schema const& s, std::string& out) override;
    timestamp read_timestamp(schema const& s) override;
    wire_scalar read_scalar(schema const& s) override;
    std::unique_ptr<coaws::body> take_stream(schema const& s) override;
    void skip() override {}

  private:
    value_map const& headers_;
    value const* here_ = nullptr;
    std::size_t next_member_ = 0;
};

}  // namespace coaws::protocol

// The payload member of a response as the only member of its output.
#pragma once

#include <coaws/schema/shape_reader.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace coaws::pipeline {
class incoming_body;
}

namespace coaws::protocol {

/// Offers a string or blob payload: the body as it is, or the stream that it still is. `bytes` must outlive
/// the reader.
class raw_payload_reader final : public shape_reader {
  public:
    raw_payload_reader(schema const& payload, std::string_view bytes,
                       std::shared_ptr<pipeline::incoming_body> stream) noexcept;

    bool read_null() override { return false; }
    wire_kind peek(schema const& s) override;
    void begin_struct(schema const&) override {}
    schema const* next_member(schema const& s) override;
    std::string_view unknown_member() const override { return {}; }
    std::size_t begin_list(schema const&) override { return 0; }
    bool next_element(schema const&) override { return false; }
    std::size_t begin_map(schema const&) override { return 0; }
    bool next_entry(schema const&, std::string_view&) override { return false; }
    bool read_bool(schema const&) override { return false; }
    std::int64_t read_int(schema const&) override { return 0; }
    double read_double(schema const&) override { return 0; }
    void read_string(schema const& s, std::string& out) override;
    void read_blob(schema const& s, std::string& out) override;
    timestamp read_timestamp(schema const&) override { return {}; }
    wire_scalar read_scalar(schema const& s) override;
    std::unique_ptr<coaws::body> take_stream(schema const& s) override;
    void skip() override {}

  private:
    void check_text() const;

    schema const& payload_;
    std::string_view bytes_;
    std::shared_ptr<pipeline::incoming_body> stream_;
    bool offered_ = false;
};

/// Offers a payload that is a document of its own: its value is whatever `document` stands at.
class document_payload_reader final : public shape_reader {
  public:
    /// All must outlive the reader.
    document_payload_reader(schema const& output, schema const& payload, shape_reader& document) noexcept
        : output_(output), payload_(payload), document_(document) {}

    bool read_null() override { return document_.read_null(); }
    wire_kind peek(schema const& s) override { return document_.peek(s); }
    void begin_struct(schema const& s) override {
        if (&s != &output_) document_.begin_struct(s);
    }
    schema const* next_member(schema const& s) override {
        if (&s != &output_) return document_.next_member(s);
        return std::exchange(offered_, true) ? nullptr : &payload_;
    }
    std::string_view unknown_member() const override { return document_.unknown_member(); }
    std::size_t begin_list(schema const& s) override { return document_.begin_list(s); }
    bool next_element(schema const& s) override { return document_.next_element(s); }
    std::size_t begin_map(schema const& s) override { return document_.begin_map(s); }
    bool next_entry(schema const& s, std::string_view& key) override { return document_.next_entry(s, key); }
    bool read_bool(schema const& s) override { return document_.read_bool(s); }
    std::int64_t read_int(schema const& s) override { return document_.read_int(s); }
    double read_double(schema const& s) override { return document_.read_double(s); }
    void read_string(schema const& s, std::string& out) override { document_.read_string(s, out); }
    void read_blob(schema const& s, std::string& out) override { document_.read_blob(s, out); }
    timestamp read_timestamp(schema const& s) override { return document_.read_timestamp(s); }
    wire_scalar read_scalar(schema const& s) override { return document_.read_scalar(s); }
    std::unique_ptr<coaws::body> take_stream(schema const&) override;
    void skip() override { document_.skip(); }

  private:
    schema const& output_;
    schema const& payload_;
    shape_reader& document_;
    bool offered_ = false;
};

}  // namespace coaws::protocol

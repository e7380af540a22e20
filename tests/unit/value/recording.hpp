// A writer that notes what it is told, and a reader that plays back a value, for tests without a codec.
#pragma once

#include <coaws/base/text.hpp>
#include <coaws/http/body.hpp>
#include <coaws/schema/shape_reader.hpp>
#include <coaws/schema/shape_writer.hpp>
#include <coaws/value/value.hpp>
#include <vector>

namespace coaws::test {

/// Notes calls as a text such as `{A=i5 B=[s"x"]}`.
class recording_writer final : public shape_writer {
  public:
    std::string text;

    void begin_struct(schema const& s) override { open(s, "{"); }
    void end_struct(schema const&) override { close("}"); }
    void begin_list(schema const& s, std::size_t size) override { open(s, std::to_string(size) + "["); }
    void end_list(schema const&) override { close("]"); }
    void begin_map(schema const& s, std::size_t size) override { open(s, std::to_string(size) + "<"); }
    void map_key(schema const&, std::string_view key) override { pending_key_ = key; }
    void end_map(schema const&) override { close(">"); }
    void null(schema const& s) override { note(s, "null"); }
    void boolean(schema const& s, bool v) override { note(s, v ? "true" : "false"); }
    void integer(schema const& s, std::int64_t v) override { note(s, "i" + std::to_string(v)); }
    void number(schema const& s, double v) override { note(s, "n" + format_double(v)); }
    void string(schema const& s, std::string_view v) override { note(s, "s\"" + std::string(v) + "\""); }
    void blob(schema const& s, std::string_view v) override { note(s, "b\"" + std::string(v) + "\""); }
    void time(schema const& s, timestamp v) override { note(s, "t" + format_iso8601(v)); }
    void streaming(schema const& s, coaws::body const&) override { note(s, "stream"); }

  private:
    void open(schema const& s, std::string const& bracket) {
        note(s, bracket);
        separate_ = false;
    }
    void close(char const* bracket) {
        text += bracket;
        separate_ = true;
    }
    void note(schema const& s, std::string const& what) {
        if (separate_) text += ' ';
        separate_ = true;
        text += pending_key_.empty() ? std::string(s.name()) : pending_key_;
        pending_key_.clear();
        text += '=';
        text += what;
    }

    std::string pending_key_;
    bool separate_ = false;
};

/// Plays back a value: lists of pairs stand for structures and maps, `[["Name", value], …]`, so that members
/// can come twice.
class playback_reader final : public shape_reader {
  public:
    explicit playback_reader(value const& from) : here_(&from) {}

    /// Given away once by take_stream.
    std::unique_ptr<coaws::body> stream;

    bool read_null() override { return here_->is_null(); }
    wire_kind peek(schema const& s) override {
        switch (here_->kind()) {
            case value_kind::null:
                return wire_kind::null;
            case value_kind::boolean:
                return wire_kind::boolean;
            case value_kind::integer:
                return wire_kind::integer;
            case value_kind::number:
                return wire_kind::number;
            case value_kind::string:
                return wire_kind::string;
            case value_kind::timestamp:
                return wire_kind::timestamp;
            case value_kind::list:
                return s.type() == shape_type::list || !is_pairs(*here_) ? wire_kind::list : wire_kind::map;
            default:
                return wire_kind::bytes;
        }
    }
    void begin_struct(schema const&) override {
        open_.push_back({&here_->as_list(), 0});
        unknown_.clear();
    }
    schema const* next_member(schema const& s) override {
        auto& frame = open_.back();
        while (frame.next < frame.list->size()) {
            auto const& pair = (*frame.list)[frame.next++];
            here_ = &pair.at(1);
            auto const* member = s.find_member(pair.at(std::size_t{0}).as_string());
            if (member != nullptr) return member;
            if (unknown_.empty()) unknown_ = pair.at(std::size_t{0}).as_string();
        }
        open_.pop_back();
        return nullptr;
    }
    std::string_view unknown_member() const override { return unknown_; }
    std::size_t begin_list(schema const&) override {
        open_.push_back({&here_->as_list(), 0});
        return 0;
    }
    bool next_element(schema const&) override {
        auto& frame = open_.back();
        if (frame.next < frame.list->size()) {
            here_ = &(*frame.list)[frame.next++];
            return true;
        }
        open_.pop_back();
        return false;
    }
    std::size_t begin_map(schema const&) override {
        open_.push_back({&here_->as_list(), 0});
        return 0;
    }
    bool next_entry(schema const&, std::string_view& key) override {
        auto& frame = open_.back();
        if (frame.next < frame.list->size()) {
            auto const& pair = (*frame.list)[frame.next++];
            key = pair.at(std::size_t{0}).as_string();
            here_ = &pair.at(1);
            return true;
        }
        open_.pop_back();
        return false;
    }
    bool read_bool(schema const&) override { return here_->as_bool(); }
    std::int64_t read_int(schema const&) override { return here_->as_int(); }
    double read_double(schema const&) override { return here_->as_double(); }
    void read_string(schema const&, std::string& out) override { out += here_->as_string(); }
    void read_blob(schema const&, std::string& out) override { out += here_->as_blob(); }
    timestamp read_timestamp(schema const&) override {
        if (here_->is_timestamp()) return here_->as_timestamp();
        return *timestamp_from_seconds(here_->as_double());
    }
    wire_scalar read_scalar(schema const&) override {
        if (here_->is_bool()) return here_->as_bool();
        if (here_->is_int()) return here_->as_int();
        if (here_->is_double()) return here_->as_double();
        return std::string_view(here_->as_string());
    }
    std::unique_ptr<coaws::body> take_stream(schema const&) override { return std::move(stream); }
    void skip() override {}

  private:
    struct frame {
        value_list const* list;
        std::size_t next;
    };

    static bool is_pairs(value const& v) {
        for (auto const& element : v.as_list()) {
            if (element.size() != 2 || !element.is_list()) return false;
        }
        return v.size() != 0;
    }

    value const* here_;
    std::string unknown_;
    std::vector<frame> open_;
};

}  // namespace coaws::test

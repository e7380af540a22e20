// A value during the evaluation of a rule set: a tagged reference that never owns memory.
#pragma once

#include <coaws/endpoint/partitions.hpp>
#include <coaws/value/value.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace coaws::endpoint::detail {

struct arn_parts;
struct url_parts;

/// What a datum refers to. `unset` is a name that is not in scope, `null` one that was assigned nothing.
enum class datum_kind : std::uint8_t { unset, null, boolean, integer, text, list, partition, arn, url, json };

/// Null, bool, integer, text, list of texts, or what a function answers with. Text and lists live in the
/// compiled rules, the caller's parameters or the scratch memory of the evaluation.
class datum {
  public:
    datum() noexcept = default;
    static datum null() noexcept { return datum(datum_kind::null); }
    static datum of(bool b) noexcept {
        datum d(datum_kind::boolean);
        d.number_ = b ? 1 : 0;
        return d;
    }
    static datum of(std::int64_t i) noexcept {
        datum d(datum_kind::integer);
        d.number_ = i;
        return d;
    }
    static datum of(std::string_view text) noexcept {
        datum d(datum_kind::text);
        d.size_ = static_cast<std::uint32_t>(text.size());
        d.chars_ = text.data();
        return d;
    }
    /// A list of `count` texts; `tuple` only matters for messages, which follow the reference's type names.
    static datum list(std::string_view const* items, std::size_t count, bool tuple) noexcept {
        datum d(datum_kind::list);
        d.size_ = static_cast<std::uint32_t>(count);
        d.tuple_ = tuple;
        d.items_ = items;
        return d;
    }
    static datum of(partition const& p) noexcept {
        datum d(datum_kind::partition);
        d.partition_ = &p;
        return d;
    }
    static datum of(arn_parts const& a) noexcept {
        datum d(datum_kind::arn);
        d.arn_ = &a;
        return d;
    }
    static datum of(url_parts const& u) noexcept {
        datum d(datum_kind::url);
        d.url_ = &u;
        return d;
    }
    /// A literal or output of any kind.
    static datum of(value const& v) noexcept;

    datum_kind kind() const noexcept { return kind_; }
    bool is_nothing() const noexcept { return kind_ <= datum_kind::null; }
    bool is_text() const noexcept { return kind_ == datum_kind::text; }
    bool is_bool() const noexcept { return kind_ == datum_kind::boolean; }
    /// Null or false: what makes a condition fail.
    bool fails_condition() const noexcept { return is_nothing() || (is_bool() && number_ == 0); }
    /// The reference's idea of truth, for `not`.
    bool truthy() const noexcept;

    bool boolean() const noexcept { return number_ != 0; }
    std::int64_t integer() const noexcept { return number_; }
    std::string_view text() const noexcept { return {chars_, size_}; }
    std::size_t size() const noexcept { return size_; }
    std::string_view item(std::size_t index) const noexcept { return items_[index]; }
    partition const& as_partition() const noexcept { return *partition_; }
    arn_parts const& as_arn() const noexcept { return *arn_; }
    url_parts const& as_url() const noexcept { return *url_; }
    value const& as_json() const noexcept { return *json_; }

    /// The reference's name of the type, for messages: `<class 'str'>`.
    std::string_view type_text() const noexcept;
    /// The text a template shows for it: `True`, `None`, `['a', 'b']`.
    std::string display() const;

  private:
    explicit datum(datum_kind kind) noexcept : kind_(kind) {}

    datum_kind kind_ = datum_kind::unset;
    bool tuple_ = false;
    std::uint32_t size_ = 0;
    union {
        std::int64_t number_ = 0;
        char const* chars_;
        std::string_view const* items_;
        partition const* partition_;
        arn_parts const* arn_;
        url_parts const* url_;
        value const* json_;
    };
};

/// Answer of aws.parseArn.
struct arn_parts {
    std::string_view partition;
    std::string_view service;
    std::string_view region;
    std::string_view account_id;
    datum resource_id;  ///< a list
};

/// Answer of parseURL.
struct url_parts {
    std::string_view scheme;
    std::string_view authority;
    std::string_view path;
    std::string_view normalized_path;
    bool is_ip = false;
};

}  // namespace coaws::endpoint::detail

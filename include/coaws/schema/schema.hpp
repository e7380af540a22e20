// What the codecs know of a shape: one immutable description, shared by dynamic values and generated structs.
#pragma once

#include <atomic>
#include <coaws/base/time.hpp>
#include <coaws/schema/member_index.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coaws {

/// MODEL-30. `document` is a structure shape with the document trait (MODEL-34).
enum class shape_type : std::uint8_t {
    structure,
    list,
    map,
    string,
    integer,
    long_integer,
    float32,
    float64,
    boolean,
    blob,
    timestamp,
    document
};

/// Where an HTTP-bound protocol puts a member (WIRE-13, WIRE-37).
enum class binding : std::uint8_t { body, uri, querystring, header, headers, status_code };

class schema;

/// Traits of a shape or member with the meaning for serialisation and validation (MODEL-31, MODEL-32). A
/// member's own traits override those of its target.
struct schema_traits {
    std::string location_name;  ///< wire name where modelled, else empty
    std::string query_name;     ///< ec2's name where modelled, else empty
    std::string xml_namespace_uri;
    std::string xml_namespace_prefix;
    std::string context_param;  ///< name of the endpoint parameter this member feeds, else empty
    std::string error_code;     ///< exceptions: the code that selects this shape (MODEL-33)
    std::optional<double> min;  ///< least value or length
    binding location = binding::body;
    timestamp_format format = timestamp_format::unset;
    bool has_location : 1 = false;  ///< a `location` was modelled, even an unknown one
    bool required : 1 = false;      ///< members: listed as required by the structure
    bool flattened : 1 = false;
    bool xml_attribute : 1 = false;
    bool streaming : 1 = false;
    bool event_stream : 1 = false;
    bool event : 1 = false;
    bool event_header : 1 = false;
    bool event_payload : 1 = false;
    bool json_value : 1 = false;
    bool host_label : 1 = false;
    bool idempotency_token : 1 = false;
    bool sensitive : 1 = false;
    bool is_union : 1 = false;
    bool exception : 1 = false;
    bool requires_length : 1 = false;
    bool endpoint_discovery_id : 1 = false;
    bool retryable : 1 = false;
    bool throttling : 1 = false;
    std::int16_t payload = -1;  ///< payload member that the reference to a root names itself, or -1
};

/// The target of one or more schemas: what members, elements, keys and values it has. Filled before its
/// service hands it out; immutable then.
struct schema_target {
    std::string shape_name;
    std::vector<std::unique_ptr<schema>> members;  ///< structure members; list: element; map: key, value
    member_index by_name;
    member_index by_wire_name;
    std::vector<std::uint16_t>
        required;                   ///< indices of the required members, in the order of the model's list
    std::int16_t payload = -1;      ///< index of the payload member, or -1
    bool has_body_members = false;  ///< some member is bound to the body
    bool has_event_stream = false;  ///< a top-level member is an event stream
};

/// A shape as seen from one place: a root shape (an operation's input) or a member with its name, index and
/// merged traits. Immutable and shared between threads; lives as long as its `service_schema`.
class schema {
  public:
    schema(std::string name, std::uint16_t index, shape_type type, schema_traits traits,
           schema_target const* target)
        : traits_(std::move(traits)), name_(std::move(name)), target_(target), index_(index), type_(type) {}

    /// The member's name; for a root, the shape's name. List elements and map keys and values are named
    /// `member`, `key` and `value`.
    std::string_view name() const noexcept { return name_; }
    /// Name on the wire: locationName, else the name.
    std::string_view wire_name() const noexcept {
        return traits_.location_name.empty() ? std::string_view(name_)
                                             : std::string_view(traits_.location_name);
    }
    std::string_view shape_name() const noexcept { return target_->shape_name; }
    std::uint16_t index() const noexcept { return index_; }
    shape_type type() const noexcept { return type_; }
    schema_traits const& traits() const noexcept { return traits_; }

    /// Structure members in model order; empty for anything else.
    std::size_t member_count() const noexcept {
        return type_ == shape_type::structure ? target_->members.size() : 0;
    }
    schema const& member(std::size_t index) const noexcept { return *target_->members[index]; }
    /// The structure member of that modelled name, or null.
    schema const* find_member(std::string_view name) const noexcept;
    /// The structure member of that wire name, or null.
    schema const* find_wire_member(std::string_view wire_name) const noexcept;
    /// List element.
    schema const& element() const noexcept { return *target_->members[0]; }
    /// Map key and value.
    schema const& key() const noexcept { return *target_->members[0]; }
    schema const& mapped() const noexcept { return *target_->members[1]; }
    /// The payload member of a structure (MODEL-31), or null.
    schema const* payload() const noexcept {
        auto const index = traits_.payload < 0 ? target_->payload : traits_.payload;
        return index < 0 ? nullptr : target_->members[static_cast<std::size_t>(index)].get();
    }
    /// Indices of the required members of a structure, in the order in which the model lists them.
    std::span<std::uint16_t const> required_members() const noexcept { return target_->required; }
    bool has_body_members() const noexcept { return target_->has_body_members; }
    bool has_event_stream() const noexcept { return target_->has_event_stream; }

  private:
    schema_traits traits_;
    std::string name_;
    schema_target const* target_;
    std::uint16_t index_;
    shape_type type_;
};

/// The schema of every value inside a document: its type is `document`, its elements, keys and values are
/// documents.
schema const& document_schema() noexcept;

}  // namespace coaws

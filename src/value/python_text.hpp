// How values look in botocore's messages, and what its types accept (VAL-05).
#pragma once

#include <coaws/schema/schema.hpp>
#include <coaws/value/value.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace coaws::detail {

/// The Python class that a kind of value stands for, as messages print it: `<class 'int'>`.
std::string_view python_type(value const& v) noexcept;

/// The classes that a shape accepts, in botocore's order.
std::string_view python_types_of(shape_type type) noexcept;

/// A value as Python's `str()` prints it, cut after some thousand bytes.
std::string python_text(value const& v);

/// The point in time that a value given for a timestamp stands for: a timestamp, a number or bool (epoch
/// seconds, of a year of four digits at most), a text that parses. Nothing otherwise.
std::optional<timestamp> as_moment(value const& v);

/// Whether a member takes any value as JSON in a header (VAL-07).
inline bool is_json_value_header(schema const& s) noexcept {
    auto const& traits = s.traits();
    return traits.json_value && traits.location == binding::header && s.type() == shape_type::string;
}

}  // namespace coaws::detail

// Parameters and results as they may be shown.
#pragma once

#include <coaws/schema/schema.hpp>
#include <coaws/value/value.hpp>
#include <string>
#include <string_view>

namespace coaws {

/// What stands in the place of a secret.
inline constexpr std::string_view redaction_mark = "***";

/// A copy of `v`, given for `s`, in which the mark stands for everything that may be secret: what the model
/// marks as sensitive, members and documents' entries with the name of a key, password or token, members that
/// the model does not know, and values of the wrong kind for a shape that holds anything sensitive. Blobs and
/// bodies become texts that tell their size. What is nested deeper than 100 levels is the mark.
value redact(value const& v, schema const& s);

/// The same of a structure's members, as JSON that is cut after 4 KiB.
std::string redacted_text(value_map const& members, schema const& s);

}  // namespace coaws

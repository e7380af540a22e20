// What is inside a document.
#pragma once

#include <coaws/schema/schema.hpp>

namespace coaws::detail {

/// The target of every value inside a document.
schema_target const& document_target();
/// Gives a document's target its element (which stands for keys as well) and mapped value, both documents
/// over `inner`.
void fill_document_target(schema_target& target, schema_target const& inner);

}  // namespace coaws::detail

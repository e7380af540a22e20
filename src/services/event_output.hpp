// An event of a stream as a member of a generated union.
#pragma once

#include <coaws/schema/shape_reader.hpp>
#include <coaws/services/one_of.hpp>
#include <optional>

#include "services/struct_output.hpp"

namespace coaws::services {

/// Fills the union's member of the same name as the event; where it has none, the union becomes unknown and
/// what is read is passed over. Refers to all of its arguments, which must outlive it.
class event_output final : public deserializable {
  public:
    /// `kinds` is the table of the union; `event` is a member of the stream's shape.
    event_output(one_of& into, struct_table const& kinds, schema_matches const& matches, schema const& stream,
                 schema const& event);

    void read(shape_reader& in, schema const& s) override;

  private:
    std::optional<struct_output> fill_;
};

}  // namespace coaws::services

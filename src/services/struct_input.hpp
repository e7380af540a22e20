// A generated struct as an operation's input.
#pragma once

#include <coaws/pipeline/typed_call.hpp>
#include <coaws/services/tables.hpp>

#include "services/schema_match.hpp"

namespace coaws::services {

/// Refers to all of its arguments, which must outlive it.
class struct_input final : public pipeline::typed_input {
  public:
    struct_input(void const* self, struct_table const& table, schema_matches const& matches) noexcept
        : self_(self), table_(table), matches_(matches) {}

    /// Writes the members that are set, in the order of the model that the struct was generated from. Throws
    /// param_validation_error for what nests too deeply and for members that the model at hand does not have.
    void write(shape_writer& out, schema const& s) const override;
    bool is_valid(schema const& input) const override;

  private:
    void const* self_;
    struct_table const& table_;
    schema_matches const& matches_;
};

/// Writes one member alone, at `v`, as `struct_input` writes it. Throws as that does.
void write_member(shape_writer& out, type_ref const& type, schema const& s, void const* v,
                  schema_matches const& matches);

}  // namespace coaws::services

// The fictional service's model, and the tables of its generated structs.
#pragma once

#include "../session/session_fixture.hpp"

#include <coaws/model/loader.hpp>
#include <coaws/schema/from_model.hpp>
#include <coaws/services/gallery.hpp>
#include <coaws/services/gallery_tables.hpp>
#include <memory>
#include <string>

#include "services/schema_match.hpp"

namespace coaws::testing_support {

inline std::shared_ptr<service_schema const> gallery_model() {
    model::loader const models({model_folder()});
    return make_service_schema("gallery", models.load_service("gallery", "service-2"));
}

inline services::operation_entry const& operation_entry(std::string_view name) {
    for (auto const& f : services::gallery::tables::factories())
        if (f.operation.name == name) return f.operation;
    throw std::logic_error("no such operation");
}
/// The table of an operation's input or output.
inline services::struct_table const& input_table(std::string_view operation) {
    return operation_entry(operation).input;
}
inline services::struct_table const& output_table(std::string_view operation) {
    return operation_entry(operation).output;
}
inline std::size_t struct_count() { return services::gallery::tables::service.struct_count; }

}  // namespace coaws::testing_support

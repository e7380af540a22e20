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

/// The table of an operation's input or output.
inline services::struct_table const& input_table(std::string_view operation) {
    for (auto const& o : services::gallery::tables::service.operations)
        if (o.name == operation) return o.input;
    throw std::logic_error("no such operation");
}
inline services::struct_table const& output_table(std::string_view operation) {
    for (auto const& o : services::gallery::tables::service.operations)
        if (o.name == operation) return o.output;
    throw std::logic_error("no such operation");
}
inline std::size_t struct_count() { return services::gallery::tables::service.struct_count; }

}  // namespace coaws::testing_support

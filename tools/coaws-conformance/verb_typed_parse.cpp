// parse, into generated structs and exception classes.
#include <coaws/value/client_error.hpp>
#include <coaws/value/value_bridge.hpp>

#include "answers.hpp"
#include "driver.hpp"
#include "services/struct_input.hpp"
#include "services/struct_output.hpp"
#include "typed_service.hpp"
#include "verbs.hpp"
#include "wire_response.hpp"

namespace coaws::conformance {

namespace {

value_map as_value(void const* self, services::struct_table const& table,
                   services::schema_matches const& matches, schema const& s) {
    value_builder builder;
    services::struct_input(self, table, matches).write(builder, s);
    return std::move(builder).take();
}

/// The fields of a modelled error after a journey through its class; other errors' as they are.
value_map fields_through_class(protocol::parsed_error const& found, typed_operation const& operation,
                               services::schema_matches const& matches) {
    if (found.modeled == nullptr) return found.fields;
    for (auto const& candidate : operation.service.errors) {
        if (candidate.shape_name != found.modeled->shape_name()) continue;
        void* self = nullptr;
        auto const made = candidate.make(client_error(operation.entry.name, value()), self);
        value fields{value_map(found.fields)};
        value_cursor cursor(fields);
        services::struct_output(self, candidate.members, matches).read(cursor, *found.modeled);
        return as_value(self, candidate.members, matches, *found.modeled);
    }
    return found.fields;
}

}  // namespace

std::string run_typed_parse(driver& shared, value const& request) {
    auto const operation = find_typed_operation(request);
    auto const target = shared.find_operation(request);
    auto response = make_response(request.at("response"));
    services::schema_matches const matches(operation.service.struct_count);
    protocol::response_metadata metadata;
    if (response.status > 300) {
        auto found = target.protocol->parse_error(*target.service, *target.operation, response, metadata);
        found.fields = fields_through_class(found, operation, matches);
        return describe_wire_error(std::move(found), metadata);
    }
    auto const output = operation.make.make_output();
    services::struct_output into(output.get(), operation.entry.output, matches);
    target.protocol->parse(*target.service, *target.operation, response, into, metadata);
    value_map fields;
    if (auto const* shape = target.operation->output)
        fields = as_value(output.get(), operation.entry.output, matches, *shape);
    return describe_wire_output(std::move(fields), metadata);
}

}  // namespace coaws::conformance

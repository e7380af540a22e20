// parse, into generated structs and exception classes.
#include <coaws/pipeline/streaming_body.hpp>
#include <coaws/value/client_error.hpp>
#include <coaws/value/value_bridge.hpp>
#include <string>

#include "answers.hpp"
#include "driver.hpp"
#include "outcome.hpp"
#include "run_task.hpp"
#include "services/event_output.hpp"
#include "services/struct_input.hpp"
#include "services/struct_output.hpp"
#include "typed_service.hpp"
#include "verbs.hpp"
#include "wire_response.hpp"

namespace coaws::conformance {

namespace {

namespace asio = boost::asio;

asio::awaitable<void> read_all(streaming_body stream, std::string& bytes) { bytes = co_await stream.read(); }

/// A struct as a value; a stream in it is read to its end.
class struct_value {
  public:
    struct_value(services::struct_table const& table, services::schema_matches const& matches,
                 schema const& s)
        : table_(table), matches_(matches), match_(matches.find(table, s)), schema_(s) {}

    value_map of(void const* self) {
        builder_.begin_struct(schema_);
        table_.visit(self, this, [](void* erased, std::uint16_t index, void const* v) {
            static_cast<struct_value*>(erased)->add(index, v);
        });
        builder_.end_struct(schema_);
        return std::move(builder_).take();
    }

  private:
    void add(std::uint16_t index, void const* v) {
        auto const& type = table_.members[index].type;
        auto const& member = *match_.schema_of[index];
        if (type.kind != services::type_kind::response_stream)
            return services::write_member(builder_, type, member, v, matches_);
        std::string bytes;
        run_task(read_all(*static_cast<streaming_body const*>(v), bytes));
        builder_.blob(member, bytes);
    }

    services::struct_table const& table_;
    services::schema_matches const& matches_;
    services::struct_match const& match_;
    schema const& schema_;
    value_builder builder_;
};

/// The fields of a modelled error after a journey through its class; other errors' as they are.
value_map fields_through_class(protocol::parsed_error const& found, typed_operation const& operation,
                               services::schema_matches const& matches) {
    if (found.modeled == nullptr) return found.fields;
    for (auto const& candidate : operation.service.errors) {
        if (candidate.shape_name != found.modeled->shape_name()) continue;
        void* self = nullptr;
        auto const made = candidate.make(client_error(std::string(operation.entry.name), value()), self);
        value fields{value_map(found.fields)};
        value_cursor cursor(fields);
        services::struct_output(self, candidate.members, matches).read(cursor, *found.modeled);
        return struct_value(candidate.members, matches, *found.modeled).of(self);
    }
    return found.fields;
}

/// An event after a journey through the generated union.
value event_through_union(protocol::event_stream_fsm& at, services::struct_table const& kinds,
                          services::schema_matches const& matches) {
    services::one_of event;
    services::event_output into(event, kinds, matches, at.member(), *at.event());
    at.read(into);
    return value(struct_value(kinds, matches, at.member()).of(&event));
}

services::struct_table const& kinds_of_events(services::struct_table const& output) {
    for (auto const& member : output.members)
        if (member.type.kind == services::type_kind::event_stream) return member.type.as_struct();
    throw not_typed("the generated output has no stream of events");
}

}  // namespace

std::string run_typed_parse(driver& shared, value const& request) {
    auto const operation = find_typed_operation(shared, request);
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
        fields = struct_value(operation.entry.output, matches, *shape).of(output.get());
    if (target.operation->has_event_stream_output) {
        auto const& kinds = kinds_of_events(operation.entry.output);
        read_events(*target.protocol, *target.operation, response.body, fields,
                    [&](protocol::event_stream_fsm& at) { return event_through_union(at, kinds, matches); });
    }
    return describe_wire_output(std::move(fields), metadata);
}

}  // namespace coaws::conformance

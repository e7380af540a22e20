// A generated struct as what a response is read into.
#pragma once

#include <coaws/schema/shape_reader.hpp>
#include <coaws/services/tables.hpp>
#include <memory>

#include "services/schema_match.hpp"

namespace coaws::services {

struct connected_client;
struct service_table;

/// What streams of events are read with, as they may outlive the call that they came from.
struct event_context {
    std::shared_ptr<connected_client const> const& client;
    service_table const& service;
};

/// Fills a struct: only the members that the response carries. Members that the struct does not have are
/// passed over, nulls in lists and maps too. May be read into more than once: lists and maps grow, anything
/// else is replaced. Refers to all of its arguments, which must outlive it.
class struct_output final : public deserializable {
  public:
    /// Without `events`, streams of events are dropped.
    struct_output(void* self, struct_table const& table, schema_matches const& matches,
                  event_context const* events = nullptr) noexcept
        : self_(self), table_(table), matches_(matches), events_(events) {}

    void read(shape_reader& in, schema const& s) override;

  private:
    void* self_;
    struct_table const& table_;
    schema_matches const& matches_;
    event_context const* events_;
};

}  // namespace coaws::services

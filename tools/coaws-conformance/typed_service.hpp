// The generated clients that the driver was built with.
#pragma once

#include <coaws/services/service_table.hpp>
#include <coaws/value/value.hpp>
#include <memory>
#include <span>
#include <stdexcept>
#include <string_view>

#include "driver.hpp"

namespace coaws::conformance {

/// A case that generated clients do not take; says why.
class not_typed : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

struct typed_service {
    services::service_table const& table;
    std::span<services::operation_factory const> factories;
};

/// All of them.
std::span<typed_service const> typed_services() noexcept;

/// An operation of one of them.
struct typed_operation {
    services::service_table const& service;
    services::operation_entry const& entry;
    services::operation_factory const& make;
};

/// The operation that a request's `client` and `operation` name. Throws not_typed when there is none.
typed_operation find_typed_operation(driver const& shared, value const& request);

}  // namespace coaws::conformance

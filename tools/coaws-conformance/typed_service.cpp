// The generated clients that the driver was built with.
#include "typed_service.hpp"

namespace coaws::conformance {

namespace {

typed_service const& find_service(value const& client) {
    auto const* name = client.find("service");
    if (name == nullptr) throw not_typed("models of the case's own have no generated client");
    for (auto const& candidate : typed_services())
        if (candidate.table.name == name->as_string()) return candidate;
    throw not_typed("the driver was built without a generated client of " + name->as_string());
}

}  // namespace

typed_operation find_typed_operation(driver const& shared, value const& request) {
    auto const& client = request.at("client");
    auto const& found = find_service(client);
    auto const version = client.get("api_version", "");
    if (!version.empty() && version != shared.loader().latest_version(found.table.name, "service-2"))
        throw not_typed("the generated client is that of the latest version");
    auto const& name = request.at("operation").as_string();
    for (auto const& factory : found.factories)
        if (factory.operation.name == name) return {found.table, factory.operation, factory};
    throw not_typed("operations that send event streams are not generated: " + name);
}

}  // namespace coaws::conformance

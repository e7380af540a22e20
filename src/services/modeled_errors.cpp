// The exception classes of modelled errors.
#include <algorithm>
#include <coaws/value/value_bridge.hpp>

#include "services/client_state.hpp"
#include "services/struct_output.hpp"

namespace coaws::services {

std::shared_ptr<error const> as_modeled(std::shared_ptr<error const> failure, service_table const& service,
                                        connected_client const& client) {
    auto const* answer = dynamic_cast<client_error const*>(failure.get());
    if (answer == nullptr) return failure;
    auto const wanted = answer->modeled_type();
    auto const found =
        std::lower_bound(service.errors.begin(), service.errors.end(), wanted,
                         [](error_entry const& e, std::string_view name) { return e.shape_name < name; });
    if (found == service.errors.end() || found->shape_name != wanted) return failure;
    auto const* shape = client.dynamic.meta().service_model->find_shape(wanted);
    if (shape == nullptr) return failure;
    void* self = nullptr;
    auto made = found->make(*answer, self);
    value fields = answer->response();
    value_cursor cursor(fields);
    struct_output fill(self, found->members, client.matches);
    fill.read(cursor, *shape);
    return made;
}

}  // namespace coaws::services

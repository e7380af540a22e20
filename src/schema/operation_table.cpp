// The operations of a model, resolved on first use.
#include "schema/operation_table.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/model/errors.hpp>

#include "schema/metadata.hpp"

namespace coaws::detail {
namespace {

std::string text_or(json::view v, std::string_view fallback) { return std::string(v.as_string(fallback)); }

void read_http(json::view model, operation_schema& out) {
    auto const http = model["http"];
    out.method = text_or(http["method"], "POST");
    out.uri = text_or(http["requestUri"], "/");
    out.host_prefix = model["endpoint"]["hostPrefix"].as_string();
}

void read_checksum(json::view model, operation_schema& out) {
    auto const trait = model["httpChecksum"];
    out.checksum.request_required = trait["requestChecksumRequired"].as_bool();
    out.checksum.request_algorithm_member = trait["requestAlgorithmMember"].as_string();
    out.checksum.request_validation_mode_member = trait["requestValidationModeMember"].as_string();
    out.checksum.response_algorithms = read_texts(trait["responseAlgorithms"]);
    out.http_checksum_required = model["httpChecksumRequired"].as_bool();
}

void read_context_params(json::view model, operation_schema& out) {
    for (auto const [name, param] : model["staticContextParams"].members())
        out.static_context_params.push_back({std::string(name), param["value"]});
    for (auto const [name, param] : model["operationContextParams"].members())
        out.operation_context_params.push_back({std::string(name), std::string(param["path"].as_string())});
}

void read_plain_traits(json::view model, operation_schema& out) {
    out.api_name = text_or(model["name"], out.name);
    out.documentation = model["documentation"].as_string();
    out.auth_type = model["authtype"].as_string();
    out.auth = read_texts(model["auth"]);
    out.compression_encodings = read_texts(model["requestcompression"]["encodings"]);
    out.unsigned_payload = model["unsignedPayload"].as_bool();
    out.deprecated = model["deprecated"].as_bool();
    out.endpoint_operation = model["endpointoperation"].as_bool();
    auto const discovery = model["endpointdiscovery"];
    out.endpoint_discovery = !discovery.is_null();
    out.endpoint_discovery_required = discovery["required"].as_bool();
}

bool streams(schema const* root) noexcept {
    return root != nullptr && root->payload() != nullptr && root->payload()->type() == shape_type::blob;
}

bool has_event_stream(schema const* root) noexcept { return root != nullptr && root->has_event_stream(); }

std::string place(std::string_view operation, std::string_view part) {
    return "the " + std::string(part) + " of operation " + std::string(operation);
}

}  // namespace

operation_table::operation_table(json::view operations, shape_table& shapes) : shapes_(shapes) {
    auto const count = operations.size();
    names_.reserve(count);
    by_name_.reserve(count);
    for (auto const [name, model] : operations.members()) {
        auto& e = entries_.emplace_back();
        e.name = name;
        e.model = model;
        names_.emplace_back(name);
        by_name_.insert_or_assign(name, &e);
    }
}

operation_schema const* operation_table::find(std::string_view name) {
    auto* e = find_entry(name);
    return e == nullptr ? nullptr : &resolved(*e);
}

operation_table::entry* operation_table::find_entry(std::string_view name) {
    if (auto it = by_name_.find(name); it != by_name_.end()) return it->second;
    std::call_once(python_names_indexed_, [this] { index_python_names(); });
    auto it = by_python_name_.find(std::string(name));
    return it == by_python_name_.end() ? nullptr : it->second;
}

void operation_table::index_python_names() {
    by_python_name_.reserve(entries_.size() * 2);
    for (auto& e : entries_)
        for (char separator : {'_', '-'}) by_python_name_.insert_or_assign(xform_name(e.name, separator), &e);
}

// Every client that is made asks, so the operations are looked through only once.
void operation_table::find_discovery() {
    for (auto& e : entries_) {
        if (discovery_ == nullptr && e.model["endpointoperation"].as_bool()) discovery_ = &e;
        if (e.model["endpointdiscovery"]["required"].as_bool()) discovery_required_ = true;
    }
}

operation_schema const* operation_table::endpoint_discovery_operation() {
    std::call_once(discovery_found_, [this] { find_discovery(); });
    return discovery_ == nullptr ? nullptr : &resolved(*discovery_);
}

bool operation_table::endpoint_discovery_required() {
    std::call_once(discovery_found_, [this] { find_discovery(); });
    return discovery_required_;
}

operation_schema const& operation_table::resolved(entry& e) {
    if (auto const* operation = e.ready.load(std::memory_order_acquire)) return *operation;
    std::lock_guard lock(guard_);
    if (!e.holder) {
        e.holder = read(e);
        e.ready.store(&e.holder->operation, std::memory_order_release);
    }
    return e.holder->operation;
}

std::unique_ptr<operation_table::resolved_operation> operation_table::read(entry const& e) const {
    if (!e.model.is_object())
        throw invalid_model_error("Operation '" + std::string(e.name) + "' of the model is no JSON object");
    auto out = std::make_unique<resolved_operation>();
    auto& operation = out->operation;
    operation.name = e.name;
    read_http(e.model, operation);
    read_plain_traits(e.model, operation);
    read_checksum(e.model, operation);
    read_context_params(e.model, operation);
    read_shapes(e, *out);
    return out;
}

schema const* operation_table::read_root(entry const& e, std::string_view part,
                                         resolved_operation& out) const {
    auto const reference = e.model[part];
    if (reference.is_null()) return nullptr;
    auto const* root = shapes_.find_referenced(reference, place(e.name, part), out.roots);
    if (root->type() != shape_type::structure)
        throw invalid_shape_error("Shape '" + std::string(root->shape_name()) + "', " + place(e.name, part) +
                                  ", is no structure");
    return root;
}

void operation_table::read_shapes(entry const& e, resolved_operation& out) const {
    auto& operation = out.operation;
    operation.input = read_root(e, "input", out);
    operation.output = read_root(e, "output", out);
    auto const wrapper = e.model["output"]["resultWrapper"];
    if (wrapper.is_string())
        operation.result_wrapper = wrapper.as_string();
    else if (operation.output != nullptr)
        operation.result_wrapper =
            shapes_.modeled(operation.output->shape_name())["resultWrapper"].as_string();
    for (auto reference : e.model["errors"].items())
        operation.errors.push_back(shapes_.find_referenced(reference, place(e.name, "errors"), out.roots));
    operation.has_streaming_input = streams(operation.input);
    operation.has_streaming_output = streams(operation.output);
    operation.has_event_stream_input = has_event_stream(operation.input);
    operation.has_event_stream_output = has_event_stream(operation.output);
}

}  // namespace coaws::detail

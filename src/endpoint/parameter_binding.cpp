// Where the endpoint parameters of an operation come from.
#include <coaws/base/errors_endpoint.hpp>
#include <coaws/base/text.hpp>
#include <coaws/endpoint/parameter_binding.hpp>
#include <cstddef>
#include <string_view>
#include <utility>

namespace coaws::endpoint {

namespace {

// Declared by the rule set of S3, but no rule looks at them, and they differ from call to call.
bool is_unreferenced(std::string_view service, std::string_view parameter) {
    return service == "s3" && (parameter == "Key" || parameter == "Prefix" || parameter == "CopySource");
}

[[noreturn]] void wrong_type(parameter_info const& info) {
    std::string_view type = "<class 'str'>";
    if (info.type == parameter_type::boolean) type = "<class 'bool'>";
    if (info.type == parameter_type::string_array) type = "<class 'tuple'>";
    throw endpoint_resolution_error("Value (" + info.name + ") is the wrong type. Must be " +
                                    std::string(type) + '.');
}

parameter_value constant_of(parameter_info const& info, json::view literal) {
    if (literal.is_null()) return {};
    if (literal.is_string()) return std::string(literal.as_string());
    if (literal.kind() == json::kind::boolean) return literal.as_bool();
    if (!literal.is_array()) wrong_type(info);
    std::vector<std::string> list;
    for (auto const item : literal.items()) {
        if (!item.is_string()) wrong_type(info);
        list.emplace_back(item.as_string());
    }
    return list;
}

}  // namespace

parameter_binding::parameter_binding(std::shared_ptr<rule_set const> rules, service_schema const& service,
                                     operation_schema const& operation)
    : rules_(std::move(rules)), sources_(rules_->parameters().size()) {
    for (std::size_t slot = 0; slot < sources_.size(); ++slot) {
        auto const& info = rules_->parameters()[slot];
        auto& s = sources_[slot];
        s.unused = is_unreferenced(service.metadata().name, info.name);
        if (s.unused) continue;
        for (auto const& param : operation.static_context_params) {
            if (param.name == info.name) s.constant = constant_of(info, param.literal);
        }
        for (std::size_t i = 0; operation.input != nullptr && i < operation.input->member_count(); ++i) {
            auto const& member = operation.input->member(i);
            if (member.traits().context_param == info.name) s.member = std::string(member.name());
        }
        for (auto const& param : operation.operation_context_params) {
            if (param.name == info.name) s.path = jmespath::expression::compile(param.path);
        }
        for (auto const& param : service.client_context_params()) {
            if (param.name == info.name) s.client_context_key = xform_name(param.name);
        }
        s.from_builtin = find_builtin(info.builtin);
    }
}

bool parameter_binding::uses(builtin b) const noexcept {
    for (auto const& s : sources_) {
        if (s.from_builtin == b && s.constant.index() == 0) return true;
    }
    return false;
}

parameter_value parameter_binding::convert(std::size_t slot, value const& v) const {
    auto const& info = rules_->parameters()[slot];
    if (auto const* text = v.get_if<std::string>()) return *text;
    if (auto const* b = v.get_if<bool>()) return *b;
    auto const* list = v.get_if<value_list>();
    if (list == nullptr) wrong_type(info);
    std::vector<std::string> out;
    out.reserve(list->size());
    for (auto const& item : *list) {
        auto const* text = item.get_if<std::string>();
        if (text == nullptr) wrong_type(info);
        out.push_back(*text);
    }
    return out;
}

parameter_value parameter_binding::value_of(std::size_t slot, value_map const& params,
                                            builtin_values const& builtins,
                                            value_map const& client_context) const {
    auto const& s = sources_[slot];
    if (s.unused || s.constant.index() != 0) return s.constant;
    if (!s.member.empty()) {
        if (auto const* v = params.find(s.member); v != nullptr && !v->is_null()) return convert(slot, *v);
    }
    if (s.path) {
        if (auto const v = s.path->search(params); !v.is_null()) return convert(slot, v);
    }
    if (!s.client_context_key.empty()) {
        if (auto const* v = client_context.find(s.client_context_key); v != nullptr && !v->is_null()) {
            return convert(slot, *v);
        }
    }
    if (s.from_builtin) return builtins[*s.from_builtin];
    auto const& wanted = rules_->parameters()[slot].builtin;
    if (!wanted.empty()) throw unknown_endpoint_resolution_builtin_name(wanted);
    return {};
}

std::vector<parameter_value> parameter_binding::bind(value_map const& params, builtin_values const& builtins,
                                                     value_map const& client_context) const {
    std::vector<parameter_value> out;
    out.reserve(sources_.size());
    for (std::size_t slot = 0; slot < sources_.size(); ++slot) {
        out.push_back(value_of(slot, params, builtins, client_context));
    }
    return out;
}

}  // namespace coaws::endpoint

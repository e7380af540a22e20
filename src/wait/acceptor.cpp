// What a waiter makes of a response (WAIT-02, WAIT-05).
#include "wait/acceptor.hpp"

#include <algorithm>
#include <coaws/base/errors_paging.hpp>

#include "value/python_text.hpp"

namespace coaws::wait {
namespace {

acceptor_state state_named(std::string_view name) {
    if (name == "success") return acceptor_state::success;
    if (name == "failure") return acceptor_state::failure;
    if (name == "retry") return acceptor_state::retry;
    throw waiter_config_error("Unknown acceptor state: " + std::string(name));
}

value value_of(json::view element) {
    switch (element.kind()) {
        case json::kind::boolean:
            return element.as_bool();
        case json::kind::integer:
            return element.as_int();
        case json::kind::number:
            return element.as_double();
        case json::kind::string:
            return element.as_string();
        case json::kind::null:
            return {};
        default:
            throw waiter_config_error(
                "The expected value of an acceptor must be a text, a number or a boolean");
    }
}

json::view required(json::view entry, std::string_view name) {
    auto const found = entry[name];
    if (!found) throw waiter_config_error("An acceptor has no " + std::string(name));
    return found;
}

value const* error_member(value const& response, std::string_view name) noexcept {
    auto const* part = response.find("Error");
    return part == nullptr ? nullptr : part->find(name);
}

}  // namespace

bool is_error_response(value const& response) noexcept { return error_member(response, "Code") != nullptr; }

acceptor::matcher acceptor::matcher_named(std::string_view name) {
    if (name == "path") return matcher::path;
    if (name == "pathAll") return matcher::path_all;
    if (name == "pathAny") return matcher::path_any;
    if (name == "status") return matcher::status;
    if (name == "error") return matcher::error;
    throw waiter_config_error("Unknown acceptor: " + std::string(name));
}

acceptor::acceptor(json::view entry)
    : argument_(entry["argument"].as_string()),
      expected_(value_of(required(entry, "expected"))),
      state_(state_named(required(entry, "state").as_string())),
      matcher_(matcher_named(required(entry, "matcher").as_string())) {
    expected_text_ = detail::python_text(expected_);
    if (matcher_ < matcher::status)
        expression_ = jmespath::expression::compile(required(entry, "argument").as_string());
}

bool acceptor::matches(value const& response) const {
    if (matcher_ == matcher::error) return matches_error(response);
    if (matcher_ != matcher::status) return !is_error_response(response) && matches_path(response);
    auto const* metadata = response.find("ResponseMetadata");
    auto const* status = metadata == nullptr ? nullptr : metadata->find("HTTPStatusCode");
    return status != nullptr ? *status == expected_ : expected_.is_null();
}

bool acceptor::matches_path(value const& response) const {
    value storage;
    auto const& found = expression_->search_ref(response, storage);
    if (matcher_ == matcher::path) return found == expected_;
    auto const* list = found.get_if<value_list>();
    if (list == nullptr || list->empty()) return false;
    auto const expected = [this](value const& item) { return item == expected_; };
    return matcher_ == matcher::path_all ? std::all_of(list->begin(), list->end(), expected)
                                         : std::any_of(list->begin(), list->end(), expected);
}

bool acceptor::matches_error(value const& response) const {
    if (auto const* any = expected_.get_if<bool>())
        return *any ? is_error_response(response) : response.find("Error") == nullptr;
    auto const* code = error_member(response, "Code");
    return code != nullptr ? *code == expected_ : expected_ == value("");
}

std::string acceptor::explanation() const {
    auto const quoted = "\"" + argument_ + "\"";
    auto const wanted = "\"" + expected_text_ + "\"";
    switch (matcher_) {
        case matcher::path:
            return "For expression " + quoted + " we matched expected path: " + wanted;
        case matcher::path_all:
            return "For expression " + quoted + " all members matched expected path: " + wanted;
        case matcher::path_any:
            return "For expression " + quoted + " we matched expected path: " + wanted + " at least once";
        case matcher::status:
            return "Matched expected HTTP status code: " + expected_text_;
        case matcher::error:
            break;
    }
    return "Matched expected service error code: " + expected_text_;
}

}  // namespace coaws::wait

// What a service answered instead of a result (EXC-01, EXC-02).
#include <coaws/value/client_error.hpp>
#include <coaws/value/value.hpp>

namespace coaws {

struct client_error::details {
    std::string operation;
    std::string code;
    std::string modeled_type;
    value response;
    unsigned attempts;
};

namespace {

value const* member_of(value const& response, std::string_view part, std::string_view name) noexcept {
    auto const* inner = response.find(part);
    return inner == nullptr ? nullptr : inner->find(name);
}

std::string_view text_of(value const& response, std::string_view part, std::string_view name) noexcept {
    auto const* member = member_of(response, part, name);
    auto const* text = member == nullptr ? nullptr : member->get_if<std::string>();
    return text == nullptr ? std::string_view() : std::string_view(*text);
}

/// Some services send a number as code.
std::string code_of(value const& response) {
    auto const* code = member_of(response, "Error", "Code");
    if (code == nullptr || code->is_null()) return {};
    return code->is_string() ? code->as_string() : to_json(*code);
}

std::string retry_text(value const& response) {
    auto const* reached = member_of(response, "ResponseMetadata", "MaxAttemptsReached");
    auto const* retries = member_of(response, "ResponseMetadata", "RetryAttempts");
    bool const told = reached != nullptr && reached->is_bool() && reached->as_bool() && retries != nullptr;
    return told && retries->is_int() ? " (reached max retries: " + std::to_string(retries->as_int()) + ")"
                                     : "";
}

std::string whole_text(std::string const& operation, value const& response) {
    bool const has_code = member_of(response, "Error", "Code") != nullptr;
    bool const has_message = member_of(response, "Error", "Message") != nullptr;
    return "An error occurred (" + (has_code ? code_of(response) : std::string("Unknown")) +
           ") when calling the " + operation + " operation" + retry_text(response) + ": " +
           (has_message ? std::string(text_of(response, "Error", "Message")) : std::string("Unknown"));
}

}  // namespace

client_error::client_error(std::string const& operation, value response, std::string modeled_type,
                           unsigned attempts)
    : error_kind(whole_text(operation, response)) {
    details held;
    held.operation = operation;
    held.code = code_of(response);
    held.modeled_type = modeled_type.empty() ? std::string(type_name) : std::move(modeled_type);
    held.response = std::move(response);
    held.attempts = attempts;
    details_ = std::make_shared<details const>(std::move(held));
}

std::string_view client_error::code() const noexcept { return details_->code; }

std::string_view client_error::message_text() const noexcept {
    return text_of(details_->response, "Error", "Message");
}

std::string_view client_error::operation() const noexcept { return details_->operation; }

std::string_view client_error::request_id() const noexcept {
    return text_of(details_->response, "ResponseMetadata", "RequestId");
}

std::string_view client_error::host_id() const noexcept {
    return text_of(details_->response, "ResponseMetadata", "HostId");
}

int client_error::status() const noexcept {
    auto const* status = member_of(details_->response, "ResponseMetadata", "HTTPStatusCode");
    auto const* number = status == nullptr ? nullptr : status->get_if<std::int64_t>();
    return number == nullptr ? 0 : static_cast<int>(*number);
}

unsigned client_error::attempts() const noexcept { return details_->attempts; }

std::string_view client_error::modeled_type() const noexcept { return details_->modeled_type; }

value const& client_error::response() const noexcept { return details_->response; }

}  // namespace coaws

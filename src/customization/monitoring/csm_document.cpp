// The documents of client-side monitoring, as they are put together while a call runs (TEST-40).
#include "customization/monitoring/csm_document.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <optional>
#include <utility>

namespace coaws::customization {

namespace {

// In characters.
constexpr std::size_t longest_client_id = 255;
constexpr std::size_t longest_user_agent = 256;
constexpr std::size_t longest_code = 128;
constexpr std::size_t longest_class = 128;
constexpr std::size_t longest_message = 512;

bool continues_character(char c) noexcept { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

std::size_t characters(std::string_view text) {
    return text.size() - static_cast<std::size_t>(std::ranges::count_if(text, continues_character));
}

std::string truncated(std::string_view text, std::size_t most) {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (continues_character(text[i])) continue;
        if (seen++ == most) return std::string(text.substr(0, i));
    }
    return std::string(text);
}

std::int64_t milliseconds(timestamp t) {
    return std::chrono::floor<std::chrono::milliseconds>(t).time_since_epoch().count();
}

std::int64_t since_begin(value_map const& document, timestamp now) {
    return milliseconds(now) - document.at("Timestamp").as_int();
}

value_map begin_document(call_context const& context, std::string_view type, std::string_view client_id,
                         timestamp now) {
    value_map out;
    out.append("Version", 1);
    out.append("ClientId", client_id);
    out.append("Type", type);
    out.append("Service", context.service().metadata().service_id);
    out.append("Api", context.operation().api_name);
    out.append("Timestamp", milliseconds(now));
    return out;
}

/// What a signature's header tells of the keys.
struct signed_by {
    std::string_view access_key;
    std::string_view region;  ///< SigV4 only

    signed_by() = default;
};

std::size_t run_length(std::string_view text, bool (*belongs)(char)) {
    return static_cast<std::size_t>(std::ranges::find_if_not(text, belongs) - text.begin());
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_region(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-'; }

/// Takes a run of characters and the one that has to follow it; nothing when there is no such run.
std::optional<std::string_view> take_run(std::string_view& text, bool (*belongs)(char), char behind) {
    auto const length = run_length(text, belongs);
    if (length == 0 || length == text.size() || text[length] != behind) return std::nullopt;
    auto const found = text.substr(0, length);
    text.remove_prefix(length + 1);
    return found;
}

/// `AWS4-HMAC-SHA256 Credential=KEY/DATE/REGION/…` or `AWS KEY:…`; nothing of any other signature.
signed_by parse_authorization(std::string_view text) {
    constexpr std::string_view v4 = "AWS4-HMAC-SHA256 Credential=";
    constexpr std::string_view v2 = "AWS ";
    signed_by found;
    if (text.starts_with(v4)) {
        text.remove_prefix(v4.size());
        auto const key = take_run(text, is_word, '/');
        auto const date = key ? take_run(text, is_digit, '/') : std::nullopt;
        auto const region = date ? take_run(text, is_region, '/') : std::nullopt;
        if (!region) return found;
        found.access_key = *key;
        found.region = *region;
    } else if (text.starts_with(v2)) {
        text.remove_prefix(v2.size());
        found.access_key = take_run(text, is_word, ':').value_or(std::string_view());
    }
    return found;
}

void describe_failure(value_map& attempt, error const& failure) {
    attempt["SdkException"] = truncated(failure.type(), longest_class);
    attempt["SdkExceptionMessage"] = truncated(failure.message(), longest_message);
}

void describe_response(value_map& attempt, attempt_outcome const& outcome) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> ids = {{
        {"x-amzn-requestid", "XAmznRequestId"},
        {"x-amz-request-id", "XAmzRequestId"},
        {"x-amz-id-2", "XAmzId2"},
    }};
    attempt["HttpStatusCode"] = outcome.response->status;
    for (auto const& [header, entry] : ids)
        if (auto const id = outcome.response->headers.find(header)) attempt[entry] = *id;
    if (outcome.service_error == nullptr) return;
    attempt["AwsException"] = truncated(outcome.service_error->code, longest_code);
    attempt["AwsExceptionMessage"] = truncated(outcome.service_error->message, longest_message);
}

}  // namespace

void check_client_id(std::string_view id) {
    if (characters(id) > longest_client_id)
        throw value_error("The value provided for csm_client_id: " + std::string(id) +
                          " exceeds the maximum length of " + std::to_string(longest_client_id) +
                          " characters");
}

value_map begin_call_document(call_context const& context, std::string_view client_id, timestamp now) {
    return begin_document(context, "ApiCall", client_id, now);
}

value_map begin_attempt_document(call_context const& context, std::string_view client_id, timestamp now) {
    auto out = begin_document(context, "ApiCallAttempt", client_id, now);
    out.append("AttemptLatency", nullptr);  // here it stands in the reference's documents
    return out;
}

void describe_request(value_map& attempt, http::request const& request) {
    attempt["Fqdn"] = request.url.authority;
    attempt["UserAgent"] = truncated(request.headers.get("User-Agent"), longest_user_agent);
    auto const signature = parse_authorization(request.headers.get("Authorization"));
    if (!signature.access_key.empty()) attempt["AccessKey"] = signature.access_key;
    if (!signature.region.empty()) attempt["Region"] = signature.region;
    if (auto const token = request.headers.find("X-Amz-Security-Token")) attempt["SessionToken"] = *token;
}

void describe_outcome(value_map& attempt, attempt_outcome const& outcome, timestamp now) {
    attempt["AttemptLatency"] = since_begin(attempt, now);
    if (outcome.failure != nullptr)
        describe_failure(attempt, *outcome.failure);
    else
        describe_response(attempt, outcome);
}

void describe_end(value_map& call, std::int64_t attempts, value_map const* last_attempt,
                  bool retries_exceeded, timestamp now) {
    call["AttemptCount"] = attempts;
    if (last_attempt != nullptr) {
        for (std::string_view name : {"Region", "UserAgent"})
            if (auto const* v = last_attempt->find(name)) call[name] = *v;
        for (std::string_view name :
             {"HttpStatusCode", "AwsException", "AwsExceptionMessage", "SdkException", "SdkExceptionMessage"})
            if (auto const* v = last_attempt->find(name)) call["Final" + std::string(name)] = *v;
    }
    call["Latency"] = since_begin(call, now);
    call["MaxRetriesExceeded"] = retries_exceeded ? 1 : 0;
}

bool was_retried(error const& failure) noexcept {
    return dynamic_cast<connection_error const*>(&failure) != nullptr ||
           dynamic_cast<connection_closed_error const*>(&failure) != nullptr ||
           dynamic_cast<read_timeout_error const*>(&failure) != nullptr;
}

}  // namespace coaws::customization

// The contract of credential processes: JSON, version 1.
#include "credentials/process_output.hpp"

#include <coaws/base/errors_credentials.hpp>
#include <coaws/base/text.hpp>

#include "credentials/json_document.hpp"
#include "value/python_text.hpp"

namespace coaws {

namespace {

constexpr char method[] = "custom-process";

credential_retrieval_error failure(std::string const& why) { return credential_retrieval_error(method, why); }

/// For a process that has not said why it failed.
std::string ending(int status) {
    if (status < 0) return "the process was killed by signal " + std::to_string(-status);
    return "the process ended with status " + std::to_string(status);
}

void check_version(value_map const& output) {
    value const* version = output.find("Version");
    if (version != nullptr && version->is_number() && version->as_double() == 1) return;
    auto const text = version == nullptr ? "<Version key not provided>" : detail::python_text(*version);
    throw failure("Unsupported version '" + text +
                  "' for credential process provider, supported versions: 1");
}

std::string required(value_map const& output, std::string const& name) {
    auto text = text_of(output, name);
    if (!text) throw failure("Missing required key in response: '" + name + "'");
    return std::move(*text);
}

}  // namespace

credentials read_process_output(pipeline::process_result const& ended,
                                std::optional<std::string> profile_account) {
    if (ended.too_long) throw failure("the process wrote more than it may");
    if (ended.status != 0) throw failure(ended.err.empty() ? ending(ended.status) : ended.err);
    auto const output = read_json_object(ended.out);
    if (!output) throw failure("the process did not print a JSON object");
    check_version(*output);
    auto access_key = required(*output, "AccessKeyId");
    auto secret_key = required(*output, "SecretAccessKey");
    std::optional<timestamp> expires;
    if (value const* expiration = output->find("Expiration");
        expiration != nullptr && !expiration->is_null()) {
        if (expiration->is_string()) expires = parse_timestamp(expiration->as_string());
        if (!expires) throw failure("Expiration is no point in time");
    }
    auto account = text_of(*output, "AccountId");
    // Programs forget the quotes.
    if (value const* number = output->find("AccountId"); number != nullptr && number->is_int())
        account = std::to_string(number->as_int());
    if (!account || account->empty()) account = std::move(profile_account);
    return credentials(std::move(access_key), std::move(secret_key), text_of(*output, "SessionToken"),
                       std::move(account), method, expires);
}

}  // namespace coaws

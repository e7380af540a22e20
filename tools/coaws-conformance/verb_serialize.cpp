// serialize: an operation's input, taken as valid, to a request, before endpoint, handlers and signing.
#include <coaws/base/text.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/value_serde.hpp>

#include "answers.hpp"
#include "driver.hpp"
#include "verbs.hpp"

namespace coaws::conformance {

std::string run_serialize(driver& shared, value const& request) {
    auto const target = shared.find_operation(request);
    value_map params;
    if (auto const* given = request.find("params")) params = given->as_map();
    value_input const input(params);
    auto const record = target.protocol->serialize(*target.service, *target.operation, input);

    std::string body;
    if (record.form_body)
        body = protocol::encode_form(*record.form_body);
    else if (auto const bytes = record.body.in_memory())
        body = *bytes;
    auto uri = record.path;
    if (!record.query.empty()) uri += (uri.find('?') == std::string::npos ? '?' : '&') + record.query;
    value_map out;
    out["method"] = record.method;
    out["uri"] = std::move(uri);
    out["headers"] = describe(record.headers);
    out["body"] = base64_encode(body);
    if (!record.host_prefix.empty()) out["host_prefix"] = record.host_prefix;
    return to_text(std::move(out));
}

}  // namespace coaws::conformance

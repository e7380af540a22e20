// Signature Version 2 among the parameters of a form or query.
#include <algorithm>
#include <coaws/auth/sigv2.hpp>
#include <coaws/base/digest.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/text.hpp>
#include <utility>
#include <vector>

namespace coaws::auth {
namespace {

using parameter = std::pair<std::string, std::string>;

std::vector<parameter> read_parameters(std::string_view text) {
    std::vector<parameter> out;
    for (auto const part : split(text, '&')) {
        if (part.empty()) continue;
        auto const equals = std::min(part.find('='), part.size());
        auto const value = part.substr(std::min(equals + 1, part.size()));
        out.emplace_back(percent_decode(part.substr(0, equals), true), percent_decode(value, true));
    }
    return out;
}

void set_parameter(std::vector<parameter>& parameters, std::string_view name, std::string_view text) {
    for (auto& [key, value] : parameters) {
        if (key != name) continue;
        value = text;
        return;
    }
    parameters.emplace_back(name, text);
}

std::string signature(http::request const& request, credentials const& keys,
                      std::vector<parameter> parameters, std::string* string_to_sign) {
    std::erase_if(parameters, [](parameter const& p) { return p.first == "Signature"; });
    std::ranges::sort(parameters);
    std::string text = request.method + "\n" + request.url.authority + "\n";
    text.append(request.url.path.empty() ? "/" : request.url.path).append("\n");
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (i != 0) text += '&';
        percent_encode_to(text, parameters[i].first);
        text += '=';
        percent_encode_to(text, parameters[i].second);
    }
    auto out = base64_encode(as_bytes(hmac_sha256(keys.secret_key(), text)));
    if (string_to_sign != nullptr) *string_to_sign = std::move(text);
    return out;
}

}  // namespace

void sign_v2_parameters(http::request& request, credentials const& keys, timestamp now,
                        std::string* string_to_sign) {
    bool in_body = !request.body.empty();
    std::string_view source = request.url.query;
    if (in_body) {
        auto const bytes = request.body.in_memory();
        if (!bytes) throw value_error("Signature Version 2 needs the form of the request in memory");
        in_body = !bytes->empty();
        if (in_body) source = *bytes;
    }
    auto parameters = read_parameters(source);
    set_parameter(parameters, "AWSAccessKeyId", keys.access_key());
    set_parameter(parameters, "SignatureVersion", "2");
    set_parameter(parameters, "SignatureMethod", "HmacSHA256");
    set_parameter(parameters, "Timestamp", format_iso8601(std::chrono::floor<std::chrono::seconds>(now)));
    if (keys.session_token() && !keys.session_token()->empty()) {
        set_parameter(parameters, "SecurityToken", *keys.session_token());
    }
    set_parameter(parameters, "Signature", signature(request, keys, parameters, string_to_sign));

    std::string text;
    for (auto const& [name, value] : parameters) {
        if (!text.empty()) text += '&';
        auto const encode = in_body ? form_encode_to : +[](std::string& out, std::string_view part) {
            percent_encode_to(out, part);
        };
        encode(text, name);
        text += '=';
        encode(text, value);
    }
    if (!in_body) {
        request.url.query = std::move(text);
        return;
    }
    if (request.headers.contains("Content-Length"))
        request.headers.set("Content-Length", std::to_string(text.size()));
    request.body = body::from_string(std::move(text));
}

}  // namespace coaws::auth

// HTTP exchanges as a text, without their secrets.
#include "testing/body_bytes.hpp"
#include "testing/secrets.hpp"

#include <array>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/testing/recording.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/redact.hpp>

namespace coaws::testing {

namespace {

namespace asio = boost::asio;

/// The failures that a recording knows, by the name of their class.
struct known_failure {
    std::string_view type;
    http_failure kind;
};
constexpr std::array<known_failure, 6> known_failures = {{
    {endpoint_connection_error::type_name, http_failure::connect},
    {connect_timeout_error::type_name, http_failure::connect_timeout},
    {read_timeout_error::type_name, http_failure::read_timeout},
    {connection_closed_error::type_name, http_failure::connection_closed},
    {ssl_error::type_name, http_failure::tls},
    {proxy_connection_error::type_name, http_failure::proxy},
}};

json_options lossless() {
    json_options options;
    options.with_lossless();
    return options;
}

/// Text where the bytes are text, a blob otherwise.
value bytes_value(std::string bytes) {
    return is_utf8(bytes) ? value(std::move(bytes)) : value(blob(std::move(bytes)));
}

value headers_value(http::fields const& headers) {
    value_list out;
    for (auto const& [name, text] : headers) out.push_back(list_of(name, masked_header(name, text)));
    return out;
}

value request_value(http::request const& request, std::string const& body) {
    return args("method", request.method, "url", masked_url(request.url), "headers",
                headers_value(request.headers), "body", bytes_value(masked_body(body)));
}

value response_value(http::response const& response, bool all_secret) {
    auto body = all_secret ? std::string(redaction_mark) : masked_body(response.body);
    auto headers = response.headers;
    // What is announced is what will be there.
    if (body != response.body && headers.contains("Content-Length"))
        headers.set("Content-Length", std::to_string(body.size()));
    return args("status", response.status, "reason", response.reason, "headers", headers_value(headers),
                "body", bytes_value(std::move(body)));
}

http::response read_response(value const& from) {
    http::response out;
    auto const status = from.at("status").as_int();
    if (status < 100 || status > 999) throw value_error("No status of a response: " + std::to_string(status));
    out.status = static_cast<unsigned>(status);
    out.reason = from.at("reason").as_string();
    for (auto const& field : from.at("headers").as_list())
        out.headers.add(field.at(0).as_string(), field.at(1).as_string());
    out.body = from.at("body").as_blob();
    return out;
}

http_failure read_failure(std::string const& type) {
    for (auto const& known : known_failures)
        if (known.type == type) return known.kind;
    throw value_error("Unknown failure: " + type);
}

/// The step that a line stands for, behind a check of the request.
void add_line(scripted_http& script, value const& line) {
    auto const method = line.at("request").at("method").as_string();
    auto const url = line.at("request").at("url").as_string();
    auto check = [method, url](http::request const& request) {
        auto const asked = request.method + ' ' + masked_url(request.url);
        auto const recorded = method + ' ' + url;
        if (asked != recorded)
            throw replay_mismatch_error("The recording goes on with " + recorded + ", not with " + asked);
    };
    if (auto const* failure = line.find("failure")) {
        script.answer([check, kind = read_failure(failure->as_string())](http::request const& request) {
            check(request);
            throw_failure(kind, request.url.str());
            return http::response();
        });
        return;
    }
    script.answer([check, response = read_response(line.at("response"))](http::request const& request) {
        check(request);
        return response;
    });
}

}  // namespace

recording_http::recording_http(std::shared_ptr<pipeline::transport> through,
                               std::shared_ptr<pipeline::files> files)
    : through_(std::move(through)), files_(std::move(files)) {
    if (!through_) throw value_error("A recording needs a transport to pass exchanges on to");
}

std::string recording_http::text() const {
    std::lock_guard lock(guard_);
    return text_;
}

asio::awaitable<http::response> recording_http::send(http::request const& request,
                                                     pipeline::send_options options) {
    auto const body = co_await body_bytes(request.body, files_);
    value line;
    line["request"] = request_value(request, body);
    std::shared_ptr<error const> failure;
    http::response response;
    try {
        response = co_await through_->send(request, options);
    } catch (error const& thrown) {
        failure = thrown.clone();
    }
    if (failure) {
        line["failure"] = failure->type();
        keep(to_json(line, lossless()));
        failure->raise();
    }
    bool const streamed = response.stream != nullptr;
    response = co_await without_stream(std::move(response));
    // The metadata service answers with the token and nothing else.
    bool const gives_token = request.headers.contains("x-aws-ec2-metadata-token-ttl-seconds");
    line["response"] = response_value(response, gives_token && response.status < 300);
    keep(to_json(line, lossless()));
    if (streamed) co_return with_stream(std::move(response));
    co_return response;
}

void recording_http::close() noexcept { through_->close(); }

void recording_http::keep(std::string line) {
    std::lock_guard lock(guard_);
    text_ += line + '\n';
}

std::shared_ptr<scripted_http> replay(std::string_view recording) {
    auto script = std::make_shared<scripted_http>();
    std::size_t number = 0;
    for (auto line : split(recording, '\n')) {
        ++number;
        if (trim(line).empty()) continue;
        try {
            add_line(*script, from_json(line, lossless()));
        } catch (error const& failure) {
            throw value_error("Line " + std::to_string(number) +
                              " is none of a recording: " + failure.what());
        }
    }
    return script;
}

}  // namespace coaws::testing

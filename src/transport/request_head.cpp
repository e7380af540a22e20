// The bytes of a request before its body.
#include "transport/request_head.hpp"

#include <charconv>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>

namespace coaws::transport {
namespace {

bool breaks_line(std::string_view text) noexcept {
    for (char c : text) {
        if (c == '\r' || c == '\n' || c == '\0') return true;
    }
    return false;
}

bool is_printable(std::string_view text) noexcept {
    for (char c : text) {
        if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f) return false;
    }
    return true;
}

bool is_field_name(std::string_view name) noexcept {
    return !name.empty() && name.find(':') == std::string_view::npos && is_printable(name);
}

std::uint64_t parse_length(std::string_view text) {
    std::uint64_t number = 0;
    auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) {
        throw http_client_error("Content-Length is not a number");
    }
    return number;
}

void append_number(std::string& out, std::uint64_t number) {
    char digits[20];
    auto end = std::to_chars(digits, digits + sizeof digits, number);
    out.append(digits, end.ptr);
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    if (!is_field_name(name)) throw http_client_error("Invalid header name");
    if (breaks_line(value)) throw http_client_error("Invalid value of header '" + std::string(name) + "'");
    out.append(name).append(": ").append(value).append("\r\n");
}

bool takes_no_body(std::string_view method) noexcept {
    return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

}  // namespace

request_framing framing_of(http::request const& request, std::optional<std::uint64_t> size,
                           std::uint64_t continue_threshold) {
    request_framing framing;
    framing.has_body = !request.body.empty() && size != std::uint64_t{0};
    std::optional<std::string_view> length;
    std::optional<std::string_view> coding;
    for (auto const& field : request.headers) {
        switch (field.name.size()) {
            case 6:
                if (iequals(field.name, "expect"))
                    framing.expects_continue = iequals(field.value, "100-continue");
                break;
            case 14:
                if (iequals(field.name, "content-length")) length = field.value;
                break;
            case 17:
                if (iequals(field.name, "transfer-encoding")) coding = field.value;
                break;
            default:
                break;
        }
    }
    bool small = size && *size < continue_threshold;
    framing.expects_continue = framing.expects_continue && framing.has_body && !small;
    if (coding) {
        framing.chunked = true;
        if (!iequals(*coding, "chunked"))
            throw http_client_error("only the chunked transfer coding can be sent");
        framing.has_body = true;  // even an empty body has a last chunk
    } else if (length) {
        framing.length = parse_length(*length);
        std::uint64_t sent = framing.has_body ? size.value_or(*framing.length) : 0;
        if (sent != *framing.length) {
            throw http_client_error("Content-Length is " + std::string(*length) + " but the body has " +
                                    std::to_string(sent) + " bytes");
        }
    } else if (!framing.has_body) {
        framing.length = 0;
        framing.adds_length = !takes_no_body(request.method);
    } else if (size) {
        framing.length = size;
        framing.adds_length = true;
    } else {
        framing.chunked = framing.adds_chunked = true;
    }
    return framing;
}

void write_head(std::string& out, http::request const& request, request_framing const& framing,
                route const& way) {
    out.clear();
    http::uri const& url = request.url;
    if (!is_field_name(request.method)) throw http_client_error("Invalid request method");
    if (!is_printable(url.path) || !is_printable(url.query) || !is_printable(url.authority)) {
        throw http_client_error("the URL has blanks or control characters");
    }
    out.append(request.method).append(" ");
    if (way.absolute_form) out.append(url.scheme).append("://").append(url.host_header());
    if (url.path.empty() || url.path.front() != '/') out.push_back('/');
    out.append(url.path);
    if (!url.query.empty()) out.append("?").append(url.query);
    out.append(" HTTP/1.1\r\n");

    bool has_host = false;
    bool has_encoding = false;
    for (auto const& field : request.headers) {
        if (field.name.size() == 4) has_host = has_host || iequals(field.name, "host");
        if (field.name.size() == 15) has_encoding = has_encoding || iequals(field.name, "accept-encoding");
    }
    if (!has_host) append_field(out, "Host", url.host_header());
    if (!has_encoding) out.append("Accept-Encoding: identity\r\n");
    for (auto const& field : request.headers) append_field(out, field.name, field.value);
    if (framing.adds_length) {
        out.append("Content-Length: ");
        append_number(out, *framing.length);
        out.append("\r\n");
    }
    if (framing.adds_chunked) out.append("Transfer-Encoding: chunked\r\n");
    // With a tunnel the proxy has had its authorization already, and the server must not see it.
    if (way.absolute_form && way.proxy != nullptr && !way.proxy->authorization.empty()) {
        append_field(out, "Proxy-Authorization", way.proxy->authorization);
    }
    out.append("\r\n");
}

void write_connect_head(std::string& out, route const& way) {
    if (!is_printable(way.host)) throw http_client_error("the URL has blanks or control characters");
    bool ipv6 = way.host.find(':') != std::string_view::npos;
    std::string authority = (ipv6 ? "[" + std::string(way.host) + "]" : std::string(way.host)) + ":";
    append_number(authority, way.port);
    out.assign("CONNECT ").append(authority).append(" HTTP/1.1\r\nHost: ").append(authority).append("\r\n");
    if (!way.proxy->authorization.empty()) append_field(out, "Proxy-Authorization", way.proxy->authorization);
    out.append("\r\n");
}

}  // namespace coaws::transport

// Absolute and relative URIs, kept in their encoded form.
#include <algorithm>
#include <charconv>
#include <coaws/base/text.hpp>
#include <coaws/http/uri.hpp>
#include <system_error>

namespace coaws::http {
namespace {

bool is_scheme(std::string_view text) noexcept {
    auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    auto const tail = [letter](char c) {
        return letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    };
    return !text.empty() && letter(text.front()) && std::all_of(text.begin(), text.end(), tail);
}

// Line breaks and the like could smuggle header lines into a request.
bool has_control(std::string_view text) noexcept {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

std::string_view without_userinfo(std::string_view authority) noexcept {
    auto const at = authority.rfind('@');
    return at == std::string_view::npos ? authority : authority.substr(at + 1);
}

// Where `:port` begins in an authority without userinfo; its size when there is none. Colons inside brackets
// belong to an IPv6 address.
std::size_t port_position(std::string_view authority) noexcept {
    auto const colon = authority.rfind(':');
    if (colon == std::string_view::npos) return authority.size();
    auto const bracket = authority.rfind(']');
    return bracket != std::string_view::npos && bracket > colon ? authority.size() : colon;
}

std::uint16_t default_port(std::string_view scheme) noexcept { return scheme == "https" ? 443 : 80; }

}  // namespace

std::optional<uri> uri::parse(std::string_view text) {
    auto const colon = text.find("://");
    if (colon == std::string_view::npos || !is_scheme(text.substr(0, colon)) || has_control(text)) return {};
    uri out;
    out.scheme = ascii_lower(text.substr(0, colon));
    text.remove_prefix(colon + 3);
    text = text.substr(0, text.find('#'));
    auto const authority_end = std::min(text.find_first_of("/?"), text.size());
    out.authority = text.substr(0, authority_end);
    if (out.host().empty()) return {};
    text.remove_prefix(authority_end);
    auto const question = std::min(text.find('?'), text.size());
    out.path = text.substr(0, question);
    if (question < text.size()) out.query = text.substr(question + 1);
    return out;
}

std::string uri::str() const {
    std::string out;
    out.reserve(scheme.size() + authority.size() + path.size() + query.size() + 4);
    out.append(scheme).append("://").append(authority).append(path);
    if (!query.empty()) out.append("?").append(query);
    return out;
}

std::string_view uri::host() const noexcept {
    auto name = without_userinfo(authority);
    name = name.substr(0, port_position(name));
    if (name.size() >= 2 && name.front() == '[' && name.back() == ']') name = name.substr(1, name.size() - 2);
    return name;
}

std::uint16_t uri::port() const noexcept {
    auto const place = without_userinfo(authority);
    auto const colon = port_position(place);
    if (colon >= place.size()) return default_port(scheme);
    std::uint16_t number = 0;
    auto const* const end = place.data() + place.size();
    auto const [stop, code] = std::from_chars(place.data() + colon + 1, end, number);
    return code == std::errc{} && stop == end ? number : default_port(scheme);
}

std::string uri::target() const {
    std::string out;
    out.reserve(path.size() + query.size() + 2);
    out = path.empty() ? "/" : path;
    if (!query.empty()) out.append("?").append(query);
    return out;
}

std::string uri::host_header() const {
    auto const place = without_userinfo(authority);
    bool const standard = port() == default_port(scheme);
    return ascii_lower(standard ? place.substr(0, port_position(place)) : place);
}

}  // namespace coaws::http

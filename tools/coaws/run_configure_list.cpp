// `coaws configure list`: which settings are in force, and where they come from.
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>

#include "commands.hpp"
#include "masking.hpp"
#include "output.hpp"
#include "usage_error.hpp"

namespace cli {

namespace {

namespace asio = boost::asio;

using coaws::config::value_source;

struct setting {
    std::string name;
    std::string text = "<not set>";
    std::string type = "None";
    std::string location = "None";

    explicit setting(std::string called) : name(std::move(called)) {}
};

std::string_view source_name(value_source source) noexcept {
    switch (source) {
        case value_source::instance:
            return "manual";
        case value_source::environment:
            return "env";
        case value_source::file:
            return "config-file";
        case value_source::default_value:
            return "default";
        default:
            return "None";
    }
}

setting variable(coaws::config::store const& store, std::string const& name) {
    setting out(name);
    auto const found = store.find(name);
    if (found.value.is_null()) return out;
    out.text = scalar_text(found.value);
    out.type = source_name(found.source);
    if (!found.location.empty()) out.location = found.location;
    return out;
}

setting option(std::string const& name, std::string const& text) {
    setting out(name);
    out.text = text;
    out.type = "manual";
    out.location = "--" + name;
    return out;
}

/// Only the last four characters of a key that is long enough to stay unknown.
std::string masked_tail(std::string const& key) {
    return std::string(mask) + (key.size() >= 16 ? key.substr(key.size() - 4) : std::string());
}

asio::awaitable<std::optional<coaws::credentials>> find_credentials(coaws::session session) {
    try {
        co_return co_await session.get_credentials();
    } catch (coaws::no_credentials_error const&) {
    }
    co_return std::nullopt;
}

std::string padded(std::string const& text, std::size_t width) {
    return text.size() < width ? text + std::string(width - text.size(), ' ') : text;
}

std::string render(std::vector<setting> const& settings) {
    setting head("NAME");
    head.text = "VALUE";
    head.type = "TYPE";
    head.location = "LOCATION";
    std::size_t name = head.name.size();
    std::size_t text = head.text.size();
    std::size_t type = head.type.size();
    for (auto const& s : settings) {
        name = std::max(name, s.name.size());
        text = std::max(text, s.text.size());
        type = std::max(type, s.type.size());
    }
    auto const line = [&](setting const& s) {
        return padded(s.name, name) + " : " + padded(s.text, text) + " : " + padded(s.type, type) + " : " +
               s.location + '\n';
    };
    auto out = line(head);
    for (auto const& s : settings) out += line(s);
    return out;
}

}  // namespace

asio::awaitable<void> run_configure_list(arguments from) {
    if (from.operation != "list" || !from.rest.empty())
        throw usage_error("configure knows one operation: coaws configure list");
    auto const session = make_session(from);
    auto const store = co_await session.configuration();
    std::vector<setting> settings;
    settings.push_back(from.profile ? option("profile", *from.profile) : variable(*store, "profile"));
    setting access("access_key");
    setting secret("secret_key");
    if (auto const keys = co_await find_credentials(session)) {
        access.text = masked_tail(keys->access_key());
        secret.text = mask;
        access.type = secret.type = keys->method();
        access.location = secret.location = "";
    }
    settings.push_back(std::move(access));
    settings.push_back(std::move(secret));
    settings.push_back(from.region ? option("region", *from.region) : variable(*store, "region"));
    write_output(render(settings));
}

}  // namespace cli

// Copies between regions carry a presigned request to the source.
#include "customization/presigned_copy/presigned_copy.hpp"

#include <algorithm>
#include <coaws/auth/sigv4.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/pipeline/events.hpp>
#include <string>

namespace coaws::customization {

namespace {

namespace asio = boost::asio;

constexpr std::int64_t valid_seconds = 3600;

protocol::form::iterator find_pair(protocol::form& form, std::string_view name) {
    return std::ranges::find(form, name, [](auto const& pair) -> std::string const& { return pair.first; });
}

void set_pair(protocol::form& form, std::string_view name, std::string text) {
    if (auto const at = find_pair(form, name); at != form.end())
        at->second = std::move(text);
    else
        form.emplace_back(std::string(name), std::move(text));
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
    if (from.empty()) return text;
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string query_of(protocol::form const& form) {
    std::string out;
    for (auto const& [name, text] : form) {
        if (!out.empty()) out += '&';
        percent_encode_to(out, name);
        out += '=';
        percent_encode_to(out, text);
    }
    return out;
}

/// The same request as a GET to the source region, presigned. Regions are exchanged in the URL's text.
asio::awaitable<std::string> presign_at_source(pipeline::client_core const& core, before_call& e,
                                               std::string source, std::string destination) {
    auto form = *e.request.form_body;
    set_pair(form, "DestinationRegion", destination);
    http::request request;
    request.url =
        http::uri::parse(replace_all(e.request.http.url.str(), destination, source)).value_or(http::uri());
    if (core.settings().signature_version == "none") co_return request.url.str();
    request.url.query = query_of(form);
    auto keys = e.context.signing.request_credentials;
    if (!keys && core.identity() != nullptr) keys = co_await core.identity()->resolve();
    if (!keys) throw no_credentials_error();
    auth::sigv4_params params;
    params.region = source;
    params.service =
        e.context.signing.signing_name ? *e.context.signing.signing_name : core.settings().signing_name;
    params.now = core.world().clock->now();
    auth::sign_v4_query(request, *keys, params, valid_seconds);
    co_return request.url.str();
}

std::string client_region(pipeline::client_core const& core) {
    return core.settings().signing_region.value_or(std::string());
}

class snapshot_copy {
  public:
    explicit snapshot_copy(std::weak_ptr<pipeline::client_core const> core) : core_(std::move(core)) {}

    asio::awaitable<void> operator()(before_call& e) const {
        auto const core = core_.lock();
        if (!core || !e.request.form_body) co_return;
        auto& form = *e.request.form_body;
        auto const source = find_pair(form, "SourceRegion");
        if (source == form.end() || find_pair(form, "PresignedUrl") != form.end()) co_return;
        auto const destination = client_region(*core);
        auto url = co_await presign_at_source(*core, e, source->second, destination);
        set_pair(form, "PresignedUrl", std::move(url));
        set_pair(form, "DestinationRegion", destination);
    }

  private:
    std::weak_ptr<pipeline::client_core const> core_;
};

class database_copy {
  public:
    explicit database_copy(std::weak_ptr<pipeline::client_core const> core) : core_(std::move(core)) {}

    asio::awaitable<void> operator()(before_call& e) const {
        auto const core = core_.lock();
        if (!core || !e.request.form_body) co_return;
        auto& form = *e.request.form_body;
        auto const at = find_pair(form, "SourceRegion");
        if (at == form.end()) co_return;
        auto source = std::move(at->second);
        form.erase(at);
        if (find_pair(form, "PreSignedUrl") != form.end()) co_return;
        auto url = co_await presign_at_source(*core, e, std::move(source), client_region(*core));
        set_pair(form, "PreSignedUrl", std::move(url));
    }

  private:
    std::weak_ptr<pipeline::client_core const> core_;
};

}  // namespace

void register_presigned_snapshot_copy(emitter& events, std::weak_ptr<pipeline::client_core const> core) {
    events.on("before-call.ec2.CopySnapshot", snapshot_copy(std::move(core)));
}

void register_presigned_database_copy(emitter& events, std::string_view service,
                                      std::weak_ptr<pipeline::client_core const> core) {
    auto const on = [&](std::string_view operation) {
        std::string name(before_call::event_name);
        events.on(name.append(".").append(service).append(".").append(operation), database_copy(core));
    };
    on("CopyDBClusterSnapshot");
    on("CreateDBCluster");
    if (service != "rds") return;
    on("CopyDBSnapshot");
    on("CreateDBInstanceReadReplica");
    on("StartDBInstanceAutomatedBackupsReplication");
}

}  // namespace coaws::customization

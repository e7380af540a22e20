// Searches may be longer than a URL.
#include "customization/cloudsearch_domain/search_by_post.hpp"

#include <coaws/pipeline/events.hpp>
#include <utility>

namespace coaws::customization {

namespace {

void make_post(request_created& e) {
    auto& request = e.request;
    if (request.method != "GET" || request.url.query.empty()) return;
    request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    request.method = "POST";
    request.body = body::from_string(std::exchange(request.url.query, {}));
}

}  // namespace

void register_search_by_post(emitter& events) {
    events.on("request-created.cloudsearch-domain.Search", make_post);
}

}  // namespace coaws::customization

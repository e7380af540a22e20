// Presigned requests and forms: a call that ends with its signature.
#include "pipeline/operation_run.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/pipeline/presign.hpp>
#include <coaws/value/args.hpp>

namespace coaws::pipeline {

namespace {

constexpr std::string_view any_name = "${filename}";

void require_operation(client_core const& core, std::string_view operation) {
    if (core.service().find_operation(operation) == nullptr)
        throw unknown_client_method_error(std::string(operation));
}

/// The caller's conditions and those on bucket and key.
value_list all_conditions(post_policy& policy, std::string const& bucket, std::string const& key) {
    auto conditions = std::move(policy.conditions);
    conditions.push_back(args("bucket", bucket));
    if (key.ends_with(any_name))
        conditions.push_back(list_of("starts-with", "$key", key.substr(0, key.size() - any_name.size())));
    else
        conditions.push_back(args("key", key));
    return conditions;
}

}  // namespace

asio::awaitable<result<http::request>> presign(client_core const& core, std::string_view operation,
                                               value params, std::int64_t expires_seconds,
                                               presign_options options) {
    try {
        require_operation(core, operation);
        presigning how;
        how.expires_seconds = expires_seconds;
        operation_run run(core, operation, std::move(params), call_options());
        run.presign(how);
        co_await run.prepare();
        auto& request = run.request();
        if (options.http_method) request.http.method = *options.http_method;
        co_await run.sign(request.http);
        // A signer that does not move the body drops it, as the reference does.
        request.http.body = body();
        co_return std::move(request.http);
    } catch (error const& failure) {
        co_return failure.clone();
    }
}

asio::awaitable<result<presigned_post>> presign_post(client_core const& core, std::string bucket,
                                                     std::string key, post_policy policy) {
    try {
        if (core.service().metadata().event_id != "s3") throw unknown_client_method_error("presign_post");
        auto const conditions = all_conditions(policy, bucket, key);
        presigned_post made;
        made.fields = std::move(policy.fields);
        made.fields.set("key", key);
        presigning how;
        how.expires_seconds = policy.expires.count();
        how.signed_as = &core.plan("PutObject");
        how.form = &made.fields;
        how.conditions = &conditions;
        // Of all requests, that of this operation goes to the URL of the bare bucket.
        auto params = args("Bucket", std::move(bucket));
        operation_run run(core, "CreateBucket", std::move(params), call_options());
        run.presign(how);
        co_await run.prepare();
        co_await run.sign(run.request().http);
        made.url = run.request().http.url.str();
        co_return made;
    } catch (error const& failure) {
        co_return failure.clone();
    }
}

}  // namespace coaws::pipeline

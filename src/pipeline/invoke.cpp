// One operation's life: the straight line of CLI-12.
#include "pipeline/operation_run.hpp"
#include "pipeline/response_value.hpp"
#include "pipeline/value_texts.hpp"

#include <boost/system/system_error.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/value/value_bridge.hpp>

namespace coaws::pipeline {

namespace {

received received_from(canned_answer answer) {
    received got;
    got.response = std::move(answer.response);
    got.parsed = std::move(answer.parsed);
    got.metadata.status = got.response.status;
    return got;
}

std::string code_of(value_map const& parsed) {
    auto const* error = parsed.find("Error");
    return error == nullptr ? std::string() : error->get("Code", "");
}

}  // namespace

void operation_run::edit_direct_result(http::response const& response) {
    if (handlers_->direct_results.empty()) return;
    direct_result event(plan_.names.after_call, context_, response, output_->texts());
    emit_now(handlers_->direct_results, event);
}

asio::awaitable<result<value>> operation_run::finish(received got) {
    bool const failed = got.response.status >= 300;
    if (got.is_read && !failed) {
        edit_direct_result(got.response);
        core_.retries().on_success(context_.retries.quota_used);
        metadata_ = std::move(got.metadata);
        co_return value();
    }
    value_map parsed;
    if (got.service_error) {
        parsed = error_value(*got.service_error, got.metadata);
    } else {
        parsed = std::move(got.parsed);
        if (!parsed.contains("ResponseMetadata"))
            parsed.append("ResponseMetadata", metadata_value(got.metadata));
    }
    auto const& observers = handlers_->after_call.of(!failed);
    if (!observers.empty()) {
        after_call event(plan_.names.after_call, context_, got.response, parsed);
        if (!emit_now(observers, event)) co_await emit(observers, event);
    }
    if (!failed) {
        core_.retries().on_success(context_.retries.quota_used);
        if (output_ == nullptr) co_return value(std::move(parsed));
        metadata_ = std::move(got.metadata);
        if (plan_.operation.output != nullptr) {
            value whole(std::move(parsed));
            value_cursor cursor(whole);
            output_->read(cursor, *plan_.operation.output);
        }
        co_return value();
    }
    std::string modeled = "ClientError";
    if (context_.error_code_override) {
        if (auto const* shape = core_.service().error_for_code(*context_.error_code_override))
            modeled = shape->shape_name();
    } else if (got.service_error && got.service_error->modeled != nullptr) {
        modeled = got.service_error->modeled->shape_name();
    } else if (!got.service_error) {
        // A handler of before-call answered: only the parsed form tells the code.
        if (auto const* shape = core_.service().error_for_code(code_of(parsed)))
            modeled = shape->shape_name();
    }
    client_error failure(plan_.operation.name, value(std::move(parsed)), std::move(modeled),
                         context_.retries.attempt);
    co_return result<value>(failure);
}

asio::awaitable<void> operation_run::report_failure(error const& failure) {
    if (handlers_->after_call_error.empty()) co_return;
    after_call_error event(plan_.names.after_call_error, context_, failure);
    if (!emit_now(handlers_->after_call_error, event)) co_await emit(handlers_->after_call_error, event);
}

namespace {

/// Everything behind before-call: errors here are reported to after-call-error (CLI-13).
asio::awaitable<received> send(operation_run& run) {
    co_await run.seal();
    co_return co_await run.attempt_until_done();
}

asio::awaitable<result<value>> run_to_end(operation_run& run) {
    try {
        auto answer = co_await run.prepare();
        if (answer) co_return co_await run.finish(received_from(std::move(*answer)));
        received got;
        try {
            got = co_await send(run);
        } catch (error const& failure) {
            got.failure = failure.clone();
        }
        if (got.failure) {
            co_await run.report_failure(*got.failure);
            co_return got.failure;
        }
        co_return co_await run.finish(std::move(got));
    } catch (error const& failure) {
        co_return failure.clone();
    }
}

}  // namespace

asio::awaitable<result<value>> invoke(client_core const& core, std::string_view operation, value params,
                                      call_options options) {
    try {
        operation_run run(core, operation, std::move(params), options);
        run.begin();
        auto outcome = co_await run_to_end(run);
        run.end(outcome);
        co_return std::move(outcome);
    } catch (error const& failure) {
        co_return failure.clone();
    }
}

asio::awaitable<result<protocol::response_metadata>> invoke_typed(client_core const& core,
                                                                  std::string_view operation,
                                                                  typed_input const& input,
                                                                  typed_output& output,
                                                                  call_options options) {
    try {
        operation_run run(core, operation, input, output, options);
        run.begin();
        auto outcome = co_await run_to_end(run);
        run.end(outcome);
        if (!outcome) co_return outcome.error_ptr();
        co_return std::move(run.metadata());
    } catch (error const& failure) {
        co_return failure.clone();
    }
}

namespace {

asio::awaitable<http::request> run_to_request(operation_run& run) {
    auto const answer = co_await run.prepare();
    if (answer) throw value_error("A before-call handler answered in place of the request");
    co_await run.seal();
    run.context().retries.invocation_id = run.core().world().randomness->uuid4();
    co_return co_await run.create_request();
}

/// Of a call that only becomes a request.
class no_output final : public typed_output {
  public:
    void read(shape_reader&, schema const&) override {}
    void clear() override {}
    result_texts& texts() noexcept override { return texts_; }

  private:
    value_map nothing_;
    value_texts texts_{nothing_};
};

}  // namespace

asio::awaitable<result<http::request>> build(client_core const& core, std::string_view operation,
                                             value params) {
    try {
        operation_run run(core, operation, std::move(params), call_options());
        auto request = co_await run_to_request(run);
        co_return request;
    } catch (error const& failure) {
        co_return failure.clone();
    }
}

asio::awaitable<result<http::request>> build_typed(client_core const& core, std::string_view operation,
                                                   typed_input const& input) {
    try {
        no_output nothing;
        operation_run run(core, operation, input, nothing, call_options());
        auto request = co_await run_to_request(run);
        co_return request;
    } catch (error const& failure) {
        co_return failure.clone();
    }
}

}  // namespace coaws::pipeline

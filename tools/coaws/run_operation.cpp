// `coaws SERVICE OPERATION`.
#include <coaws/base/text.hpp>
#include <coaws/pipeline/event_stream.hpp>
#include <coaws/value/jmespath.hpp>
#include <cstdio>

#include "commands.hpp"
#include "download.hpp"
#include "masking.hpp"
#include "output.hpp"
#include "parameters.hpp"
#include "service_data.hpp"
#include "usage_error.hpp"

namespace cli {

namespace {

namespace asio = boost::asio;

using coaws::value;
using query = std::optional<coaws::jmespath::expression>;

query compile_query(arguments const& from) {
    if (!from.query) return std::nullopt;
    try {
        return coaws::jmespath::expression::compile(*from.query);
    } catch (coaws::jmespath::jmespath_error const& failure) {
        throw usage_error("Bad value for --query " + *from.query + ": " + failure.what());
    }
}

value query_result(query const& wanted, value v) {
    if (!wanted) return v;
    try {
        return wanted->search(v);
    } catch (coaws::jmespath::jmespath_error const& failure) {
        throw usage_error("Bad value for --query: " + std::string(failure.what()));
    }
}

/// How output is written; the configuration may say so as well.
asio::awaitable<output_format> wanted_format(coaws::session session, arguments from) {
    if (from.output) co_return *from.output;
    auto const configured = co_await session.configuration();
    std::optional<std::string> name = configured->environment_variable("AWS_DEFAULT_OUTPUT");
    if (!name || name->empty()) {
        auto const profile = configured->scoped_config();
        auto const* in_file = profile.find("output");
        name = in_file != nullptr && in_file->is_string() ? in_file->as_string() : "json";
    }
    // Other programs know more formats; theirs must not break this one.
    if (*name == "text") co_return output_format::text;
    if (*name == "table") co_return output_format::table;
    co_return output_format::json;
}

/// The results of a page, put into `out`: text output leaves tokens and the like out.
value only_results(value const& page, std::vector<std::string> const& keys, coaws::value_map out) {
    for (auto const& key : keys) {
        auto found = coaws::jmespath::expression::compile(key).search(page);
        coaws::jmespath::set_path(out, key, std::move(found));
    }
    return value(std::move(out));
}

/// Text is written page by page: nothing must be kept, and the first lines come early.
asio::awaitable<void> print_pages_as_text(coaws::page_iterator pages, query wanted) {
    auto const keys = co_await pages.result_keys();
    bool first = true;
    for (;;) {
        auto page = co_await pages.next();
        if (!page) break;
        auto shown = only_results(*page, keys, first ? pages.non_aggregate_part() : coaws::value_map());
        first = false;
        auto const result = query_result(wanted, std::move(shown));
        write_output(format_output(output_format::text, {}, result));
    }
    if (auto const token = pages.resume_token(); token && !wanted)
        write_output("NEXTTOKEN\t" + *token + "\n");
}

asio::awaitable<void> print_pages(coaws::client service, coaws::operation_schema const* operation,
                                  operation_input input, output_format format, query wanted) {
    coaws::pagination_config limits;
    limits.max_items = input.max_items;
    limits.page_size = input.page_size;
    limits.starting_token = input.starting_token;
    auto pages = service.get_paginator(operation->name).paginate(value(std::move(input.params)), limits);
    if (format == output_format::text) {
        co_await print_pages_as_text(pages, std::move(wanted));
        co_return;
    }
    auto whole = co_await pages.build_full_result();
    whole.as_map().erase("ResponseMetadata");
    auto const result = query_result(wanted, std::move(whole));
    write_output(format_output(format, operation->name, result));
}

asio::awaitable<void> print_request(coaws::client service, coaws::operation_schema const* operation,
                                    coaws::value_map params) {
    auto const request = co_await service.build_request(operation->name, value(std::move(params)));
    write_output(masked_request(request, sensitive_names(*operation)));
}

/// The URL alone goes to standard output; what else its request needs, to standard error.
asio::awaitable<void> print_presigned(coaws::client service, coaws::operation_schema const* operation,
                                      coaws::value_map params, std::chrono::seconds expires) {
    auto const request = co_await service.presign_request(operation->name, value(std::move(params)), expires);
    if (request.method != "GET" || !request.headers.empty()) {
        std::string needs = "The URL is for " + request.method;
        for (auto const& header : request.headers)
            needs.append(header.name == request.headers.begin()->name ? " with " : ", ")
                .append(header.name)
                .append(": ")
                .append(header.value);
        needs += '\n';
        std::fwrite(needs.data(), 1, needs.size(), stderr);
    }
    write_output(request.url.str() + '\n');
}

/// Takes the streamed member out of the output and into the file.
asio::awaitable<void> save_stream(value* out, coaws::operation_schema const* operation, std::string path) {
    auto const* member = operation->output == nullptr ? nullptr : operation->output->payload();
    if (member == nullptr)
        throw usage_error("The output of " + operation->name + " can't be written to a file");
    auto const name = std::string(member->name());
    auto const* held = out->find(name);
    coaws::streaming_body body;
    if (held != nullptr && !held->is_null()) body = coaws::streaming_body(out->take_body(name));
    out->as_map().erase(name);
    co_await download(std::move(body), std::move(path));
}

/// Each event as a line of JSON, as soon as it is there. What --query finds nothing in is left out.
asio::awaitable<void> print_events(value* out, query wanted) {
    coaws::event_stream events;
    for (auto& [name, member] : out->as_map()) {
        auto const* held = member.get_if<coaws::body>();
        if (held != nullptr && coaws::event_stream::is_in(*held)) events = coaws::event_stream(*held);
    }
    // The stream is held once: it is closed when it is left.
    *out = value();
    while (auto event = co_await events.next()) {
        auto const shown = query_result(wanted, std::move(*event));
        if (!shown.is_null()) write_output(coaws::to_json(shown) + '\n');
    }
}

}  // namespace

asio::awaitable<void> run_operation(arguments from) {
    if (from.dry_run && from.presign) throw usage_error("--dry-run can't be used with --presign");
    if (from.expires_in && !from.presign) throw usage_error("--expires-in goes with --presign");
    auto wanted = compile_query(from);
    auto const session = make_session(from);
    auto service = co_await make_client(session, from);
    auto const& operation = find_operation(service, from.operation);
    auto const paging = co_await find_paging(service, operation.name);
    auto input = read_parameters(from, operation, paging ? &*paging : nullptr);
    if (from.dry_run) {
        co_await print_request(service, &operation, std::move(input.params));
        co_return;
    }
    if (from.presign) {
        auto const expires = from.expires_in.value_or(std::chrono::hours(1));
        co_await print_presigned(service, &operation, std::move(input.params), expires);
        co_return;
    }
    if (writes_file(operation) && !input.outfile)
        throw usage_error("The output of " + coaws::xform_name(operation.name, '-') +
                          " goes to a file: give its name, or - for standard output");
    auto const format = co_await wanted_format(session, from);
    if (input.all_pages) {
        co_await print_pages(service, &operation, std::move(input), format, std::move(wanted));
        co_return;
    }
    auto out = co_await service.call(operation.name, value(std::move(input.params)));
    if (operation.has_event_stream_output) {
        co_await print_events(&out, std::move(wanted));
        co_return;
    }
    out.as_map().erase("ResponseMetadata");
    if (input.outfile) co_await save_stream(&out, &operation, *input.outfile);
    // The bytes have standard output for themselves.
    if (input.outfile == "-") co_return;
    auto const result = query_result(wanted, std::move(out));
    write_output(format_output(format, operation.name, result));
}

}  // namespace cli

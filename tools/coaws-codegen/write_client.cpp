// The client class and its operations.
#include <coaws/base/text.hpp>

#include "identifiers.hpp"
#include "source_text.hpp"
#include "type_names.hpp"
#include "writers.hpp"

namespace codegen {

namespace {

std::string awaitable(std::string const& type) { return "::boost::asio::awaitable<" + type + ">"; }

std::string operation_entry(service_plan const& plan, std::size_t index) {
    return qualified(plan, "tables::" + operation_entry_name(index));
}

struct operation_names {
    std::string name, input, output;
};

operation_names names_of(service_plan const& plan, operation_plan const& o) {
    return {o.name, qualified(plan, o.input_name), qualified(plan, o.output_name)};
}

void declare_operation(source_text& out, service_plan const& plan, std::size_t index) {
    auto const& o = plan.operations[index];
    auto const n = names_of(plan, o);
    auto const entry = operation_entry(plan, index);
    auto const stem = name_stem(o.operation->name);
    out.blank().doc(o.operation->documentation);
    out.line(awaitable(n.output), " ", n.name, "(", n.input, " input = ", n.input, "()) const;");
    out.line(awaitable(n.output), " ", n.name, "(", n.input, " input, ::coaws::call_options options) const;");
    auto const result = awaitable("::coaws::result<" + n.output + ">");
    out.line(result, " try_", stem, "(", n.input, " input = ", n.input, "()) const;");
    out.line(result, " try_", stem, "(", n.input, " input, ::coaws::call_options options) const;");
    out.line("template <class Token>");
    out.line("auto async_", stem, "(", n.input, " input, Token&& token) const {").in();
    out.line("return start<", n.output, ">(", entry, ", ::std::move(input), ::std::forward<Token>(token));");
    out.out().line("}");
    out.line("template <class Options, class Token>");
    out.line("auto async_", stem, "(", n.input, " input, Options options, Token&& token) const {").in();
    out.line("return start<", n.output, ">(", entry,
             ", ::std::move(input), ::std::move(options), ::std::forward<Token>(token));");
    out.out().line("}");
    if (!o.pages) return;
    out.line("/// The pages of `", n.name, "`, fetched as they are asked for.");
    auto const pages = qualified(plan, o.pages->class_name);
    out.line(pages, " ", o.pages->method, "(", n.input, " input = ", n.input, "()) const;");
    out.line(pages, " ", o.pages->method, "(", n.input, " input, ::coaws::pagination_config config) const;");
}

std::string item_type(service_plan const& plan, item_list const& list) {
    return type_of(plan, list.path.back()->element(), nullptr).text;
}

void declare_pages(source_text& out, service_plan const& plan, operation_plan const& o) {
    auto const& pages = *o.pages;
    out.line("/// The pages of `", o.name, "`.");
    out.line("class ", pages.class_name, " : public ::coaws::services::typed_pages {").line("  public:").in();
    out.line("/// The next page, or nothing at the end.");
    out.line(awaitable("::std::optional<" + qualified(plan, o.output_name) + ">"), " next() const;");
    for (auto const& list : pages.lists) {
        out.line("/// ", list.method == "items" ? "The results" : "`" + list.method + "`",
                 " of all remaining pages, one by one.");
        out.line("::coaws::async_generator<", item_type(plan, list), "> ", list.method, "() const;");
    }
    out.out().line("  private:").in();
    out.line("friend class client;");
    out.line("using typed_pages::typed_pages;");
    out.out().line("};").blank();
}

void declare_waiter(source_text& out, service_plan const& plan, waiter_plan const& w) {
    auto const input = qualified(plan, plan.operations[w.operation].input_name);
    out.blank();
    if (!w.description.empty()) out.plain_doc(w.description);
    out.line("/// Polls `", plan.operations[w.operation].name, "`; throws waiter_failure.");
    out.line(awaitable("void"), " ", w.method, "(", input, " input) const;");
    out.line(awaitable("void"), " ", w.method, "(", input, " input, ::coaws::waiter_config config) const;");
}

void define_operation(source_text& out, service_plan const& plan, std::size_t index) {
    auto const& o = plan.operations[index];
    auto const n = names_of(plan, o);
    auto const entry = operation_entry(plan, index);
    out.line("constinit ::coaws::services::operation_entry const tables::", operation_entry_name(index),
             " = {", quoted(o.operation->name), ", ", struct_table_name(o.input), ", ",
             struct_table_name(o.output), "};");
    auto define = [&](std::string const& result, std::string const& prefix, std::string const& what) {
        auto const method = prefix.empty() ? n.name : prefix + name_stem(o.operation->name);
        out.line(awaitable(result), " client::", method, "(", n.input, " input) const {").in();
        out.line("return ::coaws::services::", what, "<", n.output, ">(shared(), ", entry,
                 ", ::std::move(input), ::coaws::call_options());");
        out.out().line("}");
        out.line(awaitable(result), " client::", method, "(", n.input,
                 " input, ::coaws::call_options options) const {")
            .in();
        out.line("return ::coaws::services::", what, "<", n.output, ">(shared(), ", entry,
                 ", ::std::move(input), options);");
        out.out().line("}");
    };
    define(n.output, "", "call");
    define("::coaws::result<" + n.output + ">", "try_", "try_call");
    out.blank();
}

/// Emits the way from a page to its list of results.
void define_items(source_text& out, service_plan const& plan, operation_plan const& o,
                  item_list const& list) {
    auto const output = qualified(plan, o.output_name);
    auto const item = item_type(plan, list);
    out.line("::coaws::async_generator<", item, "> ", o.pages->class_name, "::", list.method, "() const {")
        .in();
    out.line("return ::coaws::services::items_of<", output, ", ", item, ">(");
    out.in().line("shared(), [](", output, "& page) -> ::std::vector<", item, ">* {").in();
    std::string place = "page";
    auto const* owner = &plan.structs[o.output];
    for (auto const* member : list.path) {
        std::string name;
        for (auto const& m : owner->members)
            if (m.member->name() == member->name()) name = m.name;
        out.line("if (!", place, ".", name, ") return nullptr;");
        place = "(*" + place + "." + name + ")";
        if (member->type() == coaws::shape_type::structure)
            owner = &plan.structs[plan.struct_of_shape.at(member->shape_name())];
    }
    out.line("return &", place, ";");
    out.out().line("});").out().out().line("}");
}

void define_pages(source_text& out, service_plan const& plan, std::size_t index) {
    auto const& o = plan.operations[index];
    auto const& pages = *o.pages;
    auto const n = names_of(plan, o);
    auto const entry = operation_entry(plan, index);
    out.line(pages.class_name, " client::", pages.method, "(", n.input, " input) const {").in();
    out.line("return {shared(), ", entry, ", ::std::make_shared<", n.input, ">(::std::move(input))};");
    out.out().line("}");
    out.line(pages.class_name, " client::", pages.method, "(", n.input,
             " input, ::coaws::pagination_config config) const {")
        .in();
    out.line("return {shared(), ", entry, ", ::std::make_shared<", n.input,
             ">(::std::move(input)), ::std::move(config)};");
    out.out().line("}");
    out.line(awaitable("::std::optional<" + n.output + ">"), " ", pages.class_name, "::next() const {").in();
    out.line("return ::coaws::services::next_page<", n.output, ">(shared());");
    out.out().line("}");
    for (auto const& list : pages.lists) define_items(out, plan, o, list);
    out.blank();
}

void define_stream(source_text& out, service_plan const& plan, operation_plan const& o) {
    auto const& stream = plan.stream_of_shape.at(o.events);
    auto const event = qualified(plan, plan.structs[stream.event].name);
    out.line(awaitable("::std::optional<" + event + ">"), " ", stream.class_name, "::next() const {").in();
    out.line("return ::coaws::services::next_event<", event, ">(shared());");
    out.out().line("}").blank();
}

void define_waiter(source_text& out, service_plan const& plan, waiter_plan const& w) {
    auto const input = qualified(plan, plan.operations[w.operation].input_name);
    auto define = [&](std::string const& parameter, std::string const& config) {
        out.line(awaitable("void"), " client::", w.method, "(", input, " input", parameter, ") const {").in();
        out.line("return ::coaws::services::run_waiter(shared(), ", quoted(w.name), ", ",
                 operation_entry(plan, w.operation), ", ::std::make_shared<", input,
                 ">(::std::move(input)), ", config, ");");
        out.out().line("}");
    };
    define("", "::coaws::waiter_config()");
    define(", ::coaws::waiter_config config", "::std::move(config)");
    out.blank();
}

void define_constructors(source_text& out, service_plan const&) {
    out.line("client::client(::coaws::session const& from) : typed_client(tables::service, from) {}");
    out.line("client::client(::coaws::session const& from, ::coaws::client_config config)");
    out.in().line(": typed_client(tables::service, from, ::std::move(config)) {}").out();
    out.line("client::client(::coaws::client const& dynamic) : typed_client(tables::service, dynamic) {}");
    out.blank();
}

}  // namespace

void declare_operation_entries(source_text& out, service_plan const& plan) {
    out.line("namespace tables {");
    for (std::size_t i = 0; i < plan.operations.size(); ++i)
        out.line("extern ::coaws::services::operation_entry const ", operation_entry_name(i), ";");
    out.line("}  // namespace tables").blank();
}

generated_file write_client_header(service_plan const& plan) {
    source_text out;
    out.line("#pragma once").blank();
    out.line("#include <boost/asio/awaitable.hpp>");
    for (auto name : {"base/result", "pipeline/async_generator"}) out.line("#include <coaws/", name, ".hpp>");
    out.line("#include <coaws/services/", plan.name_space, "_types.hpp>");
    for (auto name : {"typed_client", "typed_pages"}) out.line("#include <coaws/services/", name, ".hpp>");
    out.line("#include <optional>").line("#include <utility>").blank();
    out.line("namespace coaws::services::", plan.name_space, " {").blank();
    declare_operation_entries(out, plan);
    for (auto const& o : plan.operations)
        if (o.pages) declare_pages(out, plan, o);
    out.doc(plan.service->documentation());
    out.line("class client : public ::coaws::services::typed_client {").line("  public:").in();
    out.line("/// Made without I/O: the dynamic client underneath is made when first needed.");
    out.line("explicit client(::coaws::session const& from);");
    out.line("client(::coaws::session const& from, ::coaws::client_config config);");
    out.line("explicit client(::coaws::client const& dynamic);");
    for (std::size_t i = 0; i < plan.operations.size(); ++i) declare_operation(out, plan, i);
    for (auto const& w : plan.waiters) declare_waiter(out, plan, w);
    if (!plan.left_out.empty()) {
        std::string names;
        for (auto const& name : plan.left_out) names += (names.empty() ? "" : ", ") + name;
        out.blank().line("// Not here, as they send streams of events, which takes HTTP/2: ", names);
    }
    out.out().line("};");
    out.blank().line("}  // namespace coaws::services::", plan.name_space);
    return {plan.name_space + "_client.hpp", file_head(plan, "its client.") + out.text()};
}

std::vector<generated_file> write_client_sources(service_plan const& plan, std::size_t count) {
    std::vector<generated_file> files;
    for (std::size_t file = 0; file < count; ++file) {
        source_text out;
        out.line("#include <coaws/client.hpp>").line("#include <coaws/config/client_config.hpp>");
        out.line("#include <coaws/services/", plan.name_space, "_client.hpp>");
        out.line("#include <coaws/services/typed_call.hpp>");
        out.line("#include <coaws/session.hpp>").line("#include <memory>").blank();
        out.line("#include \"", plan.name_space, "_tables.hpp\"").blank();
        out.line("namespace coaws::services::", plan.name_space, " {").blank();
        if (file == 0) {
            define_constructors(out, plan);
            for (auto const& w : plan.waiters) define_waiter(out, plan, w);
        }
        auto const per_file = (plan.operations.size() + count - 1) / count;
        for (std::size_t i = file * per_file; i < std::min(plan.operations.size(), (file + 1) * per_file);
             ++i) {
            define_operation(out, plan, i);
            if (plan.operations[i].pages) define_pages(out, plan, i);
            if (!plan.operations[i].events.empty()) define_stream(out, plan, plan.operations[i]);
        }
        out.line("}  // namespace coaws::services::", plan.name_space);
        files.push_back({plan.name_space + "_client_" + std::to_string(file) + ".cpp",
                         file_head(plan, "its operations.") + out.text()});
    }
    return files;
}

}  // namespace codegen

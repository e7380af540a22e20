// The headers of a generated client, but for the client itself.
#include "source_text.hpp"
#include "type_names.hpp"
#include "writers.hpp"

namespace codegen {

namespace {

std::string header_path(service_plan const& plan, std::string_view name) {
    return plan.name_space + "_" + std::string(name);
}

void open_namespace(source_text& out, service_plan const& plan) {
    out.line("namespace coaws::services::", plan.name_space, " {").blank();
}

void close_namespace(source_text& out, service_plan const& plan) {
    out.blank().line("}  // namespace coaws::services::", plan.name_space);
}

bool uses(service_plan const& plan, std::string_view type) {
    for (std::size_t i = 0; i < plan.structs.size(); ++i)
        for (auto const& member : plan.structs[i].members)
            if (type_of(plan, *member.member, &plan.structs[i]).text.find(type) != std::string::npos)
                return true;
    return false;
}

void write_enum(source_text& out, enum_plan const& e) {
    out.line("class ", e.name, " : public ::coaws::services::open_enum {").line("  public:").in();
    out.line("enum known : ::std::uint16_t {").in();
    for (auto const& [text, name] : e.values) out.line(name, ",  ///< ", quoted(text));
    out.out().line("};").blank();
    out.line(e.name, "() = default;");
    out.line(e.name, "(known v) noexcept : open_enum(static_cast<::std::uint16_t>(v)) {}");
    out.line("/// By its text on the wire, which need not be a known one.");
    out.line("explicit ", e.name, "(::std::string_view text);");
    out.line("/// For `switch`; no enumerator when `is_known()` is false.");
    out.line("known value() const noexcept { return static_cast<known>(index_); }");
    out.line("/// The text on the wire.");
    out.line("::std::string_view text() const noexcept;");
    out.line("friend bool operator==(", e.name, " const& a, ", e.name,
             " const& b) noexcept { return a.same_as(b); }");
    out.out().line("};").blank();
}

void write_union(source_text& out, service_plan const& plan, struct_plan const& s) {
    out.doc(plan.service->documentation(s.shape_name()));
    out.line("class ", s.name, " : public ::coaws::services::one_of {").line("  public:").in();
    out.line("enum class tag : ::std::uint16_t {").in();
    for (auto const& member : s.members) out.line(member.name, ",");
    out.line("none_ = none,        ///< nothing is set");
    out.line("unknown_ = unknown,  ///< set to a member that is not known here");
    out.out().line("};").blank();
    out.line(s.name, "() noexcept = default;");
    out.line("tag which() const noexcept { return static_cast<tag>(index()); }");
    for (auto const& member : s.members) {
        auto const type = type_of(plan, *member.member, &s);
        out.blank().doc(plan.service->documentation(s.shape_name(), member.member->name()));
        out.line("static ", s.name, " from_", member.name, "(", type.text, " v);");
        out.line(type.text, " const* ", member.name, "() const noexcept;");
        out.line(type.text, "* ", member.name, "() noexcept;");
    }
    out.out().line("};").blank();
}

/// The class of a stream, by which its events are read.
void write_stream(source_text& out, service_plan const& plan, operation_plan const& o) {
    auto const& stream = plan.stream_of_shape.at(o.events);
    out.line("/// The events that `", o.name, "` answers with.");
    out.line("class ", stream.class_name, " : public ::coaws::services::typed_events {").line("  public:");
    out.in().line("/// The next event, or nothing at the end.");
    out.line("::boost::asio::awaitable<::std::optional<", qualified(plan, plan.structs[stream.event].name),
             ">> next() const;");
    out.out().line("};").blank();
}

void write_struct(source_text& out, service_plan const& plan, std::size_t index) {
    auto const& s = plan.structs[index];
    if (s.shape != nullptr) out.doc(plan.service->documentation(s.shape_name()));
    out.line("struct ", s.name, s.is_output ? " : ::coaws::services::operation_output {" : " {").in();
    out.line(s.name, "();");
    out.line(s.name, "(", s.name, " const&);");
    out.line(s.name, "(", s.name, "&&) noexcept;");
    out.line(s.name, "& operator=(", s.name, " const&);");
    out.line(s.name, "& operator=(", s.name, "&&) noexcept;");
    out.line("~", s.name, "();");
    for (std::size_t i = 0; i < s.members.size(); ++i) {
        auto const& member = s.members[i];
        out.blank().doc(plan.service->documentation(s.shape_name(), member.member->name()));
        if (member.member->traits().required && s.from_input) out.line("/// Required.");
        out.line(member_type(plan, index, i), " ", member.name, ";");
    }
    if (s.from_input && !s.members.empty()) {
        out.blank();
        for (auto const& member : s.members) {
            auto const type = type_of(plan, *member.member, &s);
            out.line(s.name, "& with_", member.name, "(", type.text, " v) &;");
            out.line(s.name, "&& with_", member.name, "(", type.text, " v) &&;");
        }
    }
    out.out().line("};").blank();
}

void write_error(source_text& out, service_plan const& plan, std::size_t index) {
    auto const& s = plan.structs[index];
    out.doc(plan.service->documentation(s.shape_name()));
    out.line("class ", s.name, " : public ::coaws::client_error {").line("  public:").in();
    out.line("static constexpr ::std::string_view type_name = ", quoted(s.shape_name()), ";").blank();
    out.line("explicit ", s.name, "(::coaws::client_error const& answer);");
    out.line(s.name, "(", s.name, " const& other);");
    out.line("~", s.name, "() override;");
    out.line("::std::string_view type() const noexcept override;");
    out.line("[[noreturn]] void raise() const override;");
    out.line("::std::shared_ptr<::coaws::error const> clone() const override;");
    for (std::size_t i = 0; i < s.members.size(); ++i) {
        out.blank().doc(plan.service->documentation(s.shape_name(), s.members[i].member->name()));
        out.line(member_type(plan, index, i), " ", s.members[i].name, ";");
    }
    out.out().line("};").blank();
}

void write_forward_declarations(source_text& out, service_plan const& plan) {
    for (auto const& s : plan.structs)
        if (s.role != struct_role::error)
            out.line(s.role == struct_role::one_of ? "class " : "struct ", s.name, ";");
    out.blank();
}

void write_aliases(source_text& out, service_plan const& plan) {
    for (auto const& alias : plan.aliases)
        out.line("using ", alias.name, " = ", type_of(plan, *alias.shape, nullptr).text, ";");
    for (auto const& planned : plan.operations) {
        if (plan.structs[planned.input].name != planned.input_name)
            out.line("using ", planned.input_name, " = ", plan.structs[planned.input].name, ";");
        if (plan.structs[planned.output].name != planned.output_name)
            out.line("using ", planned.output_name, " = ", plan.structs[planned.output].name, ";");
    }
    out.blank();
}

void include_types(source_text& out, service_plan const& plan) {
    bool const streams = !plan.stream_of_shape.empty();
    if (streams) out.line("#include <boost/asio/awaitable.hpp>");
    for (auto name : {"base/blob", "base/ordered_map", "base/time"})
        out.line("#include <coaws/", name, ".hpp>");
    if (uses(plan, "::coaws::body")) out.line("#include <coaws/http/body.hpp>");
    if (uses(plan, "::coaws::streaming_body")) out.line("#include <coaws/pipeline/streaming_body.hpp>");
    for (auto name : {"maybe", "one_of", "open_enum", "operation_output"})
        out.line("#include <coaws/services/", name, ".hpp>");
    if (streams) out.line("#include <coaws/services/typed_events.hpp>");
    if (uses(plan, "::coaws::value")) out.line("#include <coaws/value/value.hpp>");
    for (auto name : {"cstdint", "optional", "string", "string_view", "vector"})
        out.line("#include <", name, ">");
    out.blank();
}

}  // namespace

std::string file_head(service_plan const& plan, std::string_view purpose) {
    auto const& metadata = plan.service->metadata();
    auto const& title = metadata.service_full_name.empty() ? metadata.service_id : metadata.service_full_name;
    return "// " + title + ": " + std::string(purpose) +
           "\n// Generated by coaws-codegen; not to be edited.\n";
}

generated_file write_types_header(service_plan const& plan) {
    source_text out;
    out.line("#pragma once").blank();
    include_types(out, plan);
    open_namespace(out, plan);
    write_forward_declarations(out, plan);
    for (auto const& e : plan.enums) write_enum(out, e);
    write_aliases(out, plan);
    for (auto const& s : plan.structs)
        if (s.role == struct_role::one_of) write_union(out, plan, s);
    for (auto const& o : plan.operations)
        if (!o.events.empty()) write_stream(out, plan, o);
    for (auto const index : plan.order)
        if (plan.structs[index].role == struct_role::structure) write_struct(out, plan, index);
    close_namespace(out, plan);
    return {header_path(plan, "types.hpp"), file_head(plan, "its types.") + out.text()};
}

generated_file write_errors_header(service_plan const& plan) {
    source_text out;
    out.line("#pragma once").blank();
    out.line("#include <coaws/services/", plan.name_space, "_types.hpp>");
    out.line("#include <coaws/value/client_error.hpp>");
    out.line("#include <memory>").blank();
    open_namespace(out, plan);
    for (std::size_t i = 0; i < plan.structs.size(); ++i)
        if (plan.structs[i].role == struct_role::error) write_error(out, plan, i);
    close_namespace(out, plan);
    return {header_path(plan, "errors.hpp"), file_head(plan, "its errors.") + out.text()};
}

generated_file write_main_header(service_plan const& plan) {
    source_text out;
    out.line("#pragma once").blank();
    for (auto name : {"client", "errors", "types"})
        out.line("#include <coaws/services/", plan.name_space, "_", name, ".hpp>");
    return {plan.name_space + ".hpp", file_head(plan, "its client.") + out.text()};
}

}  // namespace codegen

// The sources of a generated client, but for its operations: members and tables.
#include <algorithm>

#include "source_text.hpp"
#include "type_names.hpp"
#include "writers.hpp"

namespace codegen {

namespace {

std::string source_path(service_plan const& plan, std::string const& name) {
    return plan.name_space + "_" + name;
}

void define_special_members(source_text& out, struct_plan const& s) {
    auto const& n = s.name;
    out.line(n, "::", n, "() = default;");
    out.line(n, "::", n, "(", n, " const&) = default;");
    out.line(n, "::", n, "(", n, "&&) noexcept = default;");
    out.line(n, "& ", n, "::operator=(", n, " const&) = default;");
    out.line(n, "& ", n, "::operator=(", n, "&&) noexcept = default;");
    out.line(n, "::~", n, "() = default;");
}

void define_setters(source_text& out, service_plan const& plan, struct_plan const& s) {
    for (auto const& member : s.members) {
        auto const type = type_of(plan, *member.member, &s);
        out.line(s.name, "& ", s.name, "::with_", member.name, "(", type.text, " v) & {").in();
        out.line(member.name, " = ::std::move(v);");
        out.line("return *this;").out().line("}");
        out.line(s.name, "&& ", s.name, "::with_", member.name, "(", type.text, " v) && {").in();
        out.line(member.name, " = ::std::move(v);");
        out.line("return ::std::move(*this);").out().line("}");
    }
}

void define_union_members(source_text& out, service_plan const& plan, struct_plan const& s) {
    for (std::size_t i = 0; i < s.members.size(); ++i) {
        auto const& member = s.members[i];
        auto const type = type_of(plan, *member.member, &s).text;
        auto const is_it = "index() == " + std::to_string(i);
        out.line(s.name, " ", s.name, "::from_", member.name, "(", type, " v) {").in();
        out.line(s.name, " made;");
        out.line("ops::choose<", type, ">(made, ", std::to_string(i), ", ::std::move(v));");
        out.line("return made;").out().line("}");
        out.line(type, " const* ", s.name, "::", member.name, "() const noexcept {").in();
        out.line("return ", is_it, " ? static_cast<", type, " const*>(held()) : nullptr;");
        out.out().line("}");
        out.line(type, "* ", s.name, "::", member.name, "() noexcept {").in();
        out.line("return ", is_it, " ? static_cast<", type, "*>(held()) : nullptr;");
        out.out().line("}");
    }
}

void define_error_members(source_text& out, struct_plan const& s) {
    auto const& n = s.name;
    out.line(n, "::", n, "(::coaws::client_error const& answer) : client_error(answer) {}");
    out.line(n, "::", n, "(", n, " const& other) = default;");
    out.line(n, "::~", n, "() = default;");
    out.line("::std::string_view ", n, "::type() const noexcept { return type_name; }");
    out.line("void ", n, "::raise() const { throw ", n, "(*this); }");
    out.line("::std::shared_ptr<::coaws::error const> ", n, "::clone() const {").in();
    out.line("return ::std::make_shared<", n, ">(*this);").out().line("}");
}

/// How a struct shows its members, and a switch that gives the place of one.
void define_access(source_text& out, service_plan const& plan, std::size_t index) {
    auto const& s = plan.structs[index];
    auto const number = std::to_string(index);
    bool const choice = s.role == struct_role::one_of;
    auto const self = choice ? std::string("::coaws::services::one_of") : qualified(plan, s.name);
    out.line(
        "void visit_", number,
        "([[maybe_unused]] void const* self, [[maybe_unused]] void* c, [[maybe_unused]] member_visitor v) {");
    out.in().line("[[maybe_unused]] auto const& s = *static_cast<", self, " const*>(self);");
    if (choice) out.line("switch (s.index()) {").in();
    for (std::size_t i = 0; i < s.members.size(); ++i) {
        auto const place = std::to_string(i);
        auto const type = type_of(plan, *s.members[i].member, &s);
        if (choice)
            out.line("case ", place, ": return v(c, ", place, ", ops::alternative<", type.text, ">(s));");
        else if (type.held != holder::itself)
            out.line("ops::show(s.", s.members[i].name, ", ", place, ", c, v);");
    }
    if (choice) out.line("default: return;").out().line("}");
    out.out().line("}");
    out.line("void* make_", number, "([[maybe_unused]] void* self, ::std::uint16_t index) {").in();
    out.line("[[maybe_unused]] auto& s = *static_cast<", self, "*>(self);");
    out.line("switch (index) {").in();
    for (std::size_t i = 0; i < s.members.size(); ++i) {
        auto const type = type_of(plan, *s.members[i].member, &s);
        std::string const function = type.held == holder::itself ? "erased" : type.grows ? "grown" : "fresh";
        auto const what =
            choice ? "choose<" + type.text + ">(s, index)" : function + "(s." + s.members[i].name + ")";
        out.line("case ", std::to_string(i), ": return ops::", what, ";");
    }
    out.line("default: return nullptr;");
    out.out().line("}").out().line("}");
}

void define_table(source_text& out, service_plan const& plan, std::size_t index) {
    auto const& s = plan.structs[index];
    auto const number = std::to_string(index);
    std::string members = "{}";
    if (!s.members.empty()) {
        out.line("constinit member_table const members_", number, "[] = {").in();
        for (auto const& member : s.members)
            out.line("{", quoted(member.member->name()), ", ", type_of(plan, *member.member, &s).table, "},");
        out.out().line("};");
        members = "members_" + number;
    }
    out.line("}  // namespace");
    out.line("constinit struct_table const ", struct_table_name(index), " = {", quoted(s.shape_name()), ", ",
             std::to_string(s.id), ", ", members, ", visit_", number, ", make_", number, "};");
    out.line("namespace {");
}

void begin_source(source_text& out, service_plan const& plan) {
    out.line("#include <coaws/services/", plan.name_space, "_errors.hpp>");
    out.line("#include <coaws/services/", plan.name_space, "_types.hpp>");
    out.line("#include <coaws/services/table_ops.hpp>").line("#include <memory>").line("#include <utility>");
    out.blank().line("#include \"", plan.name_space, "_tables.hpp\"").blank();
    out.line("namespace coaws::services::", plan.name_space, " {").blank();
    out.line("namespace ops = ::coaws::services;").blank();
}

void define_struct(source_text& out, service_plan const& plan, std::size_t index) {
    auto const& s = plan.structs[index];
    switch (s.role) {
        case struct_role::structure:
            define_special_members(out, s);
            if (s.from_input) define_setters(out, plan, s);
            break;
        case struct_role::one_of:
            define_union_members(out, plan, s);
            break;
        case struct_role::error:
            define_error_members(out, s);
            break;
    }
    out.blank().line("namespace tables {").line("namespace {");
    define_access(out, plan, index);
    define_table(out, plan, index);
    out.line("}  // namespace").line("}  // namespace tables").blank();
}

void define_enum(source_text& out, service_plan const& plan, std::size_t index) {
    auto const& e = plan.enums[index];
    auto const number = std::to_string(index);
    out.line("namespace tables {").line("namespace {");
    out.line("constinit ::std::string_view const texts_", number, "[] = {").in();
    for (auto const& value : e.values) out.line(quoted(value.first), ",");
    out.out().line("};").line("}  // namespace");
    out.line("constinit enum_table const ", enum_table_name(index), " = {texts_", number, "};");
    out.line("}  // namespace tables");
    out.line(e.name, "::", e.name, "(::std::string_view text) { assign(tables::", enum_table_name(index),
             ", text); }");
    out.line("::std::string_view ", e.name,
             "::text() const noexcept { return text_in(tables::", enum_table_name(index), "); }");
    out.blank();
}

void define_collection(source_text& out, service_plan const& plan, alias_plan const& alias) {
    auto const& s = *alias.shape;
    bool const list = s.type() == coaws::shape_type::list;
    auto const inner = type_of(plan, list ? s.element() : s.mapped(), nullptr);
    out.line("constinit ", list ? "list_table" : "map_table", " const ",
             collection_table_name(plan, s.shape_name()), " = {", inner.table, ", ",
             list ? "list_ops_for<" : "map_ops_for<", inner.text, ">};");
}

void define_service(source_text& out, service_plan const& plan) {
    std::string errors = "{}";
    if (!plan.error_of_shape.empty()) {
        errors = "errors";
        out.line("namespace {");
        out.line("template <class E>");
        out.line(
            "::std::shared_ptr<::coaws::error> make_error(::coaws::client_error const& answer, void*& self) "
            "{");
        out.in().line("auto made = ::std::make_shared<E>(answer);").line("self = made.get();");
        out.line("return made;").out().line("}");
        out.line("constinit error_entry const errors[] = {").in();
        for (auto const& [shape, index] : plan.error_of_shape)
            out.line("{", quoted(shape), ", ", struct_table_name(index), ", make_error<",
                     qualified(plan, plan.structs[index].name), ">},");
        out.out().line("};").line("}  // namespace");
    }
    out.line("constinit service_table const service = {", quoted(plan.folder), ", ",
             quoted(plan.service->metadata().service_id), ", ", std::to_string(plan.structs.size()), ", ",
             errors, "};");
}

}  // namespace

generated_file write_tables_header(service_plan const& plan) {
    source_text out;
    out.line("#pragma once").blank();
    out.line("#include <coaws/services/service_table.hpp>").blank();
    out.line("namespace coaws::services::", plan.name_space, "::tables {").blank();
    out.line("using kind = ::coaws::services::type_kind;").blank();
    for (std::size_t i = 0; i < plan.structs.size(); ++i)
        out.line("extern struct_table const ", struct_table_name(i), ";");
    for (std::size_t i = 0; i < plan.enums.size(); ++i)
        out.line("extern enum_table const ", enum_table_name(i), ";");
    for (auto const& alias : plan.aliases)
        out.line("extern ", alias.shape->type() == coaws::shape_type::list ? "list_table" : "map_table",
                 " const ", collection_table_name(plan, alias.shape->shape_name()), ";");
    out.line("extern service_table const service;");
    out.line("/// In the order of the service's operations.");
    out.line("::std::span<operation_factory const> factories() noexcept;").blank();
    out.line("}  // namespace coaws::services::", plan.name_space, "::tables");
    return {source_path(plan, "tables.hpp"),
            file_head(plan, "how its types are read and written.") + out.text()};
}

generated_file write_service_source(service_plan const& plan) {
    source_text out;
    begin_source(out, plan);
    for (std::size_t i = 0; i < plan.enums.size(); ++i) define_enum(out, plan, i);
    out.line("namespace tables {");
    for (auto const& alias : plan.aliases) define_collection(out, plan, alias);
    define_service(out, plan);
    out.line("}  // namespace tables").blank();
    out.line("}  // namespace coaws::services::", plan.name_space);
    return {source_path(plan, "service.cpp"),
            file_head(plan, "enumerations, collections, errors.") + out.text()};
}

generated_file write_factories_source(service_plan const& plan) {
    source_text out;
    begin_source(out, plan);
    declare_operation_entries(out, plan);
    out.line("namespace tables {").line("namespace {");
    out.line("template <class T>");
    out.line("::std::shared_ptr<void> make_one() {").in().line("return ::std::make_shared<T>();");
    out.out().line("}");
    if (!plan.operations.empty()) {
        out.line("constinit operation_factory const all[] = {").in();
        for (std::size_t i = 0; i < plan.operations.size(); ++i) {
            auto const& o = plan.operations[i];
            out.line("{", operation_entry_name(i), ", make_one<", qualified(plan, plan.structs[o.input].name),
                     ">, make_one<", qualified(plan, plan.structs[o.output].name), ">},");
        }
        out.out().line("};");
    }
    out.line("}  // namespace");
    out.line("::std::span<operation_factory const> factories() noexcept { return ",
             plan.operations.empty() ? "{}" : "all", "; }");
    out.line("}  // namespace tables").blank();
    out.line("}  // namespace coaws::services::", plan.name_space);
    return {source_path(plan, "factories.cpp"),
            file_head(plan, "inputs and outputs whose types are not known.") + out.text()};
}

std::vector<generated_file> write_struct_sources(service_plan const& plan, std::size_t count) {
    std::vector<generated_file> files;
    std::size_t total = 0;
    for (auto const& s : plan.structs) total += s.members.size() + 2;
    std::size_t next = 0;
    std::size_t done = 0;
    for (std::size_t file = 0; file < count; ++file) {
        source_text out;
        begin_source(out, plan);
        while (next < plan.structs.size() && (file + 1 == count || done < total * (file + 1) / count)) {
            done += plan.structs[next].members.size() + 2;
            define_struct(out, plan, next++);
        }
        out.line("}  // namespace coaws::services::", plan.name_space);
        files.push_back({source_path(plan, "structs_" + std::to_string(file) + ".cpp"),
                         file_head(plan, "members and tables of its types.") + out.text()});
    }
    return files;
}

}  // namespace codegen

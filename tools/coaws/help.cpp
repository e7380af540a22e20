// Help pages of services and operations, from their models.
#include "help.hpp"

#include <algorithm>
#include <coaws/base/text.hpp>
#include <set>
#include <utility>

#include "html_text.hpp"

namespace cli {

namespace {

using coaws::schema;
using coaws::shape_type;

constexpr std::size_t most_depth = 8;

std::string_view type_name(schema const& s) noexcept {
    switch (s.type()) {
        case shape_type::structure:
            return s.traits().is_union ? "tagged union" : "structure";
        case shape_type::list:
            return "list";
        case shape_type::map:
            return "map";
        case shape_type::string:
            return "string";
        case shape_type::integer:
            return "integer";
        case shape_type::long_integer:
            return "long";
        case shape_type::float32:
            return "float";
        case shape_type::float64:
            return "double";
        case shape_type::boolean:
            return "boolean";
        case shape_type::blob:
            return s.traits().streaming ? "streaming blob" : "blob";
        case shape_type::timestamp:
            return "timestamp";
        case shape_type::document:
            return "document";
    }
    return "";
}

std::string joined(std::vector<std::string> const& words, std::string_view separator) {
    std::string out;
    for (auto const& word : words) {
        if (!out.empty()) out += separator;
        out += word;
    }
    return out;
}

/// Describes members and what lies within them, each shape once.
class member_writer {
  public:
    member_writer(coaws::service_schema const& service, std::string& out) : service_(service), out_(out) {}

    void option(schema const& of, schema const& member) {
        auto const name = coaws::xform_name(member.name(), '-');
        auto head = "--" + name;
        if (member.type() == shape_type::boolean) head += " | --no-" + name;
        describe(of, member, head, 4);
    }

    void output(schema const& of, schema const& member, std::size_t indent = 4) {
        describe(of, member, std::string(member.name()), indent);
    }

  private:
    void describe(schema const& of, schema const& member, std::string const& head, std::size_t indent) {
        out_ += std::string(indent, ' ') + head + " (" + std::string(type_name(member)) + ")";
        if (member.traits().required) out_ += " [required]";
        out_ += '\n';
        auto documentation = service_.documentation(of.shape_name(), member.name());
        if (documentation.empty()) documentation = service_.documentation(member.shape_name());
        out_ += html_to_text(documentation, indent + 4);
        write_inside(member, indent + 4);
        out_ += '\n';
    }

    void write_inside(schema const& s, std::size_t indent) {
        auto const margin = std::string(indent, ' ');
        if (auto const values = service_.enum_values(s.shape_name()); !values.empty())
            out_ += html_to_text("<p>Possible values: " + joined(values, " | ") + "</p>", indent);
        if (s.type() == shape_type::list) {
            out_ += margin + "Elements (" + std::string(type_name(s.element())) + ")\n";
            write_inside(s.element(), indent + 4);
        } else if (s.type() == shape_type::map) {
            out_ += margin + "Keys (" + std::string(type_name(s.key())) + "), values (" +
                    std::string(type_name(s.mapped())) + ")\n";
            write_inside(s.key(), indent + 4);
            write_inside(s.mapped(), indent + 4);
        } else if (s.type() == shape_type::structure) {
            write_members(s, indent);
        }
    }

    void write_members(schema const& s, std::size_t indent) {
        bool const known = !described_.insert(s.shape_name()).second;
        if (known || indent / 4 > most_depth) {
            out_ += std::string(indent, ' ') + "Members: see " + std::string(s.shape_name()) + " above\n";
            return;
        }
        out_ += std::string(indent, ' ') + std::string(s.shape_name()) + " has these members:\n\n";
        for (std::size_t i = 0; i < s.member_count(); ++i) output(s, s.member(i), indent);
    }

    coaws::service_schema const& service_;
    std::string& out_;
    std::set<std::string_view> described_;
};

/// `coaws s3 put-object --bucket <value> … [--acl <value>] …`, wrapped.
std::string synopsis(coaws::service_schema const& service, coaws::operation_schema const& operation) {
    std::vector<std::string> needed;
    std::vector<std::string> others;
    if (auto const* input = operation.input)
        for (std::size_t i = 0; i < input->member_count(); ++i) {
            auto const& member = input->member(i);
            auto const name = "--" + coaws::xform_name(member.name(), '-');
            auto const value =
                member.type() == shape_type::boolean
                    ? std::string()
                    : std::string(member.type() == shape_type::list ? " <value>..." : " <value>");
            if (member.traits().required)
                needed.push_back(name + value);
            else
                others.push_back("[" + name + value + "]");
        }
    needed.insert(needed.end(), others.begin(), others.end());
    if (operation.has_streaming_input) needed.emplace_back("[--body <file>]");
    if (operation.has_streaming_output) needed.emplace_back("<outfile>");
    auto out = "    coaws " + service.metadata().name + ' ' + coaws::xform_name(operation.name, '-') + '\n';
    for (auto const& part : needed) out += "        " + part + '\n';
    return out;
}

std::string heading(std::string const& name) { return '\n' + name + '\n'; }

}  // namespace

std::string service_help(coaws::service_schema const& service, std::vector<std::string> const& waiters) {
    auto const& about = service.metadata();
    std::string out = about.name + " - " + about.service_full_name + '\n';
    out += heading("DESCRIPTION") + html_to_text(service.documentation(), 4);
    out += heading("OPERATIONS");
    std::vector<std::string> names;
    for (auto const& operation : service.operation_names())
        names.push_back(coaws::xform_name(operation, '-'));
    std::ranges::sort(names);
    for (auto const& name : names) out += "    " + name + '\n';
    if (!waiters.empty()) {
        out += heading("WAITERS");
        for (auto const& waiter : waiters) out += "    wait " + waiter + '\n';
    }
    return out;
}

std::string operation_help(coaws::service_schema const& service, coaws::operation_schema const& operation,
                           bool pages) {
    std::string out = service.metadata().name + ' ' + coaws::xform_name(operation.name, '-') + '\n';
    out += heading("DESCRIPTION") + html_to_text(operation.documentation, 4);
    if (operation.deprecated) out += "\n    This operation is deprecated.\n";
    if (pages)
        out += "\n    The output comes in pages, which are all fetched unless --no-paginate is given.\n";
    if (operation.has_event_stream_input)
        out += "\n    It sends a stream of events, which is not supported yet.\n";
    else if (operation.has_event_stream_output)
        out +=
            "\n    The output is a stream of events. Each is printed as one line of JSON as soon as it\n"
            "    arrives, --query being applied to each; other members of the output are not printed.\n";
    out += heading("SYNOPSIS") + synopsis(service, operation);
    if (operation.input != nullptr && operation.input->member_count() != 0) {
        out += heading("OPTIONS");
        member_writer writer(service, out);
        for (std::size_t i = 0; i < operation.input->member_count(); ++i)
            writer.option(*operation.input, operation.input->member(i));
    }
    out += heading("GLOBAL OPTIONS");
    out += global_options_text();
    out += heading("OUTPUT");
    if (operation.output == nullptr || operation.output->member_count() == 0) return out + "    None\n";
    member_writer writer(service, out);
    for (std::size_t i = 0; i < operation.output->member_count(); ++i)
        writer.output(*operation.output, operation.output->member(i));
    return out;
}

std::string waiter_help(coaws::service_schema const& service, waiter_summary const& waiter) {
    auto const name = coaws::xform_name(waiter.name, '-');
    auto const polled = coaws::xform_name(waiter.operation, '-');
    auto out = service.metadata().name + " wait " + name + '\n' + heading("DESCRIPTION");
    out += html_to_text(waiter.description, 4);
    out += html_to_text("<p>Calls " + polled + " every " + std::to_string(waiter.delay_seconds) +
                            " seconds, at most " + std::to_string(waiter.max_attempts) +
                            " times. Takes the options of " + polled + "; see coaws " +
                            service.metadata().name + " " + polled + " help.</p>",
                        4);
    return out;
}

}  // namespace cli

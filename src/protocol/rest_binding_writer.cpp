// Routing of input members to labels, query, headers, payload and document.
#include <charconv>
#include <coaws/base/param_validation_error.hpp>
#include <coaws/base/text.hpp>
#include <utility>

#include "protocol/rest_binding.hpp"

namespace coaws::protocol {

namespace {

/// Whole seconds: what a header keeps of a time.
timestamp without_fraction(timestamp t) { return std::chrono::floor<std::chrono::seconds>(t); }

/// A text of a header list, in quotes when it holds a separator or a quote itself.
void append_list_text(std::string& out, std::string_view v) {
    if (v.find_first_of("\",") == std::string_view::npos) {
        out += v;
        return;
    }
    out += '"';
    for (char c : v) {
        if (c == '"') out += '\\';
        out += c;
    }
    out += '"';
}

}  // namespace

void set_literal_uri(std::string_view uri, request_record& record) {
    auto mark = uri.find('?');
    record.path = uri.substr(0, mark);
    if (mark != std::string_view::npos) record.query = uri.substr(mark + 1);
}

binding_writer::binding_writer(operation_schema const& operation, shape_writer& document)
    : operation_(operation), input_(*operation.input), document_(document) {
    record_.method = operation.method;
    // A literal query in the template comes before the parameters.
    set_literal_uri(operation.uri, record_);
    literal_query_ = record_.query.size();
}

binding_writer::sink binding_writer::route(schema const& member) const noexcept {
    switch (member.traits().location) {
        case binding::uri:
            return sink::label;
        case binding::querystring:
            return sink::query;
        case binding::header:
            return sink::header;
        case binding::headers:
            return sink::header_map;
        case binding::body:
        case binding::status_code:
            break;
    }
    schema const* payload = input_.payload();
    if (payload == nullptr) return sink::document;
    if (payload != &member) return sink::discard;
    bool raw = member.type() == shape_type::blob || member.type() == shape_type::string;
    return raw ? sink::payload : sink::document;
}

bool binding_writer::to_document(schema const& s) {
    if (depth_ != 1) return sink_ == sink::document && depth_ > 1;
    member_ = &s;
    sink_ = route(s);
    if (sink_ != sink::document) return false;
    if (!document_begun_) {
        document_begun_ = true;
        if (input_.payload() == nullptr) document_.begin_struct(input_);
    }
    return true;
}

bool binding_writer::enter(schema const& s) {
    bool document = to_document(s);
    ++depth_;
    return document;
}

bool binding_writer::leave() {
    --depth_;
    return sink_ == sink::document;
}

void binding_writer::begin_struct(schema const& s) {
    if (depth_ == 0) {
        depth_ = 1;
    } else if (enter(s)) {
        document_.begin_struct(s);
    }
}

void binding_writer::end_struct(schema const& s) {
    if (depth_ == 1) {
        if (document_begun_ && input_.payload() == nullptr) document_.end_struct(s);
        depth_ = 0;
    } else if (leave()) {
        document_.end_struct(s);
    }
}

void binding_writer::begin_list(schema const& s, std::size_t size) {
    if (enter(s)) return document_.begin_list(s, size);
    in_list_ = true;
    if (sink_ == sink::query) {
        if (!in_map_) begin_parameter(s.wire_name());
    } else if (sink_ == sink::header) {
        header_list_.clear();
        items_ = size;
    }
}

void binding_writer::end_list(schema const& s) {
    if (leave()) return document_.end_list(s);
    in_list_ = false;
    if (sink_ == sink::query) {
        end_parameter();
    } else if (sink_ == sink::header && items_ > 0) {
        if (!header_list_.empty()) header_list_.pop_back();
        record_.headers.set(member_->wire_name(), header_list_);
    }
}

void binding_writer::begin_map(schema const& s, std::size_t size) {
    if (enter(s)) return document_.begin_map(s, size);
    in_map_ = true;
}

void binding_writer::map_key(schema const& key_schema, std::string_view key) {
    if (sink_ == sink::document) return document_.map_key(key_schema, key);
    if (sink_ == sink::query) {
        begin_parameter(key);
    } else if (sink_ == sink::header_map) {
        name_ = member_->traits().location_name;
        name_ += key;
    }
}

void binding_writer::end_map(schema const& s) {
    if (leave()) return document_.end_map(s);
    in_map_ = false;
}

void binding_writer::null(schema const& s) {
    if (depth_ == 1 || sink_ != sink::document) return;
    document_.null(s);
}

void binding_writer::boolean(schema const& s, bool v) {
    if (to_document(s)) return document_.boolean(s, v);
    text(s, v ? "true" : "false");
}

void binding_writer::integer(schema const& s, std::int64_t v) {
    if (to_document(s)) return document_.integer(s, v);
    char digits[24];
    auto end = std::to_chars(digits, digits + sizeof digits, v).ptr;
    text(s, {digits, static_cast<std::size_t>(end - digits)});
}

void binding_writer::number(schema const& s, double v) {
    if (to_document(s)) return document_.number(s, v);
    text(s, format_double(v));
}

void binding_writer::string(schema const& s, std::string_view v) {
    if (to_document(s)) return document_.string(s, v);
    if (sink_ == sink::payload) {
        record_.body = body::from_string(std::string(v));
    } else if (sink_ == sink::header && !in_list_ && s.traits().json_value) {
        text(s, base64_encode(v));
    } else {
        text(s, v);
    }
}

void binding_writer::blob(schema const& s, std::string_view v) {
    if (to_document(s)) return document_.blob(s, v);
    if (sink_ == sink::payload) {
        record_.body = body::from_string(std::string(v));
    } else {
        text(s, base64_encode(v));
    }
}

void binding_writer::time(schema const& s, timestamp v) {
    if (to_document(s)) return document_.time(s, v);
    timestamp_format format = s.traits().format;
    bool header = sink_ == sink::header || sink_ == sink::header_map;
    if (header) v = without_fraction(v);
    if (format == timestamp_format::unset) {
        format = header ? timestamp_format::rfc822 : timestamp_format::iso8601;
    }
    text(s, format_timestamp(v, format));
}

void binding_writer::streaming(schema const& s, coaws::body const& v) {
    if (to_document(s)) return document_.streaming(s, v);
    if (sink_ == sink::payload) {
        record_.body = v;
    } else if (auto bytes = v.in_memory()) {
        blob(s, *bytes);
    } else {
        throw param_validation_error("Invalid value for parameter " + std::string(s.name()) +
                                     ": a stream can only be sent as the payload of a request.");
    }
}

void binding_writer::text(schema const& s, std::string_view v) {
    switch (sink_) {
        case sink::label:
            labels_.push_back({member_->wire_name(), std::string(v)});
            break;
        case sink::query:
            if (!in_list_ && !in_map_) begin_parameter(member_->wire_name());
            add_parameter_value(v);
            if (!in_list_) end_parameter();
            break;
        case sink::header:
            if (in_list_) {
                header_item(s, v);
            } else {
                record_.headers.set(member_->wire_name(), v);
            }
            break;
        case sink::header_map:
            record_.headers.set(name_, v);
            break;
        case sink::payload:
            record_.body = body::from_string(std::string(v));
            break;
        case sink::document:
        case sink::discard:
            break;
    }
}

void binding_writer::header_item(schema const& s, std::string_view v) {
    if (s.type() == shape_type::string) {
        append_list_text(header_list_, v);
    } else {
        header_list_ += v;
    }
    header_list_ += ',';
}

void binding_writer::begin_parameter(std::string_view name) {
    name_.clear();
    percent_encode_to(name_, name);
    // A name given again (through a map) replaces what was there.
    for (auto it = parameters_.begin(); it != parameters_.end(); ++it) {
        if (record_.query.compare(it->begin, it->name_end - it->begin, name_) != 0) continue;
        std::size_t removed = it->end - it->begin;
        record_.query.erase(it->begin, removed);
        for (auto later = std::next(it); later != parameters_.end(); ++later) {
            later->begin -= removed;
            later->name_end -= removed;
            later->end -= removed;
        }
        parameters_.erase(it);
        break;
    }
    if (!record_.query.empty() && record_.query.back() != '&') record_.query += '&';
    std::size_t begin = record_.query.size();
    parameters_.push_back({begin, begin, begin});
}

void binding_writer::add_parameter_value(std::string_view v) {
    parameter& p = parameters_.back();
    record_.query += name_;
    if (p.name_end == p.begin) p.name_end = record_.query.size();
    record_.query += '=';
    percent_encode_to(record_.query, v);
    record_.query += '&';
    p.end = record_.query.size();
}

void binding_writer::end_parameter() {
    // Every value ends in '&', so that a parameter can be taken out with its separator; finish drops the last
    // one.
    if (parameters_.back().end == parameters_.back().begin) parameters_.pop_back();
}

std::string binding_writer::render_label(std::string_view name, bool greedy) const {
    // The last one counts: a label may be named by two members.
    for (auto it = labels_.rbegin(); it != labels_.rend(); ++it) {
        if (it->name == name) return percent_encode(it->text, greedy ? "/" : "");
    }
    throw param_validation_error("Missing value for URI label \"" + std::string(name) + "\" of operation " +
                                 operation_.name + ".");
}

std::string binding_writer::render_path(std::string_view path_template) const {
    std::string path;
    path.reserve(path_template.size() + 32);
    while (!path_template.empty()) {
        auto open = path_template.find('{');
        auto close = open == std::string_view::npos ? open : path_template.find('}', open);
        if (close == std::string_view::npos) break;
        path += path_template.substr(0, open);
        std::string_view name = path_template.substr(open + 1, close - open - 1);
        bool greedy = name.ends_with('+');
        if (greedy) name.remove_suffix(1);
        path += render_label(name, greedy);
        path_template.remove_prefix(close + 1);
    }
    path += path_template;
    return path;
}

request_record binding_writer::finish() {
    record_.path = render_path(record_.path);
    if (record_.query.size() > literal_query_ && record_.query.ends_with('&')) record_.query.pop_back();
    return std::move(record_);
}

}  // namespace coaws::protocol

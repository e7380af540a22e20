// Values pushed into a codec.
#include <coaws/base/errors.hpp>
#include <coaws/value/value_serde.hpp>

#include "value/nesting.hpp"
#include "value/python_text.hpp"

namespace coaws {

namespace {

class value_writer {
  public:
    explicit value_writer(shape_writer& out) noexcept : out_(out) {}

    void write_members(schema const& s, value_map const& map) {
        out_.begin_struct(s);
        for (auto const& [name, member] : map) {
            auto const* shape = s.find_member(name);
            // Only where parameters are not validated before. What was meant must not be lost in silence.
            if (shape == nullptr)
                throw param_validation_error("Unknown parameter in " + std::string(s.shape_name()) + ": \"" +
                                             name + '"');
            write(*shape, member);
        }
        out_.end_struct(s);
    }

    void write(schema const& s, value const& v) {
        switch (s.type()) {
            case shape_type::structure:
                return write_structure(s, v);
            case shape_type::list:
                return write_list(s, v);
            case shape_type::map:
                return write_map(s, v);
            case shape_type::document:
                return write_document(s, v);
            case shape_type::blob:
                return write_blob(s, v);
            case shape_type::timestamp:
                return write_timestamp(s, v);
            case shape_type::string:
                return write_string(s, v);
            default:
                return write_scalar(s, v);
        }
    }

  private:
    /// Counts the levels of a value that nests in itself (recursive shapes, documents).
    class level {
      public:
        level(int& depth, schema const& s) : depth_(depth) {
            if (++depth_ > detail::most_nesting) {
                --depth_;
                throw param_validation_error("Parameter " + std::string(s.name()) + " is nested too deeply");
            }
        }
        ~level() { --depth_; }
        level(level const&) = delete;
        level& operator=(level const&) = delete;

      private:
        int& depth_;
    };

    void write_structure(schema const& s, value const& v) {
        if (auto const* map = v.get_if<value_map>()) {
            level const inside(depth_, s);
            return write_members(s, *map);
        }
        if (s.traits().event_stream && v.is_body()) return out_.streaming(s, v.as_body());
        if (v.is_null()) return out_.null(s);
        refuse(s, v, "<class 'dict'>");
    }

    void write_list(schema const& s, value const& v) {
        auto const* list = v.get_if<value_list>();
        if (list == nullptr)
            return v.is_null() ? out_.null(s) : refuse(s, v, "<class 'list'>, <class 'tuple'>");
        level const inside(depth_, s);
        auto const& element_schema = s.element();
        out_.begin_list(s, list->size());
        for (auto const& element : *list) write(element_schema, element);
        out_.end_list(s);
    }

    void write_map(schema const& s, value const& v) {
        auto const* map = v.get_if<value_map>();
        if (map == nullptr) return v.is_null() ? out_.null(s) : refuse(s, v, "<class 'dict'>");
        level const inside(depth_, s);
        auto const& key_schema = s.key();
        auto const& mapped_schema = s.mapped();
        out_.begin_map(s, map->size());
        for (auto const& [key, mapped] : *map) {
            out_.map_key(key_schema, key);
            write(mapped_schema, mapped);
        }
        out_.end_map(s);
    }

    /// Inside a document every level has the document's schema; only the outermost has the member's.
    void write_document(schema const& s, value const& v) {
        auto const& inner = document_schema();
        if (auto const* list = v.get_if<value_list>()) {
            level const inside(depth_, s);
            out_.begin_list(s, list->size());
            for (auto const& element : *list) write_document(inner, element);
            return out_.end_list(s);
        }
        auto const* map = v.get_if<value_map>();
        if (map == nullptr) return write_scalar(s, v);
        level const inside(depth_, s);
        out_.begin_map(s, map->size());
        for (auto const& [key, mapped] : *map) {
            out_.map_key(inner, key);
            write_document(inner, mapped);
        }
        out_.end_map(s);
    }

    void write_blob(schema const& s, value const& v) {
        if (auto const* bytes = v.get_if<blob>()) return out_.blob(s, bytes->bytes);
        if (auto const* text = v.get_if<std::string>()) return out_.blob(s, *text);
        if (auto const* stream = v.get_if<body>()) return out_.streaming(s, *stream);
        if (v.is_null()) return out_.null(s);
        refuse(s, v, "<class 'bytes'>, <class 'bytearray'>, file-like object");
    }

    void write_timestamp(schema const& s, value const& v) {
        if (auto const* exact = v.get_if<timestamp>()) return out_.time(s, *exact);
        if (v.is_null()) return out_.null(s);
        if (auto const moment = detail::as_moment(v)) return out_.time(s, *moment);
        refuse(s, v, "<class 'datetime.datetime'>, timestamp-string");
    }

    void write_string(schema const& s, value const& v) {
        if (auto const* text = v.get_if<std::string>(); text != nullptr && !s.traits().json_value) {
            return out_.string(s, *text);
        }
        if (detail::is_json_value_header(s) && !v.is_null()) {
            return out_.string(s, to_json(v, json_options().with_ascii()));
        }
        write_scalar(s, v);
    }

    /// Numbers, booleans and texts go out as they are, whatever scalar is modelled (VAL-05, VAL-10).
    void write_scalar(schema const& s, value const& v) {
        switch (v.kind()) {
            case value_kind::null:
                return out_.null(s);
            case value_kind::boolean:
                return out_.boolean(s, *v.get_if<bool>());
            case value_kind::integer:
                return out_.integer(s, *v.get_if<std::int64_t>());
            case value_kind::number:
                return out_.number(s, *v.get_if<double>());
            case value_kind::string:
                return out_.string(s, *v.get_if<std::string>());
            default:
                refuse(s, v, detail::python_types_of(s.type()));
        }
    }

    [[noreturn]] static void refuse(schema const& s, value const& v, std::string_view valid_types) {
        throw param_validation_error("Invalid type for parameter " + std::string(s.name()) +
                                     ", type: " + std::string(detail::python_type(v)) +
                                     ", valid types: " + std::string(valid_types));
    }

    shape_writer& out_;
    int depth_ = 0;
};

}  // namespace

void value_input::write(shape_writer& out, schema const& s) const {
    value_writer(out).write_members(s, params_);
}

void write_value(shape_writer& out, schema const& s, value const& v) { value_writer(out).write(s, v); }

}  // namespace coaws

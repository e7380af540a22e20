// Generated structs pushed into a codec.
#include "services/struct_input.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/value/value_serde.hpp>

#include "value/nesting.hpp"

namespace coaws::services {

namespace {

class struct_writer {
  public:
    struct_writer(shape_writer& out, schema_matches const& matches) noexcept : out_(out), matches_(matches) {}

    void write_struct(struct_table const& table, schema const& s, void const* self) {
        enter(s);
        member_context context{*this, table, matches_.find(table, s)};
        out_.begin_struct(s);
        table.visit(self, &context, [](void* erased, std::uint16_t index, void const* v) {
            auto& at = *static_cast<member_context*>(erased);
            auto const* member = at.match.schema_of[index];
            if (member == nullptr) refuse(at.table, at.table.members[index].name);
            at.self.write(at.table.members[index].type, *member, v);
        });
        out_.end_struct(s);
        --depth_;
    }

    void write(type_ref const& type, schema const& s, void const* v) {
        switch (type.kind) {
            case type_kind::boolean:
                return out_.boolean(s, *static_cast<bool const*>(v));
            case type_kind::integer:
                return out_.integer(s, *static_cast<std::int64_t const*>(v));
            case type_kind::number:
                return out_.number(s, *static_cast<double const*>(v));
            case type_kind::string:
                return out_.string(s, *static_cast<std::string const*>(v));
            case type_kind::blob:
                return out_.blob(s, static_cast<blob const*>(v)->bytes);
            case type_kind::timestamp:
                return out_.time(s, *static_cast<timestamp const*>(v));
            case type_kind::enumeration:
                return out_.string(s, static_cast<open_enum const*>(v)->text_in(type.as_enum()));
            case type_kind::structure:
                return write_struct(type.as_struct(), s, v);
            case type_kind::one_of:
                return write_one_of(type.as_struct(), s, v);
            case type_kind::list:
                return write_list(type.as_list(), s, v);
            case type_kind::map:
                return write_map(type.as_map(), s, v);
            case type_kind::document:
                return write_value(out_, s, *static_cast<value const*>(v));
            case type_kind::json_text: {
                auto const& held = *static_cast<value const*>(v);
                if (held.is_null()) return out_.null(s);
                return out_.string(s, to_json(held, json_options().with_ascii()));
            }
            case type_kind::request_body:
                return out_.streaming(s, *static_cast<body const*>(v));
            case type_kind::response_stream:
            case type_kind::event_stream:
                throw param_validation_error("Parameter " + std::string(s.name()) +
                                             " is a stream that was received");
        }
    }

  private:
    struct member_context {
        struct_writer& self;
        struct_table const& table;
        struct_match const& match;
    };
    struct entry_context {
        struct_writer& self;
        type_ref const& type;
        schema const& s;
    };

    void write_one_of(struct_table const& table, schema const& s, void const* v) {
        auto const& choice = *static_cast<one_of const*>(v);
        if (!choice.unknown_member().empty()) refuse(table, choice.unknown_member());
        write_struct(table, s, v);
    }

    void write_list(list_table const& table, schema const& s, void const* v) {
        enter(s);
        auto const size = table.ops.size(v);
        auto const& element = s.element();
        out_.begin_list(s, size);
        for (std::size_t i = 0; i < size; ++i) write(table.element, element, table.ops.at(v, i));
        out_.end_list(s);
        --depth_;
    }

    void write_map(map_table const& table, schema const& s, void const* v) {
        enter(s);
        out_.begin_map(s, table.ops.size(v));
        entry_context context{*this, table.mapped, s};
        table.ops.visit(v, &context, [](void* erased, std::string const& key, void const* mapped) {
            auto& at = *static_cast<entry_context*>(erased);
            at.self.out_.map_key(at.s.key(), key);
            at.self.write(at.type, at.s.mapped(), mapped);
        });
        out_.end_map(s);
        --depth_;
    }

    void enter(schema const& s) {
        if (++depth_ > detail::most_nesting)
            throw param_validation_error("Parameter " + std::string(s.name()) + " is nested too deeply");
    }

    [[noreturn]] static void refuse(struct_table const& table, std::string_view member) {
        throw param_validation_error("The service's model at hand has no such member " + std::string(member) +
                                     " of " + std::string(table.shape_name));
    }

    shape_writer& out_;
    schema_matches const& matches_;
    int depth_ = 0;
};

/// Whether required members are set and lengths and ranges kept (VAL-03, VAL-04, VAL-06). Types are right by
/// construction.
class checker {
  public:
    explicit checker(schema_matches const& matches) noexcept : matches_(matches) {}

    bool check_struct(struct_table const& table, schema const& s, void const* self) {
        member_context context{*this, table, matches_.find(table, s)};
        if (context.match.misses_required || ++depth_ > detail::most_nesting) return false;
        table.visit(self, &context, [](void* erased, std::uint16_t index, void const* v) {
            auto& at = *static_cast<member_context*>(erased);
            auto const* member = at.match.schema_of[index];
            at.required += static_cast<std::size_t>(at.match.required[index]);
            at.good = at.good && member != nullptr && at.self.check(at.table.members[index].type, *member, v);
        });
        --depth_;
        return context.good && context.required == context.match.required_count;
    }

  private:
    struct member_context {
        checker& self;
        struct_table const& table;
        struct_match const& match;
        std::size_t required = 0;
        bool good = true;
    };

    bool check(type_ref const& type, schema const& s, void const* v) {
        switch (type.kind) {
            case type_kind::integer:
                return !s.traits().min ||
                       static_cast<double>(*static_cast<std::int64_t const*>(v)) >= *s.traits().min;
            case type_kind::number:
                return !s.traits().min || *static_cast<double const*>(v) >= *s.traits().min;
            case type_kind::string:
                return long_enough(s, *static_cast<std::string const*>(v));
            case type_kind::enumeration:
                return long_enough(s, static_cast<open_enum const*>(v)->text_in(type.as_enum()));
            case type_kind::structure:
                return check_struct(type.as_struct(), s, v);
            case type_kind::one_of:
                return static_cast<one_of const*>(v)->held() != nullptr &&
                       check_struct(type.as_struct(), s, v);
            case type_kind::list:
                return check_list(type.as_list(), s, v);
            case type_kind::map:
                return check_map(type.as_map(), s, v);
            case type_kind::document:
            case type_kind::json_text:
                // What is in it has to be looked at value by value.
                return false;
            default:
                return true;
        }
    }

    bool check_list(list_table const& table, schema const& s, void const* v) {
        auto const size = table.ops.size(v);
        if (!at_least(s, size) || ++depth_ > detail::most_nesting) return false;
        for (std::size_t i = 0; i < size; ++i)
            if (!check(table.element, s.element(), table.ops.at(v, i))) return false;
        --depth_;
        return true;
    }

    struct entry_context {
        checker& self;
        type_ref const& type;
        schema const& s;
        bool good = true;
    };

    bool check_map(map_table const& table, schema const& s, void const* v) {
        if (!at_least(s, table.ops.size(v)) || ++depth_ > detail::most_nesting) return false;
        entry_context context{*this, table.mapped, s};
        table.ops.visit(v, &context, [](void* erased, std::string const& key, void const* mapped) {
            auto& at = *static_cast<entry_context*>(erased);
            at.good =
                at.good && long_enough(at.s.key(), key) && at.self.check(at.type, at.s.mapped(), mapped);
        });
        --depth_;
        return context.good;
    }

    static bool at_least(schema const& s, std::size_t size) {
        return !s.traits().min || static_cast<double>(size) >= *s.traits().min;
    }
    static bool long_enough(schema const& s, std::string_view text) {
        auto const& traits = s.traits();
        if (traits.host_label && text.empty()) return false;
        return !traits.min || static_cast<double>(utf8_length(text)) >= *traits.min;
    }

    schema_matches const& matches_;
    int depth_ = 0;
};

}  // namespace

void struct_input::write(shape_writer& out, schema const& s) const {
    struct_writer(out, matches_).write_struct(table_, s, self_);
}

void write_member(shape_writer& out, type_ref const& type, schema const& s, void const* v,
                  schema_matches const& matches) {
    struct_writer(out, matches).write(type, s, v);
}

bool struct_input::is_valid(schema const& input) const {
    return checker(matches_).check_struct(table_, input, self_);
}

}  // namespace coaws::services

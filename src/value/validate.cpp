// Checking parameters against their shape (VAL-*).
#include <coaws/base/text.hpp>
#include <coaws/value/validate.hpp>

#include "value/nesting.hpp"
#include "value/python_text.hpp"
#include "value/sensitive.hpp"

namespace coaws {

namespace {

constexpr std::string_view document_types =
    "<class 'str'>, <class 'int'>, <class 'bool'>, <class 'float'>, <class 'list'>, <class 'dict'>";

/// Walks a value beside its schema. The path of the current value is kept in one string that grows and
/// shrinks.
class validator {
  public:
    std::vector<validation_problem> finish() && { return std::move(problems_); }

    void check_structure(schema const& s, value_map const& params) {
        auto const& traits = s.traits();
        if (traits.is_union) check_union(s, params);
        for (auto const index : s.required_members()) {
            auto const& member = s.member(index);
            if (!params.contains(member.name())) report_missing(member);
        }
        for (auto const& entry : params) {
            if (s.find_member(entry.first) == nullptr) report_unknown(s, entry.first);
        }
        for (auto const& [name, given] : params) {
            auto const* member = s.find_member(name);
            if (member == nullptr) continue;
            step const here(path_, '.', name);
            check(*member, given);
        }
    }

  private:
    /// A longer path, for as long as it lives.
    class step {
      public:
        step(std::string& path, char separator, std::string_view name) : path_(path), size_(path.size()) {
            path_ += separator;
            path_ += name;
        }
        step(std::string& path, std::size_t index) : path_(path), size_(path.size()) {
            path_ += '[';
            path_ += std::to_string(index);
            path_ += ']';
        }
        ~step() { path_.resize(size_); }
        step(step const&) = delete;
        step& operator=(step const&) = delete;

      private:
        std::string& path_;
        std::size_t size_;
    };

    void check(schema const& s, value const& v) {
        if (detail::is_json_value_header(s)) return check_json(v);
        if (++depth_ > detail::most_nesting) {
            add("nested too deeply", "Parameter " + shown_path() + " is nested too deeply");
        } else {
            check_kind(s, v);
        }
        --depth_;
    }

    void check_kind(schema const& s, value const& v) {
        switch (s.type()) {
            case shape_type::structure:
                if (s.traits().event_stream && v.is_body()) return;
                if (auto const* map = v.get_if<value_map>()) return check_structure(s, *map);
                return report_type(s, v);
            case shape_type::list:
                if (auto const* list = v.get_if<value_list>()) return check_list(s, *list);
                return report_type(s, v);
            case shape_type::map:
                if (auto const* map = v.get_if<value_map>()) return check_map(s, *map);
                return report_type(s, v);
            case shape_type::string:
                if (auto const* text = v.get_if<std::string>()) return check_text(s, *text);
                return report_type(s, v);
            case shape_type::integer:
            case shape_type::long_integer:
                if (v.is_int() || v.is_bool()) return check_range(s, v);
                return report_type(s, v);
            case shape_type::float32:
            case shape_type::float64:
                if (v.is_number() || v.is_bool()) return check_range(s, v);
                return report_type(s, v);
            case shape_type::boolean:
                if (!v.is_bool()) report_type(s, v);
                return;
            case shape_type::blob:
                if (!v.is_blob() && !v.is_string() && !v.is_body()) report_type(s, v);
                return;
            case shape_type::timestamp:
                if (!detail::as_moment(v)) report_type(s, v);
                return;
            case shape_type::document:
                return check_document(s, v, path_);
        }
    }

    void check_list(schema const& s, value_list const& list) {
        check_length(s, list.size());
        auto const& element = s.element();
        for (std::size_t i = 0; i < list.size(); ++i) {
            step const here(path_, i);
            check(element, list[i]);
        }
    }

    void check_map(schema const& s, value_map const& map) {
        auto const& key_schema = s.key();
        auto const& mapped = s.mapped();
        bool const keys_can_fail = least(key_schema).has_value();
        bool const secret_keys = key_schema.traits().sensitive;
        for (auto const& [key, given] : map) {
            std::string_view const name = secret_keys ? std::string_view("***") : std::string_view(key);
            if (keys_can_fail) {
                step const here(path_, ' ', "(key: " + std::string(name) + ")");
                check_text(key_schema, key);
            }
            step const here(path_, '.', name);
            check(mapped, given);
        }
    }

    /// VAL-06: a host label must not be empty even where nothing is modelled.
    static std::optional<double> least(schema const& s) noexcept {
        auto const& traits = s.traits();
        if (traits.min) return traits.min;
        return traits.host_label ? std::optional<double>(1) : std::nullopt;
    }

    void check_text(schema const& s, std::string_view text) {
        if (least(s)) check_length(s, utf8_length(text));
    }

    void check_length(schema const& s, std::size_t length) {
        auto const min = least(s);
        if (!min || static_cast<double>(length) >= *min) return;
        add("invalid length", "Invalid length for parameter " + shown_path() + ", value: " +
                                  std::to_string(length) + ", valid min length: " + number_text(*min));
    }

    void check_range(schema const& s, value const& v) {
        auto const min = least(s);
        if (!min) return;
        double const given = v.is_bool() ? (v.as_bool() ? 1 : 0) : v.as_double();
        if (!(given < *min)) return;
        add("invalid range", "Invalid value for parameter " + shown_path() + ", value: " + shown(s, v) +
                                 ", valid min value: " + number_text(*min));
    }

    /// VAL-09. Null members and unknown ones count.
    void check_union(schema const& s, value_map const& params) {
        if (params.empty()) {
            add("empty input", "Must set one of the following keys for tagged unionstructure " +
                                   shown_path() + ": " + member_names(s) + ".");
        } else if (params.size() > 1) {
            add("more than one input",
                "Invalid number of parameters set for tagged union structure " + shown_path() +
                    ". Can only set one of the following keys: " + member_names(s) + ".");
        }
    }

    /// VAL-08. Below a map the path starts again at the key, as in botocore.
    void check_document(schema const& s, value const& v, std::string const& path) {
        if (++depth_ > detail::most_nesting) {
            add_at(path, "nested too deeply", "Parameter " + shown_path(path) + " is nested too deeply");
        } else if (auto const* map = v.get_if<value_map>()) {
            for (auto const& [key, member] : *map) check_document(s, member, key);
        } else if (auto const* list = v.get_if<value_list>()) {
            for (std::size_t i = 0; i < list->size(); ++i) {
                check_document(s, (*list)[i], path + "[" + std::to_string(i) + "]");
            }
        } else if (v.is_blob() || v.is_timestamp() || v.is_body()) {
            add_at(path, "invalid type for document",
                   "Invalid type for document parameter " + shown_path(path) + ", value: " + shown(s, v) +
                       ", type: " + std::string(detail::python_type(v)) +
                       ", valid types: " + std::string(document_types));
        }
        --depth_;
    }

    /// VAL-07.
    void check_json(value const& v) {
        auto const* culprit = detail::find_beyond_json(v, detail::most_nesting);
        if (culprit == nullptr) return;
        std::string kind(detail::python_type(*culprit));
        if (auto const quote = kind.find('\''); quote != std::string::npos) {
            kind = kind.substr(quote + 1, kind.rfind('\'') - quote - 1);
        }
        if (auto const dot = kind.find('.'); dot != std::string::npos) kind.erase(0, dot + 1);
        add("unable to encode to json", "Invalid parameter " + shown_path() +
                                            " must be json serializable: Object of type " + kind +
                                            " is not JSON serializable");
    }

    void report_missing(schema const& member) {
        std::string const name(member.name());
        std::string line = "Missing required parameter in " + shown_path() + ": \"" + name + "\"";
        step const here(path_, '.', name);
        add("missing required field", std::move(line));
    }

    void report_unknown(schema const& s, std::string const& name) {
        std::string line =
            "Unknown parameter in " + shown_path() + ": \"" + name + "\", must be one of: " + member_names(s);
        step const here(path_, '.', name);
        add("unknown field", std::move(line));
    }

    void report_type(schema const& s, value const& v) {
        add("invalid type", "Invalid type for parameter " + shown_path() + ", value: " + shown(s, v) +
                                ", type: " + std::string(detail::python_type(v)) +
                                ", valid types: " + std::string(detail::python_types_of(s.type())));
    }

    static std::string member_names(schema const& s) {
        std::string names;
        for (std::size_t i = 0; i < s.member_count(); ++i) {
            if (i != 0) names += ", ";
            names += s.member(i).name();
        }
        return names;
    }

    static std::string shown(schema const& s, value const& v) {
        return detail::holds_sensitive(s) ? "***" : detail::python_text(v);
    }

    static std::string number_text(double number) {
        std::string text = format_double(number);
        if (text.ends_with(".0")) text.resize(text.size() - 2);
        return text;
    }

    static std::string plain_path(std::string const& path) {
        return path.starts_with('.') ? path.substr(1) : path;
    }
    static std::string shown_path(std::string const& path) {
        return path.empty() ? "input" : plain_path(path);
    }
    std::string shown_path() const { return shown_path(path_); }

    void add(std::string reason, std::string line) { add_at(path_, std::move(reason), std::move(line)); }
    void add_at(std::string const& path, std::string reason, std::string line) {
        problems_.emplace_back(std::move(reason), plain_path(path), std::move(line));
    }

    std::vector<validation_problem> problems_;
    std::string path_;
    int depth_ = 0;
};

}  // namespace

std::vector<validation_problem> find_validation_problems(value_map const& params, schema const& input) {
    validator run;
    run.check_structure(input, params);
    return std::move(run).finish();
}

void validate_parameters(value_map const& params, schema const& input) {
    auto problems = find_validation_problems(params, input);
    if (!problems.empty()) throw param_validation_error(std::move(problems));
}

}  // namespace coaws

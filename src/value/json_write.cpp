// Values as JSON text.
#include <cmath>
#include <coaws/base/text.hpp>
#include <coaws/value/value.hpp>

#include "base/json_string.hpp"
#include "value/nesting.hpp"

namespace coaws {

namespace {

class json_writer {
  public:
    explicit json_writer(json_options options) : options_(options) {}

    std::string finish() && { return std::move(out_); }

    void write(value const& v) {
        switch (v.kind()) {
            case value_kind::null:
                out_ += "null";
                return;
            case value_kind::boolean:
                out_ += *v.get_if<bool>() ? "true" : "false";
                return;
            case value_kind::integer:
                out_ += std::to_string(*v.get_if<std::int64_t>());
                return;
            case value_kind::number:
                return write_number(*v.get_if<double>());
            case value_kind::string:
                return write_string(*v.get_if<std::string>());
            case value_kind::blob:
                return write_text("$blob", base64_encode(v.get_if<blob>()->bytes));
            case value_kind::timestamp:
                return write_text("$ts", time_text(*v.get_if<timestamp>()));
            case value_kind::list:
                return write_list(*v.get_if<value_list>());
            case value_kind::map:
                return write_map(*v.get_if<value_map>());
            case value_kind::body:
                return write_body(v.get_if<body>());
        }
    }

  private:
    void write_number(double number) {
        if (std::isfinite(number)) {
            out_ += format_double(number);
        } else {
            write_text("$f", format_double(number));
        }
    }

    void write_string(std::string_view text) {
        detail::json_quoting quoting;
        quoting.ascii = options_.ascii;
        quoting.repair = true;
        detail::append_json_string(out_, text, quoting);
    }

    /// Something that JSON has no kind for, as a text, marked where the form is to be lossless.
    void write_text(std::string_view mark, std::string_view text) {
        if (!options_.lossless) return write_string(text);
        ++depth_;
        out_ += '{';
        write_key(mark);
        write_string(text);
        close('}');
    }

    std::string time_text(timestamp t) const {
        std::string text = format_iso8601(t);
        if (!options_.lossless || text.find('.') == std::string::npos) return text;
        auto const last = text.find_last_not_of("0Z");
        return text.substr(0, last + 1) + "Z";
    }

    void write_body(body const* held) {
        auto const bytes = held == nullptr ? std::nullopt : held->in_memory();
        if (!bytes) {
            out_ += "null";
        } else {
            write_text("$blob", base64_encode(*bytes));
        }
    }

    void write_list(value_list const& list) {
        open('[');
        bool first = true;
        for (auto const& element : list) {
            if (!std::exchange(first, false)) out_ += ',';
            new_line();
            write(element);
        }
        close(']', !list.empty());
    }

    void write_map(value_map const& map) {
        open('{');
        bool first = true;
        for (auto const& [key, member] : map) {
            if (!std::exchange(first, false)) out_ += ',';
            new_line();
            write_key(key);
            write(member);
        }
        close('}', !map.empty());
    }

    void write_key(std::string_view key) {
        write_string(key);
        out_ += options_.indent > 0 ? ": " : ":";
    }

    void open(char bracket) {
        if (++depth_ > detail::most_nesting)
            throw error("The value is nested too deeply to be written as JSON");
        out_ += bracket;
    }

    void close(char bracket, bool on_new_line = false) {
        --depth_;
        if (on_new_line) new_line();
        out_ += bracket;
    }

    void new_line() {
        if (options_.indent <= 0) return;
        out_ += '\n';
        out_.append(static_cast<std::size_t>(depth_) * static_cast<std::size_t>(options_.indent), ' ');
    }

    json_options options_;
    std::string out_;
    int depth_ = 0;
};

}  // namespace

std::string to_json(value const& v, json_options options) {
    json_writer writer(options);
    writer.write(v);
    return std::move(writer).finish();
}

}  // namespace coaws

// How values look in botocore's messages, and what its types accept (VAL-05).
#include <chrono>
#include <cmath>
#include <coaws/base/text.hpp>

#include "base/civil_time.hpp"
#include "base/utf8.hpp"
#include "value/printable.hpp"
#include "value/python_text.hpp"

namespace coaws::detail {

namespace {

constexpr std::size_t most_text = 4096;
constexpr int most_levels = 50;

void append_hex(std::string& out, unsigned code, int digits, char letter) {
    constexpr char symbols[] = "0123456789abcdef";
    out += '\\';
    out += letter;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += symbols[(code >> shift) & 0xFU];
}

/// An ASCII character inside quotes.
void append_quoted(std::string& out, char c, char quote) {
    switch (c) {
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        case '\\':
            out += "\\\\";
            return;
        default:
            break;
    }
    auto const byte = static_cast<unsigned char>(c);
    if (c == quote) {
        out += '\\';
        out += c;
    } else if (byte < 0x20 || byte >= 0x7F) {
        append_hex(out, byte, 2, 'x');
    } else {
        out += c;
    }
}

/// A character beyond ASCII that does not show.
void append_hidden(std::string& out, char32_t code_point) {
    auto const code = static_cast<unsigned>(code_point);
    if (code < 0x100)
        append_hex(out, code, 2, 'x');
    else if (code < 0x10000)
        append_hex(out, code, 4, 'u');
    else
        append_hex(out, code, 8, 'U');
}

char quote_for(std::string_view text) noexcept {
    bool const single = text.find('\'') != std::string_view::npos;
    return single && text.find('"') == std::string_view::npos ? '"' : '\'';
}

/// Appends Python's `repr()` of values until there is too much of it.
class python_repr {
  public:
    explicit python_repr(std::string& out) noexcept : out_(out) {}

    void write(value const& v) {
        if (out_.size() > most_text) return;
        switch (v.kind()) {
            case value_kind::null:
                out_ += "None";
                return;
            case value_kind::boolean:
                out_ += *v.get_if<bool>() ? "True" : "False";
                return;
            case value_kind::integer:
                out_ += std::to_string(*v.get_if<std::int64_t>());
                return;
            case value_kind::number:
                return write_number(*v.get_if<double>());
            case value_kind::string:
                return write_string(*v.get_if<std::string>());
            case value_kind::blob:
                return write_bytes(v.get_if<blob>()->bytes);
            case value_kind::timestamp:
                return write_time(*v.get_if<timestamp>());
            case value_kind::list:
                return write_list(*v.get_if<value_list>());
            case value_kind::map:
                return write_map(*v.get_if<value_map>());
            case value_kind::body:
                out_ += "<file-like object>";
                return;
        }
    }

  private:
    void write_number(double number) {
        if (std::isfinite(number)) {
            out_ += format_double(number);
        } else {
            out_ += std::isnan(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }
    }

    void write_string(std::string_view text) {
        char const quote = quote_for(text);
        out_ += quote;
        while (!text.empty() && out_.size() <= most_text) {
            auto const decoded = decode_utf8(text);
            if (decoded.code_point < 0x80)
                append_quoted(out_, text[0], quote);
            else if (is_printable(decoded.code_point))
                append_utf8(out_, decoded.code_point);
            else
                append_hidden(out_, decoded.code_point);
            text.remove_prefix(decoded.length);
        }
        out_ += quote;
    }

    void write_bytes(std::string_view bytes) {
        char const quote = quote_for(bytes);
        out_ += 'b';
        out_ += quote;
        for (char const c : bytes.substr(0, most_text)) append_quoted(out_, c, quote);
        out_ += quote;
    }

    void write_time(timestamp t) {
        auto const day = std::chrono::floor<std::chrono::days>(t);
        std::chrono::year_month_day const date(day);
        std::chrono::hh_mm_ss const time(t - day);
        out_ += "datetime.datetime(" + std::to_string(static_cast<int>(date.year())) + ", " +
                std::to_string(static_cast<unsigned>(date.month())) + ", " +
                std::to_string(static_cast<unsigned>(date.day())) + ", " +
                std::to_string(time.hours().count()) + ", " + std::to_string(time.minutes().count());
        auto const seconds = time.seconds().count();
        auto const micros = time.subseconds().count();
        if (seconds != 0 || micros != 0) out_ += ", " + std::to_string(seconds);
        if (micros != 0) out_ += ", " + std::to_string(micros);
        out_ += ", tzinfo=tzutc())";
    }

    void write_list(value_list const& list) {
        if (++level_ > most_levels) {
            out_ += "[...]";
        } else {
            out_ += '[';
            bool first = true;
            for (auto const& element : list) {
                if (out_.size() > most_text) break;
                if (!std::exchange(first, false)) out_ += ", ";
                write(element);
            }
            out_ += ']';
        }
        --level_;
    }

    void write_map(value_map const& map) {
        if (++level_ > most_levels) {
            out_ += "{...}";
        } else {
            out_ += '{';
            bool first = true;
            for (auto const& [key, member] : map) {
                if (out_.size() > most_text) break;
                if (!std::exchange(first, false)) out_ += ", ";
                write_string(key);
                out_ += ": ";
                write(member);
            }
            out_ += '}';
        }
        --level_;
    }

    std::string& out_;
    int level_ = 0;
};

}  // namespace

std::string_view python_type(value const& v) noexcept {
    switch (v.kind()) {
        case value_kind::null:
            return "<class 'NoneType'>";
        case value_kind::boolean:
            return "<class 'bool'>";
        case value_kind::integer:
            return "<class 'int'>";
        case value_kind::number:
            return "<class 'float'>";
        case value_kind::string:
            return "<class 'str'>";
        case value_kind::blob:
            return "<class 'bytes'>";
        case value_kind::timestamp:
            return "<class 'datetime.datetime'>";
        case value_kind::list:
            return "<class 'list'>";
        case value_kind::map:
            return "<class 'dict'>";
        case value_kind::body:
            return "file-like object";
    }
    return "unknown";
}

std::string_view python_types_of(shape_type type) noexcept {
    switch (type) {
        case shape_type::structure:
        case shape_type::map:
            return "<class 'dict'>";
        case shape_type::list:
            return "<class 'list'>, <class 'tuple'>";
        case shape_type::string:
            return "<class 'str'>";
        case shape_type::integer:
        case shape_type::long_integer:
            return "<class 'int'>";
        case shape_type::float32:
        case shape_type::float64:
            return "<class 'float'>, <class 'decimal.Decimal'>, <class 'int'>";
        case shape_type::boolean:
            return "<class 'bool'>";
        case shape_type::blob:
            return "<class 'bytes'>, <class 'bytearray'>, file-like object";
        case shape_type::timestamp:
            return "<class 'datetime.datetime'>, timestamp-string";
        case shape_type::document:
            return "<class 'str'>, <class 'int'>, <class 'bool'>, <class 'float'>, <class 'list'>, <class "
                   "'dict'>";
    }
    return "unknown";
}

std::string python_text(value const& v) {
    std::string out;
    if (auto const* text = v.get_if<std::string>()) {
        out = text->substr(0, most_text + 1);
    } else if (auto const* moment = v.get_if<timestamp>()) {
        out = format_iso8601(*moment);
        if (auto const separator = out.find('T'); separator != std::string::npos) out[separator] = ' ';
        if (!out.empty() && out.back() == 'Z') out.replace(out.size() - 1, 1, "+00:00");
    } else {
        python_repr(out).write(v);
    }
    if (out.size() > most_text) {
        out.resize(most_text);
        out += "...";
    }
    return out;
}

std::optional<timestamp> as_moment(value const& v) {
    switch (v.kind()) {
        case value_kind::timestamp:
            return *v.get_if<timestamp>();
        case value_kind::boolean:
            return timestamp(std::chrono::seconds(*v.get_if<bool>() ? 1 : 0));
        case value_kind::integer:
        case value_kind::number: {
            auto const moment = timestamp_from_seconds(v.as_double());
            return moment && in_calendar(*moment) ? moment : std::nullopt;
        }
        case value_kind::string:
            return parse_timestamp(*v.get_if<std::string>());
        default:
            return std::nullopt;
    }
}

}  // namespace coaws::detail

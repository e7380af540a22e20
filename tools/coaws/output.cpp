// An operation's output as text for people and programs.
#include "output.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <coaws/base/text.hpp>
#include <coaws/base/time.hpp>

#include "interrupt.hpp"
#include "output_error.hpp"

namespace cli {

std::string to_json_text(coaws::value const& v) {
    return coaws::to_json(v, coaws::json_options().with_indent(4)) + "\n";
}

std::string scalar_text(coaws::value const& v) {
    switch (v.kind()) {
        case coaws::value_kind::null:
            return "None";
        case coaws::value_kind::boolean:
            return v.as_bool() ? "True" : "False";
        case coaws::value_kind::integer:
            return std::to_string(v.as_int());
        case coaws::value_kind::number:
            return coaws::format_double(v.as_double());
        case coaws::value_kind::string:
            return v.as_string();
        case coaws::value_kind::blob:
            return coaws::base64_encode(v.as_blob());
        case coaws::value_kind::timestamp:
            return coaws::format_iso8601(v.as_timestamp());
        default:
            return coaws::to_json(v);
    }
}

std::string format_output(output_format format, std::string_view title, coaws::value const& v) {
    if (v.is_map() && v.size() == 0) return {};
    switch (format) {
        case output_format::text:
            return to_plain_text(v);
        case output_format::table:
            return to_table_text(title, v);
        default:
            return to_json_text(v);
    }
}

void write_all(int descriptor, std::string const& name, std::string_view bytes) {
    while (!bytes.empty()) {
        auto const written = ::write(descriptor, bytes.data(), bytes.size());
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
            if (!bytes.empty()) throw_if_interrupted();
            continue;
        }
        int const number = errno;
        throw_if_interrupted();
        if (number == EAGAIN) {
            // Whoever shares the descriptor made it non-blocking.
            pollfd ready{descriptor, POLLOUT, 0};
            ::poll(&ready, 1, -1);
            throw_if_interrupted();
        } else if (number != EINTR) {
            throw output_error(name, number);
        }
    }
}

void write_output(std::string_view text) { write_all(STDOUT_FILENO, "standard output", text); }

}  // namespace cli

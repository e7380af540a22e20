// The command line split into the program's own options and what belongs to the operation.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

enum class output_format : std::uint8_t { json, text, table };

/// What the command line says, before anything is known of the service.
struct arguments {
    std::optional<std::string> region;
    std::optional<std::string> profile;
    std::optional<std::string> endpoint_url;
    std::optional<std::string> ca_bundle;
    std::optional<std::string> query;
    std::optional<std::string> params;  ///< JSON, `file://PATH`, or `-`
    std::optional<std::string> body;    ///< path of the file that is the payload, or `-`
    std::optional<output_format> output;
    std::optional<std::chrono::seconds> connect_timeout;
    std::optional<std::chrono::seconds> read_timeout;
    bool sign = true;
    bool verify = true;
    bool paginate = true;
    bool debug = false;
    bool dry_run = false;
    bool presign = false;
    std::optional<std::chrono::seconds> expires_in;  ///< of a presigned URL
    bool help = false;  ///< `help` in the place of an operation or behind it, or `--help`
    bool version = false;

    std::string service;
    std::string operation;          ///< as written; `wait` for waiters
    std::vector<std::string> rest;  ///< everything behind the operation but the options above

    arguments() = default;
};

/// Splits the arguments (without the program's name). Options of the program are taken wherever they stand,
/// as `--name value` or `--name=value`; everything behind `--` is left alone. Throws usage_error.
arguments parse_arguments(std::vector<std::string> const& words);

/// `json`, `text` or `table`. Throws usage_error.
output_format parse_output_format(std::string_view name);

}  // namespace cli

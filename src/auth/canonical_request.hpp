// The canonical form of a request, which Signature Version 4 and 4a hash.
#pragma once

#include <coaws/auth/sigv4.hpp>
#include <coaws/http/message.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace coaws::auth {

class signed_header_set;

/// Appends a path in canonical form: `s3` paths as they are; others without dot segments and doubled slashes
/// where `normalize` is set, and percent-encoded once more.
void append_canonical_path(std::string& out, std::string_view path, bool s3, bool normalize);

/// Whether the pairs of a query are in canonical encoding already.
enum class query_form : std::uint8_t { unknown, encoded };

/// Appends a query in canonical form: pairs decoded and encoded again, sorted by name and then value.
void append_canonical_query(std::string& out, std::string_view query, query_form form = query_form::unknown);

/// Writes the canonical request over `out`. `query` is used instead of the one in the request's URL.
void write_canonical_request(std::string& out, http::request const& request, std::string_view query,
                             signed_header_set const& headers, std::string_view payload,
                             sigv4_params const& params, query_form form = query_form::unknown);

/// What stands for the payload in the canonical request. The text lives as long as `params`, the request or
/// `hash_storage`. Throws value_error when the body would have to be hashed and is not in memory.
std::string_view payload_text(http::request const& request, sigv4_params const& params,
                              std::string& hash_storage);

}  // namespace coaws::auth

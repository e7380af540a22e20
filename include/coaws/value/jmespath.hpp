// JMESPath, the query language of paginators, waiters and `--query` (PAGE-10).
#pragma once

#include <coaws/base/error.hpp>
#include <coaws/value/value.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace coaws::jmespath {

/// Why an expression could not be compiled or evaluated; the values are the public compliance suite's.
enum class error_kind_t : std::uint8_t {
    syntax,
    invalid_arity,
    invalid_type,
    invalid_value,
    unknown_function
};

/// An expression that is no JMESPath, or a function that got what it can't take.
class jmespath_error : public error_kind<jmespath_error> {
  public:
    static constexpr std::string_view type_name = "JMESPathError";
    jmespath_error(error_kind_t kind, std::string const& message) : error_kind(message), kind_(kind) {}
    error_kind_t kind() const noexcept { return kind_; }
    /// `syntax`, `invalid-arity`, `invalid-type`, `invalid-value` or `unknown-function`.
    std::string_view kind_name() const noexcept;
    /// The exception class of the Python library: `ParseError`, `ArityError`, `JMESPathTypeError`,
    /// `JMESPathValueError` or `UnknownFunctionError`.
    std::string_view type() const noexcept override;

  private:
    error_kind_t kind_;
};

/// A compiled expression: immutable, cheap to copy, thread-safe.
///
/// The document of a search is not copied, only the result is; what lies between are references. Strings,
/// blobs, timestamps and bodies are strings to JMESPath; a timestamp counts as its ISO 8601 text, is ordered
/// and compared by its point in time, with other timestamps and with texts that are times, and a body counts
/// as an empty text.
class expression {
  public:
    /// Compiles a text. Throws jmespath_error naming the position; unknown functions and wrong numbers of
    /// arguments are found here too. Nesting is bounded at 200 levels.
    static expression compile(std::string_view text);

    /// Evaluates against a document; null where nothing matches. Throws jmespath_error for wrong argument
    /// types.
    value search(value const& document) const;
    /// As `search`, for a map that is not wrapped in a value.
    value search(value_map const& document) const;
    /// As `search` without copying where the result is a part of the document or a literal: refers to that
    /// part, and document and expression must outlive the reference; or else to `storage`, which is filled.
    value const& search_ref(value const& document, value& storage) const;

    struct node;

  private:
    explicit expression(std::shared_ptr<node const> root) noexcept : root_(std::move(root)) {}
    std::shared_ptr<node const> root_;
};

/// Writes `v` at a path of names joined by dots, making maps on the way where nothing or null stands
/// (PAGE-01). Throws invalid_expression_error for any other expression, and where something that is no map
/// stands in the way.
void set_path(value_map& document, std::string_view path, value v);

}  // namespace coaws::jmespath

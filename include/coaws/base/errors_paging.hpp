// Errors of paging, waiting and stubbing (EXC-20, EXC-21).
#pragma once

#include <coaws/base/error.hpp>
#include <string>
#include <string_view>

namespace coaws {

/// Paging went wrong, for instance a token came twice.
class pagination_error : public error_kind<pagination_error> {
  public:
    static constexpr std::string_view type_name = "PaginationError";
    explicit pagination_error(std::string const& text);

    std::string_view text() const noexcept { return field("text"); }
};

/// The operation has no pages.
class operation_not_pageable_error : public error_kind<operation_not_pageable_error> {
  public:
    static constexpr std::string_view type_name = "OperationNotPageableError";
    explicit operation_not_pageable_error(std::string const& operation_name);

    std::string_view operation_name() const noexcept { return field("operation_name"); }
};

/// A search expression is malformed.
class invalid_expression_error : public error_kind<invalid_expression_error> {
  public:
    static constexpr std::string_view type_name = "InvalidExpressionError";
    explicit invalid_expression_error(std::string const& expression);

    std::string_view expression() const noexcept { return field("expression"); }
};

/// A waiter gave up.
class waiter_error : public error_kind<waiter_error> {
  public:
    static constexpr std::string_view type_name = "WaiterError";
    using error_kind::error_kind;
    waiter_error(std::string const& name, std::string const& reason);

    std::string_view name() const noexcept { return field("name"); }
    std::string_view reason() const noexcept { return field("reason"); }
};

/// The description of a waiter is malformed.
class waiter_config_error : public error_kind<waiter_config_error> {
  public:
    static constexpr std::string_view type_name = "WaiterConfigError";
    explicit waiter_config_error(std::string const& error_msg);

    std::string_view error_msg() const noexcept { return field("error_msg"); }
};

/// Root of the errors of a stubbed client.
class stub_response_error : public error_kind<stub_response_error> {
  public:
    static constexpr std::string_view type_name = "StubResponseError";
    using error_kind::error_kind;
    stub_response_error(std::string const& operation_name, std::string const& reason);

    std::string_view operation_name() const noexcept { return field("operation_name"); }
    std::string_view reason() const noexcept { return field("reason"); }
};

/// A stubbed client was called otherwise than told.
class stub_assertion_error : public error_kind<stub_assertion_error, stub_response_error> {
  public:
    static constexpr std::string_view type_name = "StubAssertionError";
    stub_assertion_error(std::string const& operation_name, std::string const& reason);

    std::string_view operation_name() const noexcept { return field("operation_name"); }
    std::string_view reason() const noexcept { return field("reason"); }
};

/// A stubbed client has no answer left.
class unstubbed_response_error : public error_kind<unstubbed_response_error, stub_response_error> {
  public:
    static constexpr std::string_view type_name = "UnStubbedResponseError";
    unstubbed_response_error(std::string const& operation_name, std::string const& reason);

    std::string_view operation_name() const noexcept { return field("operation_name"); }
    std::string_view reason() const noexcept { return field("reason"); }
};

}  // namespace coaws

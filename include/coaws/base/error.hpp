// The root of every error the library reports.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coaws {

/// A finished message and the named texts it was made of; what an error class hands to `error`.
struct error_parts {
    std::string message;
    std::vector<std::pair<std::string_view, std::string>> fields;  ///< names must be literals

    error_parts() = default;
};

/// The base of every exception that coaws throws (botocore's BotoCoreError, EXC-03).
///
/// An error is a value: it can be copied without throwing, kept in a `result`, and thrown later with its
/// dynamic type intact through `raise()`. Messages follow botocore's wording and never hold a secret.
/// Thread-safety: immutable after construction.
class error : public std::runtime_error {
  public:
    explicit error(std::string const& message = "An unspecified error occurred");
    explicit error(error_parts parts);
    ~error() override;

    /// The text of `what()`, which ends at a NUL where the message has one; here it does not. Lives as long
    /// as the error.
    std::string_view message() const noexcept;

    /// botocore's name of the exception class, e.g. "NoCredentialsError".
    virtual std::string_view type() const noexcept { return "BotoCoreError"; }

    /// The text of a named field of the message, as botocore's `kwargs` hold it ("endpoint_url", "profile",
    /// …); empty when this error has no such field. Lives as long as the error.
    std::string_view field(std::string_view name) const noexcept;

    /// Throws a copy of this error as its dynamic type.
    [[noreturn]] virtual void raise() const;

    /// Copies this error as its dynamic type.
    virtual std::shared_ptr<error const> clone() const;

  protected:
    error(error const&) = default;
    error& operator=(error const&) = default;

  private:
    // Shared, so that copying cannot throw. A message with a NUL is the field without a name.
    std::shared_ptr<std::vector<std::pair<std::string_view, std::string>> const> fields_;
};

/// Implements the virtual part of an error class: `class x : public error_kind<x, base>` with a
/// `static constexpr std::string_view type_name`. `Base` is `error` or another error class.
template <class Self, class Base = error>
class error_kind : public Base {
  public:
    using Base::Base;
    std::string_view type() const noexcept override { return Self::type_name; }
    [[noreturn]] void raise() const override { throw Self(static_cast<Self const&>(*this)); }
    std::shared_ptr<error const> clone() const override {
        return std::make_shared<Self>(static_cast<Self const&>(*this));
    }
};

}  // namespace coaws

// Errors of single parameters (EXC-16); a failed validation is in validation_error.hpp.
#pragma once

#include <coaws/base/error.hpp>
#include <string>
#include <string_view>

namespace coaws {

/// Parameters that must be there are not.
class missing_parameters_error : public error_kind<missing_parameters_error> {
  public:
    static constexpr std::string_view type_name = "MissingParametersError";
    missing_parameters_error(std::string const& object_name, std::string const& missing);

    std::string_view object_name() const noexcept { return field("object_name"); }
    std::string_view missing() const noexcept { return field("missing"); }
};

/// Root of the errors of one parameter.
class validation_error : public error_kind<validation_error> {
  public:
    static constexpr std::string_view type_name = "ValidationError";
    using error_kind::error_kind;
    validation_error(std::string const& value, std::string const& param,
                     std::string const& type_name_of_param);

    std::string_view value() const noexcept { return field("value"); }
    std::string_view param() const noexcept { return field("param"); }
    std::string_view type_name_of_param() const noexcept { return field("type_name_of_param"); }
};

/// A structure has no such key.
class unknown_key_error : public error_kind<unknown_key_error, validation_error> {
  public:
    static constexpr std::string_view type_name = "UnknownKeyError";
    unknown_key_error(std::string const& value, std::string const& param, std::string const& choices);

    std::string_view value() const noexcept { return field("value"); }
    std::string_view param() const noexcept { return field("param"); }
    std::string_view choices() const noexcept { return field("choices"); }
};

/// A parameter is out of its range.
class range_error : public error_kind<range_error, validation_error> {
  public:
    static constexpr std::string_view type_name = "RangeError";
    range_error(std::string const& value, std::string const& param, std::string const& min_value,
                std::string const& max_value);

    std::string_view value() const noexcept { return field("value"); }
    std::string_view param() const noexcept { return field("param"); }
    std::string_view min_value() const noexcept { return field("min_value"); }
    std::string_view max_value() const noexcept { return field("max_value"); }
};

/// An operation has no such parameter.
class unknown_parameter_error : public error_kind<unknown_parameter_error, validation_error> {
  public:
    static constexpr std::string_view type_name = "UnknownParameterError";
    unknown_parameter_error(std::string const& name, std::string const& operation,
                            std::string const& choices);

    std::string_view name() const noexcept { return field("name"); }
    std::string_view operation() const noexcept { return field("operation"); }
    std::string_view choices() const noexcept { return field("choices"); }
};

/// A text that cannot be the name of a region.
class invalid_region_error : public error_kind<invalid_region_error, validation_error> {
  public:
    static constexpr std::string_view type_name = "InvalidRegionError";
    explicit invalid_region_error(std::string const& region_name);

    std::string_view region_name() const noexcept { return field("region_name"); }
};

/// A parameter was given under both of its names.
class alias_conflict_parameter_error : public error_kind<alias_conflict_parameter_error, validation_error> {
  public:
    static constexpr std::string_view type_name = "AliasConflictParameterError";
    alias_conflict_parameter_error(std::string const& original, std::string const& alias,
                                   std::string const& operation);

    std::string_view original() const noexcept { return field("original"); }
    std::string_view alias() const noexcept { return field("alias"); }
    std::string_view operation() const noexcept { return field("operation"); }
};

/// A value that a function cannot work with.
class value_error : public error_kind<value_error> {
  public:
    static constexpr std::string_view type_name = "ValueError";
    using error_kind::error_kind;
    explicit value_error(std::string const& text);

    std::string_view text() const noexcept { return field("text"); }
};

/// A text that is no ARN.
class invalid_arn_exception : public error_kind<invalid_arn_exception, value_error> {
  public:
    static constexpr std::string_view type_name = "InvalidArnException";
    explicit invalid_arn_exception(std::string const& arn);

    std::string_view arn() const noexcept { return field("arn"); }
};

}  // namespace coaws

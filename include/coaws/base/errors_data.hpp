// Errors about model data that is missing, unknown or incomplete (EXC-10).
#pragma once

#include <coaws/base/error.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace coaws {

/// No data file answers to the path.
class data_not_found_error : public error_kind<data_not_found_error> {
  public:
    static constexpr std::string_view type_name = "DataNotFoundError";
    using error_kind::error_kind;
    explicit data_not_found_error(std::string const& data_path);

    std::string_view data_path() const noexcept { return field("data_path"); }
};

/// There is no such service among the models.
class unknown_service_error : public error_kind<unknown_service_error, data_not_found_error> {
  public:
    static constexpr std::string_view type_name = "UnknownServiceError";
    unknown_service_error(std::string const& service_name,
                          std::vector<std::string> const& known_service_names);

    std::string_view service_name() const noexcept { return field("service_name"); }
    std::string_view known_service_names() const noexcept { return field("known_service_names"); }
};

/// A service has no model of the API version asked for.
class api_version_not_found_error : public error_kind<api_version_not_found_error> {
  public:
    static constexpr std::string_view type_name = "ApiVersionNotFoundError";
    api_version_not_found_error(std::string const& data_path, std::string const& api_version);

    std::string_view data_path() const noexcept { return field("data_path"); }
    std::string_view api_version() const noexcept { return field("api_version"); }
};

/// A style of service invocation that nobody knows.
class unknown_service_style : public error_kind<unknown_service_style> {
  public:
    static constexpr std::string_view type_name = "UnknownServiceStyle";
    explicit unknown_service_style(std::string const& service_style);

    std::string_view service_style() const noexcept { return field("service_style"); }
};

/// A model lacks an attribute that was asked for.
class undefined_model_attribute_error : public error_kind<undefined_model_attribute_error> {
  public:
    static constexpr std::string_view type_name = "UndefinedModelAttributeError";
    using error_kind::error_kind;
    explicit undefined_model_attribute_error(std::string const& text);

    std::string_view text() const noexcept { return field("text"); }
};

/// A model lacks its serviceId.
class missing_service_id_error
    : public error_kind<missing_service_id_error, undefined_model_attribute_error> {
  public:
    static constexpr std::string_view type_name = "MissingServiceIdError";
    explicit missing_service_id_error(std::string const& service_name);

    std::string_view service_name() const noexcept { return field("service_name"); }
};

/// A model has no operation of that name.
class operation_not_found_error : public error_kind<operation_not_found_error> {
  public:
    static constexpr std::string_view type_name = "OperationNotFoundError";
    explicit operation_not_found_error(std::string const& operation_name);

    std::string_view operation_name() const noexcept { return field("operation_name"); }
};

/// A model refers to a shape that it does not define.
class no_shape_found_error : public error_kind<no_shape_found_error> {
  public:
    static constexpr std::string_view type_name = "NoShapeFoundError";
    explicit no_shape_found_error(std::string const& text);

    std::string_view text() const noexcept { return field("text"); }
};

/// A shape of a model lacks its type or has one that nobody knows.
class invalid_shape_error : public error_kind<invalid_shape_error> {
  public:
    static constexpr std::string_view type_name = "InvalidShapeError";
    explicit invalid_shape_error(std::string const& text);

    std::string_view text() const noexcept { return field("text"); }
};

/// A shape reference of a model is malformed.
class invalid_shape_reference_error : public error_kind<invalid_shape_reference_error> {
  public:
    static constexpr std::string_view type_name = "InvalidShapeReferenceError";
    explicit invalid_shape_reference_error(std::string const& text);

    std::string_view text() const noexcept { return field("text"); }
};

/// None of the protocols of a service is supported.
class unsupported_service_protocols_error : public error_kind<unsupported_service_protocols_error> {
  public:
    static constexpr std::string_view type_name = "UnsupportedServiceProtocolsError";
    unsupported_service_protocols_error(std::vector<std::string> const& botocore_supported_protocols,
                                        std::string const& service,
                                        std::vector<std::string> const& service_supported_protocols);

    std::string_view botocore_supported_protocols() const noexcept {
        return field("botocore_supported_protocols");
    }
    std::string_view service() const noexcept { return field("service"); }
    std::string_view service_supported_protocols() const noexcept {
        return field("service_supported_protocols");
    }
};

}  // namespace coaws

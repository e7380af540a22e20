// The program's help pages.
#pragma once

#include <coaws/schema/service_schema.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

/// The short text that a call without arguments gives.
std::string usage_text();
/// `coaws help`.
std::string overview_text();
/// `coaws SERVICE help`. `waiters` are kebab-case names.
std::string service_help(coaws::service_schema const& service, std::vector<std::string> const& waiters);
/// `coaws SERVICE OPERATION help`.
std::string operation_help(coaws::service_schema const& service, coaws::operation_schema const& operation,
                           bool pages);
/// What a waiter's page says.
struct waiter_summary {
    std::string name;       ///< CamelCase
    std::string operation;  ///< CamelCase
    std::string description;
    std::int64_t delay_seconds = 0;
    std::int64_t max_attempts = 0;

    waiter_summary() = default;
};

/// `coaws SERVICE wait NAME help`.
std::string waiter_help(coaws::service_schema const& service, waiter_summary const& waiter);

/// The options that any operation takes, one a paragraph.
std::string_view global_options_text() noexcept;

}  // namespace cli

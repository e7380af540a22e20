// A point in time taken apart into calendar fields, in UTC.
#pragma once

#include <array>
#include <coaws/base/time.hpp>
#include <cstdint>
#include <optional>
#include <string_view>

namespace coaws {

/// Calendar fields of the proleptic Gregorian calendar.
struct civil_time {
    int year = 1970;
    unsigned month = 1;
    unsigned day = 1;
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
    unsigned microsecond = 0;
    unsigned weekday = 4;  ///< 0 is Sunday; ignored by `to_timestamp`

    static constexpr std::array<std::string_view, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    static constexpr std::array<std::string_view, 7> weekday_names{"Sun", "Mon", "Tue", "Wed",
                                                                   "Thu", "Fri", "Sat"};

    static civil_time from(timestamp t) noexcept;
    /// Nothing when a field is out of its range (29 February counts only in leap years, second 60 never).
    std::optional<timestamp> to_timestamp() const noexcept;
};

/// Whether the year has one to four digits, as in Python's datetimes.
bool in_calendar(timestamp t) noexcept;

}  // namespace coaws

// A point in time taken apart into calendar fields.
#include "base/civil_time.hpp"

namespace coaws {

using namespace std::chrono;

civil_time civil_time::from(timestamp t) noexcept {
    // std::chrono's days have 32 bits, its years 16: both would wrap for times that a timestamp can hold.
    constexpr std::int64_t micros_a_day = 86'400'000'000;
    auto const micros = t.time_since_epoch().count();
    auto day_number = micros / micros_a_day;
    auto of_day = micros % micros_a_day;
    if (of_day < 0) {
        of_day += micros_a_day;
        --day_number;
    }
    civil_time out;
    auto const of_week = (day_number + 4) % 7;
    out.weekday = static_cast<unsigned>(of_week < 0 ? of_week + 7 : of_week);
    // The calendar repeats after 400 years of 146,097 days; within those chrono does the work.
    constexpr std::int64_t era_days = 146'097;
    auto era = day_number / era_days;
    auto of_era = day_number % era_days;
    if (of_era < 0) {
        of_era += era_days;
        --era;
    }
    year_month_day const date{sys_days{days(of_era)}};
    out.year = static_cast<int>(era * 400) + static_cast<int>(date.year());
    out.month = static_cast<unsigned>(date.month());
    out.day = static_cast<unsigned>(date.day());
    auto const seconds_of_day = of_day / 1'000'000;
    out.microsecond = static_cast<unsigned>(of_day % 1'000'000);
    out.second = static_cast<unsigned>(seconds_of_day % 60);
    out.minute = static_cast<unsigned>(seconds_of_day / 60 % 60);
    out.hour = static_cast<unsigned>(seconds_of_day / 3600);
    return out;
}

std::optional<timestamp> civil_time::to_timestamp() const noexcept {
    if (year < 1 || year > 9999 || hour > 23 || minute > 59 || second > 59 || microsecond > 999'999)
        return {};
    year_month_day const date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (!date.ok()) return {};
    return timestamp{sys_days{date}} + hours(hour) + minutes(minute) + seconds(second) +
           microseconds(microsecond);
}

bool in_calendar(timestamp t) noexcept {
    constexpr std::int64_t first = -62'135'596'800;
    constexpr std::int64_t last = 253'402'300'799;
    auto const seconds = std::chrono::floor<std::chrono::seconds>(t).time_since_epoch().count();
    return seconds >= first && seconds <= last;
}

}  // namespace coaws

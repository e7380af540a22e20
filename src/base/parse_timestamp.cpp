// Reading points in time from the texts that services send (WIRE-24).
#include <charconv>
#include <coaws/base/text.hpp>
#include <coaws/base/time.hpp>
#include <system_error>

#include "base/civil_time.hpp"

namespace coaws {
namespace {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) noexcept { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

std::optional<double> read_number(std::string_view text) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    double number = 0;
    auto const* const end = text.data() + text.size();
    auto const [stop, code] = std::from_chars(text.data(), end, number);
    if (code != std::errc{} || stop != end) return {};
    return number;
}

// Reads a time text token by token, in whatever order the parts come: dates in ISO 8601 form or with the
// month's name, a clock time, an offset or zone name. Weekday names are skipped, unknown words refused.
class time_reader {
  public:
    explicit time_reader(std::string_view text) noexcept : rest_(text) {}

    std::optional<timestamp> read() {
        while (!rest_.empty()) {
            if (!next()) return {};
        }
        if (!have_year_ || !have_month_) return {};
        if (afternoon_) {
            if (civil_.hour == 0 || civil_.hour > 12) return {};
            civil_.hour = civil_.hour % 12 + (*afternoon_ ? 12 : 0);
        }
        auto const local = civil_.to_timestamp();
        if (!local) return {};
        auto const utc = *local - std::chrono::minutes(offset_minutes_);
        return in_calendar(utc) ? std::optional(utc) : std::nullopt;
    }

  private:
    bool next() {
        char const c = rest_.front();
        if (is_digit(c)) return number();
        if (is_letter(c)) return word();
        // A sign after a clock time begins an offset; elsewhere a dash only separates (`06-May-24`).
        if ((c == '+' || c == '-') && have_clock_) return offset();
        if (c == ' ' || c == '\t' || c == ',' || c == '-' || c == '/' || c == '(' || c == ')' || c == '.') {
            rest_.remove_prefix(1);
            return true;
        }
        return false;
    }

    std::size_t digits() const noexcept {
        std::size_t count = 0;
        while (count < rest_.size() && is_digit(rest_[count])) ++count;
        return count;
    }

    // Takes exactly `count` digits, which the caller has seen.
    unsigned take(std::size_t count) noexcept {
        unsigned number = 0;
        std::from_chars(rest_.data(), rest_.data() + count, number);
        rest_.remove_prefix(count);
        return number;
    }

    bool skip(char c) noexcept {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool number() {
        auto const count = digits();
        bool const date_open = !have_year_ && !have_month_ && !have_day_;
        if (count <= 2 && count < rest_.size() && rest_[count] == ':') return clock();
        if (count == 8 && date_open) return compact_date();
        if (count == 4 && !have_year_) {
            set_year(static_cast<int>(take(4)));
            if (date_open && !rest_.empty() && (rest_.front() == '-' || rest_.front() == '/'))
                return rest_of_date();
            return true;
        }
        if ((count == 6 || count == 4) && have_day_ && !have_clock_) return compact_clock(count);
        if (count > 2) return false;
        if (have_day_ && have_year_) return false;
        if (!have_day_) {
            civil_.day = take(count);
            have_day_ = true;
            return true;
        }
        // Two digits mean the year of the nearest century, seen from 2000 (`06-May-24`).
        auto const year = static_cast<int>(take(count));
        set_year(year + (year < 70 ? 2000 : 1900));
        return true;
    }

    void set_year(int year) noexcept {
        civil_.year = year;
        have_year_ = true;
    }

    // `-05-06` or `/05/06` after a year; the day may be missing.
    bool rest_of_date() {
        char const separator = rest_.front();
        rest_.remove_prefix(1);
        if (auto const count = digits(); count == 0 || count > 2) return count == 0 && separator == '-';
        civil_.month = take(digits());
        have_month_ = true;
        if (!skip(separator)) return true;
        auto const count = digits();
        if (count == 0 || count > 2) return false;
        civil_.day = take(count);
        have_day_ = true;
        return true;
    }

    bool compact_date() {
        set_year(static_cast<int>(take(4)));
        civil_.month = take(2);
        civil_.day = take(2);
        have_month_ = have_day_ = true;
        return true;
    }

    bool clock() {
        if (have_clock_) return false;
        civil_.hour = take(digits());
        have_clock_ = true;
        rest_.remove_prefix(1);
        if (auto const count = digits(); count == 0 || count > 2) return false;
        civil_.minute = take(digits());
        if (!skip(':')) return true;
        if (auto const count = digits(); count == 0 || count > 2) return false;
        civil_.second = take(digits());
        return fraction();
    }

    bool compact_clock(std::size_t count) {
        civil_.hour = take(2);
        civil_.minute = take(2);
        have_clock_ = true;
        if (count == 4) return true;
        civil_.second = take(2);
        return fraction();
    }

    // Digits beyond microseconds are cut off, as Python does.
    bool fraction() {
        if (rest_.size() < 2 || (rest_[0] != '.' && rest_[0] != ',') || !is_digit(rest_[1])) return true;
        rest_.remove_prefix(1);
        auto const count = digits();
        unsigned micros = 0;
        for (std::size_t i = 0; i < 6; ++i) {
            micros = micros * 10 + (i < count ? static_cast<unsigned>(rest_[i] - '0') : 0);
        }
        civil_.microsecond = micros;
        rest_.remove_prefix(count);
        return true;
    }

    // `+02:00`, `-0800`, `+02`
    bool offset() {
        if (have_zone_) return false;
        int const sign = (rest_.front() == '-') != reversed_offset_ ? -1 : 1;
        rest_.remove_prefix(1);
        auto const count = digits();
        unsigned hours = 0;
        unsigned minutes = 0;
        if (count == 4) {
            hours = take(2);
            minutes = take(2);
        } else if (count == 1 || count == 2) {
            hours = take(count);
            if (skip(':')) {
                if (digits() != 2) return false;
                minutes = take(2);
            }
        } else {
            return false;
        }
        if (hours > 23 || minutes > 59) return false;
        have_zone_ = true;
        offset_minutes_ = sign * static_cast<int>(hours * 60 + minutes);
        return true;
    }

    bool word() {
        std::size_t length = 0;
        while (length < rest_.size() && is_letter(rest_[length])) ++length;
        auto const name = rest_.substr(0, length);
        rest_.remove_prefix(length);
        if (iequals(name, "T")) return have_day_ && !have_clock_;
        if (iequals(name, "AM") || iequals(name, "PM")) {
            afternoon_ = iequals(name, "PM");
            return have_clock_;
        }
        if (iequals(name, "Z") || iequals(name, "UTC") || iequals(name, "GMT") || iequals(name, "UT")) {
            // In `GMT+3` the offset behind the name is what to add to get UTC, the reverse of `+03:00`.
            reversed_offset_ =
                !have_zone_ && !rest_.empty() && (rest_.front() == '+' || rest_.front() == '-');
            return !have_zone_ || reversed_offset_;
        }
        return month_name(name) || weekday_name(name);
    }

    bool month_name(std::string_view name) {
        static constexpr std::string_view long_names[] = {"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};
        for (unsigned i = 0; i < 12; ++i) {
            if (!iequals(name, long_names[i]) && !iequals(name, civil_time::month_names[i])) continue;
            if (have_month_) return false;
            civil_.month = i + 1;
            have_month_ = true;
            return true;
        }
        return false;
    }

    static bool weekday_name(std::string_view name) {
        static constexpr std::string_view long_names[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                          "Thursday", "Friday", "Saturday"};
        for (unsigned i = 0; i < 7; ++i) {
            if (iequals(name, long_names[i]) || iequals(name, civil_time::weekday_names[i])) return true;
        }
        return false;
    }

    std::string_view rest_;
    civil_time civil_;
    int offset_minutes_ = 0;
    bool have_year_ = false;
    bool have_month_ = false;
    bool have_day_ = false;
    bool have_clock_ = false;
    bool have_zone_ = false;
    bool reversed_offset_ = false;
    std::optional<bool> afternoon_;
};

}  // namespace

std::optional<timestamp> parse_timestamp(std::string_view text) {
    text = trim(text);
    if (auto const seconds = read_number(text)) {
        auto const t = timestamp_from_seconds(*seconds);
        return t && in_calendar(*t) ? t : std::nullopt;
    }
    return time_reader(text).read();
}

}  // namespace coaws

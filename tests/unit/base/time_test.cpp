// Writing and reading points in time.
#include <doctest/doctest.h>

#include <cmath>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/time.hpp>
#include <limits>

using namespace coaws;

namespace {

timestamp micros(std::int64_t count) { return timestamp(std::chrono::microseconds(count)); }

std::string read(std::string_view text) {
    auto const t = parse_timestamp(text);
    return t ? format_iso8601(*t) : "none";
}

}  // namespace

TEST_CASE("timestamps in the wire's formats") {
    struct row {
        std::int64_t micros;
        std::string_view iso, rfc, unix;
    };
    for (auto const& [count, iso, rfc, unix] : {
             row{0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "0"},
             row{1'714'979'289'250'000, "2024-05-06T07:08:09.250000Z", "Mon, 06 May 2024 07:08:09 GMT",
                 "1714979289.25"},
             row{-1, "1969-12-31T23:59:59.999999Z", "Wed, 31 Dec 1969 23:59:59 GMT", "-1e-06"},
             row{951'782'400'000'000, "2000-02-29T00:00:00Z", "Tue, 29 Feb 2000 00:00:00 GMT", "951782400"},
             row{-62'135'596'800'000'000, "0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 GMT",
                 "-62135596800"},
             row{253'402'300'799'123'000, "9999-12-31T23:59:59.123000Z", "Fri, 31 Dec 9999 23:59:59 GMT",
                 "253402300799.123"},
             row{-62'135'596'799'999'999, "0001-01-01T00:00:00.000001Z", "Mon, 01 Jan 0001 00:00:00 GMT",
                 "-62135596800.0"},
         }) {
        CAPTURE(iso);
        CHECK(format_iso8601(micros(count)) == iso);
        CHECK(format_rfc822(micros(count)) == rfc);
        CHECK(format_unix(micros(count)) == unix);
        CHECK(format_timestamp(micros(count), timestamp_format::unset) == iso);
        CHECK(format_timestamp(micros(count), timestamp_format::rfc822) == rfc);
        CHECK(format_timestamp(micros(count), timestamp_format::unix_timestamp) == unix);
    }
    CHECK(format_amz_date(micros(1'714'979'289'999'999)) == "20240506T070809Z");
}

TEST_CASE("years that four digits cannot hold are refused") {
    CHECK_THROWS_AS((void)format_iso8601(timestamp::max()), value_error);
    CHECK_THROWS_AS((void)format_rfc822(timestamp::min()), value_error);
    CHECK_THROWS_WITH((void)format_amz_date(micros(253'402'300'800'000'000)), "year 10000 is out of range");
}

TEST_CASE("timestamp_from_seconds rounds halves to even and refuses what does not fit") {
    auto const at = [](double seconds) {
        return timestamp_from_seconds(seconds).value().time_since_epoch().count();
    };
    CHECK(at(1.5) == 1'500'000);
    CHECK(at(-1.25) == -1'250'000);
    CHECK(at(0.0000005) == 0);
    CHECK(at(0.0000015) == 2);
    CHECK_FALSE(timestamp_from_seconds(1e30));
    CHECK_FALSE(timestamp_from_seconds(std::nan("")));
    CHECK_FALSE(timestamp_from_seconds(-std::numeric_limits<double>::infinity()));
}

TEST_CASE("parse_timestamp reads what services send") {
    struct row {
        std::string_view text, iso;
    };
    for (auto const& [text, iso] : {
             row{"1714979289", "2024-05-06T07:08:09Z"},
             row{" 1714979289.25 ", "2024-05-06T07:08:09.250000Z"},
             row{"1.7e9", "2023-11-14T22:13:20Z"},
             row{"20200101", "1970-08-22T19:08:21Z"},
             row{"-1", "1969-12-31T23:59:59Z"},
             row{"2024-05-06T07:08:09Z", "2024-05-06T07:08:09Z"},
             row{"2024-05-06T07:08:09.123456789Z", "2024-05-06T07:08:09.123456Z"},
             row{"2024-05-06T07:08:09,5", "2024-05-06T07:08:09.500000Z"},
             row{"2024-05-06 07:08:09+0200", "2024-05-06T05:08:09Z"},
             row{"2024-05-06T07:08:09-08:00", "2024-05-06T15:08:09Z"},
             row{"2024-05-06T07:08:09+05:30", "2024-05-06T01:38:09Z"},
             row{"2024-05-06T07:08Z", "2024-05-06T07:08:00Z"},
             row{"20240506T070809Z", "2024-05-06T07:08:09Z"},
             row{"2024-05-06", "2024-05-06T00:00:00Z"},
             row{"2024/05/06 07:08:09", "2024-05-06T07:08:09Z"},
             row{"Mon, 06 May 2024 07:08:09 GMT", "2024-05-06T07:08:09Z"},
             row{"Monday, 06-May-24 07:08:09 GMT", "2024-05-06T07:08:09Z"},
             row{"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
             row{"Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"},
             row{"6 May 2024 07:08:09 -0800", "2024-05-06T15:08:09Z"},
             row{"May 6, 2024 3:04 PM", "2024-05-06T15:04:00Z"},
             row{"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
         }) {
        CAPTURE(text);
        CHECK(read(text) == iso);
    }
}

TEST_CASE("parse_timestamp refuses what is no time") {
    for (std::string_view text : {"",
                                  " ",
                                  "abc",
                                  "nan",
                                  "inf",
                                  "0x10",
                                  "1e30",
                                  "253402300800",
                                  "2024-13-01",
                                  "2024-02-30T00:00:00Z",
                                  "2024-05-06T24:00:00Z",
                                  "2024-05-06T07:08:60Z",
                                  "2020-W01-1",
                                  "20:00",
                                  "01/29/2020",
                                  "29.01.2020",
                                  "Fri, 02 Jan 2015 03:04:05 EST",
                                  "2024-05-06T07:08:09+00:00Z",
                                  "2024-05-06T07:08:09+99:00",
                                  "2024-05-06T07:",
                                  "May May 2024",
                                  "0001-01-01T00:00:00+01:00",
                                  "2024-05-06T07:08:09 \x01"}) {
        CAPTURE(text);
        CHECK(read(text) == "none");
    }
}

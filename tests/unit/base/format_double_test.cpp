// Numbers as Python writes them.
#include <doctest/doctest.h>

#include <coaws/base/text.hpp>
#include <limits>

using namespace coaws;

TEST_CASE("format_double writes the text of Python's repr") {
    struct row {
        double number;
        std::string_view text;
    };
    using limits = std::numeric_limits<double>;
    for (auto const& [number, text] : {
             row{0.0, "0.0"},
             row{-0.0, "-0.0"},
             row{1, "1.0"},
             row{-1.5, "-1.5"},
             row{0.1, "0.1"},
             row{100, "100.0"},
             row{123.456, "123.456"},
             row{0.0001, "0.0001"},
             row{0.00001, "1e-05"},
             row{0.000123, "0.000123"},
             row{1e15, "1000000000000000.0"},
             row{9999999999999998.0, "9999999999999998.0"},
             row{1e16, "1e+16"},
             row{1e20, "1e+20"},
             row{-1.25e-7, "-1.25e-07"},
             row{1e100, "1e+100"},
             row{1714979289.25, "1714979289.25"},
             row{5e-324, "5e-324"},
             row{limits::max(), "1.7976931348623157e+308"},
             row{limits::infinity(), "Infinity"},
             row{-limits::infinity(), "-Infinity"},
             row{limits::quiet_NaN(), "NaN"},
         }) {
        CAPTURE(text);
        CHECK(format_double(number) == text);
    }
}

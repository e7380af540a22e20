// Values pushed into a codec.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/value_serde.hpp>

#include "recording.hpp"
#include "value_model.hpp"

using namespace coaws;

namespace {

std::string written(value const& params) {
    test::recording_writer out;
    value_input(params.as_map()).write(out, test::bake_input());
    return out.text;
}

timestamp at_seconds(std::int64_t seconds) { return timestamp(std::chrono::seconds(seconds)); }

}  // namespace

TEST_CASE("members are written in the caller's order by their shape") {
    struct {
        value params;
        std::string_view text;
    } const cases[] = {
        {args("Count", 5, "Name", "ab"), "BakeInput={Count=i5 Name=s\"ab\"}"},
        {args("Name", nullptr), "BakeInput={Name=null}"},
        {args("Weight", 1, "Count", true), "BakeInput={Weight=i1 Count=true}"},
        {args("Weight", 1.5, "Hot", false), "BakeInput={Weight=n1.5 Hot=false}"},
        {args("Data", blob("x")), "BakeInput={Data=b\"x\"}"},
        {args("Data", "x"), "BakeInput={Data=b\"x\"}"},
        {args("Data", body::from_string("x")), "BakeInput={Data=stream}"},
        {args("Due", at_seconds(60)), "BakeInput={Due=t1970-01-01T00:01:00Z}"},
        {args("Due", 60), "BakeInput={Due=t1970-01-01T00:01:00Z}"},
        {args("Due", 60.5), "BakeInput={Due=t1970-01-01T00:01:00.500000Z}"},
        {args("Due", "1970-01-01T00:01:00Z"), "BakeInput={Due=t1970-01-01T00:01:00Z}"},
        {args("Steps", list_of("a", nullptr)), "BakeInput={Steps=2[member=s\"a\" member=null]}"},
        {args("Labels", args("b", 1, "a", 2)), "BakeInput={Labels=2<b=i1 a=i2>}"},
        {args("Recipe", args("Then", args("Title", nullptr))), "BakeInput={Recipe={Then={Title=null}}}"},
        {args("Oven", args("ä", list_of(1, "x"))), "BakeInput={Oven=s\"{\"\\u00e4\":[1,\"x\"]}\"}"},
        {args("Oven", "x"), "BakeInput={Oven=s\"\"x\"\"}"},
        {args("Extra", args("a", list_of(1, 2.5, "x", nullptr, true), "b", value_map())),
         "BakeInput={Extra=2<a=5[document=i1 document=n2.5 document=s\"x\" document=null document=true] "
         "b=0<>>}"},
        {args("Extra", "x"), "BakeInput={Extra=s\"x\"}"},
        {args("Name", 5, "Hot", "x"), "BakeInput={Name=i5 Hot=s\"x\"}"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.text);
        CHECK(written(c.params) == c.text);
    }
}

TEST_CASE("what fits no shape is refused by name, not by value") {
    struct {
        value params;
        std::string_view text;
    } const cases[] = {
        {args("Steps", "secret"),
         "Parameter validation failed:\nInvalid type for parameter Steps, type: <class 'str'>, "
         "valid types: <class 'list'>, <class 'tuple'>"},
        {args("Name", list_of("secret")),
         "Parameter validation failed:\nInvalid type for parameter Name, type: "
         "<class 'list'>, valid types: <class 'str'>"},
    };
    for (auto const& c : cases)
        CHECK_THROWS_WITH_AS(written(c.params), c.text.data(), param_validation_error);
    for (auto const& params : {args("Labels", 1), args("Recipe", list_of()), args("Data", 5),
                               args("Due", "soon"), args("Due", value_map()), args("Name", blob("x")),
                               args("Hot", at_seconds(0)), args("Extra", blob("x"))}) {
        CHECK_THROWS_AS(written(params), param_validation_error);
    }
}

TEST_CASE("what the shape does not have is not lost in silence") {
    CHECK_THROWS_WITH_AS(written(args("Name", "n", "Nmae", "m")),
                         "Parameter validation failed:\nUnknown parameter in BakeInput: \"Nmae\"",
                         param_validation_error);
}

TEST_CASE("recursion is bounded") {
    value recipe = args("Title", "t");
    value document = 1;
    for (int i = 0; i < 1200; ++i) {
        recipe = args("Then", std::move(recipe));
        document = list_of(std::move(document));
    }
    CHECK_THROWS_AS(written(args("Recipe", recipe)), param_validation_error);
    CHECK_THROWS_AS(written(args("Extra", document)), param_validation_error);
}

TEST_CASE("write_value writes any shape") {
    test::recording_writer out;
    write_value(out, *test::bakery().find_shape("Steps"), list_of("a"));
    CHECK(out.text == "Steps=1[member=s\"a\"]");
}

// Checking parameters against their shape.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/validate.hpp>
#include <limits>

#include "value_model.hpp"

using namespace coaws;

namespace {

std::string const members =
    "Name, Count, Weight, Hot, Data, Due, Steps, Labels, Filling, Recipe, Extra, Oven, Door, Code, Till";

std::vector<validation_problem> problems(value const& params) {
    return find_validation_problems(params.as_map(), test::bake_input());
}

/// The sample is complete; what is given is added.
template <class... KeyValue>
value with(KeyValue&&... more) {
    return args("Name", "loaf", std::forward<KeyValue>(more)...);
}

}  // namespace

TEST_CASE("valid parameters have no problems") {
    for (auto const& params : {with(),
                               with("Count", 1),
                               with("Count", true),
                               with("Weight", 1),
                               with("Weight", 1.5),
                               with("Weight", true),
                               with("Weight", std::numeric_limits<double>::quiet_NaN()),
                               with("Hot", false),
                               with("Data", blob("")),
                               with("Data", "text"),
                               with("Data", body::from_file("f")),
                               with("Due", timestamp()),
                               with("Due", 5),
                               with("Due", 5.5),
                               with("Due", -62'135'596'800),
                               with("Due", 253'402'300'799),
                               with("Due", "5.5"),
                               with("Due", true),
                               with("Due", "Sat, 01 Jan 2000 00:00:00 GMT"),
                               with("Steps", list_of("ab")),
                               with("Labels", args("ab", 1)),
                               with("Labels", value_map()),
                               with("Filling", args("Jam", "plum")),
                               with("Recipe", args("Title", "")),
                               with("Extra", nullptr),
                               with("Extra", args("a", list_of(1, nullptr, args("b", 2.5)))),
                               with("Oven", args("a", nullptr)),
                               with("Oven", nullptr),
                               with("Door", "d")}) {
        CAPTURE(to_json(params));
        CHECK(problems(params).empty());
    }
}

TEST_CASE("missing members are told in the order of the model's list") {
    constexpr std::string_view model = R"({
      "metadata": {"apiVersion": "2024-05-01", "endpointPrefix": "b", "protocol": "json", "serviceId": "B"},
      "operations": {"Do": {"name": "Do", "input": {"shape": "In"}}},
      "shapes": {"Text": {"type": "string"},
        "In": {"type": "structure", "required": ["C", "A"], "members": {
          "A": {"shape": "Text"}, "B": {"shape": "Text"}, "C": {"shape": "Text"}}}}})";
    auto const service = make_service_schema("b", json::document::parse(model).value());
    auto const found = find_validation_problems(value_map(), *service->find_operation("Do")->input);
    REQUIRE(found.size() == 2);
    CHECK(found[0].path == "C");
    CHECK(found[1].path == "A");
}

TEST_CASE("each problem has botocore's reason, path and words") {
    struct {
        value params;
        std::string_view reason, path;
        std::string text;
    } const cases[] = {
        {value_map(), "missing required field", "Name", "Missing required parameter in input: \"Name\""},
        {with("Recipe", value_map()), "missing required field", "Recipe.Title",
         "Missing required parameter in Recipe: \"Title\""},
        {with("Recipe", args("Title", "t", "Parts", list_of(args("Title", "t"), value_map()))),
         "missing required field", "Recipe.Parts[1].Title",
         "Missing required parameter in Recipe.Parts[1]: \"Title\""},
        {with("Due", 1e12), "invalid type", "Due",
         "Invalid type for parameter Due, value: 1000000000000.0, type: <class 'float'>, valid types: <class "
         "'datetime.datetime'>, timestamp-string"},
        {with("Size", 1), "unknown field", "Size",
         "Unknown parameter in input: \"Size\", must be one of: " + members},
        {with("Till", args("Bills", 1)), "unknown field", "Till.Bills",
         "Unknown parameter in Till: \"Bills\", must be one of: Code, Coins"},
        {args("Name", 5), "invalid type", "Name",
         "Invalid type for parameter Name, value: 5, type: <class 'int'>, valid types: <class 'str'>"},
        {args("Name", nullptr), "invalid type", "Name",
         "Invalid type for parameter Name, value: None, type: <class 'NoneType'>, valid types: <class "
         "'str'>"},
        {args("Name", blob("a'\n\xff")), "invalid type", "Name",
         "Invalid type for parameter Name, value: b\"a'\\n\\xff\", type: <class 'bytes'>, valid types: "
         "<class 'str'>"},
        {args("Name", timestamp(std::chrono::seconds(86461))), "invalid type", "Name",
         "Invalid type for parameter Name, value: 1970-01-02 00:01:01+00:00, type: <class "
         "'datetime.datetime'>, valid "
         "types: <class 'str'>"},
        {args("Name", args("a", list_of(true, nullptr, 1.0, "it's", timestamp()))), "invalid type", "Name",
         "Invalid type for parameter Name, value: {'a': [True, None, 1.0, \"it's\", datetime.datetime(1970, "
         "1, 1, 0, 0, "
         "tzinfo=tzutc())]}, type: <class 'dict'>, valid types: <class 'str'>"},
        {with("Count", 1.5), "invalid type", "Count",
         "Invalid type for parameter Count, value: 1.5, type: <class 'float'>, valid types: <class 'int'>"},
        {with("Weight", "1"), "invalid type", "Weight",
         "Invalid type for parameter Weight, value: 1, type: <class 'str'>, valid types: <class 'float'>, "
         "<class "
         "'decimal.Decimal'>, <class 'int'>"},
        {with("Hot", 1), "invalid type", "Hot",
         "Invalid type for parameter Hot, value: 1, type: <class 'int'>, valid types: <class 'bool'>"},
        {with("Data", 1), "invalid type", "Data",
         "Invalid type for parameter Data, value: 1, type: <class 'int'>, valid types: <class 'bytes'>, "
         "<class "
         "'bytearray'>, file-like object"},
        {with("Due", "soon"), "invalid type", "Due",
         "Invalid type for parameter Due, value: soon, type: <class 'str'>, valid types: <class "
         "'datetime.datetime'>, "
         "timestamp-string"},
        {with("Due", 1e30), "invalid type", "Due",
         "Invalid type for parameter Due, value: 1e+30, type: <class 'float'>, valid types: <class "
         "'datetime.datetime'>, timestamp-string"},
        {with("Steps", "x"), "invalid type", "Steps",
         "Invalid type for parameter Steps, value: x, type: <class 'str'>, valid types: <class 'list'>, "
         "<class 'tuple'>"},
        {with("Steps", list_of("ab", 1)), "invalid type", "Steps[1]",
         "Invalid type for parameter Steps[1], value: 1, type: <class 'int'>, valid types: <class 'str'>"},
        {with("Labels", list_of()), "invalid type", "Labels",
         "Invalid type for parameter Labels, value: [], type: <class 'list'>, valid types: <class 'dict'>"},
        {with("Labels", args("ab", "x")), "invalid type", "Labels.ab",
         "Invalid type for parameter Labels.ab, value: x, type: <class 'str'>, valid types: <class 'int'>"},
        {with("Labels", args("a", 1)), "invalid length", "Labels (key: a)",
         "Invalid length for parameter Labels (key: a), value: 1, valid min length: 2"},
        {args("Name", "ä"), "invalid length", "Name",
         "Invalid length for parameter Name, value: 1, valid min length: 2"},
        {with("Steps", list_of()), "invalid length", "Steps",
         "Invalid length for parameter Steps, value: 0, valid min length: 1"},
        {with("Door", ""), "invalid length", "Door",
         "Invalid length for parameter Door, value: 0, valid min length: 1"},
        {with("Count", 0), "invalid range", "Count",
         "Invalid value for parameter Count, value: 0, valid min value: 1"},
        {with("Count", false), "invalid range", "Count",
         "Invalid value for parameter Count, value: False, valid min value: 1"},
        {with("Weight", -0.5), "invalid range", "Weight",
         "Invalid value for parameter Weight, value: -0.5, valid min value: 0"},
        {with("Filling", value_map()), "empty input", "Filling",
         "Must set one of the following keys for tagged unionstructure Filling: Jam, Cream."},
        {with("Filling", args("Jam", "plum", "Cream", 1)), "more than one input", "Filling",
         "Invalid number of parameters set for tagged union structure Filling. Can only set one of the "
         "following keys: "
         "Jam, Cream."},
        {with("Extra", args("a", args("b", blob("x")))), "invalid type for document", "b",
         "Invalid type for document parameter b, value: b'x', type: <class 'bytes'>, valid types: <class "
         "'str'>, <class "
         "'int'>, <class 'bool'>, <class 'float'>, <class 'list'>, <class 'dict'>"},
        {with("Extra", list_of(1, blob("x"))), "invalid type for document", "Extra[1]",
         "Invalid type for document parameter Extra[1], value: b'x', type: <class 'bytes'>, valid types: "
         "<class 'str'>, "
         "<class 'int'>, <class 'bool'>, <class 'float'>, <class 'list'>, <class 'dict'>"},
        {with("Oven", args("a", blob("x"))), "unable to encode to json", "Oven",
         "Invalid parameter Oven must be json serializable: Object of type bytes is not JSON serializable"},
        {with("Oven", list_of(timestamp())), "unable to encode to json", "Oven",
         "Invalid parameter Oven must be json serializable: Object of type datetime is not JSON "
         "serializable"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.text);
        auto const found = problems(c.params);
        REQUIRE(found.size() == 1);
        CHECK(found[0].reason == c.reason);
        CHECK(found[0].path == c.path);
        CHECK(found[0].text == c.text);
    }
}

TEST_CASE("all problems are in one report") {
    value const params = args("Count", "x", "Size", 1);
    CHECK_THROWS_WITH_AS(
        validate_parameters(params.as_map(), test::bake_input()),
        ("Parameter validation failed:\nMissing required parameter in input: \"Name\"\nUnknown "
         "parameter in input: \"Size\", must be one of: " +
         members +
         "\nInvalid type for parameter Count, value: x, type: <class 'str'>, valid types: <class 'int'>")
            .c_str(),
        param_validation_error);
    CHECK_NOTHROW(validate_parameters(with().as_map(), test::bake_input()));
}

TEST_CASE("secrets are not printed") {
    for (auto const& params :
         {with("Code", blob("hush")), with("Code", list_of("hush")), with("Till", "hush"),
          with("Till", list_of(args("Code", "hush"))), with("Till", args("Code", args("a", "hush")))}) {
        auto const found = problems(params);
        REQUIRE(found.size() == 1);
        CHECK(found[0].text.find("hush") == std::string::npos);
        CHECK(found[0].text.find("value: ***, type:") != std::string::npos);
    }
}

TEST_CASE("long and deep values are cut") {
    auto const long_text = problems(args("Name", blob(std::string(100000, 'x'))));
    CHECK(long_text.at(0).text.size() < 5000);
    value recipe = args("Title", "t");
    value document = 1;
    value junk = 1;
    for (int i = 0; i < 1200; ++i) {
        recipe = args("Title", "t", "Then", std::move(recipe));
        document = list_of(std::move(document));
        junk = list_of(std::move(junk));
    }
    CHECK(problems(with("Recipe", recipe)).at(0).reason == "nested too deeply");
    CHECK(problems(with("Extra", document)).at(0).reason == "nested too deeply");
    CHECK(problems(args("Name", junk)).at(0).reason == "invalid type");
    CHECK(problems(with("Oven", junk)).at(0).reason == "unable to encode to json");
}

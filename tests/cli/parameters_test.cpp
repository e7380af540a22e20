// Parameters by the operation's input.
#include "parameters.hpp"

#include <doctest/doctest.h>

#include <coaws/schema/from_model.hpp>
#include <cstdio>
#include <fstream>

#include "help.hpp"
#include "usage_error.hpp"

namespace {

constexpr std::string_view model = R"({
"metadata":{"serviceId":"Shop","protocol":"rest-json","protocols":["rest-json"],"endpointPrefix":"shop","apiVersion":"2020-01-01","signatureVersion":"v4"},
"operations":{
 "PutThing":{"name":"PutThing","http":{"method":"PUT","requestUri":"/"},"input":{"shape":"PutThingInput"},"output":{"shape":"Empty"}},
 "GetThing":{"name":"GetThing","http":{"method":"GET","requestUri":"/"},"input":{"shape":"GetThingInput"},"output":{"shape":"Payload"}},
 "Watch":{"name":"Watch","http":{"method":"GET","requestUri":"/watch"},"output":{"shape":"Events"}},
 "Talk":{"name":"Talk","http":{"method":"POST","requestUri":"/talk"},"input":{"shape":"Events"},"output":{"shape":"Events"}},
 "Ping":{"name":"Ping","http":{"method":"GET","requestUri":"/"}}},
"shapes":{
 "Empty":{"type":"structure","members":{}},
 "String":{"type":"string"},"Integer":{"type":"integer"},"Double":{"type":"double"},"Boolean":{"type":"boolean"},
 "Blob":{"type":"blob"},"Stream":{"type":"blob","streaming":true},"When":{"type":"timestamp"},
 "Names":{"type":"list","member":{"shape":"String"}},"Numbers":{"type":"list","member":{"shape":"Integer"}},
 "Tag":{"type":"structure","members":{"Key":{"shape":"String"},"Count":{"shape":"Integer"},"Values":{"shape":"Names"}}},
 "Tags":{"type":"list","member":{"shape":"Tag"}},
 "One":{"type":"structure","members":{"Id":{"shape":"String"}}},"Ones":{"type":"list","member":{"shape":"One"}},
 "Map":{"type":"map","key":{"shape":"String"},"value":{"shape":"Integer"}},
 "Document":{"type":"structure","members":{},"document":true},
 "PutThingInput":{"type":"structure","payload":"Data","members":{
  "Name":{"shape":"String"},"MaxItems":{"shape":"Integer"},"Ratio":{"shape":"Double"},"Enabled":{"shape":"Boolean"},
  "Secret":{"shape":"Blob"},"Data":{"shape":"Stream"},"CreatedAt":{"shape":"When"},"Names":{"shape":"Names"},
  "Numbers":{"shape":"Numbers"},"Main":{"shape":"Tag"},"TagSet":{"shape":"Tags"},"Instances":{"shape":"Ones"},
  "Counts":{"shape":"Map"},"Extra":{"shape":"Document"}}},
 "GetThingInput":{"type":"structure","members":{"Name":{"shape":"String"},"Marker":{"shape":"String"},"PageSize":{"shape":"Integer"}}},
 "Events":{"type":"structure","payload":"Events","members":{"Events":{"shape":"EventUnion"}}},
 "EventUnion":{"type":"structure","eventstream":true,"members":{"Tag":{"shape":"Tag"}}},
 "Payload":{"type":"structure","payload":"Body","members":{"Body":{"shape":"Stream"}}}
}})";

std::shared_ptr<coaws::service_schema const> shop() {
    static auto const service =
        coaws::make_service_schema("shop", std::move(coaws::json::document::parse(model)).value());
    return service;
}

using words = std::vector<std::string>;

cli::operation_input read(std::string const& operation, words const& rest,
                          cli::paging_members const* paging = nullptr) {
    auto line = words{"shop", operation};
    line.insert(line.end(), rest.begin(), rest.end());
    return cli::read_parameters(cli::parse_arguments(line), *shop()->find_operation(operation), paging);
}

std::string put(words const& rest) { return coaws::to_json(coaws::value(read("PutThing", rest).params)); }

/// A file that is gone at the end of the test.
struct temporary_file {
    std::string path = "coaws-cli-test.tmp";
    explicit temporary_file(std::string_view content) { std::ofstream(path, std::ios::binary) << content; }
    ~temporary_file() { std::remove(path.c_str()); }
};

}  // namespace

TEST_CASE("options become members of their types") {
    struct {
        words rest;
        std::string_view json;
    } const cases[] = {
        {{"--name", "a b"}, R"({"Name":"a b"})"},
        {{"--Name=x=y"}, R"({"Name":"x=y"})"},
        {{"--name", "-5", "--max-items", "-5"}, R"({"Name":"-5","MaxItems":-5})"},
        {{"--ratio", "1.5e3"}, R"({"Ratio":1500.0})"},
        {{"--enabled", "--name", "n"}, R"({"Enabled":true,"Name":"n"})"},
        {{"--no-enabled"}, R"({"Enabled":false})"},
        {{"--enabled=false"}, R"({"Enabled":false})"},
        {{"--secret", "raw"}, R"({"Secret":"cmF3"})"},
        {{"--created-at", "2024-01-01"}, R"({"CreatedAt":"2024-01-01"})"},
        {{"--names", "a", "b", "--name", "c"}, R"({"Names":["a","b"],"Name":"c"})"},
        {{"--names", "a", "--names", "b"}, R"({"Names":["a","b"]})"},
        {{"--names"}, R"({"Names":[]})"},
        {{"--names", R"(["a","b"])"}, R"({"Names":["a","b"]})"},
        {{"--numbers", "1", "2"}, R"({"Numbers":[1,2]})"},
        {{"--main", "Key=k,Count=3,Values=a"}, R"({"Main":{"Key":"k","Count":3,"Values":["a"]}})"},
        {{"--main", "Values=a,b"}, R"({"Main":{"Values":["a","b"]}})"},
        {{"--main", R"({"Key":"k","Count":3})"}, R"({"Main":{"Key":"k","Count":3}})"},
        {{"--main", "Unknown=1"}, R"({"Main":{"Unknown":"1"}})"},
        {{"--tag-set", "Key=a", "Key=b,Count=1"}, R"({"TagSet":[{"Key":"a"},{"Key":"b","Count":1}]})"},
        {{"--tag-set", R"([{"Key":"a"}])"}, R"({"TagSet":[{"Key":"a"}]})"},
        {{"--tag-set", R"({"Key":"a"})", "Key=b"}, R"({"TagSet":[{"Key":"a"},{"Key":"b"}]})"},
        {{"--instances", "i-1", "Id=i-2"}, R"({"Instances":[{"Id":"i-1"},{"Id":"i-2"}]})"},
        {{"--counts", "a=1,b=2"}, R"({"Counts":{"a":1,"b":2}})"},
        {{"--extra", "[1,null]"}, R"({"Extra":[1,null]})"},
        {{"--params", R"({"Name":"p","MaxItems":1})", "--name", "o"}, R"({"Name":"o","MaxItems":1})"},
        {{"--params", R"({"Secret":{"$blob":"cmF3"}})"}, R"({"Secret":"cmF3"})"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.json);
        CHECK(put(c.rest) == c.json);
    }
}

TEST_CASE("files give values and payloads") {
    temporary_file const file("caf\xC3\xA9");
    CHECK(put({"--name", "file://" + file.path}) == "{\"Name\":\"caf\xC3\xA9\"}");
    CHECK(read("PutThing", {"--secret", "fileb://" + file.path}).params.at("Secret").as_blob() ==
          "caf\xC3\xA9");
    for (words const& line : {words{"--body", file.path}, words{"--data", file.path}}) {
        auto const input = read("PutThing", line);
        REQUIRE(input.params.at("Data").is_body());
        CHECK(input.params.at("Data").as_body().as_file()->path == file.path);
    }
    CHECK_THROWS_AS(put({"--body", "no/such/file"}), cli::usage_error);
    CHECK_THROWS_AS(put({"--name", "file://no/such/file"}), cli::usage_error);
}

TEST_CASE("a text file must be UTF-8") {
    temporary_file const file("\xFF");
    CHECK_THROWS_AS(put({"--name", "file://" + file.path}), cli::usage_error);
    CHECK(read("PutThing", {"--secret", "fileb://" + file.path}).params.at("Secret").as_blob() == "\xFF");
}

TEST_CASE("what does not fit is told") {
    for (words const& line :
         {words{"--max-items", "x"}, words{"--max-items", "1.5"},
          words{"--max-items", "99999999999999999999"}, words{"--ratio", "x"}, words{"--enabled=perhaps"},
          words{"--no-enabled=1"}, words{"--no-name"}, words{"--name"}, words{"--name", "a", "--name", "b"},
          words{"--main", "{"}, words{"--main", "Count=x"}, words{"--main", "k"}, words{"--nmae", "x"},
          words{"stray"}, words{"--params", "["}, words{"--params", "[]"}, words{"--page-size", "3"}})
        CHECK_THROWS_AS(put(line), cli::usage_error);
    CHECK_THROWS_AS(read("Ping", {"--body", "x"}), cli::usage_error);
    CHECK_THROWS_AS(read("Ping", {"--name", "x"}), cli::usage_error);
}

TEST_CASE("an unknown option names the nearest ones") {
    try {
        put({"--nmae", "x"});
        FAIL("no error");
    } catch (cli::usage_error const& failure) {
        CHECK(std::string_view(failure.what()).find("--name") != std::string_view::npos);
    }
}

TEST_CASE("a message shows nothing of a value that does not fit") {
    for (words const& line : {words{"--max-items", "hunter2"}, words{"--main", "Count=hunter2"},
                              words{"--counts", "k=hunter2"}, words{"--enabled=hunter2"}}) {
        try {
            put(line);
            FAIL("no error");
        } catch (cli::usage_error const& failure) {
            CHECK(std::string_view(failure.what()).find("hunter2") == std::string_view::npos);
        }
    }
}

TEST_CASE("a streamed output takes a file name") {
    CHECK(read("GetThing", {"--name", "x", "out.bin"}).outfile == "out.bin");
    CHECK(read("GetThing", {"-", "--name", "x"}).outfile == "-");
    CHECK(read("GetThing", {"--name", "x", "--", "--odd"}).outfile == "--odd");
    CHECK_FALSE(read("GetThing", {"--name", "x"}).outfile.has_value());
    CHECK_THROWS_AS(read("GetThing", {"a", "b"}), cli::usage_error);
}

TEST_CASE("an event stream goes to standard output, as its help says") {
    CHECK_THROWS_AS(read("Watch", {"out.bin"}), cli::usage_error);
    auto const help = [](char const* operation) {
        return cli::operation_help(*shop(), *shop()->find_operation(operation), false);
    };
    CHECK(help("Watch").find("one line of JSON") != std::string::npos);
    CHECK(help("Watch").find("<outfile>") == std::string::npos);
    CHECK(help("Talk").find("not supported yet") != std::string::npos);
    CHECK(help("Ping").find("events") == std::string::npos);
}

TEST_CASE("paging options belong to paging, unless the members are set by hand") {
    cli::paging_members paging;
    paging.tokens = {"Marker"};
    paging.limit = "PageSize";
    CHECK(read("GetThing", {}, &paging).all_pages);
    auto const sized =
        read("GetThing", {"--page-size", "3", "--max-items=9", "--starting-token", "t"}, &paging);
    CHECK(sized.page_size == 3);
    CHECK(sized.max_items == 9);
    CHECK(sized.starting_token == "t");
    CHECK(sized.params.empty());
    CHECK_FALSE(read("GetThing", {"--marker", "m"}, &paging).all_pages);
    CHECK_FALSE(read("GetThing", {"--params", R"({"PageSize":1})"}, &paging).all_pages);
    auto const single = read("GetThing", {"--no-paginate", "--page-size", "3"}, &paging);
    CHECK_FALSE(single.all_pages);
    CHECK(single.params.at("PageSize").as_int() == 3);
    CHECK(read("GetThing", {"--page-size", "3"}).params.at("PageSize").as_int() == 3);
    CHECK_THROWS_AS(read("GetThing", {"--no-paginate", "--max-items", "3"}, &paging), cli::usage_error);
    CHECK_THROWS_AS(read("GetThing", {"--marker", "m", "--max-items", "3"}, &paging), cli::usage_error);
    CHECK_THROWS_AS(read("GetThing", {"--max-items", "some"}, &paging), cli::usage_error);
}

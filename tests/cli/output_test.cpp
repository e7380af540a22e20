// Output as JSON, text and tables.
#include "output.hpp"

#include <doctest/doctest.h>

#include <coaws/value/args.hpp>

namespace {

coaws::value parsed(std::string_view json) {
    return coaws::from_json(json, coaws::json_options().with_lossless());
}

std::string text(std::string_view json) { return cli::to_plain_text(parsed(json)); }

}  // namespace

TEST_CASE("JSON is indented by four, bytes are base64, times ISO 8601, other characters stay") {
    CHECK(
        cli::to_json_text(parsed(
            R"({"a":[1,{"b":"é\n"}],"c":[],"d":{},"e":{"$blob":"AAH/"},"f":{"$ts":"2024-02-03T04:05:06Z"},"g":null})")) ==
        "{\n    \"a\": [\n        1,\n        {\n            \"b\": \"é\\n\"\n        }\n    ],\n    \"c\": "
        "[],\n"
        "    \"d\": {},\n    \"e\": \"AAH/\",\n    \"f\": \"2024-02-03T04:05:06Z\",\n    \"g\": null\n}\n");
}

TEST_CASE("text has the scalars of a structure on one line, in the order of their names") {
    CHECK(text(R"({"B":"x","A":1,"C":true,"D":null,"E":1.5})") == "1\tx\tTrue\tNone\t1.5\n");
    CHECK(text(R"("plain")") == "plain\n");
    CHECK(text("null") == "None\n");
    CHECK(text("[]").empty());
    CHECK(text("{}").empty());
    CHECK(text(R"(["a","b",3])") == "a\tb\t3\n");
    CHECK(text(R"([["a","b"],["c"]])") == "a\tb\nc\n");
}

TEST_CASE("text labels what lies inside, and keeps the columns of a list") {
    CHECK(text(R"({"Owner":{"Id":"o"},"Buckets":[{"Name":"n","Size":1},{"Name":"m"}]})") ==
          "BUCKETS\tn\t1\nBUCKETS\tm\t\nOWNER\to\n");
    CHECK(text(R"({"Names":["a","b"]})") == "NAMES\ta\nNAMES\tb\n");
    CHECK(text(R"([{"K":"a","In":{"X":1}},{"K":"b"}])") == "a\nIN\t1\nb\n");
}

TEST_CASE("a table has a box for each structure") {
    CHECK(cli::to_table_text("ListBuckets", parsed(R"({"Buckets":[{"Name":"a","Size":1},{"Name":"bb"}]})")) ==
          "---------------------\n"
          "|    ListBuckets    |\n"
          "+-------------------+\n"
          "||     Buckets     ||\n"
          "|+--------+--------+|\n"
          "||  Name  |  Size  ||\n"
          "|+--------+--------+|\n"
          "||  a     |  1     ||\n"
          "||  bb    |        ||\n"
          "|+--------+--------+|\n");
    CHECK(cli::to_table_text("T", parsed(R"({"Only":"x"})")) ==
          "----------------\n"
          "|      T       |\n"
          "+--------+-----+\n"
          "|  Only  |  x  |\n"
          "+--------+-----+\n");
}

TEST_CASE("every line of a table is equally wide") {
    auto const table = cli::to_table_text(
        "Op", parsed(R"({"A":"é","B":[{"C":["x","y\nz"],"D":1},{"C":[],"E":{"F":"g"}}],"Z":[[1,2],[3]]})"));
    std::size_t first = 0;
    std::size_t begin = 0;
    while (begin < table.size()) {
        auto const end = table.find('\n', begin);
        std::size_t columns = 0;
        for (auto i = begin; i < end; ++i) columns += (static_cast<unsigned char>(table[i]) & 0xC0) != 0x80;
        if (first == 0) first = columns;
        CHECK(columns == first);
        begin = end + 1;
    }
}

TEST_CASE("a structure too wide for a line stands upright") {
    auto const table =
        cli::to_table_text("Op", coaws::args("First", std::string(60, 'a'), "Second", std::string(60, 'b')));
    CHECK(table.find("|  First   |  aaa") != std::string::npos);
}

TEST_CASE("an empty output gives nothing") {
    for (auto format : {cli::output_format::json, cli::output_format::text, cli::output_format::table})
        CHECK(cli::format_output(format, "Op", parsed("{}")).empty());
    CHECK(cli::format_output(cli::output_format::json, "Op", parsed("null")) == "null\n");
}

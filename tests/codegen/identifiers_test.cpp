// Names of models as C++ identifiers.
#include "identifiers.hpp"

#include <doctest/doctest.h>
#include <utility>

using namespace codegen;

TEST_CASE("names of shapes, members and operations") {
    std::pair<char const*, char const*> const rows[] = {
        {"TableName", "table_name"},
        {"ListObjectsV2", "list_objects_v2"},
        {"ETag", "e_tag"},
        {"DBInstance", "db_instance"},
        {"class", "class_"},
        {"Default", "default_"},
        {"BOOL", "bool_"},
        {"Linux", "linux_"},
        {"errno", "errno_"},
        {"x-amz-meta", "x_amz_meta"},
        {"2ndTry", "n2nd_try"},
        {"$Value", "value"},
        {"_private", "private_"},
        {"a__b", "a_b"},
        {"", "empty"},
        {"\xc3\xa9t\xc3\xa9", "t"},
        {"co_await", "co_await_"},
        {"import", "import_"},
    };
    for (auto const& [name, wanted] : rows) {
        CAPTURE(name);
        CHECK(identifier(name) == wanted);
    }
    CHECK(name_stem("Delete") == "delete");
    CHECK(name_stem("2ndTry") == "2nd_try");
}

TEST_CASE("texts of enumerations") {
    std::pair<char const*, char const*> const rows[] = {
        {"CREATE_COMPLETE", "create_complete"},
        {"us-east-1", "us_east_1"},
        {"GetItem", "get_item"},
        {"aws:kms", "aws_kms"},
        {"t2.micro", "t2_micro"},
        {"AES256", "aes256"},
        {"1", "n1"},
        {"", "empty"},
        {"*", "empty"},
        {"int", "int_"},
        {"Standard IA", "standard_ia"},
        {"NULL", "null"},
    };
    for (auto const& [text, wanted] : rows) {
        CAPTURE(text);
        CHECK(enumerator(text) == wanted);
    }
}

TEST_CASE("a name is given once") {
    name_scope scope({"client"});
    CHECK(scope.take("client") == "client_");
    CHECK(scope.take("client") == "client_2");
    CHECK(scope.take("client_") == "client_3");
    CHECK(scope.take("x_") == "x_");
    CHECK(scope.take("x_") == "x_2");
    CHECK(scope.has("x_2"));
    CHECK(!scope.has("y"));
}

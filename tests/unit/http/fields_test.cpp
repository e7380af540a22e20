// HTTP header fields.
#include <doctest/doctest.h>

#include <coaws/http/fields.hpp>

using coaws::http::fields;

namespace {

std::string text(fields const& f) {
    std::string out;
    for (auto const& field : f) out += field.name + "=" + field.value + ";";
    return out;
}

}  // namespace

TEST_CASE("fields keep order and repeat, names compare without case") {
    fields f;
    CHECK(f.empty());
    f.add("Host", "h");
    f.add("X-A", "1");
    f.add("x-a", "2");
    f.add("Z", "z");
    CHECK(f.size() == 4);
    CHECK(text(f) == "Host=h;X-A=1;x-a=2;Z=z;");
    REQUIRE(f.find("x-A") != nullptr);
    CHECK(*f.find("x-A") == "1");
    CHECK(f.get("missing") == "");
    CHECK_FALSE(f.contains("missing"));
}

TEST_CASE("set overwrites in place, removes the others, appends what is new") {
    fields f;
    for (auto const* value : {"1", "2", "3"}) f.add("A", value);
    f.add("B", "b");
    f.set("a", "9");
    CHECK(text(f) == "A=9;B=b;");
    f.set("C", "c");
    CHECK(text(f) == "A=9;B=b;C=c;");
}

TEST_CASE("erase takes every field of the name") {
    fields f;
    f.add("A", "1");
    f.add("B", "b");
    f.add("a", "2");
    CHECK(f.erase("A"));
    CHECK_FALSE(f.erase("A"));
    CHECK(text(f) == "B=b;");
    f.clear();
    CHECK(f.empty());
}

// HTTP header fields.
#include <doctest/doctest.h>

#include <algorithm>
#include <coaws/http/fields.hpp>
#include <iterator>
#include <optional>
#include <string>

using coaws::http::fields;

namespace {

std::string text(fields const& f) {
    std::string out;
    for (auto const& [name, value] : f) out.append(name).append("=").append(value).append(";");
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
    CHECK(f.find("x-A") == "1");
    CHECK(f.find("missing") == std::nullopt);
    CHECK(f.get("missing") == "");
    CHECK_FALSE(f.contains("missing"));
}

TEST_CASE("the values of repeated fields are joined") {
    fields f;
    f.add("A", "1");
    f.add("B", "");
    f.add("C", "x");
    f.add("a", "2");
    f.add("b", "");
    f.add("A", "3");
    std::string joined = "old";
    CHECK(f.find_all("C", joined) == "x");
    CHECK(f.find_all("missing", joined) == std::nullopt);
    CHECK(joined == "old");
    CHECK(f.find_all("a", joined) == "1, 2, 3");
    CHECK(f.find_all("b", joined) == ", ");
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

TEST_CASE("arguments may be views of the list itself, whether it grows or not") {
    for (int more = 0; more < 40; ++more) {
        CAPTURE(more);
        fields f;
        f.add("Name", "value");
        for (int i = 0; i < more; ++i) f.add("filler", std::string(20, 'x'));
        f.add(f.begin()->name, f.get("Name"));
        f.set("Copy", f.get("name"));
        f.set("Name", std::string(600, 'y'));
        f.set("Copy", f.get("Name"));
        f.set("Copy", f.get("Copy").substr(1, 5));
        f.set(f.begin()->name, f.get("Copy"));
        CHECK(f.get("Name") == "yyyyy");
        CHECK(f.get("Copy") == "yyyyy");
        CHECK(f.size() == std::size_t(more) + 2);
        f.set("Empty", {});
        f.set("Copy", std::string_view());
        CHECK(f.find("Copy") == "");
        CHECK(f.find("Empty") == "");
    }
}

TEST_CASE("values in pieces") {
    fields f;
    f.add_joined("A", {});
    for (int i = 0; i < 40; ++i) f.add_joined("B", {"one", "", f.get("b").substr(0, 9), "three"});
    CHECK(f.find("A") == "");
    CHECK(f.get("B") == "onethree");
    std::string last;
    for (auto const& field : f) last = field.value;
    CHECK(last == "oneonethreethree");
}

TEST_CASE("copies are independent, a list that was moved from can be filled again") {
    fields f;
    f.add("A", "1");
    auto copy = f;
    copy.set("A", "2");
    copy.add("B", "3");
    CHECK(text(f) == "A=1;");
    CHECK(text(copy) == "A=2;B=3;");
    auto moved = std::move(copy);
    CHECK(text(moved) == "A=2;B=3;");
    copy = f;
    CHECK(text(copy) == "A=1;");
    copy = *&copy;
    CHECK(text(copy) == "A=1;");
}

TEST_CASE("fields are found by the algorithms of the standard library") {
    fields f;
    f.add("A", "1");
    f.add("B", "2");
    CHECK(std::ranges::distance(f) == 2);
    auto const at = std::ranges::find_if(f, [](auto const& field) { return field.value == "2"; });
    REQUIRE(at != f.end());
    CHECK(at->name == "B");
}

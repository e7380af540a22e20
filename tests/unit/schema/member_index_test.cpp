// Finding members by name.
#include <doctest/doctest.h>

#include <coaws/schema/member_index.hpp>
#include <string>
#include <vector>

using coaws::member_index;
using coaws::same_name;

namespace {

struct named_members {
    std::vector<std::string> names;
    member_index index;

    explicit named_members(std::vector<std::string> all) : names(std::move(all)) {
        index.build(names.size(), [this](std::size_t i) { return std::string_view(names[i]); });
    }
    std::uint16_t find(std::string_view name) const {
        return index.find(name, [this](std::size_t i) { return std::string_view(names[i]); });
    }
};

}  // namespace

TEST_CASE("names are the same byte for byte") {
    std::string const text = "exactly as long as is needed";
    for (std::size_t size = 0; size <= text.size(); ++size) {
        auto const name = text.substr(0, size);
        CHECK(same_name(name, text.substr(0, size)));
        CHECK_FALSE(same_name(name, name + "x"));
        for (std::size_t i = 0; i < size; ++i) {
            auto other = name;
            other[i] = '#';
            CHECK_FALSE(same_name(name, other));
        }
    }
}

TEST_CASE("every member is found by its name, and nothing else") {
    std::vector<std::string> alike;
    // All of these begin, end and have their middle alike.
    for (int i = 0; i < 300; ++i)
        alike.push_back("a" + std::to_string(100 + i) + "b" + std::to_string(100 + i) + "c");
    for (auto const& names : {std::vector<std::string>{},
                              {"S"},
                              {"S", "N", "B", "SS", "NS", "BS", "M", "L", "NULL", "BOOL"},
                              {"", "x"},
                              alike}) {
        named_members const members(names);
        for (std::size_t i = 0; i < names.size(); ++i) CHECK(members.find(names[i]) == i);
        for (auto const* absent : {"s", "absent", "SN", "a100b101c", "a100b100"}) {
            CAPTURE(absent);
            CHECK(members.find(absent) == member_index::none);
        }
    }
    CHECK(member_index().find("x", [](std::size_t) { return std::string_view(); }) == member_index::none);
}

TEST_CASE("of equal names the later is found") {
    named_members const members({"a", "b", "a", "c", "a"});
    CHECK(members.find("a") == 4);
    CHECK(members.find("b") == 1);
}

// Maps in the order of insertion.
#include <doctest/doctest.h>
#include <algorithm>
#include <array>
#include <coaws/base/ordered_map.hpp>
#include <iterator>
#include <map>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

using coaws::ordered_map;
using coaws::detail::ordered_node;
using coaws::detail::ordered_nodes;

namespace {

std::string name_of(int i) { return "name number " + std::to_string(i); }

template <class T>
std::vector<std::pair<std::string, T>> entries(ordered_map<T> const& map) {
    return {map.begin(), map.end()};
}

/// Names and values in order, as simple as can be.
struct model {
    std::vector<std::pair<std::string, int>> entries;

    auto find(std::string const& name) {
        return std::find_if(entries.begin(), entries.end(), [&](auto const& e) { return e.first == name; });
    }
    void set(std::string const& name, int v) {
        auto const found = find(name);
        if (found == entries.end())
            entries.emplace_back(name, v);
        else
            found->second = v;
    }
    bool erase(std::string const& name) {
        auto const found = find(name);
        if (found == entries.end()) return false;
        entries.erase(found);
        return true;
    }
};

/// Contains maps of itself, as shapes do.
struct tree {
    ordered_map<tree> branches;
    int leaves = 0;
};

}  // namespace

TEST_CASE("entries keep the order in which they came") {
    ordered_map<int> map{{"b", 1}, {"a", 2}, {"b", 3}};
    CHECK(entries(map) == std::vector<std::pair<std::string, int>>{{"b", 1}, {"a", 2}});
    map["c"] = 4;
    map["b"] = 5;
    CHECK(map.insert({"d", 6}).second);
    CHECK_FALSE(map.insert({"d", 7}).second);
    CHECK_FALSE(map.emplace("d", 8).second);
    CHECK_FALSE(map.try_emplace(std::string_view("d"), 9).second);
    CHECK_FALSE(map.insert_or_assign("a", 10).second);
    CHECK(map.try_emplace("e").first->second == 0);
    CHECK(entries(map) ==
          std::vector<std::pair<std::string, int>>{{"b", 5}, {"a", 10}, {"c", 4}, {"d", 6}, {"e", 0}});
}

TEST_CASE("entries are found by name") {
    ordered_map<std::string> const map{{"a", "1"}, {"", "2"}};
    CHECK(map.find("a")->second == "1");
    CHECK(map.at("") == "2");
    CHECK(map.contains("a"));
    CHECK(map.count("b") == 0);
    CHECK(map.find("b") == map.end());
    CHECK_THROWS_WITH_AS(static_cast<void>(map.at("b")), "There is no \"b\"", std::out_of_range);
    ordered_map<std::string> const none;
    CHECK(none.find("a") == none.end());
    CHECK_THROWS_AS(static_cast<void>(none.at("a")), std::out_of_range);
}

TEST_CASE("maps compare as maps") {
    ordered_map<int> const a{{"x", 1}, {"y", 2}};
    CHECK(a == ordered_map<int>{{"y", 2}, {"x", 1}});
    CHECK_FALSE(a == ordered_map<int>{{"x", 1}});
    CHECK_FALSE(a == ordered_map<int>{{"x", 1}, {"y", 3}});
    CHECK_FALSE(a == ordered_map<int>{{"x", 1}, {"z", 2}});
    CHECK(ordered_map<int>() == ordered_map<int>());
}

TEST_CASE("maps are copied, moved and made from others") {
    std::map<std::string, int> const sorted{{"a", 1}, {"b", 2}};
    ordered_map<int> map(sorted.begin(), sorted.end());
    auto copy = map;
    copy["a"] = 3;
    CHECK(map.at("a") == 1);
    auto const* place = &map.at("b");
    auto moved = std::move(map);
    CHECK(&moved.at("b") == place);
    CHECK(map.empty());
    map = moved;
    CHECK(map == moved);
    auto& self = map;
    map = self;
    CHECK(map == moved);
    map = ordered_map<int>();
    CHECK(map.empty());
    map["again"] = 1;
    CHECK(map.size() == 1);

    ordered_map<std::unique_ptr<int>> owners;
    owners["x"] = std::make_unique<int>(1);
    CHECK(*std::move(owners).at("x") == 1);

    tree root;
    root.branches["a"].branches["b"].leaves = 3;
    CHECK(tree(root).branches.at("a").branches.at("b").leaves == 3);
}

TEST_CASE("iterators are forward iterators and become constant ones") {
    using map = ordered_map<int>;
    static_assert(std::forward_iterator<map::iterator>);
    static_assert(std::forward_iterator<map::const_iterator>);
    static_assert(std::is_convertible_v<map::iterator, map::const_iterator>);
    static_assert(!std::is_convertible_v<map::const_iterator, map::iterator>);
    map m{{"a", 1}, {"b", 2}};
    for (auto& [name, v] : m) v += static_cast<int>(name.size());
    CHECK(m.at("b") == 3);
    auto at = m.begin();
    CHECK((at++)->first == "a");
    CHECK(at->first == "b");
    CHECK(m.erase(m.begin())->first == "b");
    CHECK(m.erase(m.begin()) == m.end());
    CHECK(m.empty());
}

TEST_CASE("references outlive insertions and other entries' erasure") {
    ordered_map<int> map;
    map.reserve(2);
    auto& first = map["first"];
    for (int i = 0; i < 500; ++i) map[name_of(i)] = i;
    for (int i = 0; i < 500; i += 3) map.erase(name_of(i));
    map.reserve(2000);
    for (int i = 0; i < 500; ++i) map[name_of(i)] = i;
    first = 7;
    CHECK(map.at("first") == 7);
    CHECK(&map.at("first") == &first);
}

TEST_CASE("the memory of what is erased is used again") {
    ordered_map<int> map{{"kept", 1}, {"gone", 2}};
    auto const* place = &map.at("gone");
    for (int i = 0; i < 100; ++i) {
        CHECK(map.erase(i == 0 ? "gone" : name_of(i - 1)) == 1);
        CHECK(&map[name_of(i)] == place);
    }
    CHECK(map.size() == 2);
}

TEST_CASE("a value that cannot be made leaves the map as it was") {
    struct choosy {
        int v;
        explicit choosy(int n) : v(n) {
            if (n < 0) throw std::invalid_argument("negative");
        }
    };
    ordered_map<choosy> map;
    for (int i = 0; i < 20; ++i) {
        CHECK_THROWS_AS(map.try_emplace(name_of(i), -1), std::invalid_argument);
        CHECK(map.size() == static_cast<std::size_t>(i));
        CHECK_FALSE(map.contains(name_of(i)));
        map.try_emplace(name_of(i), i);
    }
    CHECK_THROWS_AS(ordered_map<int>().reserve(std::size_t(-1) / 2), std::bad_alloc);
}

TEST_CASE("any sequence of changes leaves what a simple model has") {
    std::mt19937 random(20);
    for (int const names : {3, 16, 17, 40, 600}) {
        CAPTURE(names);
        ordered_map<int> map;
        model expected;
        for (int step = 0; step < 5 * names + 200; ++step) {
            auto const name = name_of(static_cast<int>(random() % static_cast<unsigned>(names)));
            if (random() % 3 == 0) {
                CHECK((map.erase(name) == 1) == expected.erase(name));
            } else {
                map[name] = step;
                expected.set(name, step);
            }
            CHECK(map.contains(name) == (expected.find(name) != expected.entries.end()));
        }
        CHECK(entries(map) == expected.entries);
        for (auto const& [name, v] : expected.entries) CHECK(map.at(name) == v);
        map.clear();
        CHECK(map.begin() == map.end());
    }
}

TEST_CASE("nodes of one hash are found one by one, with a table and without") {
    for (std::size_t const count : {std::size_t{5}, std::size_t{40}}) {
        auto* const nodes = ordered_nodes::make(sizeof(ordered_node), 1);
        std::vector<ordered_node*> made;
        for (std::size_t i = 0; i < count; ++i) {
            made.push_back(::new (nodes->take_room(sizeof(ordered_node))) ordered_node);
            made.back()->hash = i % 2;
            nodes->add(*made.back());
        }
        nodes->remove(*made[2]);
        std::vector<ordered_node*> found;
        ordered_nodes::search search;
        for (auto* at = search.candidate(*nodes, 0); at != nullptr; at = search.further(*at))
            found.push_back(at);
        CHECK(found.size() == (count + 1) / 2 - 1);
        CHECK(std::find(found.begin(), found.end(), made[2]) == found.end());
        CHECK(std::all_of(found.begin(), found.end(), [](auto* n) { return n->hash == 0; }));
        CHECK(search.candidate(*nodes, 2) == nullptr);
        ordered_nodes::free(nodes);
    }
}

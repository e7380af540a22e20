// What a provider makes of answers that are not what was promised: never keys, never anything but its errors.
#include <doctest/doctest.h>

#include "scenarios.hpp"

using namespace coaws;
using namespace coaws::test;

namespace {

/// The error that an answer leads to, or the access key.
std::string outcome(scenario const& of, std::string const& answer) {
    memory_world world;
    of.place(world, answer);
    auto const provider = of.make();
    auto context = world.context();
    std::optional<credentials> keys;
    auto const failed = message_of([&] { keys = run(ask(of, provider, context)); });
    if (!failed.empty()) return failed;
    return keys ? "keys " + keys->access_key() : "nothing";
}

void remove(value& document, std::string_view path) {
    auto const dot = path.find('.');
    if (dot == std::string_view::npos)
        document.as_map().erase(path);
    else
        remove(document[path.substr(0, dot)], path.substr(dot + 1));
}

void put(value& document, std::string_view path, value with) {
    auto const dot = path.find('.');
    auto& member = document[path.substr(0, dot)];
    if (dot == std::string_view::npos)
        member = std::move(with);
    else
        put(member, path.substr(dot + 1), std::move(with));
}

bool is_an_error_or_nothing(std::string const& what) {
    return what == "nothing" || (!what.starts_with("keys ") && what.find(": ") != std::string::npos);
}

}  // namespace

TEST_CASE("every provider finds its keys") {
    for (auto const& s : scenarios::all()) {
        CAPTURE(s.name);
        CHECK(outcome(s, s.answer) == "keys KEY");
    }
}

TEST_CASE("an answer that lacks a member, or has one of another kind, gives no keys") {
    for (auto const& s : scenarios::all()) {
        for (auto const& member : s.required) {
            CAPTURE(s.name);
            CAPTURE(member);
            auto document = from_json(s.answer);
            remove(document, member);
            CHECK(is_an_error_or_nothing(outcome(s, to_json(document))));
            value const wrong[] = {value(), value(true), value("no"), value(value_list{value("KEY")}),
                                   value(value_map())};
            auto const name = member.substr(member.rfind('.') + 1);
            bool const takes_any_text = !from_json(s.answer).get(member, std::string()).empty() &&
                                        !iequals(name, "expiration") && name != "expiresAt";
            for (auto const& v : wrong) {
                if (v.is_string() && takes_any_text) continue;
                CAPTURE(to_json(v));
                document = from_json(s.answer);
                put(document, member, v);
                CHECK(is_an_error_or_nothing(outcome(s, to_json(document))));
            }
        }
    }
}

TEST_CASE("an answer that is no document gives no keys, and is not repeated") {
    std::string deep;
    for (int i = 0; i < 100000; ++i) deep += "[";
    std::string const texts[] = {"",
                                 "null",
                                 "[]",
                                 "1",
                                 "\"SECRETTEXT\"",
                                 "{",
                                 "{}",
                                 "{\"SECRETTEXT\":",
                                 "SECRETTEXT <html>",
                                 std::string("\0SECRETTEXT", 11),
                                 "\xff\xfeSECRETTEXT",
                                 deep};
    for (auto const& s : scenarios::all()) {
        // Answers of services are documents by the time a provider sees them.
        memory_world probe;
        s.place(probe, s.answer);
        bool const from_a_service = !probe.clients->script.empty();
        if (s.answer.empty() || from_a_service) continue;
        for (auto const& text : texts) {
            CAPTURE(s.name);
            CAPTURE(text.substr(0, 20));
            auto const what = outcome(s, text);
            CHECK(is_an_error_or_nothing(what));
            CHECK(what.find("SECRETTEXT") == std::string::npos);
        }
    }
}

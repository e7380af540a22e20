// The folders of AWS_DATA_PATH.
#include <doctest/doctest.h>

#include <coaws/model/search_path.hpp>

using namespace coaws;

TEST_CASE("folders are split and expanded") {
    auto variable = [](std::string_view name) -> std::optional<std::string> {
        if (name == "HERE") return "/here";
        if (name == "TILDE") return "~";
        return std::nullopt;
    };
    struct row {
        char const* text;
        std::vector<std::string> expected;
    };
    row const rows[] = {
        {"", {}},
        {"/a:/b", {"/a", "/b"}},
        {"::/a:", {"/a"}},
        {"~/m:~", {"/u/me/m", "/u/me"}},
        {"~other/m:/x/~", {"~other/m", "/x/~"}},
        {"$HERE/m:${HERE}x", {"/here/m", "/herex"}},
        {"$HEREx:$NO:${NO}:${HERE:$", {"$HEREx", "$NO", "${NO}", "${HERE", "$"}},
        {"$TILDE/x", {"/u/me/x"}},
    };
    for (auto const& r : rows) {
        CAPTURE(r.text);
        CHECK(model::split_data_path(r.text, "/u/me", variable) == r.expected);
    }
    CHECK(model::split_data_path("~/a:$HERE", "", {}) == std::vector<std::string>{"~/a", "$HERE"});
}

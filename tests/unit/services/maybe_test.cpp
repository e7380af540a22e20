// Members that may be absent.
#include <doctest/doctest.h>
#include <coaws/services/gallery_types.hpp>
#include <coaws/services/maybe.hpp>
#include <coaws/services/open_enum.hpp>
#include <string>
#include <type_traits>
#include <vector>

using namespace coaws::services;
using words = std::vector<std::string>;

TEST_CASE_TEMPLATE("a member is absent, set, replaced, copied and moved", M, maybe<words>, boxed<words>) {
    M none;
    CHECK(!none);
    CHECK(none == std::nullopt);
    CHECK_THROWS_AS(static_cast<void>(none.value()), std::bad_optional_access);
    CHECK(none.value_or(words{"fallback"}).front() == "fallback");

    M set(words{"a long text that is not kept in place", "b"});
    REQUIRE(set.has_value());
    CHECK(set->size() == 2);
    M copy = set;
    (*copy)[0] = "changed";
    CHECK((*set)[0] != "changed");
    none = copy;
    CHECK((*none)[0] == "changed");
    none = words{"fresh"};
    CHECK(none->size() == 1);
    set = std::move(none);
    CHECK((*set)[0] == "fresh");
    copy = M();
    CHECK(!copy);
    auto& self = set;
    set = self;
    CHECK((*set)[0] == "fresh");
    std::optional<words> const standard = set;
    CHECK(standard->front() == "fresh");
    set.emplace(3, "x");
    CHECK(set.value().size() == 3);
    set.reset();
    CHECK(!set);
    M const moved = std::move(copy);
    CHECK(!moved);
}

TEST_CASE("moving a member does not throw, so that lists of structs move theirs") {
    CHECK(std::is_nothrow_move_constructible_v<maybe<words>>);
    CHECK(std::is_nothrow_move_constructible_v<boxed<words>>);
    CHECK(std::is_nothrow_move_constructible_v<gallery::hang_picture_input>);
    CHECK(!std::is_aggregate_v<gallery::hang_picture_input>);
}

TEST_CASE("enumerations keep what they do not know") {
    using gallery::status;
    status const known = status::hanging;
    CHECK(known.is_known());
    CHECK(known.text() == "HANGING");
    CHECK(status("hanging") == status::hanging_);
    CHECK(status("2nd-hand").value() == status::n2nd_hand);
    CHECK(status("") == status::empty);
    CHECK(status("default").value() == status::default_);
    status const odd("BURNT");
    CHECK(!odd.is_known());
    CHECK(odd.text() == "BURNT");
    CHECK(odd == status("BURNT"));
    CHECK(!(odd == known));
    CHECK(status().text() == "");
    CHECK(!(status() == status::empty));
    maybe<status> held;
    CHECK(!(held == status::hanging));
    held = status::hanging;
    CHECK(held == status::hanging);
    held->assign({}, "x");
    CHECK(held->text() == "x");
}

// Random registrations, removals and emissions against a model that is slow and obvious (EVT-R1…R3, R6, R7).
#include <doctest/doctest.h>
#include <algorithm>
#include <coaws/base/text.hpp>
#include <coaws/event/emitter.hpp>
#include <cstddef>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace coaws;

namespace {

struct tick : event {
    static constexpr std::string_view event_name = "tick";
    explicit tick(std::string_view n) : event(n) {}
    std::vector<int> seen;
};

/// As above, with an answer.
struct question : tick {
    using answer = int;
    using tick::tick;
};

/// The rules as they are written down: a list of registrations, filtered and sorted for every emission.
class obvious_emitter {
  public:
    void add(std::string name, handler_position position, std::string id, int number) {
        auto const same = [&](auto const& r) { return !id.empty() && r.name == name && r.id == id; };
        if (std::ranges::any_of(list_, same)) return;
        list_.push_back({std::move(name), position, std::move(id), number});
    }
    void off(std::string_view name, std::string_view id) {
        std::erase_if(list_, [&](auto const& r) { return !id.empty() && r.name == name && r.id == id; });
    }
    std::vector<int> emit(std::string_view name) const {
        auto fits = list_;
        std::erase_if(fits, [&](auto const& r) { return !matches(r.name, name); });
        std::ranges::sort(fits, precedes);
        std::vector<int> numbers;
        for (auto const& r : fits) numbers.push_back(r.number);
        return numbers;
    }

  private:
    struct registration {
        std::string name;
        handler_position position;
        std::string id;
        int number;
    };

    static bool matches(std::string_view registered, std::string_view emitted) {
        auto const r = split(registered, '.');
        auto const e = split(emitted, '.');
        if (r.size() > e.size()) return false;
        for (std::size_t i = 0; i < r.size(); ++i)
            if (r[i] != "*" && r[i] != e[i]) return false;
        return true;
    }
    /// At the first part that differs the wildcard precedes; of two that do not differ, the longer; of equal
    /// names, first, normal, last; then the one registered earlier.
    static bool precedes(registration const& a, registration const& b) {
        auto const x = split(a.name, '.');
        auto const y = split(b.name, '.');
        for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i)
            if (x[i] != y[i]) return x[i] == "*";
        if (x.size() != y.size()) return x.size() > y.size();
        if (a.position != b.position) return a.position < b.position;
        return a.number < b.number;
    }

    std::vector<registration> list_;
};

/// Both emitters, and the dice.
struct race {
    explicit race(unsigned seed) : dice(seed) {}
    race(race const&) = default;

    std::size_t below(std::size_t n) { return dice() % n; }
    std::string name(bool for_emission) {
        std::string out(!for_emission && below(4) == 0 ? "*" : tick::event_name);
        for (auto more = below(4); more > 0; --more) {
            out += '.';
            out += for_emission ? "abc"[below(3)] : "abc*"[below(4)];
        }
        return out;
    }
    std::string id() { return below(2) == 0 ? std::string() : std::string(1, "xyz"[below(3)]); }

    void add() {
        auto const where = name(false);
        auto const position = static_cast<handler_position>(below(3));
        auto const unique = id();
        int const number = ++last;
        auto handler = [number](event& e) { static_cast<tick&>(e).seen.push_back(number); };
        real.add(where, event_detail::make_handler(std::move(handler)), position, unique);
        model.add(where, position, unique, number);
    }
    /// Every third handler answers with its number.
    void add_answering() {
        auto where = name(false);
        if (where.starts_with('*')) where.replace(0, 1, tick::event_name);
        auto const position = static_cast<handler_position>(below(3));
        int const number = ++last;
        auto handler = [number](question& e) -> std::optional<int> {
            e.seen.push_back(number);
            return number % 3 == 0 ? std::optional(number) : std::nullopt;
        };
        real.add(where, event_detail::make_handler(std::move(handler)), position, {});
        model.add(where, position, {}, number);
    }
    void off() {
        auto const where = name(false);
        auto const unique = id();
        real.off(where, unique);
        model.off(where, unique);
    }

    std::mt19937 dice;
    emitter real;
    obvious_emitter model;
    int last = 0;
};

std::vector<int> emitted(emitter const& events, std::string const& name) {
    tick payload(name);
    emit_now(*events.find(name), payload);
    return payload.seen;
}

}  // namespace

TEST_CASE("any sequence of registrations and removals gives the order of the obvious model") {
    std::size_t called = 0;
    for (unsigned seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        race r(seed);
        for (int step = 0; step < 60; ++step) {
            auto const what = r.below(10);
            if (what < 5) {
                r.add();
            } else if (what < 7) {
                r.off();
            } else {
                auto const name = r.name(true);
                CAPTURE(name);
                auto const seen = emitted(r.real, name);
                REQUIRE(seen == r.model.emit(name));
                // A copy has the registrations of now, and none that come later.
                emitter const copy(r.real);
                REQUIRE(emitted(copy, name) == seen);
                called += seen.size();
            }
        }
    }
    CHECK(called > 1000);
}

TEST_CASE("copies and what they were made of go their own ways") {
    std::size_t called = 0;
    for (unsigned seed = 1; seed <= 100; ++seed) {
        CAPTURE(seed);
        std::mt19937 dice(seed);
        std::vector<std::unique_ptr<race>> family;
        family.push_back(std::make_unique<race>(seed));
        for (int step = 0; step < 120; ++step) {
            auto& one = *family[dice() % family.size()];
            switch (dice() % 6) {
                case 0:
                case 1:
                    one.add();
                    break;
                case 2:
                    one.off();
                    break;
                case 3:
                    if (family.size() < 6) {
                        family.push_back(std::make_unique<race>(one));
                        family.back()->dice.seed(dice());
                    } else {
                        family.erase(family.begin() + static_cast<std::ptrdiff_t>(dice() % family.size()));
                    }
                    break;
                default: {
                    auto const name = one.name(true);
                    for (auto const& each : family) {
                        auto const seen = emitted(each->real, name);
                        REQUIRE(seen == each->model.emit(name));
                        called += seen.size();
                    }
                }
            }
        }
    }
    CHECK(called > 5000);
}

TEST_CASE("the first answer in the obvious model's order is the one that counts") {
    std::size_t answered = 0;
    for (unsigned seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        race r(seed);
        for (int step = 0; step < 40; ++step) {
            if (r.below(3) != 0) {
                r.add_answering();
                continue;
            }
            auto const name = r.name(true);
            CAPTURE(name);
            auto const order = r.model.emit(name);
            // Every third handler answers.
            auto const first = std::ranges::find_if(order, [](int number) { return number % 3 == 0; });
            question all(name);
            event_answer<question> answer;
            emit_now(*r.real.find(name), all, answer);
            REQUIRE(all.seen == order);
            question some(name);
            event_answer<question> same;
            emit_now(*r.real.find(name), some, same, emit_mode::until_answer);
            REQUIRE(same == answer);
            auto const asked = first == order.end() ? order.end() : first + 1;
            REQUIRE(some.seen == std::vector<int>(order.begin(), asked));
            REQUIRE(answer == (first == order.end() ? std::nullopt : std::optional(*first)));
            if (answer) ++answered;
        }
    }
    CHECK(answered > 500);
}

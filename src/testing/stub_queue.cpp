// The queue behind a stubber. Wording and order of the checks are botocore's (TEST-04).
#include "testing/stub_queue.hpp"

#include "value/python_text.hpp"
#include "value/sensitive.hpp"

#include <algorithm>
#include <coaws/base/errors.hpp>
#include <coaws/pipeline/byte_source.hpp>
#include <coaws/testing/stubber.hpp>
#include <coaws/value/args.hpp>

namespace coaws::testing {

namespace {

/// What tells `any()` from other bodies.
struct any_mark {
    std::unique_ptr<pipeline::byte_source> operator()() const {
        throw value_error("any() stands in expected parameters only");
    }
};

bool is_any(value const& v) {
    auto const* body = v.get_if<coaws::body>();
    auto const* source = body == nullptr ? nullptr : body->as_source();
    return source != nullptr && source->factory.target<any_mark>() != nullptr;
}

bool matches(value const& expected, value const& actual);

bool matches(value_map const& expected, value_map const& actual) {
    if (expected.size() != actual.size()) return false;
    return std::ranges::all_of(expected, [&](auto const& member) {
        auto const* given = actual.find(member.first);
        return given != nullptr && matches(member.second, *given);
    });
}

bool matches(value const& expected, value const& actual) {
    if (is_any(expected)) return true;
    if (expected.is_map() && actual.is_map()) return matches(expected.as_map(), actual.as_map());
    if (expected.is_list() && actual.is_list())
        return std::ranges::equal(expected.as_list(), actual.as_list(),
                                  [](auto const& e, auto const& a) { return matches(e, a); });
    return expected == actual;
}

/// As Python's `repr()`.
std::string quoted(value const& v) {
    auto const in_list = detail::python_text(list_of(v));
    return in_list.substr(1, in_list.size() - 2);
}

/// Parameters as Python prints a dictionary, sorted, without what may be secret.
std::string text_of(value_map const& params, schema const* shape) {
    std::vector<std::string> members;
    for (auto const& [name, v] : params) {
        auto const* member = shape == nullptr ? nullptr : shape->find_member(name);
        std::string text;
        if (is_any(v))
            text = "<ANY>";
        else if (member != nullptr && detail::holds_sensitive(*member))
            text = "***";
        else
            text = quoted(v);
        members.push_back(quoted(value(name)) + ": " + text);
    }
    std::ranges::sort(members);
    std::string all = "{";
    for (auto const& one : members) all += (all.size() == 1 ? "" : ", ") + one;
    return all + '}';
}

}  // namespace

value any() { return value(body::from_source(std::nullopt, any_mark())); }

void stub_queue::push(stub next) {
    std::lock_guard lock(guard_);
    stubs_.push_back(std::move(next));
}

std::size_t stub_queue::size() const {
    std::lock_guard lock(guard_);
    return stubs_.size();
}

stub const& stub_queue::next_for(operation_schema const& operation) const {
    if (stubs_.empty())
        throw unstubbed_response_error(
            operation.name,
            "Unexpected API Call: A call was made but no additional calls expected. Either the API Call was "
            "not stubbed or it was called multiple times.");
    auto const& next = stubs_.front();
    if (next.operation != operation.name)
        throw stub_response_error(operation.name,
                                  "Operation mismatch: found response for " + next.operation + '.');
    return next;
}

void stub_queue::check(operation_schema const& operation, value_map const& params) const {
    std::lock_guard lock(guard_);
    auto const& next = next_for(operation);
    if (next.expected.is_null()) return;
    auto const& expected = next.expected.as_map();
    if (matches(expected, params)) return;
    throw stub_assertion_error(operation.name, "Expected parameters:\n" + text_of(expected, operation.input) +
                                                   ",\nbut received:\n" + text_of(params, operation.input));
}

canned_answer stub_queue::pop(operation_schema const& operation) {
    std::lock_guard lock(guard_);
    next_for(operation);
    auto answer = std::move(stubs_.front().answer);
    stubs_.pop_front();
    return answer;
}

}  // namespace coaws::testing

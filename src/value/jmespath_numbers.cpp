// JMESPath functions on numbers.
#include <charconv>
#include <cmath>
#include <coaws/base/text.hpp>
#include <limits>

#include "value/jmespath_builtins.hpp"
#include "value/jmespath_evaluator.hpp"

namespace coaws::jmespath::builtins {

namespace {

/// A whole number as an integer where it fits.
value whole(double number) {
    constexpr double limit = 9223372036854775808.0;
    if (number >= -limit && number < limit) return static_cast<std::int64_t>(number);
    return number;
}

}  // namespace

cell abs(evaluator& run, args_t args) {
    value const& number = *args[0].given.plain();
    if (auto const* i = number.get_if<std::int64_t>();
        i != nullptr && *i != std::numeric_limits<std::int64_t>::min()) {
        return *i >= 0 ? args[0].given : run.memory().keep(-*i);
    }
    return run.memory().keep(std::fabs(number.as_double()));
}

cell avg(evaluator& run, args_t args) {
    cell const list = args[0].given;
    if (list.size() == 0) return {};
    double total = 0;
    for (std::size_t i = 0; i < list.size(); ++i) total += list.element(i).plain()->as_double();
    return run.memory().keep(total / static_cast<double>(list.size()));
}

cell ceil(evaluator& run, args_t args) {
    if (args[0].given.plain()->is_int()) return args[0].given;
    return run.memory().keep(whole(std::ceil(args[0].given.plain()->as_double())));
}

cell floor(evaluator& run, args_t args) {
    if (args[0].given.plain()->is_int()) return args[0].given;
    return run.memory().keep(whole(std::floor(args[0].given.plain()->as_double())));
}

cell sum(evaluator& run, args_t args) {
    cell const list = args[0].given;
    std::int64_t exact = 0;
    double rough = 0;
    bool is_exact = true;
    for (std::size_t i = 0; i < list.size(); ++i) {
        value const& number = *list.element(i).plain();
        rough += number.as_double();
        auto const* integer = number.get_if<std::int64_t>();
        is_exact = is_exact && integer != nullptr && !__builtin_add_overflow(exact, *integer, &exact);
    }
    return run.memory().keep(is_exact ? value(exact) : value(rough));
}

cell to_number(evaluator& run, args_t args) {
    cell const given = args[0].given;
    if (given.type() == json_type::number) return given;
    if (given.type() != json_type::string) return {};
    auto text = trim(run.memory().text(given));
    if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
    auto const* const end = text.data() + text.size();
    std::int64_t integer = 0;
    auto const whole_read = std::from_chars(text.data(), end, integer);
    if (whole_read.ec == std::errc() && whole_read.ptr == end) return run.memory().keep(integer);
    double real = 0;
    auto const real_read = std::from_chars(text.data(), end, real);
    // Words such as "inf" and "nan" are no numbers of JSON.
    if (real_read.ec != std::errc() || real_read.ptr != end || !std::isfinite(real)) return {};
    return run.memory().keep(real);
}

}  // namespace coaws::jmespath::builtins

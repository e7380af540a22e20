// What the benchmark client is told to do.
#include "options.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace coaws::bench {

namespace {

std::uint64_t number(std::string_view name, std::string_view text) {
    std::uint64_t v = 0;
    auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), v);
    if (failure != std::errc() || end != text.data() + text.size())
        throw std::invalid_argument(std::string(name) + " wants a number, not '" + std::string(text) + "'");
    return v;
}

bool is_typed(std::string_view text) {
    if (text != "typed" && text != "dynamic")
        throw std::invalid_argument("--client wants 'typed' or 'dynamic', not '" + std::string(text) + "'");
    return text == "typed";
}

}  // namespace

options parse_options(int argc, char const* const* argv) {
    options o;
    std::optional<std::uint64_t> warmup;
    for (int i = 1; i + 1 < argc; i += 2) {
        std::string_view const name = argv[i];
        std::string_view const text = argv[i + 1];
        if (name == "--endpoint")
            o.endpoint = text;
        else if (name == "--op")
            o.op = text;
        else if (name == "--n")
            o.n = number(name, text);
        else if (name == "--concurrency")
            o.concurrency = number(name, text);
        else if (name == "--size")
            o.size = number(name, text);
        else if (name == "--warmup")
            warmup = number(name, text);
        else if (name == "--client")
            o.typed = is_typed(text);
        else
            throw std::invalid_argument("unknown option " + std::string(name));
    }
    if (argc % 2 == 0) throw std::invalid_argument("an option has no value");
    if (o.endpoint.empty() || o.op.empty()) throw std::invalid_argument("--endpoint and --op are needed");
    if (o.n == 0 || o.concurrency == 0)
        throw std::invalid_argument("--n and --concurrency must be at least 1");
    bool const once = o.n <= 1 || o.op == "s3_list_pages" || o.op == "client_create";
    if (o.op == "s3_list_pages") o.concurrency = 1;
    o.warmup = warmup.value_or(once ? 0 : std::max(o.concurrency, std::min<std::uint64_t>(o.n / 10, 1000)));
    return o;
}

}  // namespace coaws::bench

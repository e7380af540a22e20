// The process's log sink.
#include <array>
#include <atomic>
#include <coaws/base/log.hpp>
#include <coaws/base/text.hpp>
#include <memory>
#include <mutex>
#include <utility>

namespace coaws::log {
namespace {

struct sink_slot {
    std::mutex mutex;
    record_sink target;
};

// Never destroyed: destructors of static objects may still write lines.
sink_slot& slot() {
    static auto* const the_slot = new sink_slot;
    return *the_slot;
}

std::atomic<level> least_level{level::off};

struct field_text {
    std::string operator()(std::string_view text) const { return std::string(text); }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return format_double(number); }
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
};

}  // namespace

std::string_view to_string(level l) noexcept {
    constexpr std::array<std::string_view, 5> names = {"DEBUG", "INFO", "WARNING", "ERROR", "OFF"};
    return names[static_cast<std::size_t>(l)];
}

std::string plain_text(std::string_view text, std::span<field const> fields) {
    std::string out(text);
    for (auto const& f : fields) {
        out += ' ';
        out += f.name;
        out += '=';
        out += std::visit(field_text(), f.value);
    }
    return out;
}

void set_record_sink(record_sink s, level least) {
    auto& target = slot();
    std::lock_guard const lock(target.mutex);
    least_level.store(s ? least : level::off, std::memory_order_relaxed);
    target.target = std::move(s);
}

void set_sink(sink s, level least) {
    record_sink joined;
    if (s)
        joined = [s = std::move(s)](record const& line) {
            if (line.fields.empty())
                s(line.level, line.logger, line.text);
            else
                s(line.level, line.logger, plain_text(line.text, line.fields));
        };
    set_record_sink(std::move(joined), least);
}

bool enabled(level l) noexcept { return l != level::off && l >= least_level.load(std::memory_order_relaxed); }

void write(level l, std::string_view logger, std::string_view text,
           std::initializer_list<field> fields) noexcept {
    if (!enabled(l)) return;
    // A sink that calls the library would lock the mutex again; what it causes is not logged.
    static thread_local bool inside = false;
    if (inside) return;
    inside = true;
    try {
        record line;
        line.level = l;
        line.logger = logger;
        line.text = text;
        line.fields = fields;
        auto& target = slot();
        std::lock_guard const lock(target.mutex);
        if (target.target) target.target(line);
    } catch (...) {
        // A log line is never worth an operation.
    }
    inside = false;
}

}  // namespace coaws::log

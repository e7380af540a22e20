// JSON views over the tape of a simdjson document.
#include <simdjson.h>

#include <algorithm>
#include <coaws/base/errors_wire.hpp>
#include <coaws/base/json.hpp>
#include <limits>
#include <utility>

#include "base/json_big_numbers.hpp"

namespace coaws::json {
namespace {

using simdjson::internal::tape_ref;
using simdjson::internal::tape_type;

tape_ref ref(void const* document, std::size_t index) noexcept {
    return {static_cast<simdjson::dom::document const*>(document), index};
}

static_assert(document::room_behind >= simdjson::SIMDJSON_PADDING);

// simdjson refuses texts it cannot index with 32 bits; say so instead of allocating first.
bool is_too_long(std::size_t size) noexcept {
    return size >= std::numeric_limits<std::uint32_t>::max() - document::room_behind;
}

json_decode_error too_long() { return json_decode_error("The JSON text is too long"); }

// Parses a text that ends `room_behind` bytes before the end of `padded`.
simdjson::error_code parse_padded(simdjson::dom::parser& parser, std::string const& padded,
                                  simdjson::dom::document& into) {
    auto const size = padded.size() - document::room_behind;
    return parser.parse_into_document(into, padded.data(), size, false).error();
}

// A parser with its working memory, which is reused by the texts that a thread parses.
template <class Function>
simdjson::error_code with_parser(std::size_t size, Function function) {
    // Model files are large and rare; do not keep their working memory.
    constexpr std::size_t kept = std::size_t{1} << 20;
    if (size > kept) return function(*std::make_unique<simdjson::dom::parser>());
    static thread_local simdjson::dom::parser parser;
    return function(parser);
}

}  // namespace

struct document::impl {
    simdjson::dom::document parsed;
};

document::document(std::unique_ptr<impl> parsed) : impl_(std::move(parsed)) {}
document::~document() = default;

result<std::shared_ptr<document const>> document::parse(std::string_view text) {
    if (is_too_long(text.size())) return too_long();
    std::string padded;
    padded.reserve(text.size() + room_behind);
    return parse_owned(std::move(padded.assign(text)));
}

result<std::shared_ptr<document const>> document::parse_owned(std::string text) {
    if (is_too_long(text.size())) return too_long();
    auto parsed = std::make_unique<impl>();
    auto read = [&](std::string& from) {
        from.append(room_behind, ' ');
        return with_parser(from.size(),
                           [&](auto& parser) { return parse_padded(parser, from, parsed->parsed); });
    };
    auto code = read(text);
    if (code == simdjson::NUMBER_ERROR) {
        text.resize(text.size() - room_behind);
        if (auto rewritten = with_big_numbers_as_doubles(text)) code = read(*rewritten);
    }
    if (code != simdjson::SUCCESS) return json_decode_error(simdjson::error_message(code));
    return std::shared_ptr<document const>(new document(std::move(parsed)));
}

view document::root() const noexcept {
    view v;
    v.document_ = &impl_->parsed;
    v.index_ = 1;  // entry 0 stands for the document itself
    return v;
}

json::kind view::kind() const noexcept {
    if (document_ == nullptr) return json::kind::null;
    switch (ref(document_, index_).tape_ref_type()) {
        case tape_type::START_ARRAY:
            return json::kind::array;
        case tape_type::START_OBJECT:
            return json::kind::object;
        case tape_type::STRING:
            return json::kind::string;
        case tape_type::INT64:
            return json::kind::integer;
        case tape_type::UINT64:
            return json::kind::big_integer;
        case tape_type::DOUBLE:
            return json::kind::number;
        case tape_type::TRUE_VALUE:
        case tape_type::FALSE_VALUE:
            return json::kind::boolean;
        default:
            return json::kind::null;
    }
}

bool view::as_bool(bool fallback) const noexcept {
    if (document_ == nullptr) return fallback;
    auto const type = ref(document_, index_).tape_ref_type();
    if (type == tape_type::TRUE_VALUE) return true;
    return type == tape_type::FALSE_VALUE ? false : fallback;
}

std::int64_t view::as_int(std::int64_t fallback) const noexcept {
    if (kind() != json::kind::integer) return fallback;
    return ref(document_, index_).next_tape_value<std::int64_t>();
}

std::uint64_t view::as_uint64() const noexcept {
    auto const k = kind();
    if (k != json::kind::integer && k != json::kind::big_integer) return 0;
    return ref(document_, index_).next_tape_value<std::uint64_t>();
}

double view::as_double(double fallback) const noexcept {
    switch (kind()) {
        case json::kind::number:
            return ref(document_, index_).next_tape_value<double>();
        case json::kind::integer:
            return static_cast<double>(ref(document_, index_).next_tape_value<std::int64_t>());
        case json::kind::big_integer:
            return static_cast<double>(ref(document_, index_).next_tape_value<std::uint64_t>());
        default:
            return fallback;
    }
}

std::string_view view::as_string(std::string_view fallback) const noexcept {
    return is_string() ? ref(document_, index_).get_string_view() : fallback;
}

view view::find(std::string_view key) const noexcept {
    if (!is_object()) return {};
    auto const* doc = document_;
    auto const end = ref(doc, index_).matching_brace_index() - 1;
    // Every member is a key (one entry) and a value (one or more).
    for (auto at = index_ + 1; at < end;) {
        auto const name = ref(doc, at);
        if (name.get_string_view() == key) {
            view found;
            found.document_ = doc;
            found.index_ = at + 1;
            return found;
        }
        at = ref(doc, at + 1).after_element();
    }
    return {};
}

view view::at(std::size_t index) const noexcept {
    for (auto const& item : items()) {
        if (index-- == 0) return item;
    }
    return {};
}

std::size_t view::size() const noexcept {
    if (!is_array() && !is_object()) return 0;
    auto const start = ref(document_, index_);
    // The tape's count has 24 bits and sticks at its maximum.
    constexpr std::uint32_t saturated = 0xffffff;
    if (auto const count = start.scope_count(); count != saturated) return count;
    auto const end = start.matching_brace_index() - 1;
    std::size_t count = 0;
    for (auto at = index_ + 1; at < end; ++count)
        at = ref(document_, is_object() ? at + 1 : at).after_element();
    return count;
}

view::array_range view::items() const noexcept {
    array_range range;
    if (is_array()) range.of_ = *this;
    return range;
}

view::object_range view::members() const noexcept {
    object_range range;
    if (is_object()) range.of_ = *this;
    return range;
}

view::array_range::iterator view::array_range::begin() const noexcept {
    iterator it;
    it.document_ = of_.document_;
    if (of_.document_ != nullptr) it.index_ = of_.index_ + 1;
    return it;
}

view::array_range::iterator view::array_range::end() const noexcept {
    iterator it;
    it.document_ = of_.document_;
    if (of_.document_ != nullptr) it.index_ = ref(of_.document_, of_.index_).matching_brace_index() - 1;
    return it;
}

view view::array_range::iterator::operator*() const noexcept {
    view item;
    item.document_ = document_;
    item.index_ = index_;
    return item;
}

view::array_range::iterator& view::array_range::iterator::operator++() noexcept {
    index_ = ref(document_, index_).after_element();
    return *this;
}

view::object_range::iterator view::object_range::begin() const noexcept {
    iterator it;
    it.document_ = of_.document_;
    if (of_.document_ != nullptr) it.index_ = of_.index_ + 1;
    return it;
}

view::object_range::iterator view::object_range::end() const noexcept {
    iterator it;
    it.document_ = of_.document_;
    if (of_.document_ != nullptr) it.index_ = ref(of_.document_, of_.index_).matching_brace_index() - 1;
    return it;
}

view::member view::object_range::iterator::operator*() const noexcept {
    member m;
    m.key = ref(document_, index_).get_string_view();
    m.value.document_ = document_;
    m.value.index_ = index_ + 1;
    return m;
}

view::object_range::iterator& view::object_range::iterator::operator++() noexcept {
    index_ = ref(document_, index_ + 1).after_element();
    return *this;
}

}  // namespace coaws::json

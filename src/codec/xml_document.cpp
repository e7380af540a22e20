// XML documents: construction, look-ups, reuse of memory within a thread.
#include <algorithm>
#include <coaws/codec/xml_document.hpp>

#include "codec/xml_storage.hpp"

namespace coaws::codec {

namespace {

constexpr std::size_t kept_bytes = std::size_t{1} << 20;

/// The thread's spare storage. A plain pointer beside a guard, because documents may be made while a thread's
/// objects are being destroyed.
thread_local xml_document::storage* spare = nullptr;
thread_local bool thread_is_ending = false;

struct spare_guard {
    ~spare_guard() {
        thread_is_ending = true;
        delete spare;
        spare = nullptr;
    }
};

constexpr xml_document::node empty_node = [] {
    xml_document::node n;
    n.end = 1;
    return n;
}();

std::string_view local_part(std::string_view qualified) noexcept {
    return qualified.substr(qualified.find(':') + 1);
}

}  // namespace

std::unique_ptr<xml_document::storage> xml_document::storage::acquire() {
    if (spare == nullptr) return std::make_unique<storage>();
    std::unique_ptr<storage> s(spare);
    spare = nullptr;
    return s;
}

void xml_document::storage::release(std::unique_ptr<storage> s) noexcept {
    if (!s || spare != nullptr || thread_is_ending || !s->worth_keeping()) return;
    thread_local spare_guard guard;
    (void)guard;
    spare = s.release();
}

bool xml_document::storage::worth_keeping() const noexcept {
    // The parser's own buffer holds the text, so nodes and texts together bound it.
    return nodes.capacity() * sizeof(node) + joined.capacity() <= kept_bytes && parser != nullptr;
}

xml_document::xml_document(std::string_view text, empty_text mode)
    : nodes_(&empty_node), text_(text.data() == nullptr ? "" : text.data()) {
    if (text.empty() && mode == empty_text::empty_element) return;
    storage_ = storage::acquire();
    storage_->parse(text);
    nodes_ = storage_->nodes.data();
    joined_ = storage_->joined.data();
    if (text.size() > kept_bytes) {
        XML_ParserFree(storage_->parser);
        storage_->parser = nullptr;
    }
}

xml_document::~xml_document() { storage::release(std::move(storage_)); }

xml_document::index xml_document::find_child(index parent, std::string_view name) const noexcept {
    for (index c = first(parent); c < end(parent); c = end(c)) {
        if (this->name(c) == name) return c;
    }
    return none;
}

std::string_view xml_document::find_attribute(index element, std::string_view name) const noexcept {
    if (!has_attributes(element)) return {};
    auto const& all = storage_->attributes;
    auto const less = [](storage::attribute const& a, index i) { return a.element < i; };
    bool const prefixed = name.find(':') != std::string_view::npos;
    for (auto it = std::lower_bound(all.begin(), all.end(), element, less);
         it != all.end() && it->element == element; ++it) {
        std::string_view const own(joined_ + it->name_offset, it->name_length);
        bool const same = prefixed
                              ? own.find(':') != std::string_view::npos && local_part(own) == local_part(name)
                              : own == name;
        if (same) return {joined_ + it->value_offset, it->value_length};
    }
    return {};
}

}  // namespace coaws::codec

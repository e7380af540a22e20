// A parsed XML document: all elements in one array, names and texts as views.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace coaws::codec {

/// What an XML document of no bytes is: an error, or one element without name and contents (WIRE-32).
enum class empty_text : std::uint8_t { malformed, empty_element };

/// The elements of an XML document in document order, to be walked by index.
///
/// Children of an element follow it at once: `for (auto c = doc.first(n); c < doc.end(n); c = doc.end(c))`.
/// Names are given without namespace prefix. The text of an element is what stands before its first child,
/// with references resolved. Entity definitions are refused, nesting is limited to `max_depth`.
///
/// Lifetime: views point into the parsed text, which must outlive the document. Memory is reused between
/// documents of one thread. Thread-safety: immutable after construction; construct and destroy anywhere.
class xml_document {
  public:
    using index = std::uint32_t;
    static constexpr index none = 0xffffffffU;
    static constexpr unsigned max_depth = 1000;

    /// Parses `text` as UTF-8, whatever its declaration says. Throws response_parser_error naming the line
    /// and column; the message does not quote the text, for that may hold secrets.
    explicit xml_document(std::string_view text, empty_text mode = empty_text::malformed);
    ~xml_document();
    xml_document(xml_document const&) = delete;
    xml_document& operator=(xml_document const&) = delete;

    static constexpr index root() noexcept { return 0; }
    /// Where the children of an element begin; equals `end(i)` when it has none.
    static constexpr index first(index i) noexcept { return i + 1; }
    /// One past the last descendant: the next sibling, if the parent goes that far.
    index end(index i) const noexcept { return nodes_[i].end; }
    bool is_leaf(index i) const noexcept { return nodes_[i].end == i + 1; }

    /// Local name.
    std::string_view name(index i) const noexcept {
        return {text_ + nodes_[i].name_offset, nodes_[i].name_length};
    }
    std::string_view text(index i) const noexcept {
        node const& n = nodes_[i];
        return {(n.text_is_joined ? joined_ : text_) + n.text_offset, n.text_length};
    }
    bool has_attributes(index i) const noexcept { return nodes_[i].has_attributes; }
    /// The first child of that local name, or `none`.
    index find_child(index parent, std::string_view name) const noexcept;
    /// The attribute of that name, or a view with null data. A prefix in `name` stands for any prefix:
    /// namespaces are not compared (WIRE-32).
    std::string_view find_attribute(index element, std::string_view name) const noexcept;

    /// One element; internal.
    struct node {
        std::uint32_t name_offset = 0;
        std::uint32_t text_offset = 0;
        std::uint32_t text_length = 0;
        std::uint32_t end = 0;
        std::uint16_t name_length = 0;
        bool text_is_joined = false;  ///< the text has several parts and was put together elsewhere
        bool has_attributes = false;
    };
    /// Parser and memory, kept for the next document; internal.
    struct storage;

  private:
    node const* nodes_;
    char const* text_;
    char const* joined_ = nullptr;
    std::unique_ptr<storage> storage_;
};

}  // namespace coaws::codec

// Building XML documents with expat.
#include <climits>
#include <coaws/base/errors.hpp>
#include <cstring>
#include <exception>
#include <new>
#include <string>
#include <string_view>

#include "codec/xml_storage.hpp"

namespace coaws::codec {

namespace {

using node = xml_document::node;
using storage = xml_document::storage;

/// One run of the parser. expat gets its own copy of the text, so what it reports is translated to views into
/// ours.
struct builder {
    storage& out;
    std::string_view text;
    char const* copy;               ///< expat's copy of `text`
    char const* refused = nullptr;  ///< why the parser was stopped by us
    std::exception_ptr failure{};
    bool before_first_child = false;

    void refuse(char const* why) {
        refused = why;
        XML_StopParser(out.parser, XML_FALSE);
    }

    std::uint32_t keep(char const* s, std::size_t length) {
        auto const offset = static_cast<std::uint32_t>(out.joined.size());
        out.joined.append(s, length);
        return offset;
    }

    void add_attributes(node& n, XML_Char const** pairs) {
        for (; *pairs != nullptr; pairs += 2) {
            std::string_view const name = pairs[0];
            if (name.starts_with("xmlns") && (name.size() == 5 || name[5] == ':')) continue;
            std::string_view const value = pairs[1];
            storage::attribute a;
            a.element = static_cast<xml_document::index>(out.nodes.size() - 1);
            a.name_length = static_cast<std::uint32_t>(name.size());
            a.name_offset = keep(name.data(), name.size());
            a.value_length = static_cast<std::uint32_t>(value.size());
            a.value_offset = keep(value.data(), value.size());
            out.attributes.push_back(a);
            n.has_attributes = true;
        }
    }

    void start(XML_Char const* name, XML_Char const** attributes) {
        if (out.open.size() >= xml_document::max_depth) return refuse("elements are nested too deeply");
        std::size_t length = std::strlen(name);
        // The event begins at `<`, and the name follows at once.
        auto offset = static_cast<std::size_t>(XML_GetCurrentByteIndex(out.parser)) + 1;
        node& n = out.nodes.emplace_back();
        if (auto const* colon = static_cast<char const*>(std::memchr(name, ':', length)); colon != nullptr) {
            auto const prefix = static_cast<std::size_t>(colon - name) + 1;
            offset += prefix;
            length -= prefix;
        }
        if (length > USHRT_MAX) return refuse("the name of an element is too long");
        n.name_offset = static_cast<std::uint32_t>(offset);
        n.name_length = static_cast<std::uint16_t>(length);
        if (*attributes != nullptr) add_attributes(n, attributes);
        out.open.push_back(static_cast<xml_document::index>(out.nodes.size() - 1));
        before_first_child = true;
    }

    void end() {
        // A stopped parser still reports the end of an empty element.
        if (refused != nullptr) return;
        out.nodes[out.open.back()].end = static_cast<xml_document::index>(out.nodes.size());
        out.open.pop_back();
        before_first_child = false;
    }

    /// Where these characters stand in the text, or npos when they do not stand there as they are.
    std::size_t locate(char const* s, std::size_t length) const {
        auto const offset = reinterpret_cast<std::uintptr_t>(s) - reinterpret_cast<std::uintptr_t>(copy);
        if (offset < text.size()) return offset;
        // Line ends are reported from elsewhere, as characters of their own.
        if (length != 1) return std::string_view::npos;
        auto const event = static_cast<std::size_t>(XML_GetCurrentByteIndex(out.parser));
        return event < text.size() && text[event] == *s ? event : std::string_view::npos;
    }

    void characters(char const* s, std::size_t length) {
        if (!before_first_child || refused != nullptr) return;
        node& n = out.nodes.back();
        std::size_t const offset = locate(s, length);
        if (!n.text_is_joined && offset != std::string_view::npos) {
            if (n.text_length == 0) n.text_offset = static_cast<std::uint32_t>(offset);
            if (offset == std::size_t{n.text_offset} + n.text_length) {
                n.text_length += static_cast<std::uint32_t>(length);
                return;
            }
        }
        if (!n.text_is_joined) {
            n.text_offset = keep(text.data() + n.text_offset, n.text_length);
            n.text_is_joined = true;
        }
        keep(s, length);
        n.text_length += static_cast<std::uint32_t>(length);
    }
};

builder& self(void* data) { return *static_cast<builder*>(data); }

/// No exception may pass through expat.
template <class F>
void guarded(builder& b, F&& f) {
    try {
        f();
    } catch (...) {
        b.failure = std::current_exception();
        b.refuse("out of memory");
    }
}

void XMLCALL on_start(void* data, XML_Char const* name, XML_Char const** attributes) {
    guarded(self(data), [&] { self(data).start(name, attributes); });
}
void XMLCALL on_end(void* data, XML_Char const*) { self(data).end(); }
void XMLCALL on_characters(void* data, XML_Char const* s, int length) {
    guarded(self(data), [&] { self(data).characters(s, static_cast<std::size_t>(length)); });
}
void XMLCALL on_doctype(void* data, XML_Char const*, XML_Char const*, XML_Char const*,
                        int has_internal_subset) {
    // Definitions of entities and of attributes make little text become much.
    if (has_internal_subset != 0) self(data).refuse("a document type definition is not allowed");
}
void XMLCALL on_skipped_entity(void* data, XML_Char const*, int) { self(data).refuse("undefined entity"); }

[[noreturn]] void fail(XML_Parser parser, char const* refused) {
    char const* why = refused != nullptr ? refused : XML_ErrorString(XML_GetErrorCode(parser));
    std::string message = "Unable to parse response (";
    message += why;
    message += ": line " + std::to_string(XML_GetCurrentLineNumber(parser));
    message += ", column " + std::to_string(XML_GetCurrentColumnNumber(parser));
    message += "), invalid XML received. Further retries may succeed";
    throw response_parser_error(message);
}

}  // namespace

xml_document::storage::storage() = default;

xml_document::storage::~storage() {
    if (parser != nullptr) XML_ParserFree(parser);
}

void xml_document::storage::parse(std::string_view text) {
    nodes.clear();
    open.clear();
    attributes.clear();
    joined.clear();
    if (parser == nullptr) {
        parser = XML_ParserCreate("UTF-8");
    } else {
        XML_ParserReset(parser, "UTF-8");
    }
    if (text.size() > INT_MAX / 2) throw response_parser_error("Unable to parse response: it is too long");
    auto const size = static_cast<int>(text.size());
    void* copy = parser == nullptr ? nullptr : XML_GetBuffer(parser, size == 0 ? 1 : size);
    if (copy == nullptr) throw std::bad_alloc();
    if (size != 0) std::memcpy(copy, text.data(), text.size());

    builder b{*this, text, static_cast<char const*>(copy)};
    XML_SetUserData(parser, &b);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_characters);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    XML_SetSkippedEntityHandler(parser, on_skipped_entity);
    if (XML_ParseBuffer(parser, size, 1) == XML_STATUS_OK) return;
    if (b.failure) std::rethrow_exception(b.failure);
    fail(parser, b.refused);
}

}  // namespace coaws::codec

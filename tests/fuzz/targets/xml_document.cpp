// XML as it comes from the wire.
#include "fuzz/target.hpp"

#include <coaws/base/error.hpp>
#include <coaws/codec/xml_document.hpp>

namespace coaws::fuzz {

namespace {

/// Touches every name and text, so that a view past its text is found.
std::size_t walk(codec::xml_document const& document) {
    std::size_t sum = 0;
    for (codec::xml_document::index i = 0; i < document.end(codec::xml_document::root()); ++i) {
        for (char c : document.name(i)) sum += static_cast<unsigned char>(c);
        for (char c : document.text(i)) sum += static_cast<unsigned char>(c);
        sum += document.find_attribute(i, "xsi:type").size();
    }
    return sum;
}

}  // namespace

void xml_document(std::string_view input) {
    for (auto const mode : {codec::empty_text::malformed, codec::empty_text::empty_element}) {
        try {
            codec::xml_document const document(input, mode);
            static_cast<void>(walk(document));
        } catch (error const&) {
        }
    }
}

}  // namespace coaws::fuzz

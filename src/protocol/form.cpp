// Form bodies as text.
#include <coaws/base/text.hpp>
#include <coaws/protocol/wire_protocol.hpp>

namespace coaws::protocol {

std::string encode_form(form const& pairs) {
    std::string out;
    std::size_t size = 0;
    for (auto const& [name, text] : pairs) size += name.size() + text.size() + 2;
    out.reserve(size + size / 4);
    for (auto const& [name, text] : pairs) {
        if (!out.empty()) out += '&';
        form_encode_to(out, name);
        out += '=';
        form_encode_to(out, text);
    }
    return out;
}

}  // namespace coaws::protocol

// The bytes that the bare client sends: what a signed request of the same operation looks like, made once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bare {

struct prepared {
    std::string head;            ///< up to and with the blank line, small bodies included
    std::string body;            ///< of an upload
    std::uint64_t expected = 0;  ///< length of the response's body, where it must be a certain one
    bool is_download = false;
    bool parse_xml = false;
};

/// The request of an operation of coaws-bench; throws std::invalid_argument for one that the bare client does
/// not do.
prepared prepare(std::string_view op, std::string_view host, std::uint64_t size);

}  // namespace bare

// An instance's console as text.
#include "customization/ec2/console_output.hpp"

#include "customization/lossy_utf8.hpp"
#include "customization/parameters.hpp"

#include <coaws/base/text.hpp>
#include <coaws/pipeline/events.hpp>
#include <string>

namespace coaws::customization {

namespace {

bool is_base64(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
           c == '/' || c == '=';
}

void decode_output(after_call& e) {
    auto* output = find_text(e.parsed, "Output");
    if (output == nullptr) return;
    // The service breaks lines; whatever else is not of the alphabet is passed over, too.
    auto text = *output;
    std::erase_if(text, [](char c) { return !is_base64(c); });
    if (auto bytes = base64_decode(text)) *output = lossy_utf8(std::move(*bytes));
}

}  // namespace

void register_console_output(emitter& events) { events.on("after-call.ec2.GetConsoleOutput", decode_output); }

}  // namespace coaws::customization

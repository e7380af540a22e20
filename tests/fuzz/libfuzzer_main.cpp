// The entry point of libFuzzer for the target that COAWS_FUZZ_TARGET names.
#include "fuzz/targets.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    coaws::fuzz::COAWS_FUZZ_TARGET({reinterpret_cast<char const*>(data), size});
    return 0;
}

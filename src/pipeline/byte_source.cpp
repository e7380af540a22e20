// Opening the sources that users give.
#include <coaws/base/errors.hpp>
#include <coaws/pipeline/byte_source.hpp>

namespace coaws::pipeline {

std::unique_ptr<byte_source> open_source(body::source const& of) {
    auto source = of.factory ? of.factory() : nullptr;
    if (source == nullptr) throw value_error("The body's source factory gave nothing");
    return source;
}

}  // namespace coaws::pipeline

// Compiling a way of paging from JSON text, for tests.
#pragma once

#include <coaws/base/json.hpp>
#include <string_view>

#include "paginate/page_plan.hpp"

namespace coaws::test {

inline paginate::page_plan plan_of(std::string_view entry) {
    auto const document = json::document::parse(entry).value();
    return paginate::compile_plan(document->root());
}

}  // namespace coaws::test

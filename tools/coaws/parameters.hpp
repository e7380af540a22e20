// An operation's parameters from the command line.
#pragma once

#include <coaws/schema/service_schema.hpp>
#include <coaws/value/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "arguments.hpp"

namespace cli {

/// The members through which an operation pages.
struct paging_members {
    std::vector<std::string> tokens;
    std::string limit;  ///< empty when the page size can't be chosen

    paging_members() = default;
};

/// What the command line says for one operation.
struct operation_input {
    coaws::value_map params;
    std::optional<std::string> outfile;
    std::optional<std::int64_t> max_items;
    std::optional<std::int64_t> page_size;
    std::optional<std::string> starting_token;
    /// Fetch all pages: the operation pages, and neither `--no-paginate` nor a paging member was given.
    bool all_pages = false;

    operation_input() = default;
};

/// Reads `from.rest`, `from.params` and `from.body` by the operation's input. `paging` is null when the
/// operation does not page; when it does, `--max-items`, `--page-size` and `--starting-token` belong to
/// paging, else they may name members. An option wins over the same member in `--params`. Throws usage_error.
operation_input read_parameters(arguments const& from, coaws::operation_schema const& operation,
                                paging_members const* paging);

/// Whether an operation's output is bytes that go to a file.
bool writes_file(coaws::operation_schema const& operation) noexcept;

}  // namespace cli

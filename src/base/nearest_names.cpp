// Candidates for "did you mean" messages.
#include <algorithm>
#include <coaws/base/text.hpp>
#include <numeric>
#include <utility>

namespace coaws {
namespace {

// Levenshtein distance over bytes, ignoring ASCII case.
std::size_t edit_distance(std::string_view a, std::string_view b, std::vector<std::size_t>& row) {
    row.resize(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        auto diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            bool const same = iequals(a.substr(i, 1), b.substr(j, 1));
            auto const replaced = diagonal + (same ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j + 1] + 1, row[j] + 1});
        }
    }
    return row[b.size()];
}

}  // namespace

std::vector<std::string> nearest_names(std::string_view name, std::vector<std::string> const& candidates,
                                       std::size_t count) {
    // A hostile name must not cost time in the square of its length.
    name = name.substr(0, 256);
    std::vector<std::size_t> row;
    std::vector<std::pair<std::size_t, std::size_t>> ranked;  // distance, index: ties keep the given order
    ranked.reserve(candidates.size());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        ranked.emplace_back(edit_distance(name, std::string_view(candidates[i]).substr(0, 256), row), i);
    }
    count = std::min(count, ranked.size());
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(count), ranked.end());
    std::vector<std::string> nearest;
    for (std::size_t i = 0; i < count; ++i) nearest.push_back(candidates[ranked[i].second]);
    return nearest;
}

}  // namespace coaws

// The folders of AWS_DATA_PATH.
#include <coaws/base/text.hpp>
#include <coaws/model/search_path.hpp>

namespace coaws::model {
namespace {

bool is_name_char(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Length of the reference at the start of `text` (which begins with `$`), and its name; 1 and empty for a
/// lone `$`.
std::size_t read_reference(std::string_view text, std::string_view& name) {
    if (text.size() > 1 && text[1] == '{') {
        auto end = text.find('}', 2);
        if (end == std::string_view::npos) return 1;
        name = text.substr(2, end - 2);
        return end + 1;
    }
    std::size_t end = 1;
    while (end < text.size() && is_name_char(text[end])) ++end;
    name = text.substr(1, end - 1);
    return end;
}

std::string expand_variables(std::string_view text, variable_lookup const& variable) {
    std::string out;
    while (!text.empty()) {
        auto dollar = text.find('$');
        out += text.substr(0, dollar);
        if (dollar == std::string_view::npos) break;
        text.remove_prefix(dollar);
        std::string_view name;
        auto length = read_reference(text, name);
        auto found = name.empty() || !variable ? std::nullopt : variable(name);
        if (found)
            out += *found;
        else
            out += text.substr(0, length);
        text.remove_prefix(length);
    }
    return out;
}

}  // namespace

std::vector<std::string> split_data_path(std::string_view data_path, std::string_view home,
                                         variable_lookup const& variable) {
    std::vector<std::string> out;
    for (auto part : split(data_path, ':')) {
        auto path = expand_variables(part, variable);
        if (!home.empty() && (path == "~" || path.starts_with("~/"))) path.replace(0, 1, home);
        if (!path.empty()) out.push_back(std::move(path));
    }
    return out;
}

}  // namespace coaws::model

// HTTP header fields.
#include <algorithm>
#include <coaws/base/text.hpp>
#include <coaws/http/fields.hpp>

namespace coaws::http {

void fields::add(std::string_view name, std::string_view value) {
    fields_.push_back(field{std::string(name), std::string(value)});
}

void fields::set(std::string_view name, std::string_view value) {
    auto const same = [name](field const& f) { return iequals(f.name, name); };
    auto const first = std::find_if(fields_.begin(), fields_.end(), same);
    if (first == fields_.end()) {
        add(name, value);
        return;
    }
    first->value.assign(value);
    fields_.erase(std::remove_if(first + 1, fields_.end(), same), fields_.end());
}

bool fields::erase(std::string_view name) {
    return std::erase_if(fields_, [name](field const& f) { return iequals(f.name, name); }) != 0;
}

std::string const* fields::find(std::string_view name) const noexcept {
    for (auto const& f : fields_) {
        if (iequals(f.name, name)) return &f.value;
    }
    return nullptr;
}

std::string_view fields::get(std::string_view name) const noexcept {
    auto const* const value = find(name);
    return value != nullptr ? std::string_view(*value) : std::string_view();
}

}  // namespace coaws::http

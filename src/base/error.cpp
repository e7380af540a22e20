// The root error class.
#include <coaws/base/error.hpp>

namespace coaws {

error::error(std::string const& message) : std::runtime_error(message) {}

error::error(error_parts parts) : std::runtime_error(parts.message) {
    using fields = std::vector<std::pair<std::string_view, std::string>>;
    if (!parts.fields.empty()) fields_ = std::make_shared<fields const>(std::move(parts.fields));
}

error::~error() = default;

std::string_view error::field(std::string_view name) const noexcept {
    if (fields_ == nullptr) return {};
    for (auto const& [key, text] : *fields_) {
        if (key == name) return text;
    }
    return {};
}

void error::raise() const { throw error(*this); }

std::shared_ptr<error const> error::clone() const {
    // make_shared cannot reach the protected copy constructor.
    return std::shared_ptr<error const>(new error(*this));
}

}  // namespace coaws

// The root error class.
#include <coaws/base/error.hpp>

namespace coaws {

namespace {

error_parts error_parts_of(std::string const& message) {
    error_parts parts;
    parts.message = message;
    return parts;
}

}  // namespace

error::error(std::string const& message) : error(error_parts_of(message)) {}

error::error(error_parts parts) : std::runtime_error(parts.message) {
    using fields = std::vector<std::pair<std::string_view, std::string>>;
    if (parts.message.find('\0') != std::string::npos)
        parts.fields.emplace_back(std::string_view(), std::move(parts.message));
    if (!parts.fields.empty()) fields_ = std::make_shared<fields const>(std::move(parts.fields));
}

error::~error() = default;

std::string_view error::message() const noexcept {
    auto const whole = field({});
    return whole.empty() ? std::string_view(what()) : whole;
}

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
